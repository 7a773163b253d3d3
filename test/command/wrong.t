# What is asked wrongly is said with the cure, and the status is 2; what fails, 1.

$ ward
ward ...
...
$ ward mesure
ward: there is no command mesure (did you mean measure?); see ward help
[2]
$ ward load
ward: ward load needs MAP (the map, as NAME or PACK/NAME); see ward load --help
[2]
$ ward load x y --dry-rn
ward: load has no option --dry-rn (did you mean --dry-run?); see ward load --help
[2]
$ ward due --as-of yesterday
ward: --as-of is "yesterday": expected a day such as 2026-01-31
[2]
$ ward due --as-of
ward: --as-of needs DATE (ask of this day: only what was true then (today))
[2]
$ ward due
ward: there is no database ward.db: make one with `ward init --db ward.db`
[1]
$ ward init
ward: say which packs: ward init --pack trust --pack violence
[2]
$ ward init --pack trsut
ward: there is no pack trsut (did you mean trust?); packs: ...
[1]
$ echo text > x.db
$ ward verify --db x.db
ward: ...x.db is not a ward database, or is damaged...
[1]
$ ward init --db l.db --pack $SOURCE/test/command/pack --set zone=America/Chicgo
ward: ...America/Chicgo...
[1]
$ ls
x.db
$ ward init --db l.db --pack $SOURCE/test/command/pack --set colour=red
ward: making l.db: there is no setting colour...
[2]
$ ward look nothing.csv
ward: ...nothing.csv...
[1]
$ ward load --help | head -3
Load files through a map

Usage: ward load [options] MAP FILE …
$ for c in $(ward help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do ward $c --help >/dev/null && ward man $c | grep -q '^.SH NAME' || echo "no help for $c"; done
$ ward man load | head -3
.TH WARD-load 1
.SH NAME
ward-load \- Load files through a map
$ ward version
ward 0.1.0
