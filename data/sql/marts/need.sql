-- One place where something is needed, known without the sensors.
select dataset, need_id, kind, level, located as area_id, x, y
from kept_need
order by dataset, need_id
