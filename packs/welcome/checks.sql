-- Checks of the desk, of requests, of filings and of verifications.

-- check: certification.refusal_needs_reason
-- on: certification_request
-- severity: error
-- says: A refusal must say why, in words.
-- says::es: Una denegación debe decir por qué, en palabras.
-- cure: Fill in the reason, as the victim will read it.
-- cure::es: Escriba el motivo, como lo leerá la víctima.
-- field: reason
answer = 'refused' AND trim(coalesce(reason, '')) = ''

-- check: certification.refusal_not_allowed
-- on: certification_request
-- severity: warning
-- says: "{why}" is no ground to refuse: {note}.
-- says::es: "{why}" no es motivo para denegar: {note}.
-- cure: Take the request up again, or give a ground that the rule knows.
-- cure::es: Retome la solicitud o indique un motivo que la norma reconozca.
-- field: refusal
SELECT r.request_id AS record, f.label AS why, f.note AS note
FROM   certification_request AS r
JOIN   refusal_reason AS f ON f.code = r.refusal
WHERE  r.answer = 'refused' AND f.allowed = 'no'

-- check: certification.same_request_twice
-- on: certification_request
-- severity: warning
-- says: Request {other} is for the same victim and crime within 30 days.
-- says::es: La solicitud {other} es de la misma víctima y delito en menos de 30 días.
-- cure: Close one as a duplicate of the other, or mark it as signing again.
-- cure::es: Cierre una como duplicada o márquela como firma repetida.
SELECT b.request_id AS record, a.request_id AS other
FROM   certification_request AS a
JOIN   certification_request AS b ON b.victim = a.victim AND b.crime = a.crime AND b.request_id > a.request_id
WHERE  abs(days_between(a.received_on, b.received_on)) <= 30 AND b.re_sign_of IS NULL

-- check: certification.signed_without_signer
-- on: certification_request
-- severity: warning
-- says: The request is certified, but nobody is named as signing.
-- says::es: La solicitud está certificada, pero no consta quién firmó.
-- cure: Name the head of the agency or the person designated in writing.
-- cure::es: Indique el titular del organismo o la persona designada por escrito.
-- field: certifier
answer = 'certified' AND trim(coalesce(certifier, '')) = ''

-- check: outside_request.warrant_mistaken
-- on: outside_request
-- severity: warning
-- says: The request is of a kind that a judge signs, but the warrant shown is not a judge's.
-- says::es: La solicitud es de las que firma un juez, pero la orden presentada no es de un juez.
-- cure: Look at the signature: an I-200 or I-205 is signed by an officer.
-- cure::es: Mire la firma: un I-200 o I-205 lo firma un agente.
-- field: warrant
kind = 'warrant_judicial' AND warrant <> 'judicial'

-- check: outside_request.held_too_long
-- on: outside_request
-- severity: warning
-- says: The person was held {hours} hours past release; no reading allows more than 48 without days off.
-- says::es: La persona fue retenida {hours} horas tras su liberación; ninguna lectura permite más de 48 sin días inhábiles.
-- cure: Tell counsel today.
-- cure::es: Avise hoy al abogado de la ciudad.
-- field: released
SELECT r.request_id AS record, hours_between(r.otherwise_released, r.released) AS hours
FROM   outside_request AS r
WHERE  r.kind = 'detainer' AND hours_between(r.otherwise_released, r.released) > 48

-- check: outside_request.against_the_rule
-- on: outside_request
-- severity: warning
-- says: The request was granted, though the law of the state asks for something else ({says}; {basis}).
-- says::es: Se hizo lo pedido, aunque la ley del estado exige otra cosa ({says}; {basis}).
-- cure: Have counsel review it, and say why it was granted.
-- cure::es: Pida revisión del abogado y explique por qué se concedió.
-- field: answer
SELECT r.request_id AS record, u.says AS says, u.basis AS basis
FROM   outside_request AS r
JOIN   request_rule AS u ON u.state = r.state AND u.kind = r.kind
WHERE  r.answer = 'honored' AND (u.says = 'refuse' OR u.says = 'judicial_warrant' AND coalesce(r.warrant, 'none') <> 'judicial')

-- check: language.relative_interpreted
-- on: language_service
-- severity: warning
-- says: A relative or bystander interpreted.
-- says::es: Interpretó un familiar u otra persona.
-- cure: Call a qualified interpreter; a child never interprets.
-- cure::es: Llame a un intérprete calificado; un niño nunca interpreta.
-- field: mode
mode = 'relative' AND provided

-- check: petition.more_certified_than_asked
-- on: visa_petition
-- severity: warning
-- says: More workers are certified than were asked for.
-- says::es: Se certificaron más trabajadores de los pedidos.
-- cure: Look at the determination.
-- cure::es: Revise la resolución.
-- field: workers_certified
workers_certified > workers_asked

-- check: petition.decided_before_filed
-- on: visa_petition
-- severity: warning
-- says: It was decided before it was filed.
-- says::es: Se decidió antes de presentarse.
-- cure: Correct one of the days.
-- cure::es: Corrija una de las fechas.
-- field: decided_on
decided_on < filed_on

-- check: petition.below_prevailing_wage
-- on: visa_petition
-- severity: warning
-- says: The wage is below the prevailing wage.
-- says::es: El salario es inferior al prevaleciente.
-- cure: Offer at least the prevailing wage: 8 USC 1182(p), 20 CFR 655.10.
-- cure::es: Ofrezca al menos el salario prevaleciente: 8 USC 1182(p), 20 CFR 655.10.
-- field: wage
wage < prevailing_wage AND wage_unit = prevailing_unit

-- check: petition.employer_barred
-- on: visa_petition
-- severity: warning
-- says: {employer} was barred from {starts} to {ends}.
-- says::es: {employer} estuvo inhabilitado desde {starts} hasta {ends}.
-- cure: Do not file until the bar has ended; see whether it is the same employer.
-- cure::es: No presente hasta que termine la inhabilitación; compruebe que sea el mismo empleador.
SELECT v.petition_id AS record, d.employer_name AS employer, d.starts_on AS starts, d.ends_on AS ends
FROM   visa_petition AS v
JOIN   employer AS e ON e.employer_id = v.employer
JOIN   debarment AS d ON lower(d.employer_name) = lower(e.name)
WHERE  v.filed_on BETWEEN d.starts_on AND d.ends_on

-- check: verification.acted_during_mismatch
-- on: employment_verification
-- severity: warning
-- says: The employer acted against the worker while the mismatch was open.
-- says::es: El empleador actuó contra el trabajador mientras la discrepancia seguía abierta.
-- cure: Put the worker back; no adverse act before a final result (E-Verify user manual).
-- cure::es: Reincorpore al trabajador; nada en contra antes del resultado final (manual de E-Verify).
-- field: acted_on
acted_on >= mismatch_on AND (final_on IS NULL OR acted_on < final_on)

-- check: verification.before_hire
-- on: employment_verification
-- severity: warning
-- says: The case was opened before the hire: E-Verify may not screen applicants.
-- says::es: El caso se abrió antes de contratar: E-Verify no puede filtrar solicitantes.
-- cure: Stop screening before an offer is accepted and Form I-9 is filled.
-- cure::es: Deje de filtrar antes de que se acepte la oferta y se llene el formulario I-9.
-- field: case_on
before_hire OR case_on < section1_on

-- check: verification.asked_too_much
-- on: employment_verification
-- severity: warning
-- says: More or other documents were asked for than the law wants.
-- says::es: Se pidieron más documentos, u otros, que los que exige la ley.
-- cure: Let the worker choose from the lists: 8 USC 1324b(a)(6).
-- cure::es: Deje que el trabajador elija de las listas: 8 USC 1324b(a)(6).
-- field: extra_documents
extra_documents

-- check: earned.requirement_missing
-- on: earned_status_case
-- severity: warning
-- says: Nothing is on record for "{requirement}".
-- says::es: No consta nada sobre "{requirement}".
-- cure: Add a line for it, with "not known" if need be.
-- cure::es: Agregue una línea, con "no se sabe" si hace falta.
SELECT c.case_id AS record, q.label AS requirement
FROM   earned_status_case AS c
CROSS  JOIN earned_requirement AS q
WHERE  c.closed_on IS NULL AND NOT EXISTS (SELECT 1 FROM earned_status_step AS s WHERE s.case_id = c.case_id AND s.requirement = q.code)
