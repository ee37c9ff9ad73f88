//! JSON.

use insta::assert_snapshot;

use super::told;

fn told_text(name: &str, text: &str) -> String {
    told(name, text.as_bytes())
}

#[test]
fn lists_of_objects() {
    let list = r#"[
        {"id": "R1", "age": 41, "share": 0.30000000000000004, "agreed": true, "ways": ["Phone", "Post"],
         "place": {"town": "Leeds", "since": 2019.0}, "why": "Line one\nand \"two\" é", "none": null, "big": 1234567890123456789},
        {"why": "More", "id": "R2", "extra": "x", "visits": [{"day": "Monday"}, {"day": "Friday", "with": ["A", "B"]}]}
    ]"#;
    assert_snapshot!(told_text("s.json", list), @r#"
    id | age | share | agreed | ways | place.town | place.since | why | none | big | extra | visits.1.day | visits.2.day | visits.2.with
    R1 | 41 | 0.3 | true | Phone / Post | Leeds | 2019 | Line one / and "two" é |  | 1234567890123456789 |  |  |  |
    R2 |  |  |  |  |  |  | More |  |  | x | Monday | Friday | A / B
    "#);
    let lines = list
        .replace('\n', " ")
        .replace("}, {\"why", "}\n{\"why")
        .replace("},         {\"why", "}\n\n{\"why")
        .trim()
        .trim_matches(['[', ']'])
        .to_owned();
    assert_eq!(told_text("s.jsonl", &lines), told_text("s.json", list));
    assert_eq!(told_text("s.json", lines.trim()), told_text("s.json", list));
    assert_eq!(
        told_text(
            "s.json",
            &format!(
                "{{\"count\": [1, {{\"a\": \"]\"}}], \"result\": {{\"next\": null, \"Responses\": {list}}}, \"after\": 1}}"
            )
        ),
        told_text("s.json", list)
    );
}

#[test]
fn lists_of_lists() {
    assert_snapshot!(told_text("s.json", "[[\"id\", \"why\"], [1, \"One\"], [2, null], [3, [\"a\", \"b\"], \"beyond\"]]"), @"
    id | why | column 3
    1 | One |
    2 |  |
    3 | a / b | beyond
    ");
}

#[test]
fn answers_of_qualtrics() {
    let text = r#"{"responses": [
        {"responseId": "R_1", "values": {"startDate": "2024-01-29T11:04:58Z", "QID1": 2, "QID2_TEXT": "Funding.", "QID3": ["1", "3"]},
         "labels": {"QID1": "No", "QID3": ["Phone", "Post"]}, "displayedFields": ["QID1"], "displayedValues": {"QID1": [1, 2]}},
        {"responseId": "R_2", "values": {"startDate": "2024-01-30T11:04:58Z", "QID1": 1}, "labels": {"QID1": "Yes"}, "displayedFields": []}]}"#;
    assert_snapshot!(told_text("s.json", text), @"
    responseId | startDate | QID1 | QID2_TEXT | QID3
    R_1 | 2024-01-29T11:04:58Z | No | Funding. | Phone / Post
    R_2 | 2024-01-30T11:04:58Z | Yes |  |
    ");
}

#[test]
fn names_that_come_late() {
    let rows: Vec<String> = (0..1005)
        .map(|row| format!("{{\"id\": {row}, \"a\": \"x\"{}}}", if row > 1002 { ", \"late\": 1" } else { "" }))
        .collect();
    assert_snapshot!(told_text("s.jsonl", &rows.join("\n")).lines().last().unwrap_or_default(), @r#"look: 2 rows with names that none of the first 1000 rows has ("late"), left out; the first is in this line (line 1004)"#);
    assert_snapshot!(told_text("s.json", &format!("[{}]", rows.join(","))).lines().last().unwrap_or_default(), @r#"look: 2 rows with names that none of the first 1000 rows has ("late"), left out; the first is in row 1004"#);
}

#[test]
fn broken_json() {
    let deep = format!("[{{\"a\": {}1{}}}]", "[".repeat(5000), "]".repeat(5000));
    let wide = format!("[{{{}}}]", (0..20_000).map(|column| format!("\"c{column}\": 1")).collect::<Vec<_>>().join(","));
    let all = [
        told_text("empty.json", "  "),
        told_text("word.json", "\"words\""),
        told_text("object.json", "{\"a\": 1, \"b\": {\"c\": [1]}}"),
        told_text("numbers.json", "[1, 2]"),
        told_text("blank.json", "[{}, {}]"),
        told_text("none.json", "[]"),
        told_text("cut.json", "[{\"a\": 1},\n{\"a\": \"tw"),
        told_text("cutlist.json", "[{\"a\": 1},\n"),
        told_text("comma.json", "[{\"a\": 1}\n{\"a\": 2}]"),
        told_text("colon.json", "[{\"a\": 1},\n {\"b\":\n 2 3}]"),
        told_text("lines.jsonl", "{\"a\": 1}\n{\"a\" 2}\n"),
        told_text("mixed.jsonl", "{\"a\": 1}\n7\n"),
        told_text("deep.json", &deep),
        told_text("wide.json", &wide),
        told("letters.json", b"[{\"a\": \"caf\xe9 and more of it\"}]"),
    ];
    assert_snapshot!(all.join("\n"), @r#"
    empty.json: there is no list of rows in it, such as [{"id": 1, …}, …] or {"responses": […]}; export it again as a list
    word.json: there is no list of rows in it, such as [{"id": 1, …}, …] or {"responses": […]}; export it again as a list
    object.json: there is no list of rows in it, such as [{"id": 1, …}, …] or {"responses": […]}; export it again as a list
    numbers.json, row 1: this is no row, which has names and values in braces; export the file again as a list of objects
    blank.json: there is nothing in its rows; export the survey with its responses
    none.json: there is nothing in its rows; export the survey with its responses
    cut.json, line 2: the file ends in the middle; export or copy it again
    cutlist.json, line 2: the file ends in the middle; export or copy it again
    comma.json, line 2: this is no JSON from here on; export or copy the file again
    colon.json, line 3, column 4: this is no JSON from here on; export or copy the file again
    lines.jsonl, line 2: this is no JSON from here on; export or copy the file again
    mixed.jsonl, line 2: this is no row, which has names and values in braces; export the file again as a list of objects
    deep.json, line 1: this is no JSON from here on; export or copy the file again
    wide.json: there are more than 16,384 names in its rows, which no survey has; export it as a list of rows
    a
    café and more of it
    "#);
}
