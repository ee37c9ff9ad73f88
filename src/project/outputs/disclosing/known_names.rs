//! Names that the program itself prints: of methods, of who made them, of tools and checklists.

/// None of them is anybody in a study; a form of the register is refused among them too.
pub(super) const KNOWN_NAMES: &str = "\
verbatim Krippendorff Cohen Fleiss Scott Gwet Brennan Prediger Jaccard Dice Ochiai Wilson Clopper Pearson Spearman \
Kendall Fisher Holm Bonferroni Benjamini Hochberg Kruskal Wallis Mann Whitney Likert Borda Guttman Dunning Hardie Gabrielatos \
COREQ SRQR CASP JARS-Qual JBI EQUATOR Tong Sainsbury Craig O'Brien Braun Clarke Ritchie Lewis Spencer Miles Huberman \
Saldaña Guest Namey Chen Hennink Kaiser UNECE Eurostat HESA NHS ONS Griffiths Giessing Repsilber \
Qualtrics SurveyMonkey LimeSurvey Google Microsoft Forms Word Excel LibreOffice SPSS Taguette QualCoder MAXQDA NVivo ATLAS.ti \
REFI-QDA Dedoose Teams Zoom Otter Rev Sonix Descript YouTube TOML JSON CSV XLSX DOCX HTML Markdown LaTeX TeX SVG PNG \
Int J Qual Health Care Acad Med PLoS ONE Beckman TJ BC Harris IB Reed DA Cook DA \
Worksheets Named Ranges Contents SEQ Table ARABIC TOC Participant Participants Interviewer Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays January February March April \
May June July August September October November December English";
