-- decision: expenditure.allowable
-- title: Is this cost allowable?
-- title::es: ¿Es admisible este costo?
-- about: The use stands in the code list eligible_use, with its law and limit.
-- on: expenditure
-- basis: 2 CFR 200.403; the law of the use in eligible_use
-- all of:
--   of_program    The use is one of this program's [eligible_use]
--   in_period     The cost falls in the period of performance [2 CFR 200.403(h)]
--   documented    It is documented [2 CFR 200.403(g)]
--   in_budget     It is within its budget line
-- none of:
--   prohibited    The law forbids this use [eligible_use]
--   unapproved    It needs an approval that was not given [eligible_use; 2 CFR 200.407]
--   replaces      It takes the place of local money [34 USC 10153(a)(1), 10384(a); 6 USC 609(b)(1)]
-- asks:
--   of_program    expenditure.use
--   prohibited    expenditure.use
--   unapproved    expenditure.approved
--   documented    expenditure.documented
--   in_budget     expenditure.line
--   replaces      expenditure.replaces_local
-- then: allowable
-- else: not allowable as it stands
SELECT e.expenditure_id AS record, u.program = p.kind AS of_program, e.spent_on BETWEEN a.starts_on AND coalesce(a.stopped_on, a.ends_on) AS in_period,
       e.documented AS documented,
       CASE WHEN e.line IS NULL THEN NULL ELSE (SELECT sum(x.amount) FROM expenditure AS x WHERE x.line = e.line) <= b.amount END AS in_budget,
       u.status = 'prohibited' AS prohibited, CASE WHEN u.status <> 'approval' AND e.category <> 'construction' THEN false ELSE NOT e.approved END AS unapproved,
       e.replaces_local AS replaces
FROM   expenditure AS e
JOIN   award AS a ON a.award_id = e.award
JOIN   grant_program AS p ON p.program_id = a.program
LEFT   JOIN eligible_use AS u ON u.code = e.use
LEFT   JOIN budget_line AS b ON b.line_id = e.line

-- decision: award.mix
-- title: Does the mix meet the caps and minimums?
-- title::es: ¿La mezcla respeta los topes y mínimos?
-- about: By the rules in force on the day of the award. A ground that the program does not know holds.
-- on: award
-- basis: 6 USC 604, 605, 607, 609; 34 USC 10152(e), 10381(g), 10631(g); 42 USC 5305(a)(8); 24 CFR 570.200(g)
-- all of:
--   personnel        Personnel is at most half [6 USC 609(b)(2)]
--   administration   Administration is within its cap
--   letpa            Enough goes to terrorism prevention by police [6 USC 607(a)(1)]
--   passed_on        Enough is passed on to local units [6 USC 604(d)(2), 605(c)(1)]
--   matched          The match keeps pace with the spending
--   public_service   Public services are within 15 percent [42 USC 5305(a)(8)]
--   construction     Construction is within the greater of 1,000,000 dollars and 15 percent [6 USC 609(b)(4)]
-- asks:
--   personnel        budget_line.category
--   letpa            budget_line.letpa
-- then: within all caps and minimums
-- else: outside: see which
SELECT s.award_id AS record,
       s.kind NOT IN ('hsgp', 'uasi') OR m.personnel <= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = 'hsgp_personnel_cap') * s.amount AS personnel,
       s.kind NOT IN ('hsgp', 'uasi', 'jag', 'cops', 'cdbg', 'cossup') OR m.administration <= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = CASE s.kind WHEN 'jag' THEN 'jag_admin_cap' WHEN 'cops' THEN 'cops_chp_admin_cap' WHEN 'cdbg' THEN 'cdbg_planning_admin_cap' WHEN 'cossup' THEN 'cara_admin_cap' ELSE 'hsgp_admin_nofo_cap' END) * (s.amount + CASE s.kind WHEN 'cdbg' THEN s.program_income ELSE 0 END) AS administration,
       s.kind NOT IN ('hsgp', 'uasi') OR m.letpa >= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = 'hsgp_letpa_minimum') * s.amount AS letpa,
       s.kind NOT IN ('hsgp', 'uasi') OR NOT coalesce(s.by_state, false) OR s.passed_on >= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = 'hsgp_pass_through') * s.amount AS passed_on,
       s.match_required = 0 OR s.spent = 0 OR 1.0 * s.matched / s.match_required >= 1.0 * s.spent / s.amount AS matched,
       s.kind <> 'cdbg' OR m.public_service <= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = 'cdbg_public_service_cap') * (s.amount + s.program_income) AS public_service,
       s.kind NOT IN ('hsgp', 'uasi') OR m.construction <= 100000000 OR m.construction <= (SELECT x.value FROM award_rule AS x WHERE x.award = s.award_id AND x.rule = 'hsgp_construction_cap_share') * s.amount AS construction
FROM   award_spending AS s
LEFT   JOIN budget_mix AS m ON m.award = s.award_id

-- decision: award.timely
-- title: Is the block grant timely?
-- title::es: ¿Está al día la subvención global?
-- on: award
-- basis: 24 CFR 570.902
-- all of:
--   within   Undrawn money is at most 1.5 times the grant
-- asks:
--   within   award.undrawn
-- then: timely
-- else: late: the next grant may be cut
SELECT a.award_id AS record, a.undrawn <= 1.5 * a.amount AS within
FROM   award AS a
JOIN   grant_program AS p ON p.program_id = a.program
WHERE  p.kind = 'cdbg' AND a.program_year_end IS NOT NULL

-- decision: audit.required
-- title: Is a single audit required?
-- title::es: ¿Se exige una auditoría única?
-- on: single_audit
-- basis: 2 CFR 200.501
-- all of:
--   above   Federal money spent reaches the line of that year: 750,000 dollars, 1,000,000 for years from 1 October 2024
-- asks:
--   above   single_audit.federal_spent
-- then: required
-- else: not required
SELECT audit_id AS record, federal_spent >= 100 * CASE WHEN year_start >= '2024-10-01' THEN 1000000 ELSE 750000 END AS above
FROM   single_audit

-- decision: condition.must_follow
-- title: Must the city follow this immigration condition today?
-- title::es: ¿Debe la ciudad cumplir hoy esta condición migratoria?
-- about: An order binds for those it names. Counsel decides; appeals move.
-- on: special_condition
-- basis: City of Chicago v. Sessions, 888 F.3d 272; orders of 2025 in the code list condition_case
-- human: yes
-- all of:
--   stands      The condition is in force, for all that is known
-- none of:
--   set_aside   It was withdrawn or set aside
--   shielded    A court enjoined it, and the city is among those covered
-- asks:
--   stands      special_condition.legal_state
--   shielded    special_condition.city_covered
-- then: it binds for now: ask counsel before certifying
-- else: it does not bind the city today
SELECT c.condition_id AS record, CASE WHEN c.legal_state IN ('in_force', 'enjoined') THEN true WHEN c.legal_state IN ('set_aside', 'withdrawn') THEN false END AS stands,
       coalesce(c.legal_state IN ('set_aside', 'withdrawn'), false) AS set_aside,
       CASE WHEN c.legal_state = 'enjoined' THEN c.city_covered ELSE false END AS shielded
FROM   special_condition AS c
WHERE  c.kind = 'immigration'

-- decision: opportunity.may_apply
-- title: May the city apply?
-- title::es: ¿Puede postularse la ciudad?
-- about: Every reason that stands in the way is listed, not only the first.
-- on: opportunity
-- basis: 2 CFR 25, 180, 200.206; 34 USC 10153
-- all of:
--   registered     Every registration is valid
--   certified      The year's certificates are signed
--   body           The governing body agreed
-- none of:
--   excluded       The city is excluded or frozen as high risk
--   audit_late     A single audit is overdue
--   report_late    A financial report is overdue
-- asks:
--   certified      opportunity.certificates_on
-- then: may apply
-- else: not yet: see what stands in the way
SELECT o.opportunity_id AS record, NOT EXISTS (SELECT 1 FROM registration AS r WHERE r.expires_on < as_of()) AS registered,
       o.certificates_on IS NOT NULL AS certified, o.body_agreed_on IS NOT NULL AS body,
       EXISTS (SELECT 1 FROM registration AS r WHERE r.excluded OR r.high_risk) AS excluded,
       EXISTS (SELECT 1 FROM single_audit AS a WHERE a.sent_on IS NULL AND add_months(a.year_end, 9) < as_of() AND a.federal_spent >= 100000000) AS audit_late,
       EXISTS (SELECT 1 FROM performance_report AS f WHERE f.kind = 'sf425' AND f.sent_on IS NULL AND add_days(f.period_end, 30) < as_of()) AS report_late
FROM   opportunity AS o
WHERE  o.applied_on IS NULL
