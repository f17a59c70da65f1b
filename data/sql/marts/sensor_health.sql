-- One sensor in one period: readings expected by the register, received and usable.
-- A day inside a month that the publisher has counted is not counted again (counted = false).
-- A dataset that is only a sample says nothing of what did not arrive, so it is left out.
-- Before its first and after its last reading nothing is expected of a feed: those days are parts.
with span as (
    select
        r.network,
        r.dataset,
        cast(any_value(n.reading_interval_minutes) * 60000 as bigint) as interval_ms,
        min(epoch_ms(r.observed_at)) as first_ms,
        max(epoch_ms(r.observed_at)) as last_ms
    from stg_reading as r
    join dataset as d on d.name = r.dataset and not d.sample
    join network as n on n.id = r.network and n.reading_interval_minutes is not null
    group by r.network, r.dataset
),

days as (
    select s.*, unnest(generate_series(
        date_trunc('day', make_timestamp(s.first_ms * 1000)),
        make_timestamp(s.last_ms * 1000),
        interval 1 day
    )) as day
    from span as s
),

parts as (
    select
        network,
        dataset,
        cast(day as date) as day,
        greatest(epoch_ms(day), first_ms) as from_ms,
        least(epoch_ms(day) + 86400000, last_ms + interval_ms) as to_ms,
        -- Readings are due at first_ms and every interval after it, up to last_ms.
        (least(epoch_ms(day) + 86399999, last_ms) - first_ms) // interval_ms + 1
            - (greatest(epoch_ms(day) - first_ms, 0) + interval_ms - 1) // interval_ms as expected
    from days
),

due as (
    select p.*, k.sensor_id
    from parts as p
    join stg_sensor as k on k.network = p.network
        and (k.installed_at is null or cast(k.installed_at as date) <= p.day)
),

-- Whole numbers are grouped many times faster than three words.
keyed as (
    select network, dataset, sensor_id, row_number() over () as key
    from (select distinct network, dataset, sensor_id from due) as every
),

listed as (
    select k.key,
        epoch_ms(r.observed_at) // 86400000 as day_number,
        count(*) as received,
        count(*) filter (where r.usable) as usable,
        list_sort(list(epoch_ms(r.observed_at))) as at_ms
    from stg_reading as r
    join keyed as k using (network, dataset, sensor_id)
    where r.arrived
    group by k.key, day_number
),

made as (
    select k.network, k.dataset, k.sensor_id,
        cast(make_timestamp(l.day_number * 86400000000) as date) as day,
        l.received, l.usable,
        l.at_ms[1] as first_ms,
        l.at_ms[-1] as last_ms,
        coalesce(list_max(list_transform(
            range(1, len(l.at_ms)), lambda i: l.at_ms[i + 1] - l.at_ms[i]
        )), 0) as between_ms
    from listed as l
    join keyed as k using (key)
),

daily as (
    select due.network, due.dataset, due.sensor_id, due.day as period_start,
        due.day as period_end, 'day' as grain, due.expected,
        coalesce(made.received, 0) as received, coalesce(made.usable, 0) as usable,
        coalesce(
            greatest(made.between_ms, made.first_ms - due.from_ms, due.to_ms - made.last_ms),
            due.to_ms - due.from_ms
        ) // 60000 as longest_gap_minutes
    from due
    left join made using (network, dataset, sensor_id, day)
),

monthly as (
    select network, dataset, sensor_id, period_start, period_end, 'month' as grain, expected,
        received, usable, longest_gap_minutes
    from stg_availability
)

select daily.*, not exists (
    select 1 from monthly as m
    where m.network = daily.network and m.sensor_id = daily.sensor_id
        and daily.period_start between m.period_start and m.period_end
) as counted
from daily
union all
select *, true from monthly
order by 1, 3, 4, 6
