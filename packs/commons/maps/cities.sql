-- map: minneapolis_neighborhoods
-- title: Minneapolis neighborhoods, names only
-- title::es: Barrios de Minneapolis, solo nombres
-- source: Minnesota Compass through the R package carData, MplsDemo
-- reads: csv
-- into: area
SELECT text_of("neighborhood")   AS area_id,
       text_of("neighborhood")   AS name,
       'neighborhood'            AS kind
FROM   source

-- map: minneapolis_population
-- title: Minneapolis neighborhoods, residents (load the names first)
-- title::es: Barrios de Minneapolis, residentes (cargue antes los nombres)
-- about: The file gives shares; only the total is kept.
-- about::es: El archivo da proporciones; solo se conserva el total.
-- source: American Community Survey through Minnesota Compass
-- reads: csv
-- into: population
SELECT key_of("neighborhood", '2017')                       AS population_id,
       text_of("neighborhood")                              AS area,
       integer_of('2017')                                   AS year,
       integer_of("population")                             AS people,
       'American Community Survey, Minnesota Compass'       AS source
FROM   source

-- map: philadelphia_police_districts
-- title: Philadelphia police districts
-- title::es: Distritos policiales de Filadelfia
-- source: City of Philadelphia
-- reads: geojson
-- into: area
SELECT 'PHL-' || text_of("police_district")          AS area_id,
       'District ' || text_of("police_district")     AS name,
       'district'                                    AS kind,
       "geometry"                                    AS outline
FROM   source
