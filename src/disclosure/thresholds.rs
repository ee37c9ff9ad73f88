//! How small is too small, and whether numbers are rounded: the study's rule, and the presets that stand for several.

/// A rule in a word, as `preset` in `[disclosure]` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum Preset {
    /// One or two people are withheld: what most journals and archives ask of counts.
    #[serde(rename = "3")]
    Three,
    /// One to four.
    #[serde(rename = "5")]
    Five,
    /// None to nine, zero too: what many safe settings ask of outputs.
    #[serde(rename = "10")]
    Ten,
    /// One to seven withheld, the rest rounded to 5, as NHS England does with Hospital Episode Statistics.
    #[serde(rename = "rounded")]
    Rounded,
}

/// What a study asks for: a preset, keys of its own, or both.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    pub preset: Option<Preset>,
    pub minimum_group: Option<u64>,
    pub zero_is_small: Option<bool>,
    pub round_to: Option<u64>,
    pub minimum_mean: Option<u64>,
    pub minimum_attribute: Option<u64>,
    pub minimum_base: Option<u64>,
}

/// The rule by which numbers are withheld or rounded. All at 0: everything is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// Cells and quoted attributes about fewer people are not shown. 0 and 1 show all.
    pub minimum_group: u64,
    /// Whether a cell with no one in it counts as one about too few.
    pub zero_is_small: bool,
    /// Counts are shown to the nearest multiple of this; 0 and 1 show them as they are.
    pub round_to: u64,
    /// Means over fewer people are not shown; never less than the smallest group.
    pub minimum_mean: u64,
    /// Attributes beside quotes that fewer people share are not shown; never less than the smallest group.
    pub minimum_attribute: u64,
    /// Percentages of fewer people are not shown, though the count may be.
    pub minimum_base: u64,
}

impl From<u64> for Thresholds {
    fn from(minimum_group: u64) -> Self {
        Self { minimum_group, ..Self::default() }
    }
}

impl From<Preset> for Thresholds {
    fn from(preset: Preset) -> Self {
        match preset {
            Preset::Three => Self::from(3),
            Preset::Five => Self::from(5),
            Preset::Ten => Self { zero_is_small: true, ..Self::from(10) },
            Preset::Rounded => Self { round_to: 5, ..Self::from(8) },
        }
    }
}

impl Thresholds {
    /// The smallest group of a study that says nothing.
    pub const USUAL: u64 = 3;

    /// What a study's keys amount to, or a sentence on which of them contradict one another.
    pub fn of(asked: &Asked) -> Result<Self, String> {
        let preset = asked.preset.map(Self::from);
        let base = preset.unwrap_or(Self::from(asked.minimum_group.unwrap_or(Self::USUAL)));
        let no_less = |key: &str, wanted: Option<u64>, least: u64| match wanted {
            Some(wanted) if wanted < least => Err(format!(
                "`{key} = {wanted}` would show more than the rule allows beside it, which withholds less than {least}: \
                 give {least} or more, or leave it out"
            )),
            wanted => Ok(wanted.unwrap_or(least)),
        };
        let minimum_group = no_less("minimum_group", asked.minimum_group, base.minimum_group)?;
        if asked.zero_is_small == Some(false) && base.zero_is_small {
            return Err("`zero_is_small = false` contradicts the preset \"10\", which withholds zeros: leave one of \
                        them out"
                .to_owned());
        }
        let zero_is_small = base.zero_is_small || asked.zero_is_small == Some(true);
        if zero_is_small && minimum_group < 2 {
            return Err("`zero_is_small` says nothing without a `minimum_group` of 2 or more".to_owned());
        }
        let round_to = no_less("round_to", asked.round_to, base.round_to)?;
        if !matches!(round_to, 0 | 1 | 3 | 5 | 10) {
            return Err(format!("`round_to = {round_to}` is none of 3, 5 and 10"));
        }
        if round_to > 1 && minimum_group <= round_to / 2 {
            return Err(format!(
                "with `round_to = {round_to}` and `minimum_group = {minimum_group}` some people would be rounded to \
                 none: give a `minimum_group` of {} or more",
                round_to / 2 + 1
            ));
        }
        Ok(Self {
            minimum_group,
            zero_is_small,
            round_to,
            minimum_mean: no_less("minimum_mean", asked.minimum_mean, minimum_group)?,
            minimum_attribute: no_less("minimum_attribute", asked.minimum_attribute, minimum_group)?,
            minimum_base: asked.minimum_base.unwrap_or(0),
        })
    }

    /// The same, with a greater smallest group if one is asked for.
    #[must_use]
    pub fn at_least(self, minimum_group: Option<u64>) -> Self {
        Self { minimum_group: self.minimum_group.max(minimum_group.unwrap_or(0)), ..self }
    }

    /// Whether anything is withheld at all.
    pub const fn withholds(&self) -> bool {
        self.minimum_group > 1
    }

    /// Whether so many people are too few for a number about them.
    pub const fn is_small(&self, cases: u64) -> bool {
        cases < self.minimum_group && self.withholds() && (cases > 0 || self.zero_is_small)
    }

    /// Someone, but fewer than the smallest group: what a group itself is judged by.
    pub const fn is_small_group(&self, size: u64) -> bool {
        0 < size && size < self.minimum_group
    }

    /// Whether so many people are too few for a mean over them.
    pub fn is_small_for_mean(&self, cases: u64) -> bool {
        self.withholds() && cases < self.minimum_group.max(self.minimum_mean)
    }

    /// Whether a mean is over too few: of the group, or because it is what a single one answered.
    pub fn is_mean_of_few(&self, cases: u64, answered: u64) -> bool {
        self.is_small_for_mean(cases) || self.withholds() && answered == 1
    }

    /// How many have to share an attribute for it to stand beside a quote.
    pub fn least_sharing(&self) -> u64 {
        self.minimum_group.max(self.minimum_attribute)
    }

    /// A count as it is shown: half up.
    pub const fn rounded(&self, value: u64) -> u64 {
        match self.round_to {
            0 | 1 => value,
            to => (value + to / 2) / to * to,
        }
    }

    /// The least number of people that `*` may stand for.
    pub const fn smallest_hidden(&self) -> u64 {
        if self.zero_is_small { 0 } else { 1 }
    }

    /// The rule as a reader is told of it.
    pub fn in_words(&self) -> String {
        if !self.withholds() {
            return "figures are shown for groups of any size".to_owned();
        }
        let minimum = self.minimum_group;
        let zero = if self.zero_is_small { ", none included," } else { "" };
        let mut words = if self.minimum_attribute > minimum {
            format!(
                "figures about fewer than {minimum} cases{zero} and attributes beside quotes that fewer than {} share \
                 are withheld",
                self.minimum_attribute
            )
        } else {
            format!("figures, and attributes beside quotes, about fewer than {minimum} cases{zero} are withheld")
        };
        words += ", with further figures where these could be worked out from any outputs of this study";
        let mut more = Vec::new();
        if self.minimum_mean > minimum {
            more.push(format!("; means over fewer than {} are withheld", self.minimum_mean));
        }
        if self.minimum_base > 0 {
            more.push(format!("; percentages of fewer than {} are withheld", self.minimum_base));
        }
        if self.round_to > 1 {
            let to = self.round_to;
            more.push(format!("; counts are rounded to the nearest {to}, percentages are of rounded counts"));
        }
        words + &more.concat()
    }
}
