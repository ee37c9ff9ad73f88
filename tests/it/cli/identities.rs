//! `identities`: the register listed, added to, changed and taken back.

use insta::assert_snapshot;

use super::built;

#[test]
fn whoever_is_added_is_replaced_until_it_is_taken_back() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("identities add place Ostwick --replacement '[a town]' --dry-run"), @"place Ostwick: would be added (1 form, printed as [a town])");
    assert_snapshot!(sandbox.run("identities add place Ostwick --replacement '[a town]'"), @"1  place Ostwick: added (1 form, printed as [a town])");
    assert_snapshot!(sandbox.run("identities add place Ostwick"), @r"
    --- stderr
    error: one of the forms is there already, in number 1 of `verbatim identities`: `verbatim identities alias` gives that identity more forms
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities alias Ostwick 'Ostwick  Cross'"), @"1  place Ostwick: changed (2 forms, printed as [a town])");
    assert_snapshot!(sandbox.run("identities change 1 --mode keep"), @r"
    --- stderr
    error: what is kept as it is needs a reason: --reason says it
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities change 1 --wider 'the north' --reason 'a small town'"), @"1  place Ostwick: changed (2 forms, printed as [a town])");
    assert_snapshot!(sandbox.run("identities"), @r"
    Number  Kind    Form            Forms  Mode  Printed as      Case  Kept in                  Mentions
            person  Carla Denholme     13        [name removed]  C     identities.toml, line 1         0
            place   Hartwell            1        [town]                identities.toml, line 7         1
         1  place   Ostwick             2        [a town]              hand, tester                    0
            person  Ben                 1        [name removed]  B     the name of a case              0
    --- stderr
    4 identities
    ");
    assert_snapshot!(sandbox.run("identities list --kind place --format json"), @r#"
    [
      {
        "number": "",
        "kind": "place",
        "form": "Hartwell",
        "forms": 1,
        "mode": "",
        "printed_as": "[town]",
        "case": "",
        "kept_in": "identities.toml, line 7",
        "mentions": 1
      },
      {
        "number": 1,
        "kind": "place",
        "form": "Ostwick",
        "forms": 2,
        "mode": "",
        "printed_as": "[a town]",
        "case": "",
        "kept_in": "hand, tester",
        "mentions": 0
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("identities alias 1 'ostwick cross' --remove"), @"1  place Ostwick: changed (1 form, printed as [a town])");
    assert_snapshot!(sandbox.run("identities remove Ostwick --dry-run"), @r"
    1  Ostwick
    1 identity would be removed
    ");
    assert_snapshot!(sandbox.run("identities remove Ostwick"), @r"
    1  Ostwick
    1 identity removed
    ");
    assert_snapshot!(sandbox.run("undo"), @"taken back: identities remove: identities 1 ([TIME], tester)");
    assert_snapshot!(sandbox.run("identities --kind place --format csv"), @r#"
    Number,Kind,Form,Forms,Mode,Printed as,Case,Kept in,Mentions
    ,place,Hartwell,1,,[town],,"identities.toml, line 7",1
    1,place,Ostwick,1,,[a town],,"hand, tester",0
    "#);
}

#[test]
fn what_does_not_go_is_said() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("identities add town Ostwick"), @r"
    --- stderr
    error: invalid value 'town' for '<KIND>': write person, place, organisation, contact, number, date, age, trait, other

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("identities add place ' - '"), @r"
    --- stderr
    error: a form has letters or digits: write it as it is said
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities remove Nobody"), @r"
    --- stderr
    error: no identity has this number, nor this form: `verbatim identities` lists those there are
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities change Carla --mode pseudonym"), @r"
    --- stderr
    error: this identity stands in identities.toml, line 1: change it there
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("identities add person Nan --case Z9"), @r#"
    --- stderr
    error: there is no case "Z9"
    --- exit 1
    "#);
}
