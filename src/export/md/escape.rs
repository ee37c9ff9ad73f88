//! Text that Markdown must not take for marks.

/// Text on one line: every run of spaces and line ends is one space.
pub(super) fn line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    guarded(&joined)
}

/// Text that keeps its lines: a line end is a hard break, an empty line starts a new paragraph.
pub(super) fn lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (index, current) in lines.iter().enumerate() {
        let next = lines.get(index + 1);
        if index == 0 {
            // Spaces in front belong to the words before, in the middle of a paragraph.
            let spaces = current.len() - current.trim_start().len();
            out.push_str(if spaces > 0 { " " } else { "" });
        }
        out.push_str(&guarded(current.trim_start()));
        if index == 0 && lines.len() == 1 && text.ends_with(char::is_whitespace) && !current.is_empty() {
            out.push(' ');
        }
        match next {
            Some(next) if !next.trim().is_empty() && !current.trim().is_empty() => out.push_str("\\\n"),
            Some(_) => out.push('\n'),
            None => {}
        }
    }
    out
}

/// One line, without what Markdown reads into characters and into the start of a line.
fn guarded(line: &str) -> String {
    let text = escaped(line);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '-', '+', '=', ':']) { format!("\\{text}") } else { text }
}

/// Characters that mean something anywhere get a backslash; `&` only where it would begin an entity.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.char_indices();
    while let Some((at, character)) = rest.next() {
        let special = matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$');
        if special || (character == '&' && is_entity(rest.as_str())) {
            out.push('\\');
        }
        debug_assert!(text.is_char_boundary(at), "indices come from the text");
        out.push(character);
    }
    out
}

/// Whether what follows an ampersand makes an entity of it: `amp;`, `#8211;`.
fn is_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}
