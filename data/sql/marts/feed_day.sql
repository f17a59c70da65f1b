-- One day of one feed: rows that arrived, and how many of them were usable.
with events as (
    select dataset, network, cast(observed_at as date) as day, usable from stg_reading
    union all
    select dataset, network, cast(opened_at as date), true from kept_requests
    union all
    select dataset, network, cast(started_at as date), true from kept_interventions
)
select
    dataset,
    network,
    day,
    count(*) as n_rows,
    count(*) filter (where usable) as usable
from events
group by dataset, network, day
order by dataset, day
