//! The encoding of an SPSS file's words.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// By the name that the file gives, or the number of its code page; nothing if it is none that is known.
pub(super) fn encoding_of(name: Option<&[u8]>, number: Option<i32>) -> Option<&'static Encoding> {
    let by_name = name.and_then(|name| Encoding::for_label(name.trim_ascii()));
    by_name.or_else(|| by_number(number?))
}

fn by_number(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        // Seven and eight bits of ASCII: what was not said was mostly Western Europe's.
        2 | 3 => return Some(WINDOWS_1252),
        65001 => return Some(UTF_8),
        874 | 1250..=1258 => format!("windows-{number}"),
        28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
        866 => "ibm866".to_owned(),
        932 | 943 => "shift_jis".to_owned(),
        936 | 1386 => "gbk".to_owned(),
        949 | 970 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        20_866 => "koi8-r".to_owned(),
        21_866 => "koi8-u".to_owned(),
        51_932 | 954 => "euc-jp".to_owned(),
        54_936 => "gb18030".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}
