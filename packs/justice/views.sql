-- Tables that several questions use.

-- view: charge_end
-- title: Each charge with how it ended, and the day from which its clearance counts by the rule of its state
WITH   ended AS (SELECT c.charge_id AS charge_id, c.person AS person, c.state AS state, c.level AS level, c.offense_class AS offense_class, c.max_days AS max_days,
                        CASE WHEN c.pardoned_on IS NOT NULL THEN 'pardoned'
                             WHEN c.disposition IN ('plea', 'trial') THEN 'conviction'
                             WHEN c.no_proceeding THEN 'no_proceeding'
                             WHEN c.disposition IN ('dismissed', 'acquitted', 'declined', 'diverted') THEN 'no_conviction' END AS outcome,
                        coalesce(c.probation, FALSE) AS probation, coalesce(c.revoked, FALSE) AS revoked, coalesce(c.drug_possession, FALSE) AS drug_possession, coalesce(c.listed, FALSE) AS listed
                 FROM   charge AS c
                 WHERE  c.cleared_on IS NULL)
SELECT e.charge_id AS charge_id, e.person AS person, e.state AS state, e.level AS level, e.outcome AS outcome, e.max_days AS max_days, min(r.code) AS rule
FROM   ended AS e
LEFT   JOIN clearance_rule AS r ON r.state = e.state AND r.outcome = e.outcome
       AND (r.level IS NULL OR r.level = e.level OR (r.level = 'lesser' AND e.level IN ('misdemeanor', 'infraction')))
       AND (r.offense_class IS NULL OR r.offense_class = e.offense_class OR (r.offense_class = 'C' AND e.level = 'infraction'))
       AND (r.offense_class IS NOT NULL OR coalesce(e.offense_class, '') <> 'gross')
       AND (r.max_from IS NULL OR e.max_days >= r.max_from) AND (r.max_to IS NULL OR e.max_days <= r.max_to)
       AND (r.needs IS NULL OR (r.needs = 'probation' AND e.probation AND NOT e.revoked) OR (r.needs = 'no_probation' AND NOT e.probation)
            OR (r.needs = 'drug_possession' AND e.drug_possession) OR (r.needs = 'listed' AND e.listed))
GROUP  BY e.charge_id, e.person, e.state, e.level, e.outcome, e.max_days

-- view: charge_wait
-- title: Each charge that a clearance rule covers, with the first day
SELECT e.charge_id AS charge_id, e.person AS person, e.rule AS rule, r.years AS years, r.days AS days,
       CASE r.starts
            WHEN 'sentence' THEN c.sentenced_on
            WHEN 'sentence_or_release' THEN CASE WHEN c.released_on > c.sentenced_on THEN c.released_on ELSE c.sentenced_on END
            WHEN 'disposition_or_release' THEN CASE WHEN c.released_on > c.disposed_on THEN c.released_on ELSE c.disposed_on END
            WHEN 'supervision_end' THEN c.supervision_ended_on
            WHEN 'completion' THEN c.completed_on
            WHEN 'arrest' THEN c.arrested_on
            WHEN 'pardon' THEN c.pardoned_on
            WHEN 'last_conviction' THEN (SELECT max(x.disposed_on) FROM charge AS x WHERE x.person = c.person AND x.disposition IN ('plea', 'trial'))
            ELSE c.disposed_on END AS starts_on
FROM   charge_end AS e
JOIN   charge AS c ON c.charge_id = e.charge_id
JOIN   clearance_rule AS r ON r.code = e.rule

-- view: charge_clear
-- title: Each charge with the facts of its clearance
SELECT e.charge_id AS charge_id, e.state AS state, e.outcome AS outcome, e.level AS level, e.rule AS rule, w.starts_on AS starts_on,
       add_days(add_months(w.starts_on, 12 * w.years), w.days) AS opens_on,
       CASE WHEN e.rule IS NOT NULL THEN TRUE
            WHEN e.outcome IS NULL THEN FALSE
            WHEN e.max_days IS NULL AND EXISTS (SELECT 1 FROM clearance_rule AS m WHERE m.state = e.state AND m.outcome = e.outcome AND (m.level IS NULL OR m.level = e.level) AND m.max_to IS NOT NULL) THEN NULL
            ELSE FALSE END AS covered,
       CASE WHEN r.clean <> 'yes' THEN TRUE
            ELSE NOT EXISTS (SELECT 1 FROM charge AS x WHERE x.person = e.person AND x.charge_id <> e.charge_id AND x.disposition IN ('plea', 'trial')
                             AND x.disposed_on > w.starts_on AND x.disposed_on > add_days(add_months(as_of(), -12 * w.years), -w.days) AND (e.state <> 'PA' OR x.max_days >= 365 OR x.max_days IS NULL)) END AS clean,
       CASE WHEN r.pending <> 'yes' THEN FALSE
            ELSE EXISTS (SELECT 1 FROM charge AS x WHERE x.person = e.person AND x.charge_id <> e.charge_id AND x.disposed_on IS NULL AND NOT coalesce(x.no_proceeding, FALSE)) END AS pending,
       CASE WHEN r.cap IS NULL THEN FALSE
            ELSE (SELECT count(*) FROM charge AS x WHERE x.person = e.person AND x.state = e.state AND x.level = e.level AND x.cleared_on IS NOT NULL) >= r.cap END AS over_cap,
       CASE WHEN r.money <> 'yes' THEN TRUE WHEN c.restitution_owed IS NULL THEN NULL ELSE coalesce(c.restitution_paid, 0) >= c.restitution_owed END AS paid,
       CASE WHEN e.outcome = 'conviction' THEN c.excluded ELSE FALSE END AS excluded,
       CASE WHEN e.outcome = 'conviction' THEN c.registrable ELSE FALSE END AS registrable,
       CASE WHEN e.outcome <> 'conviction' OR e.level <> 'felony' THEN FALSE ELSE c.serious OR c.violent END AS serious,
       CASE WHEN e.state = 'MI' AND e.outcome = 'conviction'
            THEN (SELECT count(*) FROM charge AS x WHERE x.person = e.person AND x.state = 'MI' AND x.violent AND x.disposition IN ('plea', 'trial')) > 1 ELSE FALSE END AS assaultive,
       r.in_force_from <= as_of() AS in_force
FROM   charge_end AS e
JOIN   charge AS c ON c.charge_id = e.charge_id
LEFT   JOIN charge_wait AS w ON w.charge_id = e.charge_id
LEFT   JOIN clearance_rule AS r ON r.code = e.rule

-- view: release_window
-- title: Each release at 1, 2, 3 and 5 years, of those followed so long
-- about: Windows are anniversaries of the day of release. Whoever died within the window is left out of it.
-- about::es: Las ventanas son aniversarios del día de la salida. Quien murió dentro de la ventana queda fuera de ella.
SELECT r.release_id AS release_id, r.released_from AS released_from, r.program AS program, r.race AS race, y.years AS years,
       r.rearrested_on <= add_months(r.released_on, 12 * y.years) AS rearrested,
       r.reconvicted_on <= add_months(r.released_on, 12 * y.years) AS reconvicted,
       r.returned_on <= add_months(r.released_on, 12 * y.years) AS returned,
       r.returned_on <= add_months(r.released_on, 12 * y.years) AND r.return_kind = 'new_sentence' AS resentenced
FROM   released_person AS r
CROSS  JOIN (SELECT 1 AS years UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 5) AS y
WHERE  add_months(r.released_on, 12 * y.years) <= as_of() AND (r.died_on IS NULL OR r.died_on > add_months(r.released_on, 12 * y.years))

-- view: decision_point
-- title: People arrested in the last three years at each decision point, by race
SELECT 1 AS nth, 'residents' AS stage, p.race AS race, sum(p.people) AS people FROM residents AS p GROUP BY p.race
UNION  ALL
SELECT 2, 'arrests', a.race, count(*) FROM arrest AS a WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 3, 'diverted', a.race, count(*) FILTER (WHERE a.diverted) FROM arrest AS a WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 4, 'charged', a.race, count(k.case_number)
FROM   arrest AS a
LEFT   JOIN court_case AS k ON k.arrest = a.arrest_id
WHERE  day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 5, 'held before trial', a.race, count(*) FILTER (WHERE k.in_custody) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 6, 'convicted', a.race, count(*) FILTER (WHERE k.disposition IN ('plea', 'trial')) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 7, 'prison or jail', a.race,
       count(*) FILTER (WHERE k.disposition IN ('plea', 'trial') AND k.case_number IN (SELECT c.case_number FROM charge AS c JOIN sentence AS s ON s.charge = c.charge_id WHERE s.kind IN ('prison', 'jail') AND c.case_number IS NOT NULL))
FROM   court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest
WHERE  day_of(a.arrested) > add_months(as_of(), -36) AND a.race IS NOT NULL GROUP BY a.race

-- view: youth_decision_point
-- title: Youth arrested in the last three years at each decision point, by race
SELECT 1 AS nth, 'residents' AS stage, p.race AS race, sum(p.people) AS people FROM residents AS p WHERE p.age_band = '0-17' GROUP BY p.race
UNION  ALL
SELECT 2, 'arrests', a.race, count(*) FROM arrest AS a WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 3, 'diverted', a.race, count(*) FILTER (WHERE a.diverted) FROM arrest AS a WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 4, 'charged', a.race, count(k.case_number)
FROM   arrest AS a
LEFT   JOIN court_case AS k ON k.arrest = a.arrest_id
WHERE  day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 5, 'held before trial', a.race, count(*) FILTER (WHERE k.in_custody) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 6, 'convicted', a.race, count(*) FILTER (WHERE k.disposition IN ('plea', 'trial')) FROM court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest WHERE day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race
UNION  ALL
SELECT 7, 'prison or jail', a.race,
       count(*) FILTER (WHERE k.disposition IN ('plea', 'trial') AND k.case_number IN (SELECT c.case_number FROM charge AS c JOIN sentence AS s ON s.charge = c.charge_id WHERE s.kind IN ('prison', 'jail') AND c.case_number IS NOT NULL))
FROM   court_case AS k JOIN arrest AS a ON a.arrest_id = k.arrest
WHERE  day_of(a.arrested) > add_months(as_of(), -36) AND a.age < 18 AND a.race IS NOT NULL GROUP BY a.race

-- view: offense_group
-- title: Offenses in the groups of Justice Counts
SELECT o.code AS code,
       CASE WHEN o.category LIKE 'Drug%' THEN 'Drug Offenses' WHEN o.against = 'Person' THEN 'Person Offenses' WHEN o.against = 'Property' THEN 'Property Offenses'
            WHEN o.against = 'Society' THEN 'Public Order Offenses' ELSE 'Other Offenses' END AS label
FROM   offense AS o

-- view: justice_counts_own
-- title: Justice Counts metrics that this city's own records give, by month
SELECT 'law_enforcement.arrests' AS metric, month_of(day_of(a.arrested)) AS month, '' AS system, '' AS breakdown, '' AS value_of, count(*) AS figure
FROM   arrest AS a GROUP BY month_of(day_of(a.arrested))
UNION  ALL
SELECT 'law_enforcement.arrests', month_of(day_of(a.arrested)), '', 'offense_type', coalesce(g.label, 'Unknown Offenses'), count(*)
FROM   arrest AS a LEFT JOIN offense_group AS g ON g.code = a.offense GROUP BY month_of(day_of(a.arrested)), coalesce(g.label, 'Unknown Offenses')
UNION  ALL
SELECT 'law_enforcement.arrests', month_of(day_of(a.arrested)), '', 'biological_sex',
       CASE a.sex WHEN 'male' THEN 'Male Biological Sex' WHEN 'female' THEN 'Female Biological Sex' ELSE 'Unknown Biological Sex' END, count(*)
FROM   arrest AS a
GROUP  BY month_of(day_of(a.arrested)), CASE a.sex WHEN 'male' THEN 'Male Biological Sex' WHEN 'female' THEN 'Female Biological Sex' ELSE 'Unknown Biological Sex' END
UNION  ALL
SELECT 'law_enforcement.arrests', month_of(day_of(a.arrested)), '', 'race/ethnicity',
       CASE a.race WHEN 'hispanic' THEN 'Unknown' WHEN 'black' THEN 'Black' WHEN 'white' THEN 'White' WHEN 'asian' THEN 'Asian' WHEN 'native' THEN 'American Indian or Alaska Native'
            WHEN 'pacific' THEN 'Native Hawaiian or Pacific Islander' WHEN 'multiple' THEN 'More than one race' WHEN 'other' THEN 'Other' ELSE 'Unknown' END || ' / '
       || CASE WHEN a.race = 'hispanic' OR a.ethnicity = 'hispanic' THEN 'Hispanic or Latino' WHEN a.ethnicity = 'not_hispanic' THEN 'Not Hispanic or Latino' ELSE 'Unknown Ethnicity' END, count(*)
FROM   arrest AS a
GROUP  BY month_of(day_of(a.arrested)), CASE a.race WHEN 'hispanic' THEN 'Unknown' WHEN 'black' THEN 'Black' WHEN 'white' THEN 'White' WHEN 'asian' THEN 'Asian' WHEN 'native' THEN 'American Indian or Alaska Native'
            WHEN 'pacific' THEN 'Native Hawaiian or Pacific Islander' WHEN 'multiple' THEN 'More than one race' WHEN 'other' THEN 'Other' ELSE 'Unknown' END || ' / '
       || CASE WHEN a.race = 'hispanic' OR a.ethnicity = 'hispanic' THEN 'Hispanic or Latino' WHEN a.ethnicity = 'not_hispanic' THEN 'Not Hispanic or Latino' ELSE 'Unknown Ethnicity' END
UNION  ALL
SELECT 'prosecution.cases_declined', month_of(c.disposed_on), '', '', '', count(*)
FROM   charge AS c WHERE c.disposition = 'declined' AND c.disposed_on IS NOT NULL GROUP BY month_of(c.disposed_on)
UNION  ALL
SELECT 'prosecution.cases_prosecuted', month_of(c.filed_on), '', '', '', count(*) FROM court_case AS c GROUP BY month_of(c.filed_on)
UNION  ALL
SELECT 'prosecution.cases_prosecuted', month_of(c.filed_on), '', 'severity_type',
       CASE c.level WHEN 'felony' THEN 'Felony Cases Prosecuted' WHEN 'misdemeanor' THEN 'Misdemeanor Cases Prosecuted' ELSE 'Other Cases Prosecuted' END, count(*)
FROM   court_case AS c
GROUP  BY month_of(c.filed_on), CASE c.level WHEN 'felony' THEN 'Felony Cases Prosecuted' WHEN 'misdemeanor' THEN 'Misdemeanor Cases Prosecuted' ELSE 'Other Cases Prosecuted' END
UNION  ALL
SELECT 'prosecution.cases_diverted', month_of(c.closed_on), '', '', '', count(*) FROM court_case AS c WHERE c.disposition = 'diverted' GROUP BY month_of(c.closed_on)
UNION  ALL
SELECT 'defense.cases_appointed_counsel', month_of(c.counsel_on), '', '', '', count(*) FROM court_case AS c WHERE c.counsel_on IS NOT NULL GROUP BY month_of(c.counsel_on)
UNION  ALL
SELECT 'courts_and_pretrial.cases_filed', month_of(c.filed_on), '', '', '', count(*) FROM court_case AS c GROUP BY month_of(c.filed_on)
UNION  ALL
SELECT 'courts_and_pretrial.pretrial_releases', month_of(c.released_on), '', '', '', count(*) FROM court_case AS c WHERE c.released_on IS NOT NULL GROUP BY month_of(c.released_on)
UNION  ALL
SELECT 'courts_and_pretrial.sentences', month_of(s.sentenced_on), '', '', '', count(*) FROM sentence AS s GROUP BY month_of(s.sentenced_on)
UNION  ALL
SELECT 'courts_and_pretrial.cases_disposed', month_of(c.closed_on), '', '', '', count(*) FROM court_case AS c WHERE c.closed_on IS NOT NULL GROUP BY month_of(c.closed_on)
UNION  ALL
SELECT 'courts_and_pretrial.cases_disposed', month_of(c.closed_on), '', 'disposition_type',
       CASE c.disposition WHEN 'dismissed' THEN 'Cases Disposed by Dismissal' WHEN 'plea' THEN 'Cases Resolved by Plea' WHEN 'trial' THEN 'Cases Resolved at Trial' WHEN 'acquitted' THEN 'Cases Resolved at Trial'
            WHEN 'diverted' THEN 'Other Disposition' WHEN 'declined' THEN 'Other Disposition' ELSE 'Unknown Disposition' END, count(*)
FROM   court_case AS c WHERE c.closed_on IS NOT NULL
GROUP  BY month_of(c.closed_on), CASE c.disposition WHEN 'dismissed' THEN 'Cases Disposed by Dismissal' WHEN 'plea' THEN 'Cases Resolved by Plea' WHEN 'trial' THEN 'Cases Resolved at Trial' WHEN 'acquitted' THEN 'Cases Resolved at Trial'
            WHEN 'diverted' THEN 'Other Disposition' WHEN 'declined' THEN 'Other Disposition' ELSE 'Unknown Disposition' END
UNION  ALL
SELECT CASE b.facility WHEN 'prison' THEN 'prisons.admissions' ELSE 'jails.total_admissions' END, month_of(day_of(b.admitted)), '', '', '', count(*)
FROM   booking AS b WHERE b.facility IN ('jail', 'prison') GROUP BY CASE b.facility WHEN 'prison' THEN 'prisons.admissions' ELSE 'jails.total_admissions' END, month_of(day_of(b.admitted))
UNION  ALL
SELECT CASE b.status WHEN 'pretrial' THEN 'jails.pre_adjudication_admissions' ELSE 'jails.post_adjudication_admissions' END, month_of(day_of(b.admitted)), '', '', '', count(*)
FROM   booking AS b WHERE b.facility = 'jail' AND b.status IS NOT NULL
GROUP  BY CASE b.status WHEN 'pretrial' THEN 'jails.pre_adjudication_admissions' ELSE 'jails.post_adjudication_admissions' END, month_of(day_of(b.admitted))
UNION  ALL
SELECT CASE b.facility WHEN 'prison' THEN 'prisons.releases' ELSE 'jails.total_releases' END, month_of(day_of(b.released)), '', '', '', count(*)
FROM   booking AS b WHERE b.facility IN ('jail', 'prison') AND b.released IS NOT NULL
GROUP  BY CASE b.facility WHEN 'prison' THEN 'prisons.releases' ELSE 'jails.total_releases' END, month_of(day_of(b.released))
UNION  ALL
SELECT 'supervision.supervision_starts', month_of(s.started_on), s.kind, '', '', count(*) FROM supervision AS s GROUP BY month_of(s.started_on), s.kind
UNION  ALL
SELECT 'supervision.supervision_terminations', month_of(s.ended_on), s.kind, '', '', count(*) FROM supervision AS s WHERE s.ended_on IS NOT NULL GROUP BY month_of(s.ended_on), s.kind
UNION  ALL
SELECT 'supervision.revocations', month_of(s.ended_on), s.kind, '', '', count(*)
FROM   supervision AS s WHERE s.ending IN ('revoked_technical', 'revoked_new') GROUP BY month_of(s.ended_on), s.kind
UNION  ALL
SELECT 'supervision.supervision_violations', month_of(v.happened_on), s.kind, '', '', count(*)
FROM   violation AS v JOIN supervision AS s ON s.supervision_id = v.supervision GROUP BY month_of(v.happened_on), s.kind

-- view: draw_check
-- title: Each draw beside what its tickets say
SELECT p.program_id AS program_id, count(a.entry_id) AS entries, count(a.entry_id) FILTER (WHERE a.ticket IS NULL) AS without_ticket,
       count(a.entry_id) FILTER (WHERE a.drawn) AS drawn,
       count(a.entry_id) FILTER (WHERE a.ticket IS NOT NULL AND a.place <> 1 + (SELECT count(*) FROM youth_application AS o WHERE o.program = a.program AND o.ticket < a.ticket)) AS wrong_place,
       count(a.entry_id) FILTER (WHERE (a.drawn AND a.place > p.seats) OR (NOT a.drawn AND a.place <= p.seats)) AS wrongly_drawn,
       count(a.entry_id) FILTER (WHERE a.applied_on > p.list_closed_on) AS too_late
FROM   youth_program AS p
LEFT   JOIN youth_application AS a ON a.program = p.program_id
GROUP  BY p.program_id, p.seats, p.list_closed_on

-- view: commission_finding
-- title: What the city's own numbers say for each thing that the commission may recommend
SELECT 'EV43' AS evidence, 'missed appearances in cases of the last year without a text reminder' AS what,
       coalesce(sum(c.missed_appearances), 0) AS now_happens, 0.21 AS share_avoided
FROM   court_case AS c WHERE c.filed_on > add_months(as_of(), -12) AND NOT coalesce(c.reminded, FALSE)
UNION  ALL
SELECT 'EV45', 'people released from prison in the last year who were in no program', count(*), 0.13
FROM   released_person AS r WHERE r.released_on > add_months(as_of(), -12) AND r.released_from = 'prison' AND coalesce(r.program, 'none') = 'none'
UNION  ALL
SELECT 'EV01', 'arrests for violence of people aged 14 to 21 in the last year; a summer job reaches only some of them', count(*), 0.43
FROM   arrest AS a WHERE a.age BETWEEN 14 AND 21 AND a.offense IN ('09A', '11A', '120', '13A', '13B') AND day_of(a.arrested) > add_months(as_of(), -12)
UNION  ALL
SELECT 'EV67', 'youth arrested in the last year and not diverted', count(*), 0.098
FROM   arrest AS a WHERE a.age < 18 AND day_of(a.arrested) > add_months(as_of(), -12) AND NOT coalesce(a.diverted, FALSE)
