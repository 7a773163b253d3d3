-- Numbers about hate crime, suspicious activity, and work with communities.

-- measure: hate.by_year
-- title: Hate incidents, by year
-- title::es: Incidentes de odio, por año
-- method: count
-- unit: incidents
-- caveat: Reporting is voluntary for many agencies, and many victims never report.
-- caveat::es: Informar es voluntario para muchos organismos, y muchas víctimas nunca denuncian.
-- public: yes
-- card: yes
SELECT substr(coalesce(counted_in, reported_on), 1, 4) AS "group", count(*) AS events
FROM   hate_incident
GROUP  BY substr(coalesce(counted_in, reported_on), 1, 4)

-- measure: hate.by_bias
-- title: Hate incidents of this year, by bias
-- title::es: Incidentes de odio de este año, por prejuicio
-- about: The year of the day of the question. An incident with several biases counts once under each.
-- about::es: El año del día de la pregunta. Un incidente con varios prejuicios cuenta una vez en cada uno.
-- method: count
-- by: bias
-- unit: incidents
-- public: yes
SELECT b.bias AS "group", count(*) AS events
FROM   hate_bias AS b
JOIN   hate_incident AS h ON h.incident_id = b.incident
WHERE  substr(coalesce(h.counted_in, h.reported_on), 1, 4) = substr(as_of(), 1, 4)
GROUP  BY b.bias

-- measure: hate.by_bias_all_years
-- title: Hate incidents of all years, by bias
-- title::es: Incidentes de odio de todos los años, por prejuicio
-- method: count
-- by: bias
-- unit: incidents
-- public: yes
SELECT bias AS "group", count(*) AS events
FROM   hate_bias
GROUP  BY bias

-- measure: hate.by_place
-- title: Hate incidents, by kind of place
-- title::es: Incidentes de odio, por tipo de lugar
-- method: count
-- by: location_type
-- unit: incidents
-- public: yes
SELECT location_type AS "group", count(*) AS events
FROM   hate_incident
WHERE  location_type IS NOT NULL
GROUP  BY location_type

-- measure: hate.rate_by_area
-- title: Hate crimes per 100,000 residents in the last year, by area
-- title::es: Delitos de odio por cada 100.000 residentes en el último año, por zona
-- method: rate
-- by: area
-- per: 100000
-- unit: crimes
-- areas: area.outline
-- better: lower
-- public: yes
SELECT p.area AS "group", (SELECT count(*) FROM hate_crime AS c WHERE c.area = p.area AND c.reported_on > add_months(as_of(), -12)) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.area

-- measure: hate.by_month
-- title: Hate incidents, by month
-- title::es: Incidentes de odio, por mes
-- method: trend
-- unit: incidents
SELECT month_of(reported_on) AS period, count(*) AS events
FROM   hate_incident
GROUP  BY month_of(reported_on)

-- measure: hate.days_to_arrest
-- title: From report to first arrest
-- title::es: De la denuncia al primer arresto
-- method: survival
-- unit: days
-- better: lower
-- caveat: Incidents without an arrest count as waiting, not as missing.
-- caveat::es: Los incidentes sin arresto cuentan como en espera, no como faltantes.
SELECT 0 AS entered,
       CASE WHEN days_between(h.reported_on, coalesce(min(a.arrested_on), as_of())) < 0 THEN 0
            ELSE days_between(h.reported_on, coalesce(min(a.arrested_on), as_of())) END AS "left",
       min(a.arrested_on) IS NOT NULL AS event
FROM   hate_incident AS h
LEFT   JOIN hate_arrest AS a ON a.incident = h.incident_id
WHERE  h.is_crime
GROUP  BY h.incident_id, h.reported_on

-- measure: hate.with_arrest
-- title: Share of hate crimes with an arrest, by year
-- title::es: Proporción de delitos de odio con arresto, por año
-- method: proportion
-- better: higher
SELECT substr(coalesce(h.counted_in, h.reported_on), 1, 4) AS "group",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM hate_arrest AS a WHERE a.incident = h.incident_id)) AS events, count(*) AS trials
FROM   hate_incident AS h
WHERE  h.is_crime
GROUP  BY substr(coalesce(h.counted_in, h.reported_on), 1, 4)

-- measure: hate.days_to_charge
-- title: From report to charge
-- title::es: De la denuncia a la acusación
-- method: survival
-- unit: days
-- better: lower
SELECT 0 AS entered, days_between(reported_on, coalesce(charged_on, as_of())) AS "left", charged_on IS NOT NULL AS event
FROM   hate_incident
WHERE  is_crime

-- measure: hate.days_to_outcome
-- title: From charge to outcome
-- title::es: De la acusación al resultado
-- method: survival
-- unit: days
SELECT 0 AS entered, days_between(charged_on, coalesce(outcome_on, as_of())) AS "left", outcome_on IS NOT NULL AS event
FROM   hate_incident
WHERE  charged_on IS NOT NULL

-- measure: hate.bias_charged
-- title: Of charged hate crimes, the share charged as hate crimes
-- title::es: De los delitos de odio acusados, la proporción acusada como delito de odio
-- method: proportion
SELECT h.bias_class AS "group", count(*) FILTER (WHERE h.charged_as <> 'other') AS events, count(*) AS trials
FROM   (SELECT i.charged_as AS charged_as, c.category AS bias_class FROM hate_incident AS i JOIN bias AS c ON c.code = i.bias_1
        WHERE i.charged_on IS NOT NULL) AS h
GROUP  BY h.bias_class

-- measure: hate.zero_or_silence
-- title: Agencies and quarters: numbers, honest zeros, or silence
-- title::es: Organismos y trimestres: números, ceros honestos o silencio
-- about: A zero that was sent is an answer. A quarter in which nothing was sent is silence, and no zero.
-- about::es: Un cero enviado es una respuesta. Un trimestre sin envío es silencio, no cero.
-- method: list
-- public: yes
SELECT g.name AS agency, g.population AS residents,
       count(*) FILTER (WHERE r.sent_on IS NOT NULL AND r.incidents > 0) AS quarters_with_crimes,
       count(*) FILTER (WHERE r.sent_on IS NOT NULL AND r.incidents = 0) AS honest_zeros,
       count(*) FILTER (WHERE r.sent_on IS NULL AND add_days(r.quarter_end, 15) < as_of()) AS silent_quarters
FROM   agency AS g
JOIN   hate_report AS r ON r.agency = g.ori
GROUP  BY g.ori, g.name, g.population
ORDER  BY silent_quarters DESC, g.ori

-- measure: hate.large_agency_zero
-- title: Agencies of 50,000 people or more without one hate crime in three years
-- title::es: Organismos de 50.000 personas o más sin un solo delito de odio en tres años
-- basis: 34 USC 30507
-- method: list
-- public: yes
SELECT g.name AS agency, g.population AS residents, count(*) FILTER (WHERE r.sent_on IS NOT NULL) AS reports_sent
FROM   agency AS g
JOIN   hate_report AS r ON r.agency = g.ori AND r.quarter_end > add_months(as_of(), -36)
WHERE  g.population >= 50000
GROUP  BY g.ori, g.name, g.population
HAVING coalesce(sum(r.incidents), 0) = 0
ORDER  BY g.ori

-- measure: hate.coverage
-- title: How many residents live where the agency reported, by quarter
-- title::es: Cuántos residentes viven donde el organismo informó, por trimestre
-- about: Below 40 percent nothing should be said of all agencies together; from 80 percent on, anything may be.
-- about::es: Por debajo del 40 por ciento no debe decirse nada del conjunto; desde el 80 por ciento puede decirse todo.
-- source: the FBI's terms of publication for its use-of-force collection, taken over
-- method: list
-- public: yes
SELECT r.quarter AS quarter, count(*) AS agencies, count(*) FILTER (WHERE r.sent_on IS NOT NULL) AS agencies_that_sent,
       sum(g.population) AS residents, coalesce(sum(g.population) FILTER (WHERE r.sent_on IS NOT NULL), 0) AS residents_covered,
       round(100.0 * coalesce(sum(g.population) FILTER (WHERE r.sent_on IS NOT NULL), 0) / sum(g.population)) AS percent_covered
FROM   hate_report AS r
JOIN   agency AS g ON g.ori = r.agency
GROUP  BY r.quarter
ORDER  BY r.quarter

-- measure: hate.services_accepted
-- title: Share of services offered to victims that were accepted, by kind
-- title::es: Proporción de servicios ofrecidos a víctimas que se aceptaron, por tipo
-- method: proportion
-- by: victim_service_kind
-- suppress below: 5
SELECT kind AS "group", count(*) FILTER (WHERE accepted) AS events, count(*) AS trials
FROM   victim_service
WHERE  accepted IS NOT NULL
GROUP  BY kind

-- measure: sar.by_behavior
-- title: Suspicious activity reports, by behavior
-- title::es: Informes de actividad sospechosa, por conducta
-- method: count
-- by: sar_behavior
-- unit: reports
-- suppress below: 5
SELECT b.code AS "group", count(*) AS events
FROM   suspicious_activity AS s
JOIN   sar_behavior AS b ON has_code(s.behaviors, b.code)
GROUP  BY b.code

-- measure: sar.shared_share
-- title: Share of vetted reports in which a link with terrorism was found
-- title::es: Proporción de informes evaluados con posible vínculo con el terrorismo
-- method: proportion
SELECT year_of(received_on) AS "group", count(*) FILTER (WHERE nexus) AS events, count(*) AS trials
FROM   suspicious_activity
WHERE  nexus IS NOT NULL
GROUP  BY year_of(received_on)

-- measure: sar.days_to_vetting
-- title: How long until a report is vetted?
-- title::es: ¿Cuánto tarda en evaluarse un informe?
-- method: survival
-- unit: days
-- better: lower
-- caveat: Reports that step one ended are left out.
-- caveat::es: Se omiten los informes que terminaron en el primer paso.
SELECT 0 AS entered, days_between(received_on, coalesce(vetted_on, as_of())) AS "left", vetted_on IS NOT NULL AS event
FROM   suspicious_activity
WHERE  coalesce(behavior_in_context, TRUE)

-- measure: intelligence.audit
-- title: Audit of the intelligence file
-- title::es: Auditoría del archivo de inteligencia
-- basis: 28 CFR 23.20
-- method: list
SELECT count(*) AS entries, count(*) FILTER (WHERE basis IS NOT NULL) AS with_basis,
       count(*) FILTER (WHERE add_months(coalesce(validated_on, entered_on), 60) < as_of()) AS overdue,
       count(*) FILTER (WHERE holds_beliefs AND NOT coalesce(beliefs_relate_to_crime, FALSE)) AS only_beliefs,
       count(*) FILTER (WHERE no_basis_on IS NOT NULL) AS without_basis
FROM   intelligence_subject
WHERE  purged_on IS NULL

-- measure: engagement.meetings
-- title: Meetings with communities in the last year
-- title::es: Reuniones con comunidades en el último año
-- method: count
-- by: community
-- unit: meetings
-- public: yes
SELECT c.code AS "group", count(e.engagement_id) AS events
FROM   community AS c
LEFT   JOIN engagement AS e ON has_code(e.communities, c.code) AND e.held_on > add_months(as_of(), -12)
GROUP  BY c.code

-- measure: hate.by_community
-- title: Hate incidents of the last year, by community that suffered them
-- title::es: Incidentes de odio del último año, por comunidad que los sufrió
-- method: count
-- by: community
-- unit: incidents
-- public: yes
SELECT k.community AS "group", count(DISTINCT h.incident_id) AS events
FROM   hate_bias AS b
JOIN   bias AS k ON k.code = b.bias
JOIN   hate_incident AS h ON h.incident_id = b.incident
WHERE  h.reported_on > add_months(as_of(), -12) AND k.community IS NOT NULL
GROUP  BY k.community

-- measure: engagement.gap
-- title: Communities that suffered hate crimes, beside meetings held with them
-- title::es: Comunidades que sufrieron delitos de odio, junto a las reuniones con ellas
-- method: list
-- public: yes
SELECT c.label AS community,
       (SELECT count(*) FROM hate_bias AS b JOIN bias AS k ON k.code = b.bias JOIN hate_incident AS h ON h.incident_id = b.incident
        WHERE k.community = c.code AND h.reported_on > add_months(as_of(), -12)) AS hate_incidents,
       (SELECT count(*) FROM engagement AS e WHERE has_code(e.communities, c.code) AND e.held_on > add_months(as_of(), -12)) AS meetings
FROM   community AS c
ORDER  BY hate_incidents DESC, c.code

-- measure: engagement.answered
-- title: Share of promised answers that were given in time
-- title::es: Proporción de respuestas prometidas que se dieron a tiempo
-- method: proportion
-- better: higher
SELECT year_of(promise_due_on) AS "group", count(*) FILTER (WHERE answered_on <= promise_due_on) AS events, count(*) AS trials
FROM   engagement
WHERE  promise_due_on < as_of()
GROUP  BY year_of(promise_due_on)

-- measure: capability.gaps
-- title: Capabilities and their gaps
-- title::es: Capacidades y sus brechas
-- basis: THIRA/SPR
-- method: list
SELECT k.label AS capability, t.label AS threat, c.unit AS unit, c.target AS target, c.present AS present,
       c.target - c.present AS gap, p.label AS priority
FROM   capability AS c
JOIN   capability_kind AS k ON k.code = c.kind
LEFT   JOIN threat_kind AS t ON t.code = c.threat
LEFT   JOIN priority AS p ON p.code = c.priority
WHERE  c.year = (SELECT max(x.year) FROM capability AS x)
ORDER  BY p.rank DESC, c.capability_id

-- measure: exercise.fixes
-- title: Share of corrective actions that were done, by kind of exercise
-- title::es: Proporción de medidas correctivas hechas, por tipo de ejercicio
-- method: proportion
-- by: exercise_kind
-- better: higher
SELECT kind AS "group", sum(fixes_done) AS events, sum(fixes) AS trials
FROM   exercise
WHERE  fixes > 0
GROUP  BY kind

-- measure: site.assessed
-- title: Share of protected sites assessed in the last three years, by sector
-- title::es: Proporción de sitios protegidos evaluados en los últimos tres años, por sector
-- method: proportion
-- by: sector
-- better: higher
SELECT sector AS "group", count(*) FILTER (WHERE add_months(assessed_on, 36) >= as_of()) AS events, count(*) AS trials
FROM   protected_site
GROUP  BY sector
