-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_complaint
-- title: Complaint: the standard sheet
-- title::es: Queja: la hoja estándar
-- reads: csv; or xlsx
-- into: complaint
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: received_on
-- sample: complaint.csv
SELECT text_of("complaint_id")                 AS complaint_id,
       text_of("agency")                       AS agency,
       date_of("received_on")                  AS received_on,
       code_of("channel", 'complaint_channel') AS channel,
       yes_no("anonymous")                     AS anonymous,
       text_of("complainant")                  AS complainant,
       code_of("language", 'language')         AS language,
       code_of("race", 'race')                 AS race,
       code_of("sex", 'sex')                   AS sex,
       text_of("district")                     AS district,
       date_of("act_on")                       AS act_on,
       code_of("state", 'complaint_rule')      AS state,
       date_of("known_on")                     AS known_on,
       date_of("acknowledged_on")              AS acknowledged_on,
       date_of("classified_on")                AS classified_on,
       date_of("paused_from")                  AS paused_from,
       date_of("paused_to")                    AS paused_to,
       code_of("pause_reason", 'pause_reason') AS pause_reason,
       date_of("closed_on")                    AS closed_on,
       date_of("told_on")                      AS told_on,
       yes_no("under_directive")               AS under_directive
FROM   source

-- map: standard_allegation
-- title: Allegation: the standard sheet
-- title::es: Acusación: la hoja estándar
-- reads: csv; or xlsx
-- into: allegation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: allegation.csv
SELECT text_of("allegation_id")           AS allegation_id,
       text_of("complaint")               AS complaint,
       text_of("officer")                 AS officer,
       code_of("kind", 'allegation_kind') AS kind
FROM   source

-- map: standard_applicant
-- title: Applicant: the standard sheet
-- title::es: Solicitante: la hoja estándar
-- reads: csv; or xlsx
-- into: applicant
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: applied_on
-- sample: applicant.csv
SELECT text_of("applicant_id")                AS applicant_id,
       date_of("applied_on")                  AS applied_on,
       code_of("position", 'position')        AS position,
       code_of("sex", 'sex')                  AS sex,
       code_of("race", 'race')                AS race,
       yes_no("lateral")                      AS lateral,
       codes_of("languages", 'language', ';') AS languages,
       yes_no("from_city")                    AS from_city
FROM   source

-- map: standard_application_stage
-- title: Step in hiring: the standard sheet
-- title::es: Paso de contratación: la hoja estándar
-- reads: csv; or xlsx
-- into: application_stage
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: entered_on
-- sample: application_stage.csv
SELECT text_of("stage_id")               AS stage_id,
       text_of("applicant")              AS applicant,
       code_of("stage", 'hiring_stage')  AS stage,
       date_of("entered_on")             AS entered_on,
       date_of("decided_on")             AS decided_on,
       code_of("result", 'stage_result') AS result
FROM   source

-- map: standard_benchmark
-- title: Benchmark count: the standard sheet
-- title::es: Cuenta de referencia: la hoja estándar
-- reads: csv; or xlsx
-- into: benchmark
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: benchmark.csv
SELECT text_of("benchmark_id")           AS benchmark_id,
       text_of("month")                  AS month,
       code_of("kind", 'benchmark_kind') AS kind,
       text_of("area")                   AS area,
       code_of("race", 'race')           AS race,
       code_of("sex", 'sex')             AS sex,
       integer_of("count")               AS count
FROM   source

-- map: standard_citation
-- title: Citation: the standard sheet
-- title::es: Citación: la hoja estándar
-- reads: csv; or xlsx
-- into: citation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: issued_on
-- sample: citation.csv
SELECT text_of("citation_id")  AS citation_id,
       text_of("stop_number")  AS stop_number,
       date_of("issued_on")    AS issued_on,
       text_of("officer")      AS officer,
       text_of("violation")    AS violation,
       code_of("race", 'race') AS race,
       money_of("amount")      AS amount
FROM   source

-- map: standard_course
-- title: Course: the standard sheet
-- title::es: Curso: la hoja estándar
-- reads: csv; or xlsx
-- into: course
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: course.csv
SELECT text_of("course_id")                      AS course_id,
       text_of("title")                          AS title,
       codes_of("topics", 'training_topic', ';') AS topics,
       number_of("hours")                        AS hours,
       code_of("method", 'training_method')      AS method,
       number_of("scenario_hours")               AS scenario_hours
FROM   source

-- map: standard_equipment
-- title: Equipment: the standard sheet
-- title::es: Equipo: la hoja estándar
-- reads: csv; or xlsx
-- into: equipment
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: bought_on
-- sample: equipment.csv
SELECT text_of("equipment_id")           AS equipment_id,
       code_of("kind", 'equipment_kind') AS kind,
       text_of("serial")                 AS serial,
       text_of("model")                  AS model,
       date_of("bought_on")              AS bought_on,
       date_of("retired_on")             AS retired_on
FROM   source

-- map: standard_equipment_assignment
-- title: Equipment issued: the standard sheet
-- title::es: Equipo entregado: la hoja estándar
-- reads: csv; or xlsx
-- into: equipment_assignment
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: issued_on
-- sample: equipment_assignment.csv
SELECT text_of("assignment_id") AS assignment_id,
       text_of("equipment")     AS equipment,
       text_of("officer")       AS officer,
       date_of("issued_on")     AS issued_on,
       date_of("returned_on")   AS returned_on
FROM   source

-- map: standard_equipment_inspection
-- title: Inspection or certification: the standard sheet
-- title::es: Inspección o certificación: la hoja estándar
-- reads: csv; or xlsx
-- into: equipment_inspection
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: done_on
-- sample: equipment_inspection.csv
SELECT text_of("inspection_id")           AS inspection_id,
       text_of("equipment")               AS equipment,
       code_of("kind", 'inspection_kind') AS kind,
       text_of("officer")                 AS officer,
       date_of("done_on")                 AS done_on,
       yes_no("passed")                   AS passed
FROM   source

-- map: standard_finding
-- title: Finding: the standard sheet
-- title::es: Conclusión: la hoja estándar
-- reads: csv; or xlsx
-- into: finding
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: found_on
-- sample: finding.csv
SELECT text_of("finding_id")                     AS finding_id,
       text_of("allegation")                     AS allegation,
       code_of("finding", 'complaint_finding')   AS finding,
       date_of("found_on")                       AS found_on,
       code_of("action", 'discipline_action')    AS action,
       date_of("appealed_on")                    AS appealed_on,
       code_of("appeal_result", 'appeal_result') AS appeal_result
FROM   source

-- map: standard_force_action
-- title: Kind of force used: the standard sheet
-- title::es: Tipo de fuerza usada: la hoja estándar
-- reads: csv; or xlsx
-- into: force_action
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
SELECT text_of("action_id")                AS action_id,
       text_of("event")                    AS event,
       text_of("subject")                  AS subject,
       datetime_of("happened")             AS happened,
       text_of("problem")                  AS problem,
       yes_no("on_call")                   AS on_call,
       text_of("offense")                  AS offense,
       code_of("force_type", 'force_type') AS force_type,
       text_of("action")                   AS action,
       code_of("race", 'race')             AS race,
       code_of("sex", 'sex')               AS sex,
       integer_of("age")                   AS age,
       code_of("resistance", 'resistance') AS resistance,
       yes_no("injured")                   AS injured,
       text_of("district")                 AS district,
       text_of("neighborhood")             AS neighborhood
FROM   source

-- map: standard_force_death
-- title: Death after contact with police: the standard sheet
-- title::es: Muerte tras contacto con la policía: la hoja estándar
-- reads: csv; or xlsx
-- into: force_death
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: died_on
SELECT text_of("death_id")                AS death_id,
       text_of("register")                AS register,
       date_of("died_on")                 AS died_on,
       text_of("agency_name")             AS agency_name,
       text_of("city")                    AS city,
       code_of("state", 'us_state')       AS state,
       text_of("county_fips")             AS county_fips,
       point_of("place_lon", "place_lat") AS place,
       code_of("race", 'race')            AS race,
       code_of("sex", 'sex')              AS sex,
       integer_of("age")                  AS age,
       code_of("cause", 'death_cause')    AS cause,
       code_of("armed", 'death_armed')    AS armed
FROM   source

-- map: standard_force_incident
-- title: Force incident: the standard sheet
-- title::es: Incidente de fuerza: la hoja estándar
-- reads: csv; or xlsx
-- into: force_incident
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: force_incident.csv
SELECT text_of("incident_id")                      AS incident_id,
       text_of("agency")                           AS agency,
       text_of("case_number")                      AS case_number,
       datetime_of("happened")                     AS happened,
       point_of("place_lon", "place_lat")          AS place,
       code_of("location_type", 'location_type')   AS location_type,
       text_of("area")                             AS area,
       text_of("district")                         AS district,
       code_of("contact_reason", 'contact_reason') AS contact_reason,
       codes_of("offenses", 'offense', ';')        AS offenses,
       code_of("approached", 'answer')             AS approached,
       code_of("ambush", 'answer')                 AS ambush,
       code_of("supervisor_consulted", 'answer')   AS supervisor_consulted,
       integer_of("officers_total")                AS officers_total,
       integer_of("officers_ours")                 AS officers_ours,
       integer_of("subjects_hurt")                 AS subjects_hurt,
       text_of("other_agencies")                   AS other_agencies,
       yes_no("death")                             AS death,
       yes_no("serious_injury")                    AS serious_injury,
       yes_no("firearm_discharged")                AS firearm_discharged,
       date_of("reported_on")                      AS reported_on,
       yes_no("deescalation_tried")                AS deescalation_tried,
       yes_no("warning_given")                     AS warning_given,
       yes_no("alternatives_exhausted")            AS alternatives_exhausted,
       yes_no("neck_pressure")                     AS neck_pressure,
       yes_no("shot_at_vehicle")                   AS shot_at_vehicle,
       yes_no("intervened")                        AS intervened,
       yes_no("aid_given")                         AS aid_given,
       yes_no("camera_on")                         AS camera_on,
       yes_no("supervisor_came")                   AS supervisor_came,
       code_of("level", 'force_level')             AS level,
       date_of("supervisor_reviewed_on")           AS supervisor_reviewed_on,
       date_of("commander_reviewed_on")            AS commander_reviewed_on,
       date_of("board_reviewed_on")                AS board_reviewed_on,
       code_of("finding", 'force_finding')         AS finding
FROM   source

-- map: standard_force_officer
-- title: Officer who used force: the standard sheet
-- title::es: Agente que usó fuerza: la hoja estándar
-- reads: csv; or xlsx
-- into: force_officer
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: force_officer.csv
SELECT text_of("row_id")                          AS row_id,
       text_of("incident")                        AS incident,
       text_of("officer")                         AS officer,
       code_of("sex", 'sex')                      AS sex,
       code_of("race", 'race')                    AS race,
       integer_of("age")                          AS age,
       integer_of("years_of_service")             AS years_of_service,
       yes_no("full_time")                        AS full_time,
       yes_no("identifiable")                     AS identifiable,
       yes_no("on_duty")                          AS on_duty,
       codes_of("force_types", 'force_type', ';') AS force_types,
       yes_no("discharged")                       AS discharged,
       yes_no("injured")                          AS injured,
       codes_of("injuries", 'force_injury', ';')  AS injuries
FROM   source

-- map: standard_force_policy
-- title: Element of the force policy: the standard sheet
-- title::es: Elemento de la política de fuerza: la hoja estándar
-- reads: csv; or xlsx
-- into: force_policy
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: force_policy.csv
SELECT text_of("policy_id")                 AS policy_id,
       text_of("agency")                    AS agency,
       code_of("element", 'policy_element') AS element,
       code_of("says", 'policy_says')       AS says,
       text_of("clause")                    AS clause,
       date_of("from_day")                  AS from_day,
       date_of("to_day")                    AS to_day
FROM   source

-- map: standard_force_report
-- title: Monthly report to the FBI: the standard sheet
-- title::es: Informe mensual al FBI: la hoja estándar
-- reads: csv; or xlsx
-- into: force_report
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month_end
-- sample: force_report.csv
SELECT text_of("report_id")    AS report_id,
       text_of("agency")       AS agency,
       text_of("month")        AS month,
       date_of("month_end")    AS month_end,
       integer_of("incidents") AS incidents,
       date_of("sent_on")      AS sent_on
FROM   source

-- map: standard_force_subject
-- title: Person on whom force was used: the standard sheet
-- title::es: Persona sobre la que se usó fuerza: la hoja estándar
-- reads: csv; or xlsx
-- into: force_subject
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: force_subject.csv
SELECT text_of("subject_id")                      AS subject_id,
       text_of("incident")                        AS incident,
       code_of("race", 'race')                    AS race,
       code_of("sex", 'sex')                      AS sex,
       integer_of("age")                          AS age,
       integer_of("height_feet")                  AS height_feet,
       integer_of("height_inches")                AS height_inches,
       integer_of("weight_pounds")                AS weight_pounds,
       codes_of("injuries", 'force_injury', ';')  AS injuries,
       codes_of("force_types", 'force_type', ';') AS force_types,
       code_of("threatened", 'answer')            AS threatened,
       code_of("resisted", 'answer')              AS resisted,
       codes_of("resistance", 'resistance', ';')  AS resistance,
       code_of("impaired", 'answer')              AS impaired,
       codes_of("impairment", 'impairment', ';')  AS impairment,
       code_of("armed", 'answer')                 AS armed
FROM   source

-- map: standard_officer_assault
-- title: Officer assaulted or killed: the standard sheet
-- title::es: Agente agredido o muerto: la hoja estándar
-- reads: csv; or xlsx
-- into: officer_assault
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: officer_assault.csv
SELECT text_of("assault_id")                     AS assault_id,
       text_of("officer")                        AS officer,
       text_of("agency")                         AS agency,
       datetime_of("happened")                   AS happened,
       code_of("activity", 'leoka_activity')     AS activity,
       code_of("assignment", 'leoka_assignment') AS assignment,
       code_of("offense", 'offense')             AS offense,
       code_of("weapon", 'weapon')               AS weapon,
       yes_no("injured")                         AS injured,
       code_of("killed", 'officer_killed')       AS killed,
       date_of("cleared_on")                     AS cleared_on
FROM   source

-- map: standard_officer_month
-- title: Officer's month: the standard sheet
-- title::es: Mes de un agente: la hoja estándar
-- reads: csv; or xlsx
-- into: officer_month
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month_end
-- sample: officer_month.csv
SELECT text_of("row_id")                        AS row_id,
       text_of("officer")                       AS officer,
       text_of("month")                         AS month,
       date_of("month_end")                     AS month_end,
       code_of("assignment", 'stop_assignment') AS assignment,
       text_of("district")                      AS district,
       code_of("shift", 'shift')                AS shift,
       integer_of("contacts")                   AS contacts,
       integer_of("force_reports")              AS force_reports,
       integer_of("complaints")                 AS complaints,
       integer_of("critical_incidents")         AS critical_incidents
FROM   source

-- map: standard_promise
-- title: Promise to the public: the standard sheet
-- title::es: Promesa al público: la hoja estándar
-- reads: csv; or xlsx
-- into: promise
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: made_on
-- sample: promise.csv
SELECT text_of("promise_id")             AS promise_id,
       text_of("text")                   AS text,
       text_of("made_by")                AS made_by,
       date_of("made_on")                AS made_on,
       date_of("due_on")                 AS due_on,
       code_of("topic", 'promise_topic') AS topic,
       date_of("kept_on")                AS kept_on,
       text_of("evidence")               AS evidence
FROM   source

-- map: standard_recording
-- title: Body camera recording: the standard sheet
-- title::es: Grabación de cámara corporal: la hoja estándar
-- reads: csv; or xlsx
-- into: recording
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started
-- sample: recording.csv
SELECT text_of("recording_id")               AS recording_id,
       text_of("officer")                    AS officer,
       datetime_of("started")                AS started,
       integer_of("minutes")                 AS minutes,
       text_of("stop_number")                AS stop_number,
       text_of("incident")                   AS incident,
       codes_of("flags", 'camera_flag', ';') AS flags,
       yes_no("flagged")                     AS flagged,
       yes_no("legal_hold")                  AS legal_hold,
       code_of("state", 'camera_retention')  AS state,
       date_of("released_on")                AS released_on,
       date_of("destroyed_on")               AS destroyed_on
FROM   source

-- map: standard_settlement
-- title: Settlement or judgment: the standard sheet
-- title::es: Acuerdo o sentencia: la hoja estándar
-- reads: csv; or xlsx
-- into: settlement
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: filed_on
-- sample: settlement.csv
SELECT text_of("settlement_id")           AS settlement_id,
       code_of("kind", 'allegation_kind') AS kind,
       date_of("filed_on")                AS filed_on,
       date_of("settled_on")              AS settled_on,
       money_of("amount")                 AS amount,
       date_of("paid_on")                 AS paid_on,
       text_of("incident")                AS incident,
       date_of("lesson_due_on")           AS lesson_due_on,
       date_of("lesson_done_on")          AS lesson_done_on,
       text_of("lesson")                  AS lesson
FROM   source

-- map: standard_stop
-- title: Stop: the standard sheet
-- title::es: Parada: la hoja estándar
-- reads: csv; or xlsx
-- into: stop
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started
-- sample: stop.csv
SELECT text_of("stop_id")                              AS stop_id,
       text_of("stop_number")                          AS stop_number,
       text_of("agency")                               AS agency,
       datetime_of("started")                          AS started,
       integer_of("minutes")                           AS minutes,
       code_of("kind", 'stop_kind')                    AS kind,
       point_of("place_lon", "place_lat")              AS place,
       text_of("area")                                 AS area,
       text_of("district")                             AS district,
       text_of("neighborhood")                         AS neighborhood,
       yes_no("at_school")                             AS at_school,
       code_of("reason", 'stop_reason')                AS reason,
       code_of("reason_given", 'reason_given')         AS reason_given,
       yes_no("service_call")                          AS service_call,
       yes_no("welfare_check")                         AS welfare_check,
       text_of("violation")                            AS violation,
       text_of("officer")                              AS officer,
       integer_of("officer_years")                     AS officer_years,
       code_of("assignment", 'stop_assignment')        AS assignment,
       text_of("race_recorded")                        AS race_recorded,
       code_of("race", 'race')                         AS race,
       codes_of("races", 'race', ';')                  AS races,
       code_of("race_before", 'race')                  AS race_before,
       code_of("sex", 'sex')                           AS sex,
       yes_no("transgender")                           AS transgender,
       code_of("orientation", 'orientation')           AS orientation,
       integer_of("age")                               AS age,
       yes_no("limited_english")                       AS limited_english,
       codes_of("disability", 'disability', ';')       AS disability,
       yes_no("unhoused")                              AS unhoused,
       yes_no("passenger")                             AS passenger,
       yes_no("inside_residence")                      AS inside_residence,
       codes_of("actions", 'stop_action', ';')         AS actions,
       codes_of("force_actions", 'stop_force', ';')    AS force_actions,
       yes_no("person_searched")                       AS person_searched,
       yes_no("vehicle_searched")                      AS vehicle_searched,
       yes_no("frisked")                               AS frisked,
       codes_of("search_basis", 'search_basis', ';')   AS search_basis,
       code_of("consent", 'consent_kind')              AS consent,
       codes_of("contraband", 'contraband', ';')       AS contraband,
       codes_of("seized", 'property_seized', ';')      AS seized,
       codes_of("seizure_basis", 'seizure_basis', ';') AS seizure_basis,
       code_of("outcome", 'stop_outcome')              AS outcome,
       codes_of("results", 'stop_result', ';')         AS results,
       yes_no("citation_issued")                       AS citation_issued,
       yes_no("arrest_made")                           AS arrest_made,
       yes_no("report_filled")                         AS report_filled
FROM   source

-- map: standard_support_offer
-- title: Offer of support: the standard sheet
-- title::es: Oferta de apoyo: la hoja estándar
-- reads: csv; or xlsx
-- into: support_offer
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: opened_on
-- sample: support_offer.csv
SELECT text_of("offer_id")                   AS offer_id,
       text_of("officer")                    AS officer,
       date_of("opened_on")                  AS opened_on,
       code_of("sign", 'support_sign')       AS sign,
       date_of("reviewed_on")                AS reviewed_on,
       code_of("outcome", 'support_outcome') AS outcome,
       yes_no("false_alarm")                 AS false_alarm
FROM   source

-- map: standard_survey_response
-- title: Answer to the trust survey: the standard sheet
-- title::es: Respuesta a la encuesta de confianza: la hoja estándar
-- reads: csv; or xlsx
-- into: survey_response
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: answered_on
-- sample: survey_response.csv
SELECT text_of("response_id")          AS response_id,
       text_of("wave")                 AS wave,
       date_of("answered_on")          AS answered_on,
       text_of("area")                 AS area,
       code_of("race", 'race')         AS race,
       code_of("sex", 'sex')           AS sex,
       code_of("age_band", 'age_band') AS age_band,
       code_of("language", 'language') AS language,
       yes_no("had_contact")           AS had_contact,
       integer_of("voice")             AS voice,
       integer_of("respect")           AS respect,
       integer_of("neutrality")        AS neutrality,
       integer_of("trust")             AS trust,
       number_of("weight")             AS weight
FROM   source

-- map: standard_training
-- title: Training completed: the standard sheet
-- title::es: Capacitación completada: la hoja estándar
-- reads: csv; or xlsx
-- into: training
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: completed_on
-- sample: training.csv
SELECT text_of("training_id")             AS training_id,
       text_of("officer")                 AS officer,
       text_of("course")                  AS course,
       code_of("topic", 'training_topic') AS topic,
       number_of("hours")                 AS hours,
       date_of("completed_on")            AS completed_on,
       text_of("certificate")             AS certificate,
       number_of("score")                 AS score
FROM   source

-- map: standard_training_need
-- title: Training an officer must hold: the standard sheet
-- title::es: Capacitación que un agente debe tener: la hoja estándar
-- reads: csv; or xlsx
-- into: training_need
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: since
-- sample: training_need.csv
SELECT text_of("need_id")                     AS need_id,
       text_of("officer")                     AS officer,
       code_of("mandate", 'training_mandate') AS mandate,
       date_of("since")                       AS since,
       yes_no("waived")                       AS waived,
       text_of("waiver_reason")               AS waiver_reason
FROM   source

-- map: standard_training_trial
-- title: Officer's month in a training trial: the standard sheet
-- title::es: Mes de un agente en un ensayo de capacitación: la hoja estándar
-- reads: csv; or xlsx
-- into: training_trial
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")           AS row_id,
       text_of("unit")             AS unit,
       date_of("month")            AS month,
       integer_of("period")        AS period,
       integer_of("first_trained") AS first_trained,
       integer_of("complaints")    AS complaints,
       integer_of("sustained")     AS sustained,
       integer_of("force_reports") AS force_reports
FROM   source

-- map: standard_wellness_contact
-- title: Wellness contacts in a month: the standard sheet
-- title::es: Contactos de bienestar en un mes: la hoja estándar
-- reads: csv; or xlsx
-- into: wellness_contact
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: wellness_contact.csv
SELECT text_of("contact_id")            AS contact_id,
       text_of("month")                 AS month,
       code_of("kind", 'wellness_kind') AS kind,
       integer_of("contacts")           AS contacts,
       integer_of("events")             AS events,
       integer_of("in_time")            AS in_time,
       integer_of("officers")           AS officers
FROM   source
