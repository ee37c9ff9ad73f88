#!/usr/bin/env python3
"""Writes docs/formats.md: what `verbatim convert` makes of every file of a folder of other people's files.

    docs/found.py VERBATIM FOLDER        (the program; the folder whose sub-folders are collections)

The files stay where they are. What is written holds counts, formats and the program's own words, nothing of the files'.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

READ = {
    "txt", "md", "docx", "odt", "rtf", "pdf", "html", "htm", "xhtml", "epub", "vtt", "srt", "csv", "tsv", "xlsx", "xls", "ods",
    "sav", "zsav", "json", "jsonl", "sqlite3", "qda",
}
NO_DATA = {"SOURCE.md", "LICENSE.md", "README.md", "LICENSE.txt", "LICENSE-NOTE.txt", "LICENSE-NOTES.txt", "NOTES.txt"}


def plural(number, word):
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def span(numbers, word):
    low, high = min(numbers), max(numbers)
    return plural(low, word) if low == high else f"{low:,}–{high:,} {word}s"


def convert(program, path):
    run = subprocess.run(
        [program, "convert", path, "--format", "json", "--rows", "0"], capture_output=True, text=True, timeout=120
    )
    if run.returncode:
        return None, re.sub(r"^error: (\S*/)?", "", run.stderr.strip())
    return json.loads(run.stdout), None


def transcripts(found):
    turns = [sum(turn.get("heading") is None for turn in one["turns"]) for one in found]
    speakers = [len({turn["speaker"] for turn in one["turns"] if turn["speaker"]}) for one in found]
    told = [plural(len(found), "text"), span(turns, "turn"), span([one["words"] for one in found], "word")]
    told.append("no speakers" if not any(speakers) else span(speakers, "speaker"))
    headings = sum(turn.get("heading") is not None for one in found for turn in one["turns"])
    memos = sum(len(one["memos"]) for one in found)
    timed = sum(any(turn["start_ms"] is not None for turn in one["turns"]) for one in found)
    told += [plural(headings, "heading")] if headings else []
    told += [plural(memos, "memo")] if memos else []
    told += [f"times in {timed}"] if timed else []
    return ", ".join(told)


def surveys(found):
    rows = [one["row_count"] for one in found]
    kinds = collections.Counter(question["kind"] for one in found for question in one["questions"])
    dialects = collections.Counter(one["dialect"] for one in found)
    left = collections.Counter()
    dropped = collections.Counter()
    for one in found:
        for reason, count in one["left_out"]:
            left[reason] += count
        for kind, count in one["columns_left_out"]:
            dropped[kind] += count
    told = [" and ".join(f"{count} {dialect}" for dialect, count in dialects.most_common()), span(rows, "row")]
    told.append("questions: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) if kinds else "no questions")
    if dropped:
        told.append("columns left out: " + ", ".join(f"{count} {kind}" for kind, count in sorted(dropped.items())))
    if left:
        told.append("rows left out: " + ", ".join(f"{count} {reason}" for reason, count in left.most_common()))
    return "; ".join(told)


def projects(found):
    keys = ["documents", "codes", "codings", "memos", "coders", "cases"]
    return ", ".join(span([one[key] for one in found], key[:-1]) for key in keys)


TOLD = {"transcript": transcripts, "survey": surveys, "project": projects}


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    lines = [
        "# What came in from other people's files",
        "",
        "Every file of the kinds that are read, of public collections, given to `verbatim convert` as it is: no plan, no",
        "correction, no preparation; licences and read-me files aside. (The files are not part of this repository;",
        "`docs/found.py` makes this page.) *Refused* is what the program says of a file that it does not take.",
        "",
        "| collection | files | what was found |",
        "| :-- | :-- | :-- |",
    ]
    for collection in sorted(path for path in folder.iterdir() if path.is_dir()):
        groups, refused = collections.defaultdict(list), []
        for path in sorted(collection.rglob("*")):
            extension = path.suffix.lower().lstrip(".")
            if not path.is_file() or extension not in READ or path.name in NO_DATA or path.name.startswith(("LICENSE", "README_")):
                continue
            found, error = convert(program, path)
            if error:
                refused.append((path.name, error))
            else:
                groups[(extension, found["is"])].append(found)
        for (extension, kind), found in sorted(groups.items()):
            lines.append(f"| {collection.name} | {len(found)} {extension} | {TOLD[kind](found)} |")
        for name, error in refused:
            error = error.removeprefix(name).lstrip(":, ").replace("|", "\\|")
            lines.append(f"| {collection.name} | refused: `{name}` | {error} |")
    page = pathlib.Path(__file__).with_name("formats.md")
    page.write_text("\n".join(lines) + "\n")
    print(f"{page}: {len(lines) - 8} rows")


main()
