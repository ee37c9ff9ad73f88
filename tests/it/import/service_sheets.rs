//! Tables of services.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::service_sheet;
use verbatim::model::Service;

use super::tables::sheet_of;

fn error(text: &str) -> String {
    service_sheet(Path::new("services.csv"), text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn names_by_their_column_and_all_others_as_attributes() {
    let check = |text: &str, expected: &[(&str, &[(&str, &str)])]| {
        let read = service_sheet(Path::new("services.csv"), text.as_bytes()).unwrap();
        let service = |(name, attributes): &(&str, &[(&str, &str)])| Service {
            name: (*name).to_owned(),
            attributes: attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
        };
        assert_eq!(read, expected.iter().map(service).collect::<Vec<_>>(), "{text}");
    };
    check("Service,region\nAsh Line,UK\n\nBirch Group,\n", &[("Ash Line", &[("region", "UK")]), ("Birch Group", &[])]);
    check("region;name\nUK;Ash Line\n", &[("Ash Line", &[("region", "UK")])]);
    check("who,region\nAsh Line,\"UK; abroad\"\n", &[("Ash Line", &[("region", "UK; abroad")])]);
}

#[test]
fn several_values_are_parted() {
    let attributes = vec![("Region".to_owned(), "UK ; abroad;".to_owned())];
    let service = Service { name: "Ash Line".to_owned(), attributes };
    assert_eq!(service.values("region").collect::<Vec<_>>(), ["UK", "abroad"]);
    assert_eq!((service.attribute("REGION"), service.attribute("level")), (Some("UK ; abroad;"), None));
}

#[test]
fn a_spreadsheet_is_read_too() {
    let bytes = sheet_of(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>service</t></is></c><c r="B1" t="inlineStr"><is><t>region</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Ash Line</t></is></c><c r="B2" t="inlineStr"><is><t>UK</t></is></c></row>"#,
    );
    assert_eq!(service_sheet(Path::new("services.xlsx"), &bytes).unwrap().len(), 1);
}

#[test]
fn mistakes_are_named_with_their_line() {
    assert_snapshot!(error(""), @"services.csv: the file is empty; export or copy it again");
    assert_snapshot!(error("service,region\n"), @"services.csv: there is a header but no row; write one row a service");
    assert_snapshot!(error("service,region\nAsh Line,UK\n ,UK\n"), @r#"services.csv, line 3: the column "service" is blank here; write the service's name"#);
    assert_snapshot!(error("service,region\nAsh Line,UK\nASH LINE,UK\n"), @"services.csv, line 3: this service is there already; take one of the two rows out");
    assert_snapshot!(error("service,region,Region\nAsh Line,UK,\n"), @r#"services.csv, line 1: there are two columns "Region"; rename one"#);
    assert_snapshot!(error("service,\nAsh Line,UK\n"), @"services.csv, line 1: column 2 has no name; give it one");
}
