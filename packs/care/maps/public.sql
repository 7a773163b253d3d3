-- Files that cities, counties and the CDC publish.

-- map: cook_county_diversion
-- title: Cook County diversions, one row a referral
-- title::es: Derivaciones del condado de Cook, una fila por remisión
-- about: A case repeats for each program. Some referrals are dated before the case; one is dated 1946. They are kept and listed.
-- about::es: Un caso se repite por cada programa. Algunas remisiones son anteriores al caso; una es de 1946. Se conservan y se listan.
-- source: Cook County State's Attorney open data
-- reads: csv
-- into: diversion
-- dates: m/d/yyyy
-- period: referred_on
SELECT key_of("CASE_ID", "CASE_PARTICIPANT_ID", "DIVERSION_PROGRAM", "REFERRAL_DATE", "DIVERSION_COUNT") AS diversion_id,
       text_of("CASE_ID")                                                                               AS case_number,
       text_of("CASE_PARTICIPANT_ID")                                                                   AS participant,
       code_of("DIVERSION_PROGRAM", 'diversion_program')                                                AS program,
       date_of(substr("RECEIVED_DATE", 1, 10))                                                          AS received_on,
       date_of(substr("REFERRAL_DATE", 1, 10))                                                          AS referred_on,
       integer_of("DIVERSION_COUNT")                                                                    AS nth,
       text_of("OFFENSE_CATEGORY")                                                                      AS offense,
       text_of("PRIMARY_CHARGE_OFFENSE_TITLE")                                                          AS charge,
       text_of("STATUTE")                                                                               AS statute,
       CASE WHEN "RACE" = 'Biracial' THEN 'multiple' ELSE code_of("RACE", 'race') END                   AS race,
       code_of("GENDER", 'sex')                                                                         AS sex,
       code_of("DIVERSION_RESULT", 'diversion_result')                                                  AS result,
       date_of(substr("DIVERSION_CLOSED_DATE", 1, 10))                                                  AS closed_on
FROM   source

-- map: tempe_opioid_calls
-- title: Tempe opioid calls
-- title::es: Llamadas por opioides en Tempe
-- about: The city rounds the places. Where it does not say whether naloxone was given, it is not a no.
-- about::es: La ciudad redondea los lugares. Donde no dice si se dio naloxona, no es un no.
-- source: City of Tempe
-- reads: csv
-- into: overdose
-- dates: yyyy-mm-dd
-- period: happened_on
SELECT key_of(line, "incident_date")       AS overdose_id,
       date_of("incident_date")            AS happened_on,
       integer_of("year")                  AS reported_year,
       point_of("longitude", "latitude")   AS place,
       'opioid'                            AS substances,
       CASE WHEN "narcan_given" = 'NA' THEN NULL ELSE yes_no("narcan_given", 'TRUE', 'FALSE') END AS naloxone_given
FROM   source

-- map: cdc_overdose_counts
-- title: CDC provisional drug overdose death counts
-- title::es: Conteos provisionales de muertes por sobredosis de los CDC
-- about: Each row is the total of the twelve months that end with its month: never add months. YC is New York City.
-- about::es: Cada fila es el total de los doce meses que terminan con su mes: nunca sume meses. YC es la ciudad de Nueva York.
-- source: CDC National Center for Health Statistics
-- reads: csv
-- into: overdose_count
-- dates: d Month yyyy
-- period: month_end
SELECT key_of("State", "Year", "Month", "Indicator")                            AS row_id,
       text_of("State")                                                         AS state,
       add_days(add_months(date_of('1 ' || "Month" || ' ' || "Year"), 1), -1)   AS month_end,
       code_of("Indicator", 'overdose_indicator')                               AS indicator,
       number_of("Data Value")                                                  AS reported,
       number_of("Predicted Value")                                             AS predicted,
       number_of("Percent Complete")                                            AS complete,
       number_of("Percent Pending Investigation")                               AS pending,
       "Footnote Symbol" = '*'                                                  AS caution
FROM   source

-- map: lane_county_mobile_crisis
-- title: Lane County mobile crisis, monthly counts
-- title::es: Crisis móvil del condado de Lane, conteos mensuales
-- about: The source spells one end in two ways; here they are one. Counts under six are hidden.
-- about::es: La fuente escribe un final de dos maneras; aquí son una. Los conteos menores de seis están ocultos.
-- source: Lane County Mobile Crisis Services, aggregate
-- reads: csv
-- into: crisis_month
-- dates: yyyy-mm-dd
-- period: month
SELECT key_of("month", "city", coalesce("end_point", ''))                               AS row_id,
       date_of("month" || '-01')                                                        AS month,
       text_of("city")                                                                  AS city,
       code_of("end_point", 'crisis_end')                                               AS end_point,
       CASE WHEN "dispatches" = '<6' THEN NULL ELSE integer_of("dispatches") END        AS dispatches,
       "dispatches" = '<6'                                                              AS hidden,
       number_of("median_min_request_to_dispatch")                                      AS minutes_to_dispatch,
       number_of("median_min_dispatch_to_arrival")                                      AS minutes_to_arrival
FROM   source

-- map: philadelphia_naloxone
-- title: Philadelphia naloxone given, one column a quarter
-- title::es: Naloxona aplicada en Filadelfia, una columna por trimestre
-- about: NA means that the agency did not report, not zero.
-- about::es: NA significa que el organismo no informó, no cero.
-- source: Philadelphia Department of Public Health
-- reads: csv
-- into: naloxone
-- dates: yyyy-mm-dd
-- period: quarter_start
SELECT key_of(w.x, w.q)                                                   AS row_id,
       code_of(w.x, 'naloxone_giver')                                     AS giver,
       date_of(w.first)                                                   AS quarter_start,
       CASE WHEN w.given = 'NA' THEN NULL ELSE integer_of(w.given) END    AS given
FROM   (SELECT s."X" AS x, n.q AS q, n.first AS first,
        CASE n.q
            WHEN '2014Q1' THEN "X2014Q1"
            WHEN '2014Q2' THEN "X2014Q2"
            WHEN '2014Q3' THEN "X2014Q3"
            WHEN '2014Q4' THEN "X2014Q4"
            WHEN '2015Q1' THEN "X2015Q1"
            WHEN '2015Q2' THEN "X2015Q2"
            WHEN '2015Q3' THEN "X2015Q3"
            WHEN '2015Q4' THEN "X2015Q4"
            WHEN '2016Q1' THEN "X2016Q1"
            WHEN '2016Q2' THEN "X2016Q2"
            WHEN '2016Q3' THEN "X2016Q3"
            WHEN '2016Q4' THEN "X2016Q4"
            WHEN '2017Q1' THEN "X2017Q1"
            WHEN '2017Q2' THEN "X2017Q2"
            WHEN '2017Q3' THEN "X2017Q3"
            WHEN '2017Q4' THEN "X2017Q4"
            WHEN '2018Q1' THEN "X2018Q1"
            WHEN '2018Q2' THEN "X2018Q2"
            WHEN '2018Q3' THEN "X2018Q3"
            WHEN '2018Q4' THEN "X2018Q4"
            WHEN '2019Q1' THEN "X2019Q1"
            WHEN '2019Q2' THEN "X2019Q2"
        END AS given
        FROM   source AS s
        CROSS  JOIN (SELECT '2014Q1' AS q, '2014-01-01' AS first
        UNION  ALL SELECT '2014Q2', '2014-04-01'
        UNION  ALL SELECT '2014Q3', '2014-07-01'
        UNION  ALL SELECT '2014Q4', '2014-10-01'
        UNION  ALL SELECT '2015Q1', '2015-01-01'
        UNION  ALL SELECT '2015Q2', '2015-04-01'
        UNION  ALL SELECT '2015Q3', '2015-07-01'
        UNION  ALL SELECT '2015Q4', '2015-10-01'
        UNION  ALL SELECT '2016Q1', '2016-01-01'
        UNION  ALL SELECT '2016Q2', '2016-04-01'
        UNION  ALL SELECT '2016Q3', '2016-07-01'
        UNION  ALL SELECT '2016Q4', '2016-10-01'
        UNION  ALL SELECT '2017Q1', '2017-01-01'
        UNION  ALL SELECT '2017Q2', '2017-04-01'
        UNION  ALL SELECT '2017Q3', '2017-07-01'
        UNION  ALL SELECT '2017Q4', '2017-10-01'
        UNION  ALL SELECT '2018Q1', '2018-01-01'
        UNION  ALL SELECT '2018Q2', '2018-04-01'
        UNION  ALL SELECT '2018Q3', '2018-07-01'
        UNION  ALL SELECT '2018Q4', '2018-10-01'
        UNION  ALL SELECT '2019Q1', '2019-01-01'
        UNION  ALL SELECT '2019Q2', '2019-04-01') AS n) AS w
