-- check: lamp.bright
-- on: lamp
-- severity: warning
-- says: Lamp {lamp_id} has {watts} watts.
-- cure: Check the number.
-- field: watts
watts > 400

-- clock: lamp.repair
-- title: Repair a lamp
-- on: lamp
-- count: 5 business days
-- basis: Works order 7
-- owner: crew
SELECT lamp_id AS record, reported AS started, repaired AS met FROM lamp

-- decision: lamp.replace
-- title: Replace it?
-- on: lamp
-- basis: Works order 9
-- all of:
--   is_old_kind  It is a sodium lamp
--   uses_much    It uses more than 100 watts
-- asks:
--   uses_much  watts
-- then: replace
-- else: keep
SELECT lamp_id AS record, kind = 'sodium' AS is_old_kind, watts > 100 AS uses_much FROM lamp

-- reconcile: lamp.reports
-- title: Reported against repaired
-- match on: lamp_id
-- a: reported
SELECT lamp_id FROM lamp
-- b: repaired
SELECT lamp_id FROM lamp WHERE repaired IS NOT NULL

-- measure: lamp.by_kind
-- title: Lamps reported, by kind
-- title::es: Lámparas, por tipo
-- method: count
-- by: lamp_kind
-- unit: lamps
-- public: yes
SELECT kind AS "group", count(*) AS events FROM lamp GROUP BY kind ORDER BY kind

-- measure: lamp.repaired
-- title: Share repaired
-- method: proportion
SELECT count(*) FILTER (WHERE repaired IS NOT NULL) AS events, count(*) AS trials FROM lamp
