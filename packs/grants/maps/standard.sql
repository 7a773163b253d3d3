-- Maps for sheets whose columns are named as the fields of the record are. Offices that keep no system of
-- their own can fill these in; the sample city does. Written by tools/standard_maps.py.

-- map: standard_grant_program
-- title: Grant program: the standard sheet
-- title::es: Programa de subvención: la hoja estándar
-- reads: csv; or xlsx
-- into: grant_program
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("program_id")                   AS program_id,
       text_of("name")                         AS name,
       code_of("kind", 'program_kind')         AS kind,
       text_of("listing")                      AS listing,
       code_of("federal_body", 'federal_body') AS federal_body,
       text_of("through")                      AS through
FROM   source

-- map: standard_award
-- title: Award: the standard sheet
-- title::es: Concesión: la hoja estándar
-- reads: csv; or xlsx
-- into: award
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: awarded_on
SELECT text_of("award_id")           AS award_id,
       text_of("program")            AS program,
       integer_of("fiscal_year")     AS fiscal_year,
       date_of("awarded_on")         AS awarded_on,
       date_of("accepted_on")        AS accepted_on,
       date_of("starts_on")          AS starts_on,
       date_of("ends_on")            AS ends_on,
       money_of("amount")            AS amount,
       money_of("match_required")    AS match_required,
       money_of("program_income")    AS program_income,
       yes_no("by_state")            AS by_state,
       date_of("received_on")        AS received_on,
       date_of("extension_asked_on") AS extension_asked_on,
       date_of("final_report_on")    AS final_report_on,
       date_of("closed_on")          AS closed_on,
       date_of("repaid_on")          AS repaid_on,
       date_of("program_year_end")   AS program_year_end,
       money_of("undrawn")           AS undrawn,
       date_of("stopped_on")         AS stopped_on
FROM   source

-- map: standard_activity
-- title: Activity: the standard sheet
-- title::es: Actividad: la hoja estándar
-- reads: csv; or xlsx
-- into: activity
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("activity_id")    AS activity_id,
       text_of("award")          AS award,
       text_of("name")           AS name,
       text_of("goal")           AS goal,
       integer_of("goal_number") AS goal_number
FROM   source

-- map: standard_applicant_score
-- title: Application and score: the standard sheet
-- title::es: Solicitud y puntaje: la hoja estándar
-- reads: csv; or xlsx
-- into: applicant_score
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")        AS row_id,
       text_of("place")         AS place,
       text_of("within")        AS within,
       integer_of("population") AS population,
       number_of("ask")         AS ask,
       number_of("score")       AS score
FROM   source

-- map: standard_budget_line
-- title: Budget line: the standard sheet
-- title::es: Renglón del presupuesto: la hoja estándar
-- reads: csv; or xlsx
-- into: budget_line
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("line_id")                   AS line_id,
       text_of("award")                     AS award,
       code_of("category", 'cost_category') AS category,
       code_of("purpose", 'poete')          AS purpose,
       yes_no("administration")             AS administration,
       yes_no("letpa")                      AS letpa,
       yes_no("public_service")             AS public_service,
       money_of("amount")                   AS amount,
       text_of("section")                   AS section
FROM   source

-- map: standard_drawdown
-- title: Drawdown: the standard sheet
-- title::es: Giro: la hoja estándar
-- reads: csv; or xlsx
-- into: drawdown
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: drawn_on
SELECT text_of("drawdown_id") AS drawdown_id,
       text_of("award")       AS award,
       date_of("drawn_on")    AS drawn_on,
       money_of("amount")     AS amount
FROM   source

-- map: standard_expenditure
-- title: Expenditure: the standard sheet
-- title::es: Gasto: la hoja estándar
-- reads: csv; or xlsx
-- into: expenditure
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: spent_on
SELECT text_of("expenditure_id")            AS expenditure_id,
       text_of("award")                     AS award,
       text_of("line")                      AS line,
       date_of("spent_on")                  AS spent_on,
       money_of("amount")                   AS amount,
       text_of("vendor")                    AS vendor,
       code_of("use", 'eligible_use')       AS use,
       code_of("category", 'cost_category') AS category,
       yes_no("documented")                 AS documented,
       yes_no("approved")                   AS approved,
       yes_no("replaces_local")             AS replaces_local,
       text_of("activity")                  AS activity
FROM   source

-- map: standard_formula_pool
-- title: Pool of a formula: the standard sheet
-- title::es: Fondo de una fórmula: la hoja estándar
-- reads: csv; or xlsx
-- into: formula_pool
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: known_on
SELECT text_of("pool_id")                 AS pool_id,
       code_of("program", 'program_kind') AS program,
       integer_of("fiscal_year")          AS fiscal_year,
       date_of("known_on")                AS known_on,
       number_of("pool")                  AS pool,
       number_of("what_if")               AS what_if,
       number_of("insular")               AS insular,
       text_of("source")                  AS source
FROM   source

-- map: standard_funded_position
-- title: Funded position: the standard sheet
-- title::es: Puesto financiado: la hoja estándar
-- reads: csv; or xlsx
-- into: funded_position
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("position_id")     AS position_id,
       text_of("award")           AS award,
       text_of("title")           AS title,
       date_of("approved_on")     AS approved_on,
       date_of("filled_on")       AS filled_on,
       date_of("vacated_on")      AS vacated_on,
       date_of("refilled_on")     AS refilled_on,
       date_of("ended_on")        AS ended_on,
       money_of("cost_36_months") AS cost_36_months,
       money_of("cost_year_4")    AS cost_year_4
FROM   source

-- map: standard_local_strength
-- title: Local posts in a quarter: the standard sheet
-- title::es: Puestos locales en un trimestre: la hoja estándar
-- reads: csv; or xlsx
-- into: local_strength
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")          AS row_id,
       date_of("quarter_end")     AS quarter_end,
       integer_of("budgeted")     AS budgeted,
       integer_of("filled")       AS filled,
       integer_of("grant_filled") AS grant_filled
FROM   source

-- map: standard_match_share
-- title: Match: the standard sheet
-- title::es: Contrapartida: la hoja estándar
-- reads: csv; or xlsx
-- into: match_share
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: given_on
SELECT text_of("match_id")           AS match_id,
       text_of("award")              AS award,
       date_of("given_on")           AS given_on,
       money_of("amount")            AS amount,
       code_of("kind", 'match_kind') AS kind,
       text_of("source_number")      AS source_number
FROM   source

-- map: standard_opportunity
-- title: Call for applications: the standard sheet
-- title::es: Convocatoria: la hoja estándar
-- reads: csv; or xlsx
-- into: opportunity
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("opportunity_id")  AS opportunity_id,
       text_of("program")         AS program,
       integer_of("fiscal_year")  AS fiscal_year,
       date_of("enacted_on")      AS enacted_on,
       date_of("grants_gov_due")  AS grants_gov_due,
       date_of("system_due")      AS system_due,
       date_of("applied_on")      AS applied_on,
       date_of("body_given_on")   AS body_given_on,
       date_of("body_agreed_on")  AS body_agreed_on,
       date_of("certificates_on") AS certificates_on
FROM   source

-- map: standard_outcome
-- title: Outcome: the standard sheet
-- title::es: Resultado: la hoja estándar
-- reads: csv; or xlsx
-- into: outcome
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: period_end
SELECT text_of("outcome_id") AS outcome_id,
       text_of("activity")   AS activity,
       date_of("period_end") AS period_end,
       integer_of("number")  AS number
FROM   source

-- map: standard_performance_report
-- title: Report: the standard sheet
-- title::es: Informe: la hoja estándar
-- reads: csv; or xlsx
-- into: performance_report
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: period_end
SELECT text_of("report_id")           AS report_id,
       text_of("award")               AS award,
       code_of("kind", 'report_kind') AS kind,
       date_of("period_end")          AS period_end,
       date_of("sent_on")             AS sent_on,
       money_of("spent_reported")     AS spent_reported
FROM   source

-- map: standard_place_factor
-- title: Factors of a formula: the standard sheet
-- title::es: Factores de una fórmula: la hoja estándar
-- reads: csv; or xlsx
-- into: place_factor
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")             AS row_id,
       text_of("place")              AS place,
       code_of("kind", 'place_kind') AS kind,
       text_of("within")             AS within,
       text_of("county")             AS county,
       integer_of("year")            AS year,
       integer_of("population")      AS population,
       number_of("violent_crime")    AS violent_crime,
       integer_of("months_reported") AS months_reported,
       integer_of("poverty")         AS poverty,
       integer_of("overcrowded")     AS overcrowded,
       integer_of("old_units")       AS old_units,
       integer_of("population_1960") AS population_1960,
       money_of("spending")          AS spending,
       yes_no("bears_costs")         AS bears_costs,
       yes_no("keeps_all")           AS keeps_all,
       text_of("source")             AS source
FROM   source

-- map: standard_priority_tract
-- title: Tract that may be funded: the standard sheet
-- title::es: Sección que puede financiarse: la hoja estándar
-- reads: csv; or xlsx
-- into: priority_tract
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("tract")           AS tract,
       text_of("state")           AS state,
       text_of("region")          AS region,
       text_of("county")          AS county,
       text_of("zone")            AS zone,
       text_of("name")            AS name,
       money_of("least_service")  AS least_service,
       money_of("most_service")   AS most_service,
       money_of("least_planning") AS least_planning,
       money_of("most_planning")  AS most_planning,
       yes_no("high_need")        AS high_need
FROM   source

-- map: standard_published_amount
-- title: Published amount: the standard sheet
-- title::es: Monto publicado: la hoja estándar
-- reads: csv; or xlsx
-- into: published_amount
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("row_id")                  AS row_id,
       code_of("program", 'program_kind') AS program,
       text_of("listing")                 AS listing,
       integer_of("fiscal_year")          AS fiscal_year,
       text_of("place")                   AS place,
       text_of("within")                  AS within,
       text_of("topic")                   AS topic,
       number_of("amount")                AS amount,
       text_of("source")                  AS source
FROM   source

-- map: standard_purchase
-- title: Purchase: the standard sheet
-- title::es: Compra: la hoja estándar
-- reads: csv; or xlsx
-- into: purchase
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: bought_on
SELECT text_of("purchase_id")               AS purchase_id,
       text_of("award")                     AS award,
       date_of("bought_on")                 AS bought_on,
       text_of("vendor")                    AS vendor,
       money_of("amount")                   AS amount,
       code_of("method", 'purchase_method') AS method,
       integer_of("quotes")                 AS quotes,
       text_of("reason")                    AS reason
FROM   source

-- map: standard_registration
-- title: Registration of the city: the standard sheet
-- title::es: Registro de la ciudad: la hoja estándar
-- reads: csv; or xlsx
-- into: registration
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("registration_id") AS registration_id,
       text_of("name")            AS name,
       date_of("renewed_on")      AS renewed_on,
       date_of("expires_on")      AS expires_on,
       yes_no("excluded")         AS excluded,
       yes_no("high_risk")        AS high_risk
FROM   source

-- map: standard_single_audit
-- title: Single audit: the standard sheet
-- title::es: Auditoría única: la hoja estándar
-- reads: csv; or xlsx
-- into: single_audit
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: year_end
SELECT text_of("audit_id")       AS audit_id,
       date_of("year_start")     AS year_start,
       date_of("year_end")       AS year_end,
       money_of("federal_spent") AS federal_spent,
       date_of("received_on")    AS received_on,
       date_of("sent_on")        AS sent_on,
       integer_of("findings")    AS findings
FROM   source

-- map: standard_special_condition
-- title: Condition of an award: the standard sheet
-- title::es: Condición de una concesión: la hoja estándar
-- reads: csv; or xlsx
-- into: special_condition
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
SELECT text_of("condition_id")                 AS condition_id,
       text_of("award")                        AS award,
       code_of("kind", 'condition_kind')       AS kind,
       text_of("wording")                      AS wording,
       text_of("law")                          AS law,
       date_of("due_on")                       AS due_on,
       date_of("cleared_on")                   AS cleared_on,
       code_of("certified", 'certified_how')   AS certified,
       code_of("legal_state", 'legal_state')   AS legal_state,
       code_of("court_case", 'condition_case') AS court_case,
       yes_no("city_covered")                  AS city_covered,
       money_of("at_risk")                     AS at_risk,
       date_of("checked_on")                   AS checked_on
FROM   source

-- map: standard_subaward
-- title: Subaward: the standard sheet
-- title::es: Subconcesión: la hoja estándar
-- reads: csv; or xlsx
-- into: subaward
-- dates: yyyy-mm-dd | yyyy-mm-dd hh:mm:ss | yyyy-mm-dd hh:mm | m/d/yyyy
-- period: made_on
SELECT text_of("subaward_id")          AS subaward_id,
       text_of("award")                AS award,
       text_of("recipient")            AS recipient,
       yes_no("is_local")              AS is_local,
       date_of("made_on")              AS made_on,
       date_of("ends_on")              AS ends_on,
       money_of("amount")              AS amount,
       date_of("exclusion_checked_on") AS exclusion_checked_on,
       integer_of("risk")              AS risk,
       date_of("final_report_on")      AS final_report_on
FROM   source
