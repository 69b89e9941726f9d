-- What happened that no row's own line tells: sign-ins, changes of rights, exports, « see as ». Writes are in
-- `store.log`. Nobody but these functions adds a line, and nothing but cleaning and erasure touches one.
-- Sealed afterwards (116): a line is known by `seq`, which rises, with holes where a transaction was undone.

create sequence store.audit_seq;
create table store.audit (
  seq bigint not null primary key,
  site_id int not null,
  at timestamptz not null default now(),
  kind text not null,
  -- As the log writes them: user:12, system:import, anonymous.
  actor text not null,
  -- Whom or what it was done to: user:12, groups:3, table:devis.
  about text,
  -- What an erasure takes away. Its digest then stays in `erased`, so that the seal still holds.
  address text,
  details jsonb not null default '{}',
  erased bytea
);
create index audit_site on store.audit (site_id, at, seq);
create index audit_at on store.audit (at, seq);
create index audit_actor on store.audit (actor);
create index audit_about on store.audit (about) where about is not null;
alter table store.audit enable row level security;

-- For the functions of others. A transaction has its own number before its line has one: 116 says why.
create function store.audit_add(site int, kind text, actor text, about text, address text, details jsonb)
returns void language sql set search_path = '' as $$
  insert into store.audit (seq, site_id, kind, actor, about, address, details)
  values (nextval(case when pg_current_xact_id() is not null then 'store.audit_seq'::regclass end),
    coalesce(site, 0), kind, actor, about, address, coalesce(details, '{}'))
$$;
revoke all on function store.audit_add(int, text, text, text, text, jsonb) from public;

-- For the code: at the site of the batch, whichever the caller may wish for.
create function site.audit(kind text, actor text, about text, address text, details jsonb)
returns void language sql security definer set search_path = '' as $$
  select store.audit_add(nullif(current_setting('sugu.site', true), '')::int, kind, actor, about, address, details)
$$;
revoke all on function site.audit(text, text, text, text, jsonb) from public;
grant execute on function site.audit(text, text, text, text, jsonb) to <app>;

create view site.audit as select seq, site_id, at, kind, actor, about, address, details from store.audit
  where site_id = nullif(current_setting('sugu.site', true), '')::int;
grant select on site.audit to <app>;
create view network.audit as select seq, site_id, at, kind, actor, about, address, details from store.audit;
grant select on network.audit to <network>;
