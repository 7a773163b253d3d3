-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_agency
-- title: Agency: the standard sheet
-- title::es: Organismo: la hoja estándar
-- reads: csv; or xlsx
-- into: agency
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: agency.csv
SELECT text_of("ori")                 AS ori,
       text_of("name")                AS name,
       code_of("kind", 'agency_kind') AS kind,
       code_of("state", 'us_state')   AS state,
       text_of("county")              AS county,
       text_of("city")                AS city,
       integer_of("population")       AS population,
       integer_of("sworn_officers")   AS sworn_officers,
       date_of("reports_since")       AS reports_since,
       date_of("active_from")         AS active_from,
       date_of("active_to")           AS active_to
FROM   source

-- map: standard_area
-- title: Area: the standard sheet
-- title::es: Zona: la hoja estándar
-- reads: csv; or xlsx
-- into: area
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: area.csv
SELECT text_of("area_id")           AS area_id,
       text_of("name")              AS name,
       code_of("kind", 'area_kind') AS kind,
       text_of("within")            AS within,
       number_of("land_km2")        AS land_km2,
       "outline"                    AS outline
FROM   source

-- map: standard_holiday
-- title: Day off: the standard sheet
-- title::es: Día feriado: la hoja estándar
-- reads: csv; or xlsx
-- into: holiday
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: holiday.csv
SELECT text_of("holiday_id")   AS holiday_id,
       date_of("day")          AS day,
       text_of("jurisdiction") AS jurisdiction,
       text_of("name")         AS name
FROM   source

-- map: standard_officer
-- title: Officer: the standard sheet
-- title::es: Agente: la hoja estándar
-- reads: csv; or xlsx
-- into: officer
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: officer.csv
SELECT text_of("officer_id")                  AS officer_id,
       text_of("agency")                      AS agency,
       text_of("badge")                       AS badge,
       code_of("rank", 'officer_rank')        AS rank,
       code_of("sex", 'sex')                  AS sex,
       code_of("race", 'race')                AS race,
       integer_of("birth_year")               AS birth_year,
       codes_of("languages", 'language', ';') AS languages,
       yes_no("full_time")                    AS full_time,
       date_of("hired_on")                    AS hired_on,
       date_of("left_on")                     AS left_on
FROM   source

-- map: standard_organisation
-- title: Organization: the standard sheet
-- title::es: Organización: la hoja estándar
-- reads: csv; or xlsx
-- into: organisation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: organisation.csv
SELECT text_of("organisation_id")                AS organisation_id,
       text_of("name")                           AS name,
       code_of("kind", 'organisation_kind')      AS kind,
       text_of("area")                           AS area,
       codes_of("communities", 'community', ';') AS communities,
       codes_of("languages", 'language', ';')    AS languages,
       text_of("contact_name")                   AS contact_name,
       text_of("contact_phone")                  AS contact_phone,
       date_of("active_from")                    AS active_from,
       date_of("active_to")                      AS active_to
FROM   source

-- map: standard_person
-- title: Person: the standard sheet
-- title::es: Persona: la hoja estándar
-- reads: csv; or xlsx
-- into: person
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: person.csv
SELECT text_of("person_id")              AS person_id,
       text_of("source")                 AS source,
       text_of("birth")                  AS birth,
       code_of("sex", 'sex')             AS sex,
       code_of("race", 'race')           AS race,
       code_of("ethnicity", 'ethnicity') AS ethnicity,
       code_of("language", 'language')   AS language,
       date_of("died_on")                AS died_on
FROM   source

-- map: standard_person_name
-- title: Name of a person: the standard sheet
-- title::es: Nombre de una persona: la hoja estándar
-- reads: csv; or xlsx
-- into: person_name
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: person_name.csv
SELECT text_of("name_id")           AS name_id,
       text_of("person")            AS person,
       code_of("kind", 'name_kind') AS kind,
       text_of("given")             AS given,
       text_of("middle")            AS middle,
       text_of("family")            AS family,
       text_of("suffix")            AS suffix,
       text_of("identifier")        AS identifier
FROM   source

-- map: standard_population
-- title: Residents of an area: the standard sheet
-- title::es: Residentes de una zona: la hoja estándar
-- reads: csv; or xlsx
-- into: population
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: population.csv
SELECT text_of("population_id")          AS population_id,
       text_of("area")                   AS area,
       integer_of("year")                AS year,
       code_of("age_band", 'age_band')   AS age_band,
       code_of("sex", 'sex')             AS sex,
       code_of("race", 'race')           AS race,
       code_of("ethnicity", 'ethnicity') AS ethnicity,
       integer_of("people")              AS people,
       integer_of("in_poverty")          AS in_poverty,
       text_of("source")                 AS source
FROM   source
