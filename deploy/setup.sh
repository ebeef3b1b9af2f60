#!/bin/sh
# Puts the locked packages into .venv and, for the tests, the programs they need. Does only what is
# missing, so that a second call is over at once.
#
#   deploy/setup.sh base       what the portal needs to run
#   deploy/setup.sh quality    that, and what measures how a text reads
#   deploy/setup.sh dev        that, the tools and what the tests need
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
lock=requirements/$1.txt
ours=$PWD/.venv/bin/

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
can_install() { [ "$(id -u)" = 0 ] && have apt-get; }

debian() { # debian PACKAGE…
    say "Installing Debian's $* …"
    [ -n "${updated:-}" ] || apt-get update -qq >/dev/null && updated=yes
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

check_python() {
    have "$PYTHON" || fail "$PYTHON is not there. Install Python 3.11 or newer, or name it: make run PYTHON=/path/to/python3.11"
    version=$(version_of "$PYTHON") || version=unknown
    case $version in
        3.1[1-9] | 3.[2-9][0-9]) ;;
        *) fail "$PYTHON is Python $version, the portal needs 3.11 or newer. Name another one: make run PYTHON=/path/to/python3.11" ;;
    esac
}

# A folder that was moved still has the old path in its scripts; one made by another Python would
# mix two versions.
is_ours() {
    head -n 3 .venv/bin/pip 2>/dev/null | grep -qF "$ours" && [ "$(version_of .venv/bin/python)" = "$version" ]
}

make_venv() {
    is_ours && return
    [ -w . ] || fail "$PWD cannot be written to, and the packages have to go to $PWD/.venv."
    if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null; then
        can_install || fail "$PYTHON has no venv module. Install it first: apt-get install python3-venv"
        debian "python$version-venv"
    fi
    rm -rf .venv
    "$PYTHON" -m venv .venv || fail "The virtual environment $PWD/.venv could not be made; the line above says why."
}

hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }
is_installed() { [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$(hash_of "requirements/$1.txt")" ]; }

install_packages() { # install_packages base|quality|dev
    is_installed "$1" && return
    say "Installing the Python packages of $lock …"
    # Settings that send packages elsewhere than into the virtual environment would break it.
    env -u PIP_USER -u PIP_TARGET -u PIP_PREFIX -u PIP_ROOT -u PIP_REQUIRE_HASHES -u PIP_CONSTRAINT \
        .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$lock" ||
        fail "The packages of $lock could not be installed; the lines above say why."
    # Every package of a smaller lock stands in the larger ones with the same version.
    for level in base quality dev; do
        hash_of "requirements/$level.txt" >".venv/installed-$level"
        [ "$level" != "$1" ] || break
    done
}

install_driver() {
    .venv/bin/python -m playwright --version >/dev/null 2>&1 && return
    # Playwright brings a node of its own, which is linked against this one library.
    can_install && debian libatomic1
    .venv/bin/python -m playwright --version >/dev/null || fail "Playwright does not start. Install first: apt-get install libatomic1"
}

install_browser() {
    chromium --version >/dev/null 2>&1 && return
    if can_install && debian chromium && chromium --version >/dev/null 2>&1; then return; fi
    .venv/bin/python -m playwright install chromium >&2 ||
        fail "There is no Chromium for the browser tests. Install it first: apt-get install chromium"
}

install_gettext() {
    have msgmerge && return
    if can_install; then debian gettext; else say "GNU gettext is missing; the tests will say what they leave out."; fi
}

install_pdftotext() {
    have pdftotext && return
    if can_install; then debian poppler-utils; else say "pdftotext is missing; the tests will say what they leave out."; fi
}

install_pango() { # lays out the text of PDF files
    /sbin/ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 && return
    if can_install; then debian libpango-1.0-0 libpangoft2-1.0-0; else say "Pango is missing; the tests will say what they leave out."; fi
}

install_java() {
    have java && return
    # Without this folder, which small images leave out, Debian's package cannot be installed.
    if can_install && mkdir -p /usr/share/man/man1 && debian default-jre-headless; then return; fi
    say "Java is missing; the tests will say what they leave out."
}

check_python
make_venv
install_packages "$1"
if [ "$1" = dev ]; then
    install_driver
    install_browser
    install_gettext
    install_pdftotext
    install_pango
    install_java
fi
