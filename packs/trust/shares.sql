-- What leaves the house.

-- share: force.fbi_incidents
-- title: Use of force for the FBI: incidents
-- title::es: Uso de la fuerza para el FBI: incidentes
-- to: FBI National Use-of-Force Data Collection
-- format: json
-- each: month, by the last day of the next month
-- basis: FBI National Use-of-Force Data Collection
-- note: element numbers after I3 are not published; labels are sent and mapped to the FBI's numbers by the receiver
SELECT i.agency AS agency_ori, i.case_number AS agency_case_number, day_of(i.happened) AS incident_date,
       hour_of(i.happened) AS hour, minute_of(i.happened) - 60 * hour_of(i.happened) AS minute,
       i.death AS death, i.serious_injury AS serious_bodily_injury, i.firearm_discharged AS firearm_discharge,
       i.officers_total AS officers_total, i.officers_ours AS officers_reporting_agency,
       lon_of(i.place) AS longitude, lat_of(i.place) AS latitude, label_of('location_type', i.location_type) AS location_type,
       label_of('contact_reason', i.contact_reason) AS initial_contact_reason, i.offenses AS offenses,
       label_of('answer', i.approached) AS approached, label_of('answer', i.ambush) AS ambush,
       label_of('answer', i.supervisor_consulted) AS supervisor, i.other_agencies AS other_agencies, i.subjects_hurt AS subjects
FROM   force_incident AS i
WHERE  i.death OR i.serious_injury OR i.firearm_discharged

-- share: force.fbi_subjects
-- title: Use of force for the FBI: people on whom force was used
-- title::es: Uso de la fuerza para el FBI: personas sobre las que se usó fuerza
-- to: FBI National Use-of-Force Data Collection
-- format: json
-- each: month, by the last day of the next month
-- basis: FBI National Use-of-Force Data Collection
SELECT i.case_number AS agency_case_number, label_of('sex', s.sex) AS sex, label_of('race', s.race) AS race, s.age AS age,
       s.height_feet AS height_feet, s.height_inches AS height_inches, s.weight_pounds AS weight, s.injuries AS injuries,
       s.force_types AS force_types, label_of('answer', s.threatened) AS threat, label_of('answer', s.resisted) AS resisted,
       s.resistance AS resistance, label_of('answer', s.impaired) AS impaired, label_of('answer', s.armed) AS armed
FROM   force_subject AS s
JOIN   force_incident AS i ON i.incident_id = s.incident
WHERE  i.death OR i.serious_injury OR i.firearm_discharged

-- share: force.fbi_officers
-- title: Use of force for the FBI: officers
-- title::es: Uso de la fuerza para el FBI: agentes
-- to: FBI National Use-of-Force Data Collection
-- format: json
-- each: month, by the last day of the next month
-- basis: FBI National Use-of-Force Data Collection
-- source: element wording from memory
SELECT i.case_number AS agency_case_number, label_of('sex', o.sex) AS sex, label_of('race', o.race) AS race, o.age AS age,
       o.years_of_service AS years_of_service, o.full_time AS full_time, o.identifiable AS readily_identifiable, o.on_duty AS on_duty,
       o.discharged AS discharged_firearm, o.injured AS injured, o.injuries AS injuries
FROM   force_officer AS o
JOIN   force_incident AS i ON i.incident_id = o.incident
WHERE  i.death OR i.serious_injury OR i.firearm_discharged

-- share: force.fbi_months
-- title: Use of force for the FBI: reports by month, zero reports too
-- title::es: Uso de la fuerza para el FBI: informes por mes, también en cero
-- to: FBI National Use-of-Force Data Collection
-- format: json
-- each: month, by the last day of the next month
-- basis: FBI National Use-of-Force Data Collection
SELECT r.agency AS agency_ori, r.month AS month, count(f.incident_id) AS incidents, count(f.incident_id) = 0 AS zero_report
FROM   force_report AS r
LEFT   JOIN reportable_force AS f ON f.agency = r.agency AND f.month = r.month
GROUP  BY r.agency, r.month

-- share: force.open_data
-- title: Use of force, open data
-- title::es: Uso de la fuerza, datos abiertos
-- to: public
-- format: csv
-- each: quarter
SELECT i.incident_id AS incident, day_of(i.happened) AS day, i.district AS district, label_of('force_level', i.level) AS level,
       label_of('race', s.race) AS race, label_of('sex', s.sex) AS sex, age_band(s.age, '18,25,35,45,65') AS age,
       s.force_types AS force_types, i.firearm_discharged AS firearm_discharged
FROM   force_incident AS i
JOIN   force_subject AS s ON s.incident = i.incident_id

-- share: stops.ripa
-- title: Stops for the California Department of Justice: one row a person
-- title::es: Paradas para el Departamento de Justicia de California: una fila por persona
-- to: California Department of Justice
-- format: csv
-- each: year, by 1 April
-- basis: Cal. Gov. Code 12525.5; 11 CCR 999.226
-- source: state codes read from one county's public program; the yearly date is from memory
-- note: the state takes JSON; this file carries the same values under the same keys, lists are in stops.ripa_lists
SELECT s.stop_number AS LEARecordID, s.agency AS ORI, s.stop_id AS PID, day_of(s.started) AS SDate, minute_of(s.started) AS SMinuteOfDay,
       s.minutes AS SDur, k.ripa AS StopType, CASE WHEN s.service_call THEN 'Y' WHEN NOT s.service_call THEN 'N' END AS Is_ServCall,
       CASE WHEN s.welfare_check THEN 'Y' WHEN NOT s.welfare_check THEN 'N' END AS Is_WelfareCheck,
       s.officer_years AS ExpYears, a.ripa AS AT, round(lat_of(s.place) * 1000) / 1000.0 AS Latitude, round(lon_of(s.place) * 1000) / 1000.0 AS Longitude,
       CASE WHEN s.at_school THEN 'Y' END AS K12_Flag, r.ripa AS StReas, g.ripa AS StReas_Given,
       s.age AS Age, CASE WHEN s.limited_english THEN 'Y' WHEN NOT s.limited_english THEN 'N' END AS Is_LimEng,
       CASE WHEN s.transgender AND s.sex = 'male' THEN '3' WHEN s.transgender AND s.sex = 'female' THEN '4'
            WHEN s.sex = 'nonbinary' THEN NULL ELSE x.ripa END AS Gend, CASE WHEN s.sex = 'nonbinary' THEN '5' END AS Nonbinary_Person,
       o.ripa AS SexualOrientation, CASE WHEN s.unhoused THEN 'Y' WHEN NOT s.unhoused THEN 'N' END AS Is_Unhoused,
       CASE WHEN s.passenger THEN 'Y' WHEN NOT s.passenger THEN 'N' END AS Is_Passenger,
       CASE WHEN s.inside_residence THEN 'Y' WHEN NOT s.inside_residence THEN 'N' END AS Is_Residence, c.ripa AS ConsentType
FROM   stop AS s
LEFT   JOIN stop_kind AS k ON k.code = s.kind
LEFT   JOIN stop_assignment AS a ON a.code = s.assignment
LEFT   JOIN stop_reason AS r ON r.code = s.reason
LEFT   JOIN reason_given AS g ON g.code = s.reason_given
LEFT   JOIN sex AS x ON x.code = s.sex
LEFT   JOIN orientation AS o ON o.code = s.orientation
LEFT   JOIN consent_kind AS c ON c.code = s.consent

-- share: stops.ripa_lists
-- title: Stops for the California Department of Justice: lists, one row a value
-- title::es: Paradas para el Departamento de Justicia de California: listas, una fila por valor
-- to: California Department of Justice
-- format: csv
-- each: year, by 1 April
-- basis: Cal. Gov. Code 12525.5; 11 CCR 999.226
SELECT s.stop_id AS PID, 'Ethn' AS list, c.ripa AS value FROM stop AS s JOIN race AS c ON has_code(s.races, c.code) WHERE c.ripa IS NOT NULL
UNION  ALL
SELECT s.stop_id, 'Disb', c.ripa FROM stop AS s JOIN disability AS c ON has_code(s.disability, c.code)
UNION  ALL
SELECT s.stop_id, 'NonForceAct_CD', c.ripa FROM stop AS s JOIN stop_action AS c ON has_code(s.actions, c.code)
UNION  ALL
SELECT s.stop_id, 'ForceAct_CD', c.ripa FROM stop AS s JOIN stop_force AS c ON has_code(s.force_actions, c.code)
UNION  ALL
SELECT s.stop_id, 'BasSearch', c.ripa FROM stop AS s JOIN search_basis AS c ON has_code(s.search_basis, c.code)
UNION  ALL
SELECT s.stop_id, 'BasSeiz', c.ripa FROM stop AS s JOIN seizure_basis AS c ON has_code(s.seizure_basis, c.code)
UNION  ALL
SELECT s.stop_id, 'PropType', c.ripa FROM stop AS s JOIN property_seized AS c ON has_code(s.seized, c.code)
UNION  ALL
SELECT s.stop_id, 'CB', c.ripa FROM stop AS s JOIN contraband AS c ON has_code(s.contraband, c.code)
UNION  ALL
SELECT s.stop_id, 'ResCD', c.ripa FROM stop AS s JOIN stop_result AS c ON has_code(s.results, c.code)

-- share: stops.stanford
-- title: Stops in the columns of the Stanford Open Policing Project
-- title::es: Paradas en las columnas del proyecto Stanford Open Policing
-- to: public
-- format: csv
-- each: year
-- source: Stanford Open Policing data standard (2023)
SELECT s.stop_id AS raw_row_number, day_of(s.started) AS date, hour_of(s.started) AS hour, round(lat_of(s.place) * 1000) / 1000.0 AS lat,
       round(lon_of(s.place) * 1000) / 1000.0 AS lng, s.neighborhood AS neighborhood, s.district AS district,
       CASE WHEN s.age BETWEEN 10 AND 110 THEN s.age END AS subject_age, coalesce(r.stanford, 'unknown') AS subject_race,
       CASE WHEN s.sex IN ('male', 'female') THEN s.sex END AS subject_sex, k.stanford AS type, s.violation AS violation,
       s.arrest_made AS arrest_made, s.citation_issued AS citation_issued, s.outcome = 'warning' AS warning_issued, o.stanford AS outcome,
       CASE WHEN s.person_searched OR s.vehicle_searched THEN s.contraband <> 'none' END AS contraband_found,
       CASE WHEN s.contraband IS NULL OR s.contraband = 'none' THEN FALSE ELSE has_code(s.contraband, 'drugs') END AS contraband_drugs,
       CASE WHEN s.contraband IS NULL OR s.contraband = 'none' THEN FALSE
            ELSE has_code(s.contraband, 'firearm') OR has_code(s.contraband, 'weapon') OR has_code(s.contraband, 'ammunition') END AS contraband_weapons,
       s.frisked AS frisk_performed, s.person_searched OR s.vehicle_searched AS search_conducted, s.person_searched AS search_person,
       s.vehicle_searched AS search_vehicle,
       CASE WHEN NOT coalesce(s.person_searched, FALSE) AND NOT coalesce(s.vehicle_searched, FALSE) THEN NULL
            WHEN has_code(s.search_basis, 'canine') THEN 'k9' WHEN has_code(s.search_basis, 'plain_view') THEN 'plain view'
            WHEN has_code(s.search_basis, 'consent') THEN 'consent'
            WHEN s.search_basis IS NULL OR has_code(s.search_basis, 'weapons') OR has_code(s.search_basis, 'odor')
                 OR has_code(s.search_basis, 'evidence') THEN 'probable cause' ELSE 'other' END AS search_basis,
       s.race_recorded AS raw_race
FROM   stop AS s
LEFT   JOIN race AS r ON r.code = s.race
LEFT   JOIN stop_kind AS k ON k.code = s.kind
LEFT   JOIN stop_outcome AS o ON o.code = s.outcome

-- share: officers.leoka_month
-- title: Officers assaulted, for the monthly form
-- title::es: Agentes agredidos, para el formulario mensual
-- to: state crime reporting program
-- format: csv
-- each: month
-- basis: FBI LEOKA
SELECT month_of(day_of(a.happened)) AS month, a.activity AS activity, count(*) AS total,
       count(*) FILTER (WHERE w.firearm = 'yes') AS firearm, count(*) FILTER (WHERE a.weapon = '20') AS knife,
       count(*) FILTER (WHERE a.weapon = '40') AS hands,
       count(*) FILTER (WHERE w.firearm <> 'yes' AND a.weapon NOT IN ('20', '40')) AS other_weapon,
       count(*) FILTER (WHERE a.injured) AS injured, count(*) FILTER (WHERE a.cleared_on IS NOT NULL) AS cleared
FROM   officer_assault AS a
LEFT   JOIN weapon AS w ON w.code = a.weapon
GROUP  BY month_of(day_of(a.happened)), a.activity

-- share: promises.public
-- title: Promises and settlements, for the public
-- title::es: Promesas y acuerdos, para el público
-- to: public
-- format: csv
-- each: quarter
SELECT p.promise_id AS number, p.text AS promise, p.made_by AS made_by, p.due_on AS due_on, p.kept_on AS kept_on, p.evidence AS evidence
FROM   promise AS p
