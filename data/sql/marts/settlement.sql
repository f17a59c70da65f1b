-- One informal settlement with the people inside its limits (null: nobody counted them).
select
    s.settlement_id,
    s.name,
    s.people,
    coalesce(s.counted, s.people is not null) as counted,
    st_area(st_geomfromwkb(s.wkb)) / 1e6 as area_km2,
    st_setcrs(st_geomfromwkb(s.wkb), getvariable('crs')) as geom
from kept_settlements as s
order by s.settlement_id
