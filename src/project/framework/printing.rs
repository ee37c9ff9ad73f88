//! Frameworks for recipes.

use crate::model::Framework;
use crate::project::{Project, ProjectError};
use crate::report::{Recipe, RecipeKind};

impl Project {
    /// The frameworks that these recipes print, each once.
    pub(in crate::project) fn printed_frameworks<'r>(
        &self,
        recipes: impl Iterator<Item = &'r Recipe>,
    ) -> Result<Vec<Framework>, ProjectError> {
        let mut found: Vec<Framework> = Vec::new();
        for recipe in recipes {
            let RecipeKind::Framework(choices) = &recipe.kind else { continue };
            // One that is not there is the recipe's mistake, told with its name.
            let is_known = self.study.frameworks.iter().any(|entry| entry.name == choices.framework);
            if is_known && !found.iter().any(|other| other.name == choices.framework) {
                found.push(self.framework(&choices.framework)?);
            }
        }
        Ok(found)
    }
}
