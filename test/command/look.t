# A file from a city nobody here has seen: a title above the header, names of its own, a wrong code.

$ printf 'City of Springfield - Stops,,,\nGenerated 3/1/2026,,,\nStop ID,Stop Date/Time,Driver Race,Was Searched?\nS-1,12/31/2025 23:10,Black,Y\nS-2,1/2/2026 8:05,White,N\nS-3,1/3/2026 9:15,Martian,N\n' > odd.csv
$ ward look odd.csv -o odd.html --pack trust
ward: no map fits this file; it looks like Stop (stop)
ward:   guessed: "Stop ID" → stop_id (name fits 100%; 3 of 3 values differ)
...
ward:   guessed: "Stop Date/Time" → started (...m/d/yyyy h:mm...)
...
ward: odd.csv → stop: 3 rows read, 2 new, 1 rejected, 0 warnings
...
ward: odd.html: 1 programmes, ... measures, ... bytes
$ ward map suggest trust/stop odd.csv | head -5
-- map: my_map
-- title: A proposed map into Stop
-- note: proposed from names and values; read each line before you trust it
-- reads: csv, skip junk
-- into: stop
$ printf 'a,b\n1,2\n' > nothing.csv
$ ward look nothing.csv
ward: nothing.csv: no record of the packs looks like this file; propose one with ward map suggest RECORD nothing.csv
[1]
