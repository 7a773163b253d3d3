-- Decisions about records, sentences, youth and draws. What is not recorded leaves an answer unknown, never "no".

-- decision: charge.clearance
-- title: Can this charge be cleared today?
-- title::es: ¿Puede borrarse hoy este cargo?
-- about: Charge by charge, by the rule of its state (codes/clearance_rule.csv). Only what this city's records know: convictions elsewhere are not seen.
--   Nothing is deleted before the court's order. In Utah a form was needed from October 2024 to January 2026.
-- about::es: Cargo por cargo, según la regla de su estado (codes/clearance_rule.csv). Solo lo que saben los registros de esta ciudad: no se
--   ven condenas de otros lugares. Nada se borra antes de la orden del tribunal. En Utah se exigió un formulario de octubre de 2024 a enero
--   de 2026.
-- on: charge
-- basis: state law, by codes/clearance_rule.csv
-- human: yes
-- all of:
--   covered      A rule of the state covers this kind of charge
--   in_force     The rule is in force
--   waited       The waiting time is over
--   clean        No conviction within the waiting time, where the rule asks for it
--   paid         Restitution is paid, where the rule asks for it
-- none of:
--   pending      Another charge is pending, where the rule asks for none
--   excluded     The offense is on the state's list of exclusions
--   registrable  A sex offense with registration
--   serious      A serious or violent felony
--   over_cap     The lifetime number of such clearances is reached [MCL 780.621g]
--   assaultive   More than one assaultive conviction [MCL 780.621g(10)]
-- asks:
--   covered      charge.max_days, charge.disposition
--   waited       charge.disposed_on, charge.sentenced_on, charge.completed_on, charge.supervision_ended_on
--   paid         charge.restitution_owed
--   excluded     charge.excluded
--   registrable  charge.registrable
--   serious      charge.serious, charge.violent
-- then: can be cleared: send it to the court
-- else: cannot be cleared today; the clock says from when, if only time is missing
SELECT charge_id AS record, covered AS covered, CASE WHEN rule IS NULL THEN covered ELSE in_force END AS in_force, CASE WHEN covered IS NULL OR covered THEN opens_on <= as_of() ELSE FALSE END AS waited,
       CASE WHEN rule IS NULL THEN covered ELSE clean END AS clean, CASE WHEN rule IS NULL THEN covered ELSE paid END AS paid,
       CASE WHEN rule IS NULL THEN FALSE ELSE pending END AS pending, excluded AS excluded, registrable AS registrable, serious AS serious,
       CASE WHEN rule IS NULL THEN FALSE ELSE over_cap END AS over_cap, assaultive AS assaultive
FROM   charge_clear

-- decision: sentence.second_look
-- title: May the court look at the sentence again?
-- title::es: ¿Puede el tribunal revisar la pena?
-- about: A local reform. Serious and violent offenses stay excluded.
-- about::es: Una reforma local. Los delitos graves y violentos siguen excluidos.
-- on: sentence
-- basis: city and county policy
-- human: yes
-- all of:
--   custody      It is a sentence to prison or jail
--   half         At least half is served
-- none of:
--   violent      The offense is violent by the state's list
--   serious      The offense is serious by the state's list
--   registrable  A sex offense with registration
-- asks:
--   half         sentence.days, sentence.served_days
--   violent      charge.violent
--   serious      charge.serious
--   registrable  charge.registrable
-- then: may be asked for
-- else: excluded
SELECT s.sentence_id AS record, s.kind IN ('prison', 'jail') AS custody, 2 * s.served_days >= s.days AS half, c.violent AS violent, c.serious AS serious, c.registrable AS registrable
FROM   sentence AS s
JOIN   charge AS c ON c.charge_id = s.charge

-- decision: reform.safety_valve
-- title: Does the federal safety valve open?
-- title::es: ¿Se abre la válvula de seguridad federal?
-- on: reform_review
-- basis: 18 USC 3553(f)
-- human: yes
-- all of:
--   points       Four criminal history points or fewer, without 1-point offenses [18 USC 3553(f)(1)(A)]
--   told_all     Told all by the time of the sentence [18 USC 3553(f)(5)]
-- none of:
--   three_point  A prior 3-point offense [18 USC 3553(f)(1)(B)]
--   two_point    A prior 2-point violent offense [18 USC 3553(f)(1)(C)]
--   violence     Violence, a threat of it or a firearm [18 USC 3553(f)(2)]
--   injury       Death or serious injury [18 USC 3553(f)(3)]
--   organizer    An organizer or leader [18 USC 3553(f)(4)]
-- asks:
--   points       reform_review.history_points
--   told_all     reform_review.told_all
--   three_point  reform_review.three_point
--   two_point    reform_review.two_point_violent
--   violence     reform_review.violence
--   injury       reform_review.death_or_injury
--   organizer    reform_review.organizer
-- note: Each of the three parts of (f)(1) bars by itself: Pulsifer v. United States (2024), from memory.
-- then: the court may go below the mandatory minimum
-- else: the mandatory minimum stands
SELECT review_id AS record, history_points <= 4 AS points, told_all AS told_all, three_point AS three_point, two_point_violent AS two_point, violence AS violence,
       death_or_injury AS injury, organizer AS organizer
FROM   reform_review

-- decision: reform.earned_time
-- title: Can earned time be applied to release to home or supervision?
-- title::es: ¿Puede aplicarse el tiempo ganado para salir a casa o a supervisión?
-- about: Ten days for each 30 days of programs; fifteen at minimum or low risk that did not rise over two assessments.
-- about::es: Diez días por cada 30 días de programas; quince con riesgo mínimo o bajo que no aumentó en dos evaluaciones.
-- on: reform_review
-- basis: 18 USC 3632(d)(4), 3624(g)
-- human: yes
-- all of:
--   earned       At least 30 days of programs are completed [18 USC 3632(d)(4)(A)]
--   low_last     Minimum or low risk at the last assessment [18 USC 3624(g)(1)(D)]
--   low_before   Minimum or low risk at the one before [18 USC 3624(g)(1)(D)]
--   fresh        Assessed within a year [18 USC 3632(d)(5)]
-- none of:
--   ineligible   Serves for an offense that earns no credits [18 USC 3632(d)(4)(D)]
-- asks:
--   earned       reform_review.programs_days
--   low_last     reform_review.risk
--   low_before   reform_review.risk_before
--   ineligible   reform_review.ineligible_offense
-- note: A warden may approve a petition where the risk is higher. Another bar of the same law turns on a fact that no justice record here may hold; counsel must look at it.
-- then: can be applied
-- else: cannot be applied today
SELECT review_id AS record, programs_days >= 30 AS earned, risk IN ('minimum', 'low') AS low_last, risk_before IN ('minimum', 'low') AS low_before,
       add_months(assessed_on, 12) >= as_of() AS fresh, ineligible_offense AS ineligible
FROM   reform_review

-- decision: juvenile.lawful
-- title: Is this hold of a youth lawful?
-- title::es: ¿Es legal esta retención de un menor?
-- on: juvenile_hold
-- basis: 34 USC 11133(a)(11)-(13), (23)
-- human: yes
-- all of:
--   apart        Kept apart from adults, unseen and unheard [34 USC 11133(a)(12)]
--   in_time      Not longer than the law allows [34 USC 11133(a)(11)(B), (13), (23)]
-- none of:
--   status       For a status offense, and no court order was broken [34 USC 11133(a)(11)(A)]
-- asks:
--   apart        juvenile_hold.sight_sound
--   status       juvenile_hold.status_offense
-- then: lawful
-- else: not lawful: end it, and report it
SELECT hold_id AS record, sight_sound AS apart,
       CASE rule WHEN 'processing' THEN hours_between(entered, coalesce(left_at, as_of() || 'T12:00:00-08:00')) <= 6
                 WHEN 'court_order' THEN days_between(day_of(entered), coalesce(day_of(left_at), as_of())) <= 7
                 WHEN 'adult_charged' THEN days_between(day_of(entered), coalesce(day_of(left_at), as_of())) <= 180
                 WHEN 'rural_court' THEN CASE WHEN hours_between(entered, coalesce(left_at, as_of() || 'T12:00:00-08:00')) <= 48 THEN TRUE END END AS in_time,
       status_offense AND NOT coalesce(court_order, FALSE) AS status
FROM   juvenile_hold

-- decision: youth.fair_draw
-- title: Was the draw fair, and can anybody repeat it?
-- title::es: ¿Fue justo el sorteo y puede cualquiera repetirlo?
-- about: A ticket is the BLAKE2b-256 digest of the seed, a bar and the entry number; the lowest tickets are drawn. Check one with
--   printf '%s' 'SEED|ENTRY' | b2sum -l 256.
-- about::es: Un boleto es el resumen BLAKE2b-256 de la semilla, una barra y el número de participación; se sortean los boletos más bajos.
--   Compruebe uno con printf '%s' 'SEMILLA|PARTICIPACIÓN' | b2sum -l 256.
-- on: youth_program
-- basis: src/method/lottery.h; RFC 7693
-- all of:
--   closed       The list was closed before the draw, and nobody was added afterwards
--   published    The digest of the list was published
--   seeded       The seed is published, with where it comes from
--   tickets      Every entry has a ticket, and its place follows from the tickets
--   drawn        Those drawn are the lowest tickets
-- asks:
--   closed       youth_program.list_closed_on, youth_program.drawn_on
-- then: fair
-- else: draw again
SELECT p.program_id AS record, p.list_closed_on <= p.drawn_on AND d.too_late = 0 AS closed, p.list_digest IS NOT NULL AS published,
       p.seed IS NOT NULL AND p.seed_from IS NOT NULL AS seeded, d.without_ticket = 0 AND d.wrong_place = 0 AS tickets, d.wrongly_drawn = 0 AS drawn
FROM   youth_program AS p
JOIN   draw_check AS d ON d.program_id = p.program_id
WHERE  p.drawn_on IS NOT NULL OR p.seed IS NOT NULL

-- decision: job.fair_chance
-- title: Did the employer ask about a record too early?
-- title::es: ¿Preguntó el empleador por antecedentes demasiado pronto?
-- about: Binds federal agencies and their contractors; local laws may bind others.
-- about::es: Obliga a los organismos federales y sus contratistas; leyes locales pueden obligar a otros.
-- on: job
-- basis: 5 USC 9202
-- human: yes
-- any of:
--   early        Asked before a conditional offer [5 USC 9202]
-- asks:
--   early        job.asked_record
-- then: too early: a complaint can be made where the law binds the employer
-- else: not too early
SELECT job_id AS record, asked_record IN ('interview', 'application') AS early
FROM   job
