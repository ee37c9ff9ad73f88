//! What tests share: the program in a sandbox, and the way to real files beside the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use regex::Regex;
use tempfile::TempDir;

/// The folder of real files to try things on, or nothing (said on standard error) where it is not there.
pub(crate) fn shared_data(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    skipped(&format!("../shared/data/{folder} is not on this machine"));
    None
}

/// Says that a test is skipped, and why.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

/// Whether a file's name has this ending, in any letter case.
pub(crate) fn is_of_kind(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

/// A folder that is gone when the test ends, with a study in `study/` and room for other files beside it. The program is
/// run from inside the study.
#[derive(Debug)]
pub(crate) struct Sandbox {
    place: TempDir,
    filters: Vec<(Regex, String)>,
}

impl Sandbox {
    /// No study yet: an empty folder.
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().expect("there is room for temporary files");
        let path = fs::canonicalize(place.path()).expect("the folder is there");
        let words = |pattern: &str| Regex::new(pattern).expect("the filter is a regular expression");
        let above = regex::escape(&path.to_string_lossy());
        let filters = [
            (format!("{above}/study"), "[STUDY]"),
            (above, "[SANDBOX]"),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ".to_owned(), "[TIME]"),
            (r"\d{4}-\d\d-\d\d \d\d:\d\d UTC".to_owned(), "[TIME]"),
            (r"20\d\d-\d\d-\d\d".to_owned(), "[DATE]"),
            (r"\b[0-9a-f]{64}\b".to_owned(), "[SHA256]"),
            (regex::escape(concat!("verbatim ", env!("CARGO_PKG_VERSION"))), "verbatim [VERSION]"),
        ];
        let filters = filters.map(|(pattern, shown)| (words(&pattern), shown.to_owned())).to_vec();
        fs::create_dir(path.join("study")).expect("the sandbox can be written to");
        Self { place, filters }
    }

    /// A copy of the study that the repository is.
    pub(crate) fn shipped() -> Self {
        let sandbox = Self::new();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(repository.join("study.toml"), sandbox.path("study.toml")).expect("the study file is shipped");
        for folder in ["checklists", "codebooks", "frameworks", "transcripts"] {
            copy_folder(&repository.join(folder), &sandbox.path(folder));
        }
        sandbox
    }

    /// Two interviews and a survey of seven, small enough to count by hand; `small.rs` holds them.
    pub(crate) fn small() -> Self {
        let sandbox = Self::new();
        for (name, content) in crate::small::FILES {
            sandbox.file(name, content);
        }
        sandbox
    }

    /// Writes a file of the study; `../` leads out of it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the sandbox can be written to");
        fs::write(path, content).expect("the sandbox can be written to");
        self
    }

    /// Writes `study.toml`.
    pub(crate) fn study(&self, toml: &str) -> &Self {
        self.file("study.toml", toml)
    }

    /// Changes a file of the study: `from`, which is in it, becomes `to`.
    pub(crate) fn replace(&self, name: &str, from: &str, to: &str) -> &Self {
        let content = self.read(name);
        assert!(content.contains(from), "{name} holds {from:?}");
        self.file(name, content.replace(from, to))
    }

    /// Adds to the end of a file of the study.
    pub(crate) fn append(&self, name: &str, addition: &str) -> &Self {
        let content = self.read(name);
        self.file(name, content + addition)
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        let done = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        done.expect("what is there can be removed");
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.place.path().join("study").join(name)
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap_or_else(|_| panic!("{name} is text"))
    }

    /// The program, about to be run inside the study with arguments written as in a shell.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command.args(shell_words(words)).current_dir(self.path("")).stdin(Stdio::null());
        for variable in ["COLUMNS", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR", "RUST_BACKTRACE"] {
            command.env_remove(variable);
        }
        command.env("VERBATIM_USER", "tester");
        command
    }

    pub(crate) fn output(&self, words: &str) -> Output {
        self.command(words).output().expect("the program can be started")
    }

    /// Everything a person sees: standard output, standard error, and the exit code where it is not 0. Paths, times and
    /// digests are replaced by words.
    pub(crate) fn run(&self, words: &str) -> String {
        self.shown(&self.output(words))
    }

    pub(crate) fn shown(&self, output: &Output) -> String {
        let mut shown = String::from_utf8(output.stdout.clone()).expect("the program writes UTF-8");
        if !output.stderr.is_empty() {
            shown += "--- stderr\n";
            shown += std::str::from_utf8(&output.stderr).expect("the program writes UTF-8");
        }
        match output.status.code() {
            Some(0) => {}
            Some(code) => shown.extend(["--- exit ", &code.to_string(), "\n"]),
            None => shown += "--- killed\n",
        }
        for (pattern, words) in &self.filters {
            shown = pattern.replace_all(&shown, words.as_str()).into_owned();
        }
        shown.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// Runs what must end well, and gives its standard output as it is.
    pub(crate) fn ok(&self, words: &str) -> String {
        let output = self.output(words);
        assert!(output.status.success(), "`verbatim {words}` ends well:\n{}", self.shown(&output));
        String::from_utf8(output.stdout).expect("the program writes UTF-8")
    }

    /// All files under a folder of the study, by their name from there.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), "", &mut files);
        files
    }

    /// What a build has written.
    pub(crate) fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        self.files("output")
    }
}

fn collect(folder: &Path, prefix: &str, into: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.expect("the folder can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read(entry.path()).expect("the file can be read"));
        }
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    let mut files = BTreeMap::new();
    collect(from, "", &mut files);
    for (name, bytes) in files {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the sandbox can be written to");
        fs::write(path, bytes).expect("the sandbox can be written to");
    }
}

/// Arguments as a shell would part them: at blanks, but not inside quotation marks.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(mark), _) if character == mark => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

/// A zip archive of these files.
pub(crate) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(content).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

/// A zip archive's files by name; docx and xlsx are such archives.
pub(crate) fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip archive");
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("the entry is there");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("the entry can be read");
        files.push((file.name().expect("the name is text").into_owned(), content));
    }
    files
}
