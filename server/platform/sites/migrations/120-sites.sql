-- All the sites of the installation: what a host name leads to. Names and addresses are no secret here.
create function site.directory() returns table (id int, slug text, name text, hosts jsonb, country text,
  currency text, language text, time_zone text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select s.id::int, s.slug, s.name, s.hosts, s.country, s.currency, s.language, s.time_zone
    from store.sites s order by s.id;
end $$;
revoke all on function site.directory() from public;
grant execute on function site.directory() to <app>;

-- What was done once and shall not be done again, per site; 0: for the installation.
create table store.marks (
  site_id int not null,
  name text not null,
  at timestamptz not null default now(),
  primary key (site_id, name)
);
alter table store.marks enable row level security;
create view site.marks as select site_id, name, at from store.marks
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert on site.marks to <app>;
