#!/bin/sh
# Regression and survival beside R's on the same rows, one after the other.
# bench/method/regression.sh [BUILD] [SIZES...]; needs r-base with survival, MASS, sandwich, cmprsk.
# Prints for each method and size: seconds by the clock and of processor, ours and R's, and their
# ratios; peak megabytes; and a number from each, which must agree. On a busy machine only the
# processor's seconds mean much.
set -eu
here=$(dirname "$0")
build=${1:-build}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 10000 100000 1000000
ninja -C "$build" bench/method/regression_bench >/dev/null
bench=$build/bench/method/regression_bench
data=$(mktemp)
trap 'rm -f "$data"' EXIT
printf '%-13s %8s %8s %8s %6s %8s %8s %6s %6s %6s  %s\n' method rows ours_s R_s ratio ours_cpu R_cpu \
    ratio ours_MB R_MB numbers
for n in "$@"; do
    "$bench" write "$data" "$n"
    for method in ${METHODS:-lm lm_hc3 lm_cluster logistic poisson negbin survfit survdiff cif coxph \
        coxph_entry coxph_robust crr}; do
        ours=$("$bench" run "$method" "$data" "$n" "${THREADS:-0}")
        if [ "$method" = crr ] && [ "$n" -gt 10000 ]; then
            peer="- - - -" # cmprsk takes the square of the rows: hours
        else
            peer=$(Rscript "$here/regression_peer.R" "$method" "$data" "$n")
        fi
        echo "$method $n $ours $peer" | awk '{
            wall = $7 == "-" ? "-" : sprintf("%.1f", $7 / $3)
            cpu = $7 == "-" || $4 == 0 ? "-" : sprintf("%.1f", $8 / $4)
            printf "%-13s %8d %8s %8s %6s %8s %8s %6s %6s %6s  %s %s\n", $1, $2, $3, $7, wall, $4, $8, cpu,
                $5, $9, $6, $10 }'
    done
done
