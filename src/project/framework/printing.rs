//! Frameworks for recipes.

use crate::project::{Project, ProjectError};
use crate::report::{NamedFramework, Recipe, RecipeKind, Telling, Told};

impl Project {
    /// The frameworks of the study, with what there is of those that these recipes print, and of those whose rows are told of
    /// people in other outputs. A mistake in the entry of one is told by its own output; the others are printed.
    pub(in crate::project) fn named_frameworks<'r>(
        &self,
        recipes: impl Iterator<Item = &'r Recipe>,
        telling: &Telling,
    ) -> Result<Vec<NamedFramework>, ProjectError> {
        let printed = recipes.filter_map(|recipe| match &recipe.kind {
            RecipeKind::Framework(choices) => Some(choices.framework.as_str()),
            _ => None,
        });
        let told = telling.linked.iter().filter_map(|told| match told {
            Told::Row(framework) => Some(framework.as_str()),
            Told::Attribute(_) => None,
        });
        let wanted: Vec<&str> = printed.chain(told).collect();
        let named = self.study.frameworks.iter().map(|entry| {
            let name = entry.name.clone();
            let found = match wanted.contains(&name.as_str()).then(|| self.framework(&name)) {
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
