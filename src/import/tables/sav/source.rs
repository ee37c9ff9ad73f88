//! The bytes of an SPSS file, in the order of the machine that wrote it.

use std::io::{BufReader, Read, SeekFrom};
use std::path::{Path, PathBuf};

use crate::import::tables::TableFile;
use crate::import::{ImportError, Place};

/// Names, labels and their like are not longer together.
const MAX_BLOCK: usize = 32 << 20;

/// A file being read from its beginning.
pub(super) struct Source {
    path: PathBuf,
    input: BufReader<Box<dyn TableFile>>,
    position: u64,
    pub(super) is_big_endian: bool,
}

impl Source {
    pub(super) fn new(path: &Path, input: Box<dyn TableFile>) -> Self {
        let input = BufReader::with_capacity(128 << 10, input);
        Self { path: path.to_owned(), input, position: 0, is_big_endian: false }
    }

    pub(super) fn damaged(&self, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, Place::WHOLE, message)
    }

    /// What is said of a file whose parts do not fit together.
    pub(super) fn garbled(&self) -> ImportError {
        self.damaged(format!(
            "the description of its variables is damaged at byte {}; save it again in SPSS or copy it again",
            self.position
        ))
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ImportError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn i32(&mut self) -> Result<i32, ImportError> {
        let bytes = self.array()?;
        Ok(self.order_i32(bytes))
    }

    /// A number that counts something.
    pub(super) fn count(&mut self) -> Result<usize, ImportError> {
        usize::try_from(self.i32()?).map_err(|_| self.garbled())
    }

    pub(super) fn f64(&mut self) -> Result<f64, ImportError> {
        let bytes = self.array()?;
        Ok(self.order_f64(bytes))
    }

    pub(super) fn i64(&mut self) -> Result<i64, ImportError> {
        let bytes = self.array()?;
        Ok(if self.is_big_endian { i64::from_be_bytes(bytes) } else { i64::from_le_bytes(bytes) })
    }

    pub(super) fn order_i32(&self, bytes: [u8; 4]) -> i32 {
        if self.is_big_endian { i32::from_be_bytes(bytes) } else { i32::from_le_bytes(bytes) }
    }

    pub(super) fn order_f64(&self, bytes: [u8; 8]) -> f64 {
        if self.is_big_endian { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) }
    }

    /// So many bytes.
    pub(super) fn block(&mut self, length: usize) -> Result<Vec<u8>, ImportError> {
        if length > MAX_BLOCK {
            return Err(self.garbled());
        }
        let mut bytes = Vec::new();
        let failed = |source| ImportError::Read { path: self.path.clone(), source };
        let count = self.input.by_ref().take(length as u64).read_to_end(&mut bytes).map_err(failed)?;
        self.position += count as u64;
        if count < length { Err(self.cut_off()) } else { Ok(bytes) }
    }

    /// Passes over so many bytes.
    pub(super) fn skip(&mut self, length: u64) -> Result<(), ImportError> {
        let failed = |source| ImportError::Read { path: self.path.clone(), source };
        let count = std::io::copy(&mut self.input.by_ref().take(length), &mut std::io::sink()).map_err(failed)?;
        self.position += count;
        if count < length { Err(self.cut_off()) } else { Ok(()) }
    }

    /// Goes on from this byte of the file.
    pub(super) fn seek(&mut self, position: u64) -> Result<(), ImportError> {
        use std::io::Seek;
        self.position = position;
        let failed = |source| ImportError::Read { path: self.path.clone(), source };
        self.input.seek(SeekFrom::Start(position)).map(drop).map_err(failed)
    }

    /// What is left of the file, as it is.
    pub(super) fn into_rest(self) -> BufReader<Box<dyn TableFile>> {
        self.input
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ImportError> {
        match self.input.read_exact(bytes) {
            Ok(()) => {
                self.position += bytes.len() as u64;
                Ok(())
            }
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(self.cut_off()),
            Err(source) => Err(ImportError::Read { path: self.path.clone(), source }),
        }
    }

    fn cut_off(&self) -> ImportError {
        self.damaged("the file is cut off inside the description of its variables; copy or export it again")
    }
}
