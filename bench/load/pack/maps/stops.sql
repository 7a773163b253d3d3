-- map: stops
-- title: Stops
-- reads: csv
-- into: stop
-- dates: yyyy-mm-dd hh:mm:ss
-- zone: America/Chicago
SELECT text_of("idNum")             AS stop_id,
       datetime_of("date")          AS started,
       code_of("problem", 'problem') AS problem,
       yes_no("citationIssued")     AS citation_issued,
       yes_no("personSearch")       AS person_searched,
       yes_no("vehicleSearch")      AS vehicle_searched,
       code_of("race", 'race')      AS race,
       code_of("gender", 'sex')     AS sex,
       number_of("lat")             AS lat,
       number_of("long")            AS lon,
       integer_of("policePrecinct") AS precinct,
       text_of("neighborhood")      AS neighborhood
FROM   source
