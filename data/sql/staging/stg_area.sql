-- One statistical area with its outline in the city's metric CRS, in a stable order.
select
    row_number() over (order by try_cast(area_id as bigint) nulls last, area_id) - 1 as area_index,
    area_id,
    name,
    region_id,
    region,
    st_area(st_geomfromwkb(wkb)) / 1e6 as area_km2,
    wkb
from kept_areas
