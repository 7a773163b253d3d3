"""Writes packs/care/sample and what the pack must say of it.

Planted: a mobile crisis team starts in January 2025 and takes calls from the police; police without training use more
force; people with serious mental illness stay about twice as long in jail at equal charges and return more often; one
booking in nine is never screened and some screenings cannot be finished; consents that ran out, were revoked, or may
not be; disclosures of every kind; overdoses fall after naloxone reaches bystanders.
"""
import datetime
import math
import random
import statistics
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

import riverton as r

rng = random.Random(8)
pack = r.Pack("care")
D = datetime.date
DAY = datetime.timedelta(1)
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
ZONE = ZoneInfo(r.ZONE)
LAST = D(2026, 1, 27)  # events end here, so that nothing is due within hours of the questions


def at(day, minute):
    return datetime.datetime(day.year, day.month, day.day, minute // 60, minute % 60)


def stamp(moment):
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def hours(a, b):
    """Hours that passed between two moments of the wall clock."""
    return (b.replace(tzinfo=ZONE).timestamp() - a.replace(tzinfo=ZONE).timestamp()) / 3600


def poisson(mean):
    limit, k, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        k, product = k + 1, product * rng.random()
    return k


def clock_hours(name, items, show=6):
    """items: (record, start, hours, met or None)."""
    state = Counter({"overdue": 0, "met": 0, "met_late": 0})
    for _, start, n, met in items:
        state["overdue" if met is None else "met" if hours(start, met) <= n else "met_late"] += 1
    for s in sorted(state):
        pack.expect("clock", name, "", s, state[s])
    for record, start, n, _ in items[:show]:
        due = datetime.datetime.fromtimestamp(start.replace(tzinfo=ZONE).timestamp() + 3600 * n, ZONE)
        pack.expect("clock", name, record, "due", due.date().isoformat())


# ---- calls and responses ----------------------------------------------------------------------------------

calls, responses = [], []
for month in r.months(D(2024, 1, 1), LAST):
    for _ in range(poisson(72)):
        day = r.between(rng, month, min(r.month_end(month), LAST))
        line = rng.choices(["911", "988", "local"], [60, 25, 15])[0]
        behavioral = line != "911" or rng.random() < 0.8
        risk = rng.choices(["none", "low", "moderate", "high", "unknown"], [10, 34, 33, 15, 8])[0]
        weapon = rng.choices([True, False, None], [7, 86, 7])[0]
        violence = rng.choices([True, False, None], [9, 84, 7])[0]
        crime = rng.choices([True, False, None], [8, 86, 6])[0]
        medical = rng.choices([True, False, None], [9, 86, 5])[0]
        agreed = rng.choices([True, False, None], [48, 34, 18])[0] if line == "911" else None
        area = rng.choice(r.AREAS)[0]
        lon, lat = r.point_in(rng, area)
        calls.append(dict(line=line, moment=at(day, rng.randint(0, 1439)), area=area, place_lon=lon, place_lat=lat, behavioral_health=behavioral, risk=risk,
                          suicide=rng.random() < 0.3, weapon=weapon, violence=violence, crime=crime, medical_need=medical, minor=rng.random() < 0.08,
                          language=rng.choices(["en", "es", "vi"], [80, 15, 5])[0], person=f"C{rng.randint(1, 900):04d}" if rng.random() < 0.6 else "", agreed=agreed))
calls.sort(key=lambda c: c["moment"])
unanswered, risky_rescue = [], []
for n, c in enumerate(calls, 1):
    c["call_id"], c["received"] = f"CC{n:05d}", stamp(c["moment"])
    late = c["moment"].date() >= D(2025, 1, 1)
    easy = c["behavioral_health"] and c["risk"] in ("none", "low") and not c["weapon"] and not c["violence"]
    c["transfer"] = rng.choices(["warm", "cold", "lost"], [70, 18, 12])[0] if (c["line"] == "911" and c["agreed"] and easy) or (c["line"] == "988" and rng.random() < 0.08) else "none"
    c["by_phone"] = easy and (c["line"] != "911" or c["transfer"] in ("warm", "cold")) and rng.random() < 0.92
    team = None
    if not c["by_phone"] and c["transfer"] != "lost":
        if c["weapon"] or c["violence"] or c["crime"] or not c["behavioral_health"]:
            team = rng.choices(["police", "police_cit", "co_response"], [45, 35, 20])[0]
        elif c["medical_need"]:
            team = "ems"
        elif late and rng.random() < 0.7 or c["line"] == "local":
            team = "mobile_crisis"
        else:
            team = rng.choices(["police", "police_cit", "co_response"], [45, 38, 17])[0]
    c["sent"] = team or ""
    c["rescued_without_consent"] = c["line"] == "988" and c["risk"] == "high" and rng.random() < 0.3
    if team is None:
        continue
    dispatched = c["moment"] + rng.randint(1, 12) * MINUTE
    arrived = dispatched + rng.randint(4, 40) * MINUTE if rng.random() < 0.97 else None
    hard = bool(c["weapon"] or c["violence"])
    force = rng.random() < {"police": 0.09, "police_cit": 0.04, "co_response": 0.025, "mobile_crisis": 0.001, "ems": 0.002}[team] * (2 if hard else 0.8)
    if team in ("police", "police_cit", "co_response"):
        arrest = {"police": 0.22, "police_cit": 0.13, "co_response": 0.08}[team] * (1.5 if c["crime"] else 0.8)
        disposition = "arrest" if rng.random() < arrest else rng.choices(["settled", "referral", "transport", "hold", "citation", "not_found", "no_action"], [30, 20, 15, 14, 4, 8, 9])[0]
    elif team == "ems":
        disposition = rng.choices(["medical", "transport", "no_action"], [80, 12, 8])[0]
    else:
        disposition = rng.choices(["settled", "referral", "transport", "hold", "not_found"], [42, 30, 14, 5, 9])[0]
    follow = c["moment"] + rng.randint(5, 110) * HOUR if rng.random() < 0.78 else None
    responses.append(dict(call=c["call_id"], team=team, trained=team in ("police_cit", "co_response") or (team == "police" and rng.random() < 0.1), dispatched=dispatched, arrived=arrived,
                          left=arrived and arrived + rng.randint(10, 150) * MINUTE, disposition=disposition, force_used=force, injured=rng.random() < (0.12 if force else 0.01),
                          substances=rng.random() < 0.35, homeless=rng.random() < 0.25, veteran=rng.random() < 0.06,
                          drop_off_minutes=rng.randint(5, 90) if disposition in ("transport", "hold") and team != "mobile_crisis" else "", follow=follow, c=c))
for n, x in enumerate(responses, 1):
    x["response_id"] = f"CR{n:05d}"
dropped = {responses[i]["response_id"] for i in (20, 120, 220)}  # sent, but nobody wrote what was done
unanswered = [x["call"] for x in responses if x["response_id"] in dropped]
responses = [x for x in responses if x["response_id"] not in dropped]
for c in [c for c in calls if c["line"] == "988" and c["risk"] == "low"][:2]:
    c["rescued_without_consent"] = True
    risky_rescue.append(c["call_id"])
keys = ["call_id", "line", "received", "area", "place_lon", "place_lat", "behavioral_health", "risk", "suicide", "weapon", "violence", "crime", "medical_need", "minor", "language", "person",
        "transfer", "agreed", "sent", "by_phone", "rescued_without_consent"]
pack.write("crisis_call", [{k: c[k] for k in keys} for c in calls],
           bad=[dict(call_id="CC90001", line="411", received="2025-02-01 10:00"), dict(call_id="CC90002", line="988", received="2025-02-30 10:00"),
                dict(call_id="CC90003", line="911", received="2027-01-01 09:00")])
wrong = responses[30]
pack.write("crisis_response", [dict(response_id=x["response_id"], call=x["call"], team=x["team"], trained=x["trained"], dispatched=stamp(x["dispatched"]), arrived=stamp(x["arrived"]), left_scene=stamp(x["left"]),
                                    disposition=x["disposition"], force_used=x["force_used"], injured=x["injured"], substances=x["substances"], homeless=x["homeless"], veteran=x["veteran"],
                                    drop_off_minutes=x["drop_off_minutes"], provider="O09" if x["disposition"] in ("transport", "hold", "medical") else "", followed_up=stamp(x["follow"]))
                               for x in responses],
           bad=[dict(response_id="CR90001", call=calls[5]["call_id"], team="police", dispatched="2025-03-01 10:00", arrived="2025-03-01 09:00"),
                dict(response_id="CR90003", call=calls[5]["call_id"], team="dragoons", dispatched="2025-03-01 10:00")],
           orphans=[dict(response_id="CR90002", call="CC99999", team="ems", dispatched="2025-03-01 10:00", disposition="medical", trained=False, force_used=False, injured=False)], lost="call")
pack.check("call.no_response_recorded", unanswered)
pack.check("call.rescue_without_risk", risky_rescue)
pack.check("call.risk_missing", [c["call_id"] for c in calls if c["behavioral_health"] and c["risk"] == "unknown"])

about = [c for c in calls if c["behavioral_health"]]
police = {x["call"] for x in responses if x["team"] in ("police", "police_cit", "co_response")}
year = lambda moment: str(moment.year)
pack.counts("call.by_line", Counter(c["line"] for c in about))
pack.shares("call.without_police", {y: (sum(c["call_id"] not in police for c in about if year(c["moment"]) == y), sum(year(c["moment"]) == y for c in about)) for y in ("2024", "2025", "2026")})
pack.shares("call.by_phone", {x: (sum(c["by_phone"] for c in about if c["line"] == x), sum(c["line"] == x for c in about)) for x in ("911", "988", "local")})
moved = [c for c in calls if c["transfer"] != "none"]
pack.shares("call.lost_in_transfer", {x: (sum(c["transfer"] == "lost" for c in moved if c["line"] == x), sum(c["line"] == x for c in moved)) for x in ("911", "988")})
by_person = defaultdict(list)
for c in calls:
    if c["person"]:
        by_person[c["person"]].append(c["moment"])
frequent = sum(any(sum(0 <= hours(a, b) <= 2160 for b in moments) >= 3 for a in moments) for moments in by_person.values())
pack.shares("call.frequent", {"": (frequent, len(by_person))})

every = responses + [dict(team="ems", disposition="medical", trained=False, force_used=False, injured=False, dispatched=at(D(2025, 3, 1), 600))]
team = Counter(x["team"] for x in every)
force = Counter(x["team"] for x in every if x["force_used"])
pack.rates("response.force", {t: (force[t], team[t]) for t in team if t != "ems"})
arrests = Counter(x["team"] for x in every if x["disposition"] == "arrest")
pack.shares("response.arrest_share", {t: (arrests[t], team[t]) for t in team if t != "ems"})
pack.shares("response.injuries", {t: (sum(x["injured"] for x in every if x["team"] == t), team[t]) for t in team})
pack.counts("response.disposition", Counter(x["disposition"] for x in every))
cops = [x for x in responses if x["team"] in ("police", "police_cit", "co_response")]
pack.shares("response.trained", {y: (sum(x["trained"] for x in cops if year(x["dispatched"]) == y), sum(year(x["dispatched"]) == y for x in cops)) for y in ("2024", "2025")})
for t in ("police", "mobile_crisis"):
    minutes = [60 * hours(x["c"]["moment"], x["arrived"]) for x in responses if x["team"] == t and x["arrived"]]
    pack.expect("measure", "response.minutes", t, "estimate", float(statistics.median(minutes)))
clock_hours("crisis.follow_up", [(x["response_id"], x["dispatched"], 72, x["follow"]) for x in responses if x["disposition"] in ("settled", "referral", "transport", "hold")])

recent = [c for c in about if c["moment"].date() > r.AS_OF - 90 * DAY]


def any_of(*v):
    return True if True in v else None if None in v else False


def all_of(*v):
    return False if False in v else None if None in v else True


def no(v):
    return None if v is None else not v


pack.decision("call.police", {c["call_id"]: any_of(c["weapon"], c["violence"], c["crime"]) for c in recent})
pack.decision("call.ambulance", {c["call_id"]: c["medical_need"] for c in recent})
low = {c["call_id"]: None if c["risk"] == "unknown" else c["risk"] in ("none", "low") for c in recent}
yes = {c["call_id"]: True if c["line"] == "988" else c["agreed"] for c in recent}
pack.decision("call.counselor", {c["call_id"]: all_of(low[c["call_id"]], yes[c["call_id"]], no(c["weapon"]), no(c["violence"]), no(c["medical_need"])) for c in recent})
presence = {}
for c in recent:
    if c["risk"] in ("moderate", "high") or (c["agreed"] is False and c["line"] != "988"):
        presence[c["call_id"]] = True
    else:
        presence[c["call_id"]] = False if c["risk"] in ("none", "low") and (c["agreed"] or c["line"] == "988") else None
pack.decision("call.crisis_team", {c["call_id"]: all_of(presence[c["call_id"]], no(c["weapon"]), no(c["violence"]), no(c["crime"])) for c in recent})

# ---- jail -------------------------------------------------------------------------------------------------

CHARGES = [("felony_violent", 12, 40), ("felony_other", 22, 24), ("misdemeanor", 46, 7), ("violation", 14, 18), ("other", 6, 10)]
people = {}
for i in range(1, 701):
    sex = rng.choices(["male", "female"], [78, 22])[0]
    people[f"N{i:04d}"] = dict(sex=sex, race=rng.choices(r.RACES, [5, 33, 38, 20, 4])[0], age=round(rng.triangular(18, 68, 29)), smi=rng.random() < (0.31 if sex == "female" else 0.15))
stays = []
arrested = [x for x in responses if x["disposition"] == "arrest"]
lost_arrests = {x["response_id"] for x in arrested[5::25]}  # arrested, but no booking names the call
later = {x["response_id"] for x in arrested[7::40]}  # booked days later
for x in arrested:
    if x["response_id"] in lost_arrests:
        continue
    booked = x["dispatched"] + (3 * DAY if x["response_id"] in later else rng.randint(1, 4) * HOUR)
    stays.append((booked, x["call"]))
for month in r.months(D(2024, 1, 1), LAST):
    for _ in range(poisson(26)):
        stays.append((at(r.between(rng, month, min(r.month_end(month), LAST)), rng.randint(0, 1439)), ""))
stays.sort()
free_from, out = {}, []
for n, (booked, call) in enumerate(stays, 1):
    while True:
        person = rng.choice(list(people)) if rng.random() < 0.65 or not out else rng.choice(out)["person"]
        if free_from.get(person, booked) <= booked:
            break
    p = people[person]
    charge = rng.choices([c for c, _, _ in CHARGES], [w for _, w, _ in CHARGES])[0]
    mean = {c: d for c, _, d in CHARGES}[charge] * (2.0 if p["smi"] else 1)
    days = rng.expovariate(1 / mean)
    released = (booked + datetime.timedelta(minutes=round(1440 * days) + 120))
    released = released if released.date() <= LAST else None
    free_from[person] = released or datetime.datetime(2100, 1, 1)
    way = rng.choices(["bond", "dismissed", "time_served", "diverted", "treatment", "transfer"], [46, 16, 20, 6, 5, 7])[0] if released else ""
    assessed = rng.random() < (0.85 if p["smi"] else 0.35)
    smi = p["smi"] if assessed else None
    plan = booked.date() + round(days) * DAY if days > 30 and rng.random() < 0.8 else None
    applied = plan - rng.randint(5, 60) * DAY if plan and rng.random() < 0.7 else None
    if applied and applied < booked.date():
        applied = None
    appointment = released.date() + rng.randint(1, 20) * DAY if smi and released and way != "transfer" and rng.random() < 0.6 else None
    out.append(dict(booking_id=f"BK{n:05d}", person=person, booked=booked, released=released, release_type=way, charge_class=charge, call=call, sex=p["sex"], race=p["race"], age=p["age"],
                    smi=smi, smi_on=booked.date() + rng.randint(1, 5) * DAY if assessed else None, substance_use=rng.random() < 0.4, release_planned_for=plan, benefits_applied_on=applied,
                    covered=rng.random() < 0.6 if smi else None, medicine_days=rng.choice([0, 3, 7, 14, 30]) if smi else "", appointment_on=appointment,
                    appointment_kept=(rng.random() < 0.55) if appointment and appointment <= r.AS_OF else None))
stays = out
double = dict(stays[40], booking_id="BK90001", booked=stays[40]["booked"] + HOUR, call="")
if stays[40]["released"] is None:
    raise SystemExit("choose another stay to double")
stays.append(double)


def sheet(s):
    row = {k: v for k, v in s.items() if k not in ("booked", "released")}
    for k in ("smi_on", "release_planned_for", "benefits_applied_on", "appointment_on"):
        row[k] = s[k].isoformat() if s[k] else ""
    row["smi_on"] = r.known(s["smi_on"])
    row["benefits_applied_on"] = r.known(s["benefits_applied_on"])
    return dict(row, booked=stamp(s["booked"]), released=stamp(s["released"]))


pack.write("jail_stay", [sheet(s) for s in stays],
           bad=[dict(booking_id="BK90002", person="N0001", booked="2025-05-01 10:00", released="2025-04-30 10:00"), dict(booking_id="BK90003", person="", booked="2025-05-01 10:00"),
                dict(booking_id="BK90004", person="N0002", booked="2025-05-01 10:00", charge_class="treason")])
pack.check("stay.two_at_once", ["BK90001"])

screenings = []
for s in stays:
    if s["booking_id"] == "BK90001" or rng.random() < 0.11:
        continue
    tool = "CMHS-W" if s["sex"] == "female" and rng.random() < 0.25 else "CMHS-M" if s["sex"] == "male" and rng.random() < 0.03 else "BJMHS"
    started = s["booked"] + rng.choice([rng.randint(10, 230), rng.randint(10, 230), rng.randint(250, 1500)]) * MINUTE
    lift = people[s["person"]]["smi"]
    language = rng.choices(["en", "es", "vi"], [78, 17, 5])[0]
    blocked = rng.random() < (0.05 if language == "en" else 0.14)
    items = ["not_asked" if blocked else rng.choices(["yes", "no", "refused"], [30 if lift else 4, 70 if lift else 94, 2])[0] for _ in range(6)]
    items += ["not_asked" if blocked else rng.choices(["yes", "no", "refused"], [45 if lift else 3, 55 if lift else 96, 1])[0] for _ in range(2)]
    other = (not blocked) and rng.random() < 0.02
    score = rng.randint(0, 10) if tool != "BJMHS" else ""
    symptoms, open_ = items[:6].count("yes"), sum(i not in ("yes", "no") for i in items[:6])
    if tool != "BJMHS":
        positive = score >= {"CMHS-W": 5, "CMHS-M": 6}[tool]
    else:
        positive = any_of(items[6] == "yes" if items[6] in ("yes", "no") else None, items[7] == "yes" if items[7] in ("yes", "no") else None,
                          True if symptoms >= 2 else None if symptoms + open_ >= 2 else False, other)
    referred = positive is True and rng.random() < 0.96
    assessed = started + rng.randint(4, 130) * HOUR if referred and rng.random() < 0.85 else None
    assessed = assessed if assessed and assessed.date() <= LAST else None
    screenings.append(dict(s=s, booking=s["booking_id"], instrument=tool, version="2005" if tool == "BJMHS" else "1", started=started, language=language, items=items, other_reason=other, score=score,
                           positive=positive, referred=referred, assessed=assessed))
    if blocked and rng.random() < 0.6:
        again = dict(screenings[-1], items=["no"] * 8, started=started + rng.randint(3, 30) * HOUR, positive=False if tool == "BJMHS" else positive)
        screenings.append(again)
screenings.sort(key=lambda j: j["started"])
odd = next(j for j in screenings if j["s"]["sex"] == "male" and j["instrument"] == "BJMHS" and j["positive"] is False and not j["referred"])
odd["instrument"], odd["score"], odd["positive"] = "CMHS-W", 2, False
for n, j in enumerate(screenings, 1):
    j["screening_id"] = f"JS{n:05d}"
pack.write("jail_screening", [dict(screening_id=j["screening_id"], booking=j["booking"], instrument=j["instrument"], version=j["version"], started=stamp(j["started"]), ended=stamp(j["started"] + 3 * MINUTE),
                                   language=j["language"], interpreter=j["language"] != "en" and "not_asked" not in j["items"], screener="J7", other_reason=j["other_reason"], score=j["score"],
                                   referred=j["referred"], referred_at=stamp(j["started"] + 30 * MINUTE) if j["referred"] else "", assessed_at=stamp(j["assessed"]),
                                   **{f"item{i + 1}": j["items"][i] for i in range(8)}) for j in screenings],
           bad=[dict(screening_id="JS90001", booking=stays[0]["booking_id"], instrument="CMHS-W", started="2025-06-01 10:00"),
                dict(screening_id="JS90002", booking=stays[100]["booking_id"], instrument="BJMHS", started=stamp(stays[100]["booked"] + 3 * HOUR), ended=stamp(stays[100]["booked"])),
                dict(screening_id="JS90003", booking=stays[100]["booking_id"], instrument="MMPI", started="2025-06-01 10:00")])
pack.check("screening.not_referred", [j["screening_id"] for j in screenings if j["positive"] and not j["referred"]])
pack.check("screening.wrong_instrument", [odd["screening_id"]])
pack.decision("screening.positive", {j["screening_id"]: j["positive"] for j in screenings})
done = {}
for j in screenings:
    done.setdefault(j["booking"], j)
AS_OF_END = datetime.datetime(2026, 1, 31, 23, 59, 59)
held = [s for s in stays if hours(s["booked"], s["released"] or AS_OF_END) >= 24]
pack.check("stay.never_screened", [s["booking_id"] for s in held if s["booking_id"] not in done])
clock_hours("screening.at_booking", [(s["booking_id"], s["booked"], 4, done[s["booking_id"]]["started"] if s["booking_id"] in done else None) for s in stays])
after = {j["screening_id"]: next((k["started"] for k in screenings if k["booking"] == j["booking"] and k["started"] > j["started"]), None) for j in screenings if j["positive"] is None}
clock_hours("screening.ask_again", [(j["screening_id"], j["started"], 24, after[j["screening_id"]]) for j in screenings if j["positive"] is None])
pack.clock("screening.assess", [(j["screening_id"], j["started"].date() + 3 * DAY, j["assessed"] and j["assessed"].date()) for j in screenings if j["positive"]])
pack.shares("screening.screened", {y: (sum(s["booking_id"] in done for s in held if year(s["booked"]) == y), sum(year(s["booked"]) == y for s in held)) for y in ("2024", "2025")})
groups = defaultdict(list)
for j in screenings:
    if j["positive"] is not None:
        groups[f"{j['instrument']}, {j['s']['sex']}"].append(j["positive"])
pack.shares("screening.positive_share", {g: (sum(v), len(v)) for g, v in groups.items() if g.startswith("BJMHS")})
for y in ("2024", "2025"):
    pack.expect("measure", "screening.hours", y, "estimate", float(statistics.median(hours(s["booked"], done[s["booking_id"]]["started"]) for s in stays if s["booking_id"] in done and year(s["booked"]) == y)))

years = ("2024", "2025", "2026")
pack.shares("stepping_up.booked", {y: (sum(s["smi"] is True for s in stays if year(s["booked"]) == y), sum(year(s["booked"]) == y for s in stays)) for y in years})
pack.counts("stepping_up.people", {y: len({s["person"] for s in stays if s["smi"] and year(s["booked"]) == y}) for y in years})


def days_of(s):
    """Hours by 24, rounded up; wall clock over a day."""
    if hours(s["booked"], s["released"]) <= 24:
        return 1
    return (s["released"].date() - s["booked"].date()).days + (s["released"].time() > s["booked"].time())


ill = {True: "serious mental illness", False: "none confirmed"}
for value, word in ill.items():
    d = [days_of(s) for s in stays if s["released"] and s["smi"] is value]
    pack.expect("measure", "stepping_up.stay_mean", word, "estimate", float(sum(d) / len(d)))
    pack.expect("measure", "stepping_up.stay_median", word, "estimate", float(statistics.median(d)))
    d = [days_of(s) for s in stays if s["released"] and s["smi"] is value and s["charge_class"] == "misdemeanor"]
    pack.expect("measure", "stepping_up.stay_by_charge", "Misdemeanor, " + word, "estimate", float(sum(d) / len(d)))
followed = [s for s in stays if s["released"] and r.add_months(s["released"].date(), 12) <= r.AS_OF]
again = {s["booking_id"]: any(t["person"] == s["person"] and t["booked"] > s["released"] and t["booked"].date() <= r.add_months(s["released"].date(), 12) for t in stays) for s in followed}
pack.shares("stepping_up.return", {word: (sum(again[s["booking_id"]] for s in followed if s["smi"] is value), sum(s["smi"] is value for s in followed)) for value, word in ill.items()})

# ---- suicide screens, competency, holds -------------------------------------------------------------------

suicide = []
for s in rng.sample(stays[:-1], 320):
    q1 = rng.choices(["yes", "no", "refused"], [18, 79, 3])[0]
    q2 = rng.choices(["yes", "no", "refused"], [12, 85, 3])[0] if q1 != "refused" else "refused"
    q3, q4, q5 = [rng.choices(["yes", "no", "refused"], [w, 97 - w, 3])[0] if q2 == "yes" else "" for w in (50, 25, 15)]
    q6 = rng.choices(["yes", "no", "refused"], [9, 88, 3])[0]
    q7 = rng.choices(["yes", "no", "refused"], [40, 55, 5])[0] if q6 == "yes" else ""
    asked = s["booked"] + rng.randint(20, 300) * MINUTE
    tri = lambda v: v == "yes" if v in ("yes", "no") else None
    intent, plan = (tri(q4) if q4 else (False if q2 == "no" else None)), (tri(q5) if q5 else (False if q2 == "no" else None))
    behavior = False if q6 == "no" else tri(q7) if q6 == "yes" else None
    high = q4 == "yes" or q5 == "yes" or (q6 == "yes" and q7 == "yes")
    suicide.append(dict(booking=s["booking_id"], asked=asked, q1=q1, q2=q2, q3=q3, q4=q4, q5=q5, q6=q6, q6_recent=q7, high=high, watch=any_of(intent, plan, behavior),
                        consult=any_of(tri(q1), tri(q2), tri(q3) if q3 else (False if q2 == "no" else None), tri(q6)),
                        watched_from=asked + 5 * MINUTE if high and rng.random() < 0.92 else None, evaluated=asked + rng.randint(1, 14) * HOUR if high and rng.random() < 0.9 else None))
suicide.sort(key=lambda x: x["asked"])
for n, x in enumerate(suicide, 1):
    x["screen_id"] = f"SS{n:04d}"
pack.write("suicide_screen", [dict({k: x[k] for k in ("screen_id", "booking", "q1", "q2", "q3", "q4", "q5", "q6", "q6_recent")}, asked=stamp(x["asked"]), watched_from=stamp(x["watched_from"]), evaluated=stamp(x["evaluated"])) for x in suicide],
           bad=[dict(screen_id="SS9001", booking=stays[3]["booking_id"], asked="2025-02-01 10:00", q1="yes", q2="yes", q6="no")])
pack.decision("suicide.watch", {x["screen_id"]: x["watch"] for x in suicide})
pack.decision("suicide.consult", {x["screen_id"]: x["consult"] for x in suicide})
pack.check("suicide.not_watched", [x["screen_id"] for x in suicide if x["high"] and x["watched_from"] is None])
clock_hours("suicide.evaluate", [(x["screen_id"], x["asked"], 8, x["evaluated"]) for x in suicide if x["high"]])

orders = []
for n, s in enumerate(rng.sample([s for s in stays[:-1] if s["smi"]], 60), 1):
    ordered = s["booked"].date() + rng.randint(3, 25) * DAY
    evaluated = ordered + rng.randint(5, 40) * DAY
    evaluated = evaluated if evaluated <= r.AS_OF and rng.random() < 0.93 else None
    competent = rng.random() < 0.35 if evaluated else None
    restore = evaluated + rng.randint(1, 6) * DAY if competent is False else None
    restore = restore if restore and restore <= r.AS_OF else None
    bed = restore + rng.randint(3, 120) * DAY if restore else None
    bed = bed if bed and bed <= r.AS_OF else None
    orders.append(dict(order_id=f"CO{n:03d}", booking=s["booking_id"], state="CA", ordered_on=ordered, evaluated_on=evaluated, competent=competent, restoration_ordered_on=restore, bed_on=bed, in_jail=bed is None))
orders = [o for o in orders if o["ordered_on"] <= r.AS_OF]
iso = lambda row: {k: (v.isoformat() if isinstance(v, D) else v) for k, v in row.items()}
pack.write("competency_order", [iso(o) for o in orders], bad=[dict(order_id="CO901", state="XX", ordered_on="2025-01-01")])
pack.clock("competency.evaluate", [(o["order_id"], o["ordered_on"] + 14 * DAY, o["evaluated_on"]) for o in orders])
pack.clock("competency.bed", [(o["order_id"], o["restoration_ordered_on"] + 7 * DAY, o["bed_on"]) for o in orders if o["restoration_ordered_on"]])
for y in ("2024", "2025"):
    d = [(o["bed_on"] - o["restoration_ordered_on"]).days for o in orders if o["bed_on"] and o["restoration_ordered_on"].year == int(y)]
    pack.expect("measure", "competency.days_to_bed", y, "estimate", float(statistics.median(d)))

holds, LIMIT = [], {"CA": 72, "FL": 72, "TX": 48, "IL": 24}
held_calls = [x for x in responses if x["disposition"] == "hold"]
for n, x in enumerate(held_calls, 1):
    started = x["dispatched"] + HOUR
    ended = started + rng.randint(8, 90) * HOUR
    outcome = rng.choices(["released", "voluntary", "extended", "committed", "transferred"], [52, 22, 16, 6, 4])[0]
    holds.append(dict(hold_id=f"EH{n:04d}", state="CA", person=x["c"]["person"], call=x["call"], started=started, applied_by="police" if x["team"] != "mobile_crisis" else "clinician",
                      facts="Stood in the road and shouted that cars were not real.", advised=rng.random() < 0.95, examined=started + rng.randint(1, 20) * HOUR, ended=ended, outcome=outcome,
                      committed_by_court=True if outcome == "committed" else None if rng.random() < 0.05 else False))
for n, state in enumerate(["FL", "TX", "IL", "FL", "TX", "IL"] * 2, len(holds) + 1):  # of neighbors, to show that the law differs
    started = at(r.between(rng, D(2025, 1, 1), LAST - 7 * DAY), 600)
    holds.append(dict(hold_id=f"EH{n:04d}", state=state, person="", call="", started=started, applied_by="clinician", facts="", advised=True, examined=started + rng.randint(1, 40) * HOUR,
                      ended=started + rng.randint(20, 100) * HOUR, outcome="released", committed_by_court=False))
holds[3]["facts"] = "Acting strange"
pack.write("emergency_hold", [dict(h, started=stamp(h["started"]), examined=stamp(h["examined"]), ended=stamp(h["ended"])) for h in holds],
           bad=[dict(hold_id="EH9001", state="CA", started="2025-01-10 10:00", applied_by="police", facts="")])
short = [h["hold_id"] for h in holds if h["facts"] and len(h["facts"]) < 20]
pack.check("hold.too_few_facts", short)
clock_hours("hold.end", [(h["hold_id"], h["started"], LIMIT[h["state"]], h["examined"] if h["state"] == "IL" else h["ended"]) for h in holds])
pack.decision("hold.bars_firearms", {h["hold_id"]: all_of(h["committed_by_court"], no(h["outcome"] == "voluntary")) for h in holds})

# ---- care -------------------------------------------------------------------------------------------------

episodes = []
for s in stays[:-1]:
    if s["smi"] and s["released"] and rng.random() < 0.55:
        referred = s["released"].date() - rng.randint(0, 6) * DAY
        started = s["released"].date() + rng.randint(1, 45) * DAY if rng.random() < 0.85 else None
        episodes.append((referred, started, s["person"], s["booking_id"], rng.choice(["outpatient", "fact", "moud", "residential"]), "4"))
for _ in range(260):
    referred = r.between(rng, D(2024, 1, 1), r.AS_OF)
    started = referred + rng.randint(0, 40) * DAY if rng.random() < 0.8 else None
    episodes.append((referred, started, rng.choice(list(people)), "", rng.choice(["outpatient", "moud", "detox", "residential", "crisis_bed", "recovery"]), rng.choice("01235")))
episodes = sorted((e for e in episodes if e[0] <= r.AS_OF), key=lambda e: (e[0], e[2], e[4]))
rows = []
for n, (referred, started, person, booking, kind, intercept) in enumerate(episodes, 1):
    started = started if started and started <= r.AS_OF else None
    ended = started + rng.randint(10, 220) * DAY if started else None
    ended = ended if ended and ended <= r.AS_OF else None
    part2 = kind in ("moud", "detox", "residential")
    rows.append(dict(episode_id=f"TE{n:04d}", person=person, booking=booking, provider="O09", kind=kind, part2=part2, intercept=intercept, referred_on=referred, started_on=started, ended_on=ended,
                     ending=rng.choices(["completed", "moved", "left", "jailed", "died"], [48, 18, 26, 7, 1])[0] if ended else "", substances="opioid" if part2 else ""))
unmarked = [e for e in rows if e["kind"] == "detox"][:2]
for e in unmarked:
    e["part2"] = False
pack.write("treatment_episode", [iso(e) for e in rows],
           bad=[dict(episode_id="TE9001", person="N0003", kind="outpatient", part2="no", referred_on="2025-03-01", started_on="2025-02-01"), dict(episode_id="TE9002", person="N0003", kind="outpatient", referred_on="2025-03-01")])
pack.check("treatment.part2_not_marked", [e["episode_id"] for e in unmarked])
pack.counts("intercept.referred", Counter(e["intercept"] for e in rows))
starts = defaultdict(list)
for e in rows:
    if e["started_on"]:
        starts[e["person"]].append(e["started_on"])
treated = lambda s: any(s["released"].date() <= d <= s["released"].date() + 30 * DAY for d in starts[s["person"]])
ripe = [s for s in stays if s["smi"] and s["released"] and s["released"].date() + 30 * DAY <= r.AS_OF and s["release_type"] != "transfer"]
pack.shares("stepping_up.connected", {y: (sum(treated(s) for s in ripe if year(s["released"]) == y), sum(year(s["released"]) == y for s in ripe)) for y in ("2024", "2025")})
pack.shares("release.prepared", {"appointment within 7 days": (sum(bool(s["appointment_on"]) and s["appointment_on"] <= s["released"].date() + 7 * DAY for s in ripe), len(ripe)),
                                 "medicine for 7 days": (sum(s["medicine_days"] != "" and s["medicine_days"] >= 7 for s in ripe), len(ripe)),
                                 "coverage active": (sum(bool(s["covered"]) for s in ripe), len(ripe))})
pack.clock("release.appointment", [(s["booking_id"], s["released"].date() + 7 * DAY, s["appointment_on"]) for s in stays if s["smi"] and s["released"] and s["release_type"] != "transfer"])


def before(day, n):
    day -= n * DAY
    while not r.is_working(day):
        day -= DAY
    return day


benefits = [s for s in stays if s["release_planned_for"] and (s["release_planned_for"] - s["booked"].date()).days >= 45]
pack.clock("release.benefits", [(s["booking_id"], before(s["release_planned_for"], 30), s["benefits_applied_on"]) for s in benefits])
from_call = [s for s in stays if s["call"] and s["booking_id"] != "BK90001"]
about_ids = {c["call_id"] for c in about}
from_call = [s for s in from_call if s["call"] in about_ids]
third = [s for s in from_call if hours(s["booked"], s["released"] or AS_OF_END) > 72]
fourth = [s for s in third if s["released"] and not treated(s)]
fifth = [s for s in fourth if any(t["person"] == s["person"] and t["booked"] > s["released"] and t["booked"].date() <= r.add_months(s["released"].date(), 12) for t in stays)]
for stage, n in (("0 Crisis calls", len(about)), ("1 Police went", sum(c["call_id"] in police for c in about)), ("2 Booked into jail", len(from_call)), ("3 Held more than three days", len(third)),
                 ("4 Released without care within 30 days", len(fourth)), ("5 Booked again within a year", len(fifth))):
    pack.expect("measure", "intercept.funnel", stage, "count", n)
a = {x["call"]: x["dispatched"].date() for x in arrested}
b = {s["call"]: s["booked"].date() for s in stays if s["call"]}
pack.reconcile("care.arrests", a, b, lambda x, y: abs((x - y).days) <= 1)

requests = []
for n in range(1, 341):
    asked = r.between(rng, D(2024, 6, 1), r.AS_OF)
    kind = rng.choice(["outpatient", "residential", "moud", "detox", "housing", "crisis_bed"])
    wait = round(rng.expovariate(1 / {"outpatient": 20, "residential": 28, "moud": 5, "detox": 3, "housing": 90, "crisis_bed": 1}[kind]))
    started = asked + wait * DAY if rng.random() < 0.85 else None
    started = started if started and started <= r.AS_OF else None
    gone = asked + rng.randint(10, 80) * DAY if started is None and rng.random() < 0.5 else None
    gone = gone if gone and gone <= r.AS_OF else None
    requests.append(dict(request_id=f"RQ{n:04d}", person=rng.choice(list(people)), kind=kind, asked_on=asked, offered_on=started, started_on=started, dropped_on=gone, race=rng.choice(r.RACES)))
pack.write("service_request", [iso(q) for q in requests], bad=[dict(request_id="RQ9001", kind="moud", asked_on="2025-03-01", started_on="2025-02-27")])
pack.clock("service.start", [(q["request_id"], q["asked_on"] + 14 * DAY, q["started_on"]) for q in requests if q["dropped_on"] is None])
old = [q for q in requests if q["asked_on"] <= r.AS_OF - 14 * DAY]
pack.shares("service.in_time", {k: (sum(q["started_on"] is not None and (q["started_on"] - q["asked_on"]).days <= 14 for q in old if q["kind"] == k), sum(q["kind"] == k for q in old)) for k in ("moud", "outpatient", "housing")})

capacity, PLACES = [], {"crisis_bed": (16, 12), "inpatient": (40, 33), "restoration": (20, 20), "detox": (24, 18), "residential": (60, 44), "outpatient": (400, 310), "moud": (350, 300)}
for month in r.months(D(2025, 1, 1), r.AS_OF):
    for kind, (licensed, staffed) in PLACES.items():
        capacity.append(dict(row_id=f"{month.isoformat()}-{kind}", provider="O09", kind=kind, day=month, licensed=licensed, staffed=staffed, used=min(staffed, round(staffed * rng.uniform(0.78, 1.05))), waiting=rng.randint(0, 30)))
capacity[-3]["used"] = 64
pack.write("capacity", [iso(c) for c in capacity], bad=[dict(row_id="C9001", kind="detox", day="2025-04-01", licensed=10, staffed=12, used=3)])
pack.check("capacity.more_than_licensed", [capacity[-3]["row_id"]])
latest = [c for c in capacity if c["day"] == D(2026, 1, 1)]
pack.shares("capacity.full", {c["kind"]: (min(c["used"], c["staffed"]), c["staffed"]) for c in latest})
pack.shares("capacity.unstaffed", {c["kind"]: (c["licensed"] - c["staffed"], c["licensed"]) for c in latest})

# ---- diversion --------------------------------------------------------------------------------------------

diversions, PROGRAMS = [], ["DC", "MHC", "VC", "LEAD", "pretrial"]
for n in range(1, 321):
    received = r.between(rng, D(2024, 1, 1), r.AS_OF - 20 * DAY)
    referred = received + rng.randint(1, 90) * DAY
    program = rng.choice(PROGRAMS)
    closed = referred + rng.randint(90, 420) * DAY if rng.random() < 0.9 else None
    closed = closed if closed and closed <= r.AS_OF else None
    result = rng.choices(["graduated", "failed", "withdrew"], [68, 26, 6])[0] if closed else ""
    diversions.append(dict(diversion_id=f"DV{n:04d}", case_number=f"DK{n:04d}", participant=f"DP{rng.randint(1, 280):04d}", program=program, intercept="1" if program == "LEAD" else "2", received_on=received,
                           referred_on=referred if referred <= r.AS_OF else received, nth=1, offense=rng.choice(["Theft", "Narcotics", "Retail Theft"]), race=rng.choice(r.RACES), sex=rng.choice(["male", "female"]),
                           result=result, closed_on=closed, charge_dropped=(rng.random() < 0.9) if result == "graduated" else None))
early = [diversions[9], diversions[99]]
for d in early:
    d["referred_on"] = d["received_on"] - 30 * DAY
diversions[150]["referred_on"] = D(1946, 3, 2)
reviews = []
for n in range(1, 141):
    considered = r.between(rng, D(2025, 1, 1), r.AS_OF)
    pick = lambda p, u=0.04: None if rng.random() < u else rng.random() < p
    v = dict(review_id=f"DR{n:03d}", case_number=f"DX{n:03d}", considered_on=considered, charge_class=rng.choice([c for c, _, _ in CHARGES]), illness=pick(0.7, 0.1), signs=pick(0.6), sex_offense=pick(0.03, 0.01),
             murder=pick(0.01, 0.01), prosecutor_agrees=pick(0.85), defense_agrees=pick(0.97), corrections_agree=pick(0.92), judge_agrees=pick(0.92), clinician_agrees=pick(0.9), danger=pick(0.06, 0.03), race=rng.choice(r.RACES))
    v["answer"] = all_of(any_of(v["illness"], v["signs"]), v["prosecutor_agrees"], v["defense_agrees"], v["corrections_agree"], v["judge_agrees"], v["clinician_agrees"], no(v["sex_offense"]), no(v["murder"]), no(v["danger"]))
    offered = considered + rng.randint(1, 25) * DAY if v["answer"] else None
    v["offered_on"] = offered if offered and offered <= r.AS_OF else None
    v["accepted"] = (rng.random() < 0.85) if v["offered_on"] else None
    reviews.append(v)
accepted = [v for v in reviews if v["accepted"]]
for n, v in enumerate(accepted[3:], 321):  # the first three never reached the program's list
    diversions.append(dict(diversion_id=f"DV{n:04d}", case_number=v["case_number"], participant=f"DP{n:04d}", program="MHC", intercept="3", received_on=v["considered_on"], referred_on=v["offered_on"], nth=1,
                           offense="Theft", race=v["race"], sex="male", result="", closed_on=None, charge_dropped=None))
pack.write("diversion", [iso(d) for d in diversions], bad=[dict(diversion_id="DV9001", case_number="DK9001", program="XYZ", referred_on="2025-01-01"), dict(diversion_id="DV9002", program="DC", referred_on="2025-01-01")])
pack.write("diversion_review", [iso({k: x for k, x in v.items() if k != "answer"}) for v in reviews], bad=[dict(review_id="DR901", case_number="DX901", considered_on="")])
pack.decision("diversion.qualifies", {v["review_id"]: v["answer"] for v in reviews})
pack.check("diversion.referred_before_received", [d["diversion_id"] for d in early] + [diversions[150]["diversion_id"]])
pack.check("diversion.before_there_was_any", [diversions[150]["diversion_id"]])
pack.check("diversion.charge_not_dropped", [d["diversion_id"] for d in diversions if d["result"] == "graduated" and d["charge_dropped"] is False and d["closed_on"] < r.AS_OF - 60 * DAY])
pack.counts("diversion.programs", Counter(d["program"] for d in diversions))
ended = [d for d in diversions if d["result"]]
pack.shares("diversion.graduated", {p: (sum(d["result"] == "graduated" for d in ended if d["program"] == p), sum(d["program"] == p for d in ended)) for p in PROGRAMS})
a = {v["case_number"]: 1 for v in accepted}
b = {d["case_number"]: 1 for d in diversions if d["program"] in ("MHC", "DC") and d["referred_on"] >= D(2025, 1, 1)}
pack.reconcile("care.diversions", a, b, lambda x, y: True)
agreed = [v for v in reviews if v["prosecutor_agrees"] and v["judge_agrees"] and not v["danger"]]
pack.clock("diversion.decide", [(v["review_id"], r.calendar_days(v["considered_on"], 14), v["offered_on"]) for v in agreed])
good = [v for v in reviews if v["answer"]]
able = [x for x in every if x["team"] in ("police", "police_cit", "co_response") and x["disposition"] not in ("not_found", "no_action")]
pack.shares("intercept.diverted", {"1 Law enforcement": (sum(x["disposition"] in ("settled", "referral", "transport", "hold", "medical") for x in able), len(able)),
                                   "2 and 3 Courts": (sum(bool(v["accepted"]) for v in good), len(good))})

# ---- consents and disclosures -----------------------------------------------------------------------------

consents, WHO = [], ["treating", "coordinator", "court;probation", "jail_health", "payer", "probation"]
for n in range(1, 181):
    signed = r.between(rng, D(2024, 3, 1), r.AS_OF)
    who = rng.choice(WHO)
    ends = None if rng.random() < 0.2 else r.add_months(signed, rng.choice([6, 12, 24]))
    revoked = r.between(rng, signed, r.AS_OF) if rng.random() < 0.15 else None
    fixed = "probation" in who and rng.random() < 0.3
    event = r.between(rng, signed, r.AS_OF) if ends is None and rng.random() < 0.4 else None
    consents.append(dict(consent_id=f"CS{n:03d}", person=rng.choice(list(people)), version="2024-04", language=rng.choices(["en", "es"], [80, 20])[0], signed_on=signed, discloser="Riverton General Hospital", recipients=who,
                         scope=rng.choice(["attendance;progress", "attendance;diagnosis;medicine;progress;substance_use", "attendance;test_results"]), purposes=rng.choice(["monitoring", "coordination;treatment", "payment"]),
                         all_care=rng.random() < 0.1, expires_on=ends, until_event="end of probation" if ends is None else "", event_on=event, irrevocable=fixed, revoked_on=revoked))
pack.write("consent", [iso(c) for c in consents],
           bad=[dict(consent_id="CS901", person="N0001", signed_on="2025-01-01", discloser="Clinic", recipients="treating", scope="progress", purposes="treatment"),
                dict(consent_id="CS902", person="N0001", signed_on="2025-01-01", discloser="Clinic", recipients="treating", scope="progress", expires_on="2026-01-01", irrevocable="yes")])


def in_force(c, day):
    return (c["signed_on"] <= day and not (c["expires_on"] and c["expires_on"] < day) and not (c["event_on"] and c["event_on"] <= day)
            and not (c["revoked_on"] and c["revoked_on"] <= day and not c["irrevocable"]))


pack.decision("consent.in_force", {c["consent_id"]: in_force(c, r.AS_OF) for c in consents})
pack.validity("consent.ends", [(c["consent_id"], c["expires_on"]) for c in consents if c["expires_on"] and not c["revoked_on"]])

asks, GROUNDS = [], ["law_requires", "court_order", "part2_order", "subpoena", "locate", "victim_agrees", "threat", "emergency", "custody", "child_abuse", "agreement"]
for n in range(1, 221):
    day = r.between(rng, D(2024, 6, 1), r.AS_OF)
    part2 = rng.random() < 0.55
    row = dict(disclosure_id=f"DI{n:03d}", person=rng.choice(list(people)), asked_on=day, part2=part2, covered_entity=True if part2 else rng.choices([True, False, None], [80, 14, 6])[0],
               recipient=rng.choice(["treating", "court", "probation", "police", "prosecutor", "jail", "jail_health", "coordinator", "child_welfare", "service_organisation", "preventer"]),
               purpose=rng.choice(["treatment", "monitoring", "coordination", "prosecution", "safety", "locate"]), data=rng.choice(["attendance;progress", "name_address;treatment_time", "dna;name_address", "substance_use", "counseling_notes"]),
               consent="", against_patient=rng.random() < 0.12, therapy_statement=rng.random() < 0.05, made_on=None, notice_sent=None)
    for g in GROUNDS:
        row[g] = rng.choices([True, False, None], [9, 88, 3])[0]
    c = None
    if rng.random() < 0.5:
        c = rng.choice([c for c in consents if c["signed_on"] <= day] or consents)
        row["consent"], row["person"] = c["consent_id"], c["person"]
        if rng.random() < 0.7:
            row["recipient"], row["purpose"], row["data"] = rng.choice(c["recipients"].split(";")), rng.choice(c["purposes"].split(";")), c["scope"].split(";")[0]
    covered = bool(c) and in_force(c, day) and row["recipient"] in c["recipients"].split(";") and (row["purpose"] in c["purposes"].split(";") or (c["all_care"] and row["purpose"] in ("treatment", "payment", "operations"))) \
        and set(row["data"].split(";")) <= set(c["scope"].split(";"))
    has = lambda g, *to: False if row["recipient"] not in to else row[g]
    order = all_of(row["part2_order"], row["subpoena"])
    if part2:
        answer = all_of(any_of(covered, has("emergency", "treating", "jail_health"), order, has("child_abuse", "child_welfare"), has("agreement", "service_organisation")),
                        not (row["against_patient"] and not (order or covered)), not ("counseling_notes" in row["data"] and not covered and not order))
    else:
        locating = set(row["data"].split(";")) <= {"name_address", "treatment_time"}
        care = row["purpose"] in ("treatment", "coordination") and row["recipient"] in ("treating", "coordinator", "jail_health")
        answer = all_of(any_of(no(row["covered_entity"]), care, covered, row["law_requires"], any_of(row["court_order"], has("subpoena", "court", "prosecutor")),
                               has("locate", "police") if locating else False, row["victim_agrees"], has("threat", "police", "preventer", "jail"), has("custody", "jail", "jail_health"), has("child_abuse", "child_welfare")),
                        no(all_of(row["threat"], row["therapy_statement"])))
    if answer is True and rng.random() < 0.9:
        row["made_on"] = day
        row["notice_sent"] = rng.random() < 0.93 if part2 else None
    asks.append((row, answer, covered))
slip = next((row, answer, covered) for row, answer, covered in asks if answer is False and row["consent"] and not covered)
slip[0]["made_on"], slip[0]["notice_sent"] = slip[0]["asked_on"], True
pack.write("patient_disclosure", [iso(row) for row, _, _ in asks], bad=[dict(disclosure_id="DI901", asked_on="2025-01-01", part2="yes", recipient="press", purpose="research", data="diagnosis")])
pack.decision("disclosure.part2", {row["disclosure_id"]: answer for row, answer, _ in asks if row["part2"]})
pack.decision("disclosure.hipaa", {row["disclosure_id"]: answer for row, answer, _ in asks if not row["part2"]})
pack.check("disclosure.after_consent_ended", [row["disclosure_id"] for row, _, covered in asks if row["made_on"] and row["consent"] and not covered])
pack.check("disclosure.no_notice", [row["disclosure_id"] for row, _, _ in asks if row["part2"] and row["made_on"] and not row["notice_sent"]])

events = []
for n in range(1, 31):
    kind = rng.choice(["breach", "access", "access", "police_delay"])
    began = r.between(rng, D(2025, 1, 1), r.AS_OF - 35 * DAY)
    done_on = began + rng.randint(5, {"breach": 80, "access": 40, "police_delay": 36}[kind]) * DAY if rng.random() < 0.9 else None
    events.append(dict(event_id=f"PE{n:02d}", kind=kind, began_on=began, part2=rng.random() < 0.3, people=rng.randint(1, 900) if kind == "breach" else "", done_on=done_on if done_on and done_on <= r.AS_OF else None))
pack.write("privacy_event", [iso(e) for e in events], bad=[dict(event_id="PE91", kind="gossip", began_on="2025-01-01")])
for e in events[:6]:
    pack.expect("clock", "privacy.act", e["event_id"], "due", (e["began_on"] + {"breach": 60, "access": 30, "police_delay": 30}[e["kind"]] * DAY).isoformat())

# ---- overdoses --------------------------------------------------------------------------------------------

overdoses = []
for month in r.months(D(2023, 1, 1), LAST):
    for _ in range(poisson(22 if month < D(2025, 1, 1) else 15)):
        day = r.between(rng, month, min(r.month_end(month), LAST))
        area = rng.choice(r.AREAS)[0]
        given = rng.choices([True, False, None], [60, 28, 12])[0]
        fatal = rng.random() < (0.06 if given else 0.2)
        overdoses.append((day, area, given, fatal))
overdoses.sort(key=lambda o: o[0])
rows = []
for n, (day, area, given, fatal) in enumerate(overdoses, 1):
    lon, lat = r.point_in(rng, area)
    giver = rng.choices(["ems", "police", "bystander"], [50, 15, 35] if day >= D(2025, 1, 1) else [70, 20, 10])[0] if given else ""
    rows.append(dict(overdose_id=f"OD{n:04d}", happened_on=day, area=area, place_lon=round(lon, 3), place_lat=round(lat, 3), fatal=fatal, substances=rng.choice(["fentanyl", "fentanyl;stimulant", "opioid", "unknown"]),
                     naloxone_given=given, naloxone_by=giver, age=rng.randint(17, 72), sex=rng.choice(["male", "male", "female"]), race=rng.choice(r.RACES), offered_treatment=None if fatal else rng.random() < 0.45))
pack.write("overdose", [iso(o) for o in rows],
           bad=[dict(overdose_id="OD9001", happened_on="2025-01-01", naloxone_given="no", naloxone_by="ems"), dict(overdose_id="OD9002", happened_on="")])
pack.counts("overdose.by_year", Counter(str(o["happened_on"].year) for o in rows))
pack.counts("overdose.naloxone", Counter({True: "given", False: "not given", None: "not recorded"}[o["naloxone_given"]] for o in rows))
alive = [o for o in rows if not o["fatal"]]
pack.shares("overdose.offered", {y: (sum(o["offered_treatment"] for o in alive if o["happened_on"].year == int(y)), sum(o["happened_on"].year == int(y) for o in alive)) for y in ("2023", "2024", "2025")})
residents = sum(r.population().values())
pack.rates("overdose.deaths", {"": (sum(o["fatal"] for o in rows if o["happened_on"] > r.add_months(r.AS_OF, -12)), residents)})
quarters = []
for y in range(2023, 2026):
    for q in range(1, 5):
        for giver in ("ems", "police", "bystander"):
            quarters.append(dict(row_id=f"{y}Q{q}-{giver}", giver=giver, quarter_start=D(y, 3 * q - 2, 1), given="" if giver == "bystander" and y == 2023 else rng.randint(5, 60), kits=rng.randint(50, 400) if giver == "bystander" else ""))
pack.write("naloxone", [iso(q) for q in quarters], bad=[dict(row_id="x", giver="ems", quarter_start="2024-01-01", given=-3)])
pack.counts("naloxone.given", {g: sum(q["given"] for q in quarters if q["giver"] == g and q["given"] != "") for g in ("ems", "police", "bystander")})
counts = [dict(row_id=f"{s}-2025-0{m}-{i}", state=s, month_end=r.month_end(D(2025, m, 1)), indicator=i, reported=n + 10 * m, predicted=n + 14 * m, complete=100, pending=0.2, caution=False)
          for m in range(1, 7) for s, n in (("CA", 9100), ("US", 80400)) for i in ("overdose", "opioids")]
pack.write("overdose_count", [iso(c) for c in counts], bad=[dict(row_id="y", state="CA", month_end="2025-13-01", indicator="overdose")])
pack.counts("overdose_count.reported", {"CA": 9160, "US": 80460})
months = [dict(row_id=f"{m.isoformat()}-{e}", month=m, city="Riverton", end_point=e, dispatches=rng.randint(7, 60), hidden=False, minutes_to_dispatch=3, minutes_to_arrival=18) for m in r.months(D(2025, 1, 1), D(2025, 12, 1)) for e in ("engaged", "declined", "not_found")]
months.append(dict(row_id="2025-12-01-unsafe", month=D(2025, 12, 1), city="Riverton", end_point="unsafe", dispatches="", hidden=True))
pack.write("crisis_month", [iso(m) for m in months], bad=[dict(row_id="z", month="December", end_point="engaged")])
pack.counts("crisis_month.ends", {e: sum(m["dispatches"] for m in months if m["end_point"] == e) for e in ("engaged", "declined", "not_found")})
pack.end()
