-- share: award.council
-- title: Awards for the council, each quarter
-- title::es: Concesiones para el concejo, cada trimestre
-- to: city council
-- format: csv
-- each: quarter
SELECT s.award_id AS award, s.kind AS program, s.ends_on AS ends_on, s.amount / 100 AS dollars, s.spent / 100 AS spent, s.matched / 100 AS matched, s.passed_on / 100 AS passed_on
FROM   award_spending AS s

-- share: report.sf425
-- title: Figures for the SF-425 of the last quarter
-- title::es: Cifras para el SF-425 del último trimestre
-- to: federal agency
-- format: csv
-- each: quarter
-- basis: 2 CFR 200.328
SELECT s.award_id AS award, s.amount / 100.0 AS authorized, s.spent / 100.0 AS expenditures, s.drawn / 100.0 AS cash_receipts, s.matched / 100.0 AS recipient_share,
       (s.amount - s.spent) / 100.0 AS unobligated
FROM   award_spending AS s
