-- reconcile: certification.log_against_letters
-- title: Requests in the log against answer letters sent
-- title::es: Solicitudes del libro frente a cartas de respuesta enviadas
-- match on: request_id
-- compare: answered_on within 5 days, answer
-- owner: certifier
-- a: answered requests of the log
SELECT r.request_id AS request_id, r.answered_on AS answered_on, r.answer AS answer
FROM   certification_request AS r
WHERE  r.answered_on IS NOT NULL
-- b: the register of outgoing letters
SELECT l.request_number AS request_id, l.sent_on AS answered_on, l.answer AS answer
FROM   certification_letter AS l

-- reconcile: outside_request.transfers
-- title: Hand-overs that the log knows against the jail's own list
-- title::es: Entregas que constan en el libro frente a la lista de la cárcel
-- match on: request_id
-- compare: warrant
-- owner: auditor
-- a: requests that ended in a hand-over
SELECT r.request_id AS request_id, coalesce(r.warrant, 'none') AS warrant
FROM   outside_request AS r
WHERE  r.kind IN ('detainer', 'warrant_admin', 'warrant_judicial') AND r.answer = 'honored'
-- b: the jail's list
SELECT t.request_number AS request_id, coalesce(t.warrant, 'none') AS warrant
FROM   custody_transfer AS t
