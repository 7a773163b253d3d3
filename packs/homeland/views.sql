-- Tables that several questions use.

-- view: hate_bias
-- title: Each hate incident with each of its biases
SELECT incident_id AS incident, 1 AS place_in_list, bias_1 AS bias FROM hate_incident WHERE bias_1 IS NOT NULL
UNION  ALL
SELECT incident_id, 2, bias_2 FROM hate_incident WHERE bias_2 IS NOT NULL
UNION  ALL
SELECT incident_id, 3, bias_3 FROM hate_incident WHERE bias_3 IS NOT NULL
UNION  ALL
SELECT incident_id, 4, bias_4 FROM hate_incident WHERE bias_4 IS NOT NULL
UNION  ALL
SELECT incident_id, 5, bias_5 FROM hate_incident WHERE bias_5 IS NOT NULL

-- view: hate_crime
-- title: Hate incidents that count as crimes in the national statistics
-- basis: 34 USC 41305; NIBRS data element 8A
SELECT h.incident_id AS incident_id, h.agency AS agency, h.reported_on AS reported_on, h.area AS area, h.location_type AS location_type,
       quarter_of(h.reported_on) AS quarter, h.offense AS offense
FROM   hate_incident AS h
WHERE  h.is_crime AND h.bias_1 NOT IN ('88', '99')

-- view: federal_bias
-- title: Which branch of the federal hate crime law the biases of an incident fall under
-- basis: 18 USC 249(a)
SELECT b.incident AS incident,
       count(*) FILTER (WHERE c.federal_basis IN ('a1', 'a1+a2')) AS race_color_religion_origin,
       count(*) FILTER (WHERE c.federal_basis IN ('a2', 'a1+a2')) AS with_commerce,
       count(*) FILTER (WHERE b.bias = '99') AS unknown
FROM   hate_bias AS b
JOIN   bias AS c ON c.code = b.bias
GROUP  BY b.incident

-- view: sar_kind
-- title: What kinds of behavior each suspicious activity report holds
-- basis: ISE-SAR Functional Standard 1.5.5
SELECT s.sar_id AS sar_id, count(b.code) AS behaviors,
       count(b.code) FILTER (WHERE b.kind = 'defined_criminal') AS criminal,
       count(b.code) FILTER (WHERE b.needs_more_facts = 'yes') AS needs_facts
FROM   suspicious_activity AS s
LEFT   JOIN sar_behavior AS b ON has_code(s.behaviors, b.code)
GROUP  BY s.sar_id
