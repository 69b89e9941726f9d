-- Secrets and the marks of who may do what, apart from the tables that people see. The application role
-- has no right on any of this: only on the narrow functions of the files that follow.
-- `store.users`, `store.memberships`, `store.membership_groups`, `store.groups` and `store.sites` are views
-- with names over the storage of the code tables, made at each start (identity/named-storage.ts);
-- PL/pgSQL looks for them only when a function runs.

create table store.credentials (
  user_id bigint primary key,
  password text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table store.network_owners (
  user_id bigint primary key,
  since timestamptz not null default now()
);

-- Who is, or was, a member of which site. Kept by a trigger on the memberships, never deleted from: what
-- lets a site see those whom its rows name, and a reference to a person be a foreign key.
create table store.members (
  site_id int not null,
  user_id bigint not null,
  primary key (site_id, user_id)
);

create table store.sessions (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  user_id bigint not null,
  kind text not null check (kind in ('session', 'password_change', 'second_factor')),
  -- What the person was when it began: with more rights than that it is over.
  standing text not null check (standing in ('public', 'staff', 'administrator')),
  device_id bigint,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_seconds int not null,
  expires_at timestamptz not null,
  absolute_end timestamptz not null,
  user_agent text,
  address text,
  ended_at timestamptz
);
create index sessions_living on store.sessions (user_id) where ended_at is null;
create index sessions_absolute_end on store.sessions (absolute_end);

-- What a login has tried from an address since its last success, or from one of its known devices (`device 12`).
-- `refused`: how often it was turned away.
create table store.sign_in_tries (
  login text not null,
  address text not null,
  tries int not null,
  refused int not null default 0,
  last_at timestamptz not null,
  primary key (login, address)
);

-- What a login was tried from everywhere but its known devices: the more of late, the slower the next.
create table store.sign_in_pressure (
  login text primary key,
  tries int not null,
  last_at timestamptz not null
);

create table store.sign_in_attempts (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  login text not null,
  address text not null,
  user_agent text,
  user_id bigint,
  outcome text not null
);
create index sign_in_attempts_at on store.sign_in_attempts (at);

-- A member's row as the log's reader knows it: the line that every row has of its beginning.
create function store.log_made(made_site int, made_table text, made_row bigint, who text) returns void
language sql set search_path = '' as $$
  insert into store.log (site_id, table_id, row_id, version, verb, actor)
  select made_site, id, made_row, 1, 'create', who
  from store.tables where slug = made_table and origin = 'code' and dropped_at is null
$$;

-- Triggers, bound to the storage of the code tables when that is known.
create function store.keep_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into store.members (site_id, user_id)
  values (new.site_id, (to_jsonb(new) ->> tg_argv[0])::bigint)
  on conflict do nothing;
  perform store.end_outgrown_sessions((to_jsonb(new) ->> tg_argv[0])::bigint);
  return null;
end $$;

create function store.access_moved() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update store.stamps set access = access + 1;
  return null;
end $$;

-- The log of people and sites, whose rows no generic statement writes: as with other tables of the network, the
-- line belongs to the site where it was done. `sugu.actor` is set by those that write.
create function store.log_person() returns trigger
language plpgsql security definer set search_path = '' as $$
declare was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - 's' - 'site_id' end;
begin
  insert into store.log (site_id, table_id, row_id, version, verb, actor, before)
  values (coalesce(nullif(current_setting('sugu.site', true), '')::int, 0), tg_argv[0]::int, coalesce(new.id, old.id), coalesce(new.version, old.version + 1),
    case tg_op when 'INSERT' then 'create' else lower(tg_op) end,
    coalesce(nullif(current_setting('sugu.actor', true), ''), 'system:identity'), was);
  return null;
end $$;
