"""Writes packs/trust/sample and what the pack must say of it.

Planted: in daylight Black drivers are a larger share of traffic stops; the bar for searching Black and Hispanic
people is lower, so that fewer searches find something; force falls by a third from July 2024, when de-escalation became a
duty; the oral board passes fewer Black applicants; two officers on patrol use far more force than their peers; some
citations are missing in one register; some deadlines are late or overdue.
"""
import datetime
import math
import random
from collections import Counter, defaultdict

import riverton as r

rng = random.Random(3)
pack = r.Pack("trust")
officers = r.officers()
patrol = [o["officer_id"] for o in officers if o["rank"] in ("officer", "sergeant")]
D = datetime.date
DAY = datetime.timedelta(1)


def stamp(day, minute):
    return f"{day.isoformat()} {minute // 60:02d}:{minute % 60:02d}"


# ---- stops and citations ----------------------------------------------------------------------------------

def dusk(day):
    """Near enough: the minute of dark at the sample city, local clock."""
    n = day.timetuple().tm_yday
    summer = D(day.year, 3, 9) <= day < D(day.year, 11, 2)
    return round(1110 + 75 * math.sin((n - 81) * 2 * math.pi / 365) + (60 if summer else 0) - 20)


RECORDED = {"asian": "Asian", "black": "Black", "hispanic": "Hispanic/Latine(x)", "white": "White", "other": "Other"}
stops, citations, bad = [], [], []
for i in range(1, 2601):
    day = r.between(rng, D(2025, 2, 1), D(2026, 1, 30))
    traffic = rng.random() < 0.72
    minute = rng.choice([rng.randint(0, 1439), rng.randint(1000, 1300)])
    light = 420 < minute < dusk(day)
    weights = [9, 25, 34, 28, 4]
    if traffic and light:
        weights[1] = 36
    race = rng.choices(r.RACES, weights)[0]
    area = rng.choice(r.AREAS)[0]
    lon, lat = r.point_in(rng, area)
    # A person is searched when the officer's guess is above the bar; what is found follows the true chance.
    chance = min(0.95, max(0.01, rng.betavariate(1.2, 8)))
    bar = {"black": 0.16, "hispanic": 0.18}.get(race, 0.25)
    searched = chance > bar
    found = searched and rng.random() < chance * 1.6
    vehicle = searched and traffic and rng.random() < 0.5
    cited = traffic and rng.random() < 0.45
    arrested = found and rng.random() < 0.5
    warned = not cited and not arrested and traffic and rng.random() < 0.7
    basis = rng.choice(["consent", "weapons", "odor", "arrest", "officer_safety"]) if searched else ""
    actions = []
    if searched:
        actions.append("search_person")
        if basis == "consent":
            actions.append("asked_search_person")
        if vehicle:
            actions.append("search_property")
    contraband = rng.choice(["drugs", "alcohol", "firearm", "paraphernalia", "drugs;paraphernalia"]) if found else "none" if searched else ""
    if found:
        actions.append("property_seized")
    if not actions:
        actions = ["none"]
    officer = rng.choice(patrol)
    seized = contraband if found else ""
    stops.append({
        "stop_id": f"S{i:05d}", "stop_number": f"S{i:05d}", "agency": r.AGENCY, "started": stamp(day, minute),
        "minutes": rng.randint(4, 50), "kind": "vehicle" if traffic else rng.choice(["pedestrian", "pedestrian", "bicycle"]),
        "place_lon": lon, "place_lat": lat, "area": area, "district": r.district(area), "neighborhood": dict(r.AREAS)[area],
        "at_school": False, "reason": "traffic" if traffic else "suspicion",
        "reason_given": rng.choice(["moving", "equipment", "non_moving"]) if traffic else rng.choice(["other_suspicion", "matched_person"]),
        "service_call": not traffic and rng.random() < 0.3, "welfare_check": False,
        "violation": rng.choice(["speed", "red light", "equipment", "registration"]) if traffic else "",
        "officer": officer, "officer_years": rng.randint(0, 25), "assignment": "patrol",
        "race_recorded": RECORDED[race], "race": race, "races": race if race != "other" else "other", "race_before": "unknown",
        "sex": rng.choices(["male", "female"], [70, 30])[0], "age": min(90, max(12, round(rng.gauss(34, 13)))),
        "limited_english": rng.random() < 0.08, "disability": "none", "unhoused": rng.random() < 0.05, "passenger": False,
        "inside_residence": False, "actions": ";".join(sorted(actions)), "force_actions": "none",
        "person_searched": searched, "vehicle_searched": vehicle, "frisked": searched and rng.random() < 0.4,
        "search_basis": basis, "consent": "verbal" if basis == "consent" else "", "contraband": contraband,
        "seized": seized, "seizure_basis": "contraband" if found else "",
        "outcome": "arrest" if arrested else "citation" if cited else "warning" if warned else "none",
        "results": "arrest" if arrested else "infraction" if cited else "verbal_warning" if warned else "none",
        "citation_issued": cited, "arrest_made": arrested, "report_filled": True,
    })
for s in stops:  # a few without a report, of which most is unknown
    if rng.random() < 0.04:
        for c in s:
            if c not in ("stop_id", "stop_number", "agency", "started", "place_lon", "place_lat", "area", "district", "neighborhood", "reason"):
                s[c] = ""
        s["report_filled"] = False
# Warnings: a basis without a search, found without a search.
wrong_basis = [s for s in stops if s["race"] and s["person_searched"] is False][:5]
for s in wrong_basis:
    s["search_basis"] = "officer_safety"
found_without = [s for s in stops if s["race"] and s["person_searched"] is False][10:14]
for s in found_without:
    s["contraband"] = "drugs"
twice = dict(stops[20], stop_id="S09001", stop_number="S09001")
if not twice["race"]:
    raise SystemExit("choose another stop to double")
twice["violation"] = stops[20]["violation"] = stops[20]["violation"] or "speed"
stops.append(twice)
searched_stop = next(s for s in stops if s["person_searched"] is True and s["search_basis"] != "consent")
bad = [dict(stops[0], stop_id="S90001", started="2025-13-40 10:00"),
       dict(stops[1], stop_id="S90002", race="purple"),
       dict(stops[2], stop_id="S90003", age=214),
       dict(stops[3], stop_id="S90004", started="2027-01-01 10:00"),
       dict(searched_stop, stop_id="S90005", search_basis=""),
       dict(searched_stop, stop_id="S90006", search_basis="consent", consent="verbal"),
       dict(stops[4], stop_id="S90007", place_lon="-200"),
       dict(stops[5], stop_id="S90008", results="school_counselor", at_school=False),
       dict(stops[7], stop_id="S90010", person_searched="perhaps")]
pack.write("stop", stops, bad)

in_stops = {s["stop_number"]: (s["started"][:10], s["race"]) for s in stops if s["citation_issued"] is True}
in_register = {}
for n, s in enumerate(stops):
    if s["citation_issued"] is True and s["stop_id"] != "S09001":
        if rng.random() < 0.05:
            continue  # never reached the court
        issued = r.day(s["started"][:10])
        if rng.random() < 0.03:
            issued += 6 * DAY
        race = s["race"] if rng.random() > 0.02 else "white"
        in_register[s["stop_number"]] = (issued.isoformat(), race, s["officer"], s["violation"])
for k in range(1, 13):
    in_register[f"X{k:04d}"] = (r.between(rng, D(2025, 2, 1), D(2026, 1, 30)).isoformat(), rng.choice(r.RACES), "", "speed")
rows = [dict(citation_id=f"T{i:05d}", stop_number=n, issued_on=day, officer=o, violation=v, race=race, amount=rng.choice(["120", "238", "486.50"]))
        for i, (n, (day, race, o, v)) in enumerate(in_register.items(), 1)]
pack.write("citation", rows, bad=[dict(rows[0], citation_id="T99999", amount="-20"), dict(rows[1], citation_id="T99998", issued_on="yesterday")])
pack.reconcile("stops.citations", in_stops, {n: v[:2] for n, v in in_register.items()},
               lambda a, b: abs((r.day(a[0]) - r.day(b[0])).days) <= 1 and a[1] == b[1])

pack.counts("stops.by_race", Counter(s["race"] for s in stops if s["race"]))
pack.counts("stops.disparity", Counter(s["race"] for s in stops if s["race"] not in ("", "other")))
pack.counts("stops.by_reason", Counter(s["reason"] for s in stops))
pack.counts("stops.person_searches", Counter("searched" if s["person_searched"] else "not searched" for s in stops if s["person_searched"] != ""))
groups = defaultdict(lambda: [0, 0])
for s in stops:
    if s["person_searched"] != "":
        groups[s["race_recorded"]][0] += s["person_searched"]
        groups[s["race_recorded"]][1] += 1
pack.shares("stops.search_share", groups)
groups = defaultdict(lambda: [0, 0])
for s in stops:
    if s["citation_issued"] != "":
        groups[s["race"]][0] += s["citation_issued"]
        groups[s["race"]][1] += 1
pack.shares("stops.citation_share", groups)
groups = defaultdict(lambda: [0, 0])
for s in stops:
    if (s["person_searched"] is True or s["vehicle_searched"] is True) and s["race"] != "other":
        groups[s["race"]][0] += s["contraband"] != "none"
        groups[s["race"]][1] += 1
for race, (hits, searches) in sorted(groups.items()):
    pack.expect("measure", "stops.hit_rate", race, "hits", hits)
    pack.expect("measure", "stops.hit_rate", race, "searches", searches)
pack.check("stop.basis_needs_search", [s["stop_id"] for s in stops if s["search_basis"] and s["person_searched"] is not True])
pack.check("stop.found_without_search", [s["stop_id"] for s in stops if s["contraband"] not in ("", "none") and s["person_searched"] is not True])
pack.check("stop.same_person_twice", ["S09001"])

# ---- recordings -------------------------------------------------------------------------------------------

recordings, keep = [], []
for s in sorted(stops, key=lambda s: s["stop_id"]):
    day = r.day(s["started"][:10])
    if day < D(2025, 10, 1) or s["stop_id"] == "S09001" or rng.random() < 0.08:
        continue  # the camera was not on
    flagged = s["arrest_made"] is True or rng.random() < 0.06
    hold = flagged and rng.random() < 0.1
    gone = None
    if not hold and rng.random() < 0.25:
        gone = day + rng.choice([40, 62, 70]) * DAY
    recordings.append(dict(recording_id=f"BW{len(recordings) + 1:05d}", officer=s["officer"], started=s["started"], minutes=s["minutes"], stop_number=s["stop_number"], incident="",
                           flags="arrest" if s["arrest_made"] is True else "complaint" if flagged else "", flagged=flagged, legal_hold=hold, state="CA", released_on="", destroyed_on=r.known(gone)))
    if not hold:
        keep.append((recordings[-1]["recording_id"], r.add_months(day, 24) if flagged else day + 60 * DAY, r.day(r.known(gone))))
held = next(x for x in recordings if x["legal_hold"])
odd = next(x for x in recordings if not x["flagged"])
odd["flags"] = "request"
pack.write("recording", recordings, bad=[dict(held, recording_id="BW90001", destroyed_on="2026-01-02"), dict(held, recording_id="BW90002", state="ZZ")])
pack.check("recording.flag_without_reason", [odd["recording_id"]])
pack.expect("clock", "camera.keep", "", "too_early", sum(met is not None and met < due for _, due, met in keep))
for record, due, _ in keep[:6]:
    pack.expect("clock", "camera.keep", record, "due", due.isoformat())
since = r.AS_OF - 60 * DAY
pack.reconcile("camera.stops", {s["stop_number"]: s["started"][:10] for s in stops if r.day(s["started"][:10]) > since},
               {x["stop_number"]: x["started"][:10] for x in recordings if r.day(x["started"][:10]) > since}, lambda a, b: a == b)

# ---- benchmarks -------------------------------------------------------------------------------------------

bench = []
for month in r.months(D(2023, 7, 1), r.AS_OF):
    for kind, base in (("arrests", [14, 62, 90, 74, 8]), ("contacts", [300, 700, 1150, 1000, 160]),
                       ("crash_drivers", [22, 38, 66, 58, 8]), ("suspects", [5, 40, 48, 36, 6])):
        for race, mean in zip(r.RACES, base):
            bench.append(dict(benchmark_id=f"{kind[:2]}{month:%y%m}{race[:2]}", month=f"{month:%Y-%m}", kind=kind, race=race,
                              count=max(0, round(rng.gauss(mean, mean ** 0.5)))))
pack.write("benchmark", bench, bad=[dict(bench[0], benchmark_id="bad1", count=-4)])
bench_sum = Counter()
for b in bench:
    bench_sum[b["kind"], b["race"]] += b["count"]

# ---- force ------------------------------------------------------------------------------------------------

incidents, subjects, members = [], [], []
number = 0
heavy = patrol[5], patrol[17]
for month in r.months(D(2023, 7, 1), r.AS_OF):
    mean = 9 if month < D(2024, 7, 1) else 6
    for _ in range(max(1, round(rng.gauss(mean, 1.6)))):
        number += 1
        day = r.between(rng, month, min(r.month_end(month), r.AS_OF - DAY))
        area = rng.choice(r.AREAS)[0]
        level = rng.choices("1234", [30, 42, 22, 6])[0]
        hurt = level in "34" and rng.random() < 0.75
        death = level == "4" and rng.random() < 0.25
        shot = level == "4" and rng.random() < 0.6
        serious = not death and hurt and (level == "4" or rng.random() < 0.3)
        if level == "4" and not (death or shot):
            serious = hurt = True
        hurt = hurt or death
        review = day + rng.choice([1, 2, 2, 3, 4, 7]) * DAY
        if rng.random() < 0.04 or review > r.AS_OF:
            review = None
        command = review + rng.choice([4, 8, 12, 20]) * DAY if review and level != "1" else None
        if command and (command > r.AS_OF or rng.random() < 0.05):
            command = None
        board = day + rng.choice([45, 80, 100]) * DAY if (level == "4" or death or serious) and rng.random() < 0.85 else None
        if board and board > r.AS_OF:
            board = None
        count = rng.choice([1, 1, 2, 3])
        lon, lat = r.point_in(rng, area)
        reason = rng.choices(["unlawful_activity", "traffic_stop", "welfare", "warrant"], [60, 20, 12, 8])[0]
        incidents.append({
            "incident_id": f"F{number:04d}", "agency": r.AGENCY, "case_number": f"{day:%y}-{number:05d}", "happened": stamp(day, rng.randint(0, 1439)),
            "place_lon": lon, "place_lat": lat, "location_type": rng.choice(["13", "20", "18", "07"]), "area": area, "district": r.district(area),
            "contact_reason": reason, "offenses": rng.choice(["13B", "90C", "35A", "13A;520"]) if reason == "unlawful_activity" else "",
            "approached": "yes", "ambush": "no", "supervisor_consulted": rng.choice(["yes", "no", "unknown"]),
            "officers_total": count, "officers_ours": count, "subjects_hurt": 1 if hurt else 0,
            "death": death, "serious_injury": serious, "firearm_discharged": shot,
            "deescalation_tried": rng.random() < (0.7 if month < D(2024, 7, 1) else 0.93), "warning_given": rng.random() < 0.9,
            "alternatives_exhausted": rng.random() < 0.85, "neck_pressure": rng.random() < 0.02, "shot_at_vehicle": shot and rng.random() < 0.1,
            "intervened": "", "aid_given": True if not hurt else rng.random() < 0.9, "camera_on": "" if rng.random() < 0.04 else rng.random() < 0.93,
            "supervisor_came": level in "12" or rng.random() < 0.9, "level": level,
            "supervisor_reviewed_on": r.known(review), "commander_reviewed_on": r.known(command), "board_reviewed_on": r.known(board),
            "finding": rng.choice(["in_policy", "in_policy", "training", "out_of_policy"]) if r.known(board) else "", "reported_on": "",
        })
        injuries = "death" if death else rng.choice(["broken_bones", "unconscious", "laceration", "gunshot"]) if serious else "minor" if hurt else ""
        resisted = rng.random() < 0.8
        impaired = rng.random() < 0.3
        subjects.append({
            "subject_id": f"F{number:04d}-1", "incident": f"F{number:04d}", "race": rng.choices(r.RACES, [5, 36, 32, 23, 4])[0],
            "sex": rng.choices(["male", "female"], [84, 16])[0], "age": max(15, round(rng.gauss(32, 10))), "height_feet": 5, "height_inches": rng.randint(4, 11),
            "weight_pounds": rng.randint(120, 240), "injuries": injuries, "force_types": "firearm" if shot else rng.choice(["hands", "electronic", "canine", "chemical"]),
            "threatened": rng.choice(["yes", "no"]), "resisted": "yes" if resisted else "no",
            "resistance": rng.choice(["passive", "flee", "commands", "hands"]) if resisted else "",
            "impaired": "yes" if impaired else "no", "impairment": rng.choice(["alcohol", "drugs", "mental_health"]) if impaired else "",
            "armed": "yes" if shot else rng.choice(["no", "no", "unknown"]),
        })
        for k in range(count):
            officer = rng.choice(heavy) if rng.random() < 0.12 else rng.choice(patrol)
            members.append({
                "row_id": f"F{number:04d}-O{k + 1}", "incident": f"F{number:04d}", "officer": officer, "sex": "male", "race": "white",
                "age": rng.randint(23, 55), "years_of_service": rng.randint(0, 25), "full_time": True, "identifiable": True, "on_duty": True,
                "force_types": "firearm" if shot and k == 0 else "hands", "discharged": shot and k == 0, "injured": rng.random() < 0.1, "injuries": "",
            })
# Sent to the FBI, month by month; one month late, one not sent, one month's report wrong.
reports = []
month_list = r.months(D(2024, 1, 1), D(2026, 1, 1))
reportable = defaultdict(list)
for i in incidents:
    if i["death"] or i["serious_injury"] or i["firearm_discharged"]:
        reportable[i["happened"][:7]].append(i)
for n, month in enumerate(month_list):
    end = r.month_end(month)
    found = reportable[f"{month:%Y-%m}"]
    sent = end + rng.randint(4, 20) * DAY
    count = len(found)
    if n == 7:
        sent = end + 52 * DAY
    if n in (21, 24) or sent > r.AS_OF:
        sent = None
    if n in (3, 10):
        count = 0 if found else 1
    reports.append(dict(report_id=f"M{month:%Y%m}", agency=r.AGENCY, month=f"{month:%Y-%m}", month_end=end.isoformat(),
                        incidents=count if sent else "", sent_on=r.known(sent)))
    if sent:
        for i in found:
            i["reported_on"] = sent.isoformat()
# Faults that warn: a death without a person who died, an officer too few.
lost_officer = incidents[4]["incident_id"]
incidents[4]["officers_total"] = incidents[4]["officers_ours"] = incidents[4]["officers_ours"] + 1
over = next(i for i in incidents if i["contact_reason"] == "unlawful_activity")
over["offenses"] = "13A;13B;520;90C"
zero = next(i for i in incidents if not (i["death"] or i["serious_injury"] or i["firearm_discharged"]))
pack.write("force_incident", incidents, bad=[
    dict(zero, incident_id="F9001", case_number="99-1", reported_on="2025-12-01"),
    dict(incidents[1], incident_id="F9002", case_number="case 7/b"),
    dict(incidents[2], incident_id="F9003", officers_ours=9, officers_total=1),
    dict(incidents[3], incident_id="F9004", contact_reason="traffic_stop", offenses="13A")])
pack.write("force_subject", subjects, bad=[dict(subjects[1], subject_id="F9002-1", race=""),
                                           dict(subjects[2], subject_id="F9003-1", resisted="no", resistance="flee")])
pack.write("force_officer", members, bad=[dict(members[0], row_id="F9001-O1", age=7)])

policy = []
for element, since, until, says in [
        ("up1", "2020-07-01", "", "exception"), ("up2", "2018-01-01", "2024-06-30", "no"), ("up2", "2024-07-01", "", "yes"),
        ("up3", "2018-01-01", "", "yes"), ("up4", "2018-01-01", "", "no"), ("up5", "2020-07-01", "", "yes"), ("up6", "2021-01-01", "", "yes"),
        ("up7", "2018-01-01", "2023-12-31", "yes"), ("up8", "2020-07-01", "", "yes"), ("up9", "2020-07-01", "", "yes"),
        ("up15", "2021-01-01", "", "yes"), ("up16", "2021-01-01", "", "yes"), ("up18", "2019-01-01", "", "yes"), ("up17", "2023-01-01", "", "yes")]:
    policy.append(dict(policy_id=f"{element}-{since[:4]}", agency=r.AGENCY, element=element, says=says, clause="" if says == "no" else f"Order 300.{element[2:]}",
                       from_day=since, to_day=until))
pack.write("force_policy", policy, bad=[dict(policy[0], policy_id="up9-bad", clause="", element="up12"), dict(policy[0], policy_id="up1-bad", from_day="2024-01-01", to_day="2023-01-01")])
pack.write("force_report", reports)

groups = defaultdict(lambda: [0, 0])
for i in incidents:
    if i["camera_on"] != "":
        groups[i["happened"][:4]][0] += i["camera_on"]
        groups[i["happened"][:4]][1] += 1
pack.shares("force.camera_on", groups)
pack.counts("force.by_level", Counter(i["level"] for i in incidents))
by_race = Counter(s["race"] for s in subjects)
pack.rates("force.rate_by_race", {race: (by_race[race], bench_sum["arrests", race]) for race in r.RACES})
pack.decision("force.reportable", {i["incident_id"]: bool(i["death"] or i["serious_injury"] or i["firearm_discharged"]) for i in incidents})
subject_of = {s["incident"]: s for s in subjects}


def in_policy(i):
    day = r.day(i["happened"][:10])
    says = {p["element"]: p["says"] for p in policy if p["from_day"] <= day.isoformat() and (not p["to_day"] or p["to_day"] >= day.isoformat())}
    deadly = i["level"] == "4"
    grounds = [True if deadly and says.get("up1") == "exception" else not i["neck_pressure"] if "up1" in says else True,
               i["deescalation_tried"] if says.get("up2") == "yes" else True,
               not i["firearm_discharged"] or i["warning_given"], True,
               True, not i["shot_at_vehicle"], i["subjects_hurt"] == 0 or i["aid_given"],
               i["level"] in "12" or i["supervisor_came"], None if i["camera_on"] == "" else i["camera_on"]]
    return False if False in grounds else None if None in grounds else True


pack.decision("force.in_policy", {i["incident_id"]: in_policy(i) for i in incidents})
pack.clock("force.monthly_report", [(x["report_id"], r.next_working(r.add_months(r.day(x["month_end"]), 1)), r.day(x["sent_on"])) for x in reports])
pack.clock("force.supervisor_review", [(i["incident_id"], r.business_days(r.day(i["happened"][:10]), 3), r.day(i["supervisor_reviewed_on"])) for i in incidents])
pack.clock("force.commander_review", [(i["incident_id"], r.calendar_days(r.day(i["supervisor_reviewed_on"]), 14), r.day(i["commander_reviewed_on"]))
                                      for i in incidents if i["level"] != "1" and i["supervisor_reviewed_on"]])
pack.clock("force.board_review", [(i["incident_id"], r.calendar_days(r.day(i["happened"][:10]), 90), r.day(i["board_reviewed_on"]))
                                  for i in incidents if i["level"] == "4" or i["death"] or i["serious_injury"]])
pack.check("force.officer_rows_match", [lost_officer])
pack.check("force.three_offenses_at_most", [over["incident_id"]])
pack.check("force.zero_report_with_an_incident", [x["report_id"] for x in reports if x["incidents"] == 0 and x["sent_on"] and reportable[x["month"]]])
a = {(r.AGENCY, x["month"]): x["incidents"] for x in reports if x["sent_on"] and x["incidents"]}
b = {(r.AGENCY, m): len(v) for m, v in reportable.items() if v}
pack.reconcile("force.reports", a, b, lambda x, y: x == y)

# ---- training ---------------------------------------------------------------------------------------------

courses = [("C1", "De-escalation with scenarios", "de_escalation", 8, "mixed"), ("C2", "Implicit bias refresher", "implicit_bias", 2, "lecture"),
           ("C3", "Crisis intervention", "crisis", 16, "scenario"), ("C4", "Cultural sensitivity with community teachers", "cultural", 4, "mixed"),
           ("C5", "Use of force update", "force;de_escalation", 4, "mixed"), ("C6", "Duty to intervene", "intervene", 2, "scenario"),
           ("C7", "De-escalation, online", "de_escalation", 1, "online")]
pack.write("course", [dict(course_id=c, title=t, topics=k, hours=h, method=m, scenario_hours=h / 2 if m != "lecture" else 0) for c, t, k, h, m in courses])
NEEDS = [("LOCAL-de_escalation", "de_escalation", 12, 4, "C1"), ("CA-profiling", "implicit_bias", 60, 2, "C2"), ("CA-force", "force", 24, 4, "C5"),
         ("LOCAL-cultural", "cultural", 24, 2, "C4"), ("LOCAL-intervene", "intervene", 24, 2, "C6")]
needs, trainings = [], []
expiry, current = [], defaultdict(lambda: [0, 0])
for o in officers:
    for mandate, topic, cycle, hours, course in NEEDS:
        need = f"{o['officer_id']}-{topic[:4]}"
        since = max(r.day(o["hired_on"]), D(2021, 1, 1))
        waived = rng.random() < 0.01
        needs.append(dict(need_id=need, officer=o["officer_id"], mandate=mandate, since=since.isoformat(), waived=waived, waiver_reason="long leave" if waived else ""))
        last = None
        for k in range(rng.choice([0, 1, 1, 2, 2, 3])):
            done = r.between(rng, D(2022, 1, 1), D(2026, 1, 25))
            trainings.append(dict(training_id=f"{need}-{k}", officer=o["officer_id"], course=course, topic=topic, hours=hours if course != "C1" else 8,
                                  completed_on=done.isoformat(), certificate=f"K{len(trainings)}", score=rng.randint(70, 100)))
            last = max(last, done) if last else done
        if topic == "de_escalation" and rng.random() < 0.1:  # too few hours: does not count
            trainings.append(dict(training_id=f"{need}-x", officer=o["officer_id"], course="C7", topic=topic, hours=1, completed_on="2026-01-10", certificate="", score=""))
        if not waived:
            expiry.append((need, r.add_months(last or since, cycle)))
            current[topic][1] += 1
            current[topic][0] += last is not None and r.add_months(last, cycle) >= r.AS_OF
trainings.append(dict(trainings[0], training_id="T-more", hours=30))
pack.write("training", trainings, bad=[dict(trainings[1], training_id="T-bad2", score=140)], orphans=[dict(trainings[0], training_id="T-old", course="C77")], lost="course")
pack.write("training_need", needs, bad=[dict(needs[0], need_id="N-bad", mandate="XX-none")])
pack.validity("training.expires", expiry)
pack.shares("training.current", current)
pack.check("training.more_hours_than_the_course", ["T-more"])

# ---- hiring -----------------------------------------------------------------------------------------------

STAGES = ["apply", "written", "fitness", "oral", "background", "psychological", "medical", "offer", "academy"]
PASS = {"apply": 0.95, "written": 0.72, "fitness": 0.85, "oral": 0.75, "background": 0.7, "psychological": 0.85, "medical": 0.95, "offer": 0.97, "academy": 0.9}
applicants, steps = [], []
for n in range(1, 421):
    race = rng.choices(r.RACES, [10, 18, 34, 33, 5])[0]
    sex = rng.choices(["male", "female"], [76, 24])[0]
    applied = r.between(rng, D(2023, 6, 1), D(2025, 9, 30))
    applicants.append(dict(applicant_id=f"Q{n:04d}", applied_on=applied.isoformat(), position="recruit", sex=sex, race=race, lateral=rng.random() < 0.1,
                           languages=rng.choice(["en", "en;es"]), from_city=rng.random() < 0.4))
    day = applied
    for stage in STAGES:
        entered = day
        day += rng.randint(5, 35) * DAY
        if stage == "academy":
            day += 120 * DAY
        chance = PASS[stage]
        if stage == "oral" and race == "black":
            chance = 0.5
        if stage == "fitness" and sex == "female":
            chance = 0.66
        result = "passed" if rng.random() < chance else "withdrew" if rng.random() < 0.15 else "failed"
        if day > r.AS_OF:
            if entered <= r.AS_OF:
                steps.append(dict(stage_id=f"Q{n:04d}-{stage}", applicant=f"Q{n:04d}", stage=stage, entered_on=entered.isoformat(), decided_on="", result=""))
            break
        steps.append(dict(stage_id=f"Q{n:04d}-{stage}", applicant=f"Q{n:04d}", stage=stage, entered_on=entered.isoformat(), decided_on=day.isoformat(), result=result))
        if result != "passed":
            break
fault = next(s for s in steps if s["stage"] == "written" and s["result"] == "failed")
steps.append(dict(fault, stage_id=fault["stage_id"] + "-b", stage="oral", result="passed"))
pack.write("applicant", applicants, bad=[dict(applicants[0], applicant_id="Q9999", position="king")])
pack.write("application_stage", steps, bad=[dict(steps[0], stage_id="Q9999-x", decided_on="2020-01-01"), dict(steps[1], stage_id="Q9998-x", result="")])
pack.check("hiring.stage_after_a_failure", [fault["stage_id"] + "-b"])
who = {a["applicant_id"]: a for a in applicants}
passed = Counter(s["stage"] for s in steps if s["result"] == "passed")
LABEL = {"apply": "Application", "written": "Written test", "fitness": "Fitness test", "oral": "Oral board", "background": "Background check",
         "psychological": "Psychological evaluation", "medical": "Medical examination", "offer": "Offer", "academy": "Academy"}
for stage in STAGES:
    pack.expect("measure", "hiring.funnel", LABEL[stage], "count", passed[stage])


def impact(measure, stage, by):
    groups = defaultdict(lambda: [0, 0])
    for s in steps:
        if s["stage"] == stage and s["result"] in ("passed", "failed"):
            groups[who[s["applicant"]][by]][0] += s["result"] == "passed"
            groups[who[s["applicant"]][by]][1] += 1
    for g, (selected, tried) in sorted(groups.items()):
        pack.expect("measure", measure, g, "selected", selected)
        pack.expect("measure", measure, g, "applicants", tried)


impact("hiring.oral_by_race", "oral", "race")
impact("hiring.written_by_race", "written", "race")
impact("hiring.background_by_race", "background", "race")
impact("hiring.fitness_by_sex", "fitness", "sex")
offered = {s["applicant"] for s in steps if s["stage"] == "offer" and s["result"] == "passed"}
for race in r.RACES:
    pack.expect("measure", "hiring.impact_by_race", race, "selected", sum(a["race"] == race and a["applicant_id"] in offered for a in applicants))
    pack.expect("measure", "hiring.impact_by_race", race, "applicants", sum(a["race"] == race for a in applicants))

# ---- equipment --------------------------------------------------------------------------------------------

INSPECT = {"body_camera": 6, "taser": 12, "firearm": 12, "vest": 12, "naloxone": 6, "radio": 12, "less_lethal": 12}
CERTIFY = {"taser": 12, "firearm": 6, "less_lethal": 12}
items, issued, inspections = [], [], []
inspect_due, certify_due, inspected = [], [], defaultdict(lambda: [0, 0])
for n, o in enumerate(officers):
    for kind in ("body_camera", "firearm", "vest") + (("taser",) if n % 2 else ("naloxone",)):
        item = f"E{len(items) + 1:04d}"
        bought = max(r.day(o["hired_on"]), r.between(rng, D(2019, 1, 1), D(2025, 6, 30)))
        items.append(dict(equipment_id=item, kind=kind, serial=f"SN-{kind[:2]}-{len(items) + 1:05d}", model="", bought_on=bought.isoformat(), retired_on=""))
        given = bought + rng.randint(0, 20) * DAY
        issued.append(dict(assignment_id=f"G{len(issued) + 1:04d}", equipment=item, officer=o["officer_id"], issued_on=given.isoformat(), returned_on=""))
        last = None
        for _ in range(rng.choice([0, 1, 1, 2])):
            done = r.between(rng, max(bought, D(2024, 6, 1)), D(2026, 1, 20))
            ok = rng.random() < 0.95
            inspections.append(dict(inspection_id=f"I{len(inspections) + 1:05d}", equipment=item, kind="inspection", officer="", done_on=done.isoformat(), passed=ok))
            if ok:
                last = max(last, done) if last else done
        due = r.add_months(last or bought, INSPECT[kind])
        inspect_due.append((item, due))
        inspected[kind][1] += 1
        inspected[kind][0] += due >= r.AS_OF
        if kind in CERTIFY:
            last = None
            for _ in range(rng.choice([0, 1, 1, 2])):
                done = r.between(rng, max(given, D(2024, 9, 1)), D(2026, 1, 20))
                inspections.append(dict(inspection_id=f"I{len(inspections) + 1:05d}", equipment=item, kind="certification", officer=o["officer_id"], done_on=done.isoformat(), passed=True))
                last = max(last, done) if last else done
            certify_due.append((issued[-1]["assignment_id"], r.add_months(last or given, CERTIFY[kind])))
double = dict(issued[0], assignment_id="G9001", officer=officers[1]["officer_id"], issued_on=r.AS_OF.replace(day=5).isoformat(), returned_on="2026-01-20")
issued.append(double)
pack.write("equipment", items, bad=[dict(items[0], equipment_id="E9999")])
pack.write("equipment_assignment", issued, bad=[dict(issued[0], assignment_id="G9999", returned_on="2000-01-01")])
pack.write("equipment_inspection", inspections, bad=[dict(inspections[0], inspection_id="I99999", kind="certification", officer="")])
pack.check("equipment.issued_twice", [issued[0]["assignment_id"]])
pack.validity("equipment.certify", certify_due)
pack.clock("equipment.inspect", [(item, due, None) for item, due in inspect_due])
pack.shares("equipment.inspected", inspected)

# ---- officers: assaults and wellness ----------------------------------------------------------------------

assaults = []
for n in range(1, 133):
    day = r.between(rng, D(2023, 1, 1), D(2026, 1, 28))
    cleared = day + rng.randint(0, 200) * DAY
    assaults.append(dict(assault_id=f"L{n:04d}", officer=rng.choice(patrol), agency=r.AGENCY, happened=stamp(day, rng.randint(0, 1439)),
                         activity=rng.choice(["01", "01", "04", "06", "07", "09", "10", "11"]), assignment=rng.choice("FGH"),
                         offense=rng.choice(["13B", "13B", "13A", "13C"]), weapon=rng.choice(["40", "40", "40", "20", "12", "90"]),
                         injured=rng.random() < 0.3, killed="no", cleared_on=r.known(cleared) if rng.random() < 0.7 else ""))
pack.write("officer_assault", assaults, bad=[dict(assaults[0], assault_id="L9999", offense="120"), dict(assaults[1], assault_id="L9998", activity="12")])
pack.rates("officers.assaulted", {y: (n, 180) for y, n in Counter(a["happened"][:4] for a in assaults).items()})
groups = defaultdict(lambda: [0, 0])
for a in assaults:
    groups[a["activity"]][0] += a["injured"]
    groups[a["activity"]][1] += 1
pack.shares("officers.injured", groups)

wellness = []
for month in r.months(D(2024, 1, 1), D(2026, 1, 1)):
    for kind in ("peer", "eap", "critical", "annual", "chaplain"):
        events = rng.randint(0, 5) if kind == "critical" else ""
        wellness.append(dict(contact_id=f"W{month:%y%m}{kind[:2]}", month=f"{month:%Y-%m}", kind=kind, contacts=rng.randint(0, 14), events=events,
                             in_time=rng.randint(0, events) if events != "" else "", officers=180))
pack.write("wellness_contact", wellness, bad=[dict(wellness[2], contact_id="W9999", events=1, in_time=2)])
groups = defaultdict(lambda: [0, 0])
for w in wellness:
    if w["kind"] == "critical":
        groups[w["month"][:4]][0] += w["in_time"]
        groups[w["month"][:4]][1] += w["events"]
pack.shares("wellness.in_time", groups)
total = Counter()
for w in wellness:
    total[w["kind"]] += w["contacts"]
pack.counts("wellness.contacts", total)

# ---- complaints -------------------------------------------------------------------------------------------

complaints, allegations, findings = [], [], []
investigate = []
for n in range(1, 221):
    received = r.between(rng, D(2023, 3, 1), D(2026, 1, 27))
    known = received + rng.randint(0, 6) * DAY
    closed = received + rng.choice([40, 90, 150, 240, 330, 420]) * DAY if rng.random() < 0.9 else None
    paused, resumed = None, None
    if rng.random() < 0.06:
        paused = known + rng.randint(20, 60) * DAY
        resumed = paused + rng.randint(30, 120) * DAY
        if resumed > r.AS_OF:
            paused = resumed = None
    if closed and closed > r.AS_OF:
        closed = None
    told = closed + rng.randint(1, 25) * DAY if closed and rng.random() < 0.95 else None
    anonymous = rng.random() < 0.12
    ack = received + rng.choice([1, 3, 6, 9]) * DAY if rng.random() < 0.97 else None
    classified = received + rng.choice([0, 1, 2, 3, 8]) * DAY
    race = rng.choices(r.RACES, [8, 34, 32, 22, 4])[0]
    complaints.append(dict(complaint_id=f"K{n:04d}", agency=r.AGENCY, received_on=received.isoformat(), channel=rng.choice(["web", "phone", "in_person", "mail"]),
                           anonymous=anonymous, complainant="" if anonymous else f"H{rng.randint(1, 160):04d}", language=rng.choice(["en", "en", "es", "vi"]),
                           race=race, sex=rng.choice(r.SEXES), district=rng.choice(["D1", "D2", "D3", "D4"]), act_on=(received - rng.randint(0, 40) * DAY).isoformat(),
                           state="CA", known_on=r.known(known), acknowledged_on=r.known(ack), classified_on=r.known(classified),
                           paused_from=r.known(paused), paused_to=r.known(resumed), pause_reason="criminal" if paused else "",
                           closed_on=r.known(closed), told_on=r.known(told), under_directive=False))
    if not paused:
        start = known if known <= r.AS_OF else received
        investigate.append((f"K{n:04d}", r.next_working(r.add_months(start, 12)), r.day(r.known(closed))))
    for k in range(rng.choice([1, 1, 1, 2])):
        kind = rng.choice(["force", "discourtesy", "bias", "search", "neglect"])
        allegation = f"K{n:04d}-{k + 1}"
        allegations.append(dict(allegation_id=allegation, complaint=f"K{n:04d}", officer=rng.choice(patrol) if rng.random() < 0.9 else "", kind=kind))
        if closed and rng.random() < 0.97:
            finding = rng.choices(["sustained", "not_sustained", "exonerated", "unfounded"], [14, 40, 26, 20])[0]
            findings.append(dict(finding_id=f"V{allegation}", allegation=allegation, finding=finding, found_on=closed.isoformat(),
                                 action=rng.choice(["counseling", "reprimand", "suspension"]) if finding == "sustained" else "none", appealed_on="", appeal_result=""))
early = next(c for c in complaints if not c["closed_on"])
early["told_on"] = ""
pack.write("complaint", complaints, bad=[dict(complaints[0], complaint_id="K9999", act_on="2030-01-01"), dict(complaints[1], complaint_id="K9998", paused_from="2025-01-01", paused_to="2025-02-01", pause_reason="")])
pack.write("allegation", allegations, orphans=[dict(allegations[0], allegation_id="K9999-1", complaint="K9999")], lost="complaint")
pack.write("finding", findings)
pack.clock("complaint.classify", [(c["complaint_id"], r.business_days(r.day(c["received_on"]), 3), r.day(c["classified_on"])) for c in complaints])
pack.clock("complaint.acknowledge", [(c["complaint_id"], r.calendar_days(r.day(c["received_on"]), 7), r.day(c["acknowledged_on"])) for c in complaints if not c["anonymous"]])
pack.clock("complaint.tell_outcome", [(c["complaint_id"], r.business_days(r.day(c["closed_on"]), 10), r.day(c["told_on"])) for c in complaints if c["closed_on"] and not c["anonymous"]])
for record, due, _ in investigate[:8]:
    pack.expect("clock", "complaint.investigate", record, "due", due.isoformat())
kind_of = {a["allegation_id"]: a["kind"] for a in allegations}
groups = defaultdict(lambda: [0, 0])
for f in findings:
    groups[kind_of[f["allegation"]]][0] += f["finding"] == "sustained"
    groups[kind_of[f["allegation"]]][1] += 1
pack.shares("complaints.sustained", groups)
pack.waits("complaints.days_to_close", {"": [c["closed_on"] for c in complaints]})
pack.counts("complaints.findings", Counter(f["finding"] for f in findings))
by_race = Counter(c["race"] for c in complaints if c["received_on"] >= "2023-07")
pack.rates("complaints.rate", {race: (by_race[race], bench_sum["contacts", race]) for race in r.RACES})
found = {f["allegation"] for f in findings}
closed_ids = {c["complaint_id"] for c in complaints if c["closed_on"]}
pack.check("complaint.closed_without_a_finding", [a["complaint"] for a in allegations if a["complaint"] in closed_ids and a["allegation_id"] not in found])

# ---- survey -----------------------------------------------------------------------------------------------

answers = []
score = defaultdict(list)
for n in range(1, 801):
    wave = rng.choice(["2024-05", "2024-11", "2025-05", "2025-11"])
    race = rng.choices(r.RACES, [12, 18, 32, 32, 6])[0]
    mean = {"black": 2.7, "hispanic": 3.1}.get(race, 3.6) + (0.2 if wave > "2025" else 0)
    four = [min(5, max(1, round(rng.gauss(mean, 1)))) for _ in range(4)]
    answers.append(dict(response_id=f"Y{n:04d}", wave=wave, answered_on=f"{wave}-{rng.randint(1, 28):02d}", area=rng.choice(r.AREAS)[0], race=race,
                        sex=rng.choice(r.SEXES), age_band=rng.choice([b for b, _ in r.BANDS[1:]]), language=rng.choice(["en", "en", "es"]),
                        had_contact=rng.random() < 0.3, voice=four[0], respect=four[1], neutrality=four[2], trust=four[3], weight=1))
    score[race].append(sum(four) / 4)
for n in rng.sample(range(800), 12):  # some leave a question out: no index for them
    a = answers[n]
    score[a["race"]].remove((a["voice"] + a["respect"] + a["neutrality"] + a["trust"]) / 4)
    a["trust"] = ""
pack.write("survey_response", answers, bad=[dict(answers[0], response_id="Y9999", voice=6)])
for race in r.RACES:
    pack.expect("measure", "trust.index", race, "n", len(score[race]))
    pack.expect("measure", "trust.index", race, "estimate", sum(score[race]) / len(score[race]))

# ---- early support ----------------------------------------------------------------------------------------

rows = []
half = defaultdict(lambda: [0, 0, 0, 0])
first = r.add_months(r.AS_OF, -6)
for o in patrol:
    for month in r.months(D(2025, 2, 1), D(2026, 1, 1)):
        end = r.month_end(month)
        contacts = rng.randint(15, 60)
        chance = 0.05 if o in heavy else 0.008
        force = sum(rng.random() < chance for _ in range(contacts))
        complaint = sum(rng.random() < 0.003 for _ in range(contacts))
        critical = int(rng.random() < 0.004)
        rows.append(dict(row_id=f"{o}-{month:%y%m}", officer=o, month=f"{month:%Y-%m}", month_end=end.isoformat(), assignment="patrol",
                         district=rng.choice(["D1", "D2", "D3", "D4"]), shift=rng.choice(["day", "evening", "night"]), contacts=contacts,
                         force_reports=force, complaints=complaint, critical_incidents=critical))
        if end > first:
            h = half[o]
            h[0] += contacts
            h[1] += force
            h[2] += complaint
            h[3] += critical if end > r.AS_OF - 31 * DAY else 0
pack.write("officer_month", rows, bad=[dict(rows[0], row_id="P000-bad", contacts=-1)])
peers = [sum(h[k] for h in half.values()) for k in range(3)]
offer = {}
for o, (contacts, force, complaint, critical) in half.items():
    enough = contacts >= 50
    f = force >= 3 and (force + 4) / (peers[1] * contacts / peers[0] + 4) >= 1.5
    c = complaint >= 3 and (complaint + 4) / (peers[2] * contacts / peers[0] + 4) >= 1.5
    offer[o] = enough and (f or c or critical > 0)
assert offer[heavy[0]] and offer[heavy[1]]
pack.decision("support.offer", offer)
offers = []
for n, o in enumerate(sorted(o for o in offer if offer[o]), 1):
    opened = r.between(rng, D(2025, 12, 1), D(2026, 1, 28))
    reviewed = opened + rng.choice([5, 10, 20]) * DAY if n % 4 else None
    offers.append(dict(offer_id=f"U{n:03d}", officer=o, opened_on=opened.isoformat(), sign="force", reviewed_on=r.known(reviewed),
                       outcome=rng.choice(["talk", "coaching", "none"]) if r.known(reviewed) else "", false_alarm=False if r.known(reviewed) else ""))
pack.write("support_offer", offers)
pack.clock("support.review", [(x["offer_id"], r.calendar_days(r.day(x["opened_on"]), 14), r.day(x["reviewed_on"])) for x in offers])

# ---- promises and settlements -----------------------------------------------------------------------------

texts = [("Train every officer in de-escalation", "training"), ("Publish every use of force each quarter", "data"), ("Hire 30 percent women by 2030", "hiring"),
         ("Ban chokeholds", "force"), ("Give the board the power to see files", "oversight"), ("Answer complaints in the complainant's language", "language"),
         ("Check on every officer within 72 hours of a critical incident", "wellness"), ("Publish stops each year", "data"),
         ("Hold four town halls a year", "oversight"), ("Replace old body cameras", "force"), ("Translate the complaint form", "language"), ("Send crisis teams instead of patrol where safe", "training")]
promises = []
for n, (t, topic) in enumerate(texts * 3, 1):
    made = r.between(rng, D(2022, 1, 1), D(2025, 6, 30))
    due = made + rng.randint(120, 700) * DAY
    kept = due + rng.choice([-60, -10, 30]) * DAY if rng.random() < 0.7 else None
    promises.append(dict(promise_id=f"B{n:02d}", text=t + ("" if n <= 12 else f" (part {(n - 1) // 12 + 1})"), made_by="Mayor" if n % 2 else "Chief", made_on=made.isoformat(),
                         due_on=due.isoformat(), topic=topic, kept_on=r.known(kept), evidence="council minutes" if r.known(kept) else ""))
pack.write("promise", promises, bad=[dict(promises[0], promise_id="B99", kept_on="2025-01-01", evidence="")])
pack.clock("promise.keep", [(p["promise_id"], r.day(p["due_on"]), r.day(p["kept_on"])) for p in promises])
groups = defaultdict(lambda: [0, 0])
for p in promises:
    if r.day(p["due_on"]) < r.AS_OF:
        groups[p["topic"]][1] += 1
        groups[p["topic"]][0] += bool(p["kept_on"]) and p["kept_on"] <= p["due_on"]
pack.shares("promises.kept", groups)

settlements = []
for n in range(1, 41):
    filed = r.between(rng, D(2021, 1, 1), D(2025, 9, 30))
    settled = filed + rng.randint(200, 900) * DAY
    if settled > r.AS_OF:
        settled = None
    paid = settled + rng.choice([14, 28, 45]) * DAY if settled and rng.random() < 0.95 else None
    lesson = settled + 90 * DAY if settled and n % 9 else None
    done = lesson + rng.choice([-20, 15]) * DAY if lesson and rng.random() < 0.6 else None
    settlements.append(dict(settlement_id=f"Z{n:03d}", kind=rng.choice(["force", "search", "arrest", "bias"]), filed_on=filed.isoformat(), settled_on=r.known(settled),
                            amount=rng.choice(["12,500", "45,000", "180,000", "1,250,000"]) if settled else "", paid_on=r.known(paid), incident="",
                            lesson_due_on=lesson.isoformat() if lesson else "", lesson_done_on=r.known(done), lesson="order amended" if r.known(done) else ""))
pack.write("settlement", settlements, bad=[dict(settlements[0], settlement_id="Z999", settled_on="2000-01-01")])
pack.clock("settlement.pay", [(s["settlement_id"], r.calendar_days(r.day(s["settled_on"]), 30), r.day(s["paid_on"])) for s in settlements if s["settled_on"]])
pack.clock("settlement.learn", [(s["settlement_id"], r.day(s["lesson_due_on"]), r.day(s["lesson_done_on"])) for s in settlements if s["lesson_due_on"]])
pack.check("settlement.no_lesson", [s["settlement_id"] for s in settlements if s["settled_on"] and not s["lesson_due_on"]])
for year in sorted({s["settled_on"][:4] for s in settlements if s["settled_on"]}):
    mine = [s for s in settlements if s["settled_on"].startswith(year)]
    pack.expect("measure", "settlements.by_year", year, "claims", len(mine))
    pack.expect("measure", "settlements.by_year", year, "dollars", sum(int(s["amount"].replace(",", "")) for s in mine))

pack.end()
