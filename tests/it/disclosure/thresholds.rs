//! The study's rule: presets, keys, what contradicts what.

use insta::assert_snapshot;
use verbatim::disclosure::{Asked, Preset, Thresholds};

use crate::support::Sandbox;

fn check(asked: Asked, expected: Result<Thresholds, &str>) {
    let found = Thresholds::of(&asked);
    match expected {
        Ok(expected) => assert_eq!(found, Ok(expected)),
        Err(part) => {
            let error = found.expect_err("a contradiction");
            assert!(error.contains(part), "{error}");
        }
    }
}

#[test]
fn presets_and_keys() {
    let usual = Thresholds { minimum_group: 3, minimum_mean: 3, minimum_attribute: 3, ..Thresholds::default() };
    check(Asked::default(), Ok(usual));
    check(Asked { minimum_group: Some(0), ..Asked::default() }, Ok(Thresholds::default()));
    let five = Thresholds { minimum_group: 5, minimum_mean: 5, minimum_attribute: 5, ..usual };
    check(Asked { preset: Some(Preset::Five), ..Asked::default() }, Ok(five));
    check(
        Asked { preset: Some(Preset::Five), minimum_mean: Some(8), ..Asked::default() },
        Ok(Thresholds { minimum_mean: 8, ..five }),
    );
    let rounded =
        Thresholds { minimum_group: 8, minimum_mean: 8, minimum_attribute: 8, round_to: 5, ..Thresholds::default() };
    check(Asked { preset: Some(Preset::Rounded), ..Asked::default() }, Ok(rounded));
    check(
        Asked { preset: Some(Preset::Rounded), round_to: Some(10), ..Asked::default() },
        Ok(Thresholds { round_to: 10, ..rounded }),
    );
    assert_eq!([0, 7, 8, 12, 13].map(|value| rounded.rounded(value)), [0, 5, 10, 10, 15]);
}

#[test]
fn no_key_shows_more_than_another_allows() {
    let asked = |preset| Asked { preset: Some(preset), ..Asked::default() };
    check(Asked { minimum_group: Some(3), ..asked(Preset::Five) }, Err("`minimum_group = 3`"));
    check(Asked { zero_is_small: Some(false), ..asked(Preset::Ten) }, Err("withholds zeros"));
    check(Asked { round_to: Some(3), ..asked(Preset::Rounded) }, Err("`round_to = 3`"));
    check(Asked { minimum_mean: Some(2), ..Asked::default() }, Err("`minimum_mean = 2`"));
    check(Asked { minimum_attribute: Some(4), ..asked(Preset::Five) }, Err("`minimum_attribute = 4`"));
    check(Asked { round_to: Some(7), ..Asked::default() }, Err("none of 3, 5 and 10"));
    check(Asked { round_to: Some(10), ..Asked::default() }, Err("`minimum_group` of 6 or more"));
    check(Asked { zero_is_small: Some(true), minimum_group: Some(1), ..Asked::default() }, Err("says nothing"));
}

#[test]
fn mistakes_in_the_study_say_where_they_are() {
    let refused = |keys: &str| {
        let sandbox = Sandbox::small();
        sandbox.replace("study.toml", "[disclosure]\n", &format!("[disclosure]\n{keys}\n"));
        sandbox.run("build")
    };
    assert_snapshot!(refused("minimum_grop = 3"), @"
    --- stderr
    error: [STUDY]/study.toml, line 15, column 1: there is no `minimum_grop` here; did you mean `minimum_group`?
    --- exit 1
    ");
    assert_snapshot!(refused("preset = \"four\""), @"
    --- stderr
    error: [STUDY]/study.toml, line 15, column 10: unknown variant `four`, expected one of `3`, `5`, `10`, `rounded`
    --- exit 1
    ");
    assert_snapshot!(refused("preset = \"5\"\nminimum_group = 3"), @"
    --- stderr
    error: [STUDY]/study.toml, line 14, column 1: [disclosure]: `minimum_group = 3` would show more than the rule allows beside it, which withholds less than 5: give 5 or more, or leave it out
    --- exit 1
    ");
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "kind = \"frequencies\"\n", "kind = \"frequencies\"\nminimum_group = 2\n");
    assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/study.toml: output "frequencies": `minimum_group = 2` would show more than the study does, which withholds less than 3: an output may only be stricter
    --- exit 1
    "#);
}

/// An output of its own rule: stricter than the study's, and what it withholds the others do too.
#[test]
fn an_output_may_be_stricter() {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "kind = \"frequencies\"\n", "kind = \"frequencies\"\nminimum_group = 5\n");
    sandbox.ok("build");
    assert_snapshot!(sandbox.read("output/frequencies.csv"), @"
    Theme,Segments,Answers,Sources,Cases,% of cases
    Staff,5,3,3,5,62.5%
    Training,*,*,*,*,*
    Posts,*,*,*,*,*
    Money,*,*,*,*,*
    Funding,*,*,*,*,*
    ");
    assert!(sandbox.read("output/report.html").contains("fewer than 5 cases"));
    assert_snapshot!(sandbox.run("withheld"), @"
    Output       Numbers  Too few (*)  For their sake (†)
    sample             8            0                   0
    frequencies       25           21                   0
    The rule: figures, and attributes beside quotes, about fewer than 3 cases are withheld, with further figures where these could be worked out from any outputs of this study.
    ");
}
