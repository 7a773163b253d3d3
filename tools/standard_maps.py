"""Writes maps/standard.sql of the packs named: for each record a map of a sheet whose columns are its fields.

    python3 tools/standard_maps.py trust violence

Run it again after records change. Records come after those of the same pack that they refer to.
"""
import csv
import glob
import os
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
READERS = {
    "text": 'text_of("{n}")', "partial_date": 'text_of("{n}")', "reference": 'text_of("{n}")', "integer": 'integer_of("{n}")',
    "number": 'number_of("{n}")', "money": 'money_of("{n}")', "boolean": 'yes_no("{n}")', "date": 'date_of("{n}")',
    "datetime": 'datetime_of("{n}")', "code": "code_of(\"{n}\", '{c}')", "codes": "codes_of(\"{n}\", '{c}', ';')",
    "point": 'point_of("{n}_lon", "{n}_lat")', "polygon": '"{n}"',
}
HEAD = """-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.
"""


def records(pack):
    """{name: its lines}, each after those it refers to."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "packs", pack, "records", "*.csv"))):
        with open(path, encoding="utf-8") as file:
            found[os.path.basename(path)[:-4]] = list(csv.DictReader(file))
    ordered = {}

    def place(name, above):
        if name in ordered or name in above:
            return
        for line in found[name]:
            kind, _, target = line["type"].partition(":")
            if kind == "reference" and target in found:
                place(target, above | {name})
        ordered[name] = found[name]

    for name in found:
        place(name, set())
    return ordered


def standard_map(pack, name, lines):
    head, fields = lines[0], lines[1:]
    columns = []
    for f in fields:
        kind = f["type"].partition(":")[0]
        columns.append((READERS[kind].format(n=f["name"], c=f.get("codes") or f["name"]), f["name"]))
    width = max(len(expression) for expression, _ in columns)
    sample = os.path.exists(os.path.join(ROOT, "packs", pack, "sample", name + ".csv"))
    period = [f["name"] for f in fields if f.get("when") == "happened" and f["type"] in ("date", "datetime")]
    return "".join([
        f"\n-- map: standard_{name}\n-- title: {head['label']}: the standard sheet\n",
        f"-- title::es: {head['label::es']}: la hoja estándar\n-- reads: csv; or xlsx\n-- into: {name}\n",
        "-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy\n",
        f"-- period: {period[0]}\n" if period else "", f"-- sample: {name}.csv\n" if sample else "",
        "SELECT " + ",\n       ".join(f"{e.ljust(width)} AS {n}" for e, n in columns) + "\nFROM   source\n"])


for pack in sys.argv[1:]:
    os.makedirs(os.path.join(ROOT, "packs", pack, "maps"), exist_ok=True)
    with open(os.path.join(ROOT, "packs", pack, "maps", "standard.sql"), "w", encoding="utf-8") as out:
        out.write(HEAD)
        for name, lines in records(pack).items():
            out.write(standard_map(pack, name, lines))
