-- One quarter of an hour of one feed of readings: what arrived, from how many sensors.
select
    dataset,
    network,
    time_bucket(interval 15 minutes, observed_at) as quarter,
    max(observed_at) as last_at,
    max(observed_at) filter (where arrived) as arrived_at,
    max(observed_at) filter (where usable) as usable_at,
    count(*) filter (where arrived) as arrived,
    count(*) filter (where usable) as usable,
    max(value) filter (where usable) as highest,
    count(distinct sensor_id) filter (where usable) as sensors
from stg_reading
group by dataset, network, quarter
order by dataset, quarter
