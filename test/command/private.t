# Days that nobody records: pages on which people count them in their own browser.

$ ward init --db p.db --pack $SOURCE/packs/welcome --set state=CA
...
ward: made p.db
$ ward private --db p.db pages
ward: pages: 14 clocks in 2 languages
$ ls pages
en.html
es.html
$ grep -c "<section>" pages/en.html pages/es.html
pages/en.html:14
pages/es.html:14
# Nothing is asked of any server, and nothing can be sent.
$ grep -ciE "https?:|<form|fetch|XMLHttp|localStorage|cookie|sendBeacon" pages/en.html pages/es.html
pages/en.html:0
pages/es.html:0
[1]
$ grep -o "default-src 'none'" pages/es.html
default-src 'none'
$ grep -o '<html lang="[a-z]*"' pages/en.html pages/es.html
pages/en.html:<html lang="en"
pages/es.html:<html lang="es"
# They are in no list of what is due.
$ ward due --db p.db private.u_status
ward: clock private.u_status is private: nobody's day is on record; ward private writes the page on which people count it themselves
[2]
$ ward due --db p.db | grep -c private.
0
[1]
# A private clock reads no record, and counts only what a browser can.
$ mkdir -p odd && printf '{"name":"odd","title":"Odd","title::es":"Odd","version":"1"}' > odd/pack.json
$ printf -- '-- clock: odd.one\n-- title: One\n-- asks: A day\n-- count: 5 business days\nSELECT 1 AS record\n' > odd/clocks.sql
$ ward pack check odd 2>&1 | cut -f1,2,3 | grep private
odd/clocks.sql	1	clock odd.one is private (it has `-- asks:`): it reads no record, so it has no query, no `on` and no `rules`
odd/clocks.sql	1	clock odd.one is private: it counts calendar days, weeks, months or years from one day, and its last day stays where it falls (`-- falls on a day off: stays`)
$ ward init --db l.db --pack $SOURCE/test/command/pack --set zone=America/Chicago
...
ward: made l.db
$ ward private --db l.db pages
ward: no pack has a clock with `-- asks:`
[1]
