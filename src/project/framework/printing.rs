//! Frameworks for recipes.

use crate::project::{Project, ProjectError};
use crate::report::{NamedFramework, Recipe, RecipeKind};

impl Project {
    /// The frameworks of the study, with what there is of those that these recipes print. A mistake in the entry of one is
    /// told by its own output; the others are printed.
    pub(in crate::project) fn named_frameworks<'r>(
        &self,
        recipes: impl Iterator<Item = &'r Recipe>,
    ) -> Result<Vec<NamedFramework>, ProjectError> {
        let printed: Vec<&str> = recipes
            .filter_map(|recipe| match &recipe.kind {
                RecipeKind::Framework(choices) => Some(choices.framework.as_str()),
                _ => None,
            })
            .collect();
        let named = self.study.frameworks.iter().map(|entry| {
            let name = entry.name.clone();
            let found = match printed.contains(&name.as_str()).then(|| self.framework(&name)) {
                None => None,
                Some(Ok(framework)) => Some(Ok(framework)),
                Some(Err(mistake @ (ProjectError::Framework(_) | ProjectError::NoAttribute { .. }))) => {
                    Some(Err(mistake.to_string()))
                }
                Some(Err(error)) => return Err(error),
            };
            Ok(NamedFramework { name, found })
        });
        named.collect()
    }
}
