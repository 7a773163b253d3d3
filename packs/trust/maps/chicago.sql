-- map: chicago_training_trial
-- title: Chicago's procedural justice training, officers by month
-- title::es: Capacitación en justicia procesal de Chicago, agentes por mes
-- source: Wood, Tyler, Papachristos, Roth and Sant'Anna, through the R package staggered, pj_officer_level_balanced
-- reads: csv
-- into: training_trial
-- dates: yyyy-mm-dd
SELECT text_of("uid") || '-' || "period"                       AS row_id,
       text_of("uid")                                          AS unit,
       date_of("month")                                        AS month,
       integer_of("period")                                    AS period,
       integer_of(CASE WHEN "first_trained" IN ('Inf', 'NA') THEN NULL ELSE "first_trained" END) AS first_trained,
       integer_of("complaints")                                AS complaints,
       integer_of("sustained")                                 AS sustained,
       integer_of("force")                                     AS force_reports
FROM   source
