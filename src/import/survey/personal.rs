//! Whether a column's cells say who people are, whatever the column is called.

/// What nearly all cells of a column look like, in words for the researcher.
pub(super) struct Personal {
    pub(super) what: &'static str,
    /// Nothing else looks like it.
    pub(super) is_sure: bool,
}

/// Judges a column by its cells, of which none is blank.
pub(super) fn judge(cells: &[&str]) -> Option<Personal> {
    let share = |is: fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 100 / cells.len().max(1);
    if share(is_email) >= 50 {
        return Some(Personal { what: "e-mail addresses", is_sure: true });
    }
    if share(is_ip_address) >= 80 {
        return Some(Personal { what: "IP addresses", is_sure: true });
    }
    if cells.len() >= 3 && share(is_phone_number) >= 70 {
        return Some(Personal { what: "telephone numbers", is_sure: true });
    }
    let mut distinct = cells.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    if cells.len() >= 5 && distinct.len() * 10 >= cells.len() * 9 && share(is_like_a_name) >= 80 {
        return Some(Personal { what: "what look like people's names", is_sure: false });
    }
    None
}

/// An address and little else.
fn is_email(cell: &str) -> bool {
    let Some((before, after)) = cell.split_once('@') else { return false };
    let is_part = |character: char| character.is_alphanumeric() || "._%+-".contains(character);
    let is_domain = after.split_once('.').is_some_and(|(host, rest)| !host.is_empty() && rest.len() >= 2);
    before.chars().next_back().is_some_and(is_part)
        && is_domain
        && cell.chars().count() <= 80
        && cell.split_whitespace().count() <= 4
}

fn is_ip_address(cell: &str) -> bool {
    cell.parse::<std::net::IpAddr>().is_ok()
}

/// Digits with the signs that are put between those of a telephone number, or a nought before them.
fn is_phone_number(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_other = |character: char| character.is_ascii_digit() || "+-/(). ".contains(character);
    let is_date = super::dates::order_of(&[cell]).is_some();
    (7..=15).contains(&digits)
        && cell.chars().all(is_other)
        && (cell.starts_with(['+', '0', '(']) || cell.contains([' ', '-']))
        && cell.bytes().filter(|&byte| byte == b'.').count() != 1
        && !is_date
}

/// Two or three words, each with a capital letter and small ones after it.
fn is_like_a_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let is_name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|letter| letter.is_alphabetic() || "'’-.".contains(letter))
    };
    (2..=3).contains(&words.len()) && words.iter().all(is_name) && cell.chars().count() <= 40
}
