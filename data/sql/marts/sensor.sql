-- One placed sensor with the area and the settlement it stands in (null: in none).
with inside as (
    select s.network, s.sensor_id, min(t.settlement_id) as settlement_id
    from stg_sensor as s
    join settlement as t
        on st_intersects(st_geomfromwkb(st_aswkb(t.geom)), st_point(s.x, s.y))
    group by s.network, s.sensor_id
)
select
    s.network,
    s.sensor_id,
    s.dataset,
    s.name,
    s.status,
    s.operator,
    s.published,
    s.installed_at,
    s.area_id,
    i.settlement_id,
    s.near_edge,
    s.x,
    s.y
from stg_sensor as s
left join inside as i using (network, sensor_id)
order by s.network, s.sensor_id
