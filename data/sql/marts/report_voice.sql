-- The voices behind the reports of one area (null: in no area): counts only, and nobody's key.
-- n_named: reports with a key; sum_squares: the sum over keys of their number of reports, squared;
-- n_linked: reports that say of which incident they are; n_same_caller: those of them by somebody
-- who had reported the same incident already.
with voices as (
    select dataset, located, reporter, count(*) as n
    from kept_requests
    where reporter is not null
    group by dataset, located, reporter
),

named as (
    select dataset, located, sum(n) as n_named, count(*) as n_reporters,
        sum(n * n) as sum_squares, max(n) as n_loudest
    from voices
    group by dataset, located
),

incidents as (
    select dataset, located, incident_id, count(*) as n, count(reporter) as with_key,
        count(distinct reporter) as callers
    from kept_requests
    where incident_id is not null
    group by dataset, located, incident_id
),

linked as (
    select dataset, located, count(*) as n_incidents, sum(n) as n_linked,
        sum(with_key - callers) as n_same_caller
    from incidents
    group by dataset, located
),

counted as (
    select dataset, located, count(*) as n_reports
    from kept_requests
    group by dataset, located
)

select
    c.dataset,
    c.located as area_id,
    c.n_reports,
    coalesce(n.n_named, 0)::bigint as n_named,
    coalesce(n.n_reporters, 0)::bigint as n_reporters,
    coalesce(n.sum_squares, 0)::bigint as sum_squares,
    coalesce(n.n_loudest, 0)::bigint as n_loudest,
    coalesce(l.n_incidents, 0)::bigint as n_incidents,
    coalesce(l.n_linked, 0)::bigint as n_linked,
    coalesce(l.n_same_caller, 0)::bigint as n_same_caller
from counted as c
left join named as n on n.dataset = c.dataset and n.located is not distinct from c.located
left join linked as l on l.dataset = c.dataset and l.located is not distinct from c.located
order by c.dataset, c.located
