-- map: stanford_stops
-- title: Stops in the columns of the Stanford Open Policing Project
-- title::es: Paradas en las columnas del proyecto Stanford Open Policing
-- about: "NA" means missing. Cities differ in which columns they have; remove from this map those that yours lacks.
-- about::es: "NA" significa faltante. Las ciudades difieren en sus columnas; quite de este mapa las que la suya no
--   tenga.
-- source: Stanford Open Policing Project, data standard (2023)
-- reads: csv
-- into: stop
-- dates: yyyy-mm-dd hh:mm:ss | yyyy-mm-dd
-- period: started
-- skips: "date" IS NULL OR "date" = 'NA'
SELECT text_of("raw_row_number")                                              AS stop_id,
       text_of("raw_row_number")                                              AS stop_number,
       datetime_of(CASE WHEN "time" IS NULL OR "time" = 'NA' THEN "date" ELSE "date" || ' ' || "time" END) AS started,
       code_of(nullif("type", 'NA'), 'stop_kind')                             AS kind,
       code_of(CASE "type" WHEN 'vehicular' THEN 'traffic' WHEN 'pedestrian' THEN 'suspicion' END, 'stop_reason') AS reason,
       point_of(nullif("lng", 'NA'), nullif("lat", 'NA'))                     AS place,
       text_of(nullif("subject_race", 'NA'))                                  AS race_recorded,
       code_of(nullif("subject_race", 'NA'), 'race', 'other')                 AS race,
       code_of(nullif("subject_sex", 'NA'), 'sex', 'unknown')                 AS sex,
       integer_of(nullif("subject_age", 'NA'))                                AS age,
       yes_no(nullif("search_conducted", 'NA'))                               AS person_searched,
       CASE WHEN "contraband_found" = 'TRUE' THEN 'other' WHEN "contraband_found" = 'FALSE' THEN 'none' END AS contraband,
       yes_no(nullif("citation_issued", 'NA'))                                AS citation_issued,
       yes_no(nullif("arrest_made", 'NA'))                                    AS arrest_made,
       code_of(nullif("outcome", 'NA'), 'stop_outcome')                       AS outcome
FROM   source
