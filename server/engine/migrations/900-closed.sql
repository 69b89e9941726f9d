-- Row-level security without a policy on everything in the store, partitions included: a stray grant shows nothing.
-- The owner is not bound by it. The planner does the same for each table that it makes.
do $$
declare closed regclass;
begin
  for closed in
    select oid from pg_class where relnamespace = 'store'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
  loop
    execute format('alter table %s enable row level security', closed);
  end loop;
end $$;

-- As in 001, and closed from the start.
create or replace function store.make_log_partitions() returns void language plpgsql as $$
declare first date; name text; begin
  for month in 0..2 loop
    first := date_trunc('month', now() at time zone 'UTC') + make_interval(months => month);
    name := format('store.log_%s', to_char(first, 'YYYY_MM'));
    if to_regclass(name) is null then
      execute format('create table %s partition of store.log for values from (%L) to (%L)', name,
        first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security', name);
    end if;
  end loop;
end $$;
