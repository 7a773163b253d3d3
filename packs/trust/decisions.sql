-- Decisions about force, and about whom to offer support.

-- decision: force.reportable
-- title: Must this incident be reported to the FBI?
-- title::es: ¿Debe informarse este incidente al FBI?
-- on: force_incident
-- basis: FBI National Use-of-Force Data Collection
-- any of:
--   death            A person died from the use of force [FBI National Use-of-Force]
--   serious_injury   A person was seriously injured [18 USC 2246(4)]
--   discharge        A firearm was fired at or toward a person [FBI National Use-of-Force]
-- asks:
--   death            force_incident.death
--   serious_injury   force_incident.serious_injury
--   discharge        force_incident.firearm_discharged
-- then: report it with this month
-- else: not reportable to the FBI
-- note: pointing a firearm alone is not reportable
SELECT incident_id AS record, death AS death, serious_injury AS serious_injury, firearm_discharged AS discharge
FROM   force_incident

-- decision: force.in_policy
-- title: Was the force in line with the policy of that day?
-- title::es: ¿Se ajustó la fuerza a la política de ese día?
-- about: Each ground holds when the policy did not have the element on that day, or when the incident met it. An element with a
--   deadly-force exception holds at level 4.
-- about::es: Cada fundamento se cumple si la política no tenía el elemento ese día o si el incidente lo cumplió. Un
--   elemento con excepción por fuerza letal se cumple en el nivel 4.
-- on: force_incident
-- basis: the city's force policy; Graham v. Connor (from memory)
-- human: yes
-- all of:
--   no_neck_pressure   No pressure on the neck [UP1]
--   de_escalated       De-escalation was tried when safe [UP2]
--   warned             A warning was given when feasible [UP3]
--   exhausted          Other means were exhausted or unworkable before shooting [UP4]
--   intervened         Officers stepped in when they had to [UP5]
--   not_at_vehicle     No moving vehicle was shot at [UP6]
--   aided              Medical aid was given at once [UP9]
--   supervisor         A supervisor came [UP15]
--   camera             Body cameras were on [UP18]
-- asks:
--   no_neck_pressure   force_incident.neck_pressure
--   de_escalated       force_incident.deescalation_tried
--   warned             force_incident.warning_given
--   exhausted          force_incident.alternatives_exhausted
--   not_at_vehicle     force_incident.shot_at_vehicle
--   aided              force_incident.aid_given
--   supervisor         force_incident.supervisor_came
--   camera             force_incident.camera_on
-- then: in line with the policy
-- else: not in line with the policy
SELECT i.incident_id AS record,
       CASE max(p.says) FILTER (WHERE p.element = 'up1') WHEN 'yes' THEN NOT i.neck_pressure
            WHEN 'exception' THEN i.level = '4' OR NOT i.neck_pressure ELSE TRUE END       AS no_neck_pressure,
       CASE max(p.says) FILTER (WHERE p.element = 'up2') WHEN 'yes' THEN i.deescalation_tried
            WHEN 'exception' THEN i.level = '4' OR i.deescalation_tried ELSE TRUE END      AS de_escalated,
       CASE max(p.says) FILTER (WHERE p.element = 'up3') WHEN 'yes' THEN NOT i.firearm_discharged OR i.warning_given
            WHEN 'exception' THEN NOT i.firearm_discharged OR i.warning_given ELSE TRUE END AS warned,
       CASE max(p.says) FILTER (WHERE p.element = 'up4') WHEN 'yes' THEN NOT i.firearm_discharged OR i.alternatives_exhausted
            WHEN 'exception' THEN TRUE ELSE TRUE END                                       AS exhausted,
       CASE max(p.says) FILTER (WHERE p.element = 'up5') WHEN 'yes' THEN coalesce(i.intervened, TRUE)
            ELSE TRUE END                                                                  AS intervened,
       CASE max(p.says) FILTER (WHERE p.element = 'up6') WHEN 'yes' THEN NOT i.shot_at_vehicle
            WHEN 'exception' THEN i.level = '4' OR NOT i.shot_at_vehicle ELSE TRUE END     AS not_at_vehicle,
       CASE max(p.says) FILTER (WHERE p.element = 'up9') WHEN 'yes' THEN coalesce(i.subjects_hurt = 0, FALSE) OR i.aid_given
            ELSE TRUE END                                                                  AS aided,
       CASE max(p.says) FILTER (WHERE p.element = 'up15') WHEN 'yes' THEN i.level IN ('1', '2') OR i.supervisor_came
            ELSE TRUE END                                                                  AS supervisor,
       CASE max(p.says) FILTER (WHERE p.element = 'up18') WHEN 'yes' THEN i.camera_on
            ELSE TRUE END                                                                  AS camera
FROM   force_incident AS i
LEFT   JOIN policy_that_day AS p ON p.incident = i.incident_id
GROUP  BY i.incident_id, i.neck_pressure, i.level, i.deescalation_tried, i.firearm_discharged, i.warning_given,
          i.alternatives_exhausted, i.intervened, i.shot_at_vehicle, i.subjects_hurt, i.aid_given, i.supervisor_came, i.camera_on

-- decision: support.offer
-- title: Should we offer this officer support?
-- title::es: ¿Debemos ofrecer apoyo a este agente?
-- about: An officer's last six months are held beside all officers on the same assignment. The ratio of found to expected is
--   pulled toward 1 by adding 4 to both, so that a few events in a quiet month do not make a sign. For support, never for
--   discipline; it enters no public record.
-- about::es: Los últimos seis meses de un agente se comparan con todos los agentes de la misma asignación. La razón
--   entre lo hallado y lo esperado se acerca a 1 sumando 4 a ambos, para que unos pocos hechos en un mes tranquilo no
--   sean una señal. Es para apoyo, nunca para disciplina; no entra en ningún registro público.
-- on: officer
-- basis: practice: several signs, compared with peers, first step without discipline
-- source: from memory
-- human: yes
-- all of:
--   enough_contacts      At least 50 contacts in six months, so that a comparison is fair
-- any of:
--   force_above_peers    Three or more force reports, and 1.5 times or more what peers had
--   complaints_above     Three or more complaints, and 1.5 times or more what peers had
--   critical_incident    A critical incident in the last 30 days
-- then: offer support
-- else: no sign
-- note: never use off-duty speech, union work or sickness as a sign
SELECT h.officer AS record,
       h.contacts >= 50 AS enough_contacts,
       h.force_reports >= 3
           AND (h.force_reports + 4.0) / (1.0 * p.force_reports * h.contacts / p.contacts + 4.0) >= 1.5 AS force_above_peers,
       h.complaints >= 3
           AND (h.complaints + 4.0) / (1.0 * p.complaints * h.contacts / p.contacts + 4.0) >= 1.5       AS complaints_above,
       h.critical_incidents > 0 AS critical_incident
FROM   officer_half_year AS h
JOIN   peers AS p ON p.assignment = h.assignment
