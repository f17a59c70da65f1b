-- One placed sensor. A status that nobody stated is unknown, not working and not broken.
select
    network,
    dataset,
    sensor_id,
    name,
    coalesce(status, 'unknown') as status,
    operator,
    coalesce(published, 'unknown') as published,
    installed_at,
    located as area_id,
    near_edge,
    x,
    y
from kept_sensors
