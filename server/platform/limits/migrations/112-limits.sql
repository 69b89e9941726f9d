-- How often something happened of late, per name and key. Unlogged: a count that a crash forgets begins again, and
-- counting writes nothing to the journal.
create unlogged table store.budgets (
  name text not null,
  key text not null,
  taken int not null,
  ends timestamptz not null,
  primary key (name, key)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- Takes one: how many were taken in this window, at most one beyond the budget, and the seconds until it ends. A
-- window that ends later than any could is of another clock, or of a setting that was changed: it begins again.
-- The clock is read under the row's lock, or a slower neighbour's window would look like one of another clock.
create function site.take(budget_name text, budget_key text, most int, seconds int) returns json
language sql security definer set search_path = '' as $$
  insert into store.budgets as b (name, key, taken, ends)
  values (budget_name, budget_key, 1, clock_timestamp() + make_interval(secs => seconds))
  on conflict (name, key) do update set (taken, ends) = (
    select case when other then 1 else least(b.taken, most) + 1 end,
      case when other then instant + make_interval(secs => seconds) else b.ends end
    from (
      select instant, b.ends <= instant or b.ends > instant + make_interval(secs => seconds + 1) as other
      from (select clock_timestamp() as instant) clock
    ) judged)
  returning json_build_object('taken', b.taken, 'seconds', extract(epoch from b.ends - clock_timestamp()))
$$;

create function site.clean_budgets() returns void
language sql security definer set search_path = '' as $$
  delete from store.budgets where ends < now() or ends > now() + interval '2 days'
$$;

revoke all on function site.take(text, text, int, int), site.clean_budgets() from public;
grant execute on function site.take(text, text, int, int), site.clean_budgets() to <app>;
