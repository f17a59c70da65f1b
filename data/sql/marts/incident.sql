-- One true incident; only an invented city knows them.
select dataset, incident_id, started_at, kind, located as area_id, x, y
from kept_incidents
order by dataset, incident_id
