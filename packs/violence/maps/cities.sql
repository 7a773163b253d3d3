-- Files that cities publish.

-- map: philadelphia_shootings
-- title: Philadelphia shootings, one row an incident
-- title::es: Tiroteos de Filadelfia, una fila por incidente
-- about: The file has one row for each person shot; the incident number repeats.
-- about::es: El archivo tiene una fila por persona baleada; el número de incidente se repite.
-- source: Philadelphia City Controller, gun violence dashboard data
-- reads: geojson
-- into: shooting
-- dates: yyyy/mm/dd hh:mm:ss
-- zone: America/New_York
-- period: happened
SELECT text_of("dc_key")                                        AS shooting_id,
       datetime_of(min("date"))                                 AS happened,
       point_of(min("lon"), min("lat"))                         AS place,
       text_of(min("block_number") || ' ' || min("street_name")) AS block,
       text_of(min("police_district"))                          AS district,
       text_of(min("neighborhood"))                             AS neighborhood,
       count(*)                                                 AS victims,
       count(*) FILTER (WHERE "fatal" = 'true')                 AS fatal
FROM   source
GROUP  BY "dc_key"

-- map: philadelphia_shooting_victims
-- title: Philadelphia shootings, one row a person shot (load the incidents first)
-- title::es: Tiroteos de Filadelfia, una fila por persona (cargue antes los incidentes)
-- source: Philadelphia City Controller, gun violence dashboard data
-- reads: geojson
-- into: shooting_victim
-- dates: yyyy/mm/dd hh:mm:ss
-- zone: America/New_York
-- period: happened
SELECT text_of("dc_key") || '-' || row_number() OVER (PARTITION BY "dc_key" ORDER BY line) AS victim_id,
       text_of("dc_key")                                        AS shooting,
       datetime_of("date")                                      AS happened,
       code_of("race", 'race', 'other')                         AS race,
       code_of("sex", 'sex', 'unknown')                         AS sex,
       integer_of("age")                                        AS age,
       yes_no("fatal")                                          AS fatal,
       point_of("lon", "lat")                                   AS place,
       text_of("police_district")                               AS district,
       text_of("neighborhood")                                  AS neighborhood,
       yes_no("has_court_case")                                 AS court_case
FROM   source

-- map: memphis_robberies
-- title: Memphis personal robberies, 2019
-- title::es: Robos a personas en Memphis, 2019
-- about: Coordinates are rounded to three decimals, so many points coincide.
-- about::es: Las coordenadas están redondeadas a tres decimales, así que muchos puntos coinciden.
-- source: Memphis Police through the Crime Open Database
-- reads: csv
-- into: violent_incident
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/Chicago
-- period: happened
SELECT text_of("uid")                       AS incident_id,
       datetime_of("date")                  AS happened,
       code_of("offense_type", 'offense')   AS offense,
       point_of("longitude", "latitude")    AS place
FROM   source

-- map: chicago_aggravated_assaults
-- title: Chicago aggravated assaults, 2010 to 2019
-- title::es: Agresiones agravadas en Chicago, 2010 a 2019
-- source: Chicago Police Department
-- reads: csv
-- into: violent_incident
-- dates: yyyy-mm-dd hh:mm
-- zone: America/Chicago
-- period: happened
SELECT key_of("date", "longitude", "latitude", "loc_cat", line) AS incident_id,
       datetime_of("date")                                      AS happened,
       '13A'                                                    AS offense,
       text_of("loc_cat")                                       AS location_recorded,
       code_of("loc_cat", 'location_type', '25')                AS location_type,
       point_of("longitude", "latitude")                        AS place,
       text_of("district")                                      AS district
FROM   source

-- map: chicago_burglaries
-- title: Chicago burglaries with grid coordinates, 2016
-- title::es: Robos con allanamiento en Chicago con coordenadas de cuadrícula, 2016
-- about: X and Y are meters in Illinois State Plane East, not degrees.
-- about::es: X e Y son metros en Illinois State Plane East, no grados.
-- source: Chicago Police Department through the R package NearRepeat
-- reads: csv
-- into: violent_incident
-- dates: yyyy-mm-dd
-- zone: America/Chicago
-- period: happened
SELECT key_of("X", "Y", "date", line)   AS incident_id,
       datetime_of("date")              AS happened,
       '220'                            AS offense,
       number_of("X")                   AS x,
       number_of("Y")                   AS y
FROM   source

-- map: chicago_arsons
-- title: Chicago arsons with grid coordinates, no header
-- title::es: Incendios provocados en Chicago con coordenadas de cuadrícula, sin encabezado
-- source: Chicago Police Department through the R package NearRepeat
-- reads: csv, no header: x, y, date
-- into: violent_incident
-- dates: yyyy-mm-dd
-- zone: America/Chicago
-- period: happened
SELECT key_of("x", "y", "date", line)   AS incident_id,
       datetime_of("date")              AS happened,
       '200'                            AS offense,
       number_of("x")                   AS x,
       number_of("y")                   AS y
FROM   source

-- map: crime_open_homicides
-- title: Homicides in nine cities, 2015 (Crime Open Database)
-- title::es: Homicidios en nueve ciudades, 2015 (Crime Open Database)
-- about: The city is kept as the district.
-- about::es: La ciudad se guarda como distrito.
-- source: Crime Open Database
-- reads: csv
-- into: violent_incident
-- dates: yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm
-- zone: America/Chicago
-- period: happened
SELECT text_of("uid")                                           AS incident_id,
       datetime_of("date_single")                               AS happened,
       code_of("offense_code", 'offense')                       AS offense,
       text_of("location_type")                                 AS location_recorded,
       code_of("location_category", 'location_type', '25')      AS location_type,
       point_of("longitude", "latitude")                        AS place,
       text_of("city_name")                                     AS district
FROM   source
