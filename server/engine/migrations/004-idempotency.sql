-- Answers kept for 24 hours under the caller's key, so that a second tap on a slow network does nothing twice.
create table store.idempotency (
  site_id int not null,
  actor text not null,
  key text not null,
  digest text not null,
  answer json,
  at timestamptz not null default now(),
  primary key (site_id, actor, key)
);
create index idempotency_at on store.idempotency (at);
create view site.idempotency as select * from store.idempotency
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert, update, delete on site.idempotency to <app>;
