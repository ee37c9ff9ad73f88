//! Names that the program itself prints: of tools and checklists, of methods and who made them.

/// Words of the program's own. None of them is anybody in a study; a form of the register is refused among them too.
pub(super) const KNOWN_NAMES: &str = "\
verbatim Likert COREQ SRQR CASP JARS-Qual JBI EQUATOR UNECE Eurostat HESA NHS ONS \
Qualtrics SurveyMonkey LimeSurvey Google Microsoft Forms Word Excel LibreOffice SPSS Taguette QualCoder MAXQDA NVivo ATLAS.ti \
REFI-QDA Dedoose Teams Zoom YouTube TOML JSON CSV XLSX DOCX HTML Markdown LaTeX TeX SVG PNG PLoS ONE Int J Qual Acad Med \
Worksheets Named Ranges Contents PAGEREF SEQ Table ARABIC TOC Participant Participants Interviewer Plain Median Mean Interquartile Coder Coders Duration \
Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays \
English";

/// Names of people, in the words in which they are usually printed: of those who made methods. Beside other words, or alone, they
/// are anybody's.
pub(super) const KNOWN_PHRASES: &[&str] = &[
    "Tong A, Sainsbury P, Craig J. Int J Qual Health Care",
    "O’Brien BC, Harris IB, Beckman TJ, Reed DA, Cook DA. Acad Med",
    "Guest, Namey and Chen (2020), PLoS ONE",
    "Jaccard's coefficient",
    "Jaccard’s coefficient",
    "Jaccard coefficient",
    "Cohen's kappa",
    "Cohen’s kappa",
    "Fleiss' kappa",
    "Fleiss’ kappa",
    "Krippendorff's alpha",
    "Krippendorff’s alpha",
    "Krippendorff, alpha",
    "Cronbach's alpha",
    "Cronbach’s alpha",
    "Gwet's AC1",
    "Gwet’s AC1",
    "Brennan and Prediger",
    "Spearman's rho",
    "Spearman’s rho",
    "Kruskal-Wallis",
    "Kruskal–Wallis",
    "Mann-Whitney",
    "Mann–Whitney",
    "Fisher's exact test",
    "Fisher’s exact test",
    "Benjamini-Hochberg",
    "Benjamini–Hochberg",
    "Likert scale",
    "Borda count",
    "Braun and Clarke",
    "Braun & Clarke",
    "Ritchie and Spencer",
    "Ritchie & Spencer",
    "Ritchie and Lewis",
    "Ritchie & Lewis",
    "Miles and Huberman",
    "Miles & Huberman",
    // Typefaces of the style sheet.
    "Bitstream Charter",
    "Sitka Text",
    "Liberation Serif",
    "Liberation Sans",
    "Liberation Mono",
    "Helvetica Neue",
    "Noto Sans",
    "Noto Serif",
    "Segoe UI",
];
