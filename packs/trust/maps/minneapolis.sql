-- Minneapolis Police Department open data.

-- map: minneapolis_stops
-- title: Minneapolis stops, 2017 extract
-- title::es: Paradas de Minneapolis, extracto de 2017
-- about: Records that are not from a mobile computer (MDC "other") have no stop report: what they leave empty is
--   unknown, not "no".
-- about::es: Los registros que no vienen de una computadora móvil (MDC "other") no tienen informe: lo que dejan vacío
--   es desconocido, no "no".
-- source: City of Minneapolis, Police Stop Data; R package carData, MplsStops
-- reads: csv
-- into: stop
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/Chicago
-- period: started
SELECT text_of("idNum")                          AS stop_id,
       text_of("idNum")                          AS stop_number,
       datetime_of("date")                       AS started,
       code_of("problem", 'stop_reason', 'equipment_or_other') AS reason,
       point_of("long", "lat")                   AS place,
       text_of("policePrecinct")                 AS district,
       text_of("neighborhood")                   AS neighborhood,
       text_of("race")                           AS race_recorded,
       code_of("race", 'race', 'other')          AS race,
       code_of("preRace", 'race', 'other')       AS race_before,
       code_of("gender", 'sex', 'unknown')       AS sex,
       yes_no("personSearch")                    AS person_searched,
       yes_no("vehicleSearch")                   AS vehicle_searched,
       yes_no("citationIssued")                  AS citation_issued,
       yes_no("MDC", 'MDC', 'other')             AS report_filled
FROM   source

-- map: minneapolis_stops_portal
-- title: Minneapolis stops, the city's own file (Police_Stop_Data.csv)
-- title::es: Paradas de Minneapolis, el archivo de la ciudad (Police_Stop_Data.csv)
-- source: City of Minneapolis open data portal, Police Stop Data (column names from memory)
-- reads: csv
-- into: stop
-- dates: yyyy/mm/dd hh:mm:ss | yyyy-mm-dd hh:mm:ss | m/d/yyyy hh:mm:ss
-- zone: America/Chicago
-- period: started
SELECT text_of("masterIncidentNumber")           AS stop_id,
       text_of("masterIncidentNumber")           AS stop_number,
       datetime_of("responseDate")               AS started,
       code_of("reason", 'stop_reason', 'equipment_or_other') AS reason,
       point_of("long", "lat")                   AS place,
       text_of("policePrecinct")                 AS district,
       text_of("neighborhood")                   AS neighborhood,
       text_of("race")                           AS race_recorded,
       code_of("race", 'race', 'other')          AS race,
       code_of("preRace", 'race', 'other')       AS race_before,
       code_of("gender", 'sex', 'unknown')       AS sex,
       yes_no("personSearch")                    AS person_searched,
       yes_no("vehicleSearch")                   AS vehicle_searched,
       yes_no("citationIssued")                  AS citation_issued,
       code_of("callDisposition", 'stop_outcome', 'none') AS outcome
FROM   source

-- map: minneapolis_use_of_force
-- title: Minneapolis use of force
-- title::es: Uso de la fuerza en Minneapolis
-- about: A row is one kind of force on one person. Rows with the same moment, problem and neighborhood are one event.
-- about::es: Una fila es un tipo de fuerza sobre una persona. Las filas con el mismo momento, problema y barrio son
--   un solo hecho.
-- source: City of Minneapolis, Police Use of Force; R package openintro, mn_police_use_of_force
-- reads: csv
-- into: force_action
-- dates: yyyy/mm/dd hh:mm:ss
-- zone: America/Chicago
-- period: happened
SELECT text_of("rownames")                                       AS action_id,
       key_of("response_datetime", "problem", "neighborhood")    AS event,
       key_of("response_datetime", "race", "sex", "age")         AS subject,
       datetime_of("response_datetime")                          AS happened,
       text_of("problem")                                        AS problem,
       yes_no("is_911_call")                                     AS on_call,
       text_of("primary_offense")                                AS offense,
       code_of("force_type", 'force_type', 'other')              AS force_type,
       text_of("force_type_action")                              AS action,
       code_of("race", 'race', 'other')                          AS race,
       code_of("sex", 'sex', 'unknown')                          AS sex,
       integer_of("age")                                         AS age,
       code_of("type_resistance", 'resistance', 'other')         AS resistance,
       yes_no("subject_injury")                                  AS injured,
       text_of("precinct")                                       AS district,
       text_of("neighborhood")                                   AS neighborhood
FROM   source

-- map: police_killings_2015
-- title: People killed by police, January to June 2015 (national)
-- title::es: Personas muertas por la policía, enero a junio de 2015 (nacional)
-- about: A newspaper's register. "Unknown" and "-" mean that nobody knows.
-- about::es: El registro de un periódico. "Unknown" y "-" significan que nadie lo sabe.
-- source: The Guardian through FiveThirtyEight, police-killings
-- reads: csv
-- into: force_death
-- dates: yyyy-m-d
SELECT key_of("year", "month", "day", "city", "state", "age", "raceethnicity", "armed", "latitude", "longitude", "lawenforcementagency") AS death_id,
       'The Guardian, The Counted'                               AS register,
       date_of("year" || '-' || CASE "month" WHEN 'January' THEN '1' WHEN 'February' THEN '2' WHEN 'March' THEN '3'
                                             WHEN 'April' THEN '4' WHEN 'May' THEN '5' WHEN 'June' THEN '6'
                                             WHEN 'July' THEN '7' WHEN 'August' THEN '8' WHEN 'September' THEN '9'
                                             WHEN 'October' THEN '10' WHEN 'November' THEN '11' WHEN 'December' THEN '12'
                                END || '-' || "day")             AS died_on,
       text_of("lawenforcementagency")                           AS agency_name,
       text_of("city")                                           AS city,
       code_of("state", 'us_state')                              AS state,
       text_of("county_id")                                      AS county_fips,
       point_of("longitude", "latitude")                         AS place,
       code_of("raceethnicity", 'race', 'other')                 AS race,
       code_of("gender", 'sex', 'unknown')                       AS sex,
       integer_of(CASE WHEN "age" IN ('Unknown', '-') THEN NULL ELSE "age" END) AS age,
       code_of("cause", 'death_cause', 'other')                  AS cause,
       code_of("armed", 'death_armed', 'other')                  AS armed
FROM   source
