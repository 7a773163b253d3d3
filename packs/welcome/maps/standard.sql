-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_border_year
-- title: Border Patrol figures of a year: the standard sheet
-- title::es: Cifras de la Patrulla Fronteriza de un año: la hoja estándar
-- reads: csv; or xlsx
-- into: border_year
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")                  AS row_id,
       code_of("sector", 'border_sector') AS sector,
       integer_of("fiscal_year")          AS fiscal_year,
       text_of("topic")                   AS topic,
       integer_of("number")               AS number
FROM   source

-- map: standard_cap_notice
-- title: Count against a cap: the standard sheet
-- title::es: Conteo frente al tope: la hoja estándar
-- reads: csv; or xlsx
-- into: cap_notice
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: published_on
-- sample: cap_notice.csv
SELECT text_of("notice_id")       AS notice_id,
       code_of("cap", 'visa_cap') AS cap,
       date_of("published_on")    AS published_on,
       integer_of("workers")      AS workers,
       text_of("source")          AS source
FROM   source

-- map: standard_case_group
-- title: Charged cases by language group: the standard sheet
-- title::es: Casos con cargos por grupo de idioma: la hoja estándar
-- reads: csv; or xlsx
-- into: case_group
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: case_group.csv
SELECT text_of("row_id")                           AS row_id,
       integer_of("year")                          AS year,
       code_of("language_group", 'language_group') AS language_group,
       code_of("case_kind", 'case_kind')           AS case_kind,
       integer_of("charged")                       AS charged,
       integer_of("disposed")                      AS disposed,
       integer_of("convicted")                     AS convicted,
       integer_of("diverted")                      AS diverted,
       integer_of("handed_over")                   AS handed_over
FROM   source

-- map: standard_certification_letter
-- title: Letter of the desk: the standard sheet
-- title::es: Carta de la oficina: la hoja estándar
-- reads: csv; or xlsx
-- into: certification_letter
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: sent_on
-- sample: certification_letter.csv
SELECT text_of("letter_id")                      AS letter_id,
       text_of("request_number")                 AS request_number,
       date_of("sent_on")                        AS sent_on,
       code_of("answer", 'certification_answer') AS answer
FROM   source

-- map: standard_certification_request
-- title: Request to certify a victim: the standard sheet
-- title::es: Solicitud de certificación de una víctima: la hoja estándar
-- reads: csv; or xlsx
-- into: certification_request
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: received_on
-- sample: certification_request.csv
SELECT text_of("request_id")                      AS request_id,
       code_of("state", 'certification_deadline') AS state,
       text_of("agency")                          AS agency,
       code_of("form", 'certification_form')      AS form,
       date_of("received_on")                     AS received_on,
       code_of("sent_by", 'sent_by')              AS sent_by,
       code_of("language", 'language')            AS language,
       text_of("victim")                          AS victim,
       text_of("case_number")                     AS case_number,
       code_of("crime", 'qualifying_crime')       AS crime,
       date_of("crime_on")                        AS crime_on,
       yes_no("in_us")                            AS in_us,
       code_of("victim_kind", 'victim_kind')      AS victim_kind,
       yes_no("helpful")                          AS helpful,
       yes_no("refused_help")                     AS refused_help,
       yes_no("in_removal")                       AS in_removal,
       yes_no("detained")                         AS detained,
       yes_no("relative_near_21")                 AS relative_near_21,
       text_of("re_sign_of")                      AS re_sign_of,
       date_of("answered_on")                     AS answered_on,
       code_of("answer", 'certification_answer')  AS answer,
       code_of("refusal", 'refusal_reason')       AS refusal,
       text_of("reason")                          AS reason,
       date_of("notice_sent_on")                  AS notice_sent_on,
       text_of("certifier")                       AS certifier
FROM   source

-- map: standard_clinic_month
-- title: Help in a month: the standard sheet
-- title::es: Ayuda en un mes: la hoja estándar
-- reads: csv; or xlsx
-- into: clinic_month
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: clinic_month.csv
SELECT text_of("row_id")               AS row_id,
       text_of("month")                AS month,
       text_of("organisation")         AS organisation,
       integer_of("renewals")          AS renewals,
       integer_of("military_families") AS military_families,
       integer_of("naturalizations")   AS naturalizations,
       integer_of("other_help")        AS other_help
FROM   source

-- map: standard_custody_transfer
-- title: Hand-over from the jail: the standard sheet
-- title::es: Entrega desde la cárcel: la hoja estándar
-- reads: csv; or xlsx
-- into: custody_transfer
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: custody_transfer.csv
SELECT text_of("transfer_id")               AS transfer_id,
       datetime_of("happened")              AS happened,
       text_of("request_number")            AS request_number,
       code_of("warrant", 'warrant_kind')   AS warrant,
       code_of("to_body", 'outside_agency') AS to_body
FROM   source

-- map: standard_debarment
-- title: Employer barred from hiring abroad: the standard sheet
-- title::es: Empleador inhabilitado: la hoja estándar
-- reads: csv; or xlsx
-- into: debarment
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: debarment.csv
SELECT text_of("debarment_id")      AS debarment_id,
       code_of("kind", 'visa_kind') AS kind,
       text_of("employer_name")     AS employer_name,
       text_of("length")            AS length,
       date_of("starts_on")         AS starts_on,
       date_of("ends_on")           AS ends_on
FROM   source

-- map: standard_departure_month
-- title: Applications to leave: the standard sheet
-- title::es: Solicitudes de salida voluntaria: la hoja estándar
-- reads: csv; or xlsx
-- into: departure_month
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")          AS row_id,
       text_of("court")           AS court,
       text_of("month")           AS month,
       integer_of("applications") AS applications
FROM   source

-- map: standard_earned_status_case
-- title: Case of earned status: the standard sheet
-- title::es: Caso de situación ganada: la hoja estándar
-- reads: csv; or xlsx
-- into: earned_status_case
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: opened_on
-- sample: earned_status_case.csv
SELECT text_of("case_id")              AS case_id,
       date_of("opened_on")            AS opened_on,
       text_of("navigator")            AS navigator,
       code_of("language", 'language') AS language,
       date_of("closed_on")            AS closed_on
FROM   source

-- map: standard_earned_status_step
-- title: Requirement of a case: the standard sheet
-- title::es: Requisito de un caso: la hoja estándar
-- reads: csv; or xlsx
-- into: earned_status_step
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: checked_on
-- sample: earned_status_step.csv
SELECT text_of("step_id")                           AS step_id,
       text_of("case_id")                           AS case_id,
       code_of("requirement", 'earned_requirement') AS requirement,
       code_of("met", 'met')                        AS met,
       date_of("checked_on")                        AS checked_on,
       text_of("proof")                             AS proof
FROM   source

-- map: standard_employer
-- title: Employer: the standard sheet
-- title::es: Empleador: la hoja estándar
-- reads: csv; or xlsx
-- into: employer
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: employer.csv
SELECT text_of("employer_id")       AS employer_id,
       text_of("name")              AS name,
       code_of("state", 'us_state') AS state,
       text_of("city")              AS city,
       integer_of("workers")        AS workers,
       yes_no("uses_e_verify")      AS uses_e_verify,
       yes_no("e_verify_required")  AS e_verify_required,
       date_of("registered_h2b_on") AS registered_h2b_on
FROM   source

-- map: standard_employment_verification
-- title: Form I-9 and E-Verify: the standard sheet
-- title::es: Formulario I-9 y E-Verify: la hoja estándar
-- reads: csv; or xlsx
-- into: employment_verification
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: started_on
-- sample: employment_verification.csv
SELECT text_of("verification_id")               AS verification_id,
       text_of("employer")                      AS employer,
       date_of("started_on")                    AS started_on,
       yes_no("short_job")                      AS short_job,
       date_of("section1_on")                   AS section1_on,
       date_of("section2_on")                   AS section2_on,
       date_of("receipt_on")                    AS receipt_on,
       date_of("document_on")                   AS document_on,
       yes_no("extra_documents")                AS extra_documents,
       date_of("case_on")                       AS case_on,
       yes_no("before_hire")                    AS before_hire,
       code_of("first_result", 'verify_result') AS first_result,
       date_of("mismatch_on")                   AS mismatch_on,
       date_of("told_on")                       AS told_on,
       yes_no("contests")                       AS contests,
       date_of("referred_on")                   AS referred_on,
       date_of("contacted_on")                  AS contacted_on,
       date_of("final_on")                      AS final_on,
       code_of("final_result", 'verify_result') AS final_result,
       date_of("acted_on")                      AS acted_on,
       date_of("closed_on")                     AS closed_on,
       date_of("ended_on")                      AS ended_on
FROM   source

-- map: standard_enforcement_agreement
-- title: Agreement under section 287(g): the standard sheet
-- title::es: Acuerdo según la sección 287(g): la hoja estándar
-- reads: csv; or xlsx
-- into: enforcement_agreement
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: enforcement_agreement.csv
SELECT text_of("agreement_id")               AS agreement_id,
       date_of("listed_on")                  AS listed_on,
       code_of("state", 'us_state')          AS state,
       text_of("agency_name")                AS agency_name,
       text_of("kind")                       AS kind,
       text_of("county")                     AS county,
       code_of("model", 'enforcement_model') AS model,
       date_of("signed_on")                  AS signed_on
FROM   source

-- map: standard_visa_petition
-- title: Petition for workers: the standard sheet
-- title::es: Petición de trabajadores: la hoja estándar
-- reads: csv; or xlsx
-- into: visa_petition
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: visa_petition.csv
SELECT text_of("petition_id")                 AS petition_id,
       text_of("case_number")                 AS case_number,
       code_of("kind", 'visa_kind')           AS kind,
       integer_of("fiscal_year")              AS fiscal_year,
       text_of("employer")                    AS employer,
       text_of("employer_name")               AS employer_name,
       text_of("employer_postal")             AS employer_postal,
       code_of("work_state", 'us_state')      AS work_state,
       text_of("work_place")                  AS work_place,
       text_of("occupation")                  AS occupation,
       text_of("title")                       AS title,
       integer_of("workers_asked")            AS workers_asked,
       integer_of("workers_certified")        AS workers_certified,
       number_of("wage")                      AS wage,
       code_of("wage_unit", 'pay_unit')       AS wage_unit,
       number_of("prevailing_wage")           AS prevailing_wage,
       code_of("prevailing_unit", 'pay_unit') AS prevailing_unit,
       integer_of("wage_level")               AS wage_level,
       date_of("need_from")                   AS need_from,
       date_of("need_to")                     AS need_to,
       date_of("job_order_on")                AS job_order_on,
       yes_no("registered")                   AS registered,
       date_of("filed_on")                    AS filed_on,
       date_of("state_posted_on")             AS state_posted_on,
       date_of("noticed_on")                  AS noticed_on,
       date_of("recruitment_done_on")         AS recruitment_done_on,
       date_of("decided_on")                  AS decided_on,
       code_of("status", 'petition_status')   AS status,
       code_of("denial", 'denial_reason')     AS denial,
       date_of("uscis_filed_on")              AS uscis_filed_on,
       yes_no("premium")                      AS premium,
       date_of("approved_on")                 AS approved_on,
       date_of("arrived_on")                  AS arrived_on,
       money_of("cost")                       AS cost,
       text_of("agent")                       AS agent
FROM   source

-- map: standard_job_order
-- title: Recruitment of US workers: the standard sheet
-- title::es: Contratación de trabajadores de EE. UU.: la hoja estándar
-- reads: csv; or xlsx
-- into: job_order
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: posted_on
-- sample: job_order.csv
SELECT text_of("order_id")    AS order_id,
       text_of("petition")    AS petition,
       date_of("posted_on")   AS posted_on,
       integer_of("referred") AS referred,
       integer_of("hired")    AS hired,
       date_of("open_until")  AS open_until
FROM   source

-- map: standard_language_service
-- title: Language service: the standard sheet
-- title::es: Servicio de idiomas: la hoja estándar
-- reads: csv; or xlsx
-- into: language_service
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: happened
-- sample: language_service.csv
SELECT text_of("service_id")             AS service_id,
       datetime_of("happened")           AS happened,
       text_of("agency")                 AS agency,
       code_of("place", 'service_place') AS place,
       text_of("area")                   AS area,
       code_of("language", 'language')   AS language,
       code_of("mode", 'language_mode')  AS mode,
       yes_no("provided")                AS provided,
       yes_no("qualified")               AS qualified,
       integer_of("wait_minutes")        AS wait_minutes,
       integer_of("minutes")             AS minutes,
       money_of("cost")                  AS cost
FROM   source

-- map: standard_legal_referral
-- title: Referral to legal help: the standard sheet
-- title::es: Derivación a asistencia legal: la hoja estándar
-- reads: csv; or xlsx
-- into: legal_referral
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: referred_on
-- sample: legal_referral.csv
SELECT text_of("referral_id")                 AS referral_id,
       date_of("referred_on")                 AS referred_on,
       text_of("organisation")                AS organisation,
       code_of("need", 'legal_need')          AS need,
       code_of("language", 'language')        AS language,
       date_of("accepted_on")                 AS accepted_on,
       code_of("outcome", 'referral_outcome') AS outcome,
       yes_no("free")                         AS free
FROM   source

-- map: standard_outside_request
-- title: Request of a federal agency: the standard sheet
-- title::es: Solicitud de una agencia federal: la hoja estándar
-- reads: csv; or xlsx
-- into: outside_request
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: received
-- sample: outside_request.csv
SELECT text_of("request_id")                   AS request_id,
       code_of("state", 'us_state')            AS state,
       text_of("agency")                       AS agency,
       datetime_of("received")                 AS received,
       code_of("from_body", 'outside_agency')  AS from_body,
       code_of("kind", 'outside_request_kind') AS kind,
       code_of("warrant", 'warrant_kind')      AS warrant,
       yes_no("probable_cause")                AS probable_cause,
       yes_no("served")                        AS served,
       text_of("subject_number")               AS subject_number,
       datetime_of("otherwise_released")       AS otherwise_released,
       datetime_of("released")                 AS released,
       datetime_of("notice_given")             AS notice_given,
       yes_no("counsel_asked")                 AS counsel_asked,
       datetime_of("answered")                 AS answered,
       code_of("answer", 'outside_answer')     AS answer,
       code_of("basis", 'answer_basis')        AS basis,
       number_of("hours_spent")                AS hours_spent,
       integer_of("officers")                  AS officers,
       text_of("paid_by")                      AS paid_by
FROM   source

-- map: standard_public_report
-- title: Report to the public: the standard sheet
-- title::es: Informe al público: la hoja estándar
-- reads: csv; or xlsx
-- into: public_report
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: period_end
-- sample: public_report.csv
SELECT text_of("report_id")                  AS report_id,
       code_of("kind", 'public_report_kind') AS kind,
       date_of("period_end")                 AS period_end,
       date_of("sent_on")                    AS sent_on
FROM   source

-- map: standard_reporting_month
-- title: Reports of crime in a month: the standard sheet
-- title::es: Denuncias de un mes: la hoja estándar
-- reads: csv; or xlsx
-- into: reporting_month
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: reporting_month.csv
SELECT text_of("row_id")         AS row_id,
       text_of("month")          AS month,
       text_of("area")           AS area,
       integer_of("reports")     AS reports,
       integer_of("interpreted") AS interpreted
FROM   source

-- map: standard_verification_group
-- title: Published error counts of E-Verify: the standard sheet
-- title::es: Conteos publicados de errores de E-Verify: la hoja estándar
-- reads: csv; or xlsx
-- into: verification_group
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- sample: verification_group.csv
SELECT text_of("row_id")                       AS row_id,
       integer_of("year")                      AS year,
       code_of("verify_group", 'verify_group') AS verify_group,
       integer_of("authorized_workers")        AS authorized_workers,
       integer_of("wrong_mismatches")          AS wrong_mismatches,
       text_of("source")                       AS source
FROM   source

-- map: standard_verification_inspection
-- title: Inspection of Forms I-9: the standard sheet
-- title::es: Inspección de formularios I-9: la hoja estándar
-- reads: csv; or xlsx
-- into: verification_inspection
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: notice_on
-- sample: verification_inspection.csv
SELECT text_of("inspection_id")   AS inspection_id,
       text_of("employer")        AS employer,
       date_of("notice_on")       AS notice_on,
       date_of("produced_on")     AS produced_on,
       date_of("fault_notice_on") AS fault_notice_on,
       date_of("cured_on")        AS cured_on,
       integer_of("forms")        AS forms,
       integer_of("faults")       AS faults
FROM   source
