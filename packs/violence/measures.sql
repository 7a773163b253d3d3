-- Numbers about shootings, people hurt, sites and places.

-- measure: shooting.victims
-- title: People shot, by year
-- title::es: Personas baleadas, por año
-- method: count
-- unit: people
-- better: lower
-- public: yes
SELECT year_of(day_of(happened)) AS "group", count(*) AS events
FROM   shooting_victim
GROUP  BY year_of(day_of(happened))

-- measure: shooting.fatal_share
-- title: Share of people shot who were killed, by year
-- title::es: Proporción de personas baleadas que murieron, por año
-- method: proportion
-- better: lower
-- public: yes
SELECT year_of(day_of(happened)) AS "group", count(*) FILTER (WHERE fatal) AS events, count(*) AS trials
FROM   shooting_victim
WHERE  fatal IS NOT NULL
GROUP  BY year_of(day_of(happened))

-- measure: shooting.victims_by_race
-- title: People shot, by race
-- title::es: Personas baleadas, por raza
-- method: count
-- by: race
-- unit: people
SELECT race AS "group", count(*) AS events
FROM   shooting_victim
GROUP  BY race

-- measure: shooting.incidents
-- title: Shootings, by year
-- title::es: Tiroteos, por año
-- method: count
-- unit: shootings
SELECT year_of(day_of(happened)) AS "group", count(*) AS events
FROM   shooting
GROUP  BY year_of(day_of(happened))

-- measure: shooting.rate
-- title: People shot per 100,000 residents in the last year
-- title::es: Personas baleadas por cada 100.000 residentes en el último año
-- method: rate
-- per: 100000
-- unit: people
-- better: lower
-- public: yes
-- card: yes
SELECT count(*) AS events, (SELECT sum(p.people) FROM residents AS p) AS exposure
FROM   victims_last_year

-- measure: shooting.rate_by_race
-- title: People shot per 100,000 residents in the last year, by race
-- title::es: Personas baleadas por cada 100.000 residentes en el último año, por raza
-- method: rate
-- by: race
-- compare: white
-- per: 100000
-- unit: people
-- better: lower
-- public: yes
SELECT p.race AS "group", (SELECT count(*) FROM victims_last_year AS v WHERE v.race = p.race) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.race

-- measure: shooting.rate_by_age
-- title: People shot per 100,000 residents in the last year, by age
-- title::es: Personas baleadas por cada 100.000 residentes en el último año, por edad
-- method: rate
-- by: age_band
-- per: 100000
-- unit: people
-- better: lower
-- public: yes
SELECT p.age_band AS "group", (SELECT count(*) FROM victims_last_year AS v WHERE v.age_band = p.age_band) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.age_band

-- measure: shooting.rate_by_sex
-- title: People shot per 100,000 residents in the last year, by sex
-- title::es: Personas baleadas por cada 100.000 residentes en el último año, por sexo
-- method: rate
-- by: sex
-- compare: female
-- per: 100000
-- unit: people
-- better: lower
-- public: yes
SELECT p.sex AS "group", (SELECT count(*) FROM victims_last_year AS v WHERE v.sex = p.sex) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.sex

-- measure: shooting.rate_by_area
-- title: People shot per 100,000 residents in the last year, by area
-- title::es: Personas baleadas por cada 100.000 residentes en el último año, por zona
-- about: Rates of small areas are pulled toward the rate of the city.
-- about::es: Las tasas de zonas pequeñas se acercan a la tasa de la ciudad.
-- method: smoothed_rate
-- by: area
-- per: 100000
-- unit: people
-- areas: area.outline
-- better: lower
-- public: yes
SELECT p.area AS "group", (SELECT count(*) FROM victims_last_year AS v WHERE v.area = p.area) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.area

-- measure: shooting.rate_by_race_same_age
-- title: People shot per 100,000 residents in the last year, by race, as if all were of the same ages
-- title::es: Personas baleadas por cada 100.000 residentes en el último año, por raza, a igual composición por edad
-- method: standardised_rate
-- by: race
-- per: 100000
-- unit: people
-- better: lower
SELECT p.race AS "group", p.age_band AS stratum,
       (SELECT count(*) FROM victims_last_year AS v WHERE v.race = p.race AND v.age_band = p.age_band) AS events, sum(p.people) AS exposure
FROM   residents AS p
GROUP  BY p.race, p.age_band

-- measure: shooting.by_month
-- title: People shot, by month
-- title::es: Personas baleadas, por mes
-- method: trend
-- unit: people
-- better: lower
-- card: yes
SELECT month_of(day_of(happened)) AS period, count(*) AS events
FROM   shooting_victim
GROUP  BY month_of(day_of(happened))

-- measure: shooting.concentration
-- title: On how few blocks do shootings happen?
-- title::es: ¿En cuán pocas cuadras ocurren los tiroteos?
-- method: concentration
-- top: 5
-- caveat: A block with one shooting may be chance; look at blocks that stay on the list.
-- caveat::es: Una cuadra con un solo tiroteo puede ser azar; mire las cuadras que permanecen en la lista.
SELECT block AS place, count(*) AS events
FROM   shooting
WHERE  block IS NOT NULL
GROUP  BY block

-- measure: shooting.clusters
-- title: Where and when were there more shootings than chance would bring?
-- title::es: ¿Dónde y cuándo hubo más tiroteos de los que traería el azar?
-- method: cluster
-- model: permutation
-- most radius: 2000
-- most days: 30
-- replicates: 199
-- seed: 2026
SELECT shooting_id AS place, lon_of(place) AS lon, lat_of(place) AS lat, day_of(happened) AS "when", 1 AS cases
FROM   shooting
WHERE  place IS NOT NULL AND day_of(happened) > add_days(as_of(), -365)

-- measure: shooting.early_warning
-- title: Is a cluster of shootings growing now?
-- title::es: ¿Está creciendo ahora un grupo de tiroteos?
-- about: Looks only at clusters that reach the last day, as one would ask every morning.
-- about::es: Mira solo los grupos que llegan al último día, como se preguntaría cada mañana.
-- method: cluster
-- model: permutation
-- most radius: 2000
-- most days: 30
-- prospective: yes
-- replicates: 199
-- seed: 2026
-- caveat: Of a hundred mornings without any cluster, five give a p of 0.05 or less.
-- caveat::es: De cien mañanas sin ningún grupo, cinco dan una p de 0,05 o menos.
SELECT shooting_id AS place, lon_of(place) AS lon, lat_of(place) AS lat, day_of(happened) AS "when", 1 AS cases
FROM   shooting
WHERE  place IS NOT NULL AND day_of(happened) > add_days(as_of(), -180)

-- measure: shooting.near_repeats
-- title: Do shootings follow shootings nearby?
-- title::es: ¿Siguen tiroteos a tiroteos cercanos?
-- method: near_repeat
-- space bands: 0, 200, 400, 800
-- time bands: 0, 7, 14, 28
-- distance: euclidean
-- replicates: 99
-- seed: 2026
SELECT lon_of(place) AS lon, lat_of(place) AS lat, day_of(happened) AS "when"
FROM   shooting
WHERE  place IS NOT NULL AND day_of(happened) > add_days(as_of(), -730)

-- measure: violence.by_year
-- title: Incidents on record, by year
-- title::es: Incidentes que constan, por año
-- method: count
-- unit: incidents
SELECT year_of(day_of(happened)) AS "group", count(*) AS events
FROM   violent_incident
GROUP  BY year_of(day_of(happened))

-- measure: violence.by_offense
-- title: Incidents on record, by offense
-- title::es: Incidentes que constan, por delito
-- method: count
-- by: offense
-- unit: incidents
SELECT offense AS "group", count(*) AS events
FROM   violent_incident
GROUP  BY offense

-- measure: violence.by_district
-- title: Incidents on record, by district
-- title::es: Incidentes que constan, por distrito
-- method: count
-- unit: incidents
SELECT district AS "group", count(*) AS events
FROM   violent_incident
GROUP  BY district

-- measure: violence.near_repeats
-- title: Do incidents follow incidents nearby? (places on the city's grid)
-- title::es: ¿Siguen incidentes a incidentes cercanos? (lugares en la cuadrícula de la ciudad)
-- method: near_repeat
-- space bands: 0, 0.001, 200, 400, 600, 800, 1000
-- time bands: 0, 1, 2, 3, 4, 5
-- distance: euclidean
-- replicates: 99
-- seed: 2026
SELECT x AS x, y AS y, day_of(happened) AS "when"
FROM   violent_incident
WHERE  x IS NOT NULL

-- measure: response.in_time
-- title: Share of shootings answered within 72 hours, by year
-- title::es: Proporción de tiroteos atendidos en 72 horas, por año
-- method: proportion
-- better: higher
-- public: yes
-- card: yes
SELECT year_of(day_of(h.happened)) AS "group", count(*) FILTER (WHERE h.hours <= 72) AS events, count(*) AS trials
FROM   (SELECT s.shooting_id AS shooting_id, s.happened AS happened, min(hours_between(s.happened, r.started)) AS hours
        FROM   shooting AS s
        LEFT   JOIN response AS r ON r.shooting = s.shooting_id
        WHERE  day_of(s.happened) <= add_days(as_of(), -3)
        GROUP  BY s.shooting_id, s.happened) AS h
GROUP  BY year_of(day_of(h.happened))

-- measure: site.effect
-- title: Did shootings fall where sites worked, more than elsewhere?
-- title::es: ¿Bajaron los tiroteos donde trabajaron los programas, más que en otros lugares?
-- method: difference_in_differences
-- better: lower
-- caveat: It holds if both kinds of areas would have moved alike without the sites. Sites go where violence is high.
-- caveat::es: Vale si ambas zonas habrían cambiado igual sin los programas. Los programas van donde hay más violencia.
-- public: yes
-- card: yes
SELECT area AS unit, month AS period, shootings AS outcome, from_month AS treated_from
FROM   area_month

-- measure: site.twin
-- title: The first site beside a mix of other areas that was like it before
-- title::es: El primer programa junto a una mezcla de otras zonas que antes era como él
-- method: synthetic_control
-- treated: A03
-- from: 2024-07
-- better: lower
SELECT area AS unit, month AS period, shootings AS outcome
FROM   area_month
WHERE  area = 'A03' OR from_month IS NULL

-- measure: site.interruption
-- title: Shootings in all areas with sites, before and after July 2024
-- title::es: Tiroteos en las zonas con programas, antes y después de julio de 2024
-- method: interrupted_series
-- from: 2024-07
-- better: lower
SELECT month AS period, sum(shootings) AS outcome
FROM   area_month
WHERE  from_month IS NOT NULL
GROUP  BY month

-- measure: site.next_worker
-- title: Where would the next worker find most to do?
-- title::es: ¿Dónde encontraría más que hacer el próximo trabajador?
-- about: Shootings of the last year for each worker, if one more were sent there. It assumes that a worker does as much anywhere.
-- about::es: Tiroteos del último año por trabajador, si se enviara uno más. Supone que un trabajador rinde lo mismo
--   en cualquier lugar.
-- method: list
SELECT a.name AS area, count(DISTINCT s.shooting_id) AS shootings_last_year, coalesce(max(o.workers), 0) AS workers,
       1.0 * count(DISTINCT s.shooting_id) / (coalesce(max(o.workers), 0) + 1) AS shootings_per_worker_with_one_more
FROM   site_area AS z
JOIN   area AS a ON a.area_id = z.area
LEFT   JOIN shooting AS s ON s.area = z.area AND day_of(s.happened) > add_months(as_of(), -12)
LEFT   JOIN outreach_site AS o ON o.site_id = z.site AND o.ended_on IS NULL
GROUP  BY a.area_id, a.name
ORDER  BY shootings_per_worker_with_one_more DESC, a.area_id

-- measure: mediation.outcomes
-- title: Mediations, by outcome
-- title::es: Mediaciones, por resultado
-- method: count
-- by: mediation_outcome
-- unit: mediations
-- suppress below: 5
SELECT outcome AS "group", count(*) AS events
FROM   mediation
GROUP  BY outcome

-- measure: referral.started
-- title: Share of referrals that began, by service
-- title::es: Proporción de remisiones que comenzaron, por servicio
-- method: proportion
-- by: referral_kind
-- better: higher
-- suppress below: 5
SELECT kind AS "group", count(*) FILTER (WHERE started_on IS NOT NULL) AS events, count(*) AS trials
FROM   referral
GROUP  BY kind

-- measure: participant.stay
-- title: How long do participants stay?
-- title::es: ¿Cuánto tiempo permanecen los participantes?
-- method: survival
-- unit: days
-- at: 30, 90, 180, 365
SELECT 0 AS entered, days_between(joined_on, coalesce(left_on, as_of())) AS "left", left_on IS NOT NULL AS event
FROM   participant

-- measure: hospital.accepted
-- title: Share of patients who accepted a specialist, by year
-- title::es: Proporción de pacientes que aceptaron un especialista, por año
-- method: proportion
-- better: higher
-- suppress below: 5
SELECT year_of(day_of(admitted)) AS "group", count(*) FILTER (WHERE accepted) AS events, count(*) AS trials
FROM   hospital_response
WHERE  offered IS NOT NULL
GROUP  BY year_of(day_of(admitted))

-- measure: hospital.return
-- title: Return with a new injury, of those who enrolled and those who did not
-- title::es: Regreso con una nueva herida, entre quienes se inscribieron y quienes no
-- method: survival
-- unit: days
-- compare: not enrolled
-- at: 90, 180, 365
-- caveat: Those who enroll differ from those who do not.
-- caveat::es: Quienes se inscriben difieren de quienes no.
SELECT CASE WHEN enrolled_on IS NULL THEN 'not enrolled' ELSE 'enrolled' END AS "group", 0 AS entered,
       days_between(day_of(admitted), coalesce(returned_on, as_of())) AS "left", returned_on IS NOT NULL AS event
FROM   hospital_response

-- measure: place.days_to_improve
-- title: How long until a place is improved?
-- title::es: ¿Cuánto tarda en mejorarse un lugar?
-- method: survival
-- unit: days
-- better: lower
-- public: yes
SELECT kind AS "group", 0 AS entered, days_between(asked_on, coalesce(done_on, as_of())) AS "left", done_on IS NOT NULL AS event
FROM   place_improvement
