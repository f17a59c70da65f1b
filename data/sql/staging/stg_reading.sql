-- One reading. It is usable where the source says so, else where it has a value; an empty one that
-- nobody speaks for did not arrive.
select
    network,
    dataset,
    sensor_id,
    observed_at,
    value,
    usable is not null or value is not null as arrived,
    coalesce(usable, value is not null) as usable
from kept_readings
