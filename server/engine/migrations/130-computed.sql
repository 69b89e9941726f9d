-- What formulas reckon with, where PostgreSQL alone would raise an error, round otherwise or go by a locale. The same
-- as model/formula/operations.ts; a property compares the two. Formulas run in triggers of the owner's.

-- Halves go away from zero, at whatever size. `unit`: 1 and as many zeros as the result has places; `step`: one part of it.
create function store.fx_divide(a numeric, b numeric, unit numeric, step numeric) returns numeric
language sql immutable parallel safe as $$
  select case when b <> 0 then sign(a) * sign(b) * div(abs(a) * unit * 2 + abs(b), abs(b) * 2) * step end
$$;

-- The remainder has the sign of the divisor.
create function store.fx_mod(a numeric, b numeric) returns numeric
language sql immutable parallel safe as $$
  select case when b <> 0 then case when mod(a, b) <> 0 and (mod(a, b) < 0) <> (b < 0) then mod(a, b) + b else mod(a, b) end end
$$;

create function store.fx_sum(variadic numbers numeric[]) returns numeric
language sql immutable parallel safe as $$ select sum(n) from unnest(numbers) n $$;

-- What the columns hold: an integer that JavaScript holds too, and 38 digits.
create function store.fx_whole(n numeric) returns bigint
language sql immutable parallel safe as $$ select case when abs(n) <= 9007199254740991 then n::bigint end $$;
create function store.fx_fits(n numeric, below numeric) returns numeric
language sql immutable parallel safe as $$ select case when abs(n) < below then n end $$;

create function store.fx_upper(t text) returns text
language sql immutable parallel safe as $$ select upper(t collate "und-x-icu") $$;
create function store.fx_lower(t text) returns text
language sql immutable parallel safe as $$ select lower(t collate "und-x-icu") $$;
create function store.fx_trim(t text) returns text
language sql immutable parallel safe as $$ select btrim(regexp_replace(t, ' +', ' ', 'g'), ' ') $$;
create function store.fx_left(t text, n numeric) returns text
language sql immutable parallel safe as $$
  select case when n is not null then left(t, least(greatest(trunc(n), 0), 1000000)::int) end
$$;
create function store.fx_right(t text, n numeric) returns text
language sql immutable parallel safe as $$
  select case when n is not null then right(t, least(greatest(trunc(n), 0), 1000000)::int) end
$$;

-- Days of the years 1 to 9999; what is not one of them is null.
create function store.fx_shift(d date, n numeric) returns date
language sql immutable parallel safe as $$
  select case when (d - date '0001-01-01') + trunc(n) between 0 and 3652058 then d + trunc(n)::int end
$$;
create function store.fx_months(d date, n numeric) returns date
language sql immutable parallel safe as $$
  select case when extract(year from d) * 12 + extract(month from d) - 1 + trunc(n) between 12 and 119999
    then (d + make_interval(months => trunc(n)::int))::date end
$$;
create function store.fx_date(y numeric, m numeric, d numeric) returns date
language plpgsql immutable strict parallel safe as $$
begin
  if trunc(y) not between 1 and 9999 or trunc(m) not between 1 and 12 or trunc(d) not between 1 and 31 then return null; end if;
  if trunc(d) > extract(day from make_date(trunc(y)::int, trunc(m)::int, 1) + interval '1 month' - interval '1 day') then
    return null;
  end if;
  return make_date(trunc(y)::int, trunc(m)::int, trunc(d)::int);
end $$;
create function store.fx_between(first date, last date, unit text) returns numeric
language sql immutable parallel safe as $$
  select case
    when last < first then null
    when unit = 'd' then (last - first)::numeric
    when unit = 'm' then extract(year from age(last, first)) * 12 + extract(month from age(last, first))
    else extract(year from age(last, first)) end
$$;

-- Rows whose computed values are behind: too many at once to be done in the transaction that changed what they come
-- from, or in somebody else's hands at that moment. A line stays, done, until all of its table's are: so progress shows.
create table store.stale (
  site_id int not null,
  table_id int not null,
  row_id bigint not null,
  done boolean not null default false,
  primary key (site_id, table_id, row_id)
);
create index stale_left on store.stale (site_id, table_id, row_id) where not done;
create view site.stale as select * from store.stale
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select on site.stale to <app>;

-- Marks rows, and leaves the job that sees to them: once in a transaction, since what it finds is all that is marked.
-- A mark that is there already is written again: whoever is at work on the row waits for us, or we for them.
create function store.mark_stale(of_table int, here int, ids bigint[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into store.stale (site_id, table_id, row_id) select here, of_table, id from unnest(ids) id order by id
    on conflict (site_id, table_id, row_id) do update set done = false;
  if current_setting('sugu.recompute', true) = here::text or to_regclass('pgboss.queue') is null then return; end if;
  perform set_config('sugu.recompute', here::text, true);
  insert into pgboss.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds, retry_limit,
    retry_delay, retry_backoff, retry_delay_max, policy, dead_letter)
  select q.name, jsonb_build_object('site', here, 'data', jsonb_build_object()), now(),
    now() + make_interval(secs => q.retention_seconds), q.expire_seconds, q.deletion_seconds, q.retry_limit,
    q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter
  from pgboss.queue q where q.name = 'engine.recompute';
end $$;

-- Some of the marked rows of one table of the site; answers how many are done, and how many are left.
create function site.recompute_some(most int) returns json
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  of_table int;
  ids bigint[];
  ids_done bigint[];
  busy bigint[] := '{}';
begin
  with handful as materialized (select s.table_id, s.row_id from store.stale s where s.site_id = here and not s.done
    order by s.table_id, s.row_id limit most for update skip locked)
  select s.table_id, array_agg(s.row_id) into of_table, ids from handful s group by s.table_id order by s.table_id limit 1;
  if ids is not null then
    update store.stale s set done = true where s.site_id = here and s.table_id = of_table and s.row_id = any(ids);
    if to_regprocedure(format('store.t%s_recompute(int, bigint[], boolean, boolean)', of_table)) is not null then
      execute format('select store.t%s_recompute($1, $2, false, false)', of_table) into busy using here, ids;
    end if;
    update store.stale s set done = false where s.site_id = here and s.table_id = of_table and s.row_id = any(busy);
    if not exists (select from store.stale s where s.site_id = here and s.table_id = of_table and not s.done) then
      ids_done := array(select s.row_id from store.stale s
        where s.site_id = here and s.table_id = of_table and s.done for update skip locked);
      delete from store.stale s where s.site_id = here and s.table_id = of_table and s.row_id = any(ids_done) and s.done;
    end if;
  end if;
  return json_build_object('done', coalesce(cardinality(ids), 0) - cardinality(busy),
    'left', (select count(*) from (select from store.stale s where s.site_id = here and not s.done limit 1) l));
end $$;
select store.open_to_application(array['recompute_some']);
