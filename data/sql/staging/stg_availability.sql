-- How many readings one sensor made in one month, as the publisher counted them.
select
    network,
    dataset,
    sensor_id,
    make_date(year, month, 1) as period_start,
    last_day(make_date(year, month, 1)) as period_end,
    expected,
    coalesce(received, usable) as received,
    usable,
    longest_gap_minutes
from kept_availability
