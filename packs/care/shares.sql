-- share: crisis.public
-- title: Crisis calls by month and line, and who went, for the public
-- title::es: Llamadas de crisis por mes y línea, y quién acudió, para el público
-- to: public
-- format: csv
-- each: month
-- suppress below: 11
SELECT month_of(day_of(received)) AS month, line AS line, count(*) AS calls, count(*) FILTER (WHERE by_police > 0) AS police_went,
       count(*) FILTER (WHERE by_crisis_team > 0) AS crisis_team_went
FROM   call_answer
WHERE  behavioral_health
GROUP  BY month_of(day_of(received)), line

-- share: stepping_up.report
-- title: The four Stepping Up measures, by quarter
-- title::es: Las cuatro medidas de Stepping Up, por trimestre
-- to: county board
-- format: csv
-- each: quarter
-- suppress below: 11
-- basis: Stepping Up initiative
SELECT quarter_of(day_of(s.booked)) AS quarter, count(*) AS bookings, count(*) FILTER (WHERE s.smi) AS with_serious_mental_illness,
       count(DISTINCT s.person) FILTER (WHERE s.smi) AS people_with_serious_mental_illness
FROM   jail_stay AS s
GROUP  BY quarter_of(day_of(s.booked))

-- share: overdose.public
-- title: Overdoses by month and area, for the public
-- title::es: Sobredosis por mes y zona, para el público
-- to: public
-- format: csv
-- each: month
-- suppress below: 11
SELECT month_of(happened_on) AS month, area AS area, count(*) AS overdoses, count(*) FILTER (WHERE fatal) AS deaths
FROM   overdose
GROUP  BY month_of(happened_on), area
