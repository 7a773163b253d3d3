-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_alert
-- title: Alert: the standard sheet
-- title::es: Alerta: la hoja estándar
-- reads: csv; or xlsx
-- into: alert
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: issued_on
-- sample: alert.csv
SELECT text_of("alert_id")         AS alert_id,
       code_of("label", 'tlp')     AS label,
       date_of("issued_on")        AS issued_on,
       text_of("title")            AS title,
       text_of("text")             AS text,
       code_of("sector", 'sector') AS sector,
       date_of("expires_on")       AS expires_on,
       date_of("withdrawn_on")     AS withdrawn_on
FROM   source

-- map: standard_capability
-- title: Capability: the standard sheet
-- title::es: Capacidad: la hoja estándar
-- reads: csv; or xlsx
-- into: capability
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: capability.csv
SELECT text_of("capability_id")           AS capability_id,
       integer_of("year")                 AS year,
       code_of("kind", 'capability_kind') AS kind,
       code_of("threat", 'threat_kind')   AS threat,
       text_of("unit")                    AS unit,
       number_of("target")                AS target,
       number_of("present")               AS present,
       code_of("priority", 'priority')    AS priority
FROM   source

-- map: standard_intelligence_subject
-- title: Intelligence entry: the standard sheet
-- title::es: Registro de inteligencia: la hoja estándar
-- reads: csv; or xlsx
-- into: intelligence_subject
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: entered_on
-- sample: intelligence_subject.csv
SELECT text_of("entry_id")                     AS entry_id,
       code_of("kind", 'subject_kind')         AS kind,
       text_of("subject")                      AS subject,
       text_of("agency")                       AS agency,
       date_of("entered_on")                   AS entered_on,
       text_of("certified_by")                 AS certified_by,
       yes_no("reasonable_suspicion")          AS reasonable_suspicion,
       yes_no("relevant")                      AS relevant,
       text_of("basis")                        AS basis,
       yes_no("holds_beliefs")                 AS holds_beliefs,
       yes_no("beliefs_relate_to_crime")       AS beliefs_relate_to_crime,
       yes_no("lawfully_got")                  AS lawfully_got,
       code_of("sensitivity", 'sensitivity')   AS sensitivity,
       code_of("reliability", 'reliability')   AS reliability,
       code_of("validity", 'content_validity') AS validity,
       date_of("validated_on")                 AS validated_on,
       text_of("validation_basis")             AS validation_basis,
       date_of("no_basis_on")                  AS no_basis_on,
       date_of("purged_on")                    AS purged_on
FROM   source

-- map: standard_partner
-- title: Partner: the standard sheet
-- title::es: Socio: la hoja estándar
-- reads: csv; or xlsx
-- into: partner
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: partner.csv
SELECT text_of("partner_id")           AS partner_id,
       text_of("name")                 AS name,
       code_of("kind", 'partner_kind') AS kind,
       yes_no("follows_part_23")       AS follows_part_23
FROM   source

-- map: standard_disclosure
-- title: Disclosure of an entry: the standard sheet
-- title::es: Divulgación de un registro: la hoja estándar
-- reads: csv; or xlsx
-- into: disclosure
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: disclosed_on
-- sample: disclosure.csv
SELECT text_of("disclosure_id")    AS disclosure_id,
       text_of("entry")            AS entry,
       text_of("partner")          AS partner,
       date_of("disclosed_on")     AS disclosed_on,
       text_of("why")              AS why,
       yes_no("need_to_know")      AS need_to_know,
       yes_no("right_to_know")     AS right_to_know,
       yes_no("emergency")         AS emergency,
       date_of("told_of_purge_on") AS told_of_purge_on
FROM   source

-- map: standard_engagement
-- title: Meeting with a community: the standard sheet
-- title::es: Reunión con una comunidad: la hoja estándar
-- reads: csv; or xlsx
-- into: engagement
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: held_on
-- sample: engagement.csv
SELECT text_of("engagement_id")                  AS engagement_id,
       date_of("held_on")                        AS held_on,
       codes_of("communities", 'community', ';') AS communities,
       code_of("kind", 'engagement_kind')        AS kind,
       text_of("organisation")                   AS organisation,
       text_of("area")                           AS area,
       integer_of("attended")                    AS attended,
       codes_of("languages", 'language', ';')    AS languages,
       text_of("asked_for")                      AS asked_for,
       date_of("promise_due_on")                 AS promise_due_on,
       date_of("answered_on")                    AS answered_on
FROM   source

-- map: standard_exercise
-- title: Exercise: the standard sheet
-- title::es: Ejercicio: la hoja estándar
-- reads: csv; or xlsx
-- into: exercise
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: held_on
-- sample: exercise.csv
SELECT text_of("exercise_id")                           AS exercise_id,
       date_of("held_on")                               AS held_on,
       code_of("kind", 'exercise_kind')                 AS kind,
       code_of("scenario", 'threat_kind')               AS scenario,
       codes_of("capabilities", 'capability_kind', ';') AS capabilities,
       integer_of("partners")                           AS partners,
       date_of("report_on")                             AS report_on,
       integer_of("fixes")                              AS fixes,
       integer_of("fixes_done")                         AS fixes_done
FROM   source

-- map: standard_hate_incident
-- title: Hate crime or incident: the standard sheet
-- title::es: Delito o incidente de odio: la hoja estándar
-- reads: csv; or xlsx
-- into: hate_incident
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: reported_on
-- sample: hate_incident.csv
SELECT text_of("incident_id")                      AS incident_id,
       text_of("agency")                           AS agency,
       date_of("reported_on")                      AS reported_on,
       text_of("happened_on")                      AS happened_on,
       text_of("counted_in")                       AS counted_in,
       yes_no("is_crime")                          AS is_crime,
       code_of("offense", 'offense')               AS offense,
       text_of("offense_recorded")                 AS offense_recorded,
       code_of("offense_class", 'offense_class')   AS offense_class,
       yes_no("completed")                         AS completed,
       code_of("location_type", 'location_type')   AS location_type,
       point_of("place_lon", "place_lat")          AS place,
       text_of("area")                             AS area,
       text_of("district")                         AS district,
       text_of("county")                           AS county,
       code_of("bias_1", 'bias')                   AS bias_1,
       code_of("bias_2", 'bias')                   AS bias_2,
       code_of("bias_3", 'bias')                   AS bias_3,
       code_of("bias_4", 'bias')                   AS bias_4,
       code_of("bias_5", 'bias')                   AS bias_5,
       text_of("bias_recorded")                    AS bias_recorded,
       codes_of("bias_signs", 'bias_sign', ';')    AS bias_signs,
       date_of("suspected_on")                     AS suspected_on,
       date_of("confirmed_on")                     AS confirmed_on,
       codes_of("victim_type", 'victim_type', ';') AS victim_type,
       integer_of("adult_victims")                 AS adult_victims,
       integer_of("juvenile_victims")              AS juvenile_victims,
       integer_of("offenders")                     AS offenders,
       code_of("injury", 'injury')                 AS injury,
       yes_no("death")                             AS death,
       code_of("language", 'language')             AS language,
       text_of("victim")                           AS victim,
       yes_no("willful")                           AS willful,
       yes_no("bodily_injury")                     AS bodily_injury,
       yes_no("dangerous_attempt")                 AS dangerous_attempt,
       yes_no("because_of_bias")                   AS because_of_bias,
       yes_no("commerce_link")                     AS commerce_link,
       date_of("certified_on")                     AS certified_on,
       date_of("identified_on")                    AS identified_on,
       date_of("charged_on")                       AS charged_on,
       code_of("charged_as", 'hate_charge')        AS charged_as,
       code_of("outcome", 'court_outcome')         AS outcome,
       date_of("outcome_on")                       AS outcome_on
FROM   source

-- map: standard_hate_arrest
-- title: Arrest for a hate crime: the standard sheet
-- title::es: Arresto por delito de odio: la hoja estándar
-- reads: csv; or xlsx
-- into: hate_arrest
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: arrested_on
-- sample: hate_arrest.csv
SELECT text_of("arrest_row")    AS arrest_row,
       text_of("incident")      AS incident,
       text_of("arrest_number") AS arrest_number,
       date_of("arrested_on")   AS arrested_on
FROM   source

-- map: standard_hate_report
-- title: Quarterly hate crime report: the standard sheet
-- title::es: Informe trimestral de delitos de odio: la hoja estándar
-- reads: csv; or xlsx
-- into: hate_report
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: quarter_end
-- sample: hate_report.csv
SELECT text_of("report_id")    AS report_id,
       text_of("agency")       AS agency,
       text_of("quarter")      AS quarter,
       date_of("quarter_end")  AS quarter_end,
       integer_of("incidents") AS incidents,
       date_of("sent_on")      AS sent_on
FROM   source

-- map: standard_operation
-- title: Operation to deconflict: the standard sheet
-- title::es: Operación por coordinar: la hoja estándar
-- reads: csv; or xlsx
-- into: operation
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: starts
-- sample: operation.csv
SELECT text_of("operation_id")            AS operation_id,
       text_of("agency")                  AS agency,
       code_of("kind", 'operation_kind')  AS kind,
       point_of("place_lon", "place_lat") AS place,
       integer_of("radius_m")             AS radius_m,
       datetime_of("starts")              AS starts,
       datetime_of("ends")                AS ends,
       datetime_of("entered")             AS entered,
       text_of("deconfliction_id")        AS deconfliction_id,
       text_of("override_reason")         AS override_reason,
       text_of("override_by")             AS override_by
FROM   source

-- map: standard_protected_site
-- title: Protected site: the standard sheet
-- title::es: Sitio protegido: la hoja estándar
-- reads: csv; or xlsx
-- into: protected_site
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: protected_site.csv
SELECT text_of("site_id")                 AS site_id,
       text_of("name")                    AS name,
       code_of("sector", 'sector')        AS sector,
       code_of("community", 'community')  AS community,
       text_of("organisation")            AS organisation,
       text_of("area")                    AS area,
       point_of("place_lon", "place_lat") AS place,
       date_of("assessed_on")             AS assessed_on,
       text_of("plan")                    AS plan,
       code_of("risk", 'priority')        AS risk,
       date_of("nonprofit_grant_on")      AS nonprofit_grant_on
FROM   source

-- map: standard_purge_certificate
-- title: Purge certificate: the standard sheet
-- title::es: Certificado de eliminación: la hoja estándar
-- reads: csv; or xlsx
-- into: purge_certificate
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: purged_on
-- sample: purge_certificate.csv
SELECT text_of("certificate_id")      AS certificate_id,
       text_of("entry_digest")        AS entry_digest,
       date_of("entered_on")          AS entered_on,
       date_of("purged_on")           AS purged_on,
       code_of("why", 'purge_reason') AS why,
       text_of("by_role")             AS by_role,
       text_of("witness")             AS witness
FROM   source

-- map: standard_sharing_agreement
-- title: Sharing agreement: the standard sheet
-- title::es: Acuerdo de intercambio: la hoja estándar
-- reads: csv; or xlsx
-- into: sharing_agreement
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: signed_on
-- sample: sharing_agreement.csv
SELECT text_of("agreement_id")               AS agreement_id,
       text_of("partner")                    AS partner,
       text_of("title")                      AS title,
       code_of("kind", 'agreement_kind')     AS kind,
       codes_of("covers", 'share_kind', ';') AS covers,
       code_of("highest_label", 'tlp')       AS highest_label,
       date_of("signed_on")                  AS signed_on,
       date_of("reviewed_on")                AS reviewed_on,
       date_of("ends_on")                    AS ends_on,
       integer_of("notice_days")             AS notice_days,
       yes_no("city_policy_binds")           AS city_policy_binds
FROM   source

-- map: standard_suspicious_activity
-- title: Suspicious activity report: the standard sheet
-- title::es: Informe de actividad sospechosa: la hoja estándar
-- reads: csv; or xlsx
-- into: suspicious_activity
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: observed
-- sample: suspicious_activity.csv
SELECT text_of("sar_id")                          AS sar_id,
       text_of("agency")                          AS agency,
       text_of("agency_case")                     AS agency_case,
       datetime_of("observed")                    AS observed,
       date_of("received_on")                     AS received_on,
       point_of("place_lon", "place_lat")         AS place,
       text_of("site")                            AS site,
       codes_of("behaviors", 'sar_behavior', ';') AS behaviors,
       text_of("summary")                         AS summary,
       text_of("detail")                          AS detail,
       text_of("extra_facts")                     AS extra_facts,
       yes_no("protected_trait_used")             AS protected_trait_used,
       yes_no("protected_speech_only")            AS protected_speech_only,
       yes_no("threat_true")                      AS threat_true,
       text_of("reviewer")                        AS reviewer,
       date_of("reviewed_on")                     AS reviewed_on,
       yes_no("behavior_in_context")              AS behavior_in_context,
       text_of("analyst")                         AS analyst,
       date_of("vetted_on")                       AS vetted_on,
       yes_no("nexus")                            AS nexus,
       text_of("nexus_reasons")                   AS nexus_reasons,
       code_of("disposition", 'sar_disposition')  AS disposition,
       date_of("told_source_on")                  AS told_source_on
FROM   source

-- map: standard_threat_assessment
-- title: Element check for terrorism: the standard sheet
-- title::es: Verificación de elementos de terrorismo: la hoja estándar
-- reads: csv; or xlsx
-- into: threat_assessment
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: made_on
-- sample: threat_assessment.csv
SELECT text_of("assessment_id")                AS assessment_id,
       date_of("made_on")                      AS made_on,
       code_of("subject_kind", 'subject_kind') AS subject_kind,
       yes_no("hate_group_at_home")            AS hate_group_at_home,
       text_of("criminal_act")                 AS criminal_act,
       yes_no("dangerous_to_life")             AS dangerous_to_life,
       yes_no("breaks_criminal_law")           AS breaks_criminal_law,
       yes_no("coerce_population")             AS coerce_population,
       yes_no("influence_policy")              AS influence_policy,
       yes_no("affect_government")             AS affect_government,
       yes_no("mainly_in_us")                  AS mainly_in_us,
       yes_no("speech_only")                   AS speech_only,
       codes_of("bias", 'bias', ';')           AS bias
FROM   source

-- map: standard_tip
-- title: Tip: the standard sheet
-- title::es: Aviso: la hoja estándar
-- reads: csv; or xlsx
-- into: tip
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: received_on
-- sample: tip.csv
SELECT text_of("tip_id")                  AS tip_id,
       date_of("received_on")             AS received_on,
       code_of("channel", 'tip_channel')  AS channel,
       code_of("kind", 'tip_kind')        AS kind,
       text_of("text")                    AS text,
       yes_no("threat_to_life")           AS threat_to_life,
       code_of("passed_to", 'tip_passed') AS passed_to,
       date_of("passed_on")               AS passed_on,
       date_of("closed_on")               AS closed_on,
       date_of("deleted_on")              AS deleted_on
FROM   source

-- map: standard_victim_service
-- title: Service offered to a victim: the standard sheet
-- title::es: Servicio ofrecido a una víctima: la hoja estándar
-- reads: csv; or xlsx
-- into: victim_service
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: offered_on
-- sample: victim_service.csv
SELECT text_of("service_id")                  AS service_id,
       text_of("incident")                    AS incident,
       code_of("kind", 'victim_service_kind') AS kind,
       date_of("offered_on")                  AS offered_on,
       yes_no("accepted")                     AS accepted,
       code_of("language", 'language')        AS language,
       text_of("by_organisation")             AS by_organisation
FROM   source
