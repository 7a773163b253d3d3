-- Checks of costs, match, drawdowns, purchases and conditions.

-- check: expenditure.outside_period
-- on: expenditure
-- severity: warning
-- says: The cost of {spent} is outside the period {starts} to {ends}.
-- says::es: El costo del {spent} está fuera del período {starts} a {ends}.
-- cure: Charge it elsewhere, or show an approval of pre-award costs.
-- cure::es: Cárguelo a otra fuente o muestre la aprobación de costos previos.
-- field: spent_on
SELECT e.expenditure_id AS record, e.spent_on AS spent, a.starts_on AS starts, a.ends_on AS ends
FROM   expenditure AS e
JOIN   award AS a ON a.award_id = e.award
WHERE  e.spent_on < a.starts_on OR e.spent_on > a.ends_on

-- check: expenditure.charged_twice
-- on: expenditure
-- severity: warning
-- says: {other} has the same vendor, day and amount. Is it the same cost?
-- says::es: {other} tiene el mismo proveedor, día y monto. ¿Es el mismo costo?
-- cure: Withdraw one of the two.
-- cure::es: Retire uno de los dos.
SELECT b.expenditure_id AS record, a.expenditure_id AS other
FROM   expenditure AS a
JOIN   expenditure AS b ON b.vendor = a.vendor AND b.spent_on = a.spent_on AND b.amount = a.amount AND b.expenditure_id > a.expenditure_id

-- check: budget.overspent
-- on: budget_line
-- severity: warning
-- says: More is spent than the line holds.
-- says::es: Se gastó más de lo que tiene el renglón.
-- cure: Ask for a budget change: moves above a tenth of the budget need approval (2 CFR 200.308, from memory).
-- cure::es: Pida un cambio de presupuesto: mover más de una décima parte requiere aprobación (2 CFR 200.308, de memoria).
-- field: amount
SELECT b.line_id AS record
FROM   budget_line AS b
JOIN   expenditure AS e ON e.line = b.line_id
GROUP  BY b.line_id, b.amount
HAVING sum(e.amount) > b.amount

-- check: award.budget_differs
-- on: award
-- severity: warning
-- says: The budget lines do not add up to the award.
-- says::es: Los renglones no suman el monto de la concesión.
-- cure: Enter the missing lines, or correct the amount.
-- cure::es: Agregue los renglones que faltan o corrija el monto.
-- field: amount
SELECT a.award_id AS record
FROM   award AS a
JOIN   budget_line AS b ON b.award = a.award_id
GROUP  BY a.award_id, a.amount
HAVING sum(b.amount) <> a.amount

-- check: award.drawn_ahead
-- on: award
-- severity: warning
-- says: More is drawn than spent: cash on hand.
-- says::es: Se giró más de lo gastado: efectivo en mano.
-- cure: Spend it within days, or send it back; interest above 500 dollars a year goes back, too.
-- cure::es: Gástelo en días o devuélvalo; el interés sobre 500 dólares al año también se devuelve.
SELECT award_id AS record FROM award_spending WHERE drawn > spent

-- check: match.counted_twice
-- on: match_share
-- severity: warning
-- says: {other} names the same source: a match counts once.
-- says::es: {other} nombra la misma fuente: una contrapartida cuenta una vez.
-- cure: Withdraw one of the two.
-- cure::es: Retire una de las dos.
-- field: source_number
SELECT b.match_id AS record, a.match_id AS other
FROM   match_share AS a
JOIN   match_share AS b ON b.source_number = a.source_number AND b.match_id > a.match_id

-- check: match.is_federal
-- on: match_share
-- severity: warning
-- says: Other federal money is no match, unless a law says so.
-- says::es: Otro dinero federal no es contrapartida, salvo que una ley lo diga.
-- cure: Show the law (block grants may pay a match for an eligible activity: 42 USC 5305(a)(9)).
-- cure::es: Muestre la ley (la subvención global puede pagarla para una actividad elegible: 42 USC 5305(a)(9)).
-- field: kind
kind = 'federal'

-- check: purchase.method_too_light
-- on: purchase
-- severity: warning
-- says: The amount is above the line of its method ({line} dollars that day).
-- says::es: El monto supera el umbral de su método ({line} dólares ese día).
-- cure: Show quotes or bids, or a written reason for a sole source.
-- cure::es: Muestre cotizaciones o licitación, o el motivo escrito del proveedor único.
-- field: method
SELECT u.purchase_id AS record, r.value AS line
FROM   purchase AS u
JOIN   grant_rule AS r ON r.code = CASE u.method WHEN 'micro' THEN 'ug_micro_purchase' WHEN 'small' THEN 'ug_simplified_acquisition' END
       AND coalesce(r.valid_from, '0001-01-01') <= u.bought_on AND coalesce(r.valid_to, '9999-12-31') >= u.bought_on
WHERE  u.amount > 100 * r.value

-- check: purchase.split
-- on: purchase
-- severity: warning
-- says: {other} is with the same vendor within 30 days; together they are above the micro-purchase line.
-- says::es: {other} es con el mismo proveedor en 30 días; juntas superan el umbral de microcompra.
-- cure: Treat them as one purchase.
-- cure::es: Trátelas como una sola compra.
SELECT b.purchase_id AS record, a.purchase_id AS other
FROM   purchase AS a
JOIN   purchase AS b ON b.vendor = a.vendor AND b.purchase_id > a.purchase_id AND abs(days_between(a.bought_on, b.bought_on)) <= 30
JOIN   grant_rule AS r ON r.code = 'ug_micro_purchase' AND coalesce(r.valid_from, '0001-01-01') <= b.bought_on AND coalesce(r.valid_to, '9999-12-31') >= b.bought_on
WHERE  a.method = 'micro' AND b.method = 'micro' AND a.amount + b.amount > 100 * r.value

-- check: subaward.exclusion_not_checked
-- on: subaward
-- severity: warning
-- says: The exclusion list was not checked before the subaward.
-- says::es: No se revisó la lista de exclusión antes de la subconcesión.
-- cure: Check it today, and note the day.
-- cure::es: Revísela hoy y anote el día.
-- field: exclusion_checked_on
exclusion_checked_on IS NULL OR exclusion_checked_on > made_on

-- check: strength.local_posts_fall
-- on: local_strength
-- severity: warning
-- says: Local posts fell from {before} to {now} while grant posts are filled: a sign of replacing local money.
-- says::es: Los puestos locales bajaron de {before} a {now} con puestos de subvención cubiertos: señal de sustitución de dinero local.
-- cure: Show that the fall has another cause, and fill local vacancies first.
-- cure::es: Muestre que la baja tiene otra causa y cubra primero las vacantes locales.
-- field: budgeted
SELECT b.row_id AS record, a.budgeted AS before, b.budgeted AS now
FROM   local_strength AS a
JOIN   local_strength AS b ON b.quarter_end = (SELECT min(x.quarter_end) FROM local_strength AS x WHERE x.quarter_end > a.quarter_end)
WHERE  b.budgeted < a.budgeted AND b.grant_filled > 0

-- check: condition.state_is_old
-- on: special_condition
-- severity: warning
-- says: The legal state of this condition was last checked more than 30 days ago.
-- says::es: El estado legal de esta condición se revisó hace más de 30 días.
-- cure: Have counsel check appeals and the list of those covered.
-- cure::es: Pida al abogado revisar apelaciones y la lista de amparados.
-- field: checked_on
kind = 'immigration' AND (checked_on IS NULL OR days_between(checked_on, as_of()) > 30)

-- check: opportunity.two_deadlines
-- on: opportunity
-- severity: warning
-- says: Only one of the two deadlines is on record.
-- says::es: Solo consta uno de los dos plazos.
-- cure: Look for the step in Grants.gov and the step in the agency's own system.
-- cure::es: Busque el paso en Grants.gov y el paso en el sistema de la agencia.
grants_gov_due IS NULL OR system_due IS NULL
