-- Automatic numbers, one series for each field at each site. The row of a series is locked until the transaction
-- ends, so a write that fails leaves no gap. A series begins after the greatest number that is there.
create table store.counters (
  site_id int not null,
  table_id int not null,
  field_id int not null,
  next bigint not null,
  primary key (site_id, table_id, field_id)
);
alter table store.counters enable row level security;

-- `digits_from`: where in a stored value its number begins, behind the prefix. Answers the first of those taken.
create function site.take_numbers(of_table int, of_field int, start bigint, digits_from int, wanted int) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  first bigint;
begin
  update store.counters set next = next + wanted
    where site_id = here and table_id = of_table and field_id = of_field
    returning next - wanted into first;
  if found then return first; end if;
  execute format('select coalesce(max(substr(c%s::text, $1)::bigint) + 1, $2) from store.t%s where site_id = $3',
    of_field, of_table) into first using digits_from, start, here;
  insert into store.counters (site_id, table_id, field_id, next) values (here, of_table, of_field, first + wanted)
    on conflict (site_id, table_id, field_id) do update set next = store.counters.next + wanted
    returning next - wanted into first;
  return first;
end $$;
revoke all on function site.take_numbers(int, int, bigint, int, int) from public;
grant execute on function site.take_numbers(int, int, bigint, int, int) to <app>;
