//! What desk research found, as rows: which services, in which order, under which names.

use super::{Kitchen, RecipeError};
use crate::analysis::shuffled;
use crate::model::Service;
use crate::text::nearest;

/// A service and what it is called in an output.
pub(super) struct Listed<'a> {
    pub(super) service: &'a Service,
    pub(super) label: String,
}

impl<'a> Kitchen<'a> {
    /// All services: under their names, in their file's order; or numbered, in an order that follows nothing.
    pub(super) fn desk(&self, names: bool) -> Vec<Listed<'a>> {
        let services = self.material.services;
        if names {
            return services.iter().map(|service| Listed { service, label: service.name.clone() }).collect();
        }
        let order = shuffled(services.iter().map(|service| service.name.as_str()), self.material.seed);
        let numbered = order.into_iter().zip(1..);
        numbered.map(|(at, number)| Listed { service: &services[at], label: format!("Service {number}") }).collect()
    }

    /// An attribute's name as the services' file spells it.
    pub(super) fn desk_attribute(&self, name: &str) -> Result<&'a str, RecipeError> {
        let wanted = name.to_lowercase();
        let known = self.desk_attributes();
        let found = known.iter().copied().find(|known| known.to_lowercase() == wanted);
        found.ok_or_else(|| RecipeError::Unknown {
            recipe: self.recipe().name.clone(),
            what: "attribute of services",
            name: name.to_owned(),
            nearest: nearest(name, known.iter().copied()).map(str::to_owned),
        })
    }

    /// The names of all attributes of services, in the order of their file.
    pub(super) fn desk_attributes(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.material.services.iter().flat_map(|service| &service.attributes) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// The values of an attribute: those of `order` first, the others as the file brings them; and whether any service
    /// has none.
    pub(super) fn desk_values(&self, attribute: &str, order: &[String]) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for value in self.material.services.iter().flat_map(|service| service.values(attribute)) {
            if !values.iter().any(|known| known == value) {
                values.push(value.to_owned());
            }
        }
        let place = |value: &String| {
            let wanted = value.to_lowercase();
            order.iter().position(|listed| listed.trim().to_lowercase() == wanted).unwrap_or(order.len())
        };
        values.sort_by_key(place);
        if self.material.services.iter().any(|service| service.values(attribute).next().is_none()) {
            values.push(NOT_STATED.to_owned());
        }
        values
    }

    /// What is counted, and how services are called.
    pub(super) fn desk_notes(&self, names: bool) -> Vec<String> {
        let count = super::notes::counted(self.material.services.len() as u64, "service", "services");
        vec![
            format!("Unit: services. Base: {count} of the desk research; none of them is a case of the sample."),
            if names {
                "Services are called by the names under which they are known in public.".to_owned()
            } else {
                "Services are numbered in an order that follows nothing.".to_owned()
            },
        ]
    }

    /// Says that some services stand in several groups, where any do.
    pub(super) fn desk_overlap(&self, attribute: &str) -> Option<String> {
        let several = |service: &&Service| service.values(attribute).count() > 1;
        match self.material.services.iter().filter(several).count() as u64 {
            0 => None,
            1 => Some(format!("1 service has more than one {attribute} and stands under each.")),
            count => Some(format!("{count} services have more than one {attribute} and stand under each.")),
        }
    }
}

/// The group of services that state no value.
const NOT_STATED: &str = "Not stated";

impl Listed<'_> {
    /// Whether its attribute has this value, or none where the value is that of the group without any.
    pub(super) fn is(&self, attribute: &str, value: &str) -> bool {
        let mut values = self.service.values(attribute).peekable();
        if values.peek().is_none() { value == NOT_STATED } else { values.any(|other| other == value) }
    }
}
