-- Decisions about terrorism, hate crime, and what may be kept or shared. A person decides; the answer is advice.

-- decision: terrorism.domestic
-- title: Are the elements of domestic terrorism there?
-- title::es: ¿Están los elementos del terrorismo doméstico?
-- about: The federal definition makes no difference between groups at home and abroad when acts are in the United States; hate
--   groups at home fall under it like any other. It defines a term. It is no crime of its own and there is no list of groups
--   at home. Speech, membership or belief alone is never enough.
-- about::es: La definición federal no distingue entre grupos nacionales y extranjeros cuando los actos ocurren en los
--   Estados Unidos; los grupos de odio nacionales entran en ella como cualquier otro. Define un término. No es un
--   delito por sí misma y no hay una lista de grupos nacionales. La expresión, la membresía o la creencia por sí
--   solas nunca bastan.
-- on: threat_assessment
-- basis: 18 USC 2331(5)
-- human: yes
-- all of:
--   act          An identified criminal act [city policy: no act, no label]
--   dangerous    Acts dangerous to human life [18 USC 2331(5)(A)]
--   unlawful     that break federal or state criminal law [18 USC 2331(5)(A)]
--   in_us        mainly within the United States [18 USC 2331(5)(C)]
-- any of:
--   population   Appear meant to intimidate or coerce people [18 USC 2331(5)(B)(i)]
--   policy       Appear meant to influence policy by intimidation or coercion [18 USC 2331(5)(B)(ii)]
--   government   Appear meant to affect government by mass destruction, assassination or kidnapping [18 USC 2331(5)(B)(iii)]
-- none of:
--   speech       Only speech, membership or belief [First Amendment; 28 CFR 23.20(b)]
-- asks:
--   dangerous    threat_assessment.dangerous_to_life
--   unlawful     threat_assessment.breaks_criminal_law
--   in_us        threat_assessment.mainly_in_us
--   population   threat_assessment.coerce_population
--   policy       threat_assessment.influence_policy
--   government   threat_assessment.affect_government
--   speech       threat_assessment.speech_only
-- then: all elements found
-- else: not all elements
SELECT assessment_id AS record, criminal_act IS NOT NULL AS act, dangerous_to_life AS dangerous, breaks_criminal_law AS unlawful,
       mainly_in_us AS in_us, coerce_population AS population, influence_policy AS policy, affect_government AS government,
       speech_only AS speech
FROM   threat_assessment

-- decision: hate.federal
-- title: Are the elements of the federal hate crime there?
-- title::es: ¿Están los elementos del delito federal de odio?
-- about: Race, color, religion and national origin need no link with commerce; gender, gender identity, sexual orientation and
--   disability do.
-- about::es: La raza, el color, la religión y el origen nacional no requieren vínculo con el comercio; el género, la
--   identidad de género, la orientación sexual y la discapacidad sí.
-- on: hate_incident
-- basis: 18 USC 249(a)
-- human: yes
-- all of:
--   willful    Willful [18 USC 249(a)]
--   harm       Bodily injury, or an attempt with fire, firearm, dangerous weapon or explosive [18 USC 249(a)]
--   because    Because of the actual or perceived trait [18 USC 249(a)]
--   covered    A trait of (a)(1), or of (a)(2) with a link to commerce [18 USC 249(a)(1), (2)]
--   in_time    Within seven years, or a person died [18 USC 249(d)]
-- asks:
--   willful    hate_incident.willful
--   harm       hate_incident.bodily_injury, hate_incident.dangerous_attempt
--   because    hate_incident.because_of_bias
--   covered    hate_incident.bias_1, hate_incident.commerce_link
-- then: refer to the United States Attorney
-- else: not the federal crime; state law may differ
-- note: a charge needs the certificate of the Attorney General, 18 USC 249(b)
SELECT h.incident_id AS record, h.willful AS willful, h.bodily_injury OR h.dangerous_attempt AS harm, h.because_of_bias AS because,
       CASE WHEN f.race_color_religion_origin > 0 THEN TRUE WHEN f.with_commerce > 0 THEN h.commerce_link
            WHEN f.unknown > 0 OR f.incident IS NULL THEN NULL ELSE FALSE END AS covered,
       h.death OR add_months(h.reported_on, 84) >= as_of() AS in_time
FROM   hate_incident AS h
LEFT   JOIN federal_bias AS f ON f.incident = h.incident_id
WHERE  h.is_crime

-- decision: sar.vetting
-- title: May this report be shared as suspicious activity?
-- title::es: ¿Puede compartirse este informe como actividad sospechosa?
-- about: Two steps. A trained reviewer finds a listed behavior in its context; a trained analyst finds a potential link with
--   terrorism. Seven behaviors are crimes by themselves. The other nine are usually free, and need further facts.
-- about::es: Dos pasos. Un revisor capacitado halla una conducta de la lista en su contexto; un analista capacitado
--   halla un posible vínculo con el terrorismo. Siete conductas son delitos por sí mismas. Las otras nueve suelen ser
--   libres y requieren más hechos.
-- on: suspicious_activity
-- basis: ISE-SAR Functional Standard 1.5.5
-- human: yes
-- all of:
--   behavior     At least one of the 16 behaviors
--   in_context   Step one: the behavior was found in the right context
--   facts        A crime by itself, or further facts that make it suspicious
--   nexus        Step two: a potential link with terrorism
-- none of:
--   trait        Suspicion rests on race, religion, origin, gender or orientation
--   speech       Only speech, protest or association [First Amendment]
--   not_threat   A threat that is no true threat [First Amendment]
-- asks:
--   in_context   suspicious_activity.behavior_in_context
--   nexus        suspicious_activity.nexus
--   trait        suspicious_activity.protected_trait_used
--   speech       suspicious_activity.protected_speech_only
-- then: share, and set how long it is kept
-- else: do not share; keep or delete under the policy for tips
SELECT s.sar_id AS record, k.behaviors > 0 AS behavior, s.behavior_in_context AS in_context,
       k.criminal > 0 OR s.extra_facts IS NOT NULL AS facts, s.nexus AS nexus, s.protected_trait_used AS trait,
       s.protected_speech_only AS speech,
       CASE WHEN has_code(s.behaviors, 'threat') THEN NOT s.threat_true ELSE FALSE END AS not_threat
FROM   suspicious_activity AS s
JOIN   sar_kind AS k ON k.sar_id = s.sar_id

-- decision: intelligence.keep
-- title: May this entry be kept?
-- title::es: ¿Puede conservarse este registro?
-- on: intelligence_subject
-- basis: 28 CFR 23.20(a)-(d), (h)
-- source: text read in an older codification; paragraphs are current (secondary source)
-- human: yes
-- all of:
--   suspicion   Reasonable suspicion of a definable crime, with its basis in words [28 CFR 23.20(a), (c)]
--   relevant    The information is relevant to it [28 CFR 23.20(a)]
--   lawful      It was got lawfully [28 CFR 23.20(d)]
--   certified   An officer certified the suspicion [28 CFR 23.20(g)]
--   fresh       Entered or validated within five years [28 CFR 23.20(h)]
-- none of:
--   beliefs     It holds views or associations that do not relate directly to a crime [28 CFR 23.20(b)]
--   no_basis    It was found without basis [28 CFR 23.20(h)]
-- asks:
--   suspicion   intelligence_subject.reasonable_suspicion, intelligence_subject.basis
--   relevant    intelligence_subject.relevant
--   lawful      intelligence_subject.lawfully_got
--   beliefs     intelligence_subject.holds_beliefs, intelligence_subject.beliefs_relate_to_crime
-- then: it may be kept until its review
-- else: purge it and tell those who received it
SELECT entry_id AS record, reasonable_suspicion AND basis IS NOT NULL AS suspicion, relevant AS relevant, lawfully_got AS lawful,
       certified_by IS NOT NULL AS certified, add_months(coalesce(validated_on, entered_on), 60) >= as_of() AS fresh,
       holds_beliefs AND NOT beliefs_relate_to_crime AS beliefs, no_basis_on IS NOT NULL AS no_basis
FROM   intelligence_subject
WHERE  purged_on IS NULL

-- decision: intelligence.share
-- title: May this entry be shared with this partner?
-- title::es: ¿Puede compartirse este registro con este socio?
-- about: A need and a right to know, and a partner that follows equal rules under an agreement in force; or an imminent danger to
--   life or property, which is recorded.
-- about::es: Necesidad y derecho de saber, y un socio que sigue reglas iguales bajo un acuerdo vigente; o un peligro
--   inminente para la vida o la propiedad, que se registra.
-- on: disclosure
-- basis: 28 CFR 23.20(e), (f)
-- human: yes
-- any of:
--   by_rule      Need and right to know, equal rules, an agreement that covers it [28 CFR 23.20(e), (f)]
--   emergency    Imminent danger to life or property [28 CFR 23.20(f)(2)]
-- none of:
--   purged       The entry is purged or without basis [28 CFR 23.20(h)]
-- asks:
--   by_rule      disclosure.need_to_know, disclosure.right_to_know, partner.follows_part_23
--   emergency    disclosure.emergency
-- then: share, and record who, what, why and when
-- else: do not share
SELECT d.disclosure_id AS record,
       d.need_to_know AND d.right_to_know AND p.follows_part_23
           AND EXISTS (SELECT 1 FROM sharing_agreement AS a
                       WHERE a.partner = d.partner AND has_code(a.covers, 'intelligence') AND a.signed_on <= d.disclosed_on
                       AND (a.ends_on IS NULL OR a.ends_on >= d.disclosed_on)) AS by_rule,
       d.emergency AS emergency,
       coalesce(i.no_basis_on <= d.disclosed_on, FALSE) OR coalesce(i.purged_on <= d.disclosed_on, FALSE) AS purged
FROM   disclosure AS d
JOIN   partner AS p ON p.partner_id = d.partner
JOIN   intelligence_subject AS i ON i.entry_id = d.entry

-- decision: operation.may_go
-- title: May this operation go ahead?
-- title::es: ¿Puede seguir adelante esta operación?
-- on: operation
-- basis: city policy: no high-risk operation without deconfliction
-- human: yes
-- any of:
--   low_risk       Not of a high-risk kind
--   deconflicted   It has a deconfliction number
--   overridden     A supervisor allowed it, with the reason
-- then: go ahead
-- else: enter it with the deconfliction system first
SELECT o.operation_id AS record, k.high_risk = 'no' AS low_risk, o.deconfliction_id IS NOT NULL AS deconflicted,
       o.override_reason IS NOT NULL AND o.override_by IS NOT NULL AS overridden
FROM   operation AS o
JOIN   operation_kind AS k ON k.code = o.kind
