-- Files that agencies and researchers publish.

-- map: state_crime
-- title: People and violent crime of states by year
-- title::es: Población y delitos violentos de los estados por año
-- source: FBI UCR state estimates, CORGIS state_crime 3.0.0
-- reads: csv
-- into: place_factor
SELECT text_of("state" || ' ' || "year") AS row_id, text_of("state") AS place, 'state' AS kind, integer_of("year") AS year, integer_of("population") AS population,
       number_of("violent_crime") AS violent_crime, CASE WHEN "state" = 'District of Columbia' THEN yes_no('yes') ELSE yes_no('no') END AS keeps_all, text_of("source") AS source
FROM   source

-- map: territory_crime
-- title: People and violent crime of territories by year (from memory)
-- title::es: Población y delitos violentos de los territorios por año (de memoria)
-- about: Only to close the pool. Rows of "all" years stand for each of 2005 to 2019.
-- source: from memory; approximate
-- reads: csv
-- into: place_factor
WITH   years(of_year) AS (VALUES ('2005'), ('2006'), ('2007'), ('2008'), ('2009'), ('2010'), ('2011'), ('2012'), ('2013'), ('2014'), ('2015'), ('2016'), ('2017'), ('2018'), ('2019'))
SELECT text_of("jurisdiction" || ' ' || y.of_year) AS row_id, text_of("jurisdiction") AS place, 'territory' AS kind, integer_of(y.of_year) AS year, integer_of("population") AS population,
       number_of("violent_crime") AS violent_crime, yes_no('yes') AS keeps_all, text_of("source") AS source
FROM   source
CROSS  JOIN years AS y
WHERE  "year" = 'all' OR "year" = y.of_year

-- map: city_crime
-- title: Violent crime of large police jurisdictions, 2000 to 2015
-- title::es: Delitos violentos de grandes jurisdicciones policiales, 2000 a 2015
-- source: FBI UCR through The Marshall Project; 2015 as agencies gave it
-- reads: csv
-- into: place_factor
SELECT text_of("ori" || ' ' || "year") AS row_id, text_of("jurisdiction") AS place, 'city' AS kind, integer_of("year") AS year, integer_of("population") AS population,
       number_of("violent_crime") AS violent_crime, integer_of("months_reported") AS months_reported, text_of("source") AS source
FROM   source

-- map: urban_area_grants
-- title: Urban Area Security Initiative, fiscal year 2026
-- title::es: Iniciativa de seguridad de áreas urbanas, año fiscal 2026
-- source: FEMA notice, appendix I
-- reads: csv
-- into: published_amount
SELECT text_of('uasi 2026 ' || "rank") AS row_id, 'uasi' AS program, '97.067' AS listing, 2026 AS fiscal_year, text_of("urban_area") AS place, text_of("state") AS within,
       'allocation' AS topic, number_of("allocation_usd") AS amount, text_of("source") AS source
FROM   source

-- map: program_obligations
-- title: Federal obligations by assistance listing
-- title::es: Obligaciones federales por número de asistencia
-- source: GSA federal program inventory, 5 December 2025
-- reads: csv
-- into: published_amount
SELECT text_of("assistance_listing" || ' ' || "federal_fiscal_year") AS row_id, text_of("assistance_listing") AS listing, integer_of("federal_fiscal_year") AS fiscal_year, text_of("program") AS place,
       'obligations' AS topic, number_of("usaspending_obligations_usd") AS amount, text_of("source") AS source
FROM   source

-- map: illinois_r3_tracts
-- title: Illinois Restore, Reinvest and Renew: tracts that may be funded, 2020
-- title::es: Illinois Restore, Reinvest and Renew: secciones financiables, 2020
-- source: Illinois Criminal Justice Information Authority
-- reads: csv
-- into: priority_tract
SELECT text_of("census_tract_geoid") AS tract, text_of("state") AS state, text_of("r3_funding_region") AS region, text_of("county") AS county, text_of("r3_zone_id") AS zone,
       text_of("census_tract_name") AS name, money_of("service_delivery_minimum_funding_amount") AS least_service, money_of("service_delivery_maximum_funding_amount") AS most_service,
       money_of("planning_grant_minimum_funding_amount") AS least_planning, money_of("planning_grant_maximum_funding_amount") AS most_planning, yes_no("high_need_area") AS high_need
FROM   source

-- map: block_grant_example
-- title: Worked example of the block grant formula
-- title::es: Ejemplo resuelto de la fórmula de subvención global
-- reads: csv
-- into: place_factor
-- skips: "record" = 'constants'
SELECT text_of("id") AS row_id, text_of("id") AS place, CASE "record" WHEN 'metro_city' THEN 'city' WHEN 'urban_county' THEN 'county' ELSE 'state' END AS kind, 2026 AS year,
       integer_of("population") AS population, integer_of("poverty_persons") AS poverty, integer_of("overcrowded_units") AS overcrowded, integer_of("pre1940_units") AS old_units,
       integer_of("population_1960") AS population_1960, text_of("note") AS source
FROM   source

-- map: illinois_budget
-- title: Illinois uniform grant budget: section A, first year
-- title::es: Presupuesto uniforme de Illinois: sección A, primer año
-- about: The indirect cost stands in the row of its rate; rows of totals are skipped. Enter an award with the number EXAMPLE first.
-- source: Illinois Criminal Justice Information Authority, example budget of 2017
-- reads: xlsx, sheet "Section A - ICJIA Funds", no header: label, blank, year_1, year_2, year_3, total
-- into: budget_line
-- skips: "label" IS NULL OR "year_1" IS NULL OR "year_1" = '0' OR "label" LIKE '16.%' OR "label" LIKE '18.%'
--   OR (substr("label", 1, 1) NOT BETWEEN '1' AND '9' AND "label" NOT LIKE 'Rate:%')
SELECT text_of('EXAMPLE-' || line)                      AS line_id,
       'EXAMPLE'                                        AS award,
       code_of(CASE WHEN "label" LIKE '1.%' THEN 'personnel' WHEN "label" LIKE '2.%' THEN 'fringe' WHEN "label" LIKE '3.%' THEN 'travel'
                    WHEN "label" LIKE '4.%' THEN 'equipment' WHEN "label" LIKE '5.%' THEN 'supplies' WHEN "label" LIKE '6.%' THEN 'contracts'
                    WHEN "label" LIKE '7.%' THEN 'contracts' WHEN "label" LIKE '8.%' THEN 'construction' WHEN "label" LIKE '9.%' THEN 'rent'
                    WHEN "label" LIKE 'Rate:%' THEN 'indirect' ELSE 'other' END, 'cost_category') AS category,
       money_of("year_1")                               AS amount,
       text_of("label")                                 AS section
FROM   source
