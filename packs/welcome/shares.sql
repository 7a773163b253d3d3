-- share: certification.yearly_count
-- title: Yearly public count of certification requests
-- title::es: Recuento público anual de solicitudes de certificación
-- to: public
-- format: csv
-- each: year, by 31 January
-- suppress below: 5
-- basis: Cal. Penal Code 679.10 (yearly report; from memory)
SELECT year_of(received_on) AS year, coalesce(answer, 'open') AS answer, count(*) AS requests
FROM   certification_request
GROUP  BY year_of(received_on), coalesce(answer, 'open')

-- share: outside_request.monthly_count
-- title: Federal requests of each month
-- title::es: Solicitudes federales de cada mes
-- to: public
-- format: csv
-- each: month
-- suppress below: 5
-- basis: city policy
SELECT month_of(day_of(received)) AS month, kind AS kind, count(*) AS received,
       count(*) FILTER (WHERE answer IN ('honored', 'partly')) AS granted, count(*) FILTER (WHERE warrant = 'judicial') AS with_judge,
       count(*) FILTER (WHERE released <= otherwise_released) AS released_on_time
FROM   outside_request
GROUP  BY month_of(day_of(received)), kind
