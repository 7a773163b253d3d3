"""Writes packs/violence/sample and what the pack must say of it.

Planted: sites in A03 and A06 start in July 2024 and halve shootings there; a site in A10 changes nothing; a burst of shootings
around one corner in December 2025; shootings that answer shootings within two weeks and 300 meters; a few blocks
that hold many; the hospital treats people whom the police never counted.
"""
import datetime
import math
import random
from collections import Counter, defaultdict

import riverton as r

rng = random.Random(5)
pack = r.Pack("violence")
D = datetime.date
DAY = datetime.timedelta(1)


def stamp(day, minute):
    return f"{day.isoformat()} {minute // 60:02d}:{minute % 60:02d}"


def moment(text):
    return datetime.datetime.fromisoformat(text)


SITES = [("S1", "Peace on the River, Eastgate", "A03", "2024-07-01"), ("S2", "Peace on the River, Riverside", "A06", "2024-07-01"), ("S3", "Second Start, Westbrook", "A10", "2024-07-01")]
pack.write("outreach_site", [dict(site_id=s, name=n, model="interruption", organisation="O08", area=a, started_on=day, ended_on="", workers=5) for s, n, a, day in SITES],
           bad=[dict(site_id="S9", name="Nowhere", model="magic", area="A01", started_on="2024-01-01")])
treated = {a: s for s, _, a, _ in SITES}
pack.write("site_area", [dict(row_id=f"Z{a}", area=a, site=treated.get(a, ""), from_month="2024-07" if a in treated else "") for a, _ in r.AREAS])

# ---- shootings --------------------------------------------------------------------------------------------

RATE = {"A03": 4.0, "A06": 3.6, "A10": 3.2, "A02": 2.6, "A05": 2.2, "A08": 1.8, "A01": 1.2, "A04": 1.0, "A07": 0.8, "A09": 0.6, "A11": 0.3, "A12": 0.3}
events = []


def poisson(mean):
    limit, k, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        k, product = k + 1, product * rng.random()
    return k


hot = {a: [r.point_in(rng, a) for _ in range(3)] for a, _ in r.AREAS}
for month in r.months(D(2023, 1, 1), r.AS_OF):
    for area, _ in r.AREAS:
        mean = RATE[area] * (0.5 if area in ("A03", "A06") and month >= D(2024, 7, 1) else 1)
        for _ in range(poisson(mean)):
            day = r.between(rng, month, min(r.month_end(month), r.AS_OF - DAY))
            place = rng.choice(hot[area]) if rng.random() < 0.4 else r.point_in(rng, area)
            events.append((day, rng.choice([rng.randint(0, 240), rng.randint(1080, 1439)]), area, place, ""))
            if rng.random() < 0.12:  # an answer, soon and near
                later = day + rng.randint(1, 13) * DAY
                if later < r.AS_OF:
                    events.append((later, rng.randint(1080, 1439), area, (round(place[0] + rng.uniform(-0.002, 0.002), 4), round(place[1] + rng.uniform(-0.002, 0.002), 4)), "retaliation"))
corner = hot["A08"][0]
for _ in range(9):
    events.append((r.between(rng, D(2025, 12, 8), D(2025, 12, 20)), rng.randint(1080, 1439), "A08", (round(corner[0] + rng.uniform(-0.001, 0.001), 4), round(corner[1] + rng.uniform(-0.001, 0.001), 4)), "group"))
events.sort()

shootings, victims = [], []
for n, (day, minute, area, (lon, lat), why) in enumerate(events, 1):
    sid = f"SH{n:05d}"
    count = rng.choices([0, 1, 2, 3], [10, 72, 13, 5])[0]
    killed = 0
    for k in range(count):
        fatal = rng.random() < 0.21
        killed += fatal
        victims.append(dict(victim_id=f"{sid}-{k + 1}", shooting=sid, happened=stamp(day, minute), race=rng.choices(r.RACES, [3, 52, 30, 12, 3])[0], sex=rng.choices(["male", "female"], [88, 12])[0],
                            age=min(88, max(3, round(rng.lognormvariate(3.3, 0.38)))), fatal=fatal, place_lon=lon, place_lat=lat, area=area, district=r.district(area), neighborhood=dict(r.AREAS)[area],
                            court_case=rng.random() < 0.2))
    cleared = day + rng.randint(2, 300) * DAY if rng.random() < 0.35 else None
    shootings.append(dict(shooting_id=sid, agency=r.AGENCY, happened=stamp(day, minute), place_lon=lon, place_lat=lat, block=f"{round(lat, 3)} {round(lon, 3)}", area=area, district=r.district(area),
                          neighborhood=dict(r.AREAS)[area], location_type="13", victims=count, fatal=killed, circumstance=why or rng.choice(["dispute", "dispute", "group", "robbery", "domestic", "unknown"]),
                          linked_to="", cleared_on=r.known(cleared)))
wrong = [shootings[10], shootings[50]]
for s in wrong:
    s["victims"] += 1
twin = dict(shootings[70], shooting_id="SH90001", victims=0, fatal=0)
shootings.append(twin)
nowhere = shootings[90]
nowhere["place_lon"] = nowhere["place_lat"] = ""
pack.write("shooting", shootings, bad=[dict(shootings[0], shooting_id="SH91001", happened="2027-02-01 10:00"), dict(shootings[1], shooting_id="SH91002", fatal=9),
                                       dict(shootings[3], shooting_id="SH91004", happened="31/12/2025 25:00")])
pack.write("shooting_victim", victims, bad=[dict(victims[1], victim_id="bad-2", race="?"), dict(victims[2], victim_id="bad-3", age="old")])
pack.check("shooting.victims_match", [s["shooting_id"] for s in wrong])
pack.expect("check", "shooting.entered_twice", "SH90001", "found", 1)
pack.check("shooting.no_place", [nowhere["shooting_id"]])

pack.counts("shooting.victims", Counter(v["happened"][:4] for v in victims))
pack.counts("shooting.incidents", Counter(s["happened"][:4] for s in shootings))
pack.counts("shooting.victims_by_race", Counter(v["race"] for v in victims))
groups = defaultdict(lambda: [0, 0])
for v in victims:
    groups[v["happened"][:4]][0] += v["fatal"]
    groups[v["happened"][:4]][1] += 1
pack.shares("shooting.fatal_share", groups)
people = r.population()
year = [v for v in victims if r.day(v["happened"][:10]) > r.add_months(r.AS_OF, -12)]
pack.rates("shooting.rate", {"": (len(year), sum(people.values()))})


def rates(measure, of_victim, place):
    exposure = Counter()
    for key, n in people.items():
        exposure[key[place]] += n
    hurt = Counter(of_victim(v) for v in year)
    pack.rates(measure, {g: (hurt[g], exposure[g]) for g in exposure})


rates("shooting.rate_by_area", lambda v: v["area"], 0)
rates("shooting.rate_by_age", lambda v: r.band_of(v["age"]), 1)
rates("shooting.rate_by_sex", lambda v: v["sex"], 2)
rates("shooting.rate_by_race", lambda v: v["race"], 3)

# ---- responses --------------------------------------------------------------------------------------------

responses, first = [], {}
for s in shootings:
    start = moment(s["happened"])
    late = start.date() >= D(2026, 1, 27)  # answered soon, so that no answer hangs on the hour of the question
    if rng.random() < 0.9 or s is shootings[200] or late:
        for k in range(rng.choice([1, 1, 2])):
            at = start + datetime.timedelta(hours=2 if late else rng.choice([2, 8, 20, 40, 60, 70, 90, 130]) + k * 5)
            if at.date() > r.AS_OF or at > datetime.datetime(2026, 1, 31):
                continue
            if s is shootings[200] and k == 0:  # somebody set the clock wrong
                at = start - datetime.timedelta(hours=5)
                wrong_clock = f"RS{len(responses) + 1:05d}"
            responses.append(dict(response_id=f"RS{len(responses) + 1:05d}", shooting=s["shooting_id"], site=rng.choice(SITES)[0], kind=rng.choice(["scene", "family", "canvass", "vigil"]),
                                  started=at.strftime("%Y-%m-%d %H:%M"), people_reached=rng.randint(0, 30)))
            first[s["shooting_id"]] = min(first.get(s["shooting_id"], at), at)
pack.write("response", responses, bad=[dict(responses[0], response_id="RS90001", kind="helicopter")])
pack.check("response.before_the_shooting", [wrong_clock])
# Hours between wall clocks over a change of the clock differ by one; none of the hours chosen is that near to 72.
state = Counter()
for s in shootings:
    start = moment(s["happened"])
    due = start + datetime.timedelta(hours=72)
    at = first.get(s["shooting_id"])
    if at:
        state["met" if at <= due else "met_late"] += 1
    elif due < datetime.datetime(2026, 1, 31):
        state["overdue"] += 1
for k in ("overdue", "met", "met_late"):
    pack.expect("clock", "shooting.respond", "", k, state[k])
groups = defaultdict(lambda: [0, 0])
for s in shootings:
    if r.day(s["happened"][:10]) <= r.AS_OF - 3 * DAY:
        groups[s["happened"][:4]][1] += 1
        at = first.get(s["shooting_id"])
        groups[s["happened"][:4]][0] += at is not None and at - moment(s["happened"]) <= datetime.timedelta(hours=72)
pack.shares("response.in_time", groups)

# ---- participants -----------------------------------------------------------------------------------------

participants, contacts, referrals = [], [], []
weekly, consent, may, early, none = [], [], {}, [], []
for n in range(1, 101):
    joined = r.between(rng, D(2024, 7, 15), D(2025, 12, 20))
    signed = joined if rng.random() < 0.95 else None
    renewed = r.between(rng, joined, r.AS_OF) if signed and rng.random() < 0.5 else signed
    withdrawn = r.between(rng, renewed, r.AS_OF) if renewed and rng.random() < 0.06 else None
    left = r.between(rng, joined + 20 * DAY, D(2026, 3, 31)) if rng.random() < 0.35 else None
    if left and left > r.AS_OF:
        left = None
    pid = f"PA{n:03d}"
    participants.append(dict(participant_id=pid, site=rng.choice(SITES)[0], person=f"H{160 + rng.randint(1, 80):04d}", joined_on=joined.isoformat(), consent_on=renewed.isoformat() if renewed else "",
                             consent_withdrawn_on=r.known(withdrawn), worker=rng.choice(["worker1", "worker2", "worker3", "worker4"]), age_band=rng.choice(["18-24", "18-24", "25-34", "0-17"]),
                             race=rng.choices(["black", "hispanic", "white"], [60, 30, 10])[0], sex="male" if rng.random() < 0.9 else "female", risk_score=rng.randint(3, 10),
                             left_on=r.known(left), leaving=rng.choice(["finished", "moved", "stopped"]) if left else ""))
    if renewed is None and left is None:
        none.append(pid)
    last = None
    end = left or r.AS_OF
    day = renewed or joined
    if renewed:
        while day < min(end, withdrawn or end):
            reached = rng.random() < 0.85
            contacts.append(dict(contact_id=f"CT{len(contacts) + 1:05d}", participant=pid, contacted_on=day.isoformat(), kind=rng.choice(["in_person", "phone", "group"]), minutes=rng.randint(5, 90), reached=reached, note=""))
            if reached:
                last = day
            day += rng.choice([3, 6, 7, 7, 10, 16]) * DAY
    if renewed and not left and not withdrawn:
        weekly.append((pid, (last or joined) + 7 * DAY, None))
        consent.append((pid, r.add_months(renewed, 12)))
    fresh = None if renewed is None else r.add_months(renewed, 12) >= r.AS_OF
    all_of, none_of = [renewed is not None, fresh], [withdrawn is not None, left is not None]
    may[pid] = False if False in all_of or True in none_of else None if None in all_of else True
    for _ in range(rng.choice([0, 1, 2])):
        sent = r.between(rng, joined, r.AS_OF)
        began = sent + rng.choice([3, 10, 20]) * DAY if rng.random() < 0.7 else None
        referrals.append(dict(referral_id=f"RF{len(referrals) + 1:04d}", participant=pid, kind=rng.choice(["job", "housing", "education", "mental_health"]), referred_on=sent.isoformat(), started_on=r.known(began), finished_on=""))
before = next(c for c in contacts if c["contacted_on"] > "2025-01-01")
contacts.append(dict(before, contact_id="CT90001", contacted_on="2024-01-05"))
pack.write("participant", participants, bad=[dict(participants[0], participant_id="PA999", risk_score=44)])
pack.write("contact", contacts, orphans=[dict(contacts[0], contact_id="CT99999", participant="PA777")], lost="participant")
pack.check("participant.consent_missing", none)
pack.check("contact.without_consent", ["CT90001"])
pack.clock("participant.contact", weekly)
pack.validity("participant.consent", consent)
pack.decision("participant.may_contact", may)

conflicts, mediations, to_mediate, follow = [], [], [], []
for n in range(1, 81):
    learned = r.between(rng, D(2024, 8, 1), D(2026, 1, 28))
    likely = rng.choice(["very", "likely", "unlikely"])
    settled = learned + rng.randint(3, 30) * DAY if rng.random() < 0.7 else None
    held = None
    if rng.random() < 0.75:
        held = learned + rng.choice([0, 1, 2, 3, 5, 8]) * DAY
        if held <= r.AS_OF:
            outcome = rng.choice(["resolved", "temporary", "not_resolved"])
            if not mediations:
                held = learned - 2 * DAY  # before anybody knew

            again = held + rng.choice([7, 14, 25]) * DAY if rng.random() < 0.85 else None
            mediations.append(dict(mediation_id=f"MD{len(mediations) + 1:03d}", conflict=f"CF{n:03d}", held_on=held.isoformat(), worker="worker1", outcome=outcome, follow_up_on=r.known(again)))
            if outcome != "not_resolved":
                follow.append((mediations[-1]["mediation_id"], r.calendar_days(held, 14), r.day(r.known(again))))
        else:
            held = None
    conflicts.append(dict(conflict_id=f"CF{n:03d}", site=rng.choice(SITES)[0], learned_on=learned.isoformat(), kind=rng.choice(["group", "personal", "social_media", "retaliation"]), after_shooting="", area=rng.choice(r.AREAS)[0],
                          people=rng.randint(2, 12), shooting_likely=likely, settled_on=r.known(settled)))
    if likely != "unlikely":
        met = held or r.day(r.known(settled))
        to_mediate.append((f"CF{n:03d}", r.calendar_days(learned, 3), met))
pack.write("conflict", conflicts)
pack.write("mediation", mediations, bad=[dict(mediations[0], mediation_id="MD999", outcome="victory")])
pack.check("mediation.before_the_conflict", ["MD001"])
pack.write("referral", referrals)
pack.clock("conflict.mediate", to_mediate)
pack.clock("mediation.follow_up", follow)
pack.clock("referral.start", [(x["referral_id"], r.calendar_days(r.day(x["referred_on"]), 14), r.day(x["started_on"])) for x in referrals])
pack.counts("mediation.outcomes", Counter(m["outcome"] for m in mediations))
groups = defaultdict(lambda: [0, 0])
for x in referrals:
    groups[x["kind"]][0] += bool(x["started_on"])
    groups[x["kind"]][1] += 1
pack.shares("referral.started", groups)

# ---- hospital ---------------------------------------------------------------------------------------------

stays, in_time = [], Counter()
for v in victims:
    if v["happened"] < "2024-07-01" or v["happened"] > "2026-01-28" or (v["fatal"] and rng.random() < 0.6) or rng.random() < 0.1:
        continue
    stays.append((v["happened"], v["victim_id"]))
for _ in range(60):  # never known to the police
    stays.append((stamp(r.between(rng, D(2024, 7, 1), r.AS_OF - 3 * DAY), rng.randint(0, 1439)), ""))
hospital = []
for n, (at, _) in enumerate(sorted(stays), 1):
    arrived = moment(at) + datetime.timedelta(minutes=35)
    offered = arrived + datetime.timedelta(hours=rng.choice([2, 10, 20, 30])) if rng.random() < 0.85 else None
    if offered and offered >= datetime.datetime(2026, 1, 31):
        offered = None
    accepted = rng.random() < 0.55 if offered else ""
    enrolled = offered.date() + 2 * DAY if offered and accepted else None
    back = arrived.date() + rng.randint(30, 500) * DAY if rng.random() < (0.08 if enrolled else 0.2) else None
    hospital.append(dict(response_id=f"HP{n:04d}", victim=f"patient {n}", admitted=arrived.strftime("%Y-%m-%d %H:%M"), offered=offered.strftime("%Y-%m-%d %H:%M") if offered else "",
                         accepted=accepted, enrolled_on=r.known(enrolled), returned_on=r.known(back)))
    due = arrived + datetime.timedelta(hours=24)
    in_time["met" if offered and offered <= due else "met_late" if offered else "overdue" if due < datetime.datetime(2026, 1, 31) else "open"] += 1
pack.write("hospital_response", hospital, bad=[dict(hospital[0], response_id="HP9999", offered="2020-01-01 10:00")])
for k in ("overdue", "met", "met_late"):
    pack.expect("clock", "hospital.offer", "", k, in_time[k])
groups = defaultdict(lambda: [0, 0])
for h in hospital:
    if h["offered"]:
        groups[h["admitted"][:4]][1] += 1
        groups[h["admitted"][:4]][0] += h["accepted"]
pack.shares("hospital.accepted", groups)
pack.waits("hospital.return", {g: [h["returned_on"] for h in hospital if bool(h["enrolled_on"]) == e] for g, e in (("enrolled", True), ("not enrolled", False))})
pack.waits("participant.stay", {"": [p["left_on"] for p in participants]})
pack.reconcile("shooting.hospital", Counter(v["happened"][:10] for v in victims), Counter(h["admitted"][:10] for h in hospital), lambda a, b: a == b)

# ---- crime records and places -----------------------------------------------------------------------------

crimes, gun = [], {}
for s in shootings:
    if s["victims"] and rng.random() < 0.96 and s["shooting_id"] != "SH90001":
        killed = s["fatal"] > 0 if rng.random() < 0.98 else not s["fatal"]
        crimes.append(dict(incident_id=s["shooting_id"], agency=r.AGENCY, happened=s["happened"], offense="09A" if killed else "13A", weapon="12", location_type="13", place_lon=s["place_lon"], place_lat=s["place_lat"], area=s["area"], district=s["district"]))
        gun[s["shooting_id"]] = (s["happened"][:10], killed)
for n in range(1, 601):
    day = r.between(rng, D(2023, 1, 1), D(2026, 1, 29))
    area = rng.choice(r.AREAS)[0]
    lon, lat = r.point_in(rng, area)
    crimes.append(dict(incident_id=f"VC{n:05d}", agency=r.AGENCY, happened=stamp(day, rng.randint(0, 1439)), offense=rng.choice(["120", "13A", "13B"]), weapon=rng.choice(["20", "40", "30"]), location_type=rng.choice(["13", "20", "07"]),
                       place_lon=lon, place_lat=lat, area=area, district=r.district(area)))
pack.write("violent_incident", crimes, bad=[dict(crimes[0], incident_id="VC99999", offense="ZZZ")])
pack.counts("violence.by_year", Counter(c["happened"][:4] for c in crimes))
pack.counts("violence.by_offense", Counter(c["offense"] for c in crimes))
pack.reconcile("shooting.crime_records", {s["shooting_id"]: (s["happened"][:10], s["fatal"] > 0) for s in shootings}, gun, lambda a, b: a[1] == b[1] and a[0] == b[0])

places = []
CARE = {"lot": 6, "lights": 12, "boarding": 6, "trees": 12}
for n in range(1, 121):
    asked = r.between(rng, D(2024, 3, 1), D(2026, 1, 15))
    done = asked + rng.choice([20, 45, 58, 75, 120]) * DAY if rng.random() < 0.85 else None
    if done and done > r.AS_OF:
        done = None
    cared = r.between(rng, done, r.AS_OF) if done and rng.random() < 0.5 else None
    area = rng.choice(["A03", "A06", "A08", "A02"])
    lon, lat = r.point_in(rng, area)
    places.append(dict(improvement_id=f"PI{n:03d}", kind=rng.choice(list(CARE)), area=area, place_lon=lon, place_lat=lat, asked_on=asked.isoformat(), done_on=r.known(done), inspected_on=r.known(cared), cost=rng.choice(["1600", "2,400.50", "8000"])))
pack.write("place_improvement", places, bad=[dict(places[0], improvement_id="PI999", done_on="2020-01-01")])
pack.waits("place.days_to_improve", {k: [p["done_on"] for p in places if p["kind"] == k] for k in CARE})
pack.clock("place.improve", [(p["improvement_id"], r.calendar_days(r.day(p["asked_on"]), 60), r.day(p["done_on"])) for p in places])
pack.clock("place.maintain", [(p["improvement_id"], r.add_months(r.day(p["inspected_on"] or p["done_on"]), CARE[p["kind"]]), None) for p in places if p["done_on"]])
pack.end()
