//! tex: what is written is LaTeX, whatever is in it, and every usual engine sets it.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};
use verbatim::export::Format;
use verbatim::report::Report;

use super::proptests::any_report;
use super::sample;
use super::support::text;
use crate::support::skipped;

fn tex(report: &Report) -> String {
    text(report, Format::Tex)
}

fn body(tex: &str) -> &str {
    tex.split_once("\\begin{document}").expect("there is a document").1
}

#[test]
fn a_small_report_reads_well() {
    insta::assert_snapshot!(body(&tex(&sample::plain())), @r"
    \doctitle{What practitioners need}

    \section{Themes}

    \begin{minipage}{\linewidth}
    \vspace{1em}
    \captionof{table}{Themes among respondents}
    \tablesize
    \begin{tabular}{@{}L{\dimexpr 0.2938\linewidth-2\tabcolsep\relax}R{\dimexpr 0.1102\linewidth-2\tabcolsep\relax}R{\dimexpr 0.0960\linewidth-2\tabcolsep\relax}@{}}
    \toprule
     & \multicolumn{2}{C{\dimexpr 0.2062\linewidth-2\tabcolsep\relax}@{}}{\bfseries Cases} \\*
    \cmidrule(lr){2-3}
    \bfseries Theme & \bfseries n & \bfseries \% \\*
    \midrule
    \multicolumn{3}{@{}L{\dimexpr 0.5000\linewidth-6\tabcolsep\relax}@{}}{\bfseries Survey} \\*
    \bfseries Resourcing \textbar{} access & \bfseries 17 & \bfseries 45.9\% \\
    \inset{1}=SUM(A1) & \quiet{*} & \quiet{–} \\*
    \midrule
    \bfseries Total & \bfseries 12\,345 & \bfseries $-$0.5 \\*
    \bottomrule
    \multicolumn{3}{@{}L{\dimexpr 0.5000\linewidth-6\tabcolsep\relax}@{}}{\tablenote{N = 37; * fewer than 3.}}\\*
    \end{tabular}
    \vspace{.5em}
    \end{minipage}

    \begin{quotation}
    “We need \textless{}more\textgreater{} time.\lineend{}
    And *rooms*.”
    \attribution{Participant E, Policing}
    \end{quotation}

    \note{Wording changed where needed.}


    \subsection*{How this was made}
    \begin{description}
    \item[{Codebook}] practice 1.2
    \item[{Disclosure}] Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode,
    web address, handle), not reviewed; names that nobody listed were not looked for: there is no detector
    for the language; figures are shown for groups of any size; residual risk remains
    \end{description}

    \end{document}
    ");
}

/// A plain reader of LaTeX that runs nothing: groups and environments close, every row of a table has a cell a column,
/// and no special sign stands where it means something that nobody meant.
fn assert_sound(tex: &str) {
    let mut depth = 0_usize;
    let mut environments: Vec<String> = Vec::new();
    let (mut maths, mut breaks) = (false, 0);
    let mut letters = body(tex).char_indices().peekable();
    let body = body(tex);
    environments.push("document".to_owned());
    while let Some((at, letter)) = letters.next() {
        let rest = body.get(at..).expect("a letter begins there");
        breaks = if letter == '\n' { breaks + 1 } else { 0 };
        assert!(breaks < 2 || depth == 0, "an empty line in a group ends the paragraph of a command");
        match letter {
            '\\' => {
                let (_, next) = letters.next().expect("a backslash is not the last sign");
                for (sign, opens) in [("\\begin{", true), ("\\end{", false)] {
                    let Some(name) = rest.strip_prefix(sign).and_then(|rest| rest.split('}').next()) else { continue };
                    if opens {
                        environments.push(name.to_owned());
                    } else {
                        assert_eq!(environments.pop().as_deref(), Some(name), "environments close in order");
                    }
                }
                assert!(
                    next.is_ascii_alphabetic() || "\\&%$#_{},-*'`^\"~=. ".contains(next),
                    "\\{next} is no command here"
                );
            }
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1).expect("every group that closes was opened"),
            '$' => maths = !maths,
            '%' => assert!(rest.starts_with("%\n"), "no comment is meant"),
            '#' | '^' | '_' => panic!("{letter} means something"),
            '&' => assert!(environments.iter().any(|name| name.contains("tab")), "& stands in a table"),
            _ => assert!(letter == '\n' || !letter.is_control(), "a control character is in the file"),
        }
    }
    assert_eq!((depth, maths, environments.len()), (0, false, 0), "all is closed");
}

#[test]
fn a_report_with_everything_is_sound() {
    assert_sound(&tex(&sample::rich()));
    assert_sound(&tex(&sample::plain()));
    assert_sound(&tex(&Report::default()));
}

#[test]
fn every_row_has_a_cell_a_column() {
    let tex = tex(&sample::rich());
    for table in tex.split("\\begin{tabular}{").skip(1).chain(tex.split("\\begin{longtable}{").skip(1)) {
        let table = table.split("\\end{").next().unwrap_or_default();
        let (columns, rows) = table.split_once("@{}}\n").expect("the columns end");
        let columns = columns.matches("tabcolsep").count();
        for row in rows.split("\\\\").filter(|row| row.contains(" & ") && !row.contains("multicolumn")) {
            assert_eq!(row.replace("\\&", "").matches('&').count() + 1, columns, "{row}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_report_is_sound(report in any_report()) {
        assert_sound(&tex(&report));
    }
}

/// Runs an engine on a file, if it is installed.
fn set(engine: &str, folder: &Path, name: &str, tex: &str) {
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let file = folder.join(format!("{name}.tex"));
    std::fs::write(&file, tex).expect("the file can be written");
    let run = Command::new(engine)
        .args(["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"])
        .arg(format!("{name}.tex"))
        .current_dir(folder)
        .output();
    let output = match run {
        Ok(output) => output,
        Err(_) if std::env::var("VERBATIM_TEX").as_deref() != Ok("required") => {
            skipped(&format!("{engine} is not installed: nothing was set with it"));
            return;
        }
        Err(error) => panic!("{engine} is required and does not run: {error}"),
    };
    let log = String::from_utf8_lossy(&output.stdout);
    let mistake = log.lines().skip_while(|line| !line.starts_with('!')).take(8).collect::<Vec<_>>().join("\n");
    assert!(output.status.success(), "{engine}, {}: {mistake}", file.display());
    assert!(folder.join(format!("{name}.pdf")).exists(), "{engine} made a pdf");
}

/// Sets a document with every engine, once more with the first: the second run reads the lists that the first has written.
fn set_with_every_engine(name: &str, tex: &str) {
    for (engine, runs) in [("pdflatex", 2), ("xelatex", 1), ("lualatex", 1)] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tex").join(name).join(engine);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("what an earlier run left can be removed");
        }
        for _ in 0..runs {
            set(engine, &folder, name, tex);
        }
    }
}

#[test]
fn every_engine_sets_a_report_with_everything() {
    set_with_every_engine("rich", &tex(&sample::rich()));
}

/// Many random reports in one, the same in every run: any character in any place.
#[test]
fn every_engine_sets_any_text() {
    let config = Config::default();
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let mut report = Report { title: "Any text".to_owned(), language: "en".to_owned(), ..Report::default() };
    for _ in 0..40 {
        let found = any_report().new_tree(&mut runner).expect("a report can be made").current();
        report.chapters.extend(found.chapters);
        report.provenance.extend(found.provenance);
    }
    set_with_every_engine("any", &tex(&report));
}
