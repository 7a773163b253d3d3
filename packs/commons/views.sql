-- view: residents
-- title: Residents of the latest year on record
SELECT p.population_id AS population_id, p.area AS area, p.age_band AS age_band, p.sex AS sex, p.race AS race, p.people AS people
FROM   population AS p
WHERE  p.year = (SELECT max(x.year) FROM population AS x)
