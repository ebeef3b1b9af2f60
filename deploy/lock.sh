#!/bin/sh
# Writes the requirement locks anew. Nothing in them says where packages come from, so that they can
# be installed from anywhere; the hashes say that it is the same package.
set -eu
cd "$(dirname "$0")/.."

lock() { # lock OUTPUT OPTION…
    output=$1
    shift
    env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
        UV_PYTHON_DOWNLOADS=never \
        .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-annotate --custom-compile-command "make lock" "$@" pyproject.toml --output-file "$output"
}

lock requirements/base.txt
lock requirements/pdf.txt --extra pdf --constraint requirements/base.txt
lock requirements/quality.txt --extra quality --constraint requirements/pdf.txt
# The tests run with the versions that are served.
lock requirements/dev.txt --group dev --extra pdf --extra quality \
    --constraint requirements/pdf.txt --constraint requirements/quality.txt
