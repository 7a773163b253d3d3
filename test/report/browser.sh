#!/bin/sh
# The report in a real browser: every chart is drawn under the page's own policy, and nothing is
# refused or fails. Prints TAP.
#
#     browser.sh DEMO_REPORT
set -u
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo '1..0 # SKIP no Chromium here'
    exit 0
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder/report.html" || exit 1
"$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$folder/profile" --window-size=1280,1000 --virtual-time-budget=30000 \
    --enable-logging=stderr --dump-dom "file://$folder/report.html" \
    >"$folder/page" 2>"$folder/log"

number=0
# is SENTENCE COMMAND...: a test that holds when the command succeeds.
is() {
    sentence=$1
    shift
    number=$((number + 1))
    if "$@" >"$folder/why" 2>&1; then
        echo "ok $number - $sentence"
    else
        echo "not ok $number - $sentence"
        sed 's/^/# /' "$folder/why"
    fi
}
same() { [ "$1" = "$2" ] || { echo "$1, wanted $2" && return 1; }; }
none() { ! grep -E "$1" "$2"; }
count() { grep -o "$1" "$folder/page" | wc -l; }

echo '1..5'
is 'the script comes to its end' grep -q 'data-charts="drawn"' "$folder/page"
is 'every specification is drawn' same "$(count '<figure class="chart chart-[a-z]* drawn"')" \
    "$(count 'class="chart-spec"')"
is 'there are charts' [ "$(count 'class="chart-spec"')" -gt 0 ]
is 'every drawing is a picture with a name' same \
    "$(count 'aria-roledescription="visualization" aria-label="[^"]')" \
    "$(count 'class="chart-spec"')"
is 'the browser refuses nothing and says no error' none 'CONSOLE' "$folder/log"
