-- map: fbi_hate_crimes
-- title: The FBI's national file of hate crimes (hate_crime.csv)
-- title::es: El archivo nacional de delitos de odio del FBI (hate_crime.csv)
-- about: One row an incident, from 1991 on. Missing values are the word NULL in some editions. Of several offenses or
--   places the first by code is kept as a code, and all in words. Load the agencies first, or their numbers are listed as unknown.
-- about::es: Una fila por incidente, desde 1991. En algunas ediciones los valores faltantes son la palabra NULL. De
--   varios delitos o lugares se conserva como código el primero por código, y todos en palabras. Cargue antes los
--   organismos, o sus números aparecerán como desconocidos.
-- source: FBI Crime Data Explorer; columns from a documented profile of the 2024 edition
-- reads: csv
-- into: hate_incident
-- dates: yyyy-mm-dd | dd-Mon-yy(1950)
-- period: reported_on
SELECT text_of("incident_id")                                                  AS incident_id,
       text_of(nullif("ori", 'NULL'))                                          AS agency,
       date_of("incident_date")                                                AS reported_on,
       text_of("data_year")                                                    AS counted_in,
       yes_no('yes')                                                           AS is_crime,
       substr(codes_of("offense_name", 'offense', ';'), 1, 3)                  AS offense,
       text_of("offense_name")                                                 AS offense_recorded,
       substr(codes_of("location_name", 'location_type', ';'), 1, 2)           AS location_type,
       nullif(substr(codes_of("bias_desc", 'bias', ';'), 1, 2), '')            AS bias_1,
       nullif(substr(codes_of("bias_desc", 'bias', ';'), 4, 2), '')            AS bias_2,
       nullif(substr(codes_of("bias_desc", 'bias', ';'), 7, 2), '')            AS bias_3,
       nullif(substr(codes_of("bias_desc", 'bias', ';'), 10, 2), '')           AS bias_4,
       nullif(substr(codes_of("bias_desc", 'bias', ';'), 13, 2), '')           AS bias_5,
       text_of("bias_desc")                                                    AS bias_recorded,
       integer_of(nullif("adult_victim_count", 'NULL'))                        AS adult_victims,
       integer_of(nullif("juvenile_victim_count", 'NULL'))                     AS juvenile_victims,
       integer_of(nullif("total_offender_count", 'NULL'))                      AS offenders,
       codes_of(nullif("victim_types", 'NULL'), 'victim_type', ';')            AS victim_type
FROM   source
