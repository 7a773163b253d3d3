-- decision: certification.may_certify
-- title: May this request be certified?
-- title::es: ¿Puede certificarse esta solicitud?
-- about: No arrest, charge or conviction is needed, and no crime is too old. Signing gives no status.
-- on: certification_request
-- basis: 8 USC 1101(a)(15)(U); 8 USC 1184(p)(1); 8 CFR 214.14
-- human: yes
-- all of:
--   crime_qualifies   The crime is on the list, or similar to one on it [8 USC 1101(a)(15)(U)(iii)]
--   in_us             It happened in the United States, or its law reaches it [8 USC 1101(a)(15)(U)(i)(IV)]
--   was_victim        The person is a victim, direct or indirect [8 CFR 214.14(a)(14)]
--   was_helpful       The person was, is or is likely to be helpful [8 USC 1101(a)(15)(U)(i)(III)]
--   agency_acts       An agency that detects, investigates or prosecutes is named [8 USC 1184(p)(1)]
-- none of:
--   refused           The person later refused reasonable help [8 CFR 214.14(b)(3)]
-- asks:
--   crime_qualifies   certification_request.crime
--   in_us             certification_request.in_us
--   was_victim        certification_request.victim_kind
--   was_helpful       certification_request.helpful
--   agency_acts       certification_request.agency
-- then: may certify; the certifying official decides
-- else: may not certify as it stands
SELECT r.request_id AS record, r.crime <> 'none' AS crime_qualifies, r.in_us AS in_us, r.victim_kind <> 'not_victim' AS was_victim,
       r.helpful AS was_helpful, CASE WHEN r.agency IS NULL THEN NULL ELSE true END AS agency_acts, coalesce(r.refused_help, false) AS refused
FROM   certification_request AS r

-- decision: outside_request.may_hold
-- title: May a person be held past release on this request?
-- title::es: ¿Puede retenerse a una persona tras su liberación por esta solicitud?
-- about: A detainer asks; it does not command. Holding past release is a new seizure, which needs authority.
-- on: outside_request
-- basis: U.S. Const. amend. IV; 8 CFR 287.7; Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)
-- human: yes
-- any of:
--   judge             A warrant signed by a judge was shown
--   state_allows      The law of the state allows or requires it
-- none of:
--   state_forbids     The law of the state forbids it, or wants a judge's warrant that was not shown
--   no_cause          The probable cause box is not marked, or no warrant of any kind is attached [Form I-247A]
--   not_served        The person was given no copy, without which it does not take effect [Form I-247A]
-- asks:
--   judge             outside_request.warrant
--   no_cause          outside_request.probable_cause
--   not_served        outside_request.served
--   state_allows      outside_request.state
-- then: may hold, to the earlier of the two readings of 48 hours
-- else: release on time
SELECT r.request_id AS record, r.warrant = 'judicial' AS judge,
       CASE WHEN u.says IS NULL OR u.says = 'ask_counsel' THEN NULL ELSE u.says = 'allow' END AS state_allows,
       coalesce(u.says = 'refuse' OR u.says = 'judicial_warrant', false) AND NOT coalesce(r.warrant = 'judicial', false) AS state_forbids,
       NOT (r.warrant = 'judicial') AND (NOT r.probable_cause OR r.warrant = 'none') AS no_cause, NOT r.served AS not_served
FROM   outside_request AS r
LEFT   JOIN request_rule AS u ON u.state = r.state AND u.kind = r.kind
WHERE  r.kind = 'detainer'

-- decision: outside_request.may_share
-- title: May this information be shared?
-- title::es: ¿Puede compartirse esta información?
-- about: Federal law says that no rule may bar sending information on citizenship or immigration status. It makes nobody collect it, and
--   covers neither release days nor addresses (several courts). What was never collected cannot be shared.
-- on: outside_request
-- basis: 8 USC 1373; 8 USC 1644; Murphy v. NCAA, 584 U.S. 453 (2018)
-- human: yes
-- any of:
--   court             A judge signed an order or warrant
--   status_only       Only citizenship or immigration status is asked, which no rule may bar [8 USC 1373(a)]
--   state_allows      The law of the state allows it
-- none of:
--   state_forbids     The law of the state forbids it without a judge's order
-- asks:
--   court             outside_request.warrant
-- then: may share what is on record
-- else: do not share
SELECT r.request_id AS record, r.kind = 'court_order' OR r.warrant = 'judicial' AS court, r.kind = 'status_data' AS status_only,
       CASE WHEN u.says IS NULL OR u.says = 'ask_counsel' THEN NULL ELSE u.says = 'allow' END AS state_allows,
       coalesce(u.says IN ('refuse', 'judicial_warrant'), false) AND NOT coalesce(r.warrant = 'judicial', false) AS state_forbids
FROM   outside_request AS r
LEFT   JOIN request_rule AS u ON u.state = r.state AND u.kind = r.kind
WHERE  r.kind IN ('status_data', 'other_data', 'subpoena_admin', 'court_order', 'database')

-- decision: petition.may_file
-- title: Can this petition be filed today?
-- title::es: ¿Puede presentarse hoy esta petición?
-- on: visa_petition
-- basis: 8 USC 1188(c)(1); 20 CFR 655.12, 655.15, 655.121
-- all of:
--   not_early         The filing window has opened
--   in_time           The last day to file has not passed
--   job_order         The job order is with the state (H-2A)
--   registered        The employer's registration is valid (H-2B)
--   wage_ok           The wage is at least the prevailing wage
-- none of:
--   barred            The employer is barred
-- asks:
--   job_order         visa_petition.job_order_on
--   registered        employer.registered_h2b_on
--   wage_ok           visa_petition.wage, visa_petition.prevailing_wage
-- then: file now
-- else: not today: see what is missing
SELECT v.petition_id AS record, v.kind <> 'h2b' OR days_between(as_of(), v.need_from) <= 90 AS not_early,
       days_between(as_of(), v.need_from) >= CASE v.kind WHEN 'h2b' THEN 75 WHEN 'h2a' THEN 45 ELSE 0 END AS in_time,
       v.kind <> 'h2a' OR v.job_order_on IS NOT NULL AS job_order,
       v.kind <> 'h2b' OR add_months(e.registered_h2b_on, 36) >= as_of() AS registered,
       CASE WHEN v.wage_unit = v.prevailing_unit THEN v.wage >= v.prevailing_wage END AS wage_ok,
       EXISTS (SELECT 1 FROM debarment AS d WHERE lower(d.employer_name) = lower(e.name) AND as_of() BETWEEN d.starts_on AND d.ends_on) AS barred
FROM   visa_petition AS v
LEFT   JOIN employer AS e ON e.employer_id = v.employer
WHERE  v.filed_on IS NULL AND v.need_from >= as_of()

-- decision: verification.may_end
-- title: May the employer end the employment because of E-Verify?
-- title::es: ¿Puede el empleador terminar el empleo por E-Verify?
-- on: employment_verification
-- basis: E-Verify user manual; 8 USC 1324b
-- human: yes
-- any of:
--   final             The final result is a nonconfirmation
--   not_contested     There is a mismatch, and the worker chose not to contest it
-- none of:
--   pending           A contested mismatch is still open
--   never_told        The worker was not told in private
-- asks:
--   not_contested     employment_verification.contests
-- then: may end it; close the case
-- else: may not: no dismissal, suspension or cut in hours
SELECT verification_id AS record, coalesce(final_result = 'final_mismatch', false) AS final, NOT contests AS not_contested,
       coalesce(contests, false) AND final_on IS NULL AS pending, told_on IS NULL AS never_told
FROM   employment_verification
WHERE  mismatch_on IS NOT NULL

-- decision: earned.ready
-- title: Are the requirements of earned status met?
-- title::es: ¿Se cumplen los requisitos de la situación ganada?
-- about: The requirements stand in the code list earned_requirement. They are of a bill, not of a law: change them when one passes.
-- on: earned_status_case
-- basis: S. 744 (2013), a bill (from memory)
-- human: yes
-- all of:
--   presence     Lived here since the day named
--   background   Passed the background check
--   taxes        Paid the taxes
--   fee          Paid the fee
--   work         Worked or studied
--   english      English and civics
-- asks:
--   presence     earned_status_step.met
--   background   earned_status_step.met
--   taxes        earned_status_step.met
--   fee          earned_status_step.met
--   work         earned_status_step.met
--   english      earned_status_step.met
-- then: ready to file, when a law allows it
-- else: not yet
SELECT c.case_id AS record,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'presence') AS presence,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'background') AS background,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'taxes') AS taxes,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'fee') AS fee,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'work') AS work,
       (SELECT CASE max(s.met) WHEN 'yes' THEN true WHEN 'no' THEN false END FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = 'english') AS english
FROM   earned_status_case AS c
WHERE  c.closed_on IS NULL
