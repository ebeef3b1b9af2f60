#!/bin/sh
# Tries the README's two commands where nothing is installed: in a fresh clone in a bare Debian 12.
#
#   deploy/try-bare-debian.sh          make run until the home page answers, then make test
#   deploy/try-bare-debian.sh run      one of them; or make check
#   ARGS="tests/browser/test_html.py" deploy/try-bare-debian.sh test
#
# Needs root, debootstrap and an apt that knows bookworm. Prints how each command ended and after how
# many seconds. Tries what is committed. All of it happens in a folder and in namespaces of its own,
# which go away together with every process in them.
set -eu
cd "$(dirname "$0")/.."
SUITE=bookworm
BARE=python3,python3-venv,make,git,ca-certificates
export PORT="${PORT:-8765}" ARGS="${ARGS:-}"

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }

# --- The root ---

mirror() { # where this machine's own apt gets Debian from
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(RELEASE) $(REPO_URI)' | awk -v suite="$SUITE" '$1 == suite { print $2; exit }'
}

pip_folders() { # the folders this machine's pip takes packages from; an index keeps files beside it
    for word in $(python3 -m pip config list 2>/dev/null | tr "='" '  '); do
        case $word in file:///*) word=$(dirname "${word#file://}") ;; /*) ;; *) continue ;; esac
        [ ! -d "$word" ] || echo "$word"
    done
}

copy() { # copy PATH…: what says where packages come from, as far as it is there
    for path in "$@"; do
        [ ! -e "$path" ] || { mkdir -p "$root${path%/*}" && cp -aLT "$path" "$root$path"; }
    done
}

make_root() {
    from=$(mirror)
    [ -n "$from" ] || fail "The apt of this machine knows no $SUITE."
    say "Making a bare Debian in $root …"
    debootstrap --variant=minbase --include="$BARE" "$SUITE" "$root" "$from" >"$root.log" 2>&1 ||
        { tail -n 20 "$root.log" >&2; fail "debootstrap did not come to its end."; }
    rm -r "$root/etc/apt"
    copy /etc/apt /usr/share/keyrings /usr/local/share/ca-certificates /etc/resolv.conf /etc/hosts \
        /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip"
    git clone -q --no-hardlinks . "$root/portal"
    say "Trying $(git -C "$root/portal" log -1 --format='%h %s')"
}

# --- In its namespaces ---

mount_all() {
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --rbind /sys "$root/sys"
    for folder in $(pip_folders | sort -u); do
        mkdir -p "$root$folder"
        mount --bind -o ro "$folder" "$root$folder"
    done
}

inside() { # inside COMMAND…: with the settings of package tools and nothing else of this machine's
    # A bare machine has no services, whatever answers on the host's loopback.
    set -- PORT="$PORT" TEST_DATABASE_URL=postgres://127.0.0.1:1/none TEST_CACHE_URL=redis://127.0.0.1:1/0 "$@"
    for name in $(env | sed -nE 's/^((PIP|SSL|REQUESTS|CURL)_[A-Z_]*|NODE_EXTRA_CA_CERTS|[A-Za-z]+_proxy|[A-Z]+_PROXY)=.*/\1/p'); do
        eval "set -- \"$name=\$$name\" \"\$@\""
    done
    exec chroot "$root" /usr/bin/env -i -C /portal HOME="$HOME" LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

home_page_answers() {
    (inside python3 -c "import urllib.request as r; r.urlopen('http://127.0.0.1:$PORT/', timeout=5)") 2>/dev/null
}

try_run() {
    home_page_answers && fail "Something answers on port $PORT already; name a free one: PORT=…"
    inside make run &
    pid=$!
    until home_page_answers; do
        kill -0 "$pid" 2>/dev/null || { wait "$pid" && return 1; return; }
        sleep 1
    done
    say "The home page answers."
    seconds=$(($(date +%s) - began))
    kill "$pid"
    wait "$pid" || true
}

try_tests() { (inside make "$1" "ARGS=$ARGS"); }

try() { # try run|test|check
    began=$(date +%s) end=0 seconds=
    case $1 in run) try_run ;; *) try_tests "$1" ;; esac || end=$?
    summary="${summary:-}$(printf 'make %-5s ended with %s after %s s' "$1" "$end" "${seconds:-$(($(date +%s) - began))}")
"
    [ "$end" = 0 ] || worst=$end
}

# --- The start ---

if [ "${1:-}" = --inside ]; then
    root=$2 worst=0
    shift 2
    mount_all
    (inside update-ca-certificates) >/dev/null 2>&1
    for command in "$@"; do try "$command"; done
    printf '\n%s' "$summary"
    exit "$worst"
fi

[ $# -gt 0 ] || set -- run test
for command in "$@"; do
    case $command in run | test | check) ;; *) fail "There are run, test and check, not $command." ;; esac
done
[ "$(id -u)" = 0 ] || fail "Only root can make a root of its own."
command -v debootstrap >/dev/null || fail "Install it first: apt-get install debootstrap"
root=$(mktemp -d /var/tmp/bare-debian.XXXXXX)
trap 'rm -rf --one-file-system "$root" "$root.log"' EXIT
trap 'exit 130' INT TERM
make_root
chmod 755 "$root"
unshare --mount --pid --fork --kill-child --propagation private sh deploy/try-bare-debian.sh --inside "$root" "$@"
