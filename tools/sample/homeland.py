"""Writes packs/homeland/sample and what the pack must say of it.

Planted: hate crimes double in October and November 2025, against Jewish and Muslim people; one agency is silent for four quarters and
one sends honest zeros for three years; intelligence entries past five years; suspicious activity that rests on faith or speech;
disclosures without a right to know.
"""
import datetime
import random
from collections import Counter, defaultdict

import riverton as r

rng = random.Random(4)
pack = r.Pack("homeland")
D = datetime.date
DAY = datetime.timedelta(1)


def stamp(day, minute):
    return f"{day.isoformat()} {minute // 60:02d}:{minute % 60:02d}"


# ---- partners, agreements, sites --------------------------------------------------------------------------

partners = [("R1", "River Regional Fusion Center", "fusion", True), ("R2", "FBI Joint Terrorism Task Force", "jttf", True), ("R3", "State Bureau", "state", True),
            ("R4", "Cedar Falls Police", "local", True), ("R5", "Stadium security company", "private", False), ("R6", "River County Sheriff", "local", "")]
pack.write("partner", [dict(partner_id=i, name=n, kind=k, follows_part_23=f) for i, n, k, f in partners])
agreements = [dict(agreement_id="G1", partner="R1", title="Fusion center memorandum", kind="mou", covers="alert;intelligence;sar", highest_label="amber", signed_on="2019-03-01", reviewed_on="2025-06-15", ends_on="", notice_days=60, city_policy_binds=True),
              dict(agreement_id="G2", partner="R2", title="Task force memorandum", kind="task_force", covers="intelligence;sar", highest_label="red", signed_on="2017-05-20", reviewed_on="2024-05-01", ends_on="", notice_days=60, city_policy_binds=""),
              dict(agreement_id="G3", partner="R3", title="State data sharing", kind="data", covers="hate;intelligence", highest_label="green", signed_on="2020-01-15", reviewed_on="", ends_on="2025-12-31", notice_days=30, city_policy_binds=True),
              dict(agreement_id="G4", partner="R4", title="Deconfliction with Cedar Falls", kind="mou", covers="deconfliction", highest_label="amber", signed_on="2023-09-01", reviewed_on="2025-09-10", ends_on="2026-03-15", notice_days=30, city_policy_binds=True)]
pack.write("sharing_agreement", agreements, bad=[dict(agreements[1], agreement_id="G8", covers="gossip")])
pack.check("agreement.city_policy", ["G2"])
live = [a for a in agreements if not a["ends_on"] or a["ends_on"] > r.AS_OF.isoformat()]
pack.clock("agreement.review", [(a["agreement_id"], r.add_months(r.day(a["reviewed_on"] or a["signed_on"]), 12), None) for a in live])
pack.validity("agreement.ends", [(a["agreement_id"], r.day(a["ends_on"])) for a in agreements if a["ends_on"]])

sites = []
for n in range(1, 31):
    sector, community = rng.choice([("worship", "jewish"), ("worship", "muslim"), ("worship", "sikh"), ("worship", "black"), ("school", "youth"), ("water", ""), ("energy", ""), ("transit", ""), ("government", "")])
    assessed = r.between(rng, D(2021, 1, 1), D(2026, 1, 15)) if rng.random() < 0.85 else None
    lon, lat = r.point_in(rng, rng.choice(r.AREAS)[0])
    sites.append(dict(site_id=f"PS{n:02d}", name=f"Site {n}", sector=sector, community=community, organisation="", area=rng.choice(r.AREAS)[0], place_lon=lon, place_lat=lat,
                      assessed_on=r.known(assessed), plan="", risk=rng.choice(["high", "medium", "low"]), nonprofit_grant_on=""))
pack.write("protected_site", sites)
pack.clock("site.assess", [(s["site_id"], r.add_months(r.day(s["assessed_on"]), 36), None) for s in sites if s["assessed_on"]])

# ---- hate incidents ---------------------------------------------------------------------------------------

BIAS = ["12", "21", "24", "14", "32", "41", "71", "11", "31", "85", "51", "62"]
WEIGHT = [20, 16, 9, 9, 12, 12, 6, 5, 4, 3, 2, 2]
incidents, arrests, services = [], [], []
number = 0
for month in r.months(D(2023, 1, 1), r.AS_OF):
    planted = month in (D(2025, 10, 1), D(2025, 11, 1))
    for _ in range(rng.randint(6, 11) * (2 if planted else 1)):
        number += 1
        day = r.between(rng, month, min(r.month_end(month), r.AS_OF - DAY))
        crime = rng.random() < 0.78
        weights = [w * (4 if planted and b in ("21", "24") else 1) for b, w in zip(BIAS, WEIGHT)]
        first = rng.choices(BIAS, weights)[0]
        second = rng.choice([b for b in BIAS if b != first]) if rng.random() < 0.08 else ""
        if rng.random() < 0.05:
            first, second = rng.choice(["99", "88"]), ""
        offense = rng.choices(["13C", "290", "13B", "13A", "200", "120"], [34, 30, 18, 10, 3, 5])[0]
        individual = offense not in ("290", "200") or rng.random() < 0.4
        suspected = day if crime else None
        confirmed = day + rng.choice([2, 5, 9, 13, 20]) * DAY if suspected and rng.random() < 0.93 else None
        identified = day + rng.randint(0, 60) * DAY if crime and rng.random() < 0.55 else None
        charged = identified + rng.randint(1, 50) * DAY if identified and rng.random() < 0.7 else None
        outcome = charged + rng.randint(60, 420) * DAY if charged and rng.random() < 0.8 else None
        area = rng.choice(r.AREAS)[0]
        lon, lat = r.point_in(rng, area)
        hurt = offense in ("13A", "13B") and crime
        incident = f"HC{number:04d}"
        incidents.append({
            "incident_id": incident, "agency": r.AGENCY, "reported_on": day.isoformat(), "happened_on": day.isoformat() if rng.random() < 0.95 else day.isoformat()[:7],
            "counted_in": day.isoformat()[:7], "is_crime": crime, "offense": offense if crime else "", "location_type": rng.choices(["13", "20", "04", "53", "58", "11", "21"], [28, 24, 14, 10, 10, 6, 8])[0],
            "place_lon": lon, "place_lat": lat, "area": area, "district": r.district(area), "bias_1": first, "bias_2": second, "bias_signs": rng.choice(["words", "symbols;words", "victim_view", "date_place;symbols"]),
            "suspected_on": r.known(suspected), "confirmed_on": r.known(confirmed), "victim_type": "I" if individual else rng.choice(["R", "B", "G"]),
            "adult_victims": 1 if individual else 0, "juvenile_victims": 0, "offenders": rng.choice([0, 1, 1, 2]), "injury": "M" if hurt else "N", "death": False,
            "language": rng.choice(["en", "en", "es", "ar", "pa"]), "victim": "",
            "willful": rng.choice([True, True, ""]) if crime else "", "bodily_injury": hurt if crime else "", "dangerous_attempt": offense in ("13A", "200") if crime else "",
            "because_of_bias": rng.choice([True, True, True, False, ""]) if crime else "", "commerce_link": rng.choice([False, "", True]) if crime else "",
            "identified_on": r.known(identified), "charged_on": r.known(charged), "charged_as": rng.choice(["state_hate", "enhancement", "other"]) if r.known(charged) else "",
            "outcome": rng.choice(["convicted_bias", "convicted", "dismissed", "diverted"]) if r.known(outcome) else "", "outcome_on": r.known(outcome)})
        if r.known(charged):
            arrests.append(dict(arrest_row=f"{incident}-1", incident=incident, arrest_number=f"AR{number:05d}", arrested_on=identified.isoformat()))
        if individual and crime and rng.random() < 0.9:
            offered = day + rng.choice([0, 1, 2, 6, 9]) * DAY
            if offered <= r.AS_OF:
                services.append(dict(service_id=f"VS{len(services) + 1:04d}", incident=incident, kind=rng.choice(["counseling", "safety", "compensation", "legal"]),
                                     offered_on=offered.isoformat(), accepted=rng.choice([True, True, False]), language=rng.choice(["en", "es"]), by_organisation=""))
crime = next(i for i in incidents if i["is_crime"] and i["bias_1"] == "12" and not i["bias_2"])
local = dict(crime, incident_id="HC9001", bias_1="age", area="")
incidents.append(local)
speech = next(i for i in incidents if not i["is_crime"])
bad = [dict(crime, incident_id="HC9101", bias_1=""), dict(crime, incident_id="HC9102", bias_1="88", bias_2="12"), dict(crime, incident_id="HC9103", bias_2="12"),
       dict(crime, incident_id="HC9104", bias_2="", bias_3="21"), dict(crime, incident_id="HC9105", offense="09C"), dict(speech, incident_id="HC9106", victim="H0001"),
       dict(crime, incident_id="HC9107", bias_1="77"), dict(crime, incident_id="HC9108", charged_on="2000-01-01", charged_as="other")]
pack.write("hate_incident", incidents, bad)
pack.write("hate_arrest", arrests, orphans=[dict(arrests[0], arrest_row="X-1", incident="HC7777")], lost="incident")
pack.write("victim_service", services)

pack.counts("hate.by_year", Counter(i["counted_in"][:4] for i in incidents))
every = [(i, b) for i in incidents for b in (i["bias_1"], i.get("bias_2", "")) if b]
pack.counts("hate.by_bias_all_years", Counter(b for _, b in every))
pack.counts("hate.by_bias", Counter(b for i, b in every if i["counted_in"][:4] == "2026"))
pack.counts("hate.by_place", Counter(i["location_type"] for i in incidents))
people = Counter()
for (area, *_), n in r.population().items():
    people[area] += n
national = [i for i in incidents if i["is_crime"] and i["bias_1"] not in ("88", "99")]
crimes = Counter(i["area"] for i in national if i["area"] and r.day(i["reported_on"]) > r.add_months(r.AS_OF, -12))
pack.rates("hate.rate_by_area", {a: (crimes[a], people[a]) for a, _ in r.AREAS})
groups = defaultdict(lambda: [0, 0])
arrested = {a["incident"] for a in arrests}
for i in incidents:
    if i["is_crime"]:
        groups[i["counted_in"][:4]][1] += 1
        groups[i["counted_in"][:4]][0] += i["incident_id"] in arrested
pack.shares("hate.with_arrest", groups)
groups = defaultdict(lambda: [0, 0])
for s in services:
    groups[s["kind"]][0] += s["accepted"]
    groups[s["kind"]][1] += 1
pack.shares("hate.services_accepted", groups)
pack.waits("hate.days_to_charge", {"": [i["charged_on"] for i in incidents if i["is_crime"]]})
pack.waits("hate.days_to_outcome", {"": [i["outcome_on"] for i in incidents if i["charged_on"]]})
pack.waits("hate.days_to_arrest", {"": [i["incident_id"] in arrested for i in incidents if i["is_crime"]]})
old = r.AS_OF - 90 * DAY
pack.check("hate.unknown_too_long", [i["incident_id"] for i in incidents if i["bias_1"] == "99" and r.day(i["reported_on"]) < old])
pack.check("hate.second_officer_missing", [i["incident_id"] for i in incidents if i["suspected_on"] and not i["confirmed_on"] and r.day(i["suspected_on"]) < r.AS_OF - 30 * DAY])
pack.check("hate.local_bias", ["HC9001"])
pack.clock("hate.second_review", [(i["incident_id"], r.business_days(r.day(i["suspected_on"]), 10), r.day(i["confirmed_on"])) for i in incidents if i["suspected_on"]])
first_offer = {}
for s in services:
    first_offer.setdefault(s["incident"], r.day(s["offered_on"]))
pack.clock("hate.offer_service", [(i["incident_id"], r.business_days(r.day(i["reported_on"]), 3), first_offer.get(i["incident_id"])) for i in incidents if i["is_crime"] and i["victim_type"] == "I"])
BRANCH = {"41": "a2", "71": "a2", "51": "a2", "62": "a2", "12": "a1", "14": "a1", "11": "a1", "21": "both", "24": "both", "32": "both", "31": "both", "85": "both"}


def federal(i):
    codes = [b for b in (i["bias_1"], i.get("bias_2", "")) if b]
    three = lambda v: None if v == "" else v  # noqa: E731
    harm = True if i["bodily_injury"] or i["dangerous_attempt"] else False
    if any(BRANCH.get(b) in ("a1", "both") for b in codes):
        covered = True
    elif any(BRANCH.get(b) == "a2" for b in codes):
        covered = three(i["commerce_link"])
    elif "99" in codes:
        covered = None
    else:
        covered = False
    grounds = [three(i["willful"]), harm, three(i["because_of_bias"]), covered, True]
    return False if False in grounds else None if None in grounds else True


pack.decision("hate.federal", {i["incident_id"]: federal(i) for i in incidents if i["is_crime"]})

# ---- quarterly reports ------------------------------------------------------------------------------------

reports, own = [], {}
quarters = [(y, q) for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)]
agencies = [(r.AGENCY, "own"), ("CA9990200", "some"), ("CA9990300", "silent"), ("CA9990400", "zero"), ("CA9990500", "zero"), ("CA9990600", "some")]
by_quarter = Counter(f"{i['reported_on'][:4]}-Q{(int(i['reported_on'][5:7]) + 2) // 3}" for i in national)
for ori, kind in agencies:
    for n, (y, q) in enumerate(quarters):
        end = r.month_end(D(y, 3 * q, 1))
        quarter = f"{y}-Q{q}"
        sent = end + rng.randint(3, 14) * DAY
        count = by_quarter[quarter] if kind == "own" else rng.randint(1, 5) if kind == "some" else 0
        if kind == "own" and n == 5:
            sent, count = end + 40 * DAY, count - 1
        if (kind == "own" and n == 11) or (kind == "silent" and n >= 8):
            sent = None
        if kind == "silent" and sent:
            count = rng.randint(0, 2)
        reports.append(dict(report_id=f"{ori}-{quarter}", agency=ori, quarter=quarter, quarter_end=end.isoformat(), incidents=count if sent else "", sent_on=r.known(sent)))
pack.write("hate_report", reports, bad=[dict(reports[0], report_id="bad-q", quarter="2025Q1")])
mine = [x for x in reports if x["agency"] == r.AGENCY]
pack.clock("hate.quarterly_report", [(x["report_id"], r.calendar_days(r.day(x["quarter_end"]), 15), r.day(x["sent_on"])) for x in mine])
pack.check("hate.zero_report_with_a_crime", [x["report_id"] for x in mine if x["sent_on"] and x["incidents"] != by_quarter[x["quarter"]]])
pack.reconcile("hate.reports", {(r.AGENCY, x["quarter"]): x["incidents"] for x in mine if x["sent_on"] and x["incidents"]}, {(r.AGENCY, q): n for q, n in by_quarter.items()}, lambda a, b: a == b)
NAMES = {"CA9990100": "Riverton Police Department", "CA9990200": "River County Sheriff", "CA9990300": "Cedar Falls Police", "CA9990400": "Maple Grove Police",
         "CA9990500": "Dry Creek Police", "CA9990600": "Riverton University Police"}
for ori, _ in agencies:
    theirs = [x for x in reports if x["agency"] == ori]
    pack.expect("measure", "hate.zero_or_silence", NAMES[ori], "honest_zeros", sum(bool(x["sent_on"]) and x["incidents"] == 0 for x in theirs))
    pack.expect("measure", "hate.zero_or_silence", NAMES[ori], "silent_quarters", sum(not x["sent_on"] for x in theirs))
RESIDENTS = {"CA9990100": 218000, "CA9990200": 96000, "CA9990300": 61000, "CA9990400": 53000, "CA9990500": 12000, "CA9990600": 21000}
for quarter in sorted({x["quarter"] for x in reports})[-3:]:
    pack.expect("measure", "hate.coverage", quarter, "residents_covered", sum(RESIDENTS[x["agency"]] for x in reports if x["quarter"] == quarter and x["sent_on"]))
pack.expect("measure", "hate.large_agency_zero", "Maple Grove Police", "reports_sent", 12)

# ---- suspicious activity and tips -------------------------------------------------------------------------

CRIMINAL = ["intrsn", "misrep", "theft", "sabot", "cyber", "threat", "aviation"]
POTENTIAL = ["elicit", "testsec", "recrut", "photo", "survl", "matrls", "expert", "wpns", "sector"]
sars, vetting = [], {}
for n in range(1, 141):
    received = r.between(rng, D(2024, 6, 1), D(2026, 1, 28))
    kind = rng.choice(CRIMINAL) if rng.random() < 0.4 else rng.choice(POTENTIAL)
    reviewed = received + rng.choice([1, 2, 4, 8]) * DAY if rng.random() < 0.93 else None
    if reviewed and reviewed > r.AS_OF:
        reviewed = None
    context = rng.random() < 0.6 if reviewed else ""
    vetted = reviewed + rng.choice([1, 3, 5, 9]) * DAY if reviewed and context and rng.random() < 0.92 else None
    if vetted and vetted > r.AS_OF:
        vetted = None
    nexus = rng.random() < 0.35 if vetted else ""
    facts = "seen three times at closed gates with a measuring tape" if kind in POTENTIAL and rng.random() < 0.6 else ""
    speech = kind in POTENTIAL and rng.random() < 0.08
    true_threat = rng.choice([True, False]) if kind == "threat" else ""
    if speech and nexus:
        nexus = False
    told = received + rng.choice([10, 25, 45]) * DAY if rng.random() < 0.8 else None
    sar = f"SA{n:04d}"
    behaviors = "" if n % 40 == 0 else kind
    disposition = ("shared" if nexus else "local") if vetted else ("closed" if context is False else "")
    sars.append(dict(sar_id=sar, agency=r.AGENCY, agency_case=f"C{n:05d}", observed=stamp(received - rng.randint(0, 3) * DAY, rng.randint(0, 1439)), received_on=received.isoformat(),
                     site=rng.choice(sites)["site_id"] if rng.random() < 0.4 else "", behaviors=behaviors, summary="A person behaved as coded.", detail="", extra_facts=facts,
                     protected_trait_used=False, protected_speech_only=speech, threat_true=true_threat, reviewer="reviewer 1" if reviewed else "", reviewed_on=r.known(reviewed),
                     behavior_in_context=context, analyst="analyst 1" if vetted else "", vetted_on=r.known(vetted), nexus=nexus, nexus_reasons="facts weighed" if vetted else "",
                     disposition=disposition, told_source_on=r.known(told)))
    all_of = [bool(behaviors), None if context == "" else context, (kind in CRIMINAL and bool(behaviors)) or bool(facts), None if nexus == "" else nexus]
    none_of = [False, speech, (not true_threat) if behaviors == "threat" else False]
    vetting[sar] = False if False in all_of or True in none_of else None if None in all_of else True
shared = next(s for s in sars if s["disposition"] == "local")
pack.write("suspicious_activity", sars, bad=[dict(sars[0], sar_id="SA9001", protected_trait_used=True), dict(shared, sar_id="SA9002", disposition="shared"),
                                             dict(sars[1], sar_id="SA9003", behaviors="praying"), dict(sars[2], sar_id="SA9004", received_on="2020-01-01")])
pack.decision("sar.vetting", vetting)
pack.check("sar.facts_missing", [s["sar_id"] for s in sars if s["behaviors"] in POTENTIAL and not s["extra_facts"] and s["disposition"] != "closed"])
pack.clock("sar.first_review", [(s["sar_id"], r.business_days(r.day(s["received_on"]), 3), r.day(s["reviewed_on"])) for s in sars])
pack.clock("sar.second_review", [(s["sar_id"], r.business_days(r.day(s["reviewed_on"]), 3), r.day(s["vetted_on"])) for s in sars if s["behavior_in_context"] is True])
pack.clock("sar.tell_source", [(s["sar_id"], r.calendar_days(r.day(s["received_on"]), 30), r.day(s["told_source_on"])) for s in sars])
pack.waits("sar.days_to_vetting", {"": [s["vetted_on"] for s in sars if s["behavior_in_context"] is not False]})
pack.counts("sar.by_behavior", Counter(s["behaviors"] for s in sars if s["behaviors"]))
groups = defaultdict(lambda: [0, 0])
for s in sars:
    if s["nexus"] != "":
        groups[s["received_on"][:4]][0] += s["nexus"]
        groups[s["received_on"][:4]][1] += 1
pack.shares("sar.shared_share", groups)

tips = []
for n in range(1, 121):
    received = r.between(rng, D(2024, 9, 1), D(2026, 1, 29))
    passed = received + rng.choice([0, 0, 1, 1, 4]) * DAY if rng.random() < 0.95 else None
    deleted = received + rng.choice([200, 330, 380]) * DAY if rng.random() < 0.9 else None
    tips.append(dict(tip_id=f"TP{n:04d}", received_on=received.isoformat(), channel=rng.choice(["phone", "web", "school", "online"]), kind=rng.choice(["threat", "behavior", "hate", "other"]),
                     text="", threat_to_life=rng.random() < 0.05, passed_to=rng.choice(["patrol", "fusion", "crisis"]) if passed else "", passed_on=r.known(passed), closed_on="", deleted_on=r.known(deleted)))
pack.write("tip", tips)
pack.clock("tip.pass_on", [(t["tip_id"], r.calendar_days(r.day(t["received_on"]), 1), r.day(t["passed_on"])) for t in tips])
pack.clock("tip.delete", [(t["tip_id"], r.add_months(r.day(t["received_on"]), 12), r.day(t["deleted_on"])) for t in tips])

# ---- intelligence entries ---------------------------------------------------------------------------------

entries, disclosures, certificates, keep = [], [], [], {}
for n in range(1, 91):
    entered = r.between(rng, D(2018, 1, 1), D(2026, 1, 20))
    validated = r.between(rng, entered + 200 * DAY, entered + 1700 * DAY) if rng.random() < 0.5 else None
    if validated and validated > r.AS_OF:
        validated = None
    without = r.between(rng, validated or entered, r.AS_OF) if n % 15 == 0 else None
    expiry = r.add_months(validated or entered, 60)
    purged = None
    if without and n % 30:
        purged = without
    elif expiry < r.AS_OF and rng.random() < 0.75:
        purged = expiry - rng.randint(0, 30) * DAY
    if purged and purged < (validated or entered):
        purged = validated or entered
    beliefs = rng.random() < 0.15
    relate = True if beliefs else ""
    relevant = rng.choice([True, True, True, True, ""])
    lawful = rng.choice([True] * 8 + [""])
    entry = f"IE{n:03d}"
    certified = "officer 12" if n % 11 else ""
    entries.append(dict(entry_id=entry, kind=rng.choice(["person", "organisation", "group_home"]), subject=f"subject {n}", agency=r.AGENCY, entered_on=entered.isoformat(), certified_by=certified,
                        reasonable_suspicion=True, relevant=relevant, basis="bought precursor chemicals under three names", holds_beliefs=beliefs, beliefs_relate_to_crime=relate, lawfully_got=lawful,
                        sensitivity="sensitive", reliability="usually", validity="probable", validated_on=r.known(validated), validation_basis="new purchases" if validated else "",
                        no_basis_on=r.known(without), purged_on=r.known(purged)))
    if not purged:
        grounds = [True, None if relevant == "" else relevant, None if lawful == "" else lawful, bool(certified), expiry >= r.AS_OF]
        none_of = [False, without is not None]  # beliefs here always relate to the crime, or there are none
        keep[entry] = False if False in grounds or True in none_of else None if None in grounds else True
    elif n % 7:
        certificates.append(dict(certificate_id=f"PC{n:03d}", entry_digest=f"{rng.getrandbits(128):032x}", entered_on=entered.isoformat(), purged_on=purged.isoformat(),
                                 why="no_basis" if without else "age", by_role="privacy officer", witness="city attorney"))
ok = entries[0]
pack.write("intelligence_subject", entries, bad=[dict(ok, entry_id="IE901", reasonable_suspicion=False, purged_on=""), dict(ok, entry_id="IE902", basis="", purged_on=""),
                                                 dict(ok, entry_id="IE903", holds_beliefs=True, beliefs_relate_to_crime=False, purged_on="")])
pack.decision("intelligence.keep", keep)
pack.check("intelligence.without_basis_kept", [e["entry_id"] for e in entries if e["no_basis_on"] and not e["purged_on"]])
pack.clock("intelligence.five_years", [(e["entry_id"], r.add_months(r.day(e["validated_on"] or e["entered_on"]), 60), r.day(e["purged_on"])) for e in entries])
pack.clock("intelligence.purge_now", [(e["entry_id"], r.day(e["no_basis_on"]), r.day(e["purged_on"])) for e in entries if e["no_basis_on"]])
pack.reconcile("intelligence.purges", {(e["entered_on"], e["purged_on"]): 0 for e in entries if e["purged_on"]}, {(c["entered_on"], c["purged_on"]): 0 for c in certificates}, lambda a, b: True)
kept = [e for e in entries if not e["purged_on"]]
pack.expect("measure", "intelligence.audit", "", "entries", len(kept))
pack.expect("measure", "intelligence.audit", "", "overdue", sum(r.add_months(r.day(e["validated_on"] or e["entered_on"]), 60) < r.AS_OF for e in kept))
share, told = {}, []
follows = {i: f for i, _, _, f in partners}
for n in range(1, 61):
    e = rng.choice(entries)
    partner = rng.choice(partners)[0]
    day = r.between(rng, r.day(e["entered_on"]), r.AS_OF)
    need, right, urgent = rng.random() < 0.9, rng.random() < 0.9, False
    if not (need and right):
        urgent = True
    tell = r.day(e["purged_on"]) + rng.choice([2, 5, 12]) * DAY if e["purged_on"] and rng.random() < 0.8 else None
    disclosures.append(dict(disclosure_id=f"DI{n:03d}", entry=e["entry_id"], partner=partner, disclosed_on=day.isoformat(), why="joint inquiry", need_to_know=need, right_to_know=right,
                            emergency=urgent, told_of_purge_on=r.known(tell)))
    covered = any(a["partner"] == partner and "intelligence" in a["covers"] and a["signed_on"] <= day.isoformat() and (not a["ends_on"] or a["ends_on"] >= day.isoformat()) for a in agreements)
    f = follows[partner]
    rule = False if not (need and right and covered) or f is False else None if f == "" else True
    gone = any(e[c] and e[c] <= day.isoformat() for c in ("no_basis_on", "purged_on"))
    share[f"DI{n:03d}"] = False if gone else True if urgent or rule else None if rule is None else False
    if e["purged_on"]:
        told.append((f"DI{n:03d}", r.business_days(r.day(e["purged_on"]), 5), r.day(r.known(tell))))
pack.write("disclosure", disclosures, bad=[dict(disclosures[0], disclosure_id="DI901", need_to_know=False, emergency=False)])
pack.write("purge_certificate", certificates)
pack.decision("intelligence.share", share)
pack.clock("intelligence.tell_recipients", told)

# ---- operations, alerts, element checks -------------------------------------------------------------------

operations, may_go = [], {}
for n in range(1, 41):
    kind = rng.choice(["warrant", "raid", "undercover", "surveillance", "knock_and_talk"])
    area = rng.choice(r.AREAS)[0]
    lon, lat = r.point_in(rng, area)
    day = r.between(rng, D(2025, 6, 1), D(2026, 1, 29))
    minute = rng.randint(240, 1000)
    number = f"DX{n:04d}" if rng.random() < 0.75 else ""
    reason, by = ("no time", "lieutenant") if not number and rng.random() < 0.4 else ("", "")
    operations.append(dict(operation_id=f"OP{n:03d}", agency=r.AGENCY, kind=kind, place_lon=lon, place_lat=lat, radius_m=300, starts=stamp(day, minute), ends=stamp(day, minute + 120),
                           entered=stamp(day - DAY, 600), deconfliction_id=number, override_reason=reason, override_by=by))
    may_go[f"OP{n:03d}"] = kind in ("surveillance", "knock_and_talk") or bool(number) or bool(reason)
o = operations[3]
operations.append(dict(o, operation_id="OP900", agency="CA9990200", place_lon=round(o["place_lon"] + 0.001, 4), kind="surveillance", deconfliction_id="DX9000"))
may_go["OP900"] = True
pack.write("operation", operations, bad=[dict(operations[0], operation_id="OP999", ends="2020-01-01 10:00"), dict(operations[1], operation_id="OP998", place_lon="", place_lat="")])
pack.decision("operation.may_go", may_go)
pack.check("operation.two_at_once", ["OP900", o["operation_id"]])
pack.check("operation.not_deconflicted", [x["operation_id"] for x in operations if x["kind"] in ("warrant", "raid", "undercover", "sting") and not x["deconfliction_id"] and not x["override_reason"]])

alerts = []
for n in range(1, 31):
    day = r.between(rng, D(2025, 3, 1), D(2026, 1, 29))
    label = rng.choice(["red", "amber_strict", "amber", "green", "clear"])
    alerts.append(dict(alert_id=f"AL{n:02d}", label=label, issued_on=day.isoformat(), title=f"Alert {n}", text="", sector=rng.choice(["worship", "school", "water"]),
                       expires_on=(day + 60 * DAY).isoformat(), withdrawn_on=""))
pack.write("alert", alerts, bad=[dict(alerts[0], alert_id="AL99", label="purple")])

checks, elements = [], {}
for n in range(1, 31):
    pick = lambda *w: rng.choice(w)  # noqa: E731
    act = pick("arson of a clinic", "pipe bomb at a church", "shots at a substation", "")
    facts = [pick(True, True, False, ""), pick(True, True, ""), pick(True, False, ""), pick(False, "", True), pick(False, False, "")]
    speech = act == "" and rng.random() < 0.6
    checks.append(dict(assessment_id=f"TA{n:02d}", made_on=r.between(rng, D(2025, 1, 1), D(2026, 1, 20)).isoformat(), subject_kind="group_home" if n % 2 else "person",
                       hate_group_at_home=bool(n % 2), criminal_act=act, dangerous_to_life=facts[0], breaks_criminal_law=facts[1], coerce_population=facts[2], influence_policy=facts[3],
                       affect_government=facts[4], mainly_in_us=True, speech_only=speech, bias=pick("12", "21", "21;24", "")))
    three = [None if f == "" else f for f in facts]
    all_of = [act != "", three[0], three[1], True]
    any_of = three[2:]
    result_any = True if True in any_of else None if None in any_of else False
    both = all_of + [result_any]
    elements[f"TA{n:02d}"] = False if False in both or speech else None if None in both else True
pack.write("threat_assessment", checks)
pack.decision("terrorism.domestic", elements)

# ---- engagement, exercises, capabilities ------------------------------------------------------------------

meetings, exercises, capabilities = [], [], []
for n in range(1, 91):
    held = r.between(rng, D(2024, 1, 1), D(2026, 1, 25))
    due = held + 30 * DAY if rng.random() < 0.7 else None
    answered = due + rng.choice([-12, -2, 9]) * DAY if due and rng.random() < 0.85 else None
    meetings.append(dict(engagement_id=f"EN{n:03d}", held_on=held.isoformat(), communities=rng.choice(["muslim", "jewish", "sikh", "black", "latino", "lgbtq", "jewish;muslim", "asian"]),
                         kind=rng.choice(["listening", "town_hall", "visit", "training"]), organisation=f"O{rng.randint(1, 14):02d}", area=rng.choice(r.AREAS)[0], attended=rng.randint(6, 140),
                         languages=rng.choice(["en", "en;es", "ar;en"]), asked_for="patrols at holidays", promise_due_on=due.isoformat() if due else "", answered_on=r.known(answered)))
pack.write("engagement", meetings)
pack.clock("engagement.answer", [(m["engagement_id"], r.day(m["promise_due_on"]), r.day(m["answered_on"])) for m in meetings if m["promise_due_on"]])
year_ago = r.add_months(r.AS_OF, -12)
recent = Counter(c for m in meetings if r.day(m["held_on"]) > year_ago for c in m["communities"].split(";"))
pack.counts("engagement.meetings", {c: recent[c] for c in ("muslim", "jewish", "sikh", "black", "latino", "lgbtq", "asian", "hindu")})
groups = defaultdict(lambda: [0, 0])
for m in meetings:
    if m["promise_due_on"] and r.day(m["promise_due_on"]) < r.AS_OF:
        groups[m["promise_due_on"][:4]][1] += 1
        groups[m["promise_due_on"][:4]][0] += bool(m["answered_on"]) and m["answered_on"] <= m["promise_due_on"]
pack.shares("engagement.answered", groups)
for n in range(1, 25):
    held = r.between(rng, D(2023, 1, 1), D(2026, 1, 20))
    report = held + rng.choice([40, 85, 130]) * DAY if rng.random() < 0.85 else None
    fixes = rng.randint(0, 9)
    exercises.append(dict(exercise_id=f"EX{n:02d}", held_on=held.isoformat(), kind=rng.choice(["tabletop", "drill", "functional", "full_scale"]), scenario=rng.choice(["active_shooter", "hate_attack", "cyber", "flood"]),
                          capabilities=rng.choice(["planning", "coordination;planning", "communications"]), partners=rng.randint(1, 12), report_on=r.known(report), fixes=fixes, fixes_done=rng.randint(0, fixes)))
pack.write("exercise", exercises, bad=[dict(exercises[0], exercise_id="EX99", fixes=1, fixes_done=3)])
pack.clock("exercise.report", [(e["exercise_id"], r.calendar_days(r.day(e["held_on"]), 90), r.day(e["report_on"])) for e in exercises])
groups = defaultdict(lambda: [0, 0])
for e in exercises:
    if e["fixes"] > 0:
        groups[e["kind"]][0] += e["fixes_done"]
        groups[e["kind"]][1] += e["fixes"]
pack.shares("exercise.fixes", groups)
for year in (2024, 2025):
    for kind, unit, target in (("mass_care", "people sheltered", 4000), ("communications", "agencies on one channel", 22), ("physical_protection", "sites assessed", 60),
                               ("intelligence", "trained analysts", 8), ("cybersecurity", "systems with backups", 40), ("public_health", "mass-casualty beds", 150)):
        capabilities.append(dict(capability_id=f"CP{year}{kind[:4]}", year=year, kind=kind, threat=rng.choice(["hate_attack", "earthquake", "cyber"]), unit=unit, target=target,
                                 present=round(target * rng.uniform(0.4, 1.05)), priority=rng.choice(["high", "medium", "low"])))
pack.write("capability", capabilities)
groups = defaultdict(lambda: [0, 0])
for s in sites:
    groups[s["sector"]][1] += 1
    groups[s["sector"]][0] += bool(s["assessed_on"]) and r.add_months(r.day(s["assessed_on"]), 36) >= r.AS_OF
pack.shares("site.assessed", groups)
pack.end()
