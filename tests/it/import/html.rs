//! Web pages.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::read_transcript;

use super::files::{assert_sound, imported, turns_of};
use super::shared;
use crate::support::shared_data;

fn html(page: &str) -> String {
    let imported = imported("a.html", page.as_bytes());
    assert_sound(&imported);
    let warnings: Vec<&str> = imported.warnings.iter().map(|warning| warning.message.as_str()).collect();
    turns_of(&imported) + if warnings.is_empty() { "" } else { "\n! " } + &warnings.join("\n! ")
}

#[test]
fn blocks_are_paragraphs_and_white_space_is_one_blank() {
    assert_snapshot!(html(
        "<!DOCTYPE html><html><head><title>No</title><style>p { x: y }</style><script>if (a < b) { \"</p>\" }</script></head><body>\n\
         <div>One\n  <b> and </b> two<br>three</div>four<section>five <!-- note --><span>six</span>\n\n<p>seven<p>eight&nbsp;&amp; ni&#x6e;e &lt;b&gt;\n<hr>\
         <ul><li>a<li>b<ul><li>c</ul><li>d</ul><pre>\ne\n  f</pre>g <q>h</q> caf&eacute;s<wbr>x</section></body></html>"
    ), @"
    -: One and two
    -: three
    -: four
    -: five six
    -: seven
    -: eight & nine <b>
    -: a
    -: b
    -: c
    -: d
    -: e
    -: f
    -: g “h” cafésx
    ");
}

#[test]
fn what_nobody_reads_is_left_out() {
    assert_snapshot!(html(
        "<nav><ul><li>Home<li>About</ul></nav><p>Kept <del>deleted</del><ins>inserted</ins> <s>struck</s> <span hidden>no</span>\
         <span style='color: red; DISPLAY: none'>no</span><span aria-hidden=true>no</span><button>Play</button><svg><title>no</title><path d='x'/></svg>\
         <ruby>base<rt>aid</rt></ruby><img alt='no'><input value='no'></p><p hidden>no<p>Also<noscript><p>no</p></noscript> kept.<div role=navigation>no</div><template><p>no</p></template>"
    ), @"
    -: Kept inserted struck base
    -: Also kept.
    ! 1 deletions were left out
    ! 2 menus of the page were left out
    ");
}

#[test]
fn headings_bold_labels_and_unclosed_tags() {
    assert_snapshot!(html(
        "<h1>Interview <i>4</i></h1><h2>Funding: the facts</h2><p><b>Anna Lee:</b> One.</p><p><span style='font-weight:700'>Ben</span>: Two.\
         <p><strong>Anna Lee:<p>Three.</strong> four</p></i></div>"
    ), @"
    #: Interview 4
    ##: Funding: the facts
    Anna Lee: One.
    Ben: Two.
    Anna Lee: Three. four
    ! the speaker's label here comes only once; look whether it is one
    ");
}

#[test]
fn transcripts_in_tables_lists_of_terms_and_by_class() {
    assert_snapshot!(html("<table><thead><tr><th>Speaker<th>Text<tbody><tr><td>Anna<td>One.<p>More.<tr><td>Ben<td>Two.</table>"), @"
    Anna: One. / More.
    Ben: Two.
    ");
    assert_snapshot!(html("<table><tr><td colspan=2>Layout<tr><td><p>left</p><td><table><tr><td>inner</table></table>after"), @"
    -: Layout
    -: left
    -: inner
    -: after
    ");
    assert_snapshot!(html("<dl><dt>Anna</dt><dd>One.</dd><dd>More.</dd><dt>Ben</dt><dd>Two.</dd><dt>Anna</dt><dd>Three.</dd><dt>Ben<dd>Four.</dl>"), @"
    Anna: One. / More.
    Ben: Two.
    Anna: Three.
    Ben: Four.
    ");
    assert_snapshot!(html("<dl><dt>Grant</dt><dd>Money for a time.</dd><dt>Gift</dt><dd>Money for good.</dd></dl>"), @"
    -: Grant
    -: Money for a time.
    -: Gift
    -: Money for good.
    ");
    assert_snapshot!(html("<cite>Anna:</cite><time>0:05</time><p>One, as <cite>The Times</cite> has it.</p><p>More.</p><cite>Ben:</cite>\n<time>1:02:03</time><p>Two.</p><blockquote>Old words<cite>Anna</cite></blockquote>"), @"
    Anna@5000: One, as The Times has it. / More.
    Ben@3723000: Two. / Old wordsAnna
    ");
    assert_snapshot!(html("<div class='line'><div class='speaker'>Anna</div><span class=timestamp>00:12</span><div class='text'>One.</div></div><p><span class='speaker-name'>Ben</span> Two.</p><div class=speaker>Anna<p>said a lot of other things here and there</p></div>"), @"
    Anna@12000: One.
    Ben: Two. / Anna / said a lot of other things here and there
    ");
}

#[test]
fn footnotes_stand_at_their_place() {
    assert_snapshot!(html(
        "<p>How<a class=x href='#sdfootnote1sym'><sup>1</sup></a> is it?</p><p>So<a href='#_ftn2'>[2]</a>.</p><p>And<sup><a href='#fn:3'>3</a></sup> <a href='#top'>link</a>.</p>\
         <div id=sdfootnote1><p><a href='#sdfootnote1anc'>1</a>A note.</p></div><div id=ftn2><p><a href='#_ftnref2'>[2]</a> Another.</p></div>\
         <ol><li id='fn:3'><p>Third. <a href='#fnref:3'>back</a></p></li><li id='fn:9'>Nobody refers to this.</li></ol><aside epub:type=footnote id=n>Nor this.</aside>"
    ), @"
    -: How [A note.] is it?
    -: So [Another.].
    -: And [Third.] link.
    -: Nobody refers to this.
    -: Nor this.
    ");
}

#[test]
fn only_the_main_part_of_a_page_that_has_one() {
    assert_snapshot!(html("<header><p>Site name</p><p>Log in</p></header><main><h1>Interview</h1><p>Anna: One.</p><p>Ben: Two.</p></main><footer>Imprint</footer>"), @"
    #: Interview
    -: Anna: One.
    -: Ben: Two.
    ! 3 paragraphs outside of the page's main part were left out
    ");
}

#[test]
fn encodings_are_those_that_the_page_says() {
    let encoded = |head: &str, bytes: &[u8]| {
        let page = [head.as_bytes(), b"<p>caf", bytes, b" du march"].concat();
        let imported = imported("a.htm", &page);
        format!("{}: {}", imported.encoding, imported.text)
    };
    let all = [
        encoded("<meta charset=\"iso-8859-2\">", b"\xe9 \xb1"),
        encoded("<meta http-equiv=content-type content='text/html; charset=windows-1251'>", b"\xe9"),
        encoded("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><html><head><script src=\"x\"/></head>", b"\xe9"),
        encoded("<meta charset=utf-16>", "é".as_bytes()),
        encoded("<meta charset=windows-1252>", "é".as_bytes()),
        encoded("<meta charset=nonsense>", b"\xe9"),
    ];
    assert_snapshot!(all.join("\n"), @"
    ISO-8859-2: café ą du march
    windows-1251: cafй du march
    windows-1252: café du march
    UTF-8: café du march
    UTF-8: café du march
    windows-1252: café du march
    ");
}

#[test]
fn broken_pages() {
    let told = |name: &str, bytes: &[u8]| {
        read_transcript(Path::new(name), bytes).map_or_else(|error| error.to_string(), |_| format!("{name} came in"))
    };
    let all = [
        told("deep.html", "<div>".repeat(100_000).as_bytes()),
        told("unclosed.html", "<p>One.<p>Two.<br><li>x<b>y</b>".repeat(1000).as_bytes()),
        told("ends.html", ("<b>x".to_owned() + &"</i></b></p></td>".repeat(10_000)).as_bytes()),
        told("app.html", b"<!DOCTYPE html><div id=root></div><script src=x></script>"),
        told("word.html", b"PK\x03\x04 and so on"),
        told("text.html", b"Just words."),
    ];
    assert_snapshot!(all.join("\n"), @"
    deep.html: the page is nested deeper than any transcript; copy its words into a document and save that
    unclosed.html came in
    ends.html came in
    app.html: there are no words in it; export or copy it again
    word.html: this is a zip archive, such as a Word or Excel file, not the text that .html says; give it its true extension or save it as text
    text.html came in
    ");
}

#[test]
fn the_podcast_namespace_s_own_example() {
    let Some(folder) = shared_data("transcript-format-examples") else { return };
    let imported = shared::read(&folder.join("podcast-namespace/example.html"));
    assert_eq!(imported.turns.len(), 10);
    assert!(imported.turns.iter().all(|turn| turn.speaker.is_some() && turn.start_ms.is_some()));
    assert!(imported.turns.is_sorted_by_key(|turn| turn.start_ms));
}
