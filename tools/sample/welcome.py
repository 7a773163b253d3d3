"""Writes packs/welcome/sample and what the pack must say of it.

Planted: the desk answers more slowly in 2025; two refusals for want of an arrest; detainers held past 48 hours; hand-overs that the log
does not know; reports with an interpreter fall after March 2025; people who need an interpreter are diverted less; one employer
opens cases before the hire; mismatches are mostly wrong; petitions filed outside their windows.
"""
import datetime
import random
from collections import Counter, defaultdict

import riverton as r

rng = random.Random(8)
pack = r.Pack("welcome")
D = datetime.date
DAY = datetime.timedelta(1)


def stamp(moment):
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def share(rows, group, of, among=lambda row: True):
    out = defaultdict(lambda: [0, 0])
    for row in rows:
        if among(row):
            out[row[group] if isinstance(group, str) else group(row)][1] += 1
            out[row[group] if isinstance(group, str) else group(row)][0] += of(row)
    return {k: tuple(v) for k, v in out.items()}


def year(text):
    return text[:4]


def median(values):
    values = sorted(values)
    n = len(values)
    return float(values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2)


# ---- requests to certify ----------------------------------------------------------------------------------

CRIMES = ["domestic_violence", "felonious_assault", "sexual_assault", "kidnapping", "stalking", "extortion", "trafficking", "witness_tampering", "labor_contracting_fraud", "none"]
requests, letters = [], []
for n in range(1, 221):
    received = r.between(rng, D(2023, 2, 1), D(2026, 1, 29))
    form = "t" if rng.random() < 0.1 else "u"
    removal, detained, near_21 = rng.random() < 0.12, rng.random() < 0.05, rng.random() < 0.06
    said = rng.random() > 0.04  # where nobody said, both deadlines are shown and the shorter counts
    urgent = (removal or detained or near_21) if said else (True if removal or detained else None)
    slow = 16 if received.year >= 2025 else 0
    answered = received + rng.randint(2, 8 + slow // 2 if urgent else 27 + slow) * DAY
    if rng.random() < 0.04:
        answered = None
    if answered and answered > r.AS_OF:
        answered = None
    crime = rng.choices(CRIMES, [40, 22, 16, 6, 8, 5, 6, 2, 2, 5])[0]
    answer = "" if answered is None else "refused" if crime == "none" or rng.random() < 0.07 else "certified" if rng.random() < 0.97 else "withdrawn"
    refusal = "" if answer != "refused" else "not_qualifying" if crime == "none" else rng.choice(["not_helpful", "not_our_case", "no_report"])
    requests.append(dict(
        request_id=f"C{n:03d}", state="CA", agency=r.AGENCY if rng.random() < 0.98 else "", form=form, received_on=received.isoformat(),
        sent_by=rng.choice(["attorney", "attorney", "legal_aid", "victim", "advocate"]), language=rng.choice(["es", "es", "es", "pa", "tl", "vi", "zh", "en"]),
        victim=f"H{rng.randint(1, 240):04d}", case_number=f"R{received.year - 1}-{rng.randint(1000, 9999)}", crime=crime if rng.random() < 0.98 else "",
        crime_on=(received - rng.randint(60, 2500) * DAY).isoformat(), in_us=True if rng.random() < 0.97 else "", victim_kind=rng.choices(["direct", "indirect", "bystander"], [85, 13, 2])[0],
        helpful="" if rng.random() < 0.05 else rng.random() < 0.96, refused_help="", in_removal=(removal if said else True if removal else ""), detained=(detained if said else True if detained else ""), relative_near_21=(near_21 if said else False),
        re_sign_of="", answered_on=answered.isoformat() if answered else "", answer=answer, refusal=refusal, reason="As explained in the letter." if refusal else "",
        notice_sent_on=r.known(answered + rng.choice([0, 1, 2, 5, 12]) * DAY) if answered else "", certifier="Deputy chief" if answer == "certified" else ""))
    requests[-1]["refused_help"] = True if refusal == "not_helpful" else ""
for n in (31, 87):  # refused, because nobody was arrested
    requests[n].update(answered_on=requests[n]["answered_on"] or requests[n]["received_on"], answer="refused", refusal="no_arrest", reason="Nobody was arrested.", certifier="")
twice = dict(requests[10], request_id="C900", received_on=(r.day(requests[10]["received_on"]) + 9 * DAY).isoformat(), answered_on="", answer="", refusal="", reason="", notice_sent_on="", certifier="")
twice["crime"] = requests[10]["crime"] = "stalking"
requests.append(twice)
unsigned = next(q for q in requests if q["answer"] == "certified")
unsigned["certifier"] = ""
pack.write("certification_request", requests, bad=[
    dict(requests[0], request_id="C901", answer="refused", refusal="not_qualifying", reason="", answered_on="2026-01-10", received_on="2025-12-01"),
    dict(requests[1], request_id="C902", received_on="2026-01-10", answered_on="2026-01-02"),
    dict(requests[2], request_id="C903", crime="shoplifting")])
pack.check("certification.refusal_not_allowed", [q["request_id"] for q in requests if q["refusal"] == "no_arrest"])
pack.check("certification.signed_without_signer", [q["request_id"] for q in requests if q["answer"] == "certified" and not q["certifier"]])
same = [b["request_id"] for a in requests for b in requests if a["victim"] == b["victim"] and a["crime"] and a["crime"] == b["crime"] and b["request_id"] > a["request_id"]
        and abs((r.day(a["received_on"]) - r.day(b["received_on"])).days) <= 30]
pack.check("certification.same_request_twice", same)


def urgent_of(q):
    told = [q["in_removal"], q["detained"], q["relative_near_21"]]
    return True if True in told else None if "" in told else False


items = [(q["request_id"], r.calendar_days(r.day(q["received_on"]), 30 if urgent_of(q) is False else 7), r.day(q["answered_on"])) for q in requests]
pack.clock("certification.answer", items, show=20)
pack.clock("certification.notice", [(q["request_id"], r.business_days(r.day(q["answered_on"]), 5), r.day(q["notice_sent_on"])) for q in requests if q["answered_on"]])
pack.validity("certification.valid", [(q["request_id"], r.add_months(r.day(q["answered_on"]), 6)) for q in requests
                                      if q["answer"] == "certified" and q["form"] == "u" and r.add_months(r.day(q["answered_on"]), 12) >= r.AS_OF])


def may_certify(q):
    grounds = [None if q["crime"] == "" else q["crime"] != "none", None if q["in_us"] == "" else q["in_us"], q["victim_kind"] != "not_victim",
               None if q["helpful"] == "" else q["helpful"], None if q["agency"] == "" else True, q["refused_help"] is not True]
    return False if False in grounds else None if None in grounds else True


pack.decision("certification.may_certify", {q["request_id"]: may_certify(q) for q in requests})
done = [q for q in requests if q["answered_on"]]
pack.shares("certification.granted", share(done, lambda q: year(q["answered_on"]), lambda q: q["answer"] == "certified"))
in_time = [q for q in requests if q["answered_on"] or (r.AS_OF - r.day(q["received_on"])).days > 30]
pack.shares("certification.in_time", share(in_time, lambda q: year(q["received_on"]), lambda q: bool(q["answered_on"]) and (r.day(q["answered_on"]) - r.day(q["received_on"])).days <= (7 if urgent_of(q) else 30)))
pack.counts("certification.refusals", Counter(q["refusal"] for q in requests if q["answer"] == "refused"))
pack.counts("certification.by_crime", Counter(q["crime"] for q in requests if q["crime"]))
days = defaultdict(list)
for q in done:
    days[year(q["received_on"])].append((r.day(q["answered_on"]) - r.day(q["received_on"])).days)
for y in sorted(days):
    pack.expect("measure", "certification.wait", y, "estimate", median(days[y]))

number = 0
for q in done:
    if rng.random() < 0.95:
        number += 1
        late = rng.choice([0, 1, 2, 3, 9]) if rng.random() < 0.5 else 0
        letters.append(dict(letter_id=f"L{number:04d}", request_number=q["request_id"], sent_on=(r.day(q["answered_on"]) + late * DAY).isoformat(), answer=q["answer"]))
for n in range(3):
    letters.append(dict(letter_id=f"L90{n}", request_number=f"C8{n}0", sent_on="2025-06-0%d" % (n + 1), answer="certified"))
pack.write("certification_letter", letters)
pack.reconcile("certification.log_against_letters", {q["request_id"]: (r.day(q["answered_on"]), q["answer"]) for q in done},
               {x["request_number"]: (r.day(x["sent_on"]), x["answer"]) for x in letters},
               lambda a, b: abs((a[0] - b[0]).days) <= 5 and a[1] == b[1])

# ---- requests of federal agencies -------------------------------------------------------------------------

asked, transfers = [], []
KINDS = ["detainer", "release_notice", "warrant_admin", "warrant_judicial", "status_data", "other_data", "interview", "database", "joint_operation", "subpoena_admin", "court_order"]
for n in range(1, 301):
    moment = datetime.datetime.combine(r.between(rng, D(2023, 6, 1), D(2026, 1, 28)), datetime.time(rng.randint(0, 23), rng.randint(0, 59)))
    kind = rng.choices(KINDS, [40, 14, 8, 5, 6, 8, 6, 3, 3, 4, 3])[0]
    warrant = {"warrant_judicial": "judicial", "court_order": "judicial", "warrant_admin": "administrative"}.get(kind) or rng.choices(["none", "administrative", "judicial"], [50, 46, 4])[0]
    answered = moment + datetime.timedelta(hours=rng.choice([2, 5, 20, 30, 70, 150, 260]))
    hold = kind == "detainer"
    grant = warrant == "judicial" or (kind == "status_data" and rng.random() < 0.5)
    if n % 37 == 0 and hold:
        grant = True  # against the rule of the state
    basis = "judicial_warrant" if warrant == "judicial" else "section_1373" if kind == "status_data" and grant else "state_law_forbids" if not grant else "counsel"
    due = moment + datetime.timedelta(hours=rng.randint(10, 200)) if hold else None
    let_go = due + datetime.timedelta(hours=rng.choice([6, 20, 40, 60]) if grant else 0) if hold else None
    open_still = answered.date() > r.AS_OF
    asked.append(dict(
        request_id=f"F{n:03d}", state="CA", agency=rng.choice([r.AGENCY, "CA9990200"]), received=stamp(moment), from_body=rng.choices(["ice_ero", "hsi", "cbp", "marshals"], [75, 15, 6, 4])[0], kind=kind, warrant=warrant,
        probable_cause=(rng.random() < 0.8 if rng.random() < 0.9 else "") if hold else "", served=(rng.random() < 0.5 if rng.random() < 0.9 else "") if hold else "", subject_number=f"B{rng.randint(10000, 99999)}" if hold else "",
        otherwise_released=stamp(due if due and due.date() <= r.AS_OF else None), released=stamp(let_go if let_go and let_go.date() <= r.AS_OF else None), notice_given="", counsel_asked=rng.random() < 0.4,
        answered="" if open_still else stamp(answered), answer="" if open_still else ("honored" if grant else rng.choice(["refused", "refused", "court", "no_record"])), basis="" if open_still else basis,
        hours_spent=rng.choice([0.5, 1, 1.5, 2, 4, 12]) if rng.random() < 0.9 else "", officers=rng.choice([0, 0, 0, 1, 2, 6]), paid_by="ICE" if rng.random() < 0.02 else ""))
pack.write("outside_request", asked, bad=[dict(asked[0], request_id="F900", answered="2020-01-01 00:00"), dict(asked[1], request_id="F901", kind="deport")])


def moment_of(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M") if text else None


pack.check("outside_request.held_too_long", [q["request_id"] for q in asked if q["released"] and q["otherwise_released"] and q["kind"] == "detainer" and (moment_of(q["released"]) - moment_of(q["otherwise_released"])).total_seconds() > 48 * 3600])
FORBIDDEN = ("detainer", "warrant_admin", "other_data")
pack.check("outside_request.against_the_rule", [q["request_id"] for q in asked if q["answer"] == "honored" and q["kind"] in FORBIDDEN])
pack.clock("outside_request.answer", [(q["request_id"], r.business_days(moment_of(q["received"]).date(), 5), moment_of(q["answered"]).date() if q["answered"] else None) for q in asked])


def may_hold(q):
    judge = q["warrant"] == "judicial"
    if not judge:
        return False  # the law of California forbids it
    return False if q["served"] is False else None if q["served"] == "" else True


pack.decision("outside_request.may_hold", {q["request_id"]: may_hold(q) for q in asked if q["kind"] == "detainer"})
pack.counts("outside_request.by_kind", Counter(q["kind"] for q in asked))
pack.shares("outside_request.granted", share([q for q in asked if q["answer"]], "kind", lambda q: q["answer"] == "honored"))
pack.shares("outside_request.with_judge", share(asked, lambda q: year(q["received"]), lambda q: q["warrant"] == "judicial"))
hours = defaultdict(list)
for q in asked:
    if q["hours_spent"] != "":
        hours[year(q["received"])].append(q["hours_spent"])
for y in sorted(hours):
    pack.expect("measure", "outside_request.hours", y, "estimate", sum(hours[y]) / len(hours[y]))
handed = [q for q in asked if q["kind"] in ("detainer", "warrant_admin", "warrant_judicial") and q["answer"] == "honored"]
for n, q in enumerate(handed, 1):
    if n % 9:
        transfers.append(dict(transfer_id=f"T{n:03d}", happened=q["released"] or q["answered"], request_number=q["request_id"], warrant="administrative" if n % 11 == 0 else q["warrant"], to_body=q["from_body"]))
for n in range(4):
    transfers.append(dict(transfer_id=f"T90{n}", happened="2025-08-1%d 10:00" % n, request_number=f"X{n}", warrant="none", to_body="ice_ero"))
pack.write("custody_transfer", transfers)
pack.reconcile("outside_request.transfers", {q["request_id"]: q["warrant"] for q in handed}, {t["request_number"]: t["warrant"] for t in transfers}, lambda a, b: a == b)

# ---- languages, reports, cases ----------------------------------------------------------------------------

services = []
for n in range(1, 601):
    language = rng.choices(["es", "pa", "tl", "vi", "zh", "ase"], [60, 10, 8, 8, 8, 6])[0]
    given = rng.random() < (0.94 if language == "es" else 0.82)
    moment = datetime.datetime.combine(r.between(rng, D(2024, 1, 1), r.AS_OF - DAY), datetime.time(rng.randint(0, 23), rng.randint(0, 59)))
    mode = rng.choices(["telephone", "in_person", "video", "staff", "relative"], [50, 12, 10, 24, 4])[0]
    services.append(dict(service_id=f"LS{n:04d}", happened=stamp(moment), agency=r.AGENCY, place=rng.choice(["scene", "station", "phone_911", "front_desk", "victim_unit"]), area=rng.choice(r.AREAS)[0], language=language,
                         mode=mode if given else "", provided=given, qualified=(mode != "relative" and rng.random() < 0.9) if given else "", wait_minutes=rng.randint(0, 45) if given else "", minutes=rng.randint(5, 90) if given else "", cost=""))
pack.write("language_service", services, bad=[dict(services[0], service_id="LS9000", wait_minutes=-3)])
pack.check("language.relative_interpreted", [s["service_id"] for s in services if s["mode"] == "relative"])
pack.shares("language.provided", share(services, "language", lambda s: s["provided"]))
pack.shares("language.qualified", share([s for s in services if s["provided"]], "place", lambda s: s["qualified"]))

reports = []
for month in r.months(D(2023, 1, 1), D(2026, 1, 1)):
    for area, _ in r.AREAS:
        total = rng.randint(80, 140)
        reports.append(dict(row_id=f"{month.isoformat()[:7]}-{area}", month=month.isoformat()[:7], area=area, reports=total, interpreted=round(total * (0.16 if month < D(2025, 3, 1) else 0.10) * rng.uniform(0.7, 1.3))))
pack.write("reporting_month", reports, bad=[dict(reports[0], row_id="bad", interpreted=999)])
told = defaultdict(lambda: [0, 0])
for x in reports:
    told[year(x["month"])][0] += x["interpreted"]
    told[year(x["month"])][1] += x["reports"]
pack.shares("reporting.interpreted", told)

cases = []
for y in (2023, 2024, 2025):
    for group, size in (("english", 700), ("spanish", 180), ("other", 60)):
        for kind in ("violent", "property", "drug", "traffic", "other"):
            charged = round(size * rng.uniform(0.1, 0.3))
            handed_over = 0 if group == "english" else round(charged * 0.03)
            disposed = charged - handed_over - round(charged * rng.uniform(0.02, 0.06))
            cases.append(dict(row_id=f"{y}-{group}-{kind}", year=y, language_group=group, case_kind=kind, charged=charged, disposed=disposed, convicted=round(disposed * 0.55), diverted=round(disposed * (0.2 if group == "english" else 0.12)), handed_over=handed_over))
pack.write("case_group", cases, bad=[dict(cases[0], row_id="bad", disposed=99999)])
for name, column in (("case.disposed", "disposed"), ("case.diverted", "diverted"), ("case.handed_over", "handed_over")):
    out = defaultdict(lambda: [0, 0])
    for c in cases:
        out[c["language_group"]][0] += c[column]
        out[c["language_group"]][1] += c["charged"]
    pack.shares(name, out)

# ---- legal help, reports, clinics, earned status ----------------------------------------------------------

referrals = []
for n in range(1, 141):
    referred = r.between(rng, D(2024, 6, 1), D(2026, 1, 28))
    accepted = referred + rng.randint(1, 25) * DAY if rng.random() < 0.85 else None
    accepted = accepted if accepted and accepted <= r.AS_OF else None
    referrals.append(dict(referral_id=f"LR{n:03d}", referred_on=referred.isoformat(), organisation="", need=rng.choice(["u_t_visa", "asylum", "renewal", "naturalization", "removal_defense", "family", "work_rights", "military"]),
                          language=rng.choice(["es", "pa", "tl", "ar"]), accepted_on=accepted.isoformat() if accepted else "", outcome=rng.choice(["represented", "advised", "no_capacity", "no_case"]) if accepted else "", free=rng.random() < 0.8))
pack.write("legal_referral", referrals)
pack.clock("referral.accept", [(x["referral_id"], r.calendar_days(r.day(x["referred_on"]), 14), r.day(x["accepted_on"])) for x in referrals])
pack.shares("referral.accepted", share([x for x in referrals if x["outcome"]], "need", lambda x: x["outcome"] in ("represented", "advised")))

published = []
for y in (2023, 2024, 2025):
    published.append(dict(report_id=f"C{y}", kind="certifications", period_end=f"{y}-12-31", sent_on={2023: "2024-01-20", 2024: "2025-02-14"}.get(y, "")))
for month in r.months(D(2025, 1, 1), D(2025, 12, 1)):
    end = r.month_end(month)
    sent = r.known(end + rng.choice([5, 9, 12, 20]) * DAY) if rng.random() < 0.9 else ""
    published.append(dict(report_id=f"F{month.isoformat()[:7]}", kind="outside_requests", period_end=end.isoformat(), sent_on=sent))
pack.write("public_report", published)
pack.clock("report.certifications", [(p["report_id"], r.calendar_days(r.day(p["period_end"]), 31), r.day(p["sent_on"])) for p in published if p["kind"] == "certifications"])
pack.clock("report.outside_requests", [(p["report_id"], r.business_days(r.day(p["period_end"]), 10), r.day(p["sent_on"])) for p in published if p["kind"] == "outside_requests"])

clinics = [dict(row_id=m.isoformat()[:7], month=m.isoformat()[:7], organisation="", renewals=rng.randint(4, 20), military_families=rng.randint(0, 3), naturalizations=rng.randint(5, 25), other_help=rng.randint(0, 30)) for m in r.months(D(2024, 1, 1), D(2025, 12, 1))]
pack.write("clinic_month", clinics)
families = Counter()
for c in clinics:
    families[year(c["month"])] += c["military_families"]
pack.counts("clinic.military_families", families)

REQUIREMENTS = ["presence", "background", "taxes", "fee", "work", "english"]
earned, steps = [], []
ready = {}
for n in range(1, 41):
    case = f"E{n:02d}"
    closed = n % 13 == 0
    earned.append(dict(case_id=case, opened_on=r.between(rng, D(2025, 1, 1), D(2026, 1, 15)).isoformat(), navigator=f"navigator{n % 3 + 1}", language="es", closed_on="2026-01-20" if closed else ""))
    have = {}
    for q in REQUIREMENTS:
        if rng.random() < 0.95:
            have[q] = rng.choices(["yes", "no", "unknown"], [85, 7, 8])[0]
            steps.append(dict(step_id=f"{case}-{q}", case_id=case, requirement=q, met=have[q], checked_on="2026-01-10", proof=""))
    if not closed:
        grounds = [{"yes": True, "no": False}.get(have.get(q)) for q in REQUIREMENTS]
        ready[case] = False if False in grounds else None if None in grounds else True
pack.write("earned_status_case", earned)
pack.write("earned_status_step", steps, bad=[dict(steps[0], step_id="bad", requirement="luck")])
pack.decision("earned.ready", ready)
pack.shares("earned.progress", share(steps, "requirement", lambda s: s["met"] == "yes"))

# ---- employers, petitions, verifications ------------------------------------------------------------------

employers = [("B1", "Valley Orchards", False, ""), ("B2", "Harbor Hotel", True, "2023-05-10"), ("B3", "Green Lawn Services", True, "2022-12-01"), ("B4", "Riverton Semiconductor", True, ""), ("B5", "Mill Creek Packing", True, ""), ("B6", "Delta Carnival", False, "2025-02-01")]
pack.write("employer", [dict(employer_id=i, name=n, state="CA", city="Riverton", workers=rng.randint(20, 900), uses_e_verify=e, e_verify_required=False, registered_h2b_on=h) for i, n, e, h in employers])
uses = {i for i, _, e, _ in employers if e}
pack.validity("h2b.registration", [(i, r.add_months(r.day(h), 36)) for i, _, _, h in employers if h])
BARRED = ("Delta Carnival", D(2025, 6, 1), D(2026, 5, 31))
pack.write("debarment", [dict(debarment_id="D1", kind="h2b", employer_name="Delta Carnival", length="1 year", starts_on="2025-06-01", ends_on="2026-05-31"), dict(debarment_id="D2", kind="h2a", employer_name="Sunny Fields", length="3 years", starts_on="2023-02-01", ends_on="2026-01-31")])

petitions, orders = [], []
for n in range(1, 141):
    kind = rng.choices(["h2a", "h2b", "h1b"], [40, 40, 20])[0]
    employer = {"h2a": ["B1", "B5"], "h2b": ["B2", "B3", "B6"], "h1b": ["B4"]}[kind]
    employer = rng.choice(employer)
    need = r.between(rng, D(2023, 3, 1), D(2026, 6, 30))
    lead = {"h2a": rng.randint(38, 62), "h2b": rng.randint(70, 94), "h1b": rng.randint(60, 180)}[kind]
    filed = need - lead * DAY
    job = need - rng.randint(55, 80) * DAY if kind == "h2a" else None
    noticed = filed + rng.randint(3, 14) * DAY if kind != "h1b" else None
    posted = filed + rng.randint(3, 12) * DAY if kind == "h2b" else None
    decided = filed + (rng.randint(4, 12) if kind == "h1b" else rng.randint(12, 60)) * DAY
    status = rng.choices(["certified", "partly_certified", "denied", "withdrawn"], [76, 10, 11, 3])[0]
    workers = rng.randint(1, 60)
    good = {"certified": workers, "partly_certified": max(1, workers - rng.randint(1, 9))}.get(status, 0)
    sent = decided + rng.randint(2, 9) * DAY if good else None
    approved = sent + rng.randint(5, 35) * DAY if sent else None
    arrived = approved + rng.randint(10, 40) * DAY if approved else None
    is_filed, is_decided = filed <= r.AS_OF, decided <= r.AS_OF
    wage = rng.choice([16.5, 17.25, 19.0, 21.5]) if kind != "h1b" else rng.choice([41.0, 52.0, 66.0])
    petitions.append(dict(
        petition_id=f"V{n:03d}", case_number=f"X-{n:05d}", kind=kind, fiscal_year="", employer=employer, employer_name="", employer_postal="", work_state="CA", work_place="Riverton", occupation="", title={"h2a": "Farmworker", "h2b": "Groundskeeper", "h1b": "Engineer"}[kind],
        workers_asked=workers, workers_certified=good if is_decided else "", wage=wage, wage_unit="hour", prevailing_wage=wage - 1 if rng.random() < 0.93 else wage + 1, prevailing_unit="hour", wage_level=rng.randint(1, 4) if kind == "h1b" else "",
        need_from=need.isoformat(), need_to=(need + 200 * DAY).isoformat(), job_order_on=r.known(job), registered="", filed_on=r.known(filed), state_posted_on=r.known(posted), noticed_on=r.known(noticed),
        recruitment_done_on=r.known(noticed + rng.randint(8, 20) * DAY) if noticed and kind == "h2b" else "", decided_on=r.known(decided), status=status if is_decided else "pending" if is_filed else "", denial=rng.choice(["not_temporary", "wage", "recruitment", "late", "incomplete"]) if is_decided and status == "denied" else "",
        uscis_filed_on=r.known(sent) if is_decided else "", premium=rng.random() < 0.5 if sent and is_decided else "", approved_on=r.known(approved) if is_decided else "", arrived_on=r.known(arrived) if is_decided else "", cost=rng.randint(900, 3200) * workers if is_decided else "", agent=""))
    if kind != "h1b" and is_decided and good:
        referred = rng.randint(0, 12)
        orders.append(dict(order_id=f"J{n:03d}", petition=f"V{n:03d}", posted_on=r.known(posted or filed), referred=referred, hired=rng.randint(0, referred), open_until=(need + 100 * DAY).isoformat()))
for n in (4, 60):
    petitions[n]["workers_asked"] = 1
    petitions[n]["workers_certified"] = 3 if petitions[n]["status"] in ("certified", "partly_certified") else petitions[n]["workers_certified"]
pack.write("visa_petition", petitions, bad=[dict(petitions[0], petition_id="V900", need_to="2001-01-01"), dict(petitions[1], petition_id="V901", wage_level=9)])
pack.write("job_order", orders, orphans=[dict(orders[0], order_id="J999", petition="V999")], lost="petition")
pack.check("petition.more_certified_than_asked", [p["petition_id"] for p in petitions if p["workers_certified"] != "" and p["workers_certified"] > p["workers_asked"]])
pack.check("petition.below_prevailing_wage", [p["petition_id"] for p in petitions if p["wage"] < p["prevailing_wage"]])
pack.check("petition.employer_barred", [p["petition_id"] for p in petitions if p["employer"] == "B6" and p["filed_on"] and BARRED[1] <= r.day(p["filed_on"]) <= BARRED[2]])
of = {k: [p for p in petitions if p["kind"] == k] for k in ("h2a", "h2b", "h1b")}


def previous_working(day):
    while not r.is_working(day):
        day -= DAY
    return day


pack.clock("h2a.application", [(p["petition_id"], previous_working(r.day(p["need_from"]) - 45 * DAY), r.day(p["filed_on"])) for p in of["h2a"]])
pack.clock("h2a.deficiency", [(p["petition_id"], r.calendar_days(r.day(p["filed_on"]), 7), r.day(p["noticed_on"])) for p in of["h2a"] if p["filed_on"]])
pack.clock("h2a.certify", [(p["petition_id"], r.day(p["need_from"]) - 30 * DAY, r.day(p["decided_on"])) for p in of["h2a"] if p["filed_on"]])
pack.clock("h2b.notice", [(p["petition_id"], r.business_days(r.day(p["filed_on"]), 7), r.day(p["noticed_on"])) for p in of["h2b"] if p["filed_on"]])
pack.clock("h2b.state_order", [(p["petition_id"], r.business_days(r.day(p["filed_on"]), 6), r.day(p["state_posted_on"])) for p in of["h2b"] if p["filed_on"]])
pack.clock("h1b.labor_condition", [(p["petition_id"], r.calendar_days(r.day(p["filed_on"]), 7), r.day(p["decided_on"])) for p in of["h1b"] if p["filed_on"]])
pack.clock("petition.premium", [(p["petition_id"], r.business_days(r.day(p["uscis_filed_on"]), 15), r.day(p["approved_on"])) for p in petitions if p["premium"] is True and p["uscis_filed_on"]])


def may_file(p):
    left = (r.day(p["need_from"]) - r.AS_OF).days
    kind = p["kind"]
    registered = {i: h for i, _, _, h in employers}[p["employer"]]
    return all([kind != "h2b" or left <= 90, left >= {"h2b": 75, "h2a": 45}.get(kind, 0), kind != "h2a" or bool(p["job_order_on"]),
                kind != "h2b" or r.add_months(r.day(registered), 36) >= r.AS_OF, p["wage"] >= p["prevailing_wage"], p["employer"] != "B6"])


pack.decision("petition.may_file", {p["petition_id"]: may_file(p) for p in petitions if not p["filed_on"] and r.day(p["need_from"]) >= r.AS_OF})
pack.counts("petition.by_status", Counter(p["status"] for p in petitions if p["status"]))


def fiscal(p):
    d = r.day(p["decided_on"])
    return str(d.year + (d.month >= 10))


decided_rows = [p for p in petitions if p["status"] in ("certified", "partly_certified", "denied")]
pack.shares("petition.certified", share(decided_rows, fiscal, lambda p: p["status"] != "denied"))
workers = Counter()
for p in decided_rows:
    if p["status"] != "denied":
        workers[fiscal(p)] += p["workers_certified"]
pack.counts("petition.workers", workers)
pack.counts("petition.denials", Counter(p["denial"] for p in petitions if p["denial"]))
lead_days = defaultdict(list)
for p in petitions:
    if p["filed_on"] and p["decided_on"]:
        lead_days[p["kind"]].append((r.day(p["decided_on"]) - r.day(p["filed_on"])).days)
for kind, label in (("h1b", "H-1B: specialty occupation"), ("h2a", "H-2A: seasonal farm work"), ("h2b", "H-2B: temporary work outside farms")):
    pack.expect("measure", "petition.days", kind, "estimate", median(lead_days[kind]))

pack.write("cap_notice", [dict(notice_id="N1", cap="h2b_first_2026", published_on="2025-09-20", workers=33000, source="invented"), dict(notice_id="N2", cap="h2b_second_2026", published_on="2026-01-15", workers=21400, source="invented"), dict(notice_id="N3", cap="h2b_second_2026", published_on="2026-01-28", workers=30100, source="invented")])

checks = []
for n in range(1, 401):
    employer = rng.choice(["B2", "B3", "B4", "B5", "B1", "B6"])
    start = r.between(rng, D(2022, 1, 3), D(2026, 1, 28))
    short = rng.random() < 0.03
    one = start if rng.random() < 0.95 else start + 2 * DAY
    two = start + (0 if short else rng.choice([0, 1, 2, 3, 3, 7])) * DAY
    early = employer == "B5" and rng.random() < 0.3
    opened = None if employer not in uses else start - 3 * DAY if early else start + rng.choice([0, 1, 2, 3, 6]) * DAY
    mismatch = opened if opened and rng.random() < 0.06 else None
    told_on = mismatch + rng.randint(0, 9) * DAY if mismatch and rng.random() < 0.85 else None
    contests = rng.random() < 0.85 if told_on else None
    referred = told_on + rng.randint(0, 8) * DAY if contests else None
    contacted = referred + rng.randint(1, 15) * DAY if referred and rng.random() < 0.9 else None
    final = contacted + rng.randint(2, 12) * DAY if contacted else told_on + 12 * DAY if told_on and contests is False else None
    final = final if final and final <= r.AS_OF else None
    result = ("authorized" if contests and rng.random() < 0.85 else "final_mismatch") if final else ""
    acted = mismatch + 2 * DAY if mismatch and rng.random() < 0.15 else None
    ended = start + rng.randint(30, 900) * DAY if rng.random() < 0.5 else None
    receipt = start if rng.random() < 0.04 else None
    checks.append(dict(
        verification_id=f"W{n:03d}", employer=employer, started_on=start.isoformat(), short_job=True if short else "", section1_on=r.known(one), section2_on=r.known(two), receipt_on=r.known(receipt), document_on=r.known(receipt + rng.randint(20, 110) * DAY) if receipt else "", extra_documents=rng.random() < 0.02,
        case_on=r.known(opened), before_hire=True if early else "", first_result=("mismatch" if mismatch else "authorized") if opened and opened <= r.AS_OF else "", mismatch_on=r.known(mismatch), told_on=r.known(told_on), contests="" if contests is None else contests, referred_on=r.known(referred), contacted_on=r.known(contacted),
        final_on=r.known(final), final_result=result, acted_on=r.known(acted), closed_on=r.known(final + rng.choice([0, 1, 3, 9]) * DAY) if final else "", ended_on=r.known(ended)))
pack.write("employment_verification", checks, bad=[dict(checks[0], verification_id="W900", ended_on="2001-01-01")])
pack.check("verification.acted_during_mismatch", [w["verification_id"] for w in checks if w["acted_on"] and w["acted_on"] >= w["mismatch_on"] and (not w["final_on"] or w["acted_on"] < w["final_on"])])
pack.check("verification.before_hire", [w["verification_id"] for w in checks if w["before_hire"] is True or (w["case_on"] and w["section1_on"] and w["case_on"] < w["section1_on"])])
pack.check("verification.asked_too_much", [w["verification_id"] for w in checks if w["extra_documents"] is True])
pack.clock("i9.section_1", [(w["verification_id"], r.day(w["started_on"]), r.day(w["section1_on"])) for w in checks])
pack.clock("i9.section_2", [(w["verification_id"], r.day(w["started_on"]) if w["short_job"] is True else r.business_days(r.day(w["started_on"]), 3), r.day(w["section2_on"])) for w in checks])
pack.clock("everify.case", [(w["verification_id"], r.business_days(r.day(w["started_on"]), 3), r.day(w["case_on"])) for w in checks if w["employer"] in uses])
pack.clock("everify.refer", [(w["verification_id"], r.business_days(r.day(w["mismatch_on"]), 10), r.day(w["referred_on"])) for w in checks if w["mismatch_on"] and w["contests"] is not False])
pack.clock("everify.contact", [(w["verification_id"], r.business_days(r.day(w["referred_on"]), 8), r.day(w["contacted_on"])) for w in checks if w["referred_on"]])


def may_end(w):
    final = w["final_result"] == "final_mismatch"
    not_contested = None if w["contests"] == "" else not w["contests"]
    pending = w["contests"] is True and not w["final_on"]
    if pending or not w["told_on"]:
        return False
    return True if final or not_contested else None if not_contested is None else False


pack.decision("verification.may_end", {w["verification_id"]: may_end(w) for w in checks if w["mismatch_on"]})
pack.shares("verification.mismatch", share([w for w in checks if w["case_on"]], lambda w: year(w["case_on"]), lambda w: bool(w["mismatch_on"])))
final_rows = [w for w in checks if w["mismatch_on"] and w["final_on"]]
pack.expect("measure", "verification.wrong_mismatch", "", "events", sum(w["final_result"] == "authorized" for w in final_rows))
pack.expect("measure", "verification.wrong_mismatch", "", "trials", len(final_rows))

visits = []
for n in range(1, 13):
    notice = r.between(rng, D(2024, 1, 1), D(2026, 1, 26))
    shown = notice + rng.randint(1, 8) * DAY
    fault = shown + 20 * DAY if n % 2 else None
    visits.append(dict(inspection_id=f"I{n:02d}", employer=rng.choice(["B1", "B2", "B3"]), notice_on=notice.isoformat(), produced_on=r.known(shown), fault_notice_on=r.known(fault), cured_on=r.known(fault + rng.randint(5, 25) * DAY) if fault else "", forms=rng.randint(20, 60), faults=rng.randint(0, 19)))
pack.write("verification_inspection", visits)
pack.clock("i9.inspection", [(v["inspection_id"], r.business_days(r.day(v["notice_on"]), 3), r.day(v["produced_on"])) for v in visits])
pack.clock("i9.cure", [(v["inspection_id"], r.business_days(r.day(v["fault_notice_on"]), 10), r.day(v["cured_on"])) for v in visits if v["fault_notice_on"]])

groups = [dict(row_id=f"2024-{g}", year=2024, verify_group=g, authorized_workers=n, wrong_mismatches=w, source="invented") for g, n, w in (("us_born", 52000, 61), ("naturalized", 8100, 240), ("permanent", 6400, 150), ("work_permit", 3900, 170), ("name_change", 2100, 44))]
pack.write("verification_group", groups, bad=[dict(groups[0], row_id="bad", wrong_mismatches=99999)])
pack.shares("verification.wrong_by_group", {g["verify_group"]: (g["wrong_mismatches"], g["authorized_workers"]) for g in groups})

pack.write("enforcement_agreement", [dict(agreement_id="A1", listed_on="2025-07-18", state="CA", agency_name="Example County Sheriff", kind="County", county="Example", model="jail", signed_on="2020-02-02")])
pack.end()
