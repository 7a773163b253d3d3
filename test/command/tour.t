# A short life of a database, as a person at a terminal sees it.

$ ward init --db l.db --pack $SOURCE/test/command/pack --set zone=America/Chicago --set name=Riverton
ward: lamps 1: 1 records, 2 measures
ward: made l.db
$ ward init --db l.db --pack $SOURCE/test/command/pack
ward: l.db is there already
[1]
$ printf 'Lamp,Reported,Kind,Repaired,Watts\nL1,1/5/2026,LED,1/7/2026,60\nL2,1/6/2026,Sodium,,150\nL3,1/6/2026,sodum,,150\nL4,2/30/2026,LED,,60\nL5,1/9/2026,sodium,,\nL6,1/9/2026,sodium,1/9/2026,500\n' > a.csv
$ ward load --db l.db lamp_list a.csv --dry-run
ward: a.csv → lamp: 6 rows read, 4 new, 2 rejected, 1 warnings
ward:   rejected 1 × kind: is not in the code list lamp_kind (first in line 4). did you mean sodium? Or add the spelling to codes/lamp_kind.csv
ward:   rejected 1 × reported: ... (first in line 5). ...
ward:   warning 1 × watts: Lamp {lamp_id} has {watts} watts. (first in line 7). Check the number.
ward: a dry run: nothing was kept
$ ward load --db l.db lamps/lamp_list a.csv
ward: a.csv → lamp: 6 rows read, 4 new, 2 rejected, 1 warnings
...
ward: batch 2
ward: the rejected rows are in a.csv.rejects.csv
$ cut -d, -f1-2 a.csv.rejects.csv
line,field
4,"kind"
5,"reported"
$ ward load --db l.db lamp_list a.csv
ward: a.csv was loaded before, as batch 2: nothing changed (--again loads it anyway)
$ ward batches --db l.db --csv
...
2,...,a.csv,lamp_list,lamp,6,4,0,0,2,...
$ ward rejects --db l.db 2 | cut -f1-3
line	field	value
4	kind	sodum
5	reported	2/30/2026
$ ward check --db l.db --rows 5
severity	count	code	record	field	says	cure	key
warning	1	lamp.bright	lamp	watts	Lamp L6 has 500 watts.	Check the number.	L6
$ ward due --db l.db --as-of 2026-01-15 | cut -f1-3,5
due	state	clock	record
2026-01-13	overdue 2 days	lamp.repair	L2
2026-01-16	due in 1 day	lamp.repair	L5
$ ward explain --db l.db clock lamp.repair L2
...
...Works order 7...
...
$ ward due --db l.db --as-of 2026-01-15 --ics | head -2
BEGIN:VCALENDAR...
VERSION:2.0...
$ ward decide --db l.db lamp.replace
record	answer	means	missing
L1	false	keep	
L2	true	replace	
L5	unknown	unknown	Watts
L6	true	replace	
$ ward decide --db l.db lamp.replace L5
ward: L5: unknown
ward: not recorded: Watts
record	answer	part	ground	holds	law
L5	unknown	all of	It is a sodium lamp	true	Works order 9
L5	unknown	all of	It uses more than 100 watts	unknown	Works order 9
$ ward reconcile --db l.db lamp.reports 2>/dev/null
is	key	differs
only in a	L2	
only in a	L5	
$ ward measure --db l.db lamp.by_kind --csv | tr -d '\r'
group,events,low,high
LED,1,0.025317807984...,5.5716433909...
Sodium,3,0.61867212...,8.76727306974...
$ ward measure --db l.db lamp.by_kind --language es 2>/dev/null | cut -f1-2
group	events
LED	1
Sodio	3
$ ward measure --db l.db --as-of 2026-01-05 lamp.repaired 2>&1 | head -3
Share repaired

Share repaired: 0.0 % of 1 (95% interval 0.0 % to 79.3 %).
$ ward measure --db l.db lamp.by_knd
ward: there is no measure lamp.by_knd (did you mean lamp.by_kind?)
[1]
$ ward sql --db l.db 'SELECT lamp_id, watts FROM lamp WHERE watts > 100 ORDER BY 1'
lamp_id	watts
L2	150
L6	500
$ ward sql --db l.db 'SELECT wats FROM lamp'
ward: standard input:1: query given: no such column: wats (did you mean watts?)
[1]
$ ward sql --db l.db 'DELETE FROM lamp'
ward: ...
[1]
$ printf 'Lamp,Reported,Kind,Repaired,Watts\nL2,1/6/2026,Sodium,1/12/2026,150\n' > b.csv
$ ward load --db l.db lamp_list b.csv
ward: b.csv → lamp: 1 rows read, 0 new, 1 amended, 0 rejected, 0 warnings
ward: batch 3
$ ward history --db l.db lamp L2 | cut -f1,4,6-8
entry	kind	source	line	changed
2	load	a.csv	3	
3	load	b.csv	2	repaired
$ ward withdraw --db l.db 3
ward: say why with --why: the ledger keeps the reason
[2]
$ ward withdraw --db l.db 3 --why 'not repaired after all'
ward: batch 3 is withdrawn: 1 rows went into history
$ ward verify --db l.db
ward: the ledger and every table agree. Give the root to someone outside to keep.
entries	rows	root
4	6	...
$ ward backup --db l.db copy.db
ward: copy.db is a copy of l.db
$ ward restore copy.db --db l.db
ward: l.db is there already: --over puts the backup in its place
[1]
$ ward restore copy.db --db l.db --over
ward: l.db is restored from copy.db
$ ward sql --db l.db 'SELECT count(*) AS lamps FROM lamp'
lamps
4
$ ward set --db l.db suppress_below=10
key	value
name	Riverton
suppress_below	10
zone	America/Chicago
$ ward publish --db l.db out
ward: out: 0 tables, 1 withheld because their numbers are too small
$ ward report --db l.db -o r.html
ward: r.html: 1 programmes, 2 measures, ... bytes
$ grep -c 'http://[a-z]*\.[a-z]*/[^"]*\.js' r.html
0
[1]
