-- check: population.more_poor_than_people
-- on: population
-- severity: error
-- says: More people are in poverty than live there.
-- says::es: Hay más personas en la pobreza que residentes.
-- cure: Correct one of the numbers.
-- cure::es: Corrija uno de los números.
-- field: in_poverty
in_poverty > people

-- check: area.no_outline
-- on: area
-- severity: warning
-- says: Without an outline the area cannot be drawn on a map.
-- says::es: Sin contorno la zona no puede dibujarse en un mapa.
-- cure: Load the outline from the city's GeoJSON.
-- cure::es: Cargue el contorno desde el GeoJSON de la ciudad.
-- field: outline
outline IS NULL AND kind <> 'city'

-- check: officer.left_before_hired
-- on: officer
-- severity: error
-- says: The officer left before being hired.
-- says::es: El agente se fue antes de ser contratado.
-- cure: Correct one of the days.
-- cure::es: Corrija uno de los días.
-- field: left_on
left_on < hired_on
