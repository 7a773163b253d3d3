-- New York City Police Department, hate crimes, open data. The file has one row for each complaint and arrest: a
-- complaint with three arrests has three rows, so complaints are counted by their number.

-- map: nypd_hate_crimes
-- title: NYPD hate crime complaints
-- title::es: Denuncias de delitos de odio de la NYPD
-- source: NYC Open Data, NYPD Hate Crimes
-- reads: csv
-- into: hate_incident
-- dates: m/d/yyyy
-- period: reported_on
SELECT text_of("Full Complaint ID")                               AS incident_id,
       date_of(max("Record Create Date"))                         AS reported_on,
       text_of(max("Complaint Year Number") || '-' || CASE WHEN length(max("Month Number")) = 1 THEN '0' ELSE '' END
               || max("Month Number"))                            AS counted_in,
       yes_no('yes')                                              AS is_crime,
       code_of(CASE WHEN max("PD Code Description") LIKE '%HARASSMENT%' THEN 'intimidation' ELSE max("Offense Description") END,
               'offense', '90Z')                                  AS offense,
       text_of(max("PD Code Description"))                        AS offense_recorded,
       code_of(max("Law Code Category Description"), 'offense_class') AS offense_class,
       text_of(max("Complaint Precinct Code"))                    AS district,
       text_of(max("County"))                                     AS county,
       code_of(max("Bias Motive Description"), 'bias', 'other')   AS bias_1,
       text_of(max("Bias Motive Description"))                    AS bias_recorded
FROM   source
GROUP  BY "Full Complaint ID"

-- map: nypd_hate_crime_arrests
-- title: NYPD arrests for hate crimes (load the complaints first)
-- title::es: Arrestos de la NYPD por delitos de odio (cargue antes las denuncias)
-- source: NYC Open Data, NYPD Hate Crimes
-- reads: csv
-- into: hate_arrest
-- dates: m/d/yyyy
-- period: arrested_on
-- skips: "Arrest Id" IS NULL
SELECT key_of("Full Complaint ID", "Arrest Id")                   AS arrest_row,
       text_of("Full Complaint ID")                               AS incident,
       text_of("Arrest Id")                                       AS arrest_number,
       date_of(max("Arrest Date"))                                AS arrested_on
FROM   source
GROUP  BY "Full Complaint ID", "Arrest Id"
