"""The sample city of Riverton: its calendar, its areas, and how its files and expected answers are written.

Everybody and everything in it is invented. Each script that uses this has a fixed seed, so that the same files
come out on every machine. The day of all questions is 31 January 2026.
"""
import calendar
import csv
import datetime
import os

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
AS_OF = datetime.date(2026, 1, 31)
AGENCY = "CA9990100"
ZONE = "America/Los_Angeles"

AREAS = [(f"A{i:02d}", name) for i, name in enumerate(
    ["Harbor", "Mill Creek", "Eastgate", "Old Town", "Northfield", "Riverside",
     "Sunset Park", "Cannery", "Orchard", "Westbrook", "Hillcrest", "Lakeview"], 1)]
WEST, SOUTH, WIDE, HIGH = -121.06, 37.57, 0.024, 0.018  # the corner of the grid of areas, and a cell


def district(area):
    """Three areas to a district, D1 to D4."""
    return f"D{(int(area[1:]) - 1) // 3 + 1}"


def corner(area):
    i = int(area[1:]) - 1
    return WEST + WIDE * (i % 4), SOUTH + HIGH * (i // 4)


def point_in(rng, area):
    x, y = corner(area)
    return round(x + WIDE * rng.uniform(0.05, 0.95), 4), round(y + HIGH * rng.uniform(0.05, 0.95), 4)


# ---- days -------------------------------------------------------------------------------------------------

def add_months(day, n):
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months(first, last):
    """The first days of the months from first to last."""
    out, day = [], first.replace(day=1)
    while day <= last:
        out.append(day)
        day = add_months(day, 1)
    return out


def nth(year, month, weekday, n):
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[n]


def federal_holidays(year):
    """Days off of the United States, as observed (5 USC 6103)."""
    fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)]
    days = {nth(year, 1, 0, 2), nth(year, 2, 0, 2), nth(year, 5, 0, -1), nth(year, 9, 0, 0), nth(year, 10, 0, 1), nth(year, 11, 3, 3)}
    for month, day in fixed:
        d = datetime.date(year, month, day)
        days.add(d + datetime.timedelta({5: -1, 6: 1}.get(d.weekday(), 0)))
    return days


HOLIDAYS = set().union(*(federal_holidays(y) for y in range(2015, 2036)))


def is_working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def next_working(day):
    while not is_working(day):
        day += datetime.timedelta(1)
    return day


def calendar_days(start, n):
    """A deadline in calendar days: the last day moves to the next working day."""
    return next_working(start + datetime.timedelta(n))


def business_days(start, n):
    day = start
    while n > 0:
        day += datetime.timedelta(1)
        n -= is_working(day)
    return day


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def between(rng, first, last):
    return first + datetime.timedelta(rng.randint(0, (last - first).days))


def known(d):
    """A day as text if it is not after the day of the questions; what comes later has not happened."""
    return d.isoformat() if d is not None and d <= AS_OF else ""


# ---- files ------------------------------------------------------------------------------------------------

class Pack:
    """Writes the sample files of a pack, and what the pack must answer."""

    def __init__(self, name):
        self.name, self.samples, self.expected = name, [], []

    def write(self, record, rows, bad=(), orphans=(), lost=None):
        """rows: dictionaries that must load; bad: rows that must be rejected, shuffled in at fixed places; orphans: rows that
        load although `lost` refers to a row that is not there, which is a problem to be listed."""
        rows, bad = list(rows) + list(orphans), list(bad)
        columns = self.columns(record)
        for row in rows + bad:
            stray = [c for c in row if c not in columns]
            if stray:
                raise SystemExit(f"{record} has no {stray[0]}")
        mixed = list(rows)
        for i, row in enumerate(bad):
            mixed.insert((i + 1) * len(rows) // (len(bad) + 1) + i, row)
        folder = os.path.join(ROOT, "packs", self.name, "sample")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, record + ".csv"), "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(columns)
            for row in mixed:
                out.writerow([text(row.get(c)) for c in columns])
        name = "standard_" + record
        self.samples.append((name, record + ".csv"))
        self.expect("map", name, "", "accepted", len(rows))
        self.expect("map", name, "", "rejected", len(bad))
        if orphans:
            self.check(f"{record}.{lost}.no_such_{self.target(record, lost)}", [next(iter(row.values())) for row in orphans])

    def columns(self, record):
        """The columns of the record's standard sheet: its fields, a point as two."""
        with open(os.path.join(ROOT, "packs", self.name, "records", record + ".csv"), encoding="utf-8") as file:
            fields = [(f["name"], f["type"]) for f in csv.DictReader(file)][1:]
        return [c for name, kind in fields for c in ((name + "_lon", name + "_lat") if kind == "point" else (name,))]

    def target(self, record, field):
        """The record that a field refers to."""
        with open(os.path.join(ROOT, "packs", self.name, "records", record + ".csv"), encoding="utf-8") as file:
            return next(f["type"].split(":")[1] for f in csv.DictReader(file) if f["name"] == field)

    def expect(self, kind, name, key, column, value):
        if isinstance(value, float):
            value = f"{value:.6g}"
        self.expected.append((kind, name, text(key), column, text(value)))

    def counts(self, measure, groups, column="events"):
        """groups: {group: number} of a measure that counts."""
        for group in sorted(groups):
            self.expect("measure", measure, group, column, groups[group])

    def shares(self, measure, groups):
        """groups: {group: (events, trials)}."""
        for group in sorted(groups):
            self.expect("measure", measure, group, "events", groups[group][0])
            self.expect("measure", measure, group, "trials", groups[group][1])

    def rates(self, measure, groups):
        for group in sorted(groups):
            self.expect("measure", measure, group, "events", groups[group][0])
            self.expect("measure", measure, group, "exposure", groups[group][1])

    def waits(self, measure, ended):
        """ended: {group: whether each has ended}, of a measure of waiting times."""
        for group in sorted(ended):
            self.expect("measure", measure, group, "n", len(ended[group]))
            self.expect("measure", measure, group, "events", sum(bool(e) for e in ended[group]))

    def clock(self, name, items, show=6):
        """items: (record, due day, met day or None). States how many are overdue, met and met late, and some dates."""
        state = {"overdue": 0, "met": 0, "met_late": 0}
        for record, due, met in items:
            if met is not None and met <= AS_OF:
                state["met" if met <= due else "met_late"] += 1
            elif due < AS_OF:
                state["overdue"] += 1
        for s in sorted(state):
            self.expect("clock", name, "", s, state[s])
        for record, due, met in items[:show]:
            self.expect("clock", name, record, "due", due.isoformat())

    def validity(self, name, items, show=6):
        """items: (record, last good day)."""
        self.expect("clock", name, "", "expired", sum(due < AS_OF for _, due in items))
        for record, due in items[:show]:
            self.expect("clock", name, record, "due", due.isoformat())

    def decision(self, name, answers, show=12):
        """answers: {record: True, False or None}."""
        for word, value in (("true", True), ("false", False), ("unknown", None)):
            self.expect("decision", name, "", word, sum(a is value for a in answers.values()))
        for record in list(answers)[:show]:
            self.expect("decision", name, record, "answer", {True: "true", False: "false", None: "unknown"}[answers[record]])

    def check(self, name, records):
        self.expect("check", name, "", "rows", len(set(records)))
        for record in sorted(set(records))[:6]:
            self.expect("check", name, record, "found", 1)

    def reconcile(self, name, a, b, same):
        """a, b: {key: compared values}; same: whether two values agree."""
        self.expect("reconcile", name, "", "only_a", len(a.keys() - b.keys()))
        self.expect("reconcile", name, "", "only_b", len(b.keys() - a.keys()))
        both = a.keys() & b.keys()
        self.expect("reconcile", name, "", "differ", sum(not same(a[k], b[k]) for k in both))
        self.expect("reconcile", name, "", "agree", sum(same(a[k], b[k]) for k in both))

    def end(self):
        folder = os.path.join(ROOT, "packs", self.name, "sample")
        with open(os.path.join(folder, "sample.csv"), "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["map", "file"])
            out.writerows(self.samples)
        folder = os.path.join(ROOT, "test", "packs", self.name)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "expected.csv"), "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["kind", "name", "key", "column", "expected"])
            by = groups_of(self.name) if os.path.exists(os.path.join(ROOT, "packs", self.name, "measures.sql")) else {}
            for kind, name, key, column, value in self.expected:
                if kind == "measure" and name in by:
                    key = label(by[name], key)
                out.writerow([kind, name, key, column, value])


def groups_of(pack):
    """{measure: the code list or record of its groups}, for answers show groups by their labels."""
    by, name = {}, None
    with open(os.path.join(ROOT, "packs", pack, "measures.sql"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("-- measure:"):
                name = line.split(":", 1)[1].strip()
            elif line.startswith("-- by:"):
                by[name] = line.split(":", 1)[1].strip()
    return by


def label(group, key):
    if group == "area":
        return dict(AREAS).get(key, key)
    for pack in os.listdir(os.path.join(ROOT, "packs")):
        path = os.path.join(ROOT, "packs", pack, "codes", group + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    if row["code"] == key:
                        return row["label"]
    return key


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


# ---- who lives there --------------------------------------------------------------------------------------

RACES = ["asian", "black", "hispanic", "white", "other"]
BANDS = [("0-17", 0.23), ("18-24", 0.11), ("25-34", 0.16), ("35-44", 0.14), ("45-64", 0.23), ("65+", 0.13)]
SEXES = ["female", "male"]


def population():
    """{(area, band, sex, race): people}; the same on every call."""
    import random
    rng = random.Random(20260131)
    people = {}
    for area, _ in AREAS:
        total = rng.randint(14000, 24000)
        mix = [rng.uniform(0.5, 1.5) * w for w in (0.12, 0.18, 0.34, 0.30, 0.06)]
        for race, share in zip(RACES, mix):
            for band, part in BANDS:
                for sex in SEXES:
                    people[area, band, sex, race] = round(total * share / sum(mix) * part / 2)
    return people


def band_of(age):
    for band, low, high in (("0-17", 0, 17), ("18-24", 18, 24), ("25-34", 25, 34), ("35-44", 35, 44), ("45-64", 45, 64)):
        if low <= age <= high:
            return band
    return "65+"


def officers():
    """The officers of the sample, the same on every call."""
    import random
    rng = random.Random(1)
    out = []
    for i in range(1, 181):
        hired = datetime.date(2000, 1, 3) + datetime.timedelta(rng.randint(0, 24 * 365))
        out.append({
            "officer_id": f"P{i:03d}", "agency": AGENCY, "badge": str(1000 + rng.randint(0, 8999)),
            "rank": rng.choices(["officer", "detective", "sergeant", "lieutenant", "captain"], [70, 14, 11, 4, 1])[0],
            "sex": rng.choices(["male", "female"], [83, 17])[0],
            "race": rng.choices(RACES, [8, 12, 26, 50, 4])[0],
            "birth_year": hired.year - rng.randint(22, 34),
            "languages": rng.choice(["en", "en", "en", "en;es", "en;vi"]),
            "full_time": rng.random() > 0.03, "hired_on": hired.isoformat(), "left_on": "",
        })
    return out
