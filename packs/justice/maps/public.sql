-- Files that newspapers, prosecutors, jails and researchers publish.

-- map: compas_two_years
-- title: Broward County risk scores and two years after (ProPublica)
-- title::es: Puntajes de riesgo del condado de Broward y dos años después (ProPublica)
-- about: The header names two columns twice; the first of each counts.
-- about::es: El encabezado nombra dos columnas dos veces; cuenta la primera de cada una.
-- source: ProPublica from Broward County records
-- reads: csv
-- into: followed_person
-- dates: yyyy-mm-dd
SELECT key_of('compas', "id")                                   AS row_id,
       'compas'                                                 AS study,
       date_of("compas_screening_date")                         AS released_on,
       text_of("race")                                          AS race_recorded,
       CASE WHEN "race" = 'Other' THEN 'other' ELSE code_of("race", 'race') END AS race,
       code_of("sex", 'sex')                                    AS sex,
       integer_of("age")                                        AS age,
       text_of("age_cat")                                       AS age_group,
       integer_of("priors_count")                               AS priors,
       integer_of("decile_score")                               AS score,
       text_of("score_text")                                    AS score_level,
       code_of("c_charge_degree", 'offense_level')              AS charge_level,
       integer_of("days_b_screening_arrest")                    AS days_to_screening,
       "is_recid" <> '-1'                                       AS outcome_known,
       yes_no("two_year_recid", '1', '0')                       AS returned_2y,
       number_of("start")                                       AS entered_time,
       number_of("end")                                         AS followed_time,
       yes_no("event", '1', '0')                                AS event
FROM   source

-- map: compas_two_years_violent
-- title: Broward County risk scores of violence and two years after (ProPublica)
-- title::es: Puntajes de riesgo de violencia del condado de Broward y dos años después (ProPublica)
-- source: ProPublica from Broward County records
-- reads: csv
-- into: followed_person
-- dates: yyyy-mm-dd
SELECT key_of('compas_violent', "id")                           AS row_id,
       'compas_violent'                                         AS study,
       date_of("compas_screening_date")                         AS released_on,
       text_of("race")                                          AS race_recorded,
       CASE WHEN "race" = 'Other' THEN 'other' ELSE code_of("race", 'race') END AS race,
       code_of("sex", 'sex')                                    AS sex,
       integer_of("age")                                        AS age,
       text_of("age_cat")                                       AS age_group,
       integer_of("priors_count")                               AS priors,
       integer_of("v_decile_score")                             AS score,
       text_of("v_score_text")                                  AS score_level,
       code_of("c_charge_degree", 'offense_level')              AS charge_level,
       integer_of("days_b_screening_arrest")                    AS days_to_screening,
       "is_recid" <> '-1'                                       AS outcome_known,
       yes_no("two_year_recid", '1', '0')                       AS returned_2y
FROM   source

-- map: nij_challenge_1
-- title: NIJ challenge, released in Georgia, followed from release (load first)
-- title::es: Desafío NIJ, salidas en Georgia, seguidas desde la salida (cargar primero)
-- about: Ages are bands. Gang membership is blank for women: blank is not no.
-- about::es: Las edades son tramos. La pertenencia a pandillas está en blanco para las mujeres: en blanco no es no.
-- source: US National Institute of Justice
-- reads: csv
-- into: followed_person
SELECT key_of('nij', "ID")                                      AS row_id,
       'nij year 1'                                             AS study,
       text_of("Race")                                          AS race_recorded,
       code_of("Race", 'race')                                  AS race,
       code_of("Gender", 'sex')                                 AS sex,
       text_of("Age_at_Release")                                AS age_group,
       integer_of("Supervision_Risk_Score_First")               AS score,
       text_of("Supervision_Level_First")                       AS score_level,
       yes_no("Gang_Affiliated", 'true', 'false')               AS gang,
       text_of("Prison_Offense")                                AS offense_group
FROM   source

-- map: nij_outcomes
-- title: NIJ challenge, who was arrested in year 1 and 2
-- title::es: Desafío NIJ, quién fue arrestado en el año 1 y 2
-- source: derived from the three files of the challenge
-- reads: csv
-- into: followed_person
SELECT key_of('nij outcome', "ID")                                                                          AS row_id,
       'nij outcome'                                                                                        AS study,
       yes_no("recidivism_arrest_year1", '1', '0')                                                          AS returned_1y,
       CASE WHEN "recidivism_arrest_year1" = '1' THEN NULL ELSE yes_no("recidivism_arrest_year2", '1', '0') END AS returned_2y
FROM   source

-- map: rossi
-- title: Released from Maryland prisons in the 1970s, followed for 52 weeks
-- title::es: Salidas de prisiones de Maryland en los años 70, seguidas 52 semanas
-- source: Rossi, Berk & Lenihan 1980, through the R package carData
-- reads: csv
-- into: followed_person
SELECT key_of('rossi', line)                    AS row_id,
       'rossi'                                  AS study,
       text_of("race")                          AS race_recorded,
       code_of("race", 'race')                  AS race,
       integer_of("age")                        AS age,
       integer_of("prio")                       AS priors,
       number_of("week")                        AS followed_time,
       yes_no("arrest", '1', '0')               AS event,
       yes_no("fin")                            AS aid,
       yes_no("wexp")                           AS worked,
       yes_no("mar", 'married', 'not married')  AS married,
       yes_no("paro")                           AS paroled
FROM   source

-- map: philadelphia_bail
-- title: Philadelphia bail, by day and amount
-- title::es: Fianzas de Filadelfia, por día y monto
-- about: One row a day and amount; the kind "Total" repeats the others.
-- about::es: Una fila por día y monto; el tipo "Total" repite los demás.
-- source: Philadelphia District Attorney's Office
-- reads: csv
-- into: prosecutor_day
-- dates: yyyy-mm-dd
-- period: day
SELECT key_of("date_value", "bail_category", 'bail')    AS row_id,
       date_of("date_value")                            AS day,
       'bail'                                           AS topic,
       text_of("bail_category")                         AS kind,
       coalesce(integer_of("Homicide"), 0) + coalesce(integer_of("Rape"), 0) + coalesce(integer_of("Robbery/Gun"), 0)
       + coalesce(integer_of("Robbery/Other"), 0) + coalesce(integer_of("Aggravated Assault/Gun"), 0) + coalesce(integer_of("Aggravated Assault/Other"), 0)
       + coalesce(integer_of("Other Assaults"), 0) + coalesce(integer_of("Sexual Assault and Other Sex Offenses"), 0) + coalesce(integer_of("Burglary/Residential"), 0)
       + coalesce(integer_of("Burglary/Commercial"), 0) + coalesce(integer_of("Theft of Motor Vehicle Tag"), 0) + coalesce(integer_of("Theft from Person"), 0)
       + coalesce(integer_of("Theft from Auto"), 0) + coalesce(integer_of("Retail Theft"), 0) + coalesce(integer_of("Theft"), 0)
       + coalesce(integer_of("Auto Theft"), 0) + coalesce(integer_of("Fraud/Theft of Services"), 0) + coalesce(integer_of("Embezzlement"), 0)
       + coalesce(integer_of("Drug Possession"), 0) + coalesce(integer_of("Drug Sales"), 0) + coalesce(integer_of("DUI"), 0)
       + coalesce(integer_of("Possession of Firearms"), 0) + coalesce(integer_of("Prostitution/Sex Work"), 0) + coalesce(integer_of("Patronizing Prostitutes"), 0)
       + coalesce(integer_of("Threats of Violence"), 0) + coalesce(integer_of("Uncategorized Offenses"), 0)
       AS cases,
       integer_of("Homicide")                           AS homicide,
       integer_of("Drug Sales")                         AS drug_sales,
       integer_of("Drug Possession")                    AS drug_possession,
       integer_of("Possession of Firearms")             AS firearms
FROM   source

-- map: philadelphia_outcomes
-- title: Philadelphia case outcomes, by day
-- title::es: Resultados de casos de Filadelfia, por día
-- about: One row a day and outcome; the kind "Total" repeats the others.
-- about::es: Una fila por día y resultado; el tipo "Total" repite los demás.
-- source: Philadelphia District Attorney's Office
-- reads: csv
-- into: prosecutor_day
-- dates: yyyy-mm-dd
-- period: day
SELECT key_of("date_value", "dispoType", 'outcome')     AS row_id,
       date_of("date_value")                            AS day,
       'outcome'                                        AS topic,
       text_of("dispoType")                             AS kind,
       coalesce(integer_of("Homicide"), 0) + coalesce(integer_of("Rape"), 0) + coalesce(integer_of("Robbery/Gun"), 0)
       + coalesce(integer_of("Robbery/Other"), 0) + coalesce(integer_of("Aggravated Assault/Gun"), 0) + coalesce(integer_of("Aggravated Assault/Other"), 0)
       + coalesce(integer_of("Other Assaults"), 0) + coalesce(integer_of("Sexual Assault and Other Sex Offenses"), 0) + coalesce(integer_of("Burglary/Residential"), 0)
       + coalesce(integer_of("Burglary/Commercial"), 0) + coalesce(integer_of("Theft of Motor Vehicle Tag"), 0) + coalesce(integer_of("Theft from Person"), 0)
       + coalesce(integer_of("Theft from Auto"), 0) + coalesce(integer_of("Retail Theft"), 0) + coalesce(integer_of("Theft"), 0)
       + coalesce(integer_of("Auto Theft"), 0) + coalesce(integer_of("Fraud/Theft of Services"), 0) + coalesce(integer_of("Embezzlement"), 0)
       + coalesce(integer_of("Drug Possession"), 0) + coalesce(integer_of("Drug Sales"), 0) + coalesce(integer_of("DUI"), 0)
       + coalesce(integer_of("Possession of Firearms"), 0) + coalesce(integer_of("Prostitution/Sex Work"), 0) + coalesce(integer_of("Patronizing Prostitutes"), 0)
       + coalesce(integer_of("Threats of Violence"), 0) + coalesce(integer_of("Uncategorized Offenses"), 0)
       AS cases,
       integer_of("Homicide")                           AS homicide,
       integer_of("Drug Sales")                         AS drug_sales,
       integer_of("Drug Possession")                    AS drug_possession,
       integer_of("Possession of Firearms")             AS firearms
FROM   source

-- map: wyoming_youth_court
-- title: Wyoming youth court cases by county (OJJDP)
-- title::es: Casos de menores de Wyoming por condado (OJJDP)
-- about: A star hides a small number; two dashes mean not reported. Neither is zero.
-- about::es: Un asterisco oculta un número pequeño; dos guiones significan sin informe. Ninguno es cero.
-- source: US OJJDP county case counts
-- reads: csv
-- into: youth_court_count
-- dates: yyyy-mm-dd
-- period: year_from
SELECT key_of("Year", "County Name")                                                                                AS row_id,
       text_of("County Name")                                                                                       AS county,
       date_of("Year" || '-01-01')                                                                                  AS year_from,
       CASE WHEN "10 Through Upper Age Estimates" IN ('*', '--') THEN NULL ELSE integer_of("10 Through Upper Age Estimates") END AS youth,
       CASE WHEN "Delinquency Petition" IN ('*', '--') THEN NULL ELSE integer_of("Delinquency Petition") END        AS delinquency_petition,
       CASE WHEN "Delinquency Non-petition" IN ('*', '--') THEN NULL ELSE integer_of("Delinquency Non-petition") END AS delinquency_informal,
       CASE WHEN "Status Petition" IN ('*', '--') THEN NULL ELSE integer_of("Status Petition") END                  AS status_petition,
       CASE WHEN "Status Non-petition" IN ('*', '--') THEN NULL ELSE integer_of("Status Non-petition") END          AS status_informal,
       ("Delinquency Petition" = '*') + ("Delinquency Non-petition" = '*') + ("Status Petition" = '*') + ("Status Non-petition" = '*')
       + ("Dependency Petition" = '*') + ("Dependency Non-petition" = '*')                                          AS hidden,
       ("Delinquency Petition" = '--') + ("Delinquency Non-petition" = '--') + ("Status Petition" = '--') + ("Status Non-petition" = '--')
       + ("Dependency Petition" = '--') + ("Dependency Non-petition" = '--')                                        AS missing
FROM   source

-- map: wyoming_youth_arrests
-- title: Wyoming youth arrests by county
-- title::es: Arrestos de menores de Wyoming por condado
-- source: Wyoming Division of Criminal Investigation
-- reads: csv
-- into: youth_arrest_count
-- dates: yyyy-mm-dd
-- period: year_from
SELECT key_of("Year", "County", line)                                                                                    AS row_id,
       text_of("County")                                                                                                 AS county,
       date_of("Year" || '-01-01')                                                                                       AS year_from,
       integer_of("Manslaughter") + integer_of("Rape") + integer_of("Robbery") + integer_of("Aggravated-Assault")        AS violent,
       integer_of("Burglary") + integer_of("Larceny-Theft") + integer_of("Motor-Vehicle-Theft") + integer_of("Arson")    AS property,
       integer_of("Drug-Abuse-Violations")                                                                               AS drugs,
       integer_of("Driving-Under-the-Influence") + integer_of("Liquor-Laws") + integer_of("Drunkenness")                 AS alcohol,
       integer_of("Curfew-Loitering-Law-Violations") + integer_of("Run-a-ways")                                          AS curfew_runaway,
       integer_of("All-Other-Offenses-Except-Traffic") + integer_of("Other-Assaults") + integer_of("Vandalism") + integer_of("Disorderly-Conduct") AS other
FROM   source

-- map: nyc_jail_2016_06_02
-- title: New York City jails, in custody on 2 June 2016
-- title::es: Cárceles de la ciudad de Nueva York, en custodia el 2 de junio de 2016
-- about: The file does not name its day. Ages and charges are as of the extract; nobody has a day of discharge.
-- about::es: El archivo no nombra su día. Las edades y los cargos son de la fecha del extracto; nadie tiene día de salida.
-- source: New York City Department of Correction
-- reads: csv
-- into: custody_day
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/New_York
SELECT key_of('2016-06-02', "INMATEID", line)          AS row_id,
       date_of('2016-06-02', 'yyyy-mm-dd')             AS day,
       text_of("INMATEID")                              AS inmate,
       datetime_of("ADMITTED_DT")                       AS admitted,
       code_of("CUSTODY_LEVEL", 'custody_level')        AS custody_level,
       yes_no("BRADH", 'Y', 'N')                        AS mental_health,
       CASE "RACE" WHEN 'I' THEN 'native' ELSE code_of("RACE", 'race') END AS race,
       code_of("GENDER", 'sex')                         AS sex,
       CASE WHEN integer_of("AGE") < 10 THEN NULL ELSE integer_of("AGE") END AS age,
       code_of("INMATE_STATUS_CODE", 'inmate_status')   AS status,
       text_of("TOP_CHARGE")                            AS top_charge
FROM   source

-- map: nyc_jail_2016_06_03
-- title: New York City jails, in custody on 3 June 2016
-- title::es: Cárceles de la ciudad de Nueva York, en custodia el 3 de junio de 2016
-- about: The file does not name its day. Ages and charges are as of the extract; nobody has a day of discharge.
-- about::es: El archivo no nombra su día. Las edades y los cargos son de la fecha del extracto; nadie tiene día de salida.
-- source: New York City Department of Correction
-- reads: csv
-- into: custody_day
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/New_York
SELECT key_of('2016-06-03', "INMATEID", line)          AS row_id,
       date_of('2016-06-03', 'yyyy-mm-dd')             AS day,
       text_of("INMATEID")                              AS inmate,
       datetime_of("ADMITTED_DT")                       AS admitted,
       code_of("CUSTODY_LEVEL", 'custody_level')        AS custody_level,
       yes_no("BRADH", 'Y', 'N')                        AS mental_health,
       CASE "RACE" WHEN 'I' THEN 'native' ELSE code_of("RACE", 'race') END AS race,
       code_of("GENDER", 'sex')                         AS sex,
       CASE WHEN integer_of("AGE") < 10 THEN NULL ELSE integer_of("AGE") END AS age,
       code_of("INMATE_STATUS_CODE", 'inmate_status')   AS status,
       text_of("TOP_CHARGE")                            AS top_charge
FROM   source

-- map: nyc_jail_2016_06_04
-- title: New York City jails, in custody on 4 June 2016
-- title::es: Cárceles de la ciudad de Nueva York, en custodia el 4 de junio de 2016
-- about: The file does not name its day. Ages and charges are as of the extract; nobody has a day of discharge.
-- about::es: El archivo no nombra su día. Las edades y los cargos son de la fecha del extracto; nadie tiene día de salida.
-- source: New York City Department of Correction
-- reads: csv
-- into: custody_day
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/New_York
SELECT key_of('2016-06-04', "INMATEID", line)          AS row_id,
       date_of('2016-06-04', 'yyyy-mm-dd')             AS day,
       text_of("INMATEID")                              AS inmate,
       datetime_of("ADMITTED_DT")                       AS admitted,
       code_of("CUSTODY_LEVEL", 'custody_level')        AS custody_level,
       yes_no("BRADH", 'Y', 'N')                        AS mental_health,
       CASE "RACE" WHEN 'I' THEN 'native' ELSE code_of("RACE", 'race') END AS race,
       code_of("GENDER", 'sex')                         AS sex,
       CASE WHEN integer_of("AGE") < 10 THEN NULL ELSE integer_of("AGE") END AS age,
       code_of("INMATE_STATUS_CODE", 'inmate_status')   AS status,
       text_of("TOP_CHARGE")                            AS top_charge
FROM   source
