#!/bin/sh
# Writes docs/determination.png: the upper part of the page that `make demo` renders, as headless Chromium shows it.
# Needs Chromium (Debian: the package chromium); CHROMIUM names another browser.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
case_id=lumbar-hardware-removal-revision
browser=${CHROMIUM:-chromium}
command -v "$browser" >/dev/null || { echo "make_picture: '$browser' was not found; install Chromium." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ASSISTANT_INDEX="$work/index"
assistant corpus build >/dev/null 2>&1
assistant draft "evals/cases/$case_id.yaml" --format html --out "$work" >/dev/null
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --window-size=1000,1090 --screenshot="$work/page.png" "file://$work/$case_id.html" 2>/dev/null
mv "$work/page.png" docs/determination.png
echo "Wrote docs/determination.png"
