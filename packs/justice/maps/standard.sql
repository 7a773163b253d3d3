-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does.

-- map: standard_arrest
-- title: Arrest: the standard sheet
-- title::es: Arresto: la hoja estándar
-- reads: csv; or xlsx
-- into: arrest
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: arrested
-- sample: arrest.csv
SELECT text_of("arrest_id")               AS arrest_id,
       text_of("agency")                  AS agency,
       text_of("person")                  AS person,
       datetime_of("arrested")            AS arrested,
       text_of("area")                    AS area,
       code_of("offense", 'offense')      AS offense,
       code_of("level", 'offense_level')  AS level,
       code_of("manner", 'arrest_manner') AS manner,
       yes_no("warrant")                  AS warrant,
       integer_of("age")                  AS age,
       code_of("race", 'race')            AS race,
       code_of("ethnicity", 'ethnicity')  AS ethnicity,
       code_of("sex", 'sex')              AS sex,
       datetime_of("probable_cause_at")   AS probable_cause_at,
       yes_no("charged")                  AS charged,
       yes_no("diverted")                 AS diverted,
       yes_no("sealed")                   AS sealed
FROM   source

-- map: standard_court_case
-- title: Court case: the standard sheet
-- title::es: Caso judicial: la hoja estándar
-- reads: csv; or xlsx
-- into: court_case
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: filed_on
-- sample: court_case.csv
SELECT text_of("case_number")                      AS case_number,
       text_of("arrest")                           AS arrest,
       text_of("person")                           AS person,
       code_of("court", 'court_kind')              AS court,
       date_of("filed_on")                         AS filed_on,
       code_of("level", 'offense_level')           AS level,
       yes_no("in_custody")                        AS in_custody,
       code_of("release_kind", 'pretrial_release') AS release_kind,
       date_of("released_on")                      AS released_on,
       money_of("bail_amount")                     AS bail_amount,
       date_of("counsel_on")                       AS counsel_on,
       date_of("first_appearance_on")              AS first_appearance_on,
       date_of("indicted_on")                      AS indicted_on,
       date_of("arraigned_on")                     AS arraigned_on,
       date_of("trial_on")                         AS trial_on,
       date_of("excluded_from")                    AS excluded_from,
       date_of("excluded_to")                      AS excluded_to,
       date_of("closed_on")                        AS closed_on,
       code_of("disposition", 'disposition')       AS disposition,
       integer_of("missed_appearances")            AS missed_appearances,
       yes_no("reminded")                          AS reminded,
       date_of("new_arrest_on")                    AS new_arrest_on,
       code_of("race", 'race')                     AS race,
       code_of("sex", 'sex')                       AS sex,
       yes_no("juvenile")                          AS juvenile
FROM   source

-- map: standard_charge
-- title: Charge: the standard sheet
-- title::es: Cargo: la hoja estándar
-- reads: csv; or xlsx
-- into: charge
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: arrested_on
-- sample: charge.csv
SELECT text_of("charge_id")                  AS charge_id,
       text_of("arrest")                     AS arrest,
       text_of("case_number")                AS case_number,
       text_of("person")                     AS person,
       code_of("state", 'us_state')          AS state,
       text_of("statute")                    AS statute,
       code_of("offense", 'offense')         AS offense,
       code_of("level", 'offense_level')     AS level,
       text_of("offense_class")              AS offense_class,
       integer_of("max_days")                AS max_days,
       yes_no("drug_possession")             AS drug_possession,
       yes_no("serious")                     AS serious,
       yes_no("violent")                     AS violent,
       yes_no("registrable")                 AS registrable,
       yes_no("excluded")                    AS excluded,
       yes_no("listed")                      AS listed,
       date_of("arrested_on")                AS arrested_on,
       date_of("filed_on")                   AS filed_on,
       yes_no("no_proceeding")               AS no_proceeding,
       date_of("disposed_on")                AS disposed_on,
       code_of("disposition", 'disposition') AS disposition,
       yes_no("probation")                   AS probation,
       yes_no("revoked")                     AS revoked,
       date_of("sentenced_on")               AS sentenced_on,
       date_of("released_on")                AS released_on,
       date_of("supervision_ended_on")       AS supervision_ended_on,
       date_of("completed_on")               AS completed_on,
       money_of("restitution_owed")          AS restitution_owed,
       money_of("restitution_paid")          AS restitution_paid,
       date_of("pardoned_on")                AS pardoned_on,
       date_of("cleared_on")                 AS cleared_on,
       yes_no("sealed")                      AS sealed
FROM   source

-- map: standard_case_event
-- title: Case event: the standard sheet
-- title::es: Acto del caso: la hoja estándar
-- reads: csv; or xlsx
-- into: case_event
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: scheduled_on
-- sample: case_event.csv
SELECT text_of("event_id")                      AS event_id,
       text_of("case_number")                   AS case_number,
       code_of("kind", 'case_event_kind')       AS kind,
       date_of("scheduled_on")                  AS scheduled_on,
       date_of("held_on")                       AS held_on,
       code_of("outcome", 'case_event_outcome') AS outcome
FROM   source

-- map: standard_sentence
-- title: Sentence: the standard sheet
-- title::es: Pena: la hoja estándar
-- reads: csv; or xlsx
-- into: sentence
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: sentenced_on
-- sample: sentence.csv
SELECT text_of("sentence_id")           AS sentence_id,
       text_of("charge")                AS charge,
       text_of("person")                AS person,
       date_of("sentenced_on")          AS sentenced_on,
       code_of("kind", 'sentence_kind') AS kind,
       integer_of("days")               AS days,
       yes_no("mandatory_minimum")      AS mandatory_minimum,
       yes_no("relieved")               AS relieved,
       integer_of("served_days")        AS served_days,
       code_of("race", 'race')          AS race,
       code_of("sex", 'sex')            AS sex
FROM   source

-- map: standard_reform_review
-- title: Review under a sentencing reform: the standard sheet
-- title::es: Revisión por una reforma penal: la hoja estándar
-- reads: csv; or xlsx
-- into: reform_review
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: reviewed_on
-- sample: reform_review.csv
SELECT text_of("review_id")                    AS review_id,
       text_of("sentence")                     AS sentence,
       date_of("reviewed_on")                  AS reviewed_on,
       integer_of("history_points")            AS history_points,
       yes_no("three_point")                   AS three_point,
       yes_no("two_point_violent")             AS two_point_violent,
       yes_no("violence")                      AS violence,
       yes_no("death_or_injury")               AS death_or_injury,
       yes_no("organizer")                     AS organizer,
       yes_no("told_all")                      AS told_all,
       yes_no("ineligible_offense")            AS ineligible_offense,
       integer_of("programs_days")             AS programs_days,
       code_of("risk", 'assessed_risk')        AS risk,
       code_of("risk_before", 'assessed_risk') AS risk_before,
       date_of("assessed_on")                  AS assessed_on
FROM   source

-- map: standard_booking
-- title: Booking and custody: the standard sheet
-- title::es: Ingreso y custodia: la hoja estándar
-- reads: csv; or xlsx
-- into: booking
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: admitted
-- sample: booking.csv
SELECT text_of("booking_id")                      AS booking_id,
       text_of("arrest")                          AS arrest,
       text_of("person")                          AS person,
       code_of("facility", 'facility_kind')       AS facility,
       datetime_of("admitted")                    AS admitted,
       code_of("reason", 'admission_reason')      AS reason,
       code_of("status", 'custody_status')        AS status,
       datetime_of("released")                    AS released,
       code_of("release_kind", 'custody_release') AS release_kind,
       date_of("expected_release_on")             AS expected_release_on,
       code_of("offense", 'offense')              AS offense,
       code_of("race", 'race')                    AS race,
       code_of("ethnicity", 'ethnicity')          AS ethnicity,
       code_of("sex", 'sex')                      AS sex,
       integer_of("age")                          AS age
FROM   source

-- map: standard_custody_day
-- title: In custody on a day: the standard sheet
-- title::es: En custodia en un día: la hoja estándar
-- reads: csv; or xlsx
-- into: custody_day
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: day
-- sample: custody_day.csv
SELECT text_of("row_id")                         AS row_id,
       date_of("day")                            AS day,
       text_of("inmate")                         AS inmate,
       datetime_of("admitted")                   AS admitted,
       code_of("custody_level", 'custody_level') AS custody_level,
       yes_no("mental_health")                   AS mental_health,
       code_of("race", 'race')                   AS race,
       code_of("sex", 'sex')                     AS sex,
       integer_of("age")                         AS age,
       code_of("status", 'inmate_status')        AS status,
       text_of("top_charge")                     AS top_charge
FROM   source

-- map: standard_custody_death
-- title: Death in custody: the standard sheet
-- title::es: Muerte en custodia: la hoja estándar
-- reads: csv; or xlsx
-- into: custody_death
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: died
-- sample: custody_death.csv
SELECT text_of("death_id")                 AS death_id,
       datetime_of("died")                 AS died,
       code_of("setting", 'death_setting') AS setting,
       text_of("place")                    AS place,
       text_of("agency")                   AS agency,
       text_of("name")                     AS name,
       integer_of("age")                   AS age,
       code_of("sex", 'sex')               AS sex,
       code_of("race", 'race')             AS race,
       code_of("ethnicity", 'ethnicity')   AS ethnicity,
       text_of("circumstances")            AS circumstances,
       date_of("reported_on")              AS reported_on
FROM   source

-- map: standard_released_person
-- title: Release followed up: the standard sheet
-- title::es: Salida con seguimiento: la hoja estándar
-- reads: csv; or xlsx
-- into: released_person
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: released_on
-- sample: released_person.csv
SELECT text_of("release_id")                          AS release_id,
       text_of("person")                              AS person,
       code_of("released_from", 'release_population') AS released_from,
       date_of("released_on")                         AS released_on,
       date_of("rearrested_on")                       AS rearrested_on,
       date_of("reconvicted_on")                      AS reconvicted_on,
       date_of("returned_on")                         AS returned_on,
       code_of("return_kind", 'return_kind')          AS return_kind,
       date_of("died_on")                             AS died_on,
       code_of("program", 'reentry_program')          AS program,
       integer_of("age")                              AS age,
       code_of("race", 'race')                        AS race,
       code_of("sex", 'sex')                          AS sex,
       integer_of("priors")                           AS priors
FROM   source

-- map: standard_supervision
-- title: Supervision: the standard sheet
-- title::es: Supervisión: la hoja estándar
-- reads: csv; or xlsx
-- into: supervision
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started_on
-- sample: supervision.csv
SELECT text_of("supervision_id")               AS supervision_id,
       text_of("person")                       AS person,
       code_of("kind", 'supervision_kind')     AS kind,
       date_of("started_on")                   AS started_on,
       date_of("ends_on")                      AS ends_on,
       date_of("ended_on")                     AS ended_on,
       code_of("ending", 'supervision_ending') AS ending,
       text_of("officer")                      AS officer,
       code_of("risk", 'assessed_risk')        AS risk,
       code_of("race", 'race')                 AS race,
       code_of("sex", 'sex')                   AS sex
FROM   source

-- map: standard_violation
-- title: Violation of supervision: the standard sheet
-- title::es: Violación de la supervisión: la hoja estándar
-- reads: csv; or xlsx
-- into: violation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened_on
-- sample: violation.csv
SELECT text_of("violation_id")                       AS violation_id,
       text_of("supervision")                        AS supervision,
       date_of("happened_on")                        AS happened_on,
       code_of("kind", 'violation_kind')             AS kind,
       code_of("condition", 'supervision_condition') AS condition,
       text_of("evidence")                           AS evidence,
       code_of("response", 'violation_response')     AS response,
       date_of("responded_on")                       AS responded_on,
       integer_of("days_held")                       AS days_held,
       yes_no("found")                               AS found
FROM   source

-- map: standard_juvenile_hold
-- title: Youth held by adults' police or jail: the standard sheet
-- title::es: Menor retenido por policía o cárcel de adultos: la hoja estándar
-- reads: csv; or xlsx
-- into: juvenile_hold
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: entered
-- sample: juvenile_hold.csv
SELECT text_of("hold_id")                    AS hold_id,
       text_of("person")                     AS person,
       code_of("rule", 'juvenile_hold_rule') AS rule,
       datetime_of("entered")                AS entered,
       datetime_of("left_at")                AS left_at,
       yes_no("sight_sound")                 AS sight_sound,
       yes_no("status_offense")              AS status_offense,
       yes_no("court_order")                 AS court_order,
       datetime_of("interviewed")            AS interviewed,
       datetime_of("heard")                  AS heard,
       yes_no("rural")                       AS rural,
       date_of("reviewed_on")                AS reviewed_on,
       code_of("race", 'race')               AS race
FROM   source

-- map: standard_youth_program
-- title: Youth program: the standard sheet
-- title::es: Programa juvenil: la hoja estándar
-- reads: csv; or xlsx
-- into: youth_program
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: starts_on
-- sample: youth_program.csv
SELECT text_of("program_id")                 AS program_id,
       text_of("name")                       AS name,
       code_of("kind", 'youth_program_kind') AS kind,
       integer_of("seats")                   AS seats,
       date_of("list_closed_on")             AS list_closed_on,
       text_of("list_digest")                AS list_digest,
       text_of("seed")                       AS seed,
       text_of("seed_from")                  AS seed_from,
       date_of("drawn_on")                   AS drawn_on,
       date_of("starts_on")                  AS starts_on,
       date_of("ends_on")                    AS ends_on
FROM   source

-- map: standard_youth_application
-- title: Application of a youth: the standard sheet
-- title::es: Solicitud de un joven: la hoja estándar
-- reads: csv; or xlsx
-- into: youth_application
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: applied_on
-- sample: youth_application.csv
SELECT text_of("entry_id")          AS entry_id,
       text_of("program")           AS program,
       text_of("person")            AS person,
       date_of("applied_on")        AS applied_on,
       text_of("area")              AS area,
       integer_of("age")            AS age,
       code_of("race", 'race')      AS race,
       code_of("sex", 'sex')        AS sex,
       text_of("ticket")            AS ticket,
       integer_of("place")          AS place,
       yes_no("drawn")              AS drawn,
       integer_of("arrests_before") AS arrests_before,
       integer_of("arrests_after")  AS arrests_after,
       integer_of("violent_after")  AS violent_after
FROM   source

-- map: standard_youth_enrolment
-- title: Enrollment of a youth: the standard sheet
-- title::es: Inscripción de un joven: la hoja estándar
-- reads: csv; or xlsx
-- into: youth_enrolment
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started_on
-- sample: youth_enrolment.csv
SELECT text_of("enrolment_id") AS enrolment_id,
       text_of("entry")        AS entry,
       date_of("started_on")   AS started_on,
       date_of("ended_on")     AS ended_on,
       yes_no("completed")     AS completed
FROM   source

-- map: standard_attendance
-- title: Attendance of a youth: the standard sheet
-- title::es: Asistencia de un joven: la hoja estándar
-- reads: csv; or xlsx
-- into: attendance
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month
-- sample: attendance.csv
SELECT text_of("attendance_id") AS attendance_id,
       text_of("enrolment")     AS enrolment,
       date_of("month")         AS month,
       integer_of("sessions")   AS sessions,
       integer_of("attended")   AS attended
FROM   source

-- map: standard_reentry_plan
-- title: Reentry plan: the standard sheet
-- title::es: Plan de reinserción: la hoja estándar
-- reads: csv; or xlsx
-- into: reentry_plan
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: opened_on
-- sample: reentry_plan.csv
SELECT text_of("plan_id")                    AS plan_id,
       text_of("booking")                    AS booking,
       text_of("person")                     AS person,
       date_of("opened_on")                  AS opened_on,
       date_of("expected_release_on")        AS expected_release_on,
       date_of("finished_on")                AS finished_on,
       text_of("coordinator")                AS coordinator,
       yes_no("identification")              AS identification,
       code_of("program", 'reentry_program') AS program
FROM   source

-- map: standard_reentry_need
-- title: Need: the standard sheet
-- title::es: Necesidad: la hoja estándar
-- reads: csv; or xlsx
-- into: reentry_need
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: found_on
-- sample: reentry_need.csv
SELECT text_of("need_id")             AS need_id,
       text_of("plan")                AS plan,
       code_of("kind", 'need_kind')   AS kind,
       code_of("level", 'need_level') AS level,
       date_of("found_on")            AS found_on,
       date_of("met_on")              AS met_on
FROM   source

-- map: standard_reentry_service
-- title: Appointment: the standard sheet
-- title::es: Cita: la hoja estándar
-- reads: csv; or xlsx
-- into: reentry_service
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: appointment_on
-- sample: reentry_service.csv
SELECT text_of("service_id")        AS service_id,
       text_of("plan")              AS plan,
       code_of("kind", 'need_kind') AS kind,
       date_of("made_on")           AS made_on,
       date_of("appointment_on")    AS appointment_on,
       yes_no("kept")               AS kept
FROM   source

-- map: standard_job
-- title: Job after release: the standard sheet
-- title::es: Empleo tras la salida: la hoja estándar
-- reads: csv; or xlsx
-- into: job
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started_on
-- sample: job.csv
SELECT text_of("job_id")                      AS job_id,
       text_of("plan")                        AS plan,
       date_of("started_on")                  AS started_on,
       date_of("ended_on")                    AS ended_on,
       money_of("hourly_pay")                 AS hourly_pay,
       yes_no("full_time")                    AS full_time,
       code_of("asked_record", 'asked_stage') AS asked_record
FROM   source

-- map: standard_housing_stay
-- title: Housing after release: the standard sheet
-- title::es: Vivienda tras la salida: la hoja estándar
-- reads: csv; or xlsx
-- into: housing_stay
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: from_on
-- sample: housing_stay.csv
SELECT text_of("stay_id")              AS stay_id,
       text_of("plan")                 AS plan,
       code_of("kind", 'housing_kind') AS kind,
       date_of("from_on")              AS from_on,
       date_of("to_on")                AS to_on
FROM   source

-- map: standard_justice_count
-- title: Justice Counts figure: the standard sheet
-- title::es: Cifra de Justice Counts: la hoja estándar
-- reads: csv; or xlsx
-- into: justice_count
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month
-- sample: justice_count.csv
SELECT text_of("row_id")                     AS row_id,
       text_of("agency")                     AS agency,
       code_of("metric", 'justice_metric')   AS metric,
       date_of("month")                      AS month,
       code_of("system", 'supervision_kind') AS system,
       text_of("breakdown")                  AS breakdown,
       text_of("value_of")                   AS value_of,
       number_of("figure")                   AS figure
FROM   source

-- map: standard_peer_value
-- title: Figure of another city: the standard sheet
-- title::es: Cifra de otra ciudad: la hoja estándar
-- reads: csv; or xlsx
-- into: peer_value
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: year_from
-- sample: peer_value.csv
SELECT text_of("row_id")                      AS row_id,
       text_of("city")                        AS city,
       code_of("indicator", 'peer_indicator') AS indicator,
       date_of("year_from")                   AS year_from,
       integer_of("events")                   AS events,
       integer_of("base")                     AS base,
       text_of("source")                      AS source
FROM   source

-- map: standard_followed_person
-- title: Person in a study of return: the standard sheet
-- title::es: Persona en un estudio de reincidencia: la hoja estándar
-- reads: csv; or xlsx
-- into: followed_person
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: followed_person.csv
SELECT text_of("row_id")                        AS row_id,
       text_of("study")                         AS study,
       date_of("released_on")                   AS released_on,
       text_of("race_recorded")                 AS race_recorded,
       code_of("race", 'race')                  AS race,
       code_of("sex", 'sex')                    AS sex,
       integer_of("age")                        AS age,
       text_of("age_group")                     AS age_group,
       integer_of("priors")                     AS priors,
       integer_of("score")                      AS score,
       text_of("score_level")                   AS score_level,
       code_of("charge_level", 'offense_level') AS charge_level,
       integer_of("days_to_screening")          AS days_to_screening,
       yes_no("outcome_known")                  AS outcome_known,
       yes_no("returned_1y")                    AS returned_1y,
       yes_no("returned_2y")                    AS returned_2y,
       number_of("entered_time")                AS entered_time,
       number_of("followed_time")               AS followed_time,
       yes_no("event")                          AS event,
       yes_no("aid")                            AS aid,
       yes_no("worked")                         AS worked,
       yes_no("married")                        AS married,
       yes_no("paroled")                        AS paroled,
       yes_no("gang")                           AS gang,
       text_of("offense_group")                 AS offense_group
FROM   source

-- map: standard_prosecutor_day
-- title: Prosecutor's day: the standard sheet
-- title::es: Día de la fiscalía: la hoja estándar
-- reads: csv; or xlsx
-- into: prosecutor_day
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: day
-- sample: prosecutor_day.csv
SELECT text_of("row_id")                    AS row_id,
       date_of("day")                       AS day,
       code_of("topic", 'prosecutor_topic') AS topic,
       text_of("kind")                      AS kind,
       integer_of("cases")                  AS cases,
       integer_of("homicide")               AS homicide,
       integer_of("drug_sales")             AS drug_sales,
       integer_of("drug_possession")        AS drug_possession,
       integer_of("firearms")               AS firearms
FROM   source

-- map: standard_youth_court_count
-- title: Youth court cases of a county: the standard sheet
-- title::es: Casos de menores de un condado: la hoja estándar
-- reads: csv; or xlsx
-- into: youth_court_count
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: year_from
-- sample: youth_court_count.csv
SELECT text_of("row_id")                  AS row_id,
       text_of("county")                  AS county,
       date_of("year_from")               AS year_from,
       integer_of("youth")                AS youth,
       integer_of("delinquency_petition") AS delinquency_petition,
       integer_of("delinquency_informal") AS delinquency_informal,
       integer_of("status_petition")      AS status_petition,
       integer_of("status_informal")      AS status_informal,
       integer_of("hidden")               AS hidden,
       integer_of("missing")              AS missing
FROM   source

-- map: standard_youth_arrest_count
-- title: Youth arrests of a county: the standard sheet
-- title::es: Arrestos de menores de un condado: la hoja estándar
-- reads: csv; or xlsx
-- into: youth_arrest_count
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: year_from
-- sample: youth_arrest_count.csv
SELECT text_of("row_id")            AS row_id,
       text_of("county")            AS county,
       date_of("year_from")         AS year_from,
       integer_of("violent")        AS violent,
       integer_of("property")       AS property,
       integer_of("drugs")          AS drugs,
       integer_of("alcohol")        AS alcohol,
       integer_of("curfew_runaway") AS curfew_runaway,
       integer_of("other")          AS other
FROM   source
