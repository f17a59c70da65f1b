-- How many readings of one sensor break one rule of its network; the readings stay as they are.
-- Rules: above, below (the range), persistent (a run of equal values other than zero, as long as
-- the network calls unbelievable), jump (from the reading before), any (at least one of these),
-- frozen (how often more than a day, and more than four intervals, passed without a reading).
-- A rule that the network does not state is absent; one that nothing breaks has n_flagged 0.
with valued as (
    select
        r.network,
        r.dataset,
        r.sensor_id,
        epoch_ms(r.observed_at) as at_ms,
        r.value,
        n.low,
        n.high,
        n.most_equal,
        n.most_step,
        d.sample,
        cast(n.reading_interval_minutes * 60000 as bigint) as interval_ms
    from stg_reading as r
    join network as n on n.id = r.network
    join dataset as d on d.name = r.dataset
    where r.value is not null and isfinite(r.value)
),

stepped as (
    select
        *,
        lag(value) over one as before,
        at_ms - lag(at_ms) over one as since_ms,
        row_number() over one as nth
    from valued
    window one as (partition by network, dataset, sensor_id order by at_ms)
),

runs as (
    select
        *,
        -- Of equal values in a row, the number of the first: constant along the run.
        max(case when before is null or before <> value then nth end) over (
            partition by network, dataset, sensor_id order by at_ms
            rows between unbounded preceding and current row
        ) as run
    from stepped
),

flagged as (
    select
        network,
        dataset,
        sensor_id,
        coalesce(value > high, false) as above,
        coalesce(value < low, false) as below,
        coalesce(
            value <> 0 and count(*) over (partition by network, dataset, sensor_id, run)
                >= most_equal,
            false
        ) as persistent,
        coalesce(
            abs(value - before) > most_step
                and (interval_ms is null or since_ms <= interval_ms * 3 // 2),
            false
        ) as jump,
        coalesce(
            not sample and since_ms > greatest(86400000, 4 * coalesce(interval_ms, 0)), false
        ) as frozen,
        high is not null as has_high,
        low is not null as has_low,
        most_equal is not null as has_equal,
        most_step is not null as has_step
    from runs
),

counted as (
    select
        network,
        dataset,
        sensor_id,
        count(*) as n_readings,
        any_value(has_high) as has_high,
        any_value(has_low) as has_low,
        any_value(has_equal) as has_equal,
        any_value(has_step) as has_step,
        count(*) filter (where above) as above,
        count(*) filter (where below) as below,
        count(*) filter (where persistent) as persistent,
        count(*) filter (where jump) as jump,
        count(*) filter (where above or below or persistent or jump) as any_rule,
        count(*) filter (where frozen) as frozen
    from flagged
    group by network, dataset, sensor_id
)

select network, dataset, sensor_id, 'above' as rule, above as n_flagged, n_readings
from counted where has_high
union all
select network, dataset, sensor_id, 'below', below, n_readings from counted where has_low
union all
select network, dataset, sensor_id, 'persistent', persistent, n_readings
from counted where has_equal
union all
select network, dataset, sensor_id, 'jump', jump, n_readings from counted where has_step
union all
select network, dataset, sensor_id, 'any', any_rule, n_readings
from counted where has_high or has_low or has_equal or has_step
union all
select network, dataset, sensor_id, 'frozen', frozen, n_readings from counted
order by 1, 2, 3, 4
