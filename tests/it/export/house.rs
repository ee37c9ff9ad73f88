//! A house's own style sheet: what may stand in a page, what may not, and that it has the last word.

use verbatim::export::{Css, CssMistake};

use crate::support::{Sandbox, is_of_kind};

fn check(css: &str, expected: Result<(), (usize, usize, &str)>) {
    let found = Css::check(css).map(|_| ()).map_err(|error| (error.line_number, error.column_number, error.what));
    let word = |what: CssMistake| match what {
        CssMistake::TooLarge => "too large",
        CssMistake::Fetches(what) | CssMistake::Ends(what) => what,
        CssMistake::OpenComment => "open comment",
        _ => "no text",
    };
    let found = found.map_err(|(line, column, what)| (line, column, word(what)));
    assert_eq!(found, expected, "{css}");
}

#[test]
fn what_stays_in_the_page_may_stand_there() {
    for css in [
        "",
        ":root { --accent: #8c2f4a; --serif: Georgia, serif; }",
        "@media (width < 40rem) { body > main::before { content: \"a < b / c\"; } }",
        "h1 { background: url(data:image/png;base64,iVBORw0KGgo=) no-repeat; }",
        "h1 { background: url( \"data:image/svg+xml,%3Csvg/%3E\" ); fill: url('#paint'); }",
        "@font-face { font-family: House; src: url(data:font/woff2;base64,d09GMgABAAAA); }",
        ".curl(a) { content: 'myurl(x)'; } .imports { color: red; } /* an @import is not allowed, nor url(x) */",
        ".a\\:b { color: red }",
        "\u{feff}p { color: red }",
    ] {
        check(css, Ok(()));
    }
}

#[test]
fn what_leads_elsewhere_or_out_of_the_element_may_not() {
    check("p { background: url(https://house.example/logo.png) }", Err((1, 17, "url")));
    check("p {}\n\n  h1 { background: URL( 'logo.png' ) }", Err((3, 20, "url")));
    check("@import 'other.css';", Err((1, 1, "@import")));
    check("@IMPORT url(data:text/css,p{});", Err((1, 1, "@import")));
    check("@\\69mport 'other.css';", Err((1, 1, "@import")));
    check("p { background: \\75rl(x.png) }", Err((1, 17, "url")));
    check("p { background: u\\000072 l(x.png) }", Err((1, 17, "url")));
    check("p { background: u\\72\nl(//x) }", Err((1, 17, "url")));
    check("p { background: image-set('a.png' 1x) }", Err((1, 17, "image-set")));
    check("p { background: -webkit-image-set('a.png' 1x) }", Err((1, 25, "image-set")));
    check("@font-face { src: src('a.woff2') }", Err((1, 19, "src")));
    check("p { color: red } </style><script>alert(1)</script>", Err((1, 18, "</")));
    check("/* </STYLE */", Err((1, 4, "</")));
    check("p { color: red } <!-- x", Err((1, 18, "<!--")));
    check("p { color: red }\n/* open", Err((2, 1, "open comment")));
    check("p { color: \u{0}red }", Err((1, 12, "no text")));
    check(&"p {} ".repeat(250_000), Err((1, 1, "too large")));
}

/// The study with this style sheet and one page.
fn dressed(css: &str) -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", "\n[style]\ncss = \"looks/house.css\"\n");
    sandbox.file("looks/house.css", css);
    sandbox
}

#[test]
fn a_house_has_the_last_word() {
    let sandbox = dressed(":root { --accent: #8c2f4a }");
    sandbox.ok("build");
    let pages = || -> Vec<String> {
        let files = sandbox.files("output").into_iter().filter(|(name, _)| is_of_kind(name, "html"));
        files.map(|(_, bytes)| String::from_utf8(bytes).expect("a page is text")).collect()
    };
    assert!(!pages().is_empty());
    for page in pages() {
        let after_ours = page.split("</style>").nth(1).expect("there is a second style sheet");
        assert_eq!(after_ours, "<style>:root { --accent: #8c2f4a }");
    }
    // It is one of the things that outputs are made from.
    sandbox.ok("build --check");
    sandbox.file("looks/house.css", ":root { --accent: #000000 }");
    assert!(sandbox.run("build --check").contains("--- exit 1"));
    sandbox.ok("build");
    assert!(pages().iter().all(|page| page.contains("--accent: #000000")));
}

#[test]
fn a_style_sheet_with_a_mistake_stops_the_build_and_says_where() {
    let sandbox = dressed("h1 { color: teal }\nh1 { background: url(logo.png) }");
    insta::assert_snapshot!(sandbox.run("build"), @"
    --- stderr
    error: [STUDY]/looks/house.css, line 2, column 18: `url` would fetch a file from elsewhere, and a page holds all it needs: write what it names into this file
    --- exit 1
    ");
    sandbox.file("study.toml", sandbox.read("study.toml").replace("house.css", "hous.css"));
    insta::assert_snapshot!(sandbox.run("build"), @r#"
    --- stderr
    error: [STUDY]/study.toml: there is no file "looks/hous.css", which it names
    --- exit 1
    "#);
    sandbox.file("study.toml", sandbox.read("study.toml").replace("css = ", "ccs = "));
    insta::assert_snapshot!(sandbox.run("build"), @"
    --- stderr
    error: [STUDY]/study.toml, line 40, column 1: there is no `ccs` here; did you mean `css`?
    --- exit 1
    ");
}
