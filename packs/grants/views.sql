-- view: award_spending
-- title: Awards with what is spent, drawn, matched and passed on
SELECT a.award_id AS award_id, p.kind AS kind, a.awarded_on AS awarded_on, a.starts_on AS starts_on, a.ends_on AS ends_on, a.amount AS amount,
       coalesce(a.match_required, 0) AS match_required, coalesce(a.program_income, 0) AS program_income, a.by_state AS by_state, a.received_on AS received_on,
       coalesce((SELECT sum(e.amount) FROM expenditure AS e WHERE e.award = a.award_id), 0) AS spent,
       coalesce((SELECT sum(d.amount) FROM drawdown AS d WHERE d.award = a.award_id), 0) AS drawn,
       coalesce((SELECT sum(m.amount) FROM match_share AS m WHERE m.award = a.award_id), 0) AS matched,
       coalesce((SELECT sum(s.amount) FROM subaward AS s WHERE s.award = a.award_id AND s.is_local), 0) AS passed_on
FROM   award AS a
JOIN   grant_program AS p ON p.program_id = a.program

-- view: budget_mix
-- title: What the budget of an award is for
SELECT b.award AS award, sum(b.amount) AS budget, coalesce(sum(CASE WHEN c.personnel = 'yes' THEN b.amount ELSE 0 END), 0) AS personnel,
       coalesce(sum(CASE WHEN b.administration THEN b.amount ELSE 0 END), 0) AS administration, coalesce(sum(CASE WHEN b.letpa THEN b.amount ELSE 0 END), 0) AS letpa,
       coalesce(sum(CASE WHEN b.public_service THEN b.amount ELSE 0 END), 0) AS public_service,
       coalesce(sum(CASE WHEN b.category = 'construction' THEN b.amount ELSE 0 END), 0) AS construction
FROM   budget_line AS b
JOIN   cost_category AS c ON c.code = b.category
GROUP  BY b.award

-- view: award_rule
-- title: The rules in force on the day of each award
SELECT a.award_id AS award, r.code AS rule, r.value AS value
FROM   award AS a
JOIN   grant_rule AS r ON coalesce(r.valid_from, '0001-01-01') <= a.awarded_on AND coalesce(r.valid_to, '9999-12-31') >= a.awarded_on

-- view: jag_year
-- title: The latest pool of Byrne JAG
SELECT f.fiscal_year AS fiscal_year, f.pool AS pool, f.what_if AS what_if
FROM   formula_pool AS f
WHERE  f.program = 'jag' AND f.fiscal_year = (SELECT max(x.fiscal_year) FROM formula_pool AS x WHERE x.program = 'jag')

-- view: jag_state
-- title: Factors of states for the latest pool: people of the year before, crimes of the three years before that
SELECT f.place AS place, min(f.kind) AS kind, y.pool AS pool, y.what_if AS what_if,
       max(CASE WHEN f.year = y.fiscal_year - 1 THEN f.population END) AS population,
       CASE WHEN count(CASE WHEN f.year BETWEEN y.fiscal_year - 4 AND y.fiscal_year - 2 THEN f.violent_crime END) = 3
            THEN sum(CASE WHEN f.year BETWEEN y.fiscal_year - 4 AND y.fiscal_year - 2 THEN f.violent_crime END) END AS crime,
       count(*) FILTER (WHERE f.keeps_all) > 0 AS keeps_all
FROM   place_factor AS f
CROSS  JOIN jag_year AS y
WHERE  f.kind IN ('state', 'territory')
GROUP  BY f.place, y.pool, y.what_if, y.fiscal_year
