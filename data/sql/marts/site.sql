-- One place where a sensor could stand; network null: a sensor of any of them.
select dataset, network, site_id, name, kind, located as area_id, x, y
from kept_sites
order by dataset, site_id
