-- One request or report by a resident; nothing about who made it.
select dataset, request_id, opened_at, closed_at, kind, located as area_id, incident_id, x, y
from kept_requests
order by dataset, request_id
