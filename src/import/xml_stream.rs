//! XML that is too large to be held whole, step by step, within limits: no entities, no bottomless nesting, no endless
//! words, nothing cut off.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::archive::Kind;
use super::xml::{MAX_DEPTH, character};
use super::{ImportError, Place};

const BUFFER: usize = 128 << 10;
/// The most bytes between two tags, or inside one.
const MAX_EVENT: usize = 16 << 20;

/// What comes next; an empty element starts and ends.
pub(super) enum Step<'e> {
    Start(BytesStart<'e>),
    End(BytesEnd<'e>),
    /// Words between two tags; they may come in several steps.
    Text(Cow<'e, str>),
    /// Comments and their like.
    Other,
    Finished,
}

/// One XML part being read.
pub(super) struct XmlStream<R> {
    reader: Reader<Metered<BufReader<R>>>,
    buffer: Vec<u8>,
    depth: usize,
    path: PathBuf,
    part_name: String,
    kind: &'static Kind,
}

impl<R: Read> XmlStream<R> {
    pub(super) fn new(path: &Path, part_name: &str, kind: &'static Kind, input: R) -> Self {
        let input = Metered { input: BufReader::with_capacity(BUFFER, input), left: 0 };
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        let (path, part_name) = (path.to_owned(), part_name.to_owned());
        Self { reader, buffer: Vec::new(), depth: 0, path, part_name, kind }
    }

    pub(super) fn next(&mut self) -> Result<Step<'_>, ImportError> {
        let Self { path, part_name, kind, .. } = self;
        let damaged = |message: String| ImportError::damaged(path, Place::WHOLE, message);
        let at =
            |offset: u64| format!("the part {part_name} is damaged at byte {offset}; copy or export the file again");
        self.buffer.clear();
        self.reader.get_mut().left = MAX_EVENT;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                let message = format!("the part {part_name} unpacks to more than any table holds; {}", kind.mend);
                return Err(damaged(message));
            }
            Err(_) => return Err(damaged(at(self.reader.error_position()))),
        };
        match event {
            Event::Start(element) if self.depth < MAX_DEPTH => {
                self.depth += 1;
                Ok(Step::Start(element))
            }
            Event::Start(_) => {
                Err(damaged(format!("the part {part_name} is nested deeper than any table; {}", kind.mend)))
            }
            Event::End(element) => {
                self.depth -= 1;
                Ok(Step::End(element))
            }
            Event::Text(text) => Ok(Step::Text(text.xml10_content())),
            Event::CData(text) => Ok(Step::Text(text.xml10_content())),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(character) => Ok(Step::Text(Cow::Owned(character.to_string()))),
                None => Err(damaged(at(self.reader.buffer_position()))),
            },
            Event::DocType(declaration) if declaration.contains('[') => Err(damaged(format!(
                "the part {part_name} declares entities, which is never done in {}; {}",
                kind.name, kind.mend
            ))),
            Event::Eof if self.depth == 0 => Ok(Step::Finished),
            Event::Eof => Err(damaged(format!("the part {part_name} is cut off; copy or export the file again"))),
            _ => Ok(Step::Other),
        }
    }
}

/// Bytes of which only so many may be read at once.
struct Metered<R> {
    input: R,
    left: usize,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.input.consume(count);
    }
}
