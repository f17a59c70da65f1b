-- One number about one area, with what it is; null where the source has a row but no value.
select v.area_id, v.dataset, v.variable, d.title, d.unit, d.extensive, v.value
from stg_area_variable as v
join variable as d using (dataset, variable)
order by v.dataset, v.variable, v.area_id
