-- What webhooks sign with, what they delivered, and how far the log was followed for them.

-- Sealed with a key that is not here; read by the functions below alone.
create table store.webhook_secrets (
  site_id int not null,
  webhook_id bigint not null,
  sealed text not null,
  made_at timestamptz not null default now(),
  primary key (site_id, webhook_id)
);
alter table store.webhook_secrets enable row level security;

create function site.keep_webhook_secret(webhook bigint, closed text) returns void
language sql security definer set search_path = '' as $$
  insert into store.webhook_secrets (site_id, webhook_id, sealed)
    values (nullif(current_setting('sugu.site', true), '')::int, webhook, closed)
    on conflict (site_id, webhook_id) do update set sealed = excluded.sealed, made_at = now()
$$;

create function site.webhook_secret(webhook bigint) returns json
language sql stable security definer set search_path = '' as $$
  select to_json(sealed) from store.webhook_secrets
  where site_id = nullif(current_setting('sugu.site', true), '')::int and webhook_id = webhook
$$;

-- One line for each event that an address is to be told of; the event itself is read off the log when it leaves.
create table store.webhook_deliveries (
  id bigint generated always as identity primary key,
  site_id int not null,
  webhook_id bigint not null,
  -- Null: a test.
  table_id int,
  -- Null: several rows, of one batch.
  row_id bigint,
  version int,
  verb text not null,
  actor text not null,
  batch bigint,
  count int not null default 1,
  at timestamptz not null,
  made_at timestamptz not null default now(),
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  tries int not null default 0,
  tried_at timestamptz,
  duration_ms int,
  answer_status int,
  answer text,
  problem text
);
create index webhook_deliveries_of on store.webhook_deliveries (site_id, webhook_id, id desc);
create index webhook_deliveries_made on store.webhook_deliveries (made_at);
alter table store.webhook_deliveries enable row level security;
create view site.webhook_deliveries as
  select * from store.webhook_deliveries where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert, update, delete on site.webhook_deliveries to <app>;

-- Up to which line of the log a site's events were taken. It moves in the transaction that takes them.
create table store.log_followed (
  site_id int primary key,
  upto bigint not null
);
alter table store.log_followed enable row level security;
create view site.log_followed as
  select * from store.log_followed where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert, update on site.log_followed to <app>;

create function site.clean_live(kept_days int) returns void language sql security definer set search_path = '' as $$
  delete from store.webhook_deliveries where made_at < now() - make_interval(days => kept_days);
  delete from store.presence where until < now() - interval '1 hour';
$$;

select store.open_to_application(array['keep_webhook_secret', 'webhook_secret', 'clean_live']);
