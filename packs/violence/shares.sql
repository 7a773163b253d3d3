-- share: shooting.public
-- title: People shot, by month and area, for the public
-- title::es: Personas baleadas, por mes y zona, para el público
-- to: public
-- format: csv
-- each: month
-- suppress below: 5
SELECT month_of(day_of(v.happened)) AS month, v.area AS area, count(*) AS people, count(*) FILTER (WHERE v.fatal) AS killed
FROM   shooting_victim AS v
GROUP  BY month_of(day_of(v.happened)), v.area

-- share: site.council
-- title: What the sites did, for the council
-- title::es: Lo que hicieron los programas, para el concejo
-- to: city council
-- format: csv
-- each: quarter
-- suppress below: 5
SELECT s.name AS site, s.workers AS workers,
       (SELECT count(*) FROM participant AS p WHERE p.site = s.site_id AND p.left_on IS NULL) AS participants,
       (SELECT count(*) FROM conflict AS c WHERE c.site = s.site_id) AS conflicts,
       (SELECT count(*) FROM mediation AS m JOIN conflict AS c ON c.conflict_id = m.conflict WHERE c.site = s.site_id) AS mediations,
       (SELECT count(*) FROM response AS r WHERE r.site = s.site_id) AS responses
FROM   outreach_site AS s
