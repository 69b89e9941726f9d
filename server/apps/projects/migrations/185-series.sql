-- Numbers of papers, one series for each name at each site: `devis-2026`. The row of a series is locked until the
-- transaction ends, so that a paper that is not made after all leaves no gap.
create table store.series (
  site_id int not null,
  name text not null,
  last bigint not null,
  primary key (site_id, name)
);
alter table store.series enable row level security;

create function site.next_in_series(wanted text) returns bigint
language sql security definer set search_path = '' as $$
  insert into store.series as s (site_id, name, last)
    values (nullif(current_setting('sugu.site', true), '')::int, wanted, 1)
    on conflict (site_id, name) do update set last = s.last + 1
    returning last
$$;
select store.open_to_application(array['next_in_series']);
