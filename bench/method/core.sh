#!/bin/sh
# Exact tests, intervals and trends beside base R. Usage: bench/method/core.sh [BUILD]
# Needs Rscript. Prints what, how many, seconds, sum of the results, and R's time over ward's.
set -eu
here=$(dirname "$0")
build=${1:-build}
{
    ninja -C "$build" bench/method/core_bench >&2
    "$build/bench/method/core_bench"
    Rscript --vanilla "$here/core_peers.R"
} | awk -F'\t' '
    { print }
    !($1 in mine) { mine[$1] = $3; sum[$1] = $4; next }
    {
        off = sum[$1] - $4
        if (off < 0) off = -off
        if (off > 1e-4) { print $1 ": another answer than the peer"; exit 1 }
        ratio[$1] = $3 / mine[$1]
    }
    END { for (name in ratio) printf "%s: R takes %.0f times as long\n", name, ratio[name] }'
