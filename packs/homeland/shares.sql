-- What leaves the house.

-- share: hate.fbi_quarter
-- title: Hate crimes of our agency, for the FBI
-- title::es: Delitos de odio de nuestro organismo, para el FBI
-- to: FBI Hate Crime Statistics Program
-- format: csv
-- each: quarter, by the 15th of the next month
-- basis: 34 USC 41305; NIBRS data element 8A
-- note: elements of the incident report from memory; nothing here shows who a victim is
SELECT h.agency AS ori, h.reported_on AS incident_date, h.incident_id AS incident_number, h.offense AS offense_code, o.hate_code AS hate_offense_code,
       h.location_type AS location_code, h.bias_1 AS bias_1, h.bias_2 AS bias_2, h.bias_3 AS bias_3, h.bias_4 AS bias_4, h.bias_5 AS bias_5,
       h.victim_type AS victim_types, h.adult_victims AS adult_victims, h.juvenile_victims AS juvenile_victims, h.offenders AS offenders
FROM   hate_incident AS h
LEFT   JOIN offense AS o ON o.code = h.offense
WHERE  h.is_crime AND h.agency = site('agency') AND h.bias_1 NOT IN ('88', '99', 'age', 'other')

-- share: hate.fbi_zero
-- title: Hate crime reports by quarter, zero reports too
-- title::es: Informes de delitos de odio por trimestre, también en cero
-- to: FBI Hate Crime Statistics Program
-- format: csv
-- each: quarter, by the 15th of the next month
-- basis: 34 USC 41305
SELECT r.agency AS ori, r.quarter AS quarter, count(c.incident_id) AS incidents, count(c.incident_id) = 0 AS zero_report
FROM   hate_report AS r
LEFT   JOIN hate_crime AS c ON c.agency = r.agency AND c.quarter = r.quarter
WHERE  r.agency = site('agency')
GROUP  BY r.agency, r.quarter

-- share: hate.public
-- title: Hate crimes by quarter and bias, for the public
-- title::es: Delitos de odio por trimestre y prejuicio, para el público
-- to: public
-- format: csv
-- each: quarter
-- suppress below: 5
SELECT c.quarter AS quarter, label_of('bias', b.bias) AS bias, count(*) AS crimes
FROM   hate_crime AS c
JOIN   hate_bias AS b ON b.incident = c.incident_id
GROUP  BY c.quarter, b.bias

-- share: sar.summary
-- title: Suspicious activity reports that passed both steps, without personal data
-- title::es: Informes de actividad sospechosa que pasaron los dos pasos, sin datos personales
-- to: fusion center
-- format: json
-- label: TLP:AMBER
-- agreement: fusion center memorandum
-- basis: ISE-SAR Functional Standard 1.5.5
SELECT s.agency AS source_agency, s.agency_case AS agency_case, s.observed AS observed, s.behaviors AS behaviors, s.summary AS summary,
       s.vetted_on AS vetted_on, s.nexus_reasons AS reasons
FROM   suspicious_activity AS s
WHERE  s.nexus AND s.behavior_in_context AND NOT coalesce(s.protected_trait_used, FALSE) AND NOT coalesce(s.protected_speech_only, FALSE)

-- share: alert.partners
-- title: Alerts in force that partners may have (up to amber)
-- title::es: Alertas vigentes que los socios pueden recibir (hasta ámbar)
-- to: partners
-- format: json
-- label: TLP:AMBER
-- source: TLP 2.0 (from memory)
SELECT t.label AS label, a.issued_on AS issued_on, a.expires_on AS expires_on, a.title AS title, a.text AS text, label_of('sector', a.sector) AS sector
FROM   alert AS a
JOIN   tlp AS t ON t.code = a.label
WHERE  t.rank <= 3 AND a.withdrawn_on IS NULL AND (a.expires_on IS NULL OR a.expires_on >= as_of())

-- share: alert.public
-- title: Alerts for everyone
-- title::es: Alertas para todos
-- to: public
-- format: json
-- label: TLP:CLEAR
SELECT a.issued_on AS issued_on, a.expires_on AS expires_on, a.title AS title, a.text AS text
FROM   alert AS a
WHERE  a.label = 'clear' AND a.withdrawn_on IS NULL AND (a.expires_on IS NULL OR a.expires_on >= as_of())

-- share: intelligence.purge_certificates
-- title: Certificates of what was purged
-- title::es: Certificados de lo que se eliminó
-- to: auditor
-- format: csv
-- each: year, by 31 January
-- basis: 28 CFR 23.20(h)
SELECT p.certificate_id AS certificate, p.entry_digest AS entry_digest, p.entered_on AS entered_on, p.purged_on AS purged_on,
       label_of('purge_reason', p.why) AS why, p.by_role AS by_role, p.witness AS witness
FROM   purge_certificate AS p

-- share: operation.deconflict
-- title: Operations to come, for the deconfliction system
-- title::es: Operaciones por venir, para el sistema de coordinación
-- to: event deconfliction system
-- format: json
-- label: TLP:RED
-- basis: event deconfliction: who, what kind, where and when, and no more
SELECT o.operation_id AS operation, o.agency AS agency, o.kind AS kind, o.starts AS starts, o.ends AS ends, lon_of(o.place) AS longitude,
       lat_of(o.place) AS latitude, o.radius_m AS radius_m
FROM   operation AS o
WHERE  day_of(o.starts) >= as_of() AND o.deconfliction_id IS NULL
