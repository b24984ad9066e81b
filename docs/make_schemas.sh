#!/bin/sh
# Writes docs/schema/*.json from the models. The command `assistant` of .venv is used where there is one.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
for kind in case policy policy-tests outcome determination answer key; do
    assistant schema "$kind" --out "docs/schema/$kind.json"
done
