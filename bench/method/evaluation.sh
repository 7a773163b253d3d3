#!/bin/sh
# Times programme evaluation and regression-based disparity beside peers in R, in one run:
# bench/method/evaluation.sh BUILD. Prints for three sizes each: seconds, the peer's, the ratio
# (peer/ours), peak memory in megabytes, and both answers. R needs survival, sandwich, nlme, estimatr
# and quadprog. One thread each.
set -eu
build=$1
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
ninja -C "$build" bench/method/evaluation_bench >"$folder/ninja"

compare() { # WHICH N
    Rscript "$here/evaluation_peers.R" make "$1" "$2" "$folder/data.csv"
    ours=$("$build/bench/method/evaluation_bench" "$1" "$folder/data.csv")
    peer=$(Rscript "$here/evaluation_peers.R" "$1" "$folder/data.csv")
    printf '%s %s | %s | %s\n' "$1" "$2" "$ours" "$peer" | awk -F' *[|] *' '{
        split($1, what, " "); split($2, a, " "); split($3, b, " ")
        ours = $2; sub(/^[^ ]+ [^ ]+ /, "", ours); peer = $3; sub(/^[^ ]+ [^ ]+ /, "", peer)
        printf "%-11s n %-7s ours %9.4f s; peer %9.3f s; ratio %8.1f; MB %6.1f, %7.1f; %s; %s\n",
            what[1], what[2], a[1], b[1], b[1] / a[1], a[2], b[2], ours, peer }'
}

for n in 2000 10000 50000; do compare clogit $n; done
for n in 1000 5000 25000; do compare peers $n; done
for n in 2000 10000 40000; do compare did $n; done
for n in 5000 20000 100000; do compare staggered $n; done
for n in 10 20 40; do compare synthetic $n; done
for n in 120 360 1200; do compare interrupted $n; done
for n in 10000 50000 250000; do compare veil $n; done
