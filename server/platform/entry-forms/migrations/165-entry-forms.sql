-- The link under which strangers find an entry form, and how many answers it has taken. Beside the form's row, so that
-- an answer is no change of the form.
create table store.entry_links (
  site_id int not null,
  form_id bigint not null,
  key text not null unique,
  answers bigint not null default 0,
  primary key (site_id, form_id)
);
alter table store.entry_links enable row level security;
create view site.entry_links as select site_id, form_id, key, answers from store.entry_links
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert, update on site.entry_links to <app>;

-- Tickets that were handed in: each counts once, until it would be too old anyway.
create table store.entry_tickets (
  site_id int not null,
  ticket text not null,
  ends timestamptz not null,
  primary key (site_id, ticket)
);
create index on store.entry_tickets (ends);
alter table store.entry_tickets enable row level security;
create view site.entry_tickets as select site_id, ticket, ends from store.entry_tickets
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert on site.entry_tickets to <app>;

create function site.clean_entry_tickets() returns void
language sql security definer set search_path = '' as $$
  delete from store.entry_tickets where ends < now()
$$;

select store.open_to_application(array['clean_entry_tickets']);
