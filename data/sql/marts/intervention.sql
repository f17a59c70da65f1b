-- One occurrence that the city attended to.
select
    dataset, intervention_id, started_at, ended_at, kind, severity, status, located as area_id,
    incident_id, x, y
from kept_interventions
order by dataset, intervention_id
