#!/bin/bash
# Takes the pictures of README.md and docs/ from the shipped study.
#
#   docs/images/make.sh [VERBATIM]      the program; target/release/verbatim where it is not named
#
# Needs chromium with its driver, LibreOffice (soffice), poppler (pdftotext, pdftoppm), Python with Pillow, and the fonts Liberation
# and Noto (fonts-liberation, fonts-noto-core), in which the pictures are set. Works in a copy of the
# study, so that nothing else here changes; look at every picture afterwards.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
verbatim=$(realpath "${1:-$root/target/release/verbatim}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/study.toml" "$root/codebooks" "$root/frameworks" "$root/transcripts" "$work/"
cd "$work"
"$verbatim" build --quiet >/dev/null

# page FILE NAME WIDTH HEIGHT: the top of a page, as a browser shows it.
page() {
    local profile
    profile=$(mktemp -d)
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$profile" --hide-scrollbars \
        --window-size="$3,$4" --screenshot="$work/$2.png" "file://$1" >/dev/null 2>&1
    rm -rf "$profile"
    small "$2"
}

# printed FILE NAME: the upper part of a page's first sheet, as it is printed.
printed() {
    local profile
    profile=$(mktemp -d)
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$profile" --no-pdf-header-footer \
        --print-to-pdf="$work/$2.pdf" "file://$1" >/dev/null 2>&1
    rm -rf "$profile"
    # The wide table stands on a sheet of its own, across.
    local sheet
    sheet=$(for n in 1 2 3; do pdftotext -f "$n" -l "$n" "$work/$2.pdf" - | grep -q '^Table' && echo "$n" || true; done | head -1)
    pdftoppm -r 90 -png -f "$sheet" -l "$sheet" -singlefile "$work/$2.pdf" "$work/$2"
    upper "$2"
}

# The upper part of a sheet, without the number at its bottom.
upper() {
    python3 - "$work/$1.png" <<'PYTHON'
import sys
from PIL import Image
picture = Image.open(sys.argv[1]).convert("RGB")
picture.crop((0, 0, picture.width, picture.height * 9 // 10)).save(sys.argv[1])
PYTHON
    small "$1"
}

# Fewer colours, no empty rows at the bottom: a screenshot of text loses nothing by it.
small() {
    python3 - "$work/$1.png" "$here/$1.png" <<'PYTHON'
import sys
from PIL import Image, ImageChops
source, target = sys.argv[1:]
picture = Image.open(source).convert("RGB")
paper = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
_, _, _, bottom = ImageChops.difference(picture, paper).getbbox()
picture = picture.crop((0, 0, picture.width, min(picture.height, bottom + 24)))
picture.quantize(96, dither=Image.Dither.NONE).save(target, optimize=True)
PYTHON
}

# One output alone, on a page of its own, without the list of contents.
single() {
    "$verbatim" export "$1" --format html --to "$work/single" >/dev/null
}

# A command and what it prints, in a terminal's colours.
terminal() {
    local name=$1 width=$2 height=$3
    shift 3
    {
        printf '<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#16181d;color:#d8dbe2;padding:18px 22px}'
        printf 'pre{font:15px/1.45 "Noto Sans Mono","DejaVu Sans Mono",monospace;white-space:pre-wrap;margin:0}'
        printf 'b{color:#fff}i{font-style:normal;color:#7ee08a}s{text-decoration:none;color:#8b93a3}</style><pre><s>$</s> <b>'
        printf '%s' "$*" | sed 's/&/\&amp;/g; s/</\&lt;/g'
        printf '</b>\n'
        CLICOLOR_FORCE=1 bash -c "${*/#verbatim/$verbatim}" 2>&1 | sed "s#$work#~/verbatim#g" | sed 's/&/\&amp;/g; s/</\&lt;/g' |
            sed $'s/\x1b\\[1m/<b>/g; s/\x1b\\[32m/<i>/g; s/\x1b\\[2m/<s>/g' |
            awk '{ while (match($0, /\033\[0m/)) { head = substr($0, 1, RSTART - 1); rest = substr($0, RSTART + 4)
                     tag = "b"; best = 0
                     n = split("b i s", tags, " ")
                     for (k = 1; k <= n; k++) { p = 0; t = head; while ((q = index(t, "<" tags[k] ">")) > 0) { p += q; t = substr(t, q + 1) }
                         if (p > best) { best = p; tag = tags[k] } }
                     $0 = head "</" tag ">" rest } print }'
        printf '</pre>'
    } >"$work/$name.html"
    page "$work/$name.html" "$name" "$width" "$height"
}

page "$work/output/report.html" report 1000 715
single frequencies
page "$work/single/frequencies.html" frequencies 1000 1595
single themes-by-sector
printed "$work/single/themes-by-sector.html" themes-by-sector
single quotes
page "$work/single/quotes.html" quotes 1000 770
rm -rf "$work/output" "$work/.verbatim"
terminal build 900 400 verbatim build
terminal search 900 900 "verbatim search 'theme:prevention school*' --limit 2"

# The appendix as Word prints it: the page of Appendix F.
soffice --headless --convert-to pdf --outdir "$work" "$work/output/appendix.docx" >/dev/null 2>&1
number=$(
    for n in $(seq 1 60); do
        if pdftotext -f "$n" -l "$n" "$work/appendix.pdf" - 2>/dev/null | grep -q '^Appendix F'; then echo "$n"; fi
    done | tail -1
)
pdftoppm -r 100 -png -f "$number" -l "$number" -singlefile "$work/appendix.pdf" "$work/appendix"
upper appendix
# The workbench, in a window of its own size.
(cd "$root" && VERBATIM_PICTURES="$work" cargo test --quiet --test it web::pictures)
for picture in "$work"/workbench*.png; do
    small "$(basename "$picture" .png)"
done
ls -l "$here"/*.png
