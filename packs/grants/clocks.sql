-- Due dates of awards. The stated day stands, also on a day off: systems close then.

-- clock: report.sf425
-- title: Send the SF-425
-- title::es: Enviar el SF-425
-- on: performance_report
-- basis: DOJ financial guide; 2 CFR 200.328
-- confidence: S
-- count: 30 calendar days
-- falls on a day off: stays
-- owner: finance
-- warn: 10 days before
-- note: A late one locks the drawdown.
SELECT report_id AS record, period_end AS started, sent_on AS met FROM performance_report WHERE kind = 'sf425' 

-- clock: report.performance
-- title: Send the quarterly or half-yearly performance report
-- title::es: Enviar el informe de desempeño trimestral o semestral
-- on: performance_report
-- basis: OJP training FAQ
-- confidence: S
-- count: 30 calendar days
-- falls on a day off: stays
-- owner: program_lead
-- warn: 10 days before
SELECT report_id AS record, period_end AS started, sent_on AS met FROM performance_report WHERE kind IN ('pmt', 'semiannual') 

-- clock: report.annual
-- title: Send the yearly performance report
-- title::es: Enviar el informe anual de desempeño
-- on: performance_report
-- basis: 2 CFR 200.329
-- confidence: M
-- count: 90 calendar days
-- falls on a day off: stays
-- owner: program_lead
-- warn: 30 days before
SELECT report_id AS record, period_end AS started, sent_on AS met FROM performance_report WHERE kind = 'annual' 

-- clock: report.final
-- title: Send the final reports
-- title::es: Enviar los informes finales
-- on: performance_report
-- basis: 2 CFR 200.344
-- confidence: S
-- count: 120 calendar days
-- in force: 2020-11-12..
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 30 days before
-- note: An OJP help page still says 90 days: read the award.
SELECT report_id AS record, period_end AS started, sent_on AS met FROM performance_report WHERE kind = 'final' 

-- clock: report.final
-- title: Send the final reports
-- title::es: Enviar los informes finales
-- on: performance_report
-- basis: 2 CFR 200.344 before 12 November 2020
-- confidence: S
-- count: 90 calendar days
-- in force: ..2020-11-11
-- falls on a day off: stays
-- owner: grant_manager
SELECT report_id AS record, period_end AS started, sent_on AS met FROM performance_report WHERE kind = 'final' 

-- clock: award.accept
-- title: Accept the award
-- title::es: Aceptar la concesión
-- on: award
-- basis: terms of the award
-- confidence: M
-- count: 45 calendar days
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 10 days before
SELECT award_id AS record, awarded_on AS started, accepted_on AS met FROM award

-- clock: award.pass_through
-- title: Pass the money on to local units
-- title::es: Transferir el dinero a unidades locales
-- on: award
-- basis: 6 USC 604(d)(2), 605(c)(1)
-- confidence: P
-- count: 45 calendar days
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 15 days before
-- note: If it is late, a local unit may petition for direct money.
SELECT a.award_id AS record, a.received_on AS started,
       CASE WHEN (SELECT sum(s.amount) FROM subaward AS s WHERE s.award = a.award_id AND s.is_local) >= 0.8 * a.amount
            THEN (SELECT max(s.made_on) FROM subaward AS s WHERE s.award = a.award_id AND s.is_local) END AS met
FROM   award AS a
JOIN   grant_program AS p ON p.program_id = a.program
WHERE  p.kind IN ('hsgp', 'uasi') AND a.by_state AND a.received_on IS NOT NULL

-- clock: award.ends
-- title: Last day to incur costs
-- title::es: Último día para incurrir en costos
-- on: award
-- basis: 2 CFR 200.403(h)
-- confidence: S
-- kind: window_close
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: program_lead
-- warn: 180 days before, 90 days before, 30 days before
SELECT award_id AS record, ends_on AS started, closed_on AS met FROM award

-- clock: award.extension
-- title: Ask for more time before the end
-- title::es: Pedir prórroga antes del fin
-- on: award
-- basis: 2 CFR 200.308
-- confidence: S
-- count: 10 calendar days
-- before: yes
-- instead: 30 calendar days, reading DOJ practice (from memory)
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 30 days before
SELECT award_id AS record, ends_on AS started, coalesce(extension_asked_on, closed_on, final_report_on) AS met FROM award WHERE ends_on >= as_of()

-- clock: award.closeout
-- title: Close out: final reports, and all bills paid
-- title::es: Cierre: informes finales y todas las cuentas pagadas
-- on: award
-- basis: 2 CFR 200.344
-- confidence: S
-- count: 120 calendar days
-- in force: 2020-11-12..
-- falls on a day off: stays
-- owner: finance
-- warn: 30 days before
SELECT award_id AS record, coalesce(stopped_on, ends_on) AS started, final_report_on AS met FROM award WHERE coalesce(stopped_on, ends_on) < as_of()

-- clock: award.repay
-- title: Pay back what is unspent, with interest
-- title::es: Devolver lo no gastado, con interés
-- on: award
-- basis: 34 USC 10158(b)(2)
-- confidence: P
-- count: 3 months
-- falls on a day off: stays
-- owner: finance
-- warn: 30 days before
SELECT a.award_id AS record, a.ends_on AS started, a.repaid_on AS met FROM award AS a JOIN grant_program AS p ON p.program_id = a.program WHERE p.kind = 'jag' AND a.ends_on < as_of()

-- clock: award.agency_closes
-- title: The agency closes the award
-- title::es: La agencia cierra la concesión
-- on: award
-- basis: 2 CFR 200.344(i)
-- confidence: S
-- count: 1 year
-- owes: federal
SELECT award_id AS record, final_report_on AS started, closed_on AS met FROM award WHERE final_report_on IS NOT NULL

-- clock: award.records
-- title: Keep the records of an award
-- title::es: Conservar los registros de una concesión
-- on: award
-- basis: 2 CFR 200.334
-- confidence: M
-- kind: min_retain
-- count: 3 years
-- owner: finance
SELECT award_id AS record, final_report_on AS started FROM award WHERE final_report_on IS NOT NULL

-- clock: award.timeliness
-- title: Be timely: undrawn money at most 1.5 times the grant
-- title::es: Estar al día: sin girar, a lo más 1,5 veces la subvención
-- on: award
-- basis: 24 CFR 570.902
-- confidence: S
-- count: 60 calendar days
-- before: yes
-- falls on a day off: stays
-- owner: finance
-- warn: 60 days before
SELECT a.award_id AS record, a.program_year_end AS started, CASE WHEN a.undrawn <= 1.5 * a.amount THEN add_days(a.program_year_end, -60) END AS met
FROM award AS a JOIN grant_program AS p ON p.program_id = a.program WHERE p.kind = 'cdbg' AND a.program_year_end IS NOT NULL

-- clock: subaward.closeout
-- title: Subrecipients send final reports
-- title::es: Los subbeneficiarios envían informes finales
-- on: subaward
-- basis: 2 CFR 200.344
-- confidence: S
-- count: 90 calendar days
-- in force: 2020-11-12..
-- falls on a day off: stays
-- owes: subrecipient
-- warn: 30 days before
SELECT subaward_id AS record, ends_on AS started, final_report_on AS met FROM subaward WHERE ends_on < as_of()

-- clock: condition.meet
-- title: Meet the condition
-- title::es: Cumplir la condición
-- on: special_condition
-- basis: terms of the award
-- confidence: S
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 14 days before
SELECT condition_id AS record, due_on AS started, cleared_on AS met FROM special_condition WHERE due_on IS NOT NULL AND coalesce(legal_state, '') NOT IN ('set_aside', 'withdrawn')

-- clock: position.paid
-- title: The grant pays a post for 36 months
-- title::es: La subvención paga un puesto 36 meses
-- on: funded_position
-- basis: program texts
-- confidence: S
-- kind: validity
-- count: 36 months, from the day of
-- falls on a day off: stays
-- owner: chief
-- warn: 180 days before
-- note: Time in which the post was vacant does not count.
SELECT position_id AS record, CASE WHEN refilled_on IS NOT NULL THEN add_days(filled_on, days_between(vacated_on, refilled_on)) ELSE filled_on END AS started
FROM funded_position WHERE filled_on IS NOT NULL

-- clock: position.keep
-- title: Keep the post twelve more months on local money
-- title::es: Mantener el puesto doce meses más con dinero local
-- on: funded_position
-- basis: program texts; 34 USC 10382
-- confidence: S
-- kind: min_retain
-- count: 48 months, from the day of
-- falls on a day off: stays
-- owner: chief
-- warn: 365 days before
SELECT position_id AS record, CASE WHEN refilled_on IS NOT NULL THEN add_days(filled_on, days_between(vacated_on, refilled_on)) ELSE filled_on END AS started
FROM funded_position WHERE filled_on IS NOT NULL

-- clock: audit.single
-- title: Send the single audit
-- title::es: Enviar la auditoría única
-- on: single_audit
-- basis: 2 CFR 200.512
-- confidence: S
-- count: 9 months
-- instead: 30 calendar days, when by_receipt
-- falls on a day off: stays
-- owner: finance
-- warn: 60 days before
SELECT audit_id AS record, CASE WHEN add_days(received_on, 30) < add_months(year_end, 9) THEN received_on ELSE year_end END AS started, sent_on AS met,
       coalesce(add_days(received_on, 30) < add_months(year_end, 9), false) AS by_receipt
FROM   single_audit
WHERE  federal_spent >= 100 * CASE WHEN year_start >= '2024-10-01' THEN 1000000 ELSE 750000 END

-- clock: opportunity.apply
-- title: Apply: 120 days after the appropriation
-- title::es: Solicitar: 120 días tras el presupuesto
-- on: opportunity
-- basis: 34 USC 10153(a)
-- confidence: P
-- count: 120 calendar days
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 30 days before
SELECT o.opportunity_id AS record, o.enacted_on AS started, o.applied_on AS met FROM opportunity AS o JOIN grant_program AS p ON p.program_id = o.program
WHERE p.kind = 'jag' AND o.enacted_on IS NOT NULL

-- clock: opportunity.grants_gov
-- title: First step: Grants.gov
-- title::es: Primer paso: Grants.gov
-- on: opportunity
-- basis: notice
-- confidence: S
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 14 days before
SELECT opportunity_id AS record, grants_gov_due AS started, applied_on AS met FROM opportunity WHERE grants_gov_due IS NOT NULL

-- clock: opportunity.governing_body
-- title: The governing body has 30 days to review
-- title::es: El órgano de gobierno tiene 30 días para revisar
-- on: opportunity
-- basis: 34 USC 10153(a)(2)
-- confidence: P
-- count: 30 calendar days
-- before: yes
-- falls on a day off: stays
-- owner: grant_manager
-- warn: 14 days before
SELECT o.opportunity_id AS record, o.system_due AS started, o.body_given_on AS met FROM opportunity AS o JOIN grant_program AS p ON p.program_id = o.program
WHERE p.kind = 'jag' AND o.system_due IS NOT NULL

-- clock: registration.renew
-- title: Renew the registration
-- title::es: Renovar el registro
-- on: registration
-- basis: 2 CFR 25
-- confidence: S
-- kind: validity
-- count: 1 calendar days, from the day of
-- falls on a day off: stays
-- owner: finance
-- warn: 60 days before
SELECT registration_id AS record, expires_on AS started FROM registration WHERE expires_on IS NOT NULL
