//! What rules find in a text, and what only looks like it.

use verbatim::detect::Rule;
use verbatim::detect::rules::find;

/// Everything found, in reading order, as `rule=words`.
pub(super) fn found(text: &str) -> String {
    let mut finds = Vec::new();
    find(text, |range, rule| finds.push((range, rule)));
    finds.sort_by_key(|(range, rule)| (range.start, range.end, *rule));
    let words = finds.iter().map(|(range, rule)| {
        format!("{rule}={}", text.get(range.clone()).expect("a find lies on characters of the text"))
    });
    words.collect::<Vec<_>>().join(" | ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(found(text), expected, "{text}");
}

/// One find of one rule, each in the middle of a sentence.
fn each(rule: Rule, finds: &[&str]) {
    let wrong = finds.iter().filter_map(|find| {
        let found = found(&format!("we have {find}, so they said"));
        (found != format!("{rule}={find}")).then_some((*find, found))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), []);
}

fn nothing(texts: &[&str]) {
    let wrong = texts.iter().map(|text| (*text, found(text))).filter(|(_, found)| !found.is_empty());
    assert_eq!(wrong.collect::<Vec<_>>(), []);
}

#[test]
fn numbers_whose_check_digits_hold() {
    each(Rule::Nhs, &["943 476 5919", "9434765919", "401 023 2137", "4010232137", "943\u{a0}476\u{a0}5919"]);
    check("the NHS number 943-476-5919 there", "nhs-number=943-476-5919");
    each(
        Rule::Card,
        &[
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "5555 5555 5555 4444",
            "2223003122003222",
            "3782 822463 10005",
            "378282246310005",
            "3056 930902 5904",
            "6011111111111117",
            "3530111333300000",
            "4222222222222",
            "6304 0000 0000 0000",
        ],
    );
    each(
        Rule::Iban,
        &[
            "GB82 WEST 1234 5698 7654 32",
            "GB82WEST12345698765432",
            "gb82west12345698765432",
            "DE89 3704 0044 0532 0130 00",
            "FR14 2004 1010 0505 0001 3M02 606",
            "NO93 8601 1117 947",
            "BE68-5390-0754-7034",
        ],
    );
}

#[test]
fn numbers_whose_check_digits_do_not_hold() {
    nothing(&[
        "943 476 5918",
        "9434765910",
        "123 456 7890",
        "ISBN 9434765919",
        "4111111111111112",
        "4111 1111 1111 1110",
        "1111111111111117",
        "0.4111111111111111",
        "a 411111111111111 b",
        "GB82 WEST 1234 5698 7654 33",
        "GB82 WEST 1234 5698 7654",
        "XX82 WEST 1234 5698 7654 32",
        "DE89370400440532013001",
    ]);
    // Called one, it is a number that someone has all the same, with a slip of the pen in it.
    check("my NHS number is 943 476 5918.", "reference=943 476 5918");
}

#[test]
fn numbers_by_their_grammar() {
    each(
        Rule::NationalInsurance,
        &["AB123456C", "AB 12 34 56 C", "AB-12-34-56-C", "AB 123456 C", "JG 10 37 59 A", "AB 12.34.56.C", "PE123456D"],
    );
    check("my NI number is ab123456c, yes", "national-insurance=ab123456c");
    check("National Insurance number AB123456", "national-insurance=AB123456");
    nothing(&[
        "GB123456C",
        "QQ123456C",
        "AO123456C",
        "AB123456E",
        "DA123456C",
        "at 12 34 56 a",
        "ab123456c",
        "AB12345C",
        "XAB123456C",
    ]);
    each(Rule::Account, &["20-00-00 55779911", "20-00-00, account number 55779911", "20–00–00 a/c no. 55779911"]);
    check("sort code 200000 and account 55779911", "account=200000 and account 55779911");
    check("the sort code is 20-00-00", "account=20-00-00");
    check("account number: 55779911", "account=55779911");
    nothing(&["20 00 00 and 55779911", "20-00-00", "55779911"]);
    each(Rule::SocialSecurity, &["460-89-9847", "054-28-6917"]);
    check("my SSN is 460 89 9847", "social-security=460 89 9847");
    nothing(&[
        "000-12-3456",
        "666-12-3456",
        "912-12-3456",
        "460-00-9847",
        "460-89-0000",
        "460 89 9847",
        "1460-89-9847",
    ]);
    each(Rule::DrivingLicence, &["MORGA657054SM9IJ", "MORGA 657054 SM9IJ", "FO999512018A99KL", "MORGA657054SM9IJ35"]);
    nothing(&["MORGA699054SM9IJ", "MORGA657994SM9IJ", "MORGAN57054SM9IJ", "morga657054sm9ij"]);
    each(Rule::Vehicle, &["AB51 CDE", "KL19XYZ", "BD73 SMR"]);
    nothing(&["AB51 THE", "IB51 CDE", "AB00 CDE", "AB51 cde", "ab51 cde", "AB51 CDEF", "Q25_1 ABC", "TAB51 CDE"]);
}

#[test]
fn machines() {
    each(
        Rule::Network,
        &[
            "192.168.10.254",
            "48.90.248.226",
            "10.20.0.1",
            "2001:db8::8a2e:370:7334",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "fe80::1",
            "00:1a:2b:3c:4d:5e",
            "00-1A-2B-3C-4D-5E",
            "a4-5e-60-c2-11-0f",
            "fd12:3456:789a::1",
            "c8-d9-d2-1a-2b-3c",
        ],
    );
    check("the IP is 8.8.8.8", "network=8.8.8.8");
    nothing(&[
        "section 1.2.3.4",
        "8.8.8.8",
        "version 10.20.30.40",
        "256.10.20.30",
        "1.2.3.4.5",
        "10:11:12:13:14:15",
        "10:30",
        "std::vec",
        "a::b",
        "12:45:18",
        "note: a:b:c",
        "12:30:45",
        "00:12:30:45",
        "a ratio of 1:2:3:4:5:6:7:8",
        "std::vec::Vec",
        "face::add1",
        "10-11-12-13-14-15",
        "ab-cd-ef-01-23",
        "00-1A-2B-3C-4D-5E-6F",
        "20:15:30 at 10:45:00",
    ]);
}

#[test]
fn numbers_by_what_they_are_called() {
    check("Ref: AB/12345/19", "reference=AB/12345/19");
    check("ref 123456", "reference=123456");
    check("our reference number is 4471-22", "reference=4471-22");
    check("Case No. CO/1234/2019 was", "reference=CO/1234/2019");
    check("in case no. 36110/97", "reference=36110/97");
    check("application 36110/97 and 4451/2012", "reference=36110/97 | reference=4451/2012");
    check("URN 12/AB/3456", "reference=12/AB/3456");
    check("crime reference number 2204531/18", "reference=2204531/18");
    check("hospital number X123456", "reference=X123456");
    check("student ID 20194417", "reference=20194417");
    check("claim #88123", "reference=88123");
    check("passport number 925665416", "passport=925665416");
    check("her passport no. is 925665416", "passport=925665416");
    check("my zip code is 93318", "postcode=93318");
    check("reference number 123 456 789", "reference=123 456 789");
    check("social security number 460899847", "social-security=460899847");
    nothing(&[
        "case study 1234",
        "in case 2019 is better",
        "in that case no 1200 people",
        "case no. 3",
        "the 2018/19 year",
        "1999/2000",
        "blood pressure of 140/90",
        "9/10, 24/7 and 1/2",
        "reference 12",
        "see reference (2019)",
        "file 12",
        "a policy of 2015",
        "staff number 200",
        "number 12345",
        "10.1000/182 and 10.12345/19",
    ]);
}

#[test]
fn street_addresses() {
    each(
        Rule::Address,
        &[
            "12 Harrow Lane",
            "12a Harrow Lane",
            "146 Dobwalls Avenue",
            "108 Lytham St Annes Close",
            "27 Donington le Heath Lane",
            "41 Needham Market Street",
            "5 The Avenue",
            "12-14 High Street",
            "350 5th Ave",
            "2437 Main St",
            "2437 Main St Apt. 5",
            "123 N Main Street West",
            "7 O'Connell Street",
            "33 avenue de Provence",
            "14 rue de l'Église",
            "Rua Ana Caciola 1159",
            "Avenida Pedro Ulisses 888",
            "Nybyvägen 65",
            "Populierenstraat 374",
            "Lindenstraße 12b",
            "Flat 3, 12 Harrow Lane",
            "Flat 3b",
            "Apt. 120",
            "P.O. Box 104",
            "PO Box 104",
            "9 Abbey Court",
            "12 Mill-Hill Road",
        ],
    );
    check("I live at 12 harrow lane now", "address=12 harrow lane");
    check("she lives at 2001 Harrow Road", "address=2001 Harrow Road");
    nothing(&[
        "In 2019 Harrow Road was closed",
        "20 years down the road",
        "a 3 lane road",
        "5 minutes down Harrow Lane",
        "£5 Park Lane",
        "5% Harrow Lane",
        "question 3 High Street",
        "5 High Court judges",
        "the 2 Crown Court cases",
        "10 Downing",
        "a flat 5 per cent",
        "Suite of 12",
        "12 people in the way",
        "3 Green ideas",
        "Brigade 12",
        "20 per cent of the road",
        "45 Square metres",
        "the place 12",
    ]);
}

#[test]
fn telephone_numbers_that_are_dictated_or_called_so() {
    check(
        "oh seven seven double oh, nine double oh three four one",
        "phone=oh seven seven double oh, nine double oh three four one",
    );
    check(
        "it's zero one six three two nine six zero four one seven.",
        "phone=zero one six three two nine six zero four one seven",
    );
    check(
        "plus four four seven seven double zero nine double zero three four one",
        "phone=plus four four seven seven double zero nine double zero three four one",
    );
    check("my phone number is 451 5986", "phone=451 5986");
    check("call me on 737 219 628", "phone=737 219 628");
    check("463-612-6138 ext. 36", "phone=463-612-6138 ext. 36");
    check("tel: 99668472", "phone=99668472");
    nothing(&[
        "oh one or two",
        "one two three four five six seven eight nine ten",
        "double zero",
        "oh, seven of them, or eight",
        "the phone cost 4515986.50",
        "we phone 300 people",
        "451 5986",
    ]);
}

#[test]
fn addresses_that_are_dictated() {
    check("write to anna dot smith at mail dot example dot com", "email=anna dot smith at mail dot example dot com");
    check("it is office at example dot co dot uk.", "email=office at example dot co dot uk");
    check("look at example dot org", "web=example dot org");
    nothing(&["the dot at the end", "at the dot com boom", "meet at one dot"]);
}

#[test]
fn dates() {
    each(
        Rule::Date,
        &[
            "13/01/2019",
            "1/13/19",
            "13.01.2019",
            "13.1.2019",
            "13-01-2019",
            "2019-01-13",
            "2019-01-13 10:30:00",
            "2019-01-13T10:30",
            "13 January",
            "13 January 2019",
            "13th January",
            "13th of January",
            "13th of January 2019",
            "13 Jan 2019",
            "13-Jan-19",
            "13–15 January 2019",
            "13 and 14 January",
            "January 13",
            "January 13th, 2019",
            "January the 13th",
            "Jan. 13, 2019",
            "March 2019",
            "march 2019",
            "March of 2019",
            "thirteenth of January",
            "twenty-first of May",
            "January the thirteenth",
            "May nineteen seventy-four",
            "May two thousand and four",
            "Monday 13 January",
            "Monday, January 13",
            "Tuesday the 13th",
            "5th of may",
            "1 May",
        ],
    );
    check("on the 13th of January", "date=13th of January");
    check("she was born in 1974.", "date=1974");
    check("born back in ’74", "date=’74");
    check("I was born in the 1970s", "date=1970s");
    check("born in nineteen seventy-four", "date=nineteen seventy-four");
    nothing(&[
        "in 2019",
        "2018, 2019 and 2020",
        "on Sunday",
        "in January",
        "they may 5 times",
        "march 12 miles",
        "31/31/2019",
        "13/13/19",
        "1.2.15",
        "1-2-3",
        "10:30",
        "the 13th",
        "a 2019 report",
        "may or may not",
        "the second of three",
        "11/12",
        "born to lead 1200 people",
        "version 1.10.2019.4",
        "2019-13-01",
    ]);
}

#[test]
fn ages() {
    check("aged 43", "age=43");
    check("a 43-year-old and a 7 year old", "age=43 | age=7");
    check("he is 43 years old", "age=43");
    check("43 years of age", "age=43");
    check("she's 43", "age=43");
    check("I’m 43, and", "age=43");
    check("I was 25 when it began", "age=25");
    check("my son is 12 now", "age=12");
    check("just turned 60", "age=60");
    check("at the age of six", "age=six");
    check("a forty-three-year-old", "age=forty-three");
    check("in her early forties", "age=forties");
    check("in his mid-40s", "age=40s");
    check("age 43 (by then)", "age=43");
    nothing(&[
        "aged 16-24",
        "aged 18 to 24",
        "aged 65 and over",
        "ages 5 to 11",
        "16-year-olds",
        "she's 43% sure",
        "he's 6 foot",
        "I'm 100 per cent sure",
        "it is 12 now",
        "turned 180 degrees",
        "in the 1940s",
        "in the forties",
        "a 10 year plan",
        "she is 10 minutes late",
        "43",
    ]);
}

#[test]
fn surveys_and_statistics_are_full_of_numbers() {
    nothing(&[
        "Q25_1: 4 of 37 (10.8%)",
        "Q25_1,Q25_2,Q25_3",
        "R_3fGh2kLm9QwErT1",
        "£1,250.00 and $3.5m",
        "N = 1,204; M = 3.52, SD = 1.07",
        "t(35) = 2.41, p < .001",
        "χ²(3, N = 120) = 7.81",
        "95% CI [0.12, 0.45]",
        "see pages 112–115",
        "(Smith, 2019; Brown & Lee, 2020a)",
        "Table 3.2 and Figure 12",
        "ISBN 978-3-16-148410-0",
        "10.1177/1609406919887274",
        "0.918273645",
        "12 of 40, 7 of 12",
        "wave 2 2019/20",
        "COVID-19 and G20",
        "MP3, H264 and A4",
        "room B12, level 3",
        "the top 5 in 10 years",
        "1st, 2nd and 3rd",
        "10 000 000 and 3 400 210",
        "45 67 89 12 34",
        "2+2=4",
        "[00:12:04]",
        "00:12:04.500 --> 00:12:09.120",
        "Scale: 1 2 3 4 5 6 7",
        "we saw 401 or 402 of them",
    ]);
}

#[test]
fn a_rule_says_what_it_is() {
    let direct: Vec<&str> = Rule::ALL.iter().filter(|rule| !rule.is_direct()).map(|rule| rule.word()).collect();
    assert_eq!(direct, ["date", "age"]);
    let checked: Vec<&str> = Rule::ALL.iter().filter(|rule| rule.has_checksum()).map(|rule| rule.word()).collect();
    assert_eq!(checked, ["nhs-number", "card", "iban"]);
    for rule in Rule::ALL {
        assert_eq!(found(rule.printed()), "", "what is printed for {rule} is not found again");
        assert_eq!(Rule::from_word(rule.word()), Some(*rule));
    }
}
