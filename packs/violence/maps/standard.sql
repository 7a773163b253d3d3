-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_outreach_site
-- title: Site of the program: the standard sheet
-- title::es: Sede del programa: la hoja estándar
-- reads: csv; or xlsx
-- into: outreach_site
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started_on
-- sample: outreach_site.csv
SELECT text_of("site_id")             AS site_id,
       text_of("name")                AS name,
       code_of("model", 'site_model') AS model,
       text_of("organisation")        AS organisation,
       text_of("area")                AS area,
       date_of("started_on")          AS started_on,
       date_of("ended_on")            AS ended_on,
       integer_of("workers")          AS workers
FROM   source

-- map: standard_shooting
-- title: Shooting: the standard sheet
-- title::es: Tiroteo: la hoja estándar
-- reads: csv; or xlsx
-- into: shooting
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: shooting.csv
SELECT text_of("shooting_id")                    AS shooting_id,
       text_of("agency")                         AS agency,
       datetime_of("happened")                   AS happened,
       point_of("place_lon", "place_lat")        AS place,
       text_of("block")                          AS block,
       text_of("area")                           AS area,
       text_of("district")                       AS district,
       text_of("neighborhood")                   AS neighborhood,
       code_of("location_type", 'location_type') AS location_type,
       integer_of("victims")                     AS victims,
       integer_of("fatal")                       AS fatal,
       code_of("circumstance", 'circumstance')   AS circumstance,
       text_of("linked_to")                      AS linked_to,
       date_of("cleared_on")                     AS cleared_on
FROM   source

-- map: standard_conflict
-- title: Conflict: the standard sheet
-- title::es: Conflicto: la hoja estándar
-- reads: csv; or xlsx
-- into: conflict
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: learned_on
-- sample: conflict.csv
SELECT text_of("conflict_id")                   AS conflict_id,
       text_of("site")                          AS site,
       date_of("learned_on")                    AS learned_on,
       code_of("kind", 'conflict_kind')         AS kind,
       text_of("after_shooting")                AS after_shooting,
       text_of("area")                          AS area,
       integer_of("people")                     AS people,
       code_of("shooting_likely", 'likelihood') AS shooting_likely,
       date_of("settled_on")                    AS settled_on
FROM   source

-- map: standard_participant
-- title: Participant: the standard sheet
-- title::es: Participante: la hoja estándar
-- reads: csv; or xlsx
-- into: participant
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: joined_on
-- sample: participant.csv
SELECT text_of("participant_id")       AS participant_id,
       text_of("site")                 AS site,
       text_of("person")               AS person,
       date_of("joined_on")            AS joined_on,
       date_of("consent_on")           AS consent_on,
       date_of("consent_withdrawn_on") AS consent_withdrawn_on,
       text_of("worker")               AS worker,
       code_of("age_band", 'age_band') AS age_band,
       code_of("race", 'race')         AS race,
       code_of("sex", 'sex')           AS sex,
       integer_of("risk_score")        AS risk_score,
       date_of("left_on")              AS left_on,
       code_of("leaving", 'leaving')   AS leaving
FROM   source

-- map: standard_contact
-- title: Contact with a participant: the standard sheet
-- title::es: Contacto con un participante: la hoja estándar
-- reads: csv; or xlsx
-- into: contact
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: contacted_on
-- sample: contact.csv
SELECT text_of("contact_id")           AS contact_id,
       text_of("participant")          AS participant,
       date_of("contacted_on")         AS contacted_on,
       code_of("kind", 'contact_kind') AS kind,
       integer_of("minutes")           AS minutes,
       yes_no("reached")               AS reached,
       text_of("note")                 AS note
FROM   source

-- map: standard_hospital_response
-- title: Response at the hospital: the standard sheet
-- title::es: Respuesta en el hospital: la hoja estándar
-- reads: csv; or xlsx
-- into: hospital_response
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: admitted
-- sample: hospital_response.csv
SELECT text_of("response_id")  AS response_id,
       text_of("victim")       AS victim,
       datetime_of("admitted") AS admitted,
       datetime_of("offered")  AS offered,
       yes_no("accepted")      AS accepted,
       date_of("enrolled_on")  AS enrolled_on,
       date_of("returned_on")  AS returned_on
FROM   source

-- map: standard_mediation
-- title: Mediation: the standard sheet
-- title::es: Mediación: la hoja estándar
-- reads: csv; or xlsx
-- into: mediation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: held_on
-- sample: mediation.csv
SELECT text_of("mediation_id")                 AS mediation_id,
       text_of("conflict")                     AS conflict,
       date_of("held_on")                      AS held_on,
       text_of("worker")                       AS worker,
       code_of("outcome", 'mediation_outcome') AS outcome,
       date_of("follow_up_on")                 AS follow_up_on
FROM   source

-- map: standard_place_improvement
-- title: Improvement of a place: the standard sheet
-- title::es: Mejora de un lugar: la hoja estándar
-- reads: csv; or xlsx
-- into: place_improvement
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: asked_on
-- sample: place_improvement.csv
SELECT text_of("improvement_id")           AS improvement_id,
       code_of("kind", 'improvement_kind') AS kind,
       text_of("area")                     AS area,
       point_of("place_lon", "place_lat")  AS place,
       date_of("asked_on")                 AS asked_on,
       date_of("done_on")                  AS done_on,
       date_of("inspected_on")             AS inspected_on,
       money_of("cost")                    AS cost
FROM   source

-- map: standard_referral
-- title: Referral to a service: the standard sheet
-- title::es: Remisión a un servicio: la hoja estándar
-- reads: csv; or xlsx
-- into: referral
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: referred_on
-- sample: referral.csv
SELECT text_of("referral_id")           AS referral_id,
       text_of("participant")           AS participant,
       code_of("kind", 'referral_kind') AS kind,
       date_of("referred_on")           AS referred_on,
       date_of("started_on")            AS started_on,
       date_of("finished_on")           AS finished_on
FROM   source

-- map: standard_response
-- title: Response to a shooting: the standard sheet
-- title::es: Respuesta a un tiroteo: la hoja estándar
-- reads: csv; or xlsx
-- into: response
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started
-- sample: response.csv
SELECT text_of("response_id")           AS response_id,
       text_of("shooting")              AS shooting,
       text_of("site")                  AS site,
       code_of("kind", 'response_kind') AS kind,
       datetime_of("started")           AS started,
       integer_of("people_reached")     AS people_reached
FROM   source

-- map: standard_shooting_victim
-- title: Person shot: the standard sheet
-- title::es: Persona baleada: la hoja estándar
-- reads: csv; or xlsx
-- into: shooting_victim
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: shooting_victim.csv
SELECT text_of("victim_id")               AS victim_id,
       text_of("shooting")                AS shooting,
       datetime_of("happened")            AS happened,
       code_of("race", 'race')            AS race,
       code_of("sex", 'sex')              AS sex,
       integer_of("age")                  AS age,
       yes_no("fatal")                    AS fatal,
       point_of("place_lon", "place_lat") AS place,
       text_of("area")                    AS area,
       text_of("district")                AS district,
       text_of("neighborhood")            AS neighborhood,
       yes_no("court_case")               AS court_case
FROM   source

-- map: standard_site_area
-- title: Area of a site or of comparison: the standard sheet
-- title::es: Zona del programa o de comparación: la hoja estándar
-- reads: csv; or xlsx
-- into: site_area
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: site_area.csv
SELECT text_of("row_id")     AS row_id,
       text_of("area")       AS area,
       text_of("site")       AS site,
       text_of("from_month") AS from_month
FROM   source

-- map: standard_violent_incident
-- title: Violent incident: the standard sheet
-- title::es: Incidente violento: la hoja estándar
-- reads: csv; or xlsx
-- into: violent_incident
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: violent_incident.csv
SELECT text_of("incident_id")                    AS incident_id,
       text_of("agency")                         AS agency,
       datetime_of("happened")                   AS happened,
       code_of("offense", 'offense')             AS offense,
       code_of("weapon", 'weapon')               AS weapon,
       code_of("location_type", 'location_type') AS location_type,
       text_of("location_recorded")              AS location_recorded,
       point_of("place_lon", "place_lat")        AS place,
       number_of("x")                            AS x,
       number_of("y")                            AS y,
       text_of("area")                           AS area,
       text_of("district")                       AS district
FROM   source
