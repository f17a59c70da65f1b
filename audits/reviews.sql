-- One row is one statement made in review. Nothing is ever changed or taken away: whoever answers a
-- statement, or withdraws it, adds one.
begin exclusive;

create table if not exists statement (
    number integer primary key check (number >= 1),
    at text not null
        check (at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00'),
    city text not null check (typeof(city) = 'text' and length(city) >= 1),
    target_kind text not null check (target_kind in ('measure', 'dataset')),
    target text not null check (typeof(target) = 'text' and length(target) between 1 and 200),
    speaker text check (speaker is null or (typeof(speaker) = 'text' and length(speaker) between 1 and 120)),
    says text not null check (typeof(says) = 'text' and length(says) between 1 and 4000),
    principle text not null check (principle in (
        'examine-power',
        'challenge-power',
        'elevate-emotion-and-embodiment',
        'rethink-binaries-and-hierarchies',
        'embrace-pluralism',
        'consider-context',
        'make-labour-visible'
    )),
    blocks integer not null check (blocks in (0, 1)),
    channel text not null check (channel in ('screen', 'command line', 'notebook')),
    snapshot text check (snapshot is null or (typeof(snapshot) = 'text' and length(snapshot) between 1 and 64)),
    answers integer check (answers is null or (typeof(answers) = 'integer' and answers between 1 and number - 1))
);

create trigger if not exists statement_is_not_changed before update on statement
begin
    select raise(abort, 'what was said in review is not changed: add a statement that answers it');
end;

create trigger if not exists statement_is_not_deleted before delete on statement
begin
    select raise(abort, 'what was said in review is not deleted: add a statement that answers it');
end;

-- `insert or replace` deletes a row without asking the trigger above.
create trigger if not exists statement_is_not_replaced before insert on statement
when exists (select 1 from statement where number = new.number)
begin
    select raise(abort, 'what was said in review is not replaced: add a statement that answers it');
end;

-- Numbers are given out one after the other, so that the highest is the count.
create trigger if not exists statement_is_next after insert on statement
when new.number <> 1 + (select coalesce(max(number), 0) from statement where number <> new.number)
begin
    select raise(abort, 'a statement takes the next number: leave the number out');
end;

commit;
