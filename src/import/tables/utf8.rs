//! Bytes of any encoding as UTF-8, piece by piece.

use std::io::{BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8};

pub(super) const BUFFER: usize = 256 << 10;

/// `input`, which is in `encoding`, as UTF-8. What claims to be UTF-8 already is passed on as it is.
pub(super) fn utf8(input: impl Read + Send + 'static, encoding: &'static Encoding) -> Box<dyn BufRead + Send> {
    if encoding == UTF_8 {
        return Box::new(BufReader::with_capacity(BUFFER, input));
    }
    Box::new(BufReader::with_capacity(BUFFER, Transcoder::new(input, encoding)))
}

struct Transcoder<R> {
    input: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    at_end: bool,
    finished: bool,
}

impl<R: Read> Transcoder<R> {
    fn new(input: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { input, decoder, raw: vec![0; BUFFER], raw_start: 0, raw_end: 0, at_end: false, finished: false }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, output: &mut [u8]) -> std::io::Result<usize> {
        while !self.finished {
            if self.raw_start == self.raw_end && !self.at_end {
                self.raw_start = 0;
                self.raw_end = self.input.read(&mut self.raw)?;
                self.at_end = self.raw_end == 0;
            }
            let raw = self.raw.get(self.raw_start..self.raw_end).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, output, self.at_end);
            self.raw_start += read;
            self.finished = self.at_end && result == encoding_rs::CoderResult::InputEmpty;
            // An output too small for one character would loop for ever; `BufReader` always offers more.
            if written > 0 || (result == encoding_rs::CoderResult::OutputFull && output.len() < 4) {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
