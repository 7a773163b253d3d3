-- Due dates. Where somebody else must act, `owes` says who: what Washington owes the city is counted too.

-- clock: certification.answer
-- title: Answer a request for certification
-- title::es: Responder a una solicitud de certificación
-- about: The state's deadline, and a shorter one where the request says removal, detention or a relative near 21.
-- on: certification_request
-- rules: certification_deadline by state
-- owner: certifier
-- warn: 10 days before, 3 days before
SELECT u.request_id AS record, u.state AS state, u.received_on AS started, u.answered_on AS met, u.urgent AS urgent
FROM   certification_urgent AS u
WHERE  u.form = 'u' OR u.state IN (SELECT d.code FROM certification_deadline AS d WHERE d.covers_t = 'yes')

-- clock: certification.valid
-- title: A signed supplement is good for six months
-- title::es: Un suplemento firmado vale seis meses
-- about: Those of the last twelve months: whoever sent the petition in time needs no other.
-- about::es: Los de los últimos doce meses: quien envió la petición a tiempo no necesita otro.
-- on: certification_request
-- basis: 8 CFR 214.14(c)(2)(i)
-- confidence: S
-- kind: validity
-- count: 6 months
-- falls on a day off: stays
-- owner: certifier
-- warn: 30 days before
SELECT request_id AS record, answered_on AS started
FROM   certification_request
WHERE  answer = 'certified' AND form = 'u' AND add_months(answered_on, 12) >= as_of()

-- clock: certification.notice
-- title: Tell the person who asked, in writing
-- title::es: Avisar por escrito a quien lo pidió
-- on: certification_request
-- basis: city policy
-- count: 5 business days
-- owner: certifier
SELECT request_id AS record, answered_on AS started, notice_sent_on AS met
FROM   certification_request
WHERE  answered_on IS NOT NULL

-- clock: report.certifications
-- title: Publish the yearly count of certification requests
-- title::es: Publicar el recuento anual de solicitudes de certificación
-- on: public_report
-- basis: Cal. Penal Code 679.10
-- confidence: M
-- count: 31 calendar days
-- owner: certifier
-- warn: 14 days before
SELECT report_id AS record, period_end AS started, sent_on AS met
FROM   public_report
WHERE  kind = 'certifications'

-- clock: report.outside_requests
-- title: Publish the month's federal requests
-- title::es: Publicar las solicitudes federales del mes
-- on: public_report
-- basis: city policy
-- count: 10 business days
-- owner: auditor
SELECT report_id AS record, period_end AS started, sent_on AS met
FROM   public_report
WHERE  kind = 'outside_requests'

-- clock: outside_request.hold
-- title: Nobody is held past release for longer than this
-- title::es: A nadie se le retiene más tiempo que este tras su liberación
-- about: A request, not a command. The form says 48 hours; the rule leaves out Saturdays, Sundays and holidays. The shorter counts.
-- on: outside_request
-- basis: Form I-247A (2017); Galarza v. Szalczyk, 745 F.3d 634
-- confidence: S
-- kind: max_hold
-- count: 48 hours
-- instead: 48 hours, days off skipped, reading 8 CFR 287.7(d)
-- owner: jail_supervisor
-- warn: 12 hours before
SELECT request_id AS record, otherwise_released AS started, released AS met
FROM   outside_request
WHERE  kind = 'detainer' AND answer IN ('honored', 'partly') AND otherwise_released IS NOT NULL

-- clock: outside_request.answer
-- title: Answer a federal request
-- title::es: Responder a una solicitud federal
-- on: outside_request
-- basis: city policy
-- count: 5 business days
-- owner: counsel
SELECT request_id AS record, day_of(received) AS started, day_of(answered) AS met
FROM   outside_request

-- clock: referral.accept
-- title: Legal help says yes or no
-- title::es: La asistencia legal dice sí o no
-- on: legal_referral
-- basis: program model
-- count: 14 calendar days
-- owner: legal_navigator
-- warn: 3 days before
SELECT referral_id AS record, referred_on AS started, accepted_on AS met
FROM   legal_referral

-- clock: h2a.job_order
-- title: File the H-2A job order with the state
-- title::es: Presentar la oferta de empleo H-2A ante el estado
-- on: visa_petition
-- basis: 20 CFR 655.121
-- confidence: M
-- kind: window_open
-- count: 75 calendar days
-- before: yes
-- closes: 60 calendar days
-- owner: workforce_office
-- warn: 14 days before
SELECT petition_id AS record, need_from AS started, job_order_on AS met
FROM   visa_petition
WHERE  kind = 'h2a' AND need_from IS NOT NULL

-- clock: h2a.application
-- title: File the H-2A application
-- title::es: Presentar la solicitud H-2A
-- on: visa_petition
-- basis: 8 USC 1188(c)(1)
-- confidence: P
-- count: 45 calendar days
-- before: yes
-- falls on a day off: previous working day
-- owner: workforce_office
-- warn: 14 days before
SELECT petition_id AS record, need_from AS started, filed_on AS met
FROM   visa_petition
WHERE  kind = 'h2a' AND need_from IS NOT NULL

-- clock: h2a.deficiency
-- title: Labor says what is missing in an H-2A application
-- title::es: Trabajo dice qué falta en una solicitud H-2A
-- on: visa_petition
-- basis: 8 USC 1188(c)(2)(A)
-- confidence: P
-- count: 7 calendar days
-- owes: federal
SELECT petition_id AS record, filed_on AS started, noticed_on AS met
FROM   visa_petition
WHERE  kind = 'h2a' AND filed_on IS NOT NULL

-- clock: h2a.certify
-- title: Labor decides an H-2A application
-- title::es: Trabajo decide una solicitud H-2A
-- on: visa_petition
-- basis: 8 USC 1188(c)(3)(A)
-- confidence: P
-- count: 30 calendar days
-- before: yes
-- falls on a day off: stays
-- owes: federal
SELECT petition_id AS record, need_from AS started, decided_on AS met
FROM   visa_petition
WHERE  kind = 'h2a' AND filed_on IS NOT NULL AND need_from IS NOT NULL

-- clock: h2b.window
-- title: File the H-2B application and job order
-- title::es: Presentar la solicitud H-2B y la oferta de empleo
-- on: visa_petition
-- basis: 20 CFR 655.15(b)
-- confidence: S
-- kind: window_open
-- count: 90 calendar days
-- before: yes
-- closes: 75 calendar days
-- owner: workforce_office
-- warn: 14 days before
SELECT petition_id AS record, need_from AS started, filed_on AS met
FROM   visa_petition
WHERE  kind = 'h2b' AND need_from IS NOT NULL

-- clock: h2b.notice
-- title: Labor accepts the H-2B application or says what is missing
-- title::es: Trabajo acepta la solicitud H-2B o dice qué falta
-- on: visa_petition
-- basis: 20 CFR 655.31 to 655.33
-- confidence: S
-- count: 7 business days
-- owes: federal
SELECT petition_id AS record, filed_on AS started, noticed_on AS met
FROM   visa_petition
WHERE  kind = 'h2b' AND filed_on IS NOT NULL AND need_from IS NOT NULL

-- clock: h2b.state_order
-- title: The state reviews and posts the H-2B job order
-- title::es: El estado revisa y publica la oferta H-2B
-- on: visa_petition
-- basis: 20 CFR 655.33
-- confidence: S
-- count: 6 business days
-- owes: state
SELECT petition_id AS record, filed_on AS started, state_posted_on AS met
FROM   visa_petition
WHERE  kind = 'h2b' AND filed_on IS NOT NULL AND need_from IS NOT NULL

-- clock: h2b.recruit
-- title: Recruit US workers after the notice of acceptance
-- title::es: Contratar trabajadores de EE. UU. tras el aviso de aceptación
-- on: visa_petition
-- basis: 20 CFR 655.40
-- confidence: S
-- count: 14 calendar days
-- owner: workforce_office
SELECT petition_id AS record, noticed_on AS started, recruitment_done_on AS met
FROM   visa_petition
WHERE  kind = 'h2b' AND noticed_on IS NOT NULL

-- clock: h2b.registration
-- title: H-2B registration is good for three years
-- title::es: El registro H-2B vale tres años
-- on: employer
-- basis: 20 CFR 655.12
-- confidence: S
-- kind: validity
-- count: 3 years
-- owner: workforce_office
-- warn: 60 days before
SELECT employer_id AS record, registered_h2b_on AS started
FROM   employer
WHERE  registered_h2b_on IS NOT NULL

-- clock: h2b.extra_cap
-- title: Last day to ask for a visa of the supplemental H-2B cap of 2026
-- title::es: Último día para pedir una visa del tope suplementario H-2B de 2026
-- on: visa_petition
-- basis: temporary final rule for fiscal year 2026: petitions by 15 September 2026
-- confidence: S
-- kind: window_close
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: workforce_office
-- warn: 30 days before
SELECT petition_id AS record, '2026-09-15' AS started, uscis_filed_on AS met
FROM   visa_petition
WHERE  kind = 'h2b' AND need_from BETWEEN '2026-01-30' AND '2026-09-30' AND status IN ('certified', 'partly_certified')

-- clock: h1b.labor_condition
-- title: Labor certifies the labor condition application
-- title::es: Trabajo certifica la solicitud de condiciones laborales
-- on: visa_petition
-- basis: 8 USC 1182(n)(1)
-- confidence: P
-- count: 7 calendar days
-- owes: federal
SELECT petition_id AS record, filed_on AS started, decided_on AS met
FROM   visa_petition
WHERE  kind = 'h1b' AND filed_on IS NOT NULL

-- clock: petition.premium
-- title: USCIS acts on a petition with premium processing
-- title::es: USCIS actúa sobre una petición con trámite urgente
-- on: visa_petition
-- basis: 8 CFR 106.4
-- confidence: M
-- count: 15 business days
-- owes: federal
SELECT petition_id AS record, uscis_filed_on AS started, approved_on AS met
FROM   visa_petition
WHERE  premium AND uscis_filed_on IS NOT NULL

-- clock: job_order.stays_open
-- title: Hire US workers until half of the H-2A season
-- title::es: Contratar trabajadores de EE. UU. hasta la mitad de la temporada H-2A
-- on: job_order
-- basis: 20 CFR 655.135(d)
-- confidence: S
-- kind: min_retain
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: workforce_office
SELECT j.order_id AS record, j.open_until AS started
FROM   job_order AS j
JOIN   visa_petition AS v ON v.petition_id = j.petition
WHERE  v.kind = 'h2a' AND j.open_until IS NOT NULL

-- clock: i9.section_1
-- title: The worker fills section 1
-- title::es: El trabajador llena la sección 1
-- on: employment_verification
-- basis: 8 CFR 274a.2(b)(1)(i)
-- confidence: S
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owes: worker
SELECT verification_id AS record, started_on AS started, section1_on AS met
FROM   employment_verification

-- clock: i9.section_2
-- title: The employer looks at the documents and fills section 2
-- title::es: El empleador revisa los documentos y llena la sección 2
-- on: employment_verification
-- basis: 8 CFR 274a.2(b)(1)(ii)
-- confidence: S
-- count: 3 business days
-- instead: 1 calendar days, from the day of, when short_job
-- falls on a day off: stays
-- owner: workforce_office
SELECT verification_id AS record, started_on AS started, section2_on AS met, coalesce(short_job, false) AS short_job
FROM   employment_verification

-- clock: i9.receipt
-- title: A receipt stands in for a document
-- title::es: Un recibo suple a un documento
-- on: employment_verification
-- basis: 8 CFR 274a.2(b)(1)(vi)
-- confidence: M
-- count: 90 calendar days
-- owes: worker
SELECT verification_id AS record, receipt_on AS started, document_on AS met
FROM   employment_verification
WHERE  receipt_on IS NOT NULL

-- clock: i9.keep
-- title: Keep the form: three years from the hire, or one from the end, whichever is later
-- title::es: Guardar el formulario: tres años desde la contratación o uno desde el fin, lo que sea posterior
-- on: employment_verification
-- basis: 8 USC 1324a(b)(3)
-- confidence: P
-- kind: min_retain
-- count: 3 years
-- instead: 1 year, when by_end
-- owner: workforce_office
SELECT verification_id AS record, CASE WHEN add_months(ended_on, 12) > add_months(started_on, 36) THEN ended_on ELSE started_on END AS started,
       coalesce(add_months(ended_on, 12) > add_months(started_on, 36), false) AS by_end
FROM   employment_verification
WHERE  ended_on IS NOT NULL

-- clock: i9.inspection
-- title: Show the forms after a notice of inspection
-- title::es: Presentar los formularios tras un aviso de inspección
-- on: verification_inspection
-- basis: 8 CFR 274a.2(b)(2)(ii)
-- confidence: M
-- count: 3 business days
-- owner: workforce_office
SELECT inspection_id AS record, notice_on AS started, produced_on AS met
FROM   verification_inspection

-- clock: i9.cure
-- title: Mend technical faults
-- title::es: Corregir errores técnicos
-- on: verification_inspection
-- basis: 8 USC 1324a(b)(6)
-- confidence: P
-- count: 10 business days
-- owner: workforce_office
SELECT inspection_id AS record, fault_notice_on AS started, cured_on AS met
FROM   verification_inspection
WHERE  fault_notice_on IS NOT NULL

-- clock: everify.case
-- title: Open the E-Verify case
-- title::es: Abrir el caso de E-Verify
-- on: employment_verification
-- basis: E-Verify user manual
-- confidence: S
-- count: 3 business days
-- owner: workforce_office
SELECT v.verification_id AS record, v.started_on AS started, v.case_on AS met
FROM   employment_verification AS v
JOIN   employer AS e ON e.employer_id = v.employer
WHERE  e.uses_e_verify

-- clock: everify.refer
-- title: Tell the worker of a mismatch, and refer it
-- title::es: Avisar al trabajador de una discrepancia y remitirla
-- on: employment_verification
-- basis: E-Verify user manual
-- confidence: S
-- count: 10 federal working days
-- owner: workforce_office
-- warn: 3 days before
SELECT verification_id AS record, mismatch_on AS started, referred_on AS met
FROM   employment_verification
WHERE  mismatch_on IS NOT NULL AND (contests IS NULL OR contests)

-- clock: everify.contact
-- title: The worker contacts Social Security or Homeland Security
-- title::es: El trabajador contacta al Seguro Social o a Seguridad Nacional
-- on: employment_verification
-- basis: E-Verify user manual
-- confidence: S
-- count: 8 federal working days
-- owes: worker
-- warn: 3 days before
SELECT verification_id AS record, referred_on AS started, contacted_on AS met
FROM   employment_verification
WHERE  referred_on IS NOT NULL

-- clock: everify.close
-- title: Close the case after the final result
-- title::es: Cerrar el caso tras el resultado final
-- on: employment_verification
-- basis: E-Verify user manual; the number of days is city practice
-- confidence: M
-- count: 3 business days
-- owner: workforce_office
SELECT verification_id AS record, final_on AS started, closed_on AS met
FROM   employment_verification
WHERE  final_on IS NOT NULL
