-- Checks of hate incidents (the bias edits of NIBRS), of suspicious activity and of intelligence entries.

-- check: hate.bias_missing
-- on: hate_incident
-- severity: error
-- basis: NIBRS data element 8A
-- says: A crime needs a bias; 88 where there is none, 99 where it is not known yet.
-- says::es: Un delito necesita un prejuicio; 88 si no hay, 99 si aún no se conoce.
-- cure: Choose the bias.
-- cure::es: Elija el prejuicio.
-- field: bias_1
is_crime AND bias_1 IS NULL

-- check: hate.none_stands_alone
-- on: hate_incident
-- severity: error
-- basis: NIBRS data element 8A: 88 and 99 exclude all others
-- says: "None" or "unknown" cannot stand beside another bias.
-- says::es: "Ninguno" o "desconocido" no puede ir junto a otro prejuicio.
-- cure: Keep the one that is right.
-- cure::es: Deje el que corresponda.
-- field: bias_1
(bias_1 IN ('88', '99') AND bias_2 IS NOT NULL) OR bias_2 IN ('88', '99') OR bias_3 IN ('88', '99') OR bias_4 IN ('88', '99') OR bias_5 IN ('88', '99')

-- check: hate.same_bias_twice
-- on: hate_incident
-- severity: error
-- basis: NIBRS data element 8A
-- says: The same bias is given twice.
-- says::es: El mismo prejuicio aparece dos veces.
-- cure: Remove one.
-- cure::es: Quite uno.
-- field: bias_2
bias_1 IN (bias_2, bias_3, bias_4, bias_5) OR bias_2 IN (bias_3, bias_4, bias_5) OR bias_3 IN (bias_4, bias_5) OR bias_4 = bias_5

-- check: hate.biases_in_order
-- on: hate_incident
-- severity: error
-- basis: NIBRS data element 8A
-- says: A bias is left out in the middle of the list.
-- says::es: Falta un prejuicio en medio de la lista.
-- cure: Move the biases up.
-- cure::es: Suba los prejuicios.
-- field: bias_1
(bias_1 IS NULL AND bias_2 IS NOT NULL) OR (bias_2 IS NULL AND bias_3 IS NOT NULL) OR (bias_3 IS NULL AND bias_4 IS NOT NULL)
OR (bias_4 IS NULL AND bias_5 IS NOT NULL)

-- check: hate.justifiable_homicide
-- on: hate_incident
-- severity: error
-- basis: NIBRS rule 270
-- says: A justifiable homicide (09C) cannot have a bias.
-- says::es: Un homicidio justificado (09C) no puede tener prejuicio.
-- cure: Set the bias to 88, or correct the offense.
-- cure::es: Ponga 88 o corrija el delito.
-- field: bias_1
offense = '09C' AND bias_1 <> '88'

-- check: hate.local_bias
-- on: hate_incident
-- severity: warning
-- says: This bias is kept locally and is not sent to the FBI.
-- says::es: Este prejuicio es local y no se envía al FBI.
-- cure: If a national code fits, choose it.
-- cure::es: Si corresponde un código nacional, elíjalo.
-- field: bias_1
bias_1 IN ('age', 'other')

-- check: hate.unknown_too_long
-- on: hate_incident
-- severity: warning
-- basis: NIBRS data element 8A: 99 is a suspicion to be resolved
-- says: The bias has been "unknown" for more than 90 days.
-- says::es: El prejuicio lleva más de 90 días como "desconocido".
-- cure: Decide: a bias, or 88.
-- cure::es: Decida: un prejuicio o 88.
-- field: bias_1
bias_1 = '99' AND days_between(reported_on, today()) > 90

-- check: hate.second_officer_missing
-- on: hate_incident
-- severity: warning
-- basis: two-tier review
-- says: An officer suspected bias, and no second officer has confirmed it after 30 days.
-- says::es: Un agente sospechó prejuicio y ningún segundo agente lo confirmó tras 30 días.
-- cure: Have a second officer decide.
-- cure::es: Haga que un segundo agente decida.
-- field: confirmed_on
suspected_on IS NOT NULL AND confirmed_on IS NULL AND days_between(suspected_on, today()) > 30

-- check: hate.no_person_without_a_crime
-- on: hate_incident
-- severity: error
-- basis: First Amendment; city policy
-- says: This is no crime: it must not point to a person.
-- says::es: No es un delito: no debe señalar a una persona.
-- cure: Remove the person.
-- cure::es: Quite a la persona.
-- field: victim
NOT is_crime AND victim IS NOT NULL

-- check: hate.zero_report_with_a_crime
-- on: hate_report
-- severity: warning
-- basis: FBI Hate Crime Statistics Program
-- says: The report for {quarter} says {said}, but {found} hate crimes are on record.
-- says::es: El informe de {quarter} dice {said}, pero constan {found} delitos de odio.
-- cure: Send a corrected report.
-- cure::es: Envíe un informe corregido.
-- field: incidents
SELECT r.report_id AS record, r.quarter AS quarter, r.incidents AS said, count(c.incident_id) AS found
FROM   hate_report AS r
LEFT   JOIN hate_crime AS c ON c.agency = r.agency AND c.quarter = r.quarter
WHERE  r.sent_on IS NOT NULL AND r.agency = site('agency')
GROUP  BY r.report_id, r.quarter, r.incidents
HAVING count(c.incident_id) <> r.incidents

-- check: sar.trait_is_no_ground
-- on: suspicious_activity
-- severity: error
-- basis: ISE-SAR Functional Standard 1.5.5
-- says: Race, religion, origin, gender or orientation never make anyone suspicious.
-- says::es: La raza, religión, origen, género u orientación nunca hacen sospechosa a una persona.
-- cure: Rest the report on behavior alone, or close it.
-- cure::es: Base el informe solo en la conducta o ciérrelo.
-- field: protected_trait_used
protected_trait_used

-- check: sar.facts_missing
-- on: suspicious_activity
-- severity: warning
-- basis: ISE-SAR Functional Standard 1.5.5
-- says: This behavior is usually free speech or free movement, and no further facts are given.
-- says::es: Esta conducta suele ser libertad de expresión o de movimiento, y no se dan más hechos.
-- cure: Add the facts, or close the report.
-- cure::es: Agregue los hechos o cierre el informe.
-- field: extra_facts
SELECT s.sar_id AS record
FROM   suspicious_activity AS s
JOIN   sar_kind AS k ON k.sar_id = s.sar_id
WHERE  k.needs_facts > 0 AND k.criminal = 0 AND s.extra_facts IS NULL AND coalesce(s.disposition, '') <> 'closed'

-- check: sar.shared_without_nexus
-- on: suspicious_activity
-- severity: error
-- basis: ISE-SAR Functional Standard 1.5.5
-- says: Shared, although no analyst found a potential link with terrorism.
-- says::es: Compartido, aunque ningún analista halló un posible vínculo con el terrorismo.
-- cure: Recall it, or record the analyst's finding.
-- cure::es: Retírelo o registre la conclusión del analista.
-- field: disposition
disposition = 'shared' AND NOT coalesce(nexus, FALSE)

-- check: intelligence.gate
-- on: intelligence_subject
-- severity: error
-- basis: 28 CFR 23.20(a)
-- says: Without reasonable suspicion, or without words for it, nothing may be kept.
-- says::es: Sin sospecha razonable, o sin explicarla, no se puede guardar nada.
-- cure: Keep it as a tip, or write the basis.
-- cure::es: Guárdelo como aviso o escriba la base.
-- field: basis
purged_on IS NULL AND (NOT coalesce(reasonable_suspicion, FALSE) OR trim(coalesce(basis, '')) = '')

-- check: intelligence.beliefs
-- on: intelligence_subject
-- severity: error
-- basis: 28 CFR 23.20(b)
-- says: Views or associations that do not relate directly to a crime may not be kept.
-- says::es: No se pueden guardar opiniones o asociaciones sin relación directa con un delito.
-- cure: Remove them.
-- cure::es: Quítelas.
-- field: holds_beliefs
purged_on IS NULL AND holds_beliefs AND NOT coalesce(beliefs_relate_to_crime, FALSE)

-- check: intelligence.without_basis_kept
-- on: intelligence_subject
-- severity: warning
-- basis: 28 CFR 23.20(h)
-- says: Found without basis on {since}, and still here.
-- says::es: Hallado sin base el {since}, y sigue aquí.
-- cure: Purge it and tell those who received it.
-- cure::es: Elimínelo e informe a quienes lo recibieron.
SELECT entry_id AS record, no_basis_on AS since
FROM   intelligence_subject
WHERE  no_basis_on IS NOT NULL AND purged_on IS NULL

-- check: disclosure.need_and_right
-- on: disclosure
-- severity: error
-- basis: 28 CFR 23.20(e)
-- says: A disclosure needs both a need and a right to know, unless life or property is in imminent danger.
-- says::es: Una divulgación requiere necesidad y derecho de saber, salvo peligro inminente.
-- cure: Record both, or the emergency.
-- cure::es: Registre ambos, o la emergencia.
-- field: need_to_know
NOT (coalesce(need_to_know, FALSE) AND coalesce(right_to_know, FALSE)) AND NOT coalesce(emergency, FALSE)

-- check: operation.not_deconflicted
-- on: operation
-- severity: warning
-- basis: city policy
-- says: A high-risk operation has no deconfliction number and no supervisor's reason.
-- says::es: Una operación de alto riesgo no tiene número de coordinación ni razón del supervisor.
-- cure: Enter it with the deconfliction system.
-- cure::es: Ingrésela en el sistema de coordinación.
-- field: deconfliction_id
kind IN ('warrant', 'raid', 'undercover', 'sting') AND deconfliction_id IS NULL AND override_reason IS NULL

-- check: operation.two_at_once
-- on: operation
-- severity: warning
-- basis: event deconfliction
-- says: Operation {other} of another agency is near in place and time. Call its contact.
-- says::es: La operación {other} de otro organismo está cerca en lugar y hora. Llame a su contacto.
-- cure: Speak before either goes ahead.
-- cure::es: Hablen antes de que alguna siga.
SELECT a.operation_id AS record, b.operation_id AS other
FROM   operation AS a
JOIN   operation AS b ON b.agency <> a.agency AND abs(hours_between(a.starts, b.starts)) <= 4
       AND distance_m(a.place, b.place) <= a.radius_m + b.radius_m

-- check: agreement.city_policy
-- on: sharing_agreement
-- severity: warning
-- says: The agreement does not say that city policy still binds our officers.
-- says::es: El acuerdo no dice que la política de la ciudad siga obligando a nuestros agentes.
-- cure: Amend it: force, cameras, immigration, intelligence.
-- cure::es: Enmiéndelo: fuerza, cámaras, inmigración, inteligencia.
-- field: city_policy_binds
kind = 'task_force' AND NOT coalesce(city_policy_binds, FALSE)
