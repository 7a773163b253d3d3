-- check: stop.in_the_future
-- on: stop
-- severity: error
-- says: The stop is dated after today.
-- cure: Correct the date.
-- field: started
day_of(started) > today()

-- check: stop.outside_of_the_city
-- on: stop
-- severity: warning
-- says: The place is outside of the city.
-- cure: Correct the place.
-- field: lat
lat < 44.5 OR lat > 45.5 OR lon < -94 OR lon > -92.5

-- check: stop.call_with_a_citation
-- on: stop
-- severity: warning
-- says: A citation without a search after a call, at an unknown place.
-- cure: Look again.
-- field: problem
problem = 'call' AND citation_issued AND neighborhood IS NULL

-- check: stop.place_by_half
-- on: stop
-- severity: error
-- says: There is a latitude or a longitude, but not both.
-- cure: Give both or none.
-- field: lat
(lat IS NULL) <> (lon IS NULL)
