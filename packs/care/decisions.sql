-- Decisions about calls, screenings, diversion and disclosures. What is not recorded leaves an answer unknown, never "no".

-- decision: call.police
-- title: Do police need to go?
-- title::es: ¿Hace falta que vaya la policía?
-- about: Judges what the caller said, not the person. Calls of the last 90 days.
-- about::es: Juzga lo que dijo quien llama, no a la persona. Llamadas de los últimos 90 días.
-- on: crisis_call
-- basis: 911 call code set (from memory); city policy
-- human: yes
-- any of:
--   weapon     A weapon is at hand
--   violence   Violence now, or a threat of it to others
--   crime      A crime is reported
-- asks:
--   weapon     crisis_call.weapon
--   violence   crisis_call.violence
--   crime      crisis_call.crime
-- then: send police, those trained in crisis intervention, with a clinician where there is one
-- else: no police
SELECT call_id AS record, weapon AS weapon, violence AS violence, crime AS crime
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) > add_days(as_of(), -90)

-- decision: call.ambulance
-- title: Does an ambulance need to go?
-- title::es: ¿Hace falta que vaya una ambulancia?
-- on: crisis_call
-- basis: city policy
-- human: yes
-- any of:
--   medical    A medical emergency, such as an overdose
-- asks:
--   medical    crisis_call.medical_need
-- then: send an ambulance
-- else: no ambulance
SELECT call_id AS record, medical_need AS medical
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) > add_days(as_of(), -90)

-- decision: call.counselor
-- title: Can a counselor settle it by telephone?
-- title::es: ¿Puede resolverlo un consejero por teléfono?
-- on: crisis_call
-- basis: 42 USC 290bb-36c; local protocol: warm hand-off, with the caller's consent
-- human: yes
-- all of:
--   behavioral   It is about mental health or substance use
--   low_risk     The risk is low or none
--   agreed       The caller agrees to talk
-- none of:
--   weapon       A weapon is at hand
--   violence     Violence now, or a threat of it to others
--   medical      A medical emergency
-- asks:
--   low_risk     crisis_call.risk
--   agreed       crisis_call.agreed
--   weapon       crisis_call.weapon
--   violence     crisis_call.violence
--   medical      crisis_call.medical_need
-- then: pass the call to 988, warm
-- else: somebody must go
SELECT call_id AS record, behavioral_health AS behavioral, CASE WHEN risk = 'unknown' THEN NULL ELSE risk IN ('none', 'low') END AS low_risk,
       CASE WHEN line = '988' THEN TRUE ELSE agreed END AS agreed, weapon AS weapon, violence AS violence, medical_need AS medical
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) > add_days(as_of(), -90)

-- decision: call.crisis_team
-- title: Is a crisis team without police the right answer?
-- title::es: ¿Es un equipo de crisis sin policía la respuesta adecuada?
-- on: crisis_call
-- basis: city policy
-- human: yes
-- all of:
--   behavioral   It is about mental health or substance use
--   presence     Somebody must be there: the risk is not low, or the caller does not agree to talk
-- none of:
--   weapon       A weapon is at hand
--   violence     Violence now, or a threat of it to others
--   crime        A crime is reported
-- asks:
--   presence     crisis_call.risk, crisis_call.agreed
--   weapon       crisis_call.weapon
--   violence     crisis_call.violence
--   crime        crisis_call.crime
-- then: send the mobile crisis team
-- else: another answer
SELECT call_id AS record, behavioral_health AS behavioral,
       CASE WHEN risk IN ('moderate', 'high') THEN TRUE WHEN NOT agreed AND line <> '988' THEN TRUE
            WHEN risk IN ('none', 'low') AND (agreed OR line = '988') THEN FALSE END AS presence,
       weapon AS weapon, violence AS violence, crime AS crime
FROM   crisis_call
WHERE  behavioral_health AND day_of(received) > add_days(as_of(), -90)

-- decision: screening.positive
-- title: Does the screening call for a clinician?
-- title::es: ¿Exige la evaluación un clínico?
-- about: Right for about three men in four and three women in five (Steadman 2005). A negative screening proves nothing.
-- about::es: Acierta en unos tres de cada cuatro hombres y tres de cada cinco mujeres (Steadman 2005). Un resultado negativo no prueba
--   nada.
-- on: jail_screening
-- basis: Brief Jail Mental Health Screen
-- source: secondary source
-- any of:
--   medicine    Takes prescribed medicine for it [item 7]
--   hospital    Was in the hospital for it [item 8]
--   symptoms    Two or more of the six symptoms [items 1 to 6]
--   officer     The officer sees another reason
--   points      Enough points, where the instrument counts them [CMHS (from memory)]
-- asks:
--   medicine    jail_screening.item7
--   hospital    jail_screening.item8
--   symptoms    jail_screening.item1, jail_screening.item2, jail_screening.item3, jail_screening.item4, jail_screening.item5, jail_screening.item6
--   points      jail_screening.score
-- then: refer to a clinician
-- else: no referral from this screening
SELECT s.screening_id AS record,
       CASE WHEN s.instrument <> 'BJMHS' THEN FALSE WHEN s.item7 IN ('yes', 'no') THEN s.item7 = 'yes' END AS medicine,
       CASE WHEN s.instrument <> 'BJMHS' THEN FALSE WHEN s.item8 IN ('yes', 'no') THEN s.item8 = 'yes' END AS hospital,
       CASE WHEN s.instrument <> 'BJMHS' THEN FALSE WHEN s.symptoms >= 2 THEN TRUE WHEN s.symptoms + s.open_symptoms < 2 THEN FALSE END AS symptoms,
       s.other_reason AS officer,
       CASE WHEN s.instrument = 'BJMHS' THEN FALSE ELSE s.score >= t.refer_at END AS points
FROM   screening_scored AS s
JOIN   screening_tool AS t ON t.code = s.instrument

-- decision: suicide.watch
-- title: Must the person be watched until a clinician has come?
-- title::es: ¿Debe vigilarse a la persona hasta que venga un clínico?
-- about: The highest answer counts. Unknown means: watch, and ask again.
-- about::es: Cuenta la respuesta más alta. Sin saberse significa: vigile y pregunte de nuevo.
-- on: suicide_screen
-- basis: C-SSRS screener triage
-- source: secondary source
-- human: yes
-- any of:
--   intent      Some intent to act [question 4]
--   plan        A plan and intent [question 5]
--   behavior    Did something in the last three months [question 6]
-- asks:
--   intent      suicide_screen.q4
--   plan        suicide_screen.q5
--   behavior    suicide_screen.q6, suicide_screen.q6_recent
-- then: constant watch until evaluated, in the same shift
-- else: no watch from this screening; see whether it calls for a clinician
SELECT screen_id AS record,
       CASE WHEN q4 IN ('yes', 'no') THEN q4 = 'yes' WHEN q2 = 'no' THEN FALSE END AS intent,
       CASE WHEN q5 IN ('yes', 'no') THEN q5 = 'yes' WHEN q2 = 'no' THEN FALSE END AS "plan",
       CASE WHEN q6 = 'no' THEN FALSE WHEN q6 = 'yes' AND q6_recent IN ('yes', 'no') THEN q6_recent = 'yes' END AS behavior
FROM   suicide_screen

-- decision: suicide.consult
-- title: Does the screening call for a clinician, short of a watch?
-- title::es: ¿Exige la evaluación un clínico, sin llegar a vigilancia?
-- on: suicide_screen
-- basis: C-SSRS screener triage
-- source: secondary source
-- human: yes
-- any of:
--   wish        Wish to be dead [question 1]
--   thoughts    Thoughts of killing oneself [question 2]
--   method      Thinks about how [question 3]
--   earlier     Did something more than three months ago [question 6]
-- asks:
--   wish        suicide_screen.q1
--   thoughts    suicide_screen.q2
--   method      suicide_screen.q3
--   earlier     suicide_screen.q6
-- then: refer to a clinician; with a method or earlier behavior, consider precautions
-- else: no referral from this screening
SELECT screen_id AS record, CASE WHEN q1 IN ('yes', 'no') THEN q1 = 'yes' END AS wish, CASE WHEN q2 IN ('yes', 'no') THEN q2 = 'yes' END AS thoughts,
       CASE WHEN q3 IN ('yes', 'no') THEN q3 = 'yes' WHEN q2 = 'no' THEN FALSE END AS method, CASE WHEN q6 IN ('yes', 'no') THEN q6 = 'yes' END AS earlier
FROM   suicide_screen

-- decision: diversion.qualifies
-- title: Does the person qualify for a mental health court program?
-- title::es: ¿Cumple la persona los requisitos de un programa de tribunal de salud mental?
-- on: diversion_review
-- basis: 34 USC 10651(a)(9): preliminarily qualified offender
-- source: secondary source; the list of charges from memory
-- human: yes
-- all of:
--   condition    Mental illness or a co-occurring disorder, or clear signs of it [34 USC 10651(a)(9)(A)]
--   prosecutor   The prosecutor agrees
--   defense      The defense agrees
--   corrections  Pretrial or corrections agree
--   judge        The judge agrees
--   clinician    The mental health agency agrees
-- none of:
--   sex_offense  Charged with a sex offense
--   murder       Charged with murder or assault with intent to murder
--   danger       Found to be a danger to others
-- asks:
--   condition    diversion_review.illness, diversion_review.signs
--   prosecutor   diversion_review.prosecutor_agrees
--   defense      diversion_review.defense_agrees
--   corrections  diversion_review.corrections_agree
--   judge        diversion_review.judge_agrees
--   clinician    diversion_review.clinician_agrees
--   sex_offense  diversion_review.sex_offense
--   murder       diversion_review.murder
--   danger       diversion_review.danger
-- then: qualifies
-- else: does not qualify
SELECT review_id AS record, illness OR signs AS condition, prosecutor_agrees AS prosecutor, defense_agrees AS defense, corrections_agree AS corrections,
       judge_agrees AS judge, clinician_agrees AS clinician, sex_offense AS sex_offense, murder AS murder, danger AS danger
FROM   diversion_review

-- decision: consent.in_force
-- title: Is the consent in force?
-- title::es: ¿Está vigente el consentimiento?
-- on: consent
-- basis: 42 CFR 2.31
-- all of:
--   signed       It was signed
-- none of:
--   expired      Its day has passed
--   event        The event on which it ends has happened
--   revoked      It was revoked, and could be [42 CFR 2.31(a)(6); 2.35]
-- then: in force
-- else: ended: nothing more may be told under it
SELECT consent_id AS record, signed_on <= as_of() AS signed, coalesce(expires_on < as_of(), FALSE) AS expired, coalesce(event_on <= as_of(), FALSE) AS event,
       coalesce(revoked_on <= as_of(), FALSE) AND NOT coalesce(irrevocable, FALSE) AS revoked
FROM   consent

-- decision: disclosure.part2
-- title: May this record of a substance use program be told?
-- title::es: ¿Puede divulgarse este registro de un programa por consumo de sustancias?
-- about: HIPAA's exceptions for police do not apply to these records. Compliance with the 2024 rule is due from 16 February 2026.
-- about::es: Las excepciones de HIPAA para la policía no valen para estos registros. La norma de 2024 debe cumplirse desde el 16 de febrero
--   de 2026.
-- on: patient_disclosure
-- basis: 42 USC 290dd-2; 42 CFR Part 2 (89 FR 12472)
-- human: yes
-- any of:
--   consented    Written consent covers it on that day [42 USC 290dd-2(b)(1); 42 CFR 2.31-2.33]
--   emergency    A medical emergency, to medical staff [42 CFR 2.51]
--   order        A court order for good cause and a subpoena [42 CFR 2.61-2.67]
--   child_abuse  First report of suspected child abuse [42 USC 290dd-2(e)]
--   agreement    A qualified service agreement; police can never be one [42 CFR 2.11 (from memory)]
-- none of:
--   against      For use against the patient without consent or order [42 USC 290dd-2(c)]
--   notes        Counseling notes without a consent of their own [42 CFR 2.11, 2.31(b)]
-- asks:
--   consented    patient_disclosure.consent
--   emergency    patient_disclosure.emergency
--   order        patient_disclosure.part2_order, patient_disclosure.subpoena
--   child_abuse  patient_disclosure.child_abuse
--   agreement    patient_disclosure.agreement
--   against      patient_disclosure.against_patient
-- then: may be told, with the notice, and no more than was asked
-- else: may not be told
SELECT d.disclosure_id AS record, c.covered AS consented, d.emergency AND d.recipient IN ('treating', 'jail_health') AS emergency,
       d.part2_order AND d.subpoena AS "order", d.child_abuse AND d.recipient = 'child_welfare' AS child_abuse,
       d.agreement AND d.recipient = 'service_organisation' AS agreement,
       d.against_patient AND NOT (coalesce(d.part2_order AND d.subpoena, FALSE) OR coalesce(c.covered, FALSE)) AS against,
       has_code(d.data, 'counseling_notes') AND NOT coalesce(c.covered, FALSE) AND NOT coalesce(d.part2_order AND d.subpoena, FALSE) AS notes
FROM   patient_disclosure AS d
JOIN   disclosure_consent AS c ON c.disclosure_id = d.disclosure_id
WHERE  d.part2

-- decision: disclosure.hipaa
-- title: May this health record be told?
-- title::es: ¿Puede divulgarse este registro de salud?
-- about: For records outside Part 2. HIPAA never stops an officer from telling a clinician.
-- about::es: Para registros fuera de la Parte 2. HIPAA nunca impide que un agente informe a un clínico.
-- on: patient_disclosure
-- basis: 45 CFR 164.502-164.512
-- source: secondary source
-- human: yes
-- any of:
--   not_bound    HIPAA does not bind who discloses [45 CFR 160.103]
--   care         For treatment, payment or operations [45 CFR 164.506]
--   authorized   The patient's authorization covers it [45 CFR 164.508]
--   law          A law requires the report [45 CFR 164.512(f)(1)(i)]
--   process      A court order, or a subpoena of a judicial officer [45 CFR 164.512(f)(1)(ii)]
--   locate       To find or identify a person at an officer's request, the eight items only [45 CFR 164.512(f)(2)]
--   victim       About a victim who agrees [45 CFR 164.512(f)(3)]
--   threat       A serious and imminent threat, to one able to prevent it [45 CFR 164.512(j)]
--   custody      To the jail or officer with custody, for care and safety [45 CFR 164.512(k)(5)]
--   child_abuse  Report of suspected child abuse [45 CFR 164.512(b)(1)(ii)]
-- none of:
--   therapy      A statement made in therapy to treat the propensity [45 CFR 164.512(j)(2)]
-- asks:
--   not_bound    patient_disclosure.covered_entity
--   law          patient_disclosure.law_requires
--   process      patient_disclosure.court_order
--   locate       patient_disclosure.locate
--   victim       patient_disclosure.victim_agrees
--   threat       patient_disclosure.threat
--   custody      patient_disclosure.custody
--   child_abuse  patient_disclosure.child_abuse
-- then: may be told, the least that serves
-- else: may not be told
SELECT d.disclosure_id AS record, NOT d.covered_entity AS not_bound,
       d.purpose IN ('treatment', 'payment', 'operations', 'coordination') AND d.recipient IN ('treating', 'payer', 'coordinator', 'jail_health') AS care,
       c.covered AS authorized, d.law_requires AS law, d.court_order OR (d.subpoena AND d.recipient IN ('court', 'prosecutor')) AS process,
       CASE WHEN EXISTS (SELECT 1 FROM health_data AS h WHERE has_code(d.data, h.code) AND h.locating = 'no') THEN FALSE
            ELSE d.locate AND d.recipient = 'police' END AS locate,
       d.victim_agrees AS victim, d.threat AND d.recipient IN ('police', 'preventer', 'family', 'jail') AS threat,
       d.custody AND d.recipient IN ('jail', 'jail_health') AS custody, d.child_abuse AND d.recipient = 'child_welfare' AS child_abuse,
       d.threat AND coalesce(d.therapy_statement, FALSE) AS therapy
FROM   patient_disclosure AS d
JOIN   disclosure_consent AS c ON c.disclosure_id = d.disclosure_id
WHERE  NOT d.part2

-- decision: hold.bars_firearms
-- title: Does it bar firearms under federal law?
-- title::es: ¿Prohíbe armas de fuego según la ley federal?
-- about: Only a formal commitment does. State law may add: California bars for five years after an assessed admission (Welf. & Inst. Code 8103(f),
--   from memory).
-- about::es: Solo un internamiento formal lo hace. La ley estatal puede agregar: California prohíbe cinco años tras un ingreso evaluado
--   (Welf. & Inst. Code 8103(f), de memoria).
-- on: emergency_hold
-- basis: 18 USC 922(g)(4); 27 CFR 478.11
-- all of:
--   committed    Committed by a court or other lawful authority [27 CFR 478.11]
-- none of:
--   willing      Came or stayed of their own will [27 CFR 478.11]
-- asks:
--   committed    emergency_hold.committed_by_court
-- then: bars; the court reports it
-- else: does not bar
SELECT hold_id AS record, committed_by_court AS committed, coalesce(outcome = 'voluntary', FALSE) AS willing
FROM   emergency_hold
