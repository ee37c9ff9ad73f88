//! One interview as Word document, OpenDocument text and web page: the same words, turns, headings and comments.

use insta::assert_snapshot;

use super::docx::with_parts;
use super::files::{assert_sound, imported, memos_of, turns_of};
use super::odt::odt_of;

const DOCX: &str = r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Interview with a trainer</w:t></w:r></w:p>
<w:p><w:r><w:t>Recorded in the office.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Funding</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Interviewer:</w:t></w:r><w:r><w:t xml:space="preserve"> How is the service</w:t></w:r><w:del w:id="0"><w:r><w:delText> really</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> funded</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>?</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Nadia:</w:t></w:r><w:r><w:t xml:space="preserve"> By grants, </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>mostly short ones</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve">, and </w:t></w:r><w:ins w:id="1"><w:r><w:t xml:space="preserve">some </w:t></w:r></w:ins><w:r><w:t>gifts.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> hidden</w:t></w:r></w:p>
<w:p><w:r><w:t>We apply every year.</w:t><w:br/><w:t>It takes a month.</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Then, the </w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>budget.</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Staff</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>00:10:01</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Interviewer</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Who trains you?</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>00:10:09</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Nadia</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Nobody, so far.</w:t></w:r></w:p><w:p><w:r><w:t>We asked for it.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Interviewer:</w:t></w:r><w:r><w:t xml:space="preserve"> Thank you – “très” good &amp; 你好.</w:t></w:r></w:p>"#;

const COMMENTS: &str = r#"<w:comments xmlns:w="w"><w:comment w:id="0" w:author="Mo Field" w:date="2026-03-03T09:30:00Z"><w:p><w:r><w:t>Compare.</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author="Ann Other" w:date="2026-03-04T00:00:00Z"><w:p><w:r><w:t>Which?</w:t></w:r></w:p><w:p><w:r><w:t>Ask.</w:t></w:r></w:p></w:comment></w:comments>"#;

const FOOTNOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>In the year of the interview.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

const ODT: &str = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p> really</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Interview with a trainer</text:h><text:p>Recorded in the office.</text:p><text:h text:outline-level="2">Funding</text:h>
<text:p><text:span text:style-name="B">Interviewer:</text:span> How is the service<text:change text:change-id="c"/> funded<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In the year of the interview.</text:p></text:note-body></text:note>?</text:p>
<text:p><text:span text:style-name="B">Nadia:</text:span> By grants, <office:annotation office:name="a"><dc:creator>Mo Field</dc:creator><dc:date>2026-03-03T09:30:00.123</dc:date><text:p>Compare.</text:p></office:annotation>mostly short
ones<office:annotation-end office:name="a"/>, and <text:change-start text:change-id="d"/>some <text:change-end text:change-id="d"/>gifts.<text:span text:style-name="H"> hidden</text:span></text:p>
<text:p>We apply every year.<text:line-break/>It takes a month.</text:p>
<text:list><text:list-item><text:p>Then, the <office:annotation><dc:creator>Ann Other</dc:creator><dc:date>2026-03-04T00:00:00</dc:date><text:p>Which?</text:p><text:p>Ask.</text:p></office:annotation>budget.</text:p></text:list-item></text:list>
<text:h text:outline-level="2">Staff</text:h><table:table><table:table-row><table:table-cell><text:p>00:10:01</text:p></table:table-cell><table:table-cell><text:p>Interviewer</text:p></table:table-cell><table:table-cell><text:p>Who trains you?</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>00:10:09</text:p></table:table-cell><table:table-cell><text:p>Nadia</text:p></table:table-cell><table:table-cell><text:p>Nobody, so far.</text:p><text:p>We asked for it.</text:p></table:table-cell></table:table-row></table:table>
<text:p><text:span text:style-name="B">Interviewer:</text:span> Thank you – “très” good &amp; 你好.</text:p>"#;

const HTML: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>no</title></head><body><h1>Interview
with a trainer</h1><p>Recorded in the
office.</p><h2>Funding</h2><p><b>Interviewer:</b>
How is the service<del> really</del> funded<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a>?</p>
<p><b>Nadia:</b> By grants, mostly short ones<!-- Compare. -->, and <ins>some </ins>gifts.<span style="display: none"> hidden</span></p>
<p>We apply every year.<br/>
It takes a month.</p><ul><li><p>Then, the
	budget.</p></ul><h2>Staff</h2><table><col width="85*"/><tr><td><p>00:10:01</p></td><td><p>Interviewer</p></td><td><p>Who trains you?</p></td></tr>
<tr><td><p>00:10:09</p></td><td><p>Nadia</p></td><td><p>Nobody, so far.</p><p>We asked for it.</p></td></tr></table>
<p><b>Interviewer:</b> Thank you – “très” good &amp; 你好.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>In the year of the interview.</p></div></body></html>"##;

#[test]
fn one_interview_in_three_formats() {
    let docx = imported("a.docx", &with_parts(DOCX, &[("comments", COMMENTS), ("footnotes", FOOTNOTES)]));
    let odt = imported("a.odt", &odt_of(ODT));
    let html = imported("a.html", HTML.as_bytes());
    [&docx, &odt, &html].into_iter().for_each(assert_sound);
    assert_snapshot!(turns_of(&docx), @"
    #: Interview with a trainer
    -: Recorded in the office.
    ##: Funding
    Interviewer: How is the service funded [In the year of the interview.]?
    Nadia: By grants, mostly short ones, and some gifts. / We apply every year. / It takes a month. / Then, the budget.
    ##: Staff
    Interviewer@601000: Who trains you?
    Nadia@609000: Nobody, so far. / We asked for it.
    Interviewer: Thank you – “très” good & 你好.
    ");
    assert_eq!(turns_of(&odt), turns_of(&docx));
    assert_eq!(turns_of(&html), turns_of(&docx));
    assert_snapshot!(memos_of(&docx), @r#"
    Mo Field, 2026-03-03T09:30:00Z, on "mostly short ones": Compare.
    Ann Other, 2026-03-04T00:00:00Z, on "the": Which? / Ask.
    "#);
    assert_eq!(memos_of(&odt), memos_of(&docx));
}
