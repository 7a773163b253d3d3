-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does.

-- map: standard_crisis_call
-- title: Crisis call: the standard sheet
-- title::es: Llamada de crisis: la hoja estándar
-- reads: csv; or xlsx
-- into: crisis_call
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: received
-- sample: crisis_call.csv
SELECT text_of("call_id")                   AS call_id,
       code_of("line", 'crisis_line')       AS line,
       datetime_of("received")              AS received,
       text_of("area")                      AS area,
       point_of("place_lon", "place_lat")   AS place,
       yes_no("behavioral_health")          AS behavioral_health,
       code_of("risk", 'risk_level')        AS risk,
       yes_no("suicide")                    AS suicide,
       yes_no("weapon")                     AS weapon,
       yes_no("violence")                   AS violence,
       yes_no("crime")                      AS crime,
       yes_no("medical_need")               AS medical_need,
       yes_no("minor")                      AS minor,
       code_of("language", 'language')      AS language,
       text_of("person")                    AS person,
       code_of("transfer", 'call_transfer') AS transfer,
       yes_no("agreed")                     AS agreed,
       codes_of("sent", 'crisis_team', ';') AS sent,
       yes_no("by_phone")                   AS by_phone,
       yes_no("rescued_without_consent")    AS rescued_without_consent
FROM   source

-- map: standard_crisis_response
-- title: Response to a crisis: the standard sheet
-- title::es: Respuesta a una crisis: la hoja estándar
-- reads: csv; or xlsx
-- into: crisis_response
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: dispatched
-- sample: crisis_response.csv
SELECT text_of("response_id")                       AS response_id,
       text_of("call")                              AS call,
       code_of("team", 'crisis_team')               AS team,
       yes_no("trained")                            AS trained,
       datetime_of("dispatched")                    AS dispatched,
       datetime_of("arrived")                       AS arrived,
       datetime_of("left_scene")                    AS left_scene,
       code_of("disposition", 'crisis_disposition') AS disposition,
       yes_no("force_used")                         AS force_used,
       yes_no("injured")                            AS injured,
       yes_no("substances")                         AS substances,
       yes_no("homeless")                           AS homeless,
       yes_no("veteran")                            AS veteran,
       integer_of("drop_off_minutes")               AS drop_off_minutes,
       text_of("provider")                          AS provider,
       datetime_of("followed_up")                   AS followed_up
FROM   source

-- map: standard_emergency_hold
-- title: Emergency hold: the standard sheet
-- title::es: Retención de emergencia: la hoja estándar
-- reads: csv; or xlsx
-- into: emergency_hold
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started
-- sample: emergency_hold.csv
SELECT text_of("hold_id")                      AS hold_id,
       code_of("state", 'us_state')            AS state,
       text_of("person")                       AS person,
       text_of("call")                         AS call,
       datetime_of("started")                  AS started,
       code_of("applied_by", 'hold_applicant') AS applied_by,
       text_of("facts")                        AS facts,
       yes_no("advised")                       AS advised,
       datetime_of("examined")                 AS examined,
       datetime_of("ended")                    AS ended,
       code_of("outcome", 'hold_outcome')      AS outcome,
       yes_no("committed_by_court")            AS committed_by_court
FROM   source

-- map: standard_jail_stay
-- title: Stay in jail: the standard sheet
-- title::es: Estancia en la cárcel: la hoja estándar
-- reads: csv; or xlsx
-- into: jail_stay
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: booked
-- sample: jail_stay.csv
SELECT text_of("booking_id")                   AS booking_id,
       text_of("person")                       AS person,
       datetime_of("booked")                   AS booked,
       datetime_of("released")                 AS released,
       code_of("release_type", 'jail_release') AS release_type,
       code_of("charge_class", 'jail_charge')  AS charge_class,
       text_of("call")                         AS call,
       code_of("sex", 'sex')                   AS sex,
       code_of("race", 'race')                 AS race,
       integer_of("age")                       AS age,
       yes_no("smi")                           AS smi,
       date_of("smi_on")                       AS smi_on,
       yes_no("substance_use")                 AS substance_use,
       date_of("release_planned_for")          AS release_planned_for,
       date_of("benefits_applied_on")          AS benefits_applied_on,
       yes_no("covered")                       AS covered,
       integer_of("medicine_days")             AS medicine_days,
       date_of("appointment_on")               AS appointment_on,
       yes_no("appointment_kept")              AS appointment_kept
FROM   source

-- map: standard_jail_screening
-- title: Mental health screening at booking: the standard sheet
-- title::es: Evaluación de salud mental al ingresar: la hoja estándar
-- reads: csv; or xlsx
-- into: jail_screening
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started
-- sample: jail_screening.csv
SELECT text_of("screening_id")                 AS screening_id,
       text_of("booking")                      AS booking,
       code_of("instrument", 'screening_tool') AS instrument,
       text_of("version")                      AS version,
       datetime_of("started")                  AS started,
       datetime_of("ended")                    AS ended,
       code_of("language", 'language')         AS language,
       yes_no("interpreter")                   AS interpreter,
       text_of("screener")                     AS screener,
       code_of("item1", 'screen_answer')       AS item1,
       code_of("item2", 'screen_answer')       AS item2,
       code_of("item3", 'screen_answer')       AS item3,
       code_of("item4", 'screen_answer')       AS item4,
       code_of("item5", 'screen_answer')       AS item5,
       code_of("item6", 'screen_answer')       AS item6,
       code_of("item7", 'screen_answer')       AS item7,
       code_of("item8", 'screen_answer')       AS item8,
       yes_no("other_reason")                  AS other_reason,
       integer_of("score")                     AS score,
       yes_no("referred")                      AS referred,
       datetime_of("referred_at")              AS referred_at,
       datetime_of("assessed_at")              AS assessed_at
FROM   source

-- map: standard_suicide_screen
-- title: Suicide screening: the standard sheet
-- title::es: Evaluación de riesgo de suicidio: la hoja estándar
-- reads: csv; or xlsx
-- into: suicide_screen
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: asked
-- sample: suicide_screen.csv
SELECT text_of("screen_id")                  AS screen_id,
       text_of("booking")                    AS booking,
       datetime_of("asked")                  AS asked,
       code_of("q1", 'screen_answer')        AS q1,
       code_of("q2", 'screen_answer')        AS q2,
       code_of("q3", 'screen_answer')        AS q3,
       code_of("q4", 'screen_answer')        AS q4,
       code_of("q5", 'screen_answer')        AS q5,
       code_of("q6", 'screen_answer')        AS q6,
       code_of("q6_recent", 'screen_answer') AS q6_recent,
       datetime_of("watched_from")           AS watched_from,
       datetime_of("evaluated")              AS evaluated
FROM   source

-- map: standard_competency_order
-- title: Competency order: the standard sheet
-- title::es: Orden de competencia para ser juzgado: la hoja estándar
-- reads: csv; or xlsx
-- into: competency_order
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: ordered_on
-- sample: competency_order.csv
SELECT text_of("order_id")               AS order_id,
       text_of("booking")                AS booking,
       code_of("state", 'us_state')      AS state,
       date_of("ordered_on")             AS ordered_on,
       date_of("evaluated_on")           AS evaluated_on,
       yes_no("competent")               AS competent,
       date_of("restoration_ordered_on") AS restoration_ordered_on,
       date_of("bed_on")                 AS bed_on,
       date_of("restored_on")            AS restored_on,
       yes_no("in_jail")                 AS in_jail
FROM   source

-- map: standard_treatment_episode
-- title: Treatment episode: the standard sheet
-- title::es: Episodio de tratamiento: la hoja estándar
-- reads: csv; or xlsx
-- into: treatment_episode
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: referred_on
-- sample: treatment_episode.csv
SELECT text_of("episode_id")                    AS episode_id,
       text_of("person")                        AS person,
       text_of("booking")                       AS booking,
       text_of("provider")                      AS provider,
       code_of("kind", 'treatment_kind')        AS kind,
       yes_no("part2")                          AS part2,
       code_of("intercept", 'intercept')        AS intercept,
       date_of("referred_on")                   AS referred_on,
       date_of("started_on")                    AS started_on,
       date_of("ended_on")                      AS ended_on,
       code_of("ending", 'treatment_ending')    AS ending,
       codes_of("substances", 'substance', ';') AS substances
FROM   source

-- map: standard_diversion
-- title: Diversion: the standard sheet
-- title::es: Derivación: la hoja estándar
-- reads: csv; or xlsx
-- into: diversion
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: referred_on
-- sample: diversion.csv
SELECT text_of("diversion_id")                 AS diversion_id,
       text_of("case_number")                  AS case_number,
       text_of("participant")                  AS participant,
       code_of("program", 'diversion_program') AS program,
       code_of("intercept", 'intercept')       AS intercept,
       date_of("received_on")                  AS received_on,
       date_of("referred_on")                  AS referred_on,
       integer_of("nth")                       AS nth,
       text_of("offense")                      AS offense,
       text_of("charge")                       AS charge,
       text_of("statute")                      AS statute,
       code_of("race", 'race')                 AS race,
       code_of("sex", 'sex')                   AS sex,
       code_of("result", 'diversion_result')   AS result,
       date_of("closed_on")                    AS closed_on,
       yes_no("charge_dropped")                AS charge_dropped
FROM   source

-- map: standard_diversion_review
-- title: Review for diversion: the standard sheet
-- title::es: Revisión para derivación: la hoja estándar
-- reads: csv; or xlsx
-- into: diversion_review
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: considered_on
-- sample: diversion_review.csv
SELECT text_of("review_id")                   AS review_id,
       text_of("case_number")                 AS case_number,
       date_of("considered_on")               AS considered_on,
       code_of("charge_class", 'jail_charge') AS charge_class,
       yes_no("illness")                      AS illness,
       yes_no("signs")                        AS signs,
       yes_no("sex_offense")                  AS sex_offense,
       yes_no("murder")                       AS murder,
       yes_no("prosecutor_agrees")            AS prosecutor_agrees,
       yes_no("defense_agrees")               AS defense_agrees,
       yes_no("corrections_agree")            AS corrections_agree,
       yes_no("judge_agrees")                 AS judge_agrees,
       yes_no("clinician_agrees")             AS clinician_agrees,
       yes_no("danger")                       AS danger,
       date_of("offered_on")                  AS offered_on,
       yes_no("accepted")                     AS accepted,
       code_of("race", 'race')                AS race
FROM   source

-- map: standard_capacity
-- title: Capacity of a service: the standard sheet
-- title::es: Capacidad de un servicio: la hoja estándar
-- reads: csv; or xlsx
-- into: capacity
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: day
-- sample: capacity.csv
SELECT text_of("row_id")                 AS row_id,
       text_of("provider")               AS provider,
       code_of("kind", 'treatment_kind') AS kind,
       date_of("day")                    AS day,
       integer_of("licensed")            AS licensed,
       integer_of("staffed")             AS staffed,
       integer_of("used")                AS used,
       integer_of("waiting")             AS waiting
FROM   source

-- map: standard_service_request
-- title: Request for a service: the standard sheet
-- title::es: Solicitud de un servicio: la hoja estándar
-- reads: csv; or xlsx
-- into: service_request
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: asked_on
-- sample: service_request.csv
SELECT text_of("request_id")             AS request_id,
       text_of("person")                 AS person,
       code_of("kind", 'treatment_kind') AS kind,
       date_of("asked_on")               AS asked_on,
       date_of("offered_on")             AS offered_on,
       date_of("started_on")             AS started_on,
       date_of("dropped_on")             AS dropped_on,
       code_of("race", 'race')           AS race
FROM   source

-- map: standard_consent
-- title: Consent to share: the standard sheet
-- title::es: Consentimiento para compartir: la hoja estándar
-- reads: csv; or xlsx
-- into: consent
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: signed_on
-- sample: consent.csv
SELECT text_of("consent_id")                           AS consent_id,
       text_of("person")                               AS person,
       text_of("version")                              AS version,
       code_of("language", 'language')                 AS language,
       date_of("signed_on")                            AS signed_on,
       text_of("discloser")                            AS discloser,
       codes_of("recipients", 'recipient_kind', ';')   AS recipients,
       codes_of("scope", 'health_data', ';')           AS scope,
       codes_of("purposes", 'disclosure_purpose', ';') AS purposes,
       yes_no("all_care")                              AS all_care,
       date_of("expires_on")                           AS expires_on,
       text_of("until_event")                          AS until_event,
       date_of("event_on")                             AS event_on,
       yes_no("irrevocable")                           AS irrevocable,
       date_of("revoked_on")                           AS revoked_on
FROM   source

-- map: standard_patient_disclosure
-- title: Disclosure asked for: the standard sheet
-- title::es: Divulgación solicitada: la hoja estándar
-- reads: csv; or xlsx
-- into: patient_disclosure
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: asked_on
-- sample: patient_disclosure.csv
SELECT text_of("disclosure_id")                 AS disclosure_id,
       text_of("person")                        AS person,
       date_of("asked_on")                      AS asked_on,
       yes_no("part2")                          AS part2,
       yes_no("covered_entity")                 AS covered_entity,
       code_of("recipient", 'recipient_kind')   AS recipient,
       code_of("purpose", 'disclosure_purpose') AS purpose,
       codes_of("data", 'health_data', ';')     AS data,
       text_of("consent")                       AS consent,
       yes_no("law_requires")                   AS law_requires,
       yes_no("court_order")                    AS court_order,
       yes_no("part2_order")                    AS part2_order,
       yes_no("subpoena")                       AS subpoena,
       yes_no("locate")                         AS locate,
       yes_no("victim_agrees")                  AS victim_agrees,
       yes_no("threat")                         AS threat,
       yes_no("emergency")                      AS emergency,
       yes_no("custody")                        AS custody,
       yes_no("child_abuse")                    AS child_abuse,
       yes_no("agreement")                      AS agreement,
       yes_no("against_patient")                AS against_patient,
       yes_no("therapy_statement")              AS therapy_statement,
       date_of("made_on")                       AS made_on,
       yes_no("notice_sent")                    AS notice_sent
FROM   source

-- map: standard_privacy_event
-- title: Privacy event: the standard sheet
-- title::es: Asunto de privacidad: la hoja estándar
-- reads: csv; or xlsx
-- into: privacy_event
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: began_on
-- sample: privacy_event.csv
SELECT text_of("event_id")              AS event_id,
       code_of("kind", 'privacy_clock') AS kind,
       date_of("began_on")              AS began_on,
       yes_no("part2")                  AS part2,
       integer_of("people")             AS people,
       date_of("done_on")               AS done_on
FROM   source

-- map: standard_overdose
-- title: Overdose: the standard sheet
-- title::es: Sobredosis: la hoja estándar
-- reads: csv; or xlsx
-- into: overdose
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened_on
-- sample: overdose.csv
SELECT text_of("overdose_id")                   AS overdose_id,
       date_of("happened_on")                   AS happened_on,
       text_of("area")                          AS area,
       point_of("place_lon", "place_lat")       AS place,
       integer_of("reported_year")              AS reported_year,
       yes_no("fatal")                          AS fatal,
       codes_of("substances", 'substance', ';') AS substances,
       yes_no("naloxone_given")                 AS naloxone_given,
       code_of("naloxone_by", 'naloxone_giver') AS naloxone_by,
       integer_of("age")                        AS age,
       code_of("sex", 'sex')                    AS sex,
       code_of("race", 'race')                  AS race,
       yes_no("offered_treatment")              AS offered_treatment,
       text_of("person")                        AS person
FROM   source

-- map: standard_naloxone
-- title: Naloxone given or handed out: the standard sheet
-- title::es: Naloxona aplicada o entregada: la hoja estándar
-- reads: csv; or xlsx
-- into: naloxone
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: quarter_start
-- sample: naloxone.csv
SELECT text_of("row_id")                  AS row_id,
       code_of("giver", 'naloxone_giver') AS giver,
       date_of("quarter_start")           AS quarter_start,
       integer_of("given")                AS given,
       integer_of("kits")                 AS kits
FROM   source

-- map: standard_overdose_count
-- title: Overdose deaths, twelve months ending: the standard sheet
-- title::es: Muertes por sobredosis, doce meses hasta: la hoja estándar
-- reads: csv; or xlsx
-- into: overdose_count
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month_end
-- sample: overdose_count.csv
SELECT text_of("row_id")                          AS row_id,
       text_of("state")                           AS state,
       date_of("month_end")                       AS month_end,
       code_of("indicator", 'overdose_indicator') AS indicator,
       number_of("reported")                      AS reported,
       number_of("predicted")                     AS predicted,
       number_of("complete")                      AS complete,
       number_of("pending")                       AS pending,
       yes_no("caution")                          AS caution
FROM   source

-- map: standard_crisis_month
-- title: Mobile crisis team, a month: the standard sheet
-- title::es: Equipo móvil de crisis, un mes: la hoja estándar
-- reads: csv; or xlsx
-- into: crisis_month
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: month
-- sample: crisis_month.csv
SELECT text_of("row_id")                  AS row_id,
       date_of("month")                   AS month,
       text_of("city")                    AS city,
       code_of("end_point", 'crisis_end') AS end_point,
       integer_of("dispatches")           AS dispatches,
       yes_no("hidden")                   AS hidden,
       number_of("minutes_to_dispatch")   AS minutes_to_dispatch,
       number_of("minutes_to_arrival")    AS minutes_to_arrival
FROM   source
