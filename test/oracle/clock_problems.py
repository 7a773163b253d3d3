#!/usr/bin/env python3
"""Deadlines counted the slow way: day by day, minute by minute, on fingers. Shares no code with src/clock.

    python3 clock_problems.py make > ../clock/problems.csv      600 random problems with their answers
    python3 clock_problems.py check ../clock/by_hand.csv        counts the problems written by hand again

A rule is written as `key: value` joined by ` | `; times, facts and pauses as in test/clock/problems_test.c.
An answer lists each reading: its day or moment, `closes DAY`, `grace DAY`; ` / ` between, `*` at the strictest;
`paused` where nothing runs, `refused` where the rule leaves the choice to a person."""
import csv
import random
import re
import sys
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

ONE = timedelta(days=1)


# -- calendars ---------------------------------------------------------------------------------------------

def nth(year, month, weekday, n):
    days = [date(year, month, d) for d in range(1, 32)
            if valid(year, month, d) and date(year, month, d).weekday() == weekday]
    return days[n - 1] if n > 0 else days[n]


def valid(year, month, day):
    try:
        date(year, month, day)
        return True
    except ValueError:
        return False


def observed(d):
    return d - ONE if d.weekday() == 5 else d + ONE if d.weekday() == 6 else d


@lru_cache(None)
def federal(year):
    """Holidays of 5 USC 6103 as they stood in each year since 1960, on the days they are kept."""
    fixed = [(1, 1), (7, 4), (12, 25)]
    if year >= 2021:
        fixed.append((6, 19))
    if not 1971 <= year <= 1977:
        fixed.append((11, 11))
    if year < 1971:
        fixed += [(2, 22), (5, 30)]
    days = {observed(date(year, m, d)) for m, d in fixed} | {nth(year, 9, 0, 1), nth(year, 11, 3, 4)}
    if year >= 1971:
        days |= {nth(year, 2, 0, 3), nth(year, 5, 0, -1), nth(year, 10, 0, 2)}
    if 1971 <= year <= 1977:
        days.add(nth(year, 10, 0, 4))
    if year >= 1986:
        days.add(nth(year, 1, 0, 3))
    return days


def easter(year):
    """Gauss's rule with the corrections for the Gregorian calendar."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    p = (13 + 8 * k) // 25
    m = (15 - p + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


@lru_cache(None)
def state(year):
    """An invented state: federal days but Columbus Day, and Lincoln, Good Friday, the day after Thanksgiving."""
    days = federal(year) - {nth(year, 10, 0, 2)}
    return days | {observed(date(year, 2, 12)), easter(year) - 2 * ONE, nth(year, 11, 3, 4) + ONE,
                   date(2025, 1, 9)}


def off(calendar, d):
    if calendar == "state" and d == date(2026, 2, 14):
        return False  # a Saturday made a working day
    if d.weekday() >= 5:
        return True
    if calendar == "weekends":
        return False
    table = federal if calendar == "federal" else state
    return any(d in table(y) for y in (d.year - 1, d.year, d.year + 1))


# -- reading -----------------------------------------------------------------------------------------------

def read_count(text):
    text, _, _ = text.partition(", reading ")  # a citation may have commas of its own
    parts = [p.strip() for p in text.split(",")]
    count = {"months": 0, "days": 0, "minutes": 0, "unit": "calendar", "start": None, "when": None,
             "unless": False, "with": False}
    for piece in parts[0].split(" and "):
        n, unit = re.fullmatch(r"(\d+) (.*?)s?", piece).groups()
        n = int(n)
        if unit in ("month", "year"):
            count["months"] += n * (12 if unit == "year" else 1)
        elif unit in ("hour", "minute"):
            count["minutes"] += n * (60 if unit == "hour" else 1)
            count["unit"] = "time"
        else:
            count["days"] += n * (7 if unit == "week" else 1)
            count["unit"] = {"business day": "business", "federal working day": "federal"}.get(unit, "calendar")
    for clause in parts[1:]:
        if clause == "days off skipped":
            count["unit"] = "working time"
        elif clause.startswith("from "):
            count["start"] = clause[5:]
        elif clause.startswith(("when ", "unless ")):
            word, count["when"] = clause.split()
            count["unless"] = word == "unless"
        elif clause == "with the period":
            count["with"] = True
        else:
            raise ValueError(clause)
    return count


def read_rule(text):
    rule = {"kind": "deadline", "start": "the day after", "instead": [], "served": {}, "before": "no"}
    for line in text.split(" | "):
        key, value = line.split(": ", 1)
        if key == "instead":
            rule["instead"].append(read_count(value))
        elif key == "served":
            how, value = value.split(": ", 1)
            rule["served"][how] = read_count(value)
        elif key in ("count", "closes", "grace"):
            rule[key] = read_count(value)
        else:
            rule[key] = value
    if rule["count"]["start"]:
        rule["start"] = rule["count"]["start"]
    return rule


def read_time(text):
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day_of(t, zone):
    return t.astimezone(zone).date() if isinstance(t, datetime) else t


def starts(d, zone):
    return datetime(d.year, d.month, d.day, tzinfo=zone).astimezone(timezone.utc)


# -- counting ----------------------------------------------------------------------------------------------

class Paused(Exception):
    pass


class Refused(Exception):
    pass


class Problem:
    def __init__(self, row):
        self.rule = read_rule(row["rule"])
        self.zone = ZoneInfo(row["zone"])
        self.trigger = read_time(row["trigger"])
        self.day = day_of(self.trigger, self.zone)
        self.calendar = row["calendar"]
        self.facts = dict(f.split("=") for f in row["facts"].split())
        self.served = row["served"]
        self.pauses = []
        for p in filter(None, row["pauses"].split(";")):
            first, last = p.strip().split(" ")[0].split("..")
            self.pauses.append((read_time(first), read_time(last) if last else None))
        self.back = self.rule["before"] == "yes"

    def off(self, unit, d):
        return off("federal" if unit == "federal" else self.calendar, d)

    def paused(self, d):
        for first, last in self.pauses:
            if d < day_of(first, self.zone):
                continue
            if last is None:
                raise Paused
            if isinstance(last, datetime) and d < day_of(last, self.zone) or not isinstance(last, datetime) and d <= last:
                return True
        return False

    def walk(self, unit, d, n, include):
        """The nth day from d that counts."""
        step = -ONE if self.back else ONE
        at, seen, first = d, 0, True
        while seen < n:
            if not (first and include):
                at += step
            first = False
            counts = unit == "calendar" or not self.off(unit, at)
            if self.paused(at) or not counts:
                continue
            seen += 1
        return at

    def months(self, d, months):
        m = d.year * 12 + d.month - 1 + (-months if self.back else months)
        year, month = divmod(m, 12)
        month += 1
        if valid(year, month, d.day):
            return date(year, month, d.day), False
        leap = (d.month, d.day) == (2, 29)
        way = self.rule.get("leap day" if leap and "leap day" in self.rule else "month end", "clamp")
        if way == "refuse":
            raise Refused
        last = max(x for x in range(28, 32) if valid(year, month, x))
        return (date(year, month, last), True) if way == "clamp" else (date(year, month, last) + ONE, False)

    def span(self, count, d, include):
        step = -ONE if self.back else ONE
        end, clamped = self.months(d, count["months"])
        end += step * count["days"]
        if include and not (clamped and not self.back and not count["days"]):
            end -= step
        if self.back:
            return end
        first, owed = d if include else d + ONE, 0
        while first <= end:
            owed += self.paused(first)
            first += ONE
        while owed:
            end += ONE
            owed -= not self.paused(end)
        return end

    def count(self, count, d, include):
        if count["months"]:
            return self.span(count, d, include)
        return self.walk(count["unit"], d, count["days"], include)

    def roll(self, unit, d):
        way = self.rule.get("falls on a day off")
        if way is None:
            moves = self.rule["kind"] in ("deadline", "window_close") and not self.back and unit == "calendar"
            way = "next working day" if moves else "stays"
        while way != "stays" and self.off(unit, d):
            d += ONE if way.startswith("next") else -ONE
        return d

    def days(self, count, start):
        short = int(re.sub(r"\D", "", self.rule.get("short period", "0")))
        if count["unit"] == "calendar" and not count["months"] and count["days"] < short:
            count = dict(count, unit="business")
        include = start == "the day of"
        more = self.rule["served"].get(self.served)
        if more and more["with"] and more["unit"] == count["unit"]:
            count = dict(count, days=count["days"] + more["days"])
        end = self.count(count, self.day, include)
        if more and more["with"] and more["unit"] != count["unit"]:
            end = self.count(more, end, False)
        end = self.roll(count["unit"], end)
        if more and not more["with"]:
            end = self.roll(count["unit"], self.count(more, end, False))
        if self.rule.get("opens") == "the day after the last day":
            end += ONE
        return end

    def stopped(self, unit, t):
        for first, last in self.pauses:
            a = first if isinstance(first, datetime) else starts(first, self.zone)
            if t < a:
                continue
            if last is None:
                raise Paused
            b = last if isinstance(last, datetime) else starts(last + ONE, self.zone)
            if t < b:
                return True
        return unit == "working time" and self.off("business", t.astimezone(self.zone).date())

    def minutes(self, count):
        late = self.rule["kind"] in ("window_open", "min_retain")
        t = self.trigger if isinstance(self.trigger, datetime) else starts(self.day + ONE if late else self.day, self.zone)
        t = t.astimezone(timezone.utc)
        if self.back:
            return t - timedelta(minutes=count["minutes"])
        left = count["minutes"]
        while left:
            left -= not self.stopped(count["unit"], t)
            t += timedelta(minutes=1)
        return t

    def one(self, count, start):
        if "time" in count["unit"]:
            t = self.minutes(count)
            return t, t.astimezone(self.zone).isoformat()
        d = self.days(count, start)
        t = starts(d if self.rule["kind"] == "window_open" else d + ONE, self.zone)
        text = str(d)
        if "closes" in self.rule:
            closes = self.rule["closes"]
            end = self.count(closes, self.day, start == "the day of")
            text += f" closes {self.roll(closes['unit'], end)}"
        if "grace" in self.rule:
            grace = self.rule["grace"]
            plain = Problem.__new__(Problem)
            plain.__dict__ = dict(self.__dict__, pauses=[], back=False)
            text += f" grace {plain.walk(grace['unit'], d, grace['days'], False)}"
        return t, text

    def readings(self):
        first, more, decided = self.rule["count"], [], False
        for other in self.rule["instead"]:
            if other["when"] is None:
                more.append(other)
                continue
            fact = self.facts.get(other["when"], "unknown")
            if decided or fact == ("yes" if other["unless"] else "no"):
                continue
            if fact == "unknown":
                more.append(other)
            else:
                first, decided = other, True
        return [first] + more

    def answer(self):
        found = []
        try:
            for count in self.readings():
                try:
                    found.append(self.one(count, count["start"] or self.rule["start"]))
                except Paused:
                    found.append((datetime.max.replace(tzinfo=timezone.utc), "paused"))
        except Refused:
            return "refused"
        late = self.rule["kind"] in ("window_open", "min_retain")
        times = [t for t, _ in found]
        strict = times.index(max(times) if late else min(times))
        return " / ".join(text + ("*" if i == strict else "") for i, (_, text) in enumerate(found))


# -- problems ----------------------------------------------------------------------------------------------

COLUMNS = ["id", "rule", "trigger", "facts", "pauses", "served", "zone", "calendar", "answer", "why"]
ZONES = ["America/Chicago", "America/New_York", "America/Los_Angeles", "America/Phoenix", "UTC"]
pick = random.choice
between = random.randint


def some_day():
    if random.random() < 0.35:  # near what is hard: month ends, leap days, year ends, changes of the clock
        base = pick([date(2024, 2, 29), date(2023, 12, 31), date(2025, 1, 31), date(2026, 3, 8),
                     date(2026, 11, 1), date(2027, 12, 31), date(2028, 2, 28), date(2022, 6, 19),
                     date(2026, 7, 3), date(2021, 12, 24), date(2096, 2, 29), date(2025, 11, 27)])
        return base + timedelta(days=between(-3, 3))
    return date(2000, 1, 1) + timedelta(days=between(0, 40000))


def nth_day(d, n):
    return d.replace(month=pick([1, 3, 5, 7, 8, 10, 12]), day=n)


def some_time(zone, d):
    local = datetime(d.year, d.month, d.day, between(0, 23), pick([0, 15, 30, 59]))
    return local.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone)).isoformat()


def days_count(unit=None):
    unit = unit or pick(["calendar", "business", "federal working"])
    n = pick([0, 1, 2, 3, 5, 7, 10, 14, 15, 20, 21, 30, 45, 60, 90, 120, 180, 364])
    return f"{n} {unit} day" + ("" if n == 1 else "s")


def month_count():
    n = pick([1, 1, 3, 6, 12, 12, 13, 18, 24, 25, 36, 47, 48, 60])
    if n % 12 == 0:
        text = f"{n // 12} year" + ("s" if n > 12 else "")
    else:
        text = f"{n} month" + ("s" if n > 1 else "")
    return text + (" and 1 day" if random.random() < 0.15 else "")


def pauses(zone, d, timed):
    made = []
    for _ in range(between(1, 3)):
        first = d + timedelta(days=between(-5, 40))
        last = first + timedelta(days=between(0, 20))
        if timed:
            first, last = sorted([some_time(zone, first), some_time(zone, last)], key=datetime.fromisoformat)
        made.append(f"{first}..{last} {pick(['appeal', 'hearing', 'storm'])}")
    if random.random() < 0.2:
        made.append(f"{d + timedelta(days=between(0, 60))}.. abroad")
    return "; ".join(made)


def problem(feature):
    row = dict.fromkeys(COLUMNS, "")
    row.update(zone=pick(ZONES), calendar=pick(["federal", "state", "weekends"]), why=feature)
    d = some_day()
    if feature == "months" and random.random() < 0.6:
        d = pick([date(2024, 2, 29), date(2028, 2, 29), nth_day(d, between(29, 31))])
    row["trigger"] = str(d) if random.random() < 0.7 else some_time(row["zone"], d)
    rule = {"count": days_count()}
    if random.random() < 0.3:
        rule["start"] = "the day of"
    if random.random() < 0.6:
        rule["falls on a day off"] = pick(["stays", "next working day", "previous working day"])
    if feature == "months":
        rule["count"] = month_count()
        if random.random() < 0.5:
            rule["month end"] = pick(["clamp", "next day", "refuse"])
        if random.random() < 0.5:
            rule["leap day"] = pick(["clamp", "next day", "refuse"])
    if feature == "short":
        rule["count"] = days_count("calendar")
        rule["short period"] = f"under {pick([7, 8, 11])} days"
    if feature == "before":
        rule["before"] = "yes"
        if random.random() < 0.4:
            rule["count"] = month_count()
    if feature == "kind":
        rule["kind"] = pick(["window_open", "window_close", "max_hold", "min_retain", "max_retain", "validity", "review"])
        if rule["kind"] == "window_open":
            rule["opens"] = pick(["on the last day", "the day after the last day"])
            if random.random() < 0.5:
                rule["closes"] = days_count()
    if feature == "grace":
        rule["grace"] = days_count()
    if feature == "served":
        rule["served"] = f"mail: {days_count()}" + pick(["", ", with the period"])
        row["served"] = pick(["mail", "mail", "hand", ""])
    if feature == "instead":
        lines = [f"{days_count()}, {pick(['when', 'unless'])} {f}" for f in ("detained", "minor")][: between(1, 2)]
        if random.random() < 0.3:
            lines.append(f"{days_count()}, reading another, older text")
        rule["instead"] = " | instead: ".join(lines)
        row["facts"] = " ".join(f"{f}={pick(['yes', 'no', 'unknown'])}" for f in ("detained", "minor") if random.random() < 0.8)
    if feature in ("hours", "working hours", "paused hours"):
        rule = {"count": pick(["24 hours", "48 hours", "72 hours", "96 hours", "90 minutes", "120 hours", "6 hours"])}
        if feature == "working hours" or feature == "paused hours" and random.random() < 0.5:
            rule["count"] += ", days off skipped"
        if feature == "hours" and random.random() < 0.3:
            rule["kind"] = pick(["max_hold", "window_open", "min_retain"])
        if feature == "hours" and random.random() < 0.2:
            rule["before"] = "yes"
        if random.random() < 0.85:
            row["trigger"] = some_time(row["zone"], d)
    if feature == "paused":
        if random.random() < 0.3:
            rule["count"] = month_count()
        row["pauses"] = pauses(row["zone"], d, random.random() < 0.3)
    if feature == "paused hours":
        row["pauses"] = pauses(row["zone"], d, random.random() < 0.6)
    row["rule"] = " | ".join(f"{k}: {v}" for k, v in rule.items())
    row["answer"] = Problem(row).answer()
    return row


def make():
    random.seed(20260131)
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    features = ["days"] * 3 + ["months"] * 3 + ["short", "before", "kind", "kind", "grace", "served", "instead",
                                             "hours", "working hours", "paused", "paused", "paused hours"]
    for i in range(600):
        row = problem(features[i % len(features)])
        row["id"] = f"r{i + 1}"
        out.writerow(row)


def check(path):
    wrong = 0
    for row in csv.DictReader(open(path, encoding="utf-8")):
        answer = Problem(row).answer()
        if answer != row["answer"]:
            wrong += 1
            print(f"{row['id']}: {row['rule']}; {row['trigger']}: {answer}, on file {row['answer']}")
    print(f"{wrong} differ")
    return wrong != 0


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make()
    else:
        sys.exit(check(sys.argv[2]))
