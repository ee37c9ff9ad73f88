//! Documents made in the test, sign by sign.

use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use insta::assert_snapshot;
use verbatim::import::read_transcript;

use super::super::files::{assert_sound, turns_of};

/// A font whose codes are windows-1252.
const PLAIN: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A document of these objects, the first of which is number 1, its catalogue.
pub(crate) fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut index = String::new();
    for (object_index, object) in objects.iter().enumerate() {
        index.extend([format!("{:010} 00000 n \n", bytes.len())]);
        bytes.extend(format!("{} 0 obj\n", object_index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), objects.len() + 1);
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{index}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

pub(crate) fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} {dictionary} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// Pages that show these instructions; `F` is the font, `P` a picture.
pub(crate) fn pages(font: &str, contents: &[&str], more: &[Vec<u8>]) -> Vec<u8> {
    let first_page = 5;
    let kids: String = (0..contents.len()).map(|index| format!("{} 0 R ", first_page + 2 * index)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()).into_bytes(),
        font.as_bytes().to_vec(),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"x"),
    ];
    for (index, content) in contents.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >> >>",
            first_page + 2 * index + 1
        );
        objects.push(page.into_bytes());
        objects.push(stream("", content.as_bytes()));
    }
    objects.extend_from_slice(more);
    document(&objects)
}

/// Lines of text, each with its place and size.
pub(crate) fn lines(lines: &[(i32, i32, i32, &str)]) -> String {
    let line = |(x, y, size, text): &(i32, i32, i32, &str)| format!("/F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj\n");
    format!("BT\n{}ET", lines.iter().map(line).collect::<String>())
}

fn read(bytes: &[u8]) -> String {
    match read_transcript(Path::new("a.pdf"), bytes) {
        Ok(imported) => {
            assert_sound(&imported);
            let warnings = imported.warnings.iter().map(|warning| format!("\n! {}", warning.message));
            turns_of(&imported) + &warnings.collect::<String>()
        }
        Err(error) => error.to_string(),
    }
}

fn shown(instructions: &str) -> String {
    read(&pages(PLAIN, &[instructions], &[]))
}

#[test]
fn words_are_parted_by_gaps_and_joined_over_kerning() {
    let kerned = "BT /F 10 Tf 50 700 Td [(W) 80 (e tal) -5 (k) -300 (of) -300 (fund) 20 (ing)] TJ ET";
    assert_snapshot!(shown(kerned), @"-: We talk of funding");
    let spaced =
        "BT /F 10 Tf 3 Tw 50 700 Td (More staff) Tj 0 Tw ( and) Tj 60 0 Td 0 -14 TD (time) Tj T* (\\351t\\351) ' ET";
    assert_snapshot!(shown(spaced), @"
    -: More staff and
    -: time
    -: été
    ");
    let placed = lines(&[(100, 700, 10, "training"), (50, 700, 10, "More"), (76, 703, 6, "1")]);
    assert_snapshot!(shown(&placed), @"-: More 1	training");
}

#[test]
fn rows_become_paragraphs_by_room_space_and_place() {
    let full = "We have been here for a long time and we will be here next year";
    let rows = [
        (50, 700, 10, full),
        (50, 688, 10, "as well."),
        (50, 676, 10, full),
        (50, 664, 10, full),
        (50, 640, 10, full),
        (60, 628, 10, full),
        (60, 616, 10, "with an indent that hangs."),
        (50, 604, 10, "\\225 An item"),
        (50, 592, 10, "\\225 Another"),
    ];
    assert_snapshot!(shown(&lines(&rows)), @"
    -: We have been here for a long time and we will be here next year as well.
    -: We have been here for a long time and we will be here next year We have been here for a long time and we will be here next year
    -: We have been here for a long time and we will be here next year We have been here for a long time and we will be here next year with an indent that hangs.
    -: • An item
    -: • Another
    ");
}

#[test]
fn bold_or_plain_labels_begin_turns_in_the_middle_of_a_paragraph() {
    let full = "and this goes on until the very end of the line that is here,";
    let rows = [
        (50, 700, 10, "Interviewer: How is the funding, the staffing and the training now"),
        (50, 688, 10, "that the year is over?"),
        (50, 676, 10, "Maren: It is short, as it always was, and the year is over for us,"),
        (50, 664, 10, full),
        (50, 652, 10, "Interviewer: Thank you."),
        (50, 640, 10, "Maren: Not at all."),
    ];
    assert_snapshot!(shown(&lines(&rows)), @"
    Interviewer: How is the funding, the staffing and the training now that the year is over?
    Maren: It is short, as it always was, and the year is over for us, and this goes on until the very end of the line that is here,
    Interviewer: Thank you.
    Maren: Not at all.
    ");
}

#[test]
fn a_column_of_names_is_read_beside_its_words() {
    let rows = [
        (50, 700, 10, "Anna"),
        (150, 700, 10, "The first thing that is missing is money, and the second is time."),
        (150, 688, 10, "The third is staff, and all the rest would follow from there then."),
        (50, 664, 10, "Ben"),
        (150, 664, 10, "Yes, and I would add that nobody has any training to speak of now."),
        (50, 640, 10, "Anna"),
        (150, 640, 10, "That too."),
        (50, 616, 10, "Ben"),
        (150, 616, 10, "And a database that two people can use at the same time, for once."),
        (50, 592, 10, "Anna"),
        (150, 592, 10, "Yes."),
    ];
    assert_snapshot!(shown(&lines(&rows)), @"
    Anna: The first thing that is missing is money, and the second is time. The third is staff, and all the rest would follow from there then.
    Ben: Yes, and I would add that nobody has any training to speak of now.
    Anna: That too.
    Ben: And a database that two people can use at the same time, for once.
    Anna: Yes.
    ");
}

#[test]
fn headers_footers_and_numbers_in_the_margin_go() {
    let page = |number: i32, words: &str| {
        lines(&[
            (50, 800, 8, "Interview 12"),
            (20, 700, 8, &(2 * number - 1).to_string()),
            (50, 700, 10, words),
            (20, 680, 8, &(2 * number).to_string()),
            (50, 680, 10, "Ben: Just so."),
            (280, 30, 8, &format!("Page {number} of 3")),
        ])
    };
    let contents = [page(1, "Anna: One."), page(2, "Anna: Two."), page(3, "Anna: Three.")];
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    assert_snapshot!(read(&pages(PLAIN, &contents, &[])), @"
    Anna: One.
    Anna: Two.
    Anna: Three.
    ! 9 running headers, footers and page numbers were left out
    ! 6 numbers in the margin, of lines or paragraphs, were left out
    ");
    let marked = "/Artifact << /Type /Pagination >> BDC BT /F 10 Tf 50 800 Td (Header) Tj ET EMC BT /F 10 Tf 50 700 Td (Anna: So it is.) Tj ET";
    assert_snapshot!(shown(marked), @"
    -: Anna: So it is.
    ! 1 running headers, footers and page numbers were left out
    ");
}

#[test]
fn bigger_type_is_a_heading() {
    let rows = [
        (50, 760, 20, "Interview with a coordinator"),
        (50, 736, 20, "of a small service"),
        (50, 700, 10, "Anna: There is never enough money for what we are asked to do here."),
        (50, 688, 10, "Ben: There is never enough time for it, and that is what I miss most."),
        (50, 660, 14, "Staffing"),
        (50, 640, 10, "Anna: There is never enough staff for it, and there never has been."),
        (50, 628, 10, "Ben: So we agree, which is a good start for a talk such as this one."),
        (50, 616, 10, "Anna: There is never enough training, either, and that matters more."),
        (50, 604, 10, "Ben: It does, and nobody has asked us about it for the last ten years."),
    ];
    let imported = read_transcript(Path::new("a.pdf"), &pages(PLAIN, &[&lines(&rows)], &[])).unwrap();
    assert_snapshot!(turns_of(&imported), @"
    #: Interview with a coordinator of a small service
    Anna: There is never enough money for what we are asked to do here.
    Ben: There is never enough time for it, and that is what I miss most.
    ##: Staffing
    Anna: There is never enough staff for it, and there never has been.
    Ben: So we agree, which is a good start for a talk such as this one.
    Anna: There is never enough training, either, and that matters more.
    Ben: It does, and nobody has asked us about it for the last ten years.
    ");
}

#[test]
fn fonts_say_what_their_codes_stand_for() {
    let own = "<< /Type /Font /Subtype /Type1 /BaseFont /Own /Encoding << /Differences [1 /f_i /eacute /uni20AC /afii10071 97 /alpha /germandbls.alt] >> >>";
    let content = "BT /F 10 Tf 50 700 Td (Ab\\001\\002\\003\\004 ab) Tj ET";
    assert_snapshot!(read(&pages(own, &[content], &[])), @"-: Aßfié€ё αß");
    let composite = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 600 >>] >>";
    let map = b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <d83dde00> <0002> <00660066> endbfchar \
                2 beginbfrange <0010> <0013> <0041> <0020> <0021> [<4f60> <597d>] endbfrange";
    let content = "BT /F 10 Tf 50 700 Td <001000110013000200010020002100ff> Tj ET";
    assert_snapshot!(read(&pages(composite, &[content], &[stream("", map)])), @"
    -: ABDff😀你好
    ! 1 signs were left out, since their font does not say what they stand for
    ");
    let chinese = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 >>] >>";
    assert_snapshot!(read(&pages(chinese, &["BT /F 10 Tf 50 700 Td <c4e3bac3> Tj ET"], &[])), @"-: 你好");
    let silent = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 >>] >>";
    assert_snapshot!(read(&pages(silent, &["BT /F 10 Tf 50 700 Td <00100011> Tj ET"], &[])), @"a.pdf: its fonts do not say which letters they show; run text recognition on it first");
}

/// Fonts that are written into a page have no number of their own.
#[test]
fn fonts_in_a_page_are_told_apart() {
    let bytes =
        String::from_utf8(pages(PLAIN, &["BT /F 10 Tf 50 700 Td (a) Tj /G 10 Tf (a) Tj /F 10 Tf (b) Tj ET"], &[]))
            .unwrap();
    let fonts = format!(
        "<< /F {PLAIN} /G << /Type /Font /Subtype /Type1 /BaseFont /G /Encoding << /Differences [97 /omega] >> >> >>"
    );
    assert_snapshot!(read(bytes.replace("<< /F 3 0 R >>", &fonts).as_bytes()), @"-: aωb");
}

#[test]
fn words_of_forms_rotated_pages_and_spans_that_are_read_otherwise() {
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 500 800] /Matrix [1 0 0 1 50 0] /Resources << /Font << /F 3 0 R >> >>",
        b"BT /F 10 Tf 0 600 Td (In a form.) Tj ET",
    );
    let bytes = pages(
        PLAIN,
        &[
            "q /P Do Q BT /F 10 Tf 0 1 -1 0 300 100 Tm (Sideways.) Tj ET BT /F 10 Tf 50 700 Td (Upright, and most of it.) Tj ET",
        ],
        &[],
    );
    let text = String::from_utf8(bytes).unwrap();
    let with_form = text.replace(
        &String::from_utf8(stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            b"x",
        ))
        .unwrap(),
        &String::from_utf8(form).unwrap(),
    );
    assert_snapshot!(read(with_form.as_bytes()), @"
    -: Upright, and most of it.
    -: In a form.
    -: Sideways.
    ");
    let span = "BT /F 10 Tf 50 700 Td (Com) Tj /Span << /ActualText (\\376\\377\\000-) >> BDC (~) Tj EMC (puter) Tj ET";
    assert_snapshot!(shown(span), @"-: Com-puter");
}

#[test]
fn pages_that_are_pictures_are_named() {
    let (picture, words) =
        ("q 500 0 0 700 50 50 cm /P Do Q", "BT /F 10 Tf 50 700 Td (Anna: So it is, on this page.) Tj ET");
    assert_snapshot!(read(&pages(PLAIN, &[words, picture], &[])), @"
    -: Anna: So it is, on this page.
    ! page 2 looks scanned: it has a picture and no text; run text recognition first
    ");
    let other = "BT /F 10 Tf 50 600 Td (Ben: And on this one.) Tj ET";
    assert_snapshot!(read(&pages(PLAIN, &[picture, words, picture, picture, other, picture], &[])), @"
    -: Anna: So it is, on this page. Ben: And on this one.
    ! pages 1, 3–4 and 6 look scanned: they have a picture and no text; run text recognition first
    ");
    assert_snapshot!(read(&pages(PLAIN, &[picture, picture], &[])), @"a.pdf: all pages look scanned: they have pictures and no text; run text recognition first");
    assert_snapshot!(read(&pages(PLAIN, &[""], &[])), @"a.pdf: there are no words in it; export or copy it again");
}

#[test]
fn what_is_no_document_or_a_damaged_one() {
    assert_snapshot!(read(b"Anna: Hi."), @"a.pdf: this is not a PDF file; give it its true extension, or open it and save it as PDF");
    assert_snapshot!(read(b"{\\rtf1 x}"), @"a.pdf: this is an RTF file, not a PDF file; give it its true extension, or open it and save it as PDF");
    let good = pages(PLAIN, &["BT /F 10 Tf 50 700 Td (Anna: So.) Tj ET"], &[]);
    assert_snapshot!(read(&good[..good.len() - 200]), @"a.pdf: the document is cut off; copy or export it again");
    assert_snapshot!(read(b"%PDF-1.7\n%%EOF"), @"a.pdf: the document is damaged; copy or export it again, or print it to a new PDF");
    let nested = ["%PDF-1.7\n1 0 obj ", &"<< /A ".repeat(100_000), "\n%%EOF"].concat();
    assert_snapshot!(read(nested.as_bytes()), @"a.pdf: it is nested deeper than any document, so it is damaged; print it to a new PDF");
    let packed = |content: &[u8]| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    };
    let page = |dictionary: &str, content: &[u8]| {
        document(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
            stream(dictionary, content),
            PLAIN.as_bytes().to_vec(),
        ])
    };
    let mut content = packed(b"BT /F 10 Tf 50 700 Td (Anna: The first words, and then the last ones.) Tj ET");
    assert_snapshot!(read(&page("/Filter /FlateDecode", &content)), @"-: Anna: The first words, and then the last ones.");
    content.truncate(content.len() - 8);
    assert_snapshot!(read(&page("/Filter /FlateDecode", &content)), @"
    -: Anna: The first words, and then the last ones.
    ! some of page 1 is damaged, so words may be missing; copy or export the document again
    ");
    // A hundred kilobytes that unpack to a hundred megabytes, and a few bytes that unpack to them in two steps.
    let bomb = packed(&vec![b' '; 100 << 20]);
    assert_snapshot!(read(&page("/Filter /FlateDecode", &bomb)), @"a.pdf: a part of it unpacks to more than any transcript holds; print it to a new PDF");
    assert_snapshot!(read(&page("/Filter [/FlateDecode /Fl#61teDecode]", &packed(&bomb))), @"a.pdf: parts of it are packed as no program of today does; print it to a new PDF");
}

#[test]
fn a_document_with_a_password_is_named_and_one_with_an_empty_one_is_read() {
    assert_snapshot!(read(include_bytes!("no-password.pdf")), @"
    Interviewer: What is missing?
    Maren: Time.
    ! the speaker's label here comes only once; look whether it is one
    ");
    assert_snapshot!(read(include_bytes!("password.pdf")), @"a.pdf: the document asks for a password; open it and print it to a new PDF, or save it without one");
}
