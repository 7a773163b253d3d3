"""Writes packs/grants/sample and what the pack must say of it.

Planted: a homeland award with too much personnel, one passed on too late; costs outside the period, replaced local money and a
prohibited use; a match counted twice; a purchase split in two; local posts that fall; two immigration conditions, one enjoined
for this city; reports late and missing; money that lapses.
"""
import datetime
import random
from collections import Counter, defaultdict

import riverton as r

rng = random.Random(2)
pack = r.Pack("grants")
D = datetime.date
DAY = datetime.timedelta(1)


def dollars(cents):
    return f"{cents / 100:.2f}"


def sheet(rows, *columns):
    """The rows with their cents as dollars."""
    return [dict(row, **{c: dollars(row[c]) for c in columns if row[c] not in ("", None)}) for row in rows]


PROGRAMS = [("PJ", "Byrne JAG, local", "jag", "16.738", "doj"), ("PC", "COPS Hiring Program", "cops", "16.710", "doj"), ("PB", "Block grant", "cdbg", "14.218", "hud"), ("PH", "Homeland security, State", "hsgp", "97.067", "fema"),
            ("PU", "Urban area security", "uasi", "97.067", "fema"), ("PO", "Opioid and substance use", "cossup", "16.838", "doj"), ("PS", "Second Chance", "sca", "16.812", "doj"), ("PV", "Violence intervention", "cvipi", "16.045", "doj")]
KIND = {i: k for i, _, k, _, _ in PROGRAMS}
pack.write("grant_program", [dict(program_id=i, name=n, kind=k, listing=x, federal_body=b, through="State office" if k in ("hsgp", "uasi") else "") for i, n, k, x, b in PROGRAMS], bad=[dict(program_id="PX", name="Bad", kind="jag", listing="16738")])
registrations = [dict(registration_id="SAM", name="SAM.gov", renewed_on="2025-03-10", expires_on="2026-03-10", excluded=False, high_risk=False), dict(registration_id="JUST", name="JustGrants", renewed_on="2025-01-05", expires_on="2026-01-05", excluded=False, high_risk=False)]
pack.write("registration", registrations)
pack.validity("registration.renew", [(x["registration_id"], r.day(x["expires_on"])) for x in registrations])
opportunities = [dict(opportunity_id="OP1", program="PJ", fiscal_year=2025, enacted_on="2025-03-15", grants_gov_due="2025-07-01", system_due="2025-07-08", applied_on="2025-07-01", body_given_on="2025-05-20", body_agreed_on="2025-06-24", certificates_on="2025-06-25"),
                 dict(opportunity_id="OP2", program="PJ", fiscal_year=2026, enacted_on="2025-11-12", grants_gov_due="2026-03-02", system_due="2026-03-09", applied_on="", body_given_on="", body_agreed_on="", certificates_on="2026-01-12"),
                 dict(opportunity_id="OP3", program="PC", fiscal_year=2026, enacted_on="", grants_gov_due="2026-06-24", system_due="", applied_on="", body_given_on="", body_agreed_on="", certificates_on="")]
pack.write("opportunity", opportunities)
pack.clock("opportunity.apply", [(o["opportunity_id"], r.day(o["enacted_on"]) + 120 * DAY, r.day(o["applied_on"])) for o in opportunities if o["enacted_on"]])
pack.clock("opportunity.governing_body", [(o["opportunity_id"], r.day(o["system_due"]) - 30 * DAY, r.day(o["body_given_on"])) for o in opportunities if o["program"] == "PJ"])
pack.check("opportunity.two_deadlines", ["OP3"])
pack.decision("opportunity.may_apply", {"OP2": False, "OP3": False})

# ---- awards and budgets -----------------------------------------------------------------------------------

awards, lines = [], []
number = 0
for year in range(2021, 2026):
    for program in ("PJ", "PC", "PB", "PH", "PU", "PO", "PS", "PV"):
        kind = KIND[program]
        if kind in ("cossup", "sca", "cvipi", "cops") and rng.random() < 0.4:
            continue
        number += 1
        awarded = r.between(rng, D(year, 7, 1), D(year, 9, 30))
        start = D(year, 10, 1)
        years = {"jag": 4, "cops": 5, "cdbg": 1, "hsgp": 3, "uasi": 3, "cossup": 3, "sca": 3, "cvipi": 3}[kind]
        end = D(year + years, 9, 30)
        amount = {"jag": 180000, "cops": 1250000, "cdbg": 3400000, "hsgp": 900000, "uasi": 2400000, "cossup": 1200000, "sca": 700000, "cvipi": 1900000}[kind] * 100 + rng.randint(-20, 20) * 100000
        received = r.day(r.known(awarded + rng.randint(10, 40) * DAY))
        closed_time = end < r.AS_OF - 200 * DAY
        final = end + rng.randint(60, 140) * DAY if end < r.AS_OF - 60 * DAY and rng.random() < 0.8 else None
        awards.append(dict(
            award_id=f"AW{number:02d}", program=program, fiscal_year=year, awarded_on=awarded.isoformat(), accepted_on=r.known(awarded + rng.randint(5, 55) * DAY), starts_on=start.isoformat(), ends_on=end.isoformat(), amount=amount,
            match_required={"cops": amount // 3, "sca": amount}.get(kind, ""), program_income=12000000 if kind == "cdbg" else "", by_state=kind in ("hsgp", "uasi"), received_on=received.isoformat() if received and kind in ("hsgp", "uasi") else "",
            extension_asked_on="", final_report_on=r.known(final), closed_on=r.known(final + 300 * DAY) if final and closed_time else "", repaid_on=r.known(end + rng.choice([60, 80, 120]) * DAY) if kind == "jag" and end < r.AS_OF and rng.random() < 0.7 else "",
            program_year_end=end.isoformat() if kind == "cdbg" else "", undrawn=int(amount * rng.choice([0.6, 1.1, 1.4, 1.7])) if kind == "cdbg" else "", stopped_on="2025-04-22" if kind == "cvipi" and year == 2024 else ""))
        heavy = kind == "hsgp" and year == 2024
        mix = {"jag": [("equipment", 0.5), ("overtime", 0.4), ("other", 0.1)], "cops": [("personnel", 0.75), ("fringe", 0.25)], "cdbg": [("construction", 0.6), ("contracts", 0.12), ("supplies", 0.1), ("personnel", 0.18)],
               "cossup": [("personnel", 0.5), ("contracts", 0.4), ("supplies", 0.1)], "sca": [("personnel", 0.3), ("contracts", 0.7)], "cvipi": [("subaward", 0.8), ("personnel", 0.2)]}.get(kind, [("personnel", 0.58 if heavy else 0.3), ("equipment", 0.3), ("contracts", 0.09 if heavy else 0.37), ("other", 0.03)])
        left = amount
        for i, (category, share) in enumerate(mix):
            part = left if i == len(mix) - 1 else int(amount * share)
            left -= part
            lines.append(dict(line_id=f"AW{number:02d}-{i + 1}", award=f"AW{number:02d}", category=category, purpose={"personnel": "organization", "equipment": "equipment", "overtime": "organization"}.get(category, "planning"),
                              administration=(kind in ("hsgp", "uasi") and category == "other") or (kind == "cdbg" and category == "personnel"), letpa=kind in ("hsgp", "uasi") and category in ("personnel", "contracts"), public_service=kind == "cdbg" and category == "contracts", amount=part, section=""))
by = {a["award_id"]: a for a in awards}
pack.write("award", sheet(awards, "amount", "match_required", "program_income", "undrawn"), bad=[dict(sheet(awards, "amount")[0], award_id="AW98", ends_on="2001-01-01", match_required="", program_income="", undrawn="")])
pack.write("budget_line", sheet(lines, "amount"))
pack.clock("award.accept", [(a["award_id"], r.day(a["awarded_on"]) + 45 * DAY, r.day(a["accepted_on"])) for a in awards])
ended = [a for a in awards if r.day(a["stopped_on"] or a["ends_on"]) < r.AS_OF]
pack.clock("award.closeout", [(a["award_id"], r.day(a["stopped_on"] or a["ends_on"]) + 120 * DAY, r.day(a["final_report_on"])) for a in ended])
pack.clock("award.repay", [(a["award_id"], r.add_months(r.day(a["ends_on"]), 3), r.day(a["repaid_on"])) for a in awards if KIND[a["program"]] == "jag" and r.day(a["ends_on"]) < r.AS_OF])
pack.decision("award.timely", {a["award_id"]: a["undrawn"] <= 1.5 * a["amount"] for a in awards if a["undrawn"] != ""})

# ---- money in and out -------------------------------------------------------------------------------------

USES = {"jag": ["jag_a", "jag_f", "jag_c", "jag_x2"], "cops": ["cops_chp_1"], "cdbg": ["cdbg_8", "cdbg_2", "cdbg_12_13"], "hsgp": ["hsgp_e1", "hsgp_o", "hsgp_t", "hsgp_x1"], "uasi": ["hsgp_e1", "hsgp_o", "hsgp_t"], "cossup": ["cossup_1_10"], "sca": ["sca_10631_1_8"], "cvipi": ["cvipi_1_4"]}
activities, outcomes = [], []
for n, (award, name, goal) in enumerate([("PV", "Violence interruption", "people engaged"), ("PO", "Naloxone training", "people trained"), ("PS", "Reentry jobs", "people placed"), ("PC", "Community policing", "visits")], 1):
    holder = [a for a in awards if a["program"] == award][0]["award_id"]
    activities.append(dict(activity_id=f"AC{n}", award=holder, name=name, goal=goal, goal_number=rng.randint(100, 900)))
    for m in range(8):
        outcomes.append(dict(outcome_id=f"AC{n}-{m}", activity=f"AC{n}", period_end=r.month_end(r.add_months(D(2024, 3, 1), 3 * m)).isoformat(), number=rng.randint(5, 60)))
pack.write("activity", activities)
pack.write("outcome", [o for o in outcomes if o["period_end"] <= r.AS_OF.isoformat()])

costs, draws, matches = [], [], []
number = 0
for a in awards:
    own = [x for x in lines if x["award"] == a["award_id"]]
    last = min(r.AS_OF, r.day(a["stopped_on"] or a["ends_on"]))
    span = (last - r.day(a["starts_on"])).days
    if span < 30:
        continue
    pace = 0.55 if a["program"] == "PU" else 0.9
    budget = int(a["amount"] * pace * span / (r.day(a["ends_on"]) - r.day(a["starts_on"])).days)
    for x in own:
        share = int(budget * x["amount"] / a["amount"])
        count = rng.randint(3, 6)
        for i in range(count):
            number += 1
            use = rng.choice(USES[KIND[a["program"]]][:-1] or USES[KIND[a["program"]]])
            if rng.random() < 0.02:
                use = USES[KIND[a["program"]]][-1]
            costs.append(dict(expenditure_id=f"EX{number:04d}", award=a["award_id"], line=x["line_id"], spent_on=r.between(rng, r.day(a["starts_on"]), last).isoformat(), amount=share // count, vendor=f"Vendor {rng.randint(1, 60)}", use=use if rng.random() < 0.98 else "", category=x["category"],
                              documented=rng.random() < 0.97 if rng.random() < 0.98 else "", approved=rng.random() < 0.8 if x["category"] == "construction" or use == "jag_x2" else "", replaces_local=rng.random() < 0.01, activity=next((t["activity_id"] for t in activities if t["award"] == a["award_id"]), "")))
    drawn = int(budget * (1.04 if rng.random() < 0.15 else 0.9))
    for i in range(4):
        draws.append(dict(drawdown_id=f"DR{a['award_id']}{i}", award=a["award_id"], drawn_on=(r.day(a["starts_on"]) + (span * (i + 1) // 4) * DAY).isoformat(), amount=drawn // 4))
    if a["match_required"] != "":
        matches.append(dict(match_id=f"MA{a['award_id']}", award=a["award_id"], given_on=last.isoformat(), amount=int(a["match_required"] * span / (r.day(a["ends_on"]) - r.day(a["starts_on"])).days * rng.choice([0.5, 0.95, 1.1])), kind="cash", source_number=f"GL-{a['award_id']}"))
late = dict(costs[3], expenditure_id="EX9001", spent_on=(r.day(by[costs[3]["award"]]["starts_on"]) - 40 * DAY).isoformat(), amount=100000, vendor="Vendor 99")
costs.append(late)
costs.append(dict(costs[8], expenditure_id="EX9002"))
matches.append(dict(matches[0], match_id="MA9", source_number=matches[1]["source_number"], kind="federal", amount=5000000))
pack.write("expenditure", sheet(costs, "amount"), bad=[dict(sheet(costs, "amount")[0], expenditure_id="EX9999", use="party", amount="10")])
pack.write("drawdown", sheet(draws, "amount"))
pack.write("match_share", sheet(matches, "amount"))
inside = {c["expenditure_id"]: r.day(by[c["award"]]["starts_on"]) <= r.day(c["spent_on"]) <= r.day(by[c["award"]]["ends_on"]) for c in costs}
pack.check("expenditure.outside_period", [c for c, ok in inside.items() if not ok])
twins = [b["expenditure_id"] for a in costs for b in costs if b["expenditure_id"] > a["expenditure_id"] and (a["vendor"], a["spent_on"], a["amount"]) == (b["vendor"], b["spent_on"], b["amount"])]
pack.check("expenditure.charged_twice", twins)
pack.check("match.counted_twice", [b["match_id"] for a in matches for b in matches if a["source_number"] == b["source_number"] and b["match_id"] > a["match_id"]])
pack.check("match.is_federal", ["MA9"])
spent, of_line, drawn = Counter(), Counter(), Counter()
for c in costs:
    spent[c["award"]] += c["amount"]
    of_line[c["line"]] += c["amount"]
for d in draws:
    drawn[d["award"]] += d["amount"]
pack.check("award.drawn_ahead", [a for a in by if drawn[a] > spent[a]])
budget_of = {x["line_id"]: x["amount"] for x in lines}
pack.check("budget.overspent", [x for x in of_line if of_line[x] > budget_of[x]])
STATUS = {"jag_x2": "approval", "hsgp_x1": "prohibited"}


def allowable(c):
    a, kind, use = by[c["award"]], KIND[by[c["award"]]["program"]], c["use"]
    status = STATUS.get(use, "allowed") if use else None
    grounds = [None if not use else use.split("_")[0] == kind, r.day(a["starts_on"]) <= r.day(c["spent_on"]) <= r.day(a["stopped_on"] or a["ends_on"]),
               None if c["documented"] == "" else c["documented"], of_line[c["line"]] <= budget_of[c["line"]]]
    bars = [None if status is None else status == "prohibited",
            False if status in ("allowed", "prohibited") and c["category"] != "construction" else None if c["approved"] == "" else not c["approved"], c["replaces_local"]]
    if False in grounds or True in bars:
        return False
    return None if None in grounds or None in bars else True


pack.decision("expenditure.allowable", {c["expenditure_id"]: allowable(c) for c in costs})
by_kind = defaultdict(lambda: [0, 0])
for a in awards:
    by_kind[KIND[a["program"]]][0] += spent[a["award_id"]]
    by_kind[KIND[a["program"]]][1] += a["amount"]
pack.shares("award.spent", {k: (v[0] // 100, v[1] // 100) for k, v in by_kind.items()})

# ---- money passed on, bought with, and reported -----------------------------------------------------------

subs = []
for a in awards:
    if not a["received_on"]:
        continue
    late_one = a["program"] == "PH" and a["fiscal_year"] == 2023
    for i, part in enumerate((0.5, 0.35)):
        made = r.day(a["received_on"]) + (80 if late_one else rng.randint(10, 40)) * DAY
        subs.append(dict(subaward_id=f"SB{a['award_id']}{i}", award=a["award_id"], recipient=["Cedar Falls", "River County"][i], is_local=True, made_on=made.isoformat(), ends_on=a["ends_on"], amount=int(a["amount"] * part), exclusion_checked_on=(made - 3 * DAY).isoformat() if rng.random() < 0.85 else "", risk=rng.randint(0, 100), final_report_on=""))
pack.write("subaward", sheet([s for s in subs if s["made_on"] <= r.AS_OF.isoformat()], "amount"))
subs = [s for s in subs if s["made_on"] <= r.AS_OF.isoformat()]
pack.check("subaward.exclusion_not_checked", [s["subaward_id"] for s in subs if not s["exclusion_checked_on"]])
passed = defaultdict(list)
for s in subs:
    passed[s["award"]].append(s)


def passed_day(a):
    own = passed[a["award_id"]]
    return r.day(max(s["made_on"] for s in own)) if own and sum(s["amount"] for s in own) >= 0.8 * a["amount"] else None


pack.clock("award.pass_through", [(a["award_id"], r.day(a["received_on"]) + 45 * DAY, passed_day(a)) for a in awards if a["received_on"]])
pack.clock("subaward.closeout", [(s["subaward_id"], r.day(s["ends_on"]) + 90 * DAY, None) for s in subs if r.day(s["ends_on"]) < r.AS_OF])


def mix(a):
    kind, own = KIND[a["program"]], [x for x in lines if x["award"] == a["award_id"]]
    amount = a["amount"]
    part = lambda test: sum(x["amount"] for x in own if test(x))  # noqa: E731
    home = kind in ("hsgp", "uasi")
    cap = {"jag": 0.10, "cops": 0.02 if a["awarded_on"] >= "2024-10-01" else None, "cdbg": 0.20, "hsgp": 0.05, "uasi": 0.05, "cossup": 0.10}
    letpa = 0.35 if a["awarded_on"] >= "2022-10-01" else 0.30 if a["awarded_on"] >= "2021-10-01" else 0.25
    base = amount + (a["program_income"] or 0)
    need, given, used = a["match_required"] or 0, sum(m["amount"] for m in matches if m["award"] == a["award_id"]), spent[a["award_id"]]
    admin = part(lambda x: x["administration"])
    grounds = [not home or part(lambda x: x["category"] in ("personnel", "fringe", "overtime")) <= 0.5 * amount,
               True if kind not in cap else None if cap[kind] is None else admin <= cap[kind] * (base if kind == "cdbg" else amount),
               not home or part(lambda x: x["letpa"]) >= letpa * amount, not home or sum(s["amount"] for s in passed[a["award_id"]]) >= 0.8 * amount,
               need == 0 or used == 0 or given / need >= used / amount, kind != "cdbg" or part(lambda x: x["public_service"]) <= 0.15 * base, True]
    return False if False in grounds else None if None in grounds else True


pack.decision("award.mix", {a["award_id"]: mix(a) for a in awards}, show=40)

reports = []
for a in awards:
    for end in [r.month_end(m) for m in r.months(r.day(a["starts_on"]), min(r.AS_OF, r.day(a["ends_on"]))) if m.month in (3, 6, 9, 12)]:
        if end >= r.AS_OF:
            continue
        quarter = sum(c["amount"] for c in costs if c["award"] == a["award_id"] and r.add_months(end.replace(day=1), -2) <= r.day(c["spent_on"]) <= end)
        sent = end + rng.choice([10, 20, 28, 29, 41]) * DAY if rng.random() < 0.96 else None
        reports.append(dict(report_id=f"FR{a['award_id']}{end.isoformat()}", award=a["award_id"], kind="sf425", period_end=end.isoformat(), sent_on=r.known(sent), spent_reported=int(quarter * (1.08 if rng.random() < 0.05 else 1))))
        if end.month in (6, 12) and KIND[a["program"]] != "jag":
            sent = end + rng.choice([12, 25, 29, 50]) * DAY if rng.random() < 0.95 else None
            reports.append(dict(report_id=f"PR{a['award_id']}{end.isoformat()}", award=a["award_id"], kind="semiannual", period_end=end.isoformat(), sent_on=r.known(sent), spent_reported=""))
pack.write("performance_report", sheet(reports, "spent_reported"), bad=[dict(reports[0], report_id="bad", sent_on="2001-01-01", spent_reported="")])
for name, kinds in (("report.sf425", ("sf425",)), ("report.performance", ("pmt", "semiannual"))):
    pack.clock(name, [(x["report_id"], r.day(x["period_end"]) + 30 * DAY, r.day(x["sent_on"])) for x in reports if x["kind"] in kinds])
on_time = defaultdict(lambda: [0, 0])
for x in reports:
    if x["sent_on"] or (r.AS_OF - r.day(x["period_end"])).days > 30:
        on_time[x["kind"]][1] += 1
        on_time[x["kind"]][0] += bool(x["sent_on"]) and (r.day(x["sent_on"]) - r.day(x["period_end"])).days <= 30
pack.shares("report.on_time", on_time)

audits = [dict(audit_id=f"SA{y}", year_start=f"{y - 1}-07-01", year_end=f"{y}-06-30", federal_spent=s, received_on=g, sent_on=t, findings=f) for y, s, g, t, f in (
    (2022, 68000000, "2023-01-10", "", 0), (2023, 310000000, "2024-02-20", "2024-03-15", 1), (2024, 80000000, "2025-03-20", "2025-05-02", 0), (2025, 420000000, "", "", ""))]
pack.write("single_audit", sheet(audits, "federal_spent"))
LINE = {"SA2022": 75000000, "SA2023": 75000000, "SA2024": 75000000, "SA2025": 75000000}
pack.decision("audit.required", {x["audit_id"]: x["federal_spent"] >= LINE[x["audit_id"]] for x in audits})
pack.clock("audit.single", [(x["audit_id"], min(r.add_months(r.day(x["year_end"]), 9), r.day(x["received_on"]) + 30 * DAY if x["received_on"] else D.max), r.day(x["sent_on"])) for x in audits if x["federal_spent"] >= LINE[x["audit_id"]]])

jag = [a["award_id"] for a in awards if a["program"] == "PJ"]
purchases = [dict(purchase_id="PU1", award=jag[0], bought_on="2025-09-30", vendor="Radio Works", amount=1200000, method="micro", quotes="", reason=""), dict(purchase_id="PU2", award=jag[0], bought_on="2025-10-01", vendor="Optics Ltd", amount=1200000, method="micro", quotes="", reason=""),
             dict(purchase_id="PU3", award=jag[1], bought_on="2024-05-02", vendor="Split and Sons", amount=800000, method="micro", quotes="", reason=""), dict(purchase_id="PU4", award=jag[1], bought_on="2024-05-20", vendor="Split and Sons", amount=700000, method="micro", quotes="", reason=""),
             dict(purchase_id="PU5", award=jag[2], bought_on="2025-11-11", vendor="Big Build", amount=30000000, method="small", quotes=3, reason=""), dict(purchase_id="PU6", award=jag[2], bought_on="2025-02-11", vendor="Big Build", amount=30000000, method="small", quotes=3, reason="")]
pack.write("purchase", sheet(purchases, "amount"), bad=[dict(sheet(purchases, "amount")[0], purchase_id="PU9", method="sole")])
pack.check("purchase.method_too_light", ["PU1", "PU6"])
pack.check("purchase.split", ["PU4"])

# ---- posts and conditions ---------------------------------------------------------------------------------

positions = []
for a in awards:
    if a["program"] != "PC":
        continue
    for i in range(6):
        filled = r.day(a["awarded_on"]) + rng.randint(20, 300) * DAY if rng.random() < 0.9 else None
        vacated = filled + rng.randint(100, 500) * DAY if filled and rng.random() < 0.3 else None
        refilled = vacated + rng.randint(30, 150) * DAY if vacated and vacated <= r.AS_OF and rng.random() < 0.7 else None
        positions.append(dict(position_id=f"{a['award_id']}-P{i}", award=a["award_id"], title="Police officer", approved_on=a["awarded_on"], filled_on=r.known(filled), vacated_on=r.known(vacated), refilled_on=r.known(refilled), ended_on="", cost_36_months=rng.choice([15000000, 21636300, 18950000]), cost_year_4=rng.choice([5150000, 7649100, 6600000])))
pack.write("funded_position", sheet(positions, "cost_36_months", "cost_year_4"))


def end_of(p, months):
    start = r.day(p["filled_on"])
    if p["refilled_on"]:
        start += r.day(p["refilled_on"]) - r.day(p["vacated_on"])
    return r.add_months(start, months) - DAY


pack.validity("position.paid", [(p["position_id"], end_of(p, 36)) for p in positions if p["filled_on"]])
for p in [p for p in positions if p["filled_on"]][:6]:
    pack.expect("clock", "position.keep", p["position_id"], "due", end_of(p, 48))
for p in positions[:8]:
    federal = min(0.75 * p["cost_36_months"], 12500000)
    pack.expect("measure", "position.effective_share", p["position_id"], "federal", federal / 100)
    pack.expect("measure", "position.effective_share", p["position_id"], "amount", int((p["cost_36_months"] - federal + p["cost_year_4"]) / 100 + 0.5))
live = [p for p in positions]
pack.expect("measure", "position.filled", "", "events", sum(bool(p["filled_on"]) and (not p["vacated_on"] or bool(p["refilled_on"])) for p in live))
pack.expect("measure", "position.filled", "", "trials", len(live))
strength = [dict(row_id=f"Q{q.isoformat()}", quarter_end=q.isoformat(), budgeted=180 - (4 if q >= D(2025, 6, 30) else 0), filled=172, grant_filled=9) for q in (D(2024, 9, 30), D(2024, 12, 31), D(2025, 3, 31), D(2025, 6, 30), D(2025, 9, 30), D(2025, 12, 31))]
pack.write("local_strength", strength, bad=[dict(strength[0], row_id="bad", filled=999)])
pack.check("strength.local_posts_fall", ["Q2025-06-30"])

last_of = {p: [a["award_id"] for a in awards if a["program"] == p][-1] for p in KIND}
conditions = [dict(condition_id="SC1", award=last_of["PJ"], kind="immigration", wording="Certify compliance with 8 USC 1373", law="8 USC 1373", due_on="2026-02-15", cleared_on="", certified="", legal_state="contested", court_case="chicago_2018", city_covered="", at_risk=18000000, checked_on="2026-01-20"),
              dict(condition_id="SC2", award=last_of["PH"], kind="immigration", wording="Cooperate with civil immigration enforcement", law="EO 14287", due_on="2025-12-01", cleared_on="", certified="no", legal_state="set_aside", court_case="illinois_fema_2025", city_covered=True, at_risk=90000000, checked_on="2025-11-01"),
              dict(condition_id="SC3", award=last_of["PB"], kind="immigration", wording="No money to sanctuary jurisdictions", law="EO 14218 sec. 2(a)(ii)", due_on="", cleared_on="", certified="protest", legal_state="enjoined", court_case="sf_trump_2025", city_covered=True, at_risk=340000000, checked_on="2026-01-25"),
              dict(condition_id="SC4", award=last_of["PU"], kind="immigration", wording="Share release dates", law="notice", due_on="2026-03-01", cleared_on="", certified="", legal_state="in_force", court_case="", city_covered="", at_risk=240000000, checked_on=""),
              dict(condition_id="SC5", award=last_of["PC"], kind="hold", wording="Budget to be cleared", law="", due_on="2026-01-10", cleared_on="2026-01-08", certified="", legal_state="", court_case="", city_covered="", at_risk="", checked_on=""),
              dict(condition_id="SC6", award=last_of["PO"], kind="reporting", wording="Name an evaluator", law="", due_on="2026-01-20", cleared_on="", certified="", legal_state="", court_case="", city_covered="", at_risk="", checked_on="")]
pack.write("special_condition", sheet(conditions, "at_risk"), bad=[dict(sheet(conditions, "at_risk")[0], condition_id="SC9", legal_state="")])
pack.check("condition.state_is_old", ["SC2", "SC4"])
pack.decision("condition.must_follow", {"SC1": None, "SC2": False, "SC3": False, "SC4": True})
pack.clock("condition.meet", [(c["condition_id"], r.day(c["due_on"]), r.day(c["cleared_on"])) for c in conditions if c["due_on"] and c["legal_state"] != "set_aside"])
pack.counts("condition.states", Counter(c["legal_state"] for c in conditions if c["kind"] == "immigration"))

# ---- formulas ---------------------------------------------------------------------------------------------

factors = []
for place, kind, people, crimes, poor, county, bears, spending in (
        ("Riverton", "city", 218000, 1450, 41000, "River County", "", 90000000), ("Cedar Falls", "city", 61000, 420, 9800, "River County", "", 30000000), ("Maple Grove", "city", 53000, 95, 4100, "River County", "", 20000000),
        ("Smallville", "city", 9000, 40, 900, "River County", "", 5000000), ("River County", "county", 96000, 510, 12000, "", True, 60000000), ("All others in the state", "rest", 38000000, 155000, "", "", "", "")):
    factors.append(dict(row_id=f"F-{place}", place=place, kind=kind, within="CA", county=county, year=2024, population=people, violent_crime=crimes, months_reported=12, poverty=poor, overcrowded="", old_units="", population_1960="", spending=f"{spending}.00" if spending else "", bears_costs=bears, keeps_all="", source="invented"))
factors = [dict(f, poverty="") if f["kind"] == "rest" else f for f in factors]
pack.write("place_factor", factors, bad=[dict(factors[0], row_id="bad", violent_crime=-1)])
pack.write("formula_pool", [dict(pool_id="OTHER2026", program="other", fiscal_year=2026, known_on="2026-01-05", pool=12330932, what_if="", insular="", source="invented"), dict(pool_id="COPS2026", program="cops", fiscal_year=2026, known_on="2026-01-05", pool=10000000, what_if="", insular="", source="invented")])
pot, total = 12330932, sum(f["violent_crime"] for f in factors)
amounts = {f["place"]: pot * f["violent_crime"] / total for f in factors}
direct = {p: a if a >= 10000 else 0 for p, a in amounts.items()}
for f in factors:
    if f["kind"] != "rest":
        pack.expect("measure", "jag.local", f["place"], "amount", int(direct[f["place"]] + 0.5))
pack.expect("measure", "jag.local", "Riverton", "joint", int(direct["Riverton"] > 1.5 * amounts["River County"]))
pack.expect("measure", "jag.local", "Cedar Falls", "joint", 0)
pack.expect("measure", "jag.local", "Riverton", "joint_amount", direct["Riverton"] + direct["River County"])
scores = [dict(row_id=f"S{i}", place=p, within=w, population=n, ask=k, score=s) for i, (p, w, n, k, s) in enumerate([("Riverton", "CA", 218000, 2500000, 81), ("Big Bay", "CA", 900000, 2600000, 77), ("Cedar Falls", "CA", 61000, 625000, 90), ("Lone Oak", "NV", 20000, 40000, 40), ("Plains", "KS", 45000, 1250000, 66), ("Metro", "IL", 2700000, 3000000, 95)])]
pack.write("applicant_score", scores)
# 9.7 million, half to each side; first each state up to 50,000 in order of score: Lone Oak; then each side in order; what is left
# goes to Riverton, who is next in score.
for place, amount in (("Lone Oak", 40000), ("Metro", 3000000), ("Riverton", 2500000), ("Big Bay", 0), ("Cedar Falls", 625000), ("Plains", 1250000)):
    pack.expect("measure", "cops.awards", place, "amount", amount)
pack.end()
