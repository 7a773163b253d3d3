#!/bin/sh
# Times the permutation methods beside a peer in R, in one run: bench/method/permutation.sh [BUILD].
# Prints for three sizes each: processor seconds on one thread, the peer's and their ratio (which a
# busy machine disturbs least), wall-clock seconds, peak memory in megabytes, and both answers.
# R needs surveillance, spatstat.explore and coin.
set -eu
build=${1:-build}
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ninja -C "$build" bench/method/scan_bench bench/method/near_repeat_bench \
    bench/method/mantel_bench bench/method/randomised_bench >"$folder/ninja"

# shellcheck disable=SC2016 # the dollars are of R
make_data() { # WHAT N
    Rscript -e '
        a <- commandArgs(TRUE); n <- as.integer(a[2]); set.seed(n)
        if (a[1] == "events")
            d <- data.frame(x = runif(n), y = runif(n), t = sample(0:364, n, TRUE))
        if (a[1] == "areas")
            d <- data.frame(x = runif(n), y = runif(n), cases = 0, people = rpois(n, 1000))
        if (a[1] == "areas") d$cases <- rpois(n, d$people / 250)
        if (a[1] == "points")
            d <- data.frame(x = runif(n), y = runif(n), cases = rbinom(n, 1, 0.3), people = 1)
        if (a[1] == "lot") d <- data.frame(y = rnorm(n), treated = rep(0:1, length.out = n))
        write.csv(d, a[3], row.names = FALSE)' "$1" "$2" "$folder/data.csv"
}

report() { # NAME N REPLICATES OURS_ONE OURS_ALL PEER
    printf '%s %s %s %s %s %s\n' "$1" "$2" "$3" "$4" "$5" "$6" | awk '{
        printf "%-10s n %-5s R %-4s processor: ours %8.4f s, peer %8.3f s, ratio %7.1f; wall, all threads: ours %8.4f s, peer %8.3f s; MB %5.1f, %6.1f; statistic %s, %s; p %s, %s\n",
            $1, $2, $3, $4, $14, $14 / $4, $11, $16, $5, $15, $7, $17, $8, $18 }'
}

compare() { # NAME PEER DATA N REPLICATES [SPACE TIME]
    name=$1 peer=$2 data=$3 n=$4 replicates=$5
    shift 5
    make_data "$data" "$n"
    one=$("$build/bench/method/${name}_bench" "$folder/data.csv" "$replicates" 1 "$@")
    all=$("$build/bench/method/${name}_bench" "$folder/data.csv" "$replicates" 0 "$@")
    other=$(Rscript "$here/permutation_peers.R" "$peer" "$folder/data.csv" "$replicates" "$@" | tail -n 1)
    report "$peer" "$n" "$replicates" "$one" "$all" "$other"
}

for n in 250 500 1000; do compare near_repeat knox events $n 199 0.05 13.5; done
for n in 500 1000 2000; do compare mantel mantel events $n 199; done
for n in 250 500 1000; do compare scan scan areas $n 199; done
for n in 250 500 1000; do compare scan scan_test points $n 199; done
for n in 100 1000 10000; do compare randomised randomised lot $n 9999; done
