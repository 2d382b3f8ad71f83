#!/bin/sh
# Runs the fuzzers: all of them, or one with options of libFuzzer's own.
set -eu
cd "$(dirname "$0")"
kept=../fixtures/corpus

one() {
    target=$1
    shift
    mkdir -p "corpus/$target"
    cargo fuzz run -s none --fuzz-dir . "$target" "corpus/$target" "$kept/$target" -- -timeout=30 -rss_limit_mb=4096 "$@"
}

if [ $# -gt 0 ]; then
    one "$@"
else
    for target in date identity phone name table kinds packed; do
        one "$target" -runs=1000000 -max_len=8192
    done
    one whole -max_total_time=1800 -max_len=4096
fi
