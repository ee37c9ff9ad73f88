#!/usr/bin/env python3
"""Runs every command that README.md and docs/ show, and puts what it prints below it.

    docs/refresh.py [--verbatim PROGRAM] [--check] [FILE ...]

A block that begins with ```console holds commands, each after `$ `, and what they print. All blocks of one file run in
one scratch folder, from top to bottom. A comment says what the folder begins with:

    <!-- scratch: study -->      a copy of the shipped study
    <!-- scratch: empty -->      nothing; $COMMENTS, if it is set, names the reader's own copy of the patient comments
    <!-- run: sed -i … -->       runs too, and does not show: what the reader does in an editor
    <!-- file: PATH -->          the block that follows becomes this file; `append:` adds it at the file's end
    <!-- show: COMMAND -->       what it prints, as Markdown, stands from here to <!-- end -->

A file whose block needs $COMMENTS is left alone where that is not set. `--check` changes nothing and fails if something
would change.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHOWN = {"study": "~/verbatim", "empty": "~/studies"}
PIECE = re.compile(
    r"^```console(?P<wrap> wrap)?\n(?P<body>.*?)^```$"
    r"|^<!-- run: (?P<run>[^\n]*) -->$"
    r"|^<!-- (?P<how>file|append): (?P<path>\S+) -->\n```\w*\n(?P<content>.*?)^```$"
    r"|^<!-- show: (?P<show>[^\n]*) -->\n.*?^<!-- end -->$",
    re.M | re.S,
)


def scratch(kind, verbatim, folder):
    work = folder / "work"
    work.mkdir()
    if kind == "study":
        for name in ("checklists", "codebooks", "frameworks", "transcripts"):
            shutil.copytree(ROOT / name, work / name)
        shutil.copy(ROOT / "study.toml", work)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "verbatim").symlink_to(verbatim)
    return work, programs


def run(command, work, programs, shown):
    environment = dict(os.environ, REPOSITORY=str(ROOT), PATH=f"{programs}:{os.environ['PATH']}", HOME=str(work.parent), PYTHONWARNINGS="ignore")
    done = subprocess.run(["bash", "-c", f"{command}\npwd >{work.parent}/here"], cwd=cwd(work), env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.replace(str(work), shown).rstrip("\n")


def cwd(work):
    """`cd` in one block holds in the next."""
    here = work.parent / "here"
    place = pathlib.Path(here.read_text().strip()) if here.exists() else work
    return place if place.is_dir() else work


def refreshed(text, verbatim):
    kind = re.search(r"^<!-- scratch: (\w+) -->$", text, re.M)
    if not kind or ("$COMMENTS" in text and not os.environ.get("COMMENTS")):
        return text
    shown = SHOWN[kind.group(1)]
    with tempfile.TemporaryDirectory() as folder:
        work, programs = scratch(kind.group(1), verbatim, pathlib.Path(folder))

        def piece(match):
            wrap, body = match["wrap"], match["body"]
            if match["run"]:
                run(match["run"], work, programs, shown)
                return match[0]
            if match["how"]:
                with (cwd(work) / match["path"]).open("a" if match["how"] == "append" else "w") as file:
                    file.write(match["content"])
                return match[0]
            if match["show"]:
                return f"<!-- show: {match['show']} -->\n\n{run(match['show'], work, programs, shown)}\n\n<!-- end -->"
            lines = []
            for command in re.findall(r"^\$ (.*(?:\\\n.*)*)$", body, re.M):
                lines.append(f"$ {command}")
                printed = run(command, work, programs, shown)
                for line in printed.splitlines():
                    indent = re.match(r" *", line).group(0)
                    wrapped = textwrap.wrap(line, 100, subsequent_indent=indent, break_long_words=False) if wrap else [line]
                    lines.extend(part.rstrip() for part in wrapped or [""])
            return f"```console{wrap or ''}\n" + "\n".join(lines) + "\n```"

        return PIECE.sub(piece, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--verbatim", type=pathlib.Path, default=ROOT / "target/release/verbatim")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    files = arguments.files or [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    stale = []
    for file in files:
        before = file.read_text()
        after = refreshed(before, arguments.verbatim.resolve())
        if after != before:
            stale.append(file)
            if not arguments.check:
                file.write_text(after)
            print(file)
    sys.exit(1 if arguments.check and stale else 0)


if __name__ == "__main__":
    main()
