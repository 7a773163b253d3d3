"""Writes packs/justice/sample and what the pack must say of it.

Planted: Black residents are arrested and held more often; text reminders go out by lot from 2025 and cut missed
appearances; technical violations fill the jail; prison education lowers rearrest; a summer job drawn by lot from a
published seed cuts arrests for violence; charges of six states that can be cleared, cannot, or cannot be known.
"""
import datetime
import hashlib
import math
import random
import statistics
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

import riverton as r

rng = random.Random(9)
pack = r.Pack("justice")
D = datetime.date
DAY = datetime.timedelta(1)
HOUR = datetime.timedelta(hours=1)
ZONE = ZoneInfo(r.ZONE)
LAST = D(2026, 1, 26)  # events end here, so that nothing is due within hours of the questions
NOON = datetime.datetime(2026, 1, 31, 12)


def at(day, minute):
    return datetime.datetime(day.year, day.month, day.day, minute // 60, minute % 60)


def stamp(moment):
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def hours(a, b):
    return (b.replace(tzinfo=ZONE).timestamp() - a.replace(tzinfo=ZONE).timestamp()) / 3600


def poisson(mean):
    limit, k, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        k, product = k + 1, product * rng.random()
    return k


def iso(row):
    return {k: (v.isoformat() if isinstance(v, D) and not isinstance(v, datetime.datetime) else stamp(v) if isinstance(v, datetime.datetime) else v) for k, v in row.items()}


def clock_hours(name, items, show=6):
    state = Counter({"overdue": 0, "met": 0, "met_late": 0})
    for _, start, n, met in items:
        state["overdue" if met is None else "met" if hours(start, met) <= n else "met_late"] += 1
    for s in sorted(state):
        pack.expect("clock", name, "", s, state[s])
    for record, start, n, _ in items[:show]:
        pack.expect("clock", name, record, "due", datetime.datetime.fromtimestamp(start.replace(tzinfo=ZONE).timestamp() + 3600 * n, ZONE).date().isoformat())


def past(d):
    return d if d is not None and d <= r.AS_OF else None


# ---- arrests, cases, charges, sentences, custody ----------------------------------------------------------

people = {}
for i in range(1, 1201):
    people[f"P{i:05d}"] = dict(race=rng.choices(r.RACES, [6, 32, 36, 22, 4])[0], sex=rng.choices(["male", "female"], [79, 21])[0], born=D(1955, 1, 1) + rng.randint(0, 54 * 365) * DAY)
OFFENSES = {"felony": ["13A", "120", "220", "35A", "520", "290"], "misdemeanor": ["13B", "23F", "35A", "90J", "290", "90C"], "infraction": ["90C", "90Z"]}
arrests, cases, charges, events, sentences, bookings = [], [], [], [], [], []
for month in r.months(D(2023, 1, 1), LAST):
    for _ in range(poisson(44)):
        day = r.between(rng, month, min(r.month_end(month), LAST))
        person = rng.choice(list(people))
        p = people[person]
        age = day.year - p["born"].year - ((day.month, day.day) < (p["born"].month, p["born"].day))
        level = rng.choices(["felony", "misdemeanor", "infraction"], [34, 60, 6])[0]
        arrests.append(dict(person=person, arrested=at(day, rng.randint(0, 1439)), level=level, age=age, race=p["race"], sex=p["sex"]))
arrests.sort(key=lambda x: x["arrested"])
for n, x in enumerate(arrests, 1):
    x["arrest_id"] = f"AR{n:05d}"
    day = x["arrested"].date()
    x["agency"], x["area"], x["offense"] = r.AGENCY, rng.choice(r.AREAS)[0], rng.choice(OFFENSES[x["level"]])
    x["ethnicity"] = "hispanic" if x["race"] == "hispanic" else "not_hispanic" if rng.random() < 0.9 else "unknown"
    x["manner"] = rng.choices(["custody", "on_view", "summoned"], [62, 18, 20])[0]
    x["warrant"] = rng.random() < 0.2
    found = x["arrested"] + rng.randint(6, 52) * HOUR if rng.random() < 0.93 else None
    x["probable_cause_at"] = found if x["manner"] != "summoned" and not x["warrant"] else None
    youth = x["age"] < 18
    x["diverted"] = rng.random() < (0.45 if x["race"] == "white" else 0.3) if youth else rng.random() < 0.05
    x["charged"] = not x["diverted"] and rng.random() < 0.8
    x["sealed"] = False
    if not x["charged"]:
        charges.append(dict(arrest=x["arrest_id"], case_number="", person=x["person"], state="CA", level=x["level"], offense=x["offense"], arrested_on=day, filed_on=None, no_proceeding=True, disposition="", disposed_on=None))
    else:
        filed = day + rng.randint(0, 5) * DAY
        federal = x["level"] == "felony" and rng.random() < 0.06
        dark = x["race"] in ("black", "hispanic")
        held = x["level"] == "felony" and rng.random() < (0.5 if dark else 0.36) or x["level"] == "misdemeanor" and rng.random() < (0.16 if dark else 0.1)
        release = "held" if held else rng.choices(["own", "supervised", "bail"], [52, 20, 28])[0]
        reminded = filed >= D(2025, 1, 1) and rng.random() < 0.5
        missed = poisson(0.17 if reminded else 0.27) if not held else 0
        first = filed + rng.randint(0, 3) * DAY
        arraigned = first + rng.randint(3, 25) * DAY
        closed = arraigned + round(rng.lognormvariate(4.2, 0.8)) * DAY
        tried = rng.random() < 0.06
        trial = closed - rng.randint(1, 6) * DAY if tried else None
        trial = trial if trial and trial > arraigned else None
        excluded = arraigned + rng.randint(2, 10) * DAY if rng.random() < 0.15 else None
        ends = excluded + rng.randint(5, 40) * DAY if excluded else None
        if excluded and (closed <= ends or ends > r.AS_OF):
            excluded = ends = None
        closed = past(closed)
        disposition = (rng.choice(["trial", "acquitted", "trial"]) if trial else rng.choices(["plea", "dismissed", "diverted"], [58, 30, 12])[0]) if closed else ""
        new = past(filed + rng.randint(10, 120) * DAY) if not held and rng.random() < 0.09 else None
        cases.append(dict(case_number=f"K{n:05d}", arrest=x["arrest_id"], person=x["person"], court="federal" if federal else "juvenile" if youth else "superior" if x["level"] == "felony" else "lower",
                          filed_on=filed, level=x["level"], in_custody=held, release_kind=release, released_on=None if held else past(first + rng.randint(0, 4) * DAY), bail_amount=rng.choice([1000, 5000, 10000, 25000]) if release == "bail" else "",
                          counsel_on=past(first), first_appearance_on=past(first), indicted_on=past(filed + rng.randint(0, 40) * DAY) if federal else None, arraigned_on=past(arraigned), trial_on=past(trial),
                          excluded_from=excluded, excluded_to=ends, closed_on=closed, disposition=disposition, missed_appearances=missed, reminded=reminded, new_arrest_on=new, race=x["race"], sex=x["sex"], juvenile=youth))
        convicted = disposition in ("plea", "trial")
        long = x["level"] == "felony"
        owed = rng.choice([0, 0, 0, 50000, 120000])
        sentenced = closed + rng.randint(0, 20) * DAY if convicted else None
        sentenced = past(sentenced)
        custody = convicted and sentenced and rng.random() < (0.55 if long else 0.2)
        length = rng.choice([365, 540, 730, 1095, 1825]) if long else rng.choice([10, 30, 60, 120])
        charges.append(dict(arrest=x["arrest_id"], case_number=f"K{n:05d}", person=x["person"], state="CA", level=x["level"], offense=x["offense"], arrested_on=day, filed_on=filed, no_proceeding=False, disposition=disposition,
                            disposed_on=closed, probation=bool(convicted and not custody), revoked=convicted and rng.random() < 0.1, sentenced_on=sentenced,
                            released_on=past(sentenced + length * DAY) if custody else None, supervision_ended_on=past(sentenced + 365 * DAY) if convicted and sentenced and not custody else None,
                            completed_on=past(sentenced + (length if custody else 365) * DAY) if sentenced else None, serious=x["offense"] in ("13A", "120", "220"), violent=x["offense"] in ("13A", "120"),
                            restitution_owed=owed, restitution_paid=owed if rng.random() < 0.7 else owed // 2))
        if sentenced:
            sentences.append(dict(charge=len(charges) - 1, person=x["person"], sentenced_on=sentenced, kind=("prison" if length > 365 else "jail") if custody else rng.choices(["probation", "community", "fine"], [70, 18, 12])[0],
                                  days=length if custody else 365, mandatory_minimum=long and rng.random() < 0.2, served=min(length, (r.AS_OF - sentenced).days) if custody else 0, race=x["race"], sex=x["sex"]))
        step = arraigned
        while step < (closed or r.AS_OF) and step < r.AS_OF:
            events.append(dict(case_number=f"K{n:05d}", kind="motion" if step > arraigned else "arraignment", scheduled_on=step, held_on=step, outcome=rng.choices(["held", "continued_defense", "continued_state", "continued_court", "missed"], [58, 16, 10, 10, 6])[0]))
            step += rng.randint(20, 60) * DAY
    if x["manner"] == "custody":
        admitted = x["arrested"] + rng.randint(1, 5) * HOUR
        stay = rng.expovariate(1 / (30 if x["level"] == "felony" else 5)) + 0.3
        out = admitted + datetime.timedelta(minutes=round(1440 * stay))
        bookings.append(dict(arrest=x["arrest_id"], person=x["person"], facility="jail", admitted=admitted, reason="new_charge", status="pretrial", released=out if out.date() <= LAST else None, offense=x["offense"], race=x["race"],
                             ethnicity=x["ethnicity"], sex=x["sex"], age=x["age"], expected=None))
# charges of other states, each planted with what clearance must say
PLANTED = []


def plant(answer, **c):
    base = dict(arrest="", case_number="", person=f"X{len(PLANTED) + 1:04d}", no_proceeding=False, disposition="plea", offense="23F", excluded=False, registrable=False, serious=False, violent=False, restitution_owed=0, restitution_paid=0)
    base.update(c)
    base.setdefault("filed_on", base.get("arrested_on"))
    PLANTED.append((base, answer))


old = dict(arrested_on=D(2014, 2, 3), filed_on=D(2014, 2, 5), disposed_on=D(2014, 6, 2), sentenced_on=D(2014, 6, 2), completed_on=D(2015, 6, 2))
new = dict(arrested_on=D(2022, 2, 3), filed_on=D(2022, 2, 5), disposed_on=D(2022, 6, 2), sentenced_on=D(2022, 6, 2), completed_on=D(2023, 6, 2))
plant(True, state="PA", level="misdemeanor", max_days=365, **old)
plant(False, state="PA", level="misdemeanor", max_days=365, **new)
plant(None, state="PA", level="misdemeanor", **old)  # nobody wrote the most severe penalty
plant(False, state="PA", level="misdemeanor", max_days=1825, **old)
plant(False, state="PA", level="misdemeanor", max_days=365, **dict(old, restitution_owed=500, restitution_paid=100))
plant(None, state="PA", level="misdemeanor", max_days=365, **dict(old, restitution_owed=None))
plant(True, state="PA", level="infraction", **old)
plant(True, state="PA", level="misdemeanor", **dict(new, disposition="dismissed"))
plant(True, state="PA", level="felony", **dict(old, pardoned_on=D(2024, 5, 5)))
plant(True, state="MI", level="misdemeanor", max_days=90, **old)
plant(True, state="MI", level="misdemeanor", max_days=93, **old)
plant(False, state="MI", level="misdemeanor", max_days=93, person="XM", **old)
plant(False, state="MI", level="misdemeanor", max_days=93, person="XM", **new)
plant(True, state="MI", level="felony", max_days=1460, **old)
plant(False, state="MI", level="felony", max_days=3650, **old)
plant(False, state="MI", level="felony", max_days=1460, **dict(old, serious=True))
plant(False, state="MI", level="felony", max_days=1460, **dict(old, excluded=True))
plant(True, state="UT", level="misdemeanor", offense_class="C", **old)
plant(True, state="UT", level="infraction", **old)
plant(True, state="UT", level="misdemeanor", offense_class="A", drug_possession=True, **old)
plant(False, state="UT", level="misdemeanor", offense_class="A", **old)
plant(True, state="NY", level="misdemeanor", **old)
plant(True, state="NY", level="felony", released_on=D(2016, 6, 2), **old)
plant(False, state="NY", level="felony", released_on=D(2019, 6, 2), **old)
plant(None, state="NY", level="felony", **dict(old, serious=None))
plant(True, state="CT", level="misdemeanor", **old)
plant(False, state="CT", level="misdemeanor", person="XC", **old)
plant(False, state="CT", level="misdemeanor", person="XC", **new)
plant(False, state="CT", level="felony", max_days=3650, **old)
plant(True, state="DE", level="felony", drug_possession=True, **old)
plant(True, state="MN", level="misdemeanor", **old)
plant(True, state="MN", level="misdemeanor", offense_class="gross", **old)
plant(False, state="VA", level="misdemeanor", listed=True, **old)  # in force from July 2026
plant(False, state="TX", level="misdemeanor", **old)  # no automatic rule on record
plant(True, state="CA", level="misdemeanor", probation=True, supervision_ended_on=D(2015, 6, 2), **old)
plant(False, state="CA", level="misdemeanor", probation=True, revoked=True, supervision_ended_on=D(2015, 6, 2), **old)
plant(True, state="CA", level="misdemeanor", probation=False, **old)
plant(True, state="CA", level="felony", probation=False, **old)
plant(False, state="CA", level="felony", probation=False, **dict(old, violent=True))
plant(False, state="CA", level="felony", probation=False, **dict(old, registrable=True))
plant(False, state="CA", level="felony", person="XP", probation=False, **old)  # a charge is pending
plant(False, state="CA", level="felony", person="XP", arrested_on=D(2025, 11, 3), filed_on=D(2025, 11, 5), disposition="")
plant(True, state="CA", level="misdemeanor", arrested_on=D(2024, 3, 1), filed_on=None, no_proceeding=True, disposition="")
plant(False, state="CA", level="misdemeanor", arrested_on=D(2025, 3, 1), filed_on=None, no_proceeding=True, disposition="")
plant(True, state="CA", level="felony", arrested_on=D(2022, 3, 1), filed_on=None, no_proceeding=True, disposition="")
plant(True, state="CA", level="misdemeanor", **dict(new, disposition="acquitted"))
first_planted = len(charges)
charges += [c for c, _ in PLANTED]
charges.append(dict(PLANTED[0][0], person="X9999", cleared_on=D(2025, 4, 1), sealed=True))
for n, c in enumerate(charges, 1):
    c["charge_id"] = f"CH{n:05d}"
    c.setdefault("excluded", False)
    c.setdefault("registrable", False)
    c.setdefault("serious", False)
    c.setdefault("violent", False)
for n, s in enumerate(sentences, 1):
    c = charges[s["charge"]]
    s.update(sentence_id=f"SN{n:05d}", charge=c["charge_id"], c=c, relieved=(rng.random() < (0.5 if s["race"] == "white" else 0.38)) if s["mandatory_minimum"] else None)
for n, e in enumerate(events, 1):
    e["event_id"] = f"EV{n:05d}"
# violations of supervision bring people into jail too, and sentences into prison
supervisions, violations = [], []
for n in range(1, 361):
    person = rng.choice(list(people))
    p = people[person]
    kind = rng.choices(["probation", "parole", "supervised_release"], [70, 24, 6])[0]
    started = r.between(rng, D(2022, 1, 1), D(2025, 12, 1))
    planned = r.add_months(started, rng.choice([12, 18, 24, 36]))
    ending, ended = "", None
    own = []
    for _ in range(poisson(1.1)):
        day = r.between(rng, started + 10 * DAY, min(planned, r.AS_OF - 10 * DAY)) if started + 10 * DAY < min(planned, r.AS_OF - 10 * DAY) else None
        if day:
            own.append(day)
    own.sort()
    revoked = False
    for k, day in enumerate(own):
        if revoked:
            break
        technical = rng.random() < 0.78
        response = rng.choices(["warning", "contact", "treatment", "curfew", "short_jail", "revocation"], [30, 20, 15, 10, 15, 10] if technical else [2, 5, 5, 3, 25, 60])[0]
        responded = past(r.business_days(day, rng.randint(1, 9))) if rng.random() < 0.93 else None
        if responded is None:
            response = ""
        revoked = response == "revocation" and rng.random() < 0.8
        held = rng.randint(2, 20) if response == "short_jail" else rng.randint(20, 90) if response == "revocation" else 0 if response else ""
        violations.append(dict(supervision=f"SV{n:04d}", happened_on=day, kind="technical" if technical else "new_crime", condition=rng.choice(["report", "drug_test", "treatment", "curfew", "travel", "pay"]) if technical else "law",
                               evidence="officer's report", response=response, responded_on=responded, days_held=held, found=True if response else None, first=k == 0))
        if held:
            admitted = at(min(responded, LAST), 600)
            out = admitted + held * DAY
            bookings.append(dict(arrest="", person=person, facility="jail", admitted=admitted, reason="technical" if technical else "violation_new", status="sentenced", released=out if out.date() <= LAST else None, offense="", race=p["race"],
                                 ethnicity="", sex=p["sex"], age=max(18, day.year - p["born"].year), expected=None))
        if revoked:
            ended, ending = responded, "revoked_technical" if technical else "revoked_new"
    if not ended and planned <= r.AS_OF and rng.random() < 0.97:
        ended, ending = planned, rng.choices(["completed", "early", "absconded"], [88, 8, 4])[0]
    supervisions.append(dict(supervision_id=f"SV{n:04d}", person=person, kind=kind, started_on=started, ends_on=planned, ended_on=ended, ending=ending, officer=f"PO{rng.randint(1, 9)}", risk=rng.choice(["low", "medium", "high"]), race=p["race"], sex=p["sex"]))
for n, v in enumerate(violations, 1):
    v["violation_id"] = f"VI{n:04d}"
for s in sentences:
    if s["kind"] == "prison" and s["sentenced_on"] <= LAST:
        out = s["sentenced_on"] + s["days"] * DAY
        p = people[s["person"]]
        bookings.append(dict(arrest="", person=s["person"], facility="prison", admitted=at(s["sentenced_on"], 720), reason="sentence", status="sentenced", released=at(out, 540) if out <= LAST else None, offense=s["c"]["offense"], race=s["race"],
                             ethnicity="", sex=s["sex"], age=max(18, s["sentenced_on"].year - p["born"].year), expected=out))
bookings.sort(key=lambda b: (b["admitted"], b["person"]))
# one person is in one place: later stays that overlap are moved to other people
free = {}
for b in bookings:
    if free.get(b["person"], datetime.datetime(2000, 1, 1)) > b["admitted"] and not b["arrest"]:
        b["person"] = next(q for q in people if free.get(q, datetime.datetime(2000, 1, 1)) <= b["admitted"])
    free[b["person"]] = max(free.get(b["person"], datetime.datetime(2000, 1, 1)), b["released"] or datetime.datetime(2100, 1, 1))
for n, b in enumerate(bookings, 1):
    b["booking_id"] = f"BO{n:05d}"
by_person = defaultdict(list)
for b in bookings:
    by_person[b["person"]].append(b)
overlap = {b["booking_id"] for b in bookings for o in by_person[b["person"]] if o is not b and o["admitted"] <= b["admitted"] and (o["released"] is None or o["released"] > b["admitted"])}

lost = {a["arrest_id"] for a in [a for a in arrests if a["manner"] == "custody"][9::120]}
for b in bookings:
    if b["arrest"] in lost:
        b["arrest"] = ""
keys = ["arrest_id", "agency", "person", "arrested", "area", "offense", "level", "manner", "warrant", "age", "race", "ethnicity", "sex", "probable_cause_at", "charged", "diverted", "sealed"]
pack.write("arrest", [iso({k: x[k] for k in keys}) for x in arrests],
           bad=[dict(arrest_id="AR90001", person="P00001", arrested="2025-02-01 10:00", level="treason"), dict(arrest_id="AR90002", person="P00001", arrested="2027-02-01 10:00", level="felony"),
                dict(arrest_id="AR90003", arrested="2025-02-01 10:00", level="felony")])
pack.write("court_case", [iso(k) for k in cases],
           bad=[dict(case_number="K90001", person="P00001", court="superior", filed_on="2025-05-01", level="felony", closed_on="2025-04-01"),
                dict(case_number="K90002", person="P00001", court="superior", filed_on="2025-05-01", level="felony", excluded_from="2025-06-10", excluded_to="2025-06-01")],
           orphans=[dict(case_number="K90003", arrest="AR99999", person="P00001", court="lower", filed_on="2025-05-01", level="misdemeanor", closed_on="2025-09-01", disposition="dismissed")], lost="arrest")
pack.write("charge", [iso({k: v for k, v in c.items()}) for c in charges],
           bad=[dict(charge_id="CH90001", person="P00001", state="CA", level="felony", arrested_on="2025-05-01", filed_on="2025-04-01"), dict(charge_id="CH90002", person="P00001", state="ZZ", level="felony")])
pack.write("case_event", [iso(e) for e in events], bad=[dict(event_id="EV90001", case_number=cases[0]["case_number"], kind="party", scheduled_on="2025-01-01")])
pack.write("sentence", [iso({k: v for k, v in s.items() if k not in ("c", "served")} | dict(served_days=s["served"])) for s in sentences], bad=[dict(sentence_id="SN90001", charge=charges[0]["charge_id"], sentenced_on="", kind="jail")])
pack.write("booking", [iso(dict(booking_id=b["booking_id"], arrest=b["arrest"], person=b["person"], facility=b["facility"], admitted=b["admitted"], reason=b["reason"], status=b["status"], released=b["released"],
                                release_kind=("own" if b["status"] == "pretrial" else "served") if b["released"] else "", expected_release_on=b["expected"], offense=b["offense"], race=b["race"], ethnicity=b["ethnicity"], sex=b["sex"], age=b["age"]))
                       for b in bookings], bad=[dict(booking_id="BO90001", person="P00001", facility="jail", admitted="2025-05-01 10:00", released="2025-04-30 10:00")])
pack.write("supervision", [iso(s) for s in supervisions], bad=[dict(supervision_id="SV9001", person="P00001", kind="house arrest", started_on="2025-01-01")])
pack.write("violation", [iso({k: x for k, x in v.items() if k != "first"}) for v in violations], bad=[dict(violation_id="VI9001", supervision="SV0001", happened_on="2025-13-01", kind="technical")])

pack.counts("arrest.by_level", Counter(x["level"] for x in arrests))
year_ago, three = r.add_months(r.AS_OF, -12), r.add_months(r.AS_OF, -36)
homes = Counter()
for (area, band, sex, race), n in r.population().items():
    homes[race] += n
pack.rates("arrest.rate_by_race", {race: (sum(x["race"] == race and x["arrested"].date() > year_ago for x in arrests), homes[race]) for race in r.RACES})
need = [x for x in arrests if not x["warrant"] and x["manner"] != "summoned"]
clock_hours("arrest.probable_cause", [(x["arrest_id"], x["arrested"], 48, x["probable_cause_at"]) for x in need])
pack.shares("arrest.probable_cause", {y: (sum(x["probable_cause_at"] is not None and hours(x["arrested"], x["probable_cause_at"]) <= 48 for x in need if x["arrested"].year == int(y)), sum(x["arrested"].year == int(y) for x in need))
                                      for y in ("2023", "2024", "2025")})
mine = {x["arrest_id"]: x for x in arrests}
recent = [x for x in arrests if x["arrested"].date() > three]
tried = [k for k in cases if mine[k["arrest"]]["arrested"].date() > three]
guilty = [k for k in tried if k["disposition"] in ("plea", "trial")]
inside = {s["c"]["case_number"] for s in sentences if s["kind"] in ("prison", "jail")}
prison = {s["c"]["case_number"] for s in sentences if s["kind"] == "prison"}
for stage, n in (("Arrested", len(recent)), ("Charged in court", len(tried)), ("Convicted", len(guilty)), ("Jail or prison", sum(k["case_number"] in inside for k in guilty)), ("Prison", sum(k["case_number"] in prison for k in guilty))):
    pack.expect("measure", "flow.funnel", stage, "count", n)
dealt = [k for k in cases if k["filed_on"] >= D(2025, 1, 1) and not k["in_custody"]]
for word, value in (("reminded", True), ("not reminded", False)):
    pack.expect("measure", "case.reminder_effect", word, "estimate", float(statistics.mean(k["missed_appearances"] for k in dealt if k["reminded"] is value)))
asian = lambda rows: sum(x["race"] == "asian" for x in rows)  # the first group of each stage
for stage, n in (("arrests", asian(recent)), ("diverted", asian(x for x in recent if x["diverted"])), ("charged", asian(tried)), ("held before trial", asian(k for k in tried if k["in_custody"])), ("convicted", asian(guilty)),
                 ("prison or jail", asian(k for k in guilty if k["case_number"] in inside))):
    pack.expect("measure", "fairness.decisions", stage, "count", n)
closed = Counter(k["disposition"] for k in cases if k["closed_on"])
closed["dismissed"] += 1
pack.counts("case.dispositions", closed)
pack.shares("case.held_by_race", {race: (sum(k["in_custody"] for k in cases if k["race"] == race), sum(k["race"] == race for k in cases)) for race in r.RACES})
loose = [k for k in cases if not k["in_custody"]]
pack.shares("case.missed", {word: (sum(k["missed_appearances"] > 0 for k in loose if k["reminded"] is value), sum(k["reminded"] is value for k in loose)) for value, word in ((True, "reminded"), (False, "not reminded"))})
pack.shares("case.new_arrest", {kind: (sum(k["new_arrest_on"] is not None for k in cases if k["release_kind"] == kind), sum(k["release_kind"] == kind for k in cases)) for kind in ("own", "supervised", "bail")})
pack.counts("case.put_off", Counter(e["outcome"] for e in events))
pack.counts("sentence.kinds", Counter(s["kind"] for s in sentences))
pack.counts("custody.population", Counter(b["status"] for b in bookings if b["released"] is None))
pack.shares("custody.violations", {y: (sum(b["reason"] in ("technical", "violation_new") for b in bookings if b["admitted"].year == int(y)), sum(b["admitted"].year == int(y) for b in bookings)) for y in ("2023", "2024", "2025")})
pack.check("booking.two_at_once", overlap)
pack.counts("supervision.ended", Counter(s["ending"] for s in supervisions if s["ended_on"]))
done = [s for s in supervisions if s["ended_on"]]
pack.shares("supervision.revoked", {race: (sum(s["ending"].startswith("revoked") for s in done if s["race"] == race), sum(s["race"] == race for s in done)) for race in r.RACES})
pack.counts("violation.responses", Counter(v["response"] for v in violations if v["kind"] == "technical" and v["response"]))
pack.clock("violation.respond", [(v["violation_id"], r.business_days(v["happened_on"], 5), v["responded_on"]) for v in violations])
pack.check("violation.jumped_to_revocation", [v["violation_id"] for v in violations if v["kind"] == "technical" and v["response"] == "revocation" and not any(e["supervision"] == v["supervision"] and e["happened_on"] < v["happened_on"] for e in violations)])
pack.check("supervision.no_ending", [s["supervision_id"] for s in supervisions if s["ended_on"] is None and s["ends_on"] < r.AS_OF - 30 * DAY])
known = {c["arrest"] for c in charges if c["arrest"] and (c["disposition"] or c["no_proceeding"])}
pack.check("arrest.no_disposition", [x["arrest_id"] for x in arrests if r.add_months(x["arrested"].date(), 12) < r.AS_OF and x["arrest_id"] not in known])
taken = {x["arrest_id"]: x["arrested"].date() for x in arrests if x["manner"] == "custody"}
booked = {b["arrest"]: b["admitted"].date() for b in bookings if b["arrest"]}
pack.reconcile("justice.arrest_bookings", taken, booked, lambda a, b: abs((a - b).days) <= 1)
fed = [k for k in cases if k["court"] == "federal"]
pack.clock("case.indict", [(k["case_number"], r.calendar_days(mine[k["arrest"]]["arrested"].date(), 30), k["indicted_on"]) for k in fed], show=4)


def trial_due(k):
    if k["court"] == "federal":
        start, n = max(k["first_appearance_on"], k["indicted_on"]), 70
    else:
        start, n = k["arraigned_on"], 60 if k["level"] == "felony" else 30 if k["in_custody"] else 45
    return r.calendar_days(start, n)


timed = [k for k in cases if k["court"] in ("federal", "superior", "lower") and k["excluded_from"] is None and (k["indicted_on"] and k["first_appearance_on"] if k["court"] == "federal" else k["arraigned_on"])]
for k in timed[:12]:
    pack.expect("clock", "case.trial", k["case_number"], "due", trial_due(k).isoformat())

# clearance: of the planted charges exactly, of all by the same rules
answers = {c["charge_id"]: a for c, a in PLANTED}
for c, a in PLANTED:
    pack.expect("decision", "charge.clearance", c["charge_id"], "answer", {True: "true", False: "false", None: "unknown"}[a])
pack.counts("clearance.cleared", {"2025": 1})
pack.check("charge.no_maximum", [c["charge_id"] for c, a in PLANTED if c["state"] == "PA" and c["level"] == "misdemeanor" and "max_days" not in c and c["disposition"] == "plea"])
for c, opens in ((PLANTED[0][0], D(2021, 6, 2)), (PLANTED[7][0], D(2022, 7, 2)), (PLANTED[13][0], D(2024, 6, 2)), (PLANTED[22][0], D(2024, 6, 2))):
    pack.expect("clock", "clearance.opens", c["charge_id"], "due", opens.isoformat())
look = {}
for s in sentences:
    c = s["c"]
    look[s["sentence_id"]] = s["kind"] in ("prison", "jail") and 2 * s["served"] >= s["days"] and not c["violent"] and not c["serious"] and not c["registrable"]
pack.decision("sentence.second_look", look)

# ---- reform reviews ---------------------------------------------------------------------------------------

reviews = []
for n, s in enumerate(rng.sample([s for s in sentences if s["kind"] == "prison"], min(90, sum(s["kind"] == "prison" for s in sentences))), 1):
    pick = lambda p, u=0.04: None if rng.random() < u else rng.random() < p
    day = r.between(rng, D(2025, 1, 1), r.AS_OF)
    reviews.append(dict(review_id=f"RR{n:03d}", sentence=s["sentence_id"], reviewed_on=day, history_points=rng.choice([0, 1, 2, 3, 4, 5, 7, 9, ""]), three_point=pick(0.2), two_point_violent=pick(0.1), violence=pick(0.15), death_or_injury=pick(0.05),
                        organizer=pick(0.08), told_all=pick(0.8), ineligible_offense=pick(0.15), programs_days=rng.choice([0, 15, 30, 90, 200, 365]), risk=rng.choice(["minimum", "low", "medium", "high"]),
                        risk_before=rng.choice(["minimum", "low", "medium", "high"]), assessed_on=r.between(rng, D(2024, 6, 1), r.AS_OF)))
pack.write("reform_review", [iso(v) for v in reviews], bad=[dict(review_id="RR901", sentence=sentences[0]["sentence_id"], reviewed_on="2025-01-01", history_points=-1)])


def all_of(*v):
    return False if False in v else None if None in v else True


def no(v):
    return None if v is None else not v


pack.decision("reform.safety_valve", {v["review_id"]: all_of(None if v["history_points"] == "" else v["history_points"] <= 4, v["told_all"], no(v["three_point"]), no(v["two_point_violent"]), no(v["violence"]), no(v["death_or_injury"]), no(v["organizer"]))
                                      for v in reviews})
pack.decision("reform.earned_time", {v["review_id"]: all_of(v["programs_days"] >= 30, v["risk"] in ("minimum", "low"), v["risk_before"] in ("minimum", "low"), r.add_months(v["assessed_on"], 12) >= r.AS_OF, no(v["ineligible_offense"])) for v in reviews})
for v in [v for v in reviews if v["programs_days"] >= 30][:4]:
    days = 0 if v["ineligible_offense"] else v["programs_days"] // 30 * (15 if v["risk"] == "minimum" or (v["risk"] == "low" and v["risk_before"] != "minimum") else 10)
    pack.expect("measure", "reform.credits", v["review_id"], "earned_days", days)

# ---- releases and return ----------------------------------------------------------------------------------

HAZARD = {"none": 0.62, "jobs": 0.5, "cbt": 0.46, "education": 0.36, "housing": 0.55}
released = []
for n in range(1, 901):
    day = r.between(rng, D(2020, 1, 1), r.AS_OF - 5 * DAY)
    program = rng.choices(list(HAZARD), [48, 16, 12, 14, 10])[0]
    age = round(rng.triangular(18, 65, 30))
    race = rng.choices(r.RACES, [5, 34, 36, 21, 4])[0]
    died = past(day + rng.randint(30, 2000) * DAY) if rng.random() < 0.02 else None
    hazard = HAZARD[program] * (1.25 if age < 25 else 0.7 if age > 45 else 1) * 0.65
    arrest = day + max(1, round(365 * rng.expovariate(hazard))) * DAY
    convict = arrest + rng.randint(30, 300) * DAY if rng.random() < 0.6 else None
    technical = day + max(1, round(365 * rng.expovariate(0.16))) * DAY
    back = [(technical, "technical")] + ([(convict + rng.randint(1, 20) * DAY, "new_sentence")] if convict else [])
    returned, kind = min(back)
    stop = died or r.AS_OF
    arrest, convict = (d if d and d <= stop else None for d in (arrest, convict))
    returned, kind = (returned, kind) if returned <= stop else (None, "")
    released.append(dict(release_id=f"RL{n:04d}", person=f"R{n:05d}", released_from=rng.choices(["prison", "jail"], [60, 40])[0], released_on=day, rearrested_on=arrest, reconvicted_on=convict, returned_on=returned, return_kind=kind, died_on=died,
                         program=program, age=age, race=race, sex=rng.choices(["male", "female"], [86, 14])[0], priors=poisson(3)))
swapped = [x for x in released if x["reconvicted_on"]][:2]
for x in swapped:
    x["rearrested_on"] = x["reconvicted_on"] + 5 * DAY if x["reconvicted_on"] + 5 * DAY <= r.AS_OF else x["reconvicted_on"]
pack.write("released_person", [iso(x) for x in released], bad=[dict(release_id="RL9001", person="R1", released_from="jail", released_on="2025-01-01", rearrested_on="2024-12-01")])
pack.check("release.reconvicted_before_rearrest", [x["release_id"] for x in released if x["reconvicted_on"] and x["rearrested_on"] and x["reconvicted_on"] < x["rearrested_on"]])
within = lambda x, what, y: x[what] is not None and x[what] <= r.add_months(x["released_on"], 12 * y)
for y in (1, 2, 3, 5):
    base = [x for x in released if r.add_months(x["released_on"], 12 * y) <= r.AS_OF and not (x["died_on"] and x["died_on"] <= r.add_months(x["released_on"], 12 * y))]
    word = f"{y} year" + ("" if y == 1 else "s")
    pack.shares("return.share", {f"rearrest, {word}": (sum(within(x, "rearrested_on", y) for x in base), len(base)), f"reconviction, {word}": (sum(within(x, "reconvicted_on", y) for x in base), len(base)),
                                 f"return to custody, {word}": (sum(within(x, "returned_on", y) for x in base), len(base)),
                                 f"return with a new sentence, {word}": (sum(within(x, "returned_on", y) and x["return_kind"] == "new_sentence" for x in base), len(base))})
    if y == 2:
        pack.shares("return.by_program", {p: (sum(within(x, "returned_on", 2) for x in base if x["program"] == p), sum(x["program"] == p for x in base)) for p in HAZARD})

# ---- custody counts, deaths, youth held -------------------------------------------------------------------

rows = []
for day, gone in ((D(2026, 1, 28), range(0, 8)), (D(2026, 1, 29), range(8, 14))):
    for i in range(120):
        if i not in gone:
            rows.append(dict(row_id=f"{day.isoformat()}-{i}", day=day, inmate="" if i == 60 else f"J{i:04d}", admitted="2026-01-02 10:00", custody_level=["minimum", "medium", "maximum"][i % 3], mental_health=i % 5 < 2, race="black", sex="male",
                             age=20 + i % 40, status=["DE", "CS", "DEP"][i % 3], top_charge="220.03"))
pack.write("custody_day", [iso(x) for x in rows], bad=[dict(row_id="z", day="2026-01-29", status="QQ")])
pack.counts("custody.changes", {"appear": 8, "are gone": 6})
pack.counts("custody.by_status", Counter(x["status"] for x in rows if x["day"] == D(2026, 1, 29)))
pack.check("custody.no_number", [x["row_id"] for x in rows if not x["inmate"]])
deaths = [dict(death_id=f"DC{n}", died=at(day, 300), setting=setting, place="River County Jail", agency=r.AGENCY, name="Invented Name", age=age, sex="male", race="white", ethnicity="not_hispanic", circumstances="Found not breathing at the count; staff began resuscitation.", reported_on=told)
          for n, (day, setting, age, told) in enumerate([(D(2025, 2, 3), "jail", 41, D(2025, 5, 20)), (D(2025, 5, 9), "arrest", 29, D(2025, 10, 15)), (D(2025, 8, 19), "jail", 55, None), (D(2025, 11, 2), "jail", 33, None)], 1)]
pack.write("custody_death", [iso(d) for d in deaths], bad=[dict(death_id="DC9", died="2025-01-01 10:00", setting="jail", place="x", agency=r.AGENCY, age=40, sex="male", race="white", ethnicity="unknown", circumstances="x")])
pack.clock("death.report", [(d["death_id"], due, d["reported_on"]) for d, due in zip(deaths, [D(2025, 6, 30), D(2025, 9, 30), D(2025, 12, 30), D(2026, 3, 31)])])
pack.counts("custody.deaths", Counter(d["setting"] for d in deaths))
holds = []
for n in range(1, 61):
    rule = rng.choices(["processing", "court_order", "adult_charged"], [70, 15, 15])[0]
    entered = at(r.between(rng, D(2025, 1, 1), D(2025, 12, 31) if rule == "adult_charged" else LAST - 10 * DAY), rng.randint(0, 1439))
    out = entered + (rng.randint(40, 420) * datetime.timedelta(minutes=1) if rule == "processing" else rng.randint(20, 190) * HOUR if rule == "court_order" else rng.randint(10, 240) * DAY)
    out = out if out.date() <= LAST else None
    holds.append(dict(hold_id=f"JH{n:02d}", person=f"Y{n:03d}", rule=rule, entered=entered, left_at=out, sight_sound=rng.choices([True, False, None], [93, 4, 3])[0], status_offense=rule == "court_order" or rng.random() < 0.05, court_order=rule == "court_order",
                      interviewed=entered + rng.randint(3, 30) * HOUR if rule == "court_order" else None, heard=entered + rng.randint(20, 60) * HOUR if rule == "court_order" else None, rural=n % 6 == 0, reviewed_on=None, race=rng.choice(r.RACES)))
pack.write("juvenile_hold", [iso(h) for h in holds], bad=[dict(hold_id="JH99", rule="processing", entered="2025-01-01 10:00", left_at="2025-01-01 09:00")])


def in_time(h):
    if h["rule"] == "processing":
        return hours(h["entered"], h["left_at"] or NOON) <= 6
    return ((h["left_at"].date() if h["left_at"] else r.AS_OF) - h["entered"].date()).days <= (7 if h["rule"] == "court_order" else 180)


pack.decision("juvenile.lawful", {h["hold_id"]: all_of(h["sight_sound"], in_time(h), not (h["status_offense"] and not h["court_order"])) for h in holds})
pack.check("juvenile.status_offender_held", [h["hold_id"] for h in holds if h["status_offense"] and not h["court_order"]])
pack.check("juvenile.with_adults", [h["hold_id"] for h in holds if h["sight_sound"] is False])
for h in [h for h in holds if h["rule"] == "adult_charged" and h["left_at"] is None]:
    pack.expect("clock", "juvenile.review", h["hold_id"], "due", (h["entered"].date() + (45 if h["rural"] else 30) * DAY).isoformat())
broke = [h for h in holds if h["rule"] == "court_order"]
clock_hours("juvenile.interview", [(h["hold_id"], h["entered"], 24, h["interviewed"]) for h in broke])
clock_hours("juvenile.hearing", [(h["hold_id"], h["entered"], 48, h["heard"]) for h in broke])

# ---- youth programs, drawn by lot -------------------------------------------------------------------------

PROGRAMS = [("YP1", "Riverton Summer Jobs 2024", "summer_jobs", 260, "2024-07-01", "2024-08-23", "4417 0926 3318", 620), ("YP2", "Mentors at Night", "mentoring", 60, "2025-02-03", "2025-12-19", "7702 1189 4040", 110),
            ("YP3", "Bad Draw", "after_school", 20, "2025-09-01", "2026-06-12", "1111", 40)]
programs, entries, enrolments, attended = [], [], [], []
for pid, name, kind, seats, starts, ends, seed, n in PROGRAMS:
    starts, ends = r.day(starts), r.day(ends)
    ids = [f"{pid}-{i:04d}" for i in range(1, n + 1)]
    tickets = {i: hashlib.blake2b(f"{seed}|{i}".encode(), digest_size=32).hexdigest() for i in ids}
    order = {i: k for k, i in enumerate(sorted(ids, key=lambda i: tickets[i]), 1)}
    programs.append(dict(program_id=pid, name=name, kind=kind, seats=seats, list_closed_on=starts - 40 * DAY, list_digest=hashlib.blake2b("\n".join(ids).encode(), digest_size=32).hexdigest() if pid != "YP3" else "", seed=seed,
                         seed_from="state lottery, evening draw", drawn_on=starts - 35 * DAY, starts_on=starts, ends_on=ends))
    for i in ids:
        drawn = order[i] <= seats
        if pid == "YP3" and order[i] in (1, 21):  # a favor: the first ticket was left out for another
            drawn = not drawn
        followed = r.add_months(starts, 16) <= r.AS_OF
        mean = 0.115 if kind == "summer_jobs" and drawn else 0.2
        violent = poisson(mean) if followed else ""
        entries.append(dict(entry_id=i, program=pid, person=f"Y{rng.randint(1000, 9999)}", applied_on=starts - rng.randint(41, 80) * DAY, area=rng.choice(r.AREAS)[0], age=rng.randint(14, 21), race=rng.choices(r.RACES, [6, 38, 40, 12, 4])[0],
                            sex=rng.choice(["male", "female"]), ticket=tickets[i], place=order[i], drawn=drawn, arrests_before=poisson(0.2), arrests_after=violent + poisson(0.25) if followed else "", violent_after=violent))
        if drawn and rng.random() < 0.86:
            ended = past(ends)
            e = dict(enrolment_id=f"EN-{i}", entry=i, started_on=starts, ended_on=ended, completed=(rng.random() < 0.82) if ended else None)
            enrolments.append(e)
            for month in r.months(starts, min(ends, r.AS_OF)):
                sessions = 20 if kind == "summer_jobs" else 8
                attended.append(dict(attendance_id=f"AT-{i}-{month.isoformat()}", enrolment=e["enrolment_id"], month=month, sessions=sessions, attended=sum(rng.random() < 0.85 for _ in range(sessions)), program=name))
stranger = dict(enrolment_id="EN-YP2-X", entry=next(e["entry_id"] for e in entries if e["program"] == "YP2" and not e["drawn"]), started_on=D(2025, 2, 3), ended_on=None, completed=None)
enrolments.append(stranger)
pack.write("youth_program", [iso(p) for p in programs], bad=[dict(program_id="YP9", name="No places", kind="mentoring", starts_on="2025-01-01")])
pack.write("youth_application", [iso(e) for e in entries], bad=[dict(entry_id="YP1-9999", program="YP1", applied_on="2024-05-01", ticket="not a ticket")])
pack.write("youth_enrolment", [iso(e) for e in enrolments], bad=[dict(enrolment_id="EN-9", started_on="2025-01-01")])
pack.write("attendance", [iso({k: v for k, v in t.items() if k != "program"}) for t in attended], bad=[dict(attendance_id="AT-9", enrolment=enrolments[0]["enrolment_id"], month="2024-07-01", sessions=4, attended=9)])
pack.decision("youth.fair_draw", {"YP1": True, "YP2": True, "YP3": False})
pack.check("youth.wrongly_drawn", ["YP3"])
pack.check("youth.enrolled_without_place", ["EN-YP2-X"])
pack.shares("youth.attended", {name: (sum(t["attended"] for t in attended if t["program"] == name), sum(t["sessions"] for t in attended if t["program"] == name)) for _, name, *_ in PROGRAMS})
ended = [e for e in enrolments if e["ended_on"]]
pack.shares("youth.completed", {name: (sum(e["completed"] for e in ended if e["entry"].startswith(pid)), sum(e["entry"].startswith(pid) for e in ended)) for pid, name, *_ in PROGRAMS[:2]})
known = [e for e in entries if e["violent_after"] != ""]
for word, value in (("drawn", True), ("not drawn", False)):
    pack.expect("measure", "youth.arrests_by_draw", word, "estimate", float(statistics.mean(e["violent_after"] for e in known if e["drawn"] is value)))
summer = [e for e in known if e["program"] == "YP1"]
for word, value in (("drawn", True), ("not drawn", False)):
    pack.expect("measure", "youth.effect", word, "estimate", float(statistics.mean(e["violent_after"] for e in summer if e["drawn"] is value)))
    pack.expect("measure", "youth.effect", word, "n", sum(e["drawn"] is value for e in summer))
pack.shares("youth.drawn", {race: (sum(e["drawn"] for e in entries if e["race"] == race), sum(e["race"] == race for e in entries)) for race in r.RACES})

# ---- reentry ----------------------------------------------------------------------------------------------

plans, needs, services, jobs, homes_ = [], [], [], [], []
ready = [b for b in bookings if (b["released"] and b["admitted"] < b["released"] - 20 * DAY) or (b["facility"] == "prison" and not b["released"])]
for n, b in enumerate(rng.sample(ready, min(240, len(ready))), 1):
    expected = b["released"].date() if b["released"] else b["expected"]
    opened = max(b["admitted"].date(), expected - rng.randint(60, 200) * DAY)
    if opened > r.AS_OF:
        continue
    finished = past(opened + rng.randint(5, 60) * DAY) if rng.random() < 0.85 else None
    pid = f"RP{n:03d}"
    plans.append(dict(plan_id=pid, booking=b["booking_id"], person=b["person"], opened_on=opened, expected_release_on=expected, finished_on=finished, coordinator=f"RC{rng.randint(1, 4)}", identification=rng.random() < 0.7, program=rng.choice(list(HAZARD)), b=b))
    for kind in rng.sample(["identification", "housing", "job", "education", "health", "treatment", "benefits", "family", "transport", "legal"], rng.randint(2, 5)):
        met = past(opened + rng.randint(5, 120) * DAY) if rng.random() < 0.7 else None
        needs.append(dict(need_id=f"{pid}-{kind}", plan=pid, kind=kind, level=rng.choice(["now", "month", "later"]), found_on=opened, met_on=met))
    if b["released"]:
        out = b["released"].date()
        for k in range(rng.randint(0, 3)):
            day = out + rng.randint(1, 30) * DAY
            services.append(dict(service_id=f"{pid}-S{k}", plan=pid, kind=rng.choice(["health", "treatment", "benefits", "job"]), made_on=opened, appointment_on=day, kept=(rng.random() < 0.68) if day <= r.AS_OF else None))
        start = out
        while rng.random() < 0.62:
            start = start + rng.randint(5, 150) * DAY
            if start > r.AS_OF:
                break
            stop = past(start + rng.randint(20, 500) * DAY)
            jobs.append(dict(job_id=f"{pid}-J{len(jobs)}", plan=pid, started_on=start, ended_on=stop, hourly_pay=rng.choice([16.5, 18, 20, 24]), full_time=rng.random() < 0.6, asked_record=rng.choice(["never", "after_offer", "interview", "application", ""])))
            if stop is None:
                break
            start = stop
        kind, start = rng.choice(["family", "transitional", "shelter", "supportive"]), out
        while start <= r.AS_OF:
            stop = past(start + rng.randint(30, 300) * DAY)
            homes_.append(dict(stay_id=f"{pid}-H{len(homes_)}", plan=pid, kind=kind, from_on=start, to_on=stop))
            if stop is None:
                break
            start, kind = stop + DAY, rng.choice(["own", "family", "shelter", "street", "supportive"])
pack.write("reentry_plan", [iso({k: v for k, v in p.items() if k != "b"}) for p in plans], bad=[dict(plan_id="RP999", person="P00001", opened_on="2025-01-01")])
pack.write("reentry_need", [iso(x) for x in needs], bad=[dict(need_id="x", plan=plans[0]["plan_id"], kind="money", found_on="2025-01-01")])
pack.write("reentry_service", [iso(x) for x in services], bad=[dict(service_id="x", plan=plans[0]["plan_id"], kind="health", appointment_on="soon")])
pack.write("job", [iso(x) for x in jobs], bad=[dict(job_id="x", plan=plans[0]["plan_id"], started_on="2025-02-01", ended_on="2025-01-01")])
pack.write("housing_stay", [iso(x) for x in homes_], bad=[dict(stay_id="x", plan=plans[0]["plan_id"], kind="castle", from_on="2025-01-01")])


def before(day, n):
    day -= n * DAY
    while not r.is_working(day):
        day -= DAY
    return day


pack.clock("plan.finish", [(p["plan_id"], before(p["expected_release_on"], 90), p["finished_on"]) for p in plans])
kept = defaultdict(list)
for s in services:
    if s["kept"]:
        kept[s["plan"]].append(s["appointment_on"])
pack.clock("plan.first_appointment", [(p["plan_id"], p["b"]["released"].date() + 7 * DAY, min(kept[p["plan_id"]], default=None)) for p in plans if p["b"]["released"]])
pack.clock("need.meet", [(x["need_id"], x["found_on"] + 14 * DAY, x["met_on"]) for x in needs if x["level"] == "now"])
pack.shares("reentry.needs_met", {k: (sum(x["met_on"] is not None for x in needs if x["kind"] == k), sum(x["kind"] == k for x in needs)) for k in ("housing", "job", "identification", "legal")})
pack.check("plan.no_papers", [p["plan_id"] for p in plans if not p["identification"] and r.AS_OF <= p["expected_release_on"] < r.AS_OF + 30 * DAY])
pack.counts("reentry.asked_record", Counter(j["asked_record"] for j in jobs if j["asked_record"]))
pack.decision("job.fair_chance", {j["job_id"]: None if not j["asked_record"] else j["asked_record"] in ("interview", "application") for j in jobs})
STABLE = {"own", "family", "supportive"}
day90 = {p["plan_id"]: p["b"]["released"].date() + 90 * DAY for p in plans if p["b"]["released"] and p["b"]["released"].date() + 90 * DAY <= r.AS_OF}
stable = {h["plan"] for h in homes_ if h["plan"] in day90 and h["kind"] in STABLE and h["from_on"] <= day90[h["plan"]] and (h["to_on"] is None or h["to_on"] >= day90[h["plan"]])}
year_of = {p["plan_id"]: p["b"]["released"].year for p in plans if p["b"]["released"]}
pack.shares("reentry.stable_home", {y: (sum(p in stable for p in day90 if year_of[p] == int(y)), sum(year_of[p] == int(y) for p in day90)) for y in ("2024", "2025")})

# ---- Justice Counts, other cities -------------------------------------------------------------------------

counts = []
for month in r.months(D(2025, 1, 1), D(2025, 12, 1)):
    parts = {"Emergency Calls": rng.randint(2000, 2600), "Non-emergency Calls": rng.randint(3000, 4200), "Unknown Calls": rng.randint(0, 40)}
    total = sum(parts.values()) + (25 if month.month == 4 else 0)  # April does not add up
    counts.append(dict(row_id=f"calls-{month.isoformat()}", agency=r.AGENCY, metric="law_enforcement.calls_for_service", month=month, breakdown="", value_of="", figure=total))
    counts += [dict(row_id=f"calls-{month.isoformat()}-{i}", agency=r.AGENCY, metric="law_enforcement.calls_for_service", month=month, breakdown="call_type", value_of=k, figure=v) for i, (k, v) in enumerate(parts.items())]
counts += [dict(row_id=f"{m}-2025", agency=r.AGENCY, metric=m, month=D(2025, 1, 1), breakdown="", value_of="", figure=v) for m, v in (("jails.expenses", 14200000), ("prosecution.total_staff", 61), ("defense.total_staff", 38), ("supervision.funding", 5100000))]
pack.write("justice_count", [iso(c) for c in counts], bad=[dict(row_id="x", metric="jails.happiness", month="2025-01-01", figure=1)])
pack.check("count.parts_differ", ["calls-2025-04-01"])
pack.counts("justice_counts.published", {"law_enforcement": 48, "jails": 1, "prosecution": 1, "defense": 1, "supervision": 1})
GROUPS = {"13A": "Person Offenses", "13B": "Person Offenses", "35A": "Drug Offenses", "520": "Public Order Offenses", "90C": "Public Order Offenses", "90J": "Public Order Offenses", "90Z": "Other Offenses"}
pack.counts("justice_counts.arrests", Counter(GROUPS.get(x["offense"], "Property Offenses") for x in arrests if x["arrested"].strftime("%Y-%m") > "2025-01"))
peers = []
for city, people_ in (("Easton", 310000), ("Westfield", 190000), ("Lakemont", 540000), ("Fairhaven", 260000)):
    peers.append(dict(row_id=f"{city}-jail", city=city, indicator="jail_population", year_from=D(2025, 1, 1), events=round(people_ * rng.uniform(0.0012, 0.003)), base=people_, source="invented"))
    peers.append(dict(row_id=f"{city}-youth", city=city, indicator="youth_arrests", year_from=D(2025, 1, 1), events=round(people_ * 0.2 * rng.uniform(0.001, 0.004)), base=round(people_ * 0.2), source="invented"))
    peers.append(dict(row_id=f"{city}-missed", city=city, indicator="missed_court", year_from=D(2025, 1, 1), events=rng.randint(300, 900), base=rng.randint(3000, 5000), source="invented"))
pack.write("peer_value", [iso(p) for p in peers], bad=[dict(row_id="x", city="Nowhere", indicator="jail_population", year_from="2025-01-01", events=3, base=100)])
pack.rates("commission.jail", {"Easton": (peers[0]["events"], peers[0]["base"]), "Riverton": (sum(b["facility"] == "jail" and b["released"] is None for b in bookings), sum(homes.values()))})
pack.shares("commission.missed", {"Easton": (peers[2]["events"], peers[2]["base"]), "Riverton": (sum(k["missed_appearances"] > 0 for k in cases), len(cases))})
pack.counts("commission.evidence", {"harm": 3, "mixed": 3})
unreminded = sum(k["missed_appearances"] for k in cases if k["filed_on"] > year_ago and not k["reminded"])
pack.expect("measure", "commission.recommend", "Text reminders", "now", unreminded)
pack.end()
