//! What a researcher does with cases.

use super::{Project, ProjectError};
use crate::model::{Case, CaseId, CaseStatus, Consent};
use crate::store::CaseFilter;
use crate::text;

impl Project {
    pub fn cases(&self, filter: &CaseFilter) -> Result<Vec<Case>, ProjectError> {
        let known = self.store.attribute_names()?;
        for (name, _) in &filter.attributes {
            if !known.iter().any(|attribute| attribute.name == *name) {
                let nearest = text::nearest(name, known.iter().map(|attribute| attribute.name.as_str()));
                return Err(ProjectError::NoAttribute { name: name.clone(), nearest: nearest.map(str::to_owned) });
            }
        }
        Ok(self.store.cases(filter)?)
    }

    /// Sets attributes of the case of this name; an empty value takes one away.
    pub fn set_attributes(&mut self, name: &str, values: &[(String, String)]) -> Result<(), ProjectError> {
        let case = self.case_named(name)?;
        let event = Self::event("cases set", serde_json::json!({ "case": case.0, "attributes": values.len() }));
        Ok(self.store.set_attributes(case, values, &event)?)
    }

    /// Leaves a case out of every count, table and quote, until it is included again.
    pub fn exclude_case(&mut self, name: &str, reason: &str) -> Result<(), ProjectError> {
        let case = self.case_named(name)?;
        let event = Self::event("cases exclude", serde_json::json!({ "case": case.0, "reason": reason }));
        Ok(self.store.set_case_status(case, CaseStatus::Excluded, reason, &event)?)
    }

    pub fn include_case(&mut self, name: &str) -> Result<(), ProjectError> {
        let case = self.case_named(name)?;
        if self.store.consent(case)? == Consent::None {
            return Err(ProjectError::NoConsent { name: name.to_owned() });
        }
        let event = Self::event("cases include", serde_json::json!({ "case": case.0 }));
        Ok(self.store.set_case_status(case, CaseStatus::Kept, "", &event)?)
    }

    fn case_named(&self, name: &str) -> Result<CaseId, ProjectError> {
        match self.store.cases_named(name)?.as_slice() {
            [case] => Ok(*case),
            [] => {
                let cases = self.store.cases(&CaseFilter::default())?;
                let names = cases.iter().map(|case| case.name.as_str());
                Err(ProjectError::NoCase {
                    name: name.to_owned(),
                    nearest: text::nearest(name, names).map(str::to_owned),
                })
            }
            _ => Err(ProjectError::ManyCases { name: name.to_owned() }),
        }
    }
}
