-- Tables that several questions use.

-- view: reportable_force
-- title: Incidents that the FBI asks for
-- basis: FBI National Use-of-Force Data Collection
SELECT i.incident_id AS incident_id, i.agency AS agency, day_of(i.happened) AS day, month_of(day_of(i.happened)) AS month,
       i.reported_on AS reported_on
FROM   force_incident AS i
WHERE  i.death OR i.serious_injury OR i.firearm_discharged

-- view: policy_that_day
-- title: What the force policy said on the day of each incident
SELECT i.incident_id AS incident, p.element AS element, p.says AS says
FROM   force_incident AS i
JOIN   force_policy AS p ON p.agency = i.agency AND p.from_day <= day_of(i.happened)
       AND (p.to_day IS NULL OR p.to_day >= day_of(i.happened))

-- view: last_training
-- title: The last training that meets each officer's mandate
SELECT n.need_id AS need_id, n.officer AS officer, n.mandate AS mandate, m.topic AS topic, n.since AS since, n.waived AS waived,
       max(t.completed_on) AS completed_on
FROM   training_need AS n
JOIN   training_mandate AS m ON m.code = n.mandate
LEFT   JOIN training AS t ON t.officer = n.officer AND t.topic = m.topic AND (m.hours IS NULL OR t.hours >= m.hours)
GROUP  BY n.need_id, n.officer, n.mandate, m.topic, n.since, n.waived

-- view: equipment_check
-- title: When each item in use was last inspected
SELECT e.equipment_id AS equipment_id, e.kind AS kind, e.bought_on AS bought_on,
       max(i.done_on) FILTER (WHERE i.kind = 'inspection' AND i.passed) AS inspected_on
FROM   equipment AS e
LEFT   JOIN equipment_inspection AS i ON i.equipment = e.equipment_id
WHERE  e.retired_on IS NULL
GROUP  BY e.equipment_id, e.kind, e.bought_on

-- view: complaint_finding_now
-- title: Each allegation with its finding
SELECT a.allegation_id AS allegation_id, a.complaint AS complaint, a.kind AS kind, f.finding AS finding, f.found_on AS found_on
FROM   allegation AS a
LEFT   JOIN finding AS f ON f.allegation = a.allegation_id

-- view: officer_half_year
-- title: Each officer's last six months, on the assignment of the latest month
SELECT m.officer AS officer, max(l.assignment) AS assignment, sum(m.contacts) AS contacts, sum(m.force_reports) AS force_reports,
       sum(m.complaints) AS complaints,
       coalesce(sum(m.critical_incidents) FILTER (WHERE m.month_end > add_days(as_of(), -31)), 0) AS critical_incidents
FROM   officer_month AS m
JOIN   (SELECT officer AS officer, max(month_end) AS month_end FROM officer_month GROUP BY officer) AS t ON t.officer = m.officer
JOIN   officer_month AS l ON l.officer = t.officer AND l.month_end = t.month_end
WHERE  m.month_end > add_months(as_of(), -6)
GROUP  BY m.officer

-- view: peers
-- title: All officers on an assignment together, last six months
SELECT assignment AS assignment, count(*) AS officers, sum(contacts) AS contacts, sum(force_reports) AS force_reports,
       sum(complaints) AS complaints
FROM   officer_half_year
GROUP  BY assignment
