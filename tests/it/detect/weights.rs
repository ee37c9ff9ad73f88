//! Files of weights: written and read again, damaged, and those that the program carries.

use std::path::Path;

use proptest::prelude::*;
use verbatim::detect::training::{Entry, Lexicon, List, known_bytes, lexicon_bytes};
use verbatim::detect::{Detector, DetectorError, Label, Trained, Weights};
use verbatim::model::IdentityKind;

const LABELS: [Label; 3] = [
    Label { kind: None, is_hidden: false },
    Label { kind: Some(IdentityKind::Person), is_hidden: true },
    Label { kind: Some(IdentityKind::Date), is_hidden: false },
];

/// A small file of weights.
fn small(floors: &str) -> Vec<u8> {
    let words = [("sarah", List::GivenName), ("training", List::Common)];
    let words = words.map(|(word, list)| (word.to_owned(), Entry::NONE.with(list).in_cluster(7)));
    let trained = Trained {
        language: "cy",
        version: "cy-1",
        labels: &LABELS,
        transitions: &[0.5, -1.0, 0.0, 0.25, 2.0, 0.0, 0.0, 0.0, 1.0],
        scores: &[0.01, -0.02, 0.0, 1.0, -0.5, 0.25, 9.0, -9.0, 0.0, 0.0, 0.0, 0.0],
        known: &known_bytes([0, 1 << 30, 2 << 30].into_iter()),
        lexicon: &lexicon_bytes(&words.into()),
        floors,
        is_of_documents: false,
    };
    trained.to_bytes(2.0)
}

fn own_bytes() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/weights/en.bin")).expect("they are there")
}

#[test]
fn what_is_written_is_read_again() {
    let detector = Detector::read(&small("speech\tperson\t0.95\tmade up\n")).expect("it is sound");
    assert_eq!((detector.language(), detector.version()), ("cy", "cy-1"));
    let [floor] = detector.floors() else { panic!("one floor was written") };
    assert_eq!((floor.genre.as_str(), floor.kind, floor.offered), ("speech", IdentityKind::Person, 0.95));
    assert!(detector.is_given_name("SARAH") && detector.is_common_word("Training"));
    assert!(!detector.is_surname("sarah") && !detector.is_given_name("training") && !detector.is_given_name("tomos"));
    assert!(Detector::read(&small("speech\tperson\t1.5\tmade up\n")).is_err(), "a share is at most 1");
}

/// A model that knows every feature, so that all of them count.
fn knowing_all(is_of_documents: bool) -> Detector {
    let known = vec![0xff; known_bytes(std::iter::empty()).len()];
    let trained = Trained {
        language: "en",
        version: "en-1",
        labels: &LABELS,
        transitions: &[0.0; 9],
        scores: &[0.01, -0.02, 0.0, 0.03, -0.01, 0.02, -0.02, 0.01, 0.0, 0.02, 0.02, -0.03],
        known: &known,
        lexicon: &lexicon_bytes(&std::collections::BTreeMap::new()),
        floors: "",
        is_of_documents,
    };
    Detector::read(&trained.to_bytes(2.0)).expect("it is sound")
}

#[test]
fn a_model_of_documents_looks_at_the_whole_document() {
    let line = "The Harbour Office (“the office”) wrote to the Office of the Harbour.";
    let hidden = |detector: &Detector, text: &str| -> Vec<f32> {
        let last = text.rfind(line).expect("the line is there");
        let found = detector.likelihoods(text).into_iter().filter(|(range, _)| range.start >= last);
        found.map(|(_, likelihood)| likelihood).collect()
    };
    let longer = format!("{}{line}", "Nothing happened\n".repeat(9));
    let [by_line, by_document] = [false, true].map(knowing_all);
    assert_eq!(hidden(&by_line, line), hidden(&by_line, &longer), "a line is read as it is wherever it stands");
    assert_ne!(hidden(&by_document, line), hidden(&by_document, &longer), "how far down it stands counts");
    assert_ne!(hidden(&by_line, line), hidden(&by_document, line));
}

#[test]
fn a_word_is_drawn_to_its_likeliest_place() {
    let detector = Detector::for_language("en").expect("the program has English weights");
    let of_last = |text: &str| {
        let found = detector.likelihoods(text);
        assert!(found.iter().all(|(_, likelihood)| (0.0..=1.0).contains(likelihood)));
        let last = found.into_iter().rfind(|(range, _)| text.get(range.clone()) == Some("grange"));
        last.expect("the word is there").1
    };
    let alone = "we went past the grange again";
    let named = format!("we live at grange, in the village of grange, near leeds\n{alone}");
    assert!(of_last(&named) > of_last(alone), "{} {}", of_last(&named), of_last(alone));
}

#[test]
fn weights_are_rounded_to_the_nearest_step() {
    let weights = Weights::read(small("")).expect("it is sound");
    let step = 2.0 / 127.0;
    let near = |found: f32, wanted: f32| (found - wanted).abs() <= step / 2.0 + 1e-6;
    for (nth, wanted) in [[0.01, -0.02, 0.0], [1.0, -0.5, 0.25], [2.0, -2.0, 0.0]].into_iter().enumerate() {
        let feature = u32::try_from(nth).expect("four rows") << 30;
        let row = weights.row_of(feature).expect("the feature is known");
        assert!(row.into_iter().zip(wanted).all(|(found, wanted)| near(found, wanted)), "row {nth}");
    }
    assert_eq!(weights.row_of(3 << 30), None, "what training has not met has no weights");
}

#[test]
fn damaged_files_are_refused() {
    let sound = small("");
    assert_eq!(Detector::read(b"").err(), Some(DetectorError::Magic));
    assert_eq!(Detector::read(b"VERBDET1 and no more").err(), Some(DetectorError::Short { at: 20 }));
    let mut flipped = sound.clone();
    *flipped.last_mut().expect("it has bytes") ^= 1;
    assert_eq!(Detector::read(&flipped).err(), Some(DetectorError::Digest));
    assert_eq!(Detector::read(&sound[..sound.len() - 1]).err(), Some(DetectorError::Digest));
}

/// With the digest that its bytes have, so that the reader itself is tried.
fn with_digest(mut bytes: Vec<u8>) -> Vec<u8> {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(&bytes[40..]);
    bytes[8..40].copy_from_slice(&digest);
    bytes
}

proptest! {
    #[test]
    fn files_that_lie_do_no_harm(
        changes in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 1..6),
        is_near in any::<bool>(),
        cut in 0_usize..64,
    ) {
        let mut bytes = small("speech\tperson\t0.95\tmade up");
        // Most of the file is the table of the lexicon: the sections' heads are in the first bytes.
        let reach = if is_near { 300 } else { bytes.len() - 104 };
        for (at, value) in changes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a file")]
            let at = 40 + (at * reach as f64) as usize;
            bytes[at] = value;
        }
        bytes.truncate(bytes.len() - cut);
        if let Ok(detector) = Detector::read(&with_digest(bytes)) {
            let found = detector.candidates("Sarah and the training at Leeds.\nsarah");
            prop_assert!(found.iter().all(|candidate| candidate.probability.is_finite()));
        }
    }

    #[test]
    fn a_lexicon_knows_its_words(words in prop::collection::btree_map("[a-zé']{1,12}", 0_u16..1024, 0..200)) {
        let entries = words.iter().map(|(word, cluster)| (word.clone(), Entry::NONE.with(List::Place).in_cluster(*cluster)));
        let bytes = lexicon_bytes(&entries.collect());
        let lexicon = Lexicon::read(&bytes).expect("it was just made");
        let agree = words.iter().filter(|(word, cluster)| lexicon.word(word).cluster() == Some(**cluster)).count();
        // Fifteen bits tell words of a bucket apart: two of two hundred may meet, hardly ever more.
        prop_assert!(agree + 1 >= words.len());
    }
}

#[test]
fn the_manifest_speaks_of_the_weights_that_ship() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/detect/weights");
    let manifest: toml::Table = std::fs::read_to_string(folder.join("MANIFEST.toml"))
        .expect("the manifest is there")
        .parse()
        .expect("it is TOML");
    let bytes = own_bytes();
    assert!(bytes.len() <= 5_000_000, "the data that ships stays small: {} bytes", bytes.len());
    let digest: String =
        sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), &bytes))
            .iter()
            .map(|byte: &u8| format!("{byte:02x}"))
            .collect();
    assert_eq!(manifest["weights"]["sha256"].as_str(), Some(digest.as_str()));
    let detector = Detector::read(&bytes).expect("the program's own weights are sound");
    assert_eq!(manifest["weights"]["version"].as_str(), Some(detector.version()));
    let sources = manifest["source"].as_array().expect("the manifest names sources");
    for source in sources {
        let licence = source["licence"].as_str().expect("each source has a licence");
        assert!(!["NC", "SA", "ND"].iter().any(|part| licence.contains(part)), "{licence} may be in what ships");
        assert!(!licence.contains("CC BY") || source.get("attribution").is_some(), "{source:?} is named");
    }
}
