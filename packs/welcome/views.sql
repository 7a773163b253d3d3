-- view: petition_year
-- title: Petitions with the year by which they count, and whether they are decided
SELECT v.petition_id AS petition_id, v.kind AS kind, v.work_state AS work_state, v.work_place AS work_place, v.employer AS employer,
       v.employer_name AS employer_name, v.occupation AS occupation, v.status AS status, v.workers_asked AS workers_asked,
       coalesce(v.workers_certified, CASE WHEN v.status = 'certified' THEN v.workers_asked ELSE 0 END) AS workers_certified,
       v.filed_on AS filed_on, v.decided_on AS decided_on, v.need_from AS need_from, v.arrived_on AS arrived_on, v.denial AS denial, v.cost AS cost,
       coalesce(v.fiscal_year, CASE WHEN month_of(v.decided_on) >= year_of(v.decided_on) || '-10' THEN year_of(v.decided_on) + 1
                                    ELSE year_of(v.decided_on) END) AS fiscal_year
FROM   visa_petition AS v

-- view: certification_urgent
-- title: Requests, and whether the shorter deadline holds (unknown where nobody said)
SELECT r.request_id AS request_id, r.state AS state, r.form AS form, r.received_on AS received_on, r.answered_on AS answered_on,
       r.answer AS answer, r.in_removal OR r.detained OR r.relative_near_21 AS urgent
FROM   certification_request AS r
