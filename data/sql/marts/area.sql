-- One area with its residents (null: the statistics hold none) and its outline.
with people as (
    select area_id, sum(people) as people from kept_people group by area_id
)
select
    a.area_index,
    a.area_id,
    a.name,
    a.region_id,
    a.region,
    a.area_km2,
    p.people,
    st_setcrs(st_geomfromwkb(a.wkb), getvariable('crs')) as geom
from stg_area as a
left join people as p using (area_id)
order by a.area_index
