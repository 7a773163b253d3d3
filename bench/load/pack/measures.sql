-- measure: stops.search_rate
-- title: Searches per 1,000 stops, by race
-- method: rate
-- by: race
-- per: 1000
SELECT race AS "group", count(*) FILTER (WHERE person_searched) AS events, count(*) AS exposure
FROM   stop
GROUP  BY race
