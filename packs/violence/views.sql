-- Tables that several questions use.

-- view: shooting_month
-- title: Months with shootings on record
SELECT DISTINCT month_of(day_of(happened)) AS month
FROM   shooting

-- view: area_month
-- title: Shootings by area and month, zeros too
SELECT a.area AS area, a.site AS site, a.from_month AS from_month, m.month AS month, count(s.shooting_id) AS shootings
FROM   site_area AS a
CROSS  JOIN shooting_month AS m
LEFT   JOIN shooting AS s ON s.area = a.area AND month_of(day_of(s.happened)) = m.month
GROUP  BY a.area, a.site, a.from_month, m.month

-- view: victims_last_year
-- title: People shot in the twelve months up to the day of the question
SELECT v.victim_id AS victim_id, v.race AS race, v.sex AS sex, v.age AS age, v.area AS area, v.fatal AS fatal,
       age_band(v.age, '18,25,35,45,65') AS age_band
FROM   shooting_victim AS v
WHERE  day_of(v.happened) > add_months(as_of(), -12)

-- view: last_contact
-- title: When each participant was last reached
SELECT p.participant_id AS participant_id, p.joined_on AS joined_on, p.consent_on AS consent_on,
       p.consent_withdrawn_on AS consent_withdrawn_on, p.left_on AS left_on, max(c.contacted_on) AS contacted_on
FROM   participant AS p
LEFT   JOIN contact AS c ON c.participant = p.participant_id AND c.reached
GROUP  BY p.participant_id, p.joined_on, p.consent_on, p.consent_withdrawn_on, p.left_on
