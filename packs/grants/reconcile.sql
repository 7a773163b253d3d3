-- reconcile: award.reported_spending
-- title: Spending on the SF-425 against the city's books
-- title::es: Gasto en el SF-425 frente a los libros de la ciudad
-- match on: award, quarter
-- compare: spent within 1 percent
-- owner: finance
-- a: reports that were sent
SELECT r.award AS award, quarter_of(r.period_end) AS quarter, r.spent_reported AS spent
FROM   performance_report AS r
WHERE  r.kind = 'sf425' AND r.sent_on IS NOT NULL
-- b: expenditures in the books
SELECT e.award AS award, quarter_of(e.spent_on) AS quarter, sum(e.amount) AS spent
FROM   expenditure AS e
GROUP  BY e.award, quarter_of(e.spent_on)
