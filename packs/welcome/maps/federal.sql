-- Files that federal bodies publish.

-- map: labor_h2b_2004
-- title: H-2B decisions of fiscal year 2004
-- title::es: Decisiones H-2B del año fiscal 2004
-- about: The last event of each case stands for its status; a case that occurs twice keeps both rows.
-- source: US Department of Labor, OFLC
-- reads: csv
-- into: visa_petition
-- dates: mm/dd/yy(1950) hh:mm:ss
SELECT text_of("Case_Num" || '-' || row_number() OVER (PARTITION BY "Case_Num" ORDER BY line)) AS petition_id,
       text_of("Case_Num")                            AS case_number,
       code_of("Case_Type", 'visa_kind')              AS kind,
       2004                                           AS fiscal_year,
       text_of("Emp_Name")                            AS employer_name,
       code_of("Work_State", 'us_state')              AS work_state,
       text_of("Work_State")                          AS work_place,
       text_of("Occ_Code")                            AS occupation,
       text_of("Occ_Title")                           AS title,
       integer_of("Num_Aliens")                       AS workers_asked,
       number_of("Salary")                            AS wage,
       code_of("Unit_of_Pay", 'pay_unit')             AS wage_unit,
       number_of("Prevail_Wage")                      AS prevailing_wage,
       code_of("Unit_of_Pay_Prev", 'pay_unit')        AS prevailing_unit,
       date_of("Rec_State_Office")                    AS filed_on,
       date_of("Last_Event_Date")                     AS decided_on,
       code_of("Last_Sig_Event", 'petition_status')   AS status,
       text_of("Att_Firm_Name")                       AS agent
FROM   source

-- map: labor_h2b_2010
-- title: H-2B decisions of fiscal year 2010
-- title::es: Decisiones H-2B del año fiscal 2010
-- about: Places that freely associated states name (FM, MH) stay as written.
-- source: US Department of Labor, OFLC
-- reads: csv
-- into: visa_petition
-- dates: d-Mon-yy(1950)
SELECT text_of("CASE_NO")                             AS petition_id,
       text_of("CASE_NO")                             AS case_number,
       code_of("APPLICATION_TYPE", 'visa_kind')       AS kind,
       2010                                           AS fiscal_year,
       text_of("EMPLOYER_NAME")                       AS employer_name,
       text_of("EMPLOYER_POSTAL_CODE")                AS employer_postal,
       code_of(CASE WHEN "ALIEN_WORK_STATE" IN ('FM', 'MH') THEN NULL ELSE "ALIEN_WORK_STATE" END, 'us_state') AS work_state,
       text_of("ALIEN_WORK_STATE")                    AS work_place,
       text_of("DOT_OCCUPATIONAL_CODE")               AS occupation,
       text_of("JOB_TITLE")                           AS title,
       integer_of("NBR_WORKERS_REQUESTED")            AS workers_asked,
       integer_of("NBR_WORKERS_CERTIFIED")            AS workers_certified,
       number_of("BASIC_RATE_OF_PAY")                 AS wage,
       code_of("BASIC_UNIT_OF_PAY", 'pay_unit')       AS wage_unit,
       number_of("PREVAILING_WAGE")                   AS prevailing_wage,
       code_of("PW_UNIT_OF_PAY", 'pay_unit')          AS prevailing_unit,
       date_of("CERTIFICATION_BEGIN_DATE")            AS need_from,
       date_of("CERTIFICATION_END_DATE")              AS need_to,
       date_of("NPC_SUBMITTED_DATE")                  AS filed_on,
       date_of("DECISION_DATE")                       AS decided_on,
       code_of("CASE_STATUS", 'petition_status')      AS status,
       text_of("AGENT_ATTORNEY_NAME")                 AS agent
FROM   source

-- map: labor_h2a_debarments
-- title: Employers barred from H-2A, fiscal years 2009 to 2013
-- title::es: Empleadores inhabilitados para H-2A, años fiscales 2009 a 2013
-- about: Rows that are only a year, or empty, are headings.
-- source: US Department of Labor, OFLC
-- reads: xlsx, no header: blank, employer, length, starts, ends, skip 4
-- into: debarment
-- dates: m/d/yyyy | yyyy-mm-dd
-- skips: "length" IS NULL OR "length" = 'Duration'
SELECT key_of("employer", "starts", line)      AS debarment_id,
       'h2a'                                   AS kind,
       text_of("employer")                     AS employer_name,
       text_of(lower("length"))                AS length,
       date_of("starts")                       AS starts_on,
       date_of("ends")                         AS ends_on
FROM   source

-- map: ice_287g
-- title: Agencies that take part in 287(g), 18 July 2025
-- title::es: Organismos que participan en 287(g), 18 de julio de 2025
-- about: Two days that the sheet writes without their second slash are mended.
-- source: US ICE, as kept by github.com/appelson/Tracking_287g
-- reads: xlsx
-- into: enforcement_agreement
-- dates: m/d/yyyy | yyyy-mm-dd
-- skips: "STATE" IS NULL
SELECT key_of("STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", line) AS agreement_id,
       '2025-07-18'                                    AS listed_on,
       code_of("STATE", 'us_state')                    AS state,
       text_of("LAW ENFORCEMENT AGENCY")               AS agency_name,
       text_of("TYPE")                                 AS kind,
       text_of("COUNTY")                               AS county,
       code_of("SUPPORT TYPE", 'enforcement_model')    AS model,
       date_of(CASE "SIGNED" WHEN '7/72025' THEN '7/7/2025' WHEN '05/082025' THEN '05/08/2025' ELSE "SIGNED" END) AS signed_on
FROM   source

-- map: border_apprehensions
-- title: Apprehensions on the southwest border by sector, 1960 to 2019
-- title::es: Detenciones en la frontera suroeste por sector, 1960 a 2019
-- about: The rows of the sector "southwest border" are the sum of the others.
-- source: US Border Patrol, as kept by github.com/jacobkap/borderpatrol
-- reads: csv
-- into: border_year
SELECT 'apprehensions-' || "sector" || '-' || "fiscal_year" AS row_id, code_of("sector", 'border_sector') AS sector,
       integer_of("fiscal_year") AS fiscal_year, 'apprehensions' AS topic, integer_of("total_apprehensions") AS number
FROM   source

-- map: border_nationwide
-- title: Apprehensions nationwide, 1925 to 2019
-- title::es: Detenciones en todo el país, 1925 a 2019
-- source: US Border Patrol, as kept by github.com/jacobkap/borderpatrol
-- reads: csv
-- into: border_year
SELECT 'apprehensions-nationwide-' || "fiscal_year" AS row_id, 'nationwide' AS sector,
       integer_of("fiscal_year") AS fiscal_year, 'apprehensions' AS topic, integer_of("total_apprehensions") AS number
FROM   source

-- map: border_deaths
-- title: Deaths on the southwest border by sector, 1998 to 2019
-- title::es: Muertes en la frontera suroeste por sector, 1998 a 2019
-- source: US Border Patrol, as kept by github.com/jacobkap/borderpatrol
-- reads: csv
-- into: border_year
SELECT 'deaths-' || "sector" || '-' || "fiscal_year" AS row_id, code_of("sector", 'border_sector') AS sector,
       integer_of("fiscal_year") AS fiscal_year, 'deaths' AS topic, integer_of("deaths") AS number
FROM   source

-- map: border_agents
-- title: Border Patrol agents by sector, 1992 to 2019
-- title::es: Agentes de la Patrulla Fronteriza por sector, 1992 a 2019
-- about: NA means that the sector did not exist or did not report.
-- source: US Border Patrol, as kept by github.com/jacobkap/borderpatrol
-- reads: csv
-- into: border_year
SELECT 'agents-' || "sector" || '-' || "fiscal_year" AS row_id, code_of("sector", 'border_sector') AS sector,
       integer_of("fiscal_year") AS fiscal_year, 'agents' AS topic,
       integer_of(CASE WHEN "number_of_agents" = 'NA' THEN NULL ELSE "number_of_agents" END) AS number
FROM   source

-- map: court_departures
-- title: Voluntary departure asked for at immigration courts, October 2011 to December 2018
-- title::es: Salidas voluntarias pedidas en tribunales migratorios, octubre de 2011 a diciembre de 2018
-- about: The file has a column for each month; here each court and month becomes a row. NA is not known.
-- source: EOIR records, The Marshall Project
-- reads: csv
-- into: departure_month
WITH   months(month) AS (VALUES ('2011-10'), ('2011-11'), ('2011-12'), ('2012-01'), ('2012-02'), ('2012-03'), ('2012-04'), ('2012-05'),
       ('2012-06'), ('2012-07'), ('2012-08'), ('2012-09'), ('2012-10'), ('2012-11'), ('2012-12'), ('2013-01'),
       ('2013-02'), ('2013-03'), ('2013-04'), ('2013-05'), ('2013-06'), ('2013-07'), ('2013-08'), ('2013-09'),
       ('2013-10'), ('2013-11'), ('2013-12'), ('2014-01'), ('2014-02'), ('2014-03'), ('2014-04'), ('2014-05'),
       ('2014-06'), ('2014-07'), ('2014-08'), ('2014-09'), ('2014-10'), ('2014-11'), ('2014-12'), ('2015-01'),
       ('2015-02'), ('2015-03'), ('2015-04'), ('2015-05'), ('2015-06'), ('2015-07'), ('2015-08'), ('2015-09'),
       ('2015-10'), ('2015-11'), ('2015-12'), ('2016-01'), ('2016-02'), ('2016-03'), ('2016-04'), ('2016-05'),
       ('2016-06'), ('2016-07'), ('2016-08'), ('2016-09'), ('2016-10'), ('2016-11'), ('2016-12'), ('2017-01'),
       ('2017-02'), ('2017-03'), ('2017-04'), ('2017-05'), ('2017-06'), ('2017-07'), ('2017-08'), ('2017-09'),
       ('2017-10'), ('2017-11'), ('2017-12'), ('2018-01'), ('2018-02'), ('2018-03'), ('2018-04'), ('2018-05'),
       ('2018-06'), ('2018-07'), ('2018-08'), ('2018-09'), ('2018-10'), ('2018-11'), ('2018-12'))
SELECT text_of("immigration_court" || ' ' || m.month) AS row_id,
       text_of("immigration_court")                   AS court,
       m.month                                        AS month,
       integer_of(nullif(CASE m.month WHEN '2011-10' THEN "october_2011" WHEN '2011-11' THEN "november_2011" WHEN '2011-12' THEN "december_2011"
                  WHEN '2012-01' THEN "january_2012" WHEN '2012-02' THEN "february_2012" WHEN '2012-03' THEN "march_2012"
                  WHEN '2012-04' THEN "april_2012" WHEN '2012-05' THEN "may_2012" WHEN '2012-06' THEN "june_2012"
                  WHEN '2012-07' THEN "july_2012" WHEN '2012-08' THEN "august_2012" WHEN '2012-09' THEN "september_2012"
                  WHEN '2012-10' THEN "october_2012" WHEN '2012-11' THEN "november_2012" WHEN '2012-12' THEN "december_2012"
                  WHEN '2013-01' THEN "january_2013" WHEN '2013-02' THEN "february_2013" WHEN '2013-03' THEN "march_2013"
                  WHEN '2013-04' THEN "april_2013" WHEN '2013-05' THEN "may_2013" WHEN '2013-06' THEN "june_2013"
                  WHEN '2013-07' THEN "july_2013" WHEN '2013-08' THEN "august_2013" WHEN '2013-09' THEN "september_2013"
                  WHEN '2013-10' THEN "october_2013" WHEN '2013-11' THEN "november_2013" WHEN '2013-12' THEN "december_2013"
                  WHEN '2014-01' THEN "january_2014" WHEN '2014-02' THEN "february_2014" WHEN '2014-03' THEN "march_2014"
                  WHEN '2014-04' THEN "april_2014" WHEN '2014-05' THEN "may_2014" WHEN '2014-06' THEN "june_2014"
                  WHEN '2014-07' THEN "july_2014" WHEN '2014-08' THEN "august_2014" WHEN '2014-09' THEN "september_2014"
                  WHEN '2014-10' THEN "october_2014" WHEN '2014-11' THEN "november_2014" WHEN '2014-12' THEN "december_2014"
                  WHEN '2015-01' THEN "january_2015" WHEN '2015-02' THEN "february_2015" WHEN '2015-03' THEN "march_2015"
                  WHEN '2015-04' THEN "april_2015" WHEN '2015-05' THEN "may_2015" WHEN '2015-06' THEN "june_2015"
                  WHEN '2015-07' THEN "july_2015" WHEN '2015-08' THEN "august_2015" WHEN '2015-09' THEN "september_2015"
                  WHEN '2015-10' THEN "october_2015" WHEN '2015-11' THEN "november_2015" WHEN '2015-12' THEN "december_2015"
                  WHEN '2016-01' THEN "january_2016" WHEN '2016-02' THEN "february_2016" WHEN '2016-03' THEN "march_2016"
                  WHEN '2016-04' THEN "april_2016" WHEN '2016-05' THEN "may_2016" WHEN '2016-06' THEN "june_2016"
                  WHEN '2016-07' THEN "july_2016" WHEN '2016-08' THEN "august_2016" WHEN '2016-09' THEN "september_2016"
                  WHEN '2016-10' THEN "october_2016" WHEN '2016-11' THEN "november_2016" WHEN '2016-12' THEN "december_2016"
                  WHEN '2017-01' THEN "january_2017" WHEN '2017-02' THEN "february_2017" WHEN '2017-03' THEN "march_2017"
                  WHEN '2017-04' THEN "april_2017" WHEN '2017-05' THEN "may_2017" WHEN '2017-06' THEN "june_2017"
                  WHEN '2017-07' THEN "july_2017" WHEN '2017-08' THEN "august_2017" WHEN '2017-09' THEN "september_2017"
                  WHEN '2017-10' THEN "october_2017" WHEN '2017-11' THEN "november_2017" WHEN '2017-12' THEN "december_2017"
                  WHEN '2018-01' THEN "january_2018" WHEN '2018-02' THEN "february_2018" WHEN '2018-03' THEN "march_2018"
                  WHEN '2018-04' THEN "april_2018" WHEN '2018-05' THEN "may_2018" WHEN '2018-06' THEN "june_2018"
                  WHEN '2018-07' THEN "july_2018" WHEN '2018-08' THEN "august_2018" WHEN '2018-09' THEN "september_2018"
                  WHEN '2018-10' THEN "october_2018" WHEN '2018-11' THEN "november_2018" WHEN '2018-12' THEN "december_2018" END, 'NA')) AS applications
FROM   source
CROSS  JOIN months AS m
