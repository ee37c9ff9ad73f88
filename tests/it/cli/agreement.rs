//! `agreement`: the figures of two coders, and where they differ.

use crate::web::agreement::coded;

#[test]
fn two_coders_are_compared_code_by_code() {
    let sandbox = coded();
    insta::assert_snapshot!(sandbox.run("agreement Anna Ben"), @"
    Code               N  Both  Only Anna  Only Ben  Neither  Agree  Kappa  Alpha
    staff-training    35     2          2         1       30  0.914  0.525  0.531
    funding-security  35     1          0         0       34    1.0    1.0    1.0
    all together      70     3          2         1       64  0.957  0.644  0.646
    --- stderr
    35 segments of what both have read: interview-1
    ");
    // Of the five that one of them coded: Pe = (4·3 + 1·2) / 25, and alpha from 7 and 3 values.
    insta::assert_snapshot!(sandbox.run("agreement Anna Ben --coded-only --format csv"), @"
    Code,N,Both,Only Anna,Only Ben,Neither,Agree,Kappa,Alpha
    staff-training,5,2,2,1,0,0.4,-0.364,-0.286
    funding-security,5,1,0,0,4,1.0,1.0,1.0
    all together,10,3,2,1,4,0.7,0.4,0.424
    ");
    let elsewhere = sandbox.run("agreement Anna Ben --where source:interview-2");
    assert!(elsewhere.contains("0 segments of what both have read"), "{elsewhere}");
    let listed = sandbox.run("agreement Anna Ben --code staff-training --format csv");
    let places: Vec<&str> =
        listed.lines().filter(|line| line.starts_with("interview")).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(places, ["interview-1:16", "interview-1:18", "interview-1:20"]);
}

#[test]
fn whoever_has_not_coded_is_named() {
    let sandbox = coded();
    insta::assert_snapshot!(sandbox.run("agreement Anna Bem"), @r#"
    --- stderr
    error: nobody called "Bem" has coded anything; did you mean "Ben"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("agreement Anna Anna"), @"
    --- stderr
    error: somebody is compared with somebody else: name two coders
    --- exit 1
    ");
}
