//! `check-means`.

use insta::assert_snapshot;

use crate::report::reference;
use crate::support::Sandbox;

#[test]
fn one_mean() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("check-means 5.19 28"), @"
    of  mean   n  items  result      nearest     possible for
        5.19  28      1  impossible  5.18, 5.21  n = 27
    --- stderr
    no whole-number answers have this mean; look whether some left the item blank, or it is misprinted
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("check-means 5.18 28"), @"
    of  mean   n  items  result    nearest  possible for
        5.18  28      1  possible
    ");
    assert_snapshot!(sandbox.run("check-means 3.48 500"), @"
    of  mean    n  items  result           nearest  possible for
        3.48  500      1  any is possible
    ");
    assert_snapshot!(sandbox.run("check-means 7.4 5 --scale 1-7"), @"
    of  mean  n  items  result         nearest  possible for
        7.4   5      1  off the scale
    --- stderr
    no whole-number answers have this mean; look whether some left the item blank, or it is misprinted
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("check-means 0.152 120 --items 3 --format csv"), @r#"
    of,mean,n,items,result,nearest,possible for
    ,0.152,120,3,impossible,"0.150, 0.153",n = 116
    --- stderr
    no whole-number answers have this mean; look whether some left the item blank, or it is misprinted
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("check-means 5.19"), @"
    --- stderr
    error: say how many answers the mean is of, as in: verbatim check-means 5.19 28
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("check-means five 28"), @r#"
    --- stderr
    error: "five" is not checked: it is not a number such as 3.48
    --- exit 1
    "#);
}

#[test]
fn a_table_of_means() {
    let sandbox = Sandbox::new();
    sandbox.file("means.csv", "scale,mean,n,items\nTrust,3.27,15,4\nEase,2.5,3,\n");
    assert_snapshot!(sandbox.run("check-means means.csv"), @"
    of     mean   n  items  result      nearest   possible for
    Trust  3.27  15      4  possible
    Ease   2.5    3      1  impossible  2.3, 2.7  n = 2
    --- stderr
    1 of 2 means are impossible; look whether some left the item blank, or it is misprinted
    --- exit 1
    ");
    sandbox.file("printed.csv", "Sector,Support,Courts\nPolicing (3),2.4,2.7\nSchools (n = 6),N/A,2.4\nAll,2.0,2.6\n");
    assert_snapshot!(sandbox.run("check-means printed.csv --rounding half-up"), @"
    of                 mean  n  items  result      nearest   possible for
    Policing, Support  2.4   3      1  impossible  2.3, 2.7
    Policing, Courts   2.7   3      1  possible
    Schools, Courts    2.4   6      1  impossible  2.3, 2.5  n = 5
    --- stderr
    2 of 3 means are impossible; look whether some left the item blank, or it is misprinted
    --- exit 1
    ");
    sandbox.file("wrong.csv", "mean,n\n3.2,0\n");
    assert_snapshot!(sandbox.run("check-means wrong.csv"), @r#"
    --- stderr
    error: wrong.csv, line 2: "n" is a whole number of at least 1; correct it, or take the row out
    --- exit 1
    "#);
    sandbox.file("words.csv", "mean,n\nlow,3\n");
    assert_snapshot!(sandbox.run("check-means words.csv"), @r#"
    --- stderr
    error: words.csv, line 2: "low" is no mean; write it as it was printed, such as 3.48
    --- exit 1
    "#);
    sandbox.file("nothing.csv", "Sector,Support\nPolicing,2.0\n");
    assert_snapshot!(sandbox.run("check-means nothing.csv"), @r#"
    --- stderr
    error: nothing.csv: there are no means in it; name columns "mean" and "n", or write how many answered in brackets behind each row's title
    --- exit 1
    "#);
}

/// Typed in as printed, only the cells with a blank are impossible for their sector's number of respondents, and each is
/// possible for one fewer: the blanks that REFERENCE-STUDY.md lists. (Direct child protection's 1.0 is possible for both.)
#[test]
fn the_reference_studys_tables() {
    let Some(reference) = reference::reference() else { return };
    let sandbox = Sandbox::new();
    for (at, table) in reference::satisfaction(&reference).iter().enumerate() {
        let mut sheet = "sector".to_owned();
        for item in 1..=table[0].1.len() {
            sheet += ",";
            sheet += &item.to_string();
        }
        for (title, means) in table {
            sheet += "\n";
            sheet += &[std::slice::from_ref(title), means.as_slice()].concat().join(",");
        }
        sandbox.file(&format!("table-{}.csv", at + 1), sheet);
    }
    let impossible = |name: &str| -> Vec<String> {
        let said = sandbox.run(&format!("check-means {name} --rounding half-up --format csv"));
        said.lines().filter(|line| line.contains(",impossible,")).map(str::to_owned).collect()
    };
    assert_eq!(impossible("table-1.csv"), ["\"Public offender management, 4\",2.4,6,1,impossible,\"2.3, 2.5\",n = 5"]);
    assert_eq!(impossible("table-2.csv"), Vec::<String>::new());
}
