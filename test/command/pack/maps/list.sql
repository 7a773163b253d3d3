-- map: lamp_list
-- title: The works department's list
-- reads: csv
-- into: lamp
-- dates: m/d/yyyy
SELECT "Lamp" AS lamp_id, date_of("Reported") AS reported, code_of("Kind", 'lamp_kind') AS kind,
       date_of("Repaired") AS repaired, integer_of("Watts") AS watts
FROM   source
