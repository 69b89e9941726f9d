-- Seals over what was written: `store.log` and `store.audit`. Writers wait for nobody; a job seals what is there.
-- A seal keeps the digest of each of its lines, holds on to the seal before it, and is signed with a key that is not
-- in the database. `sugu audit verify` makes the digests anew and names what was edited, taken away or slipped in.

-- A line takes its `seq` after its transaction has its number. So whoever reads how far the sequence is, and takes a
-- transaction number after that, knows: once all lower transactions are over, no line up to there is still to come.
create sequence store.log_seq;
grant usage on sequence store.log_seq to <app>;
alter table store.log
  add column seq bigint not null
    default nextval(case when pg_current_xact_id() is not null then 'store.log_seq'::regclass end),
  -- The digest of an image that an erasure took away.
  add column erased bytea;
create index log_by_seq on store.log using brin (seq) with (pages_per_range = 16);

create table store.audit_marks (
  source text primary key check (source in ('log', 'audit')),
  decided bigint not null default 0,
  reached bigint not null default 0,
  xact bigint not null default 0
);
insert into store.audit_marks (source) values ('log'), ('audit');

create table store.audit_seals (
  n bigint primary key,
  source text not null check (source in ('log', 'audit')),
  -- All lines above the one and up to the other.
  above bigint not null,
  upto bigint not null,
  newest timestamptz not null,
  seqs bigint[] not null,
  names text[] not null,
  digests bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  key text,
  previous bytea not null,
  hash bytea,
  signature bytea
);
create index audit_seals_source on store.audit_seals (source, n);

-- What a cleaning leaves of the seals that it removed: the last one's hash, and how far each source was sealed.
create table store.audit_checkpoint (
  one boolean primary key default true check (one),
  n bigint not null,
  hash bytea not null,
  log_upto bigint not null,
  audit_upto bigint not null,
  -- Since when the log is whole.
  log_begins timestamptz,
  lines bigint not null,
  cleaned_at timestamptz not null,
  key text not null,
  signature bytea not null
);

-- Before that instant nobody can tell how rows were. Null: nothing was cleaned yet.
create view site.log_begins as select log_begins as at from store.audit_checkpoint where log_begins is not null;
grant select on site.log_begins to <app>;

create function store.image_digest(before jsonb, erased bytea) returns bytea
language sql stable parallel safe as $$
  select case when erased is not null and before is null then erased
    else sha256(convert_to(coalesce(before::text, ''), 'UTF8')) end
$$;

create function store.log_digest(l store.log) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(json_build_array((l).seq, (l).site_id, (l).table_id, (l).row_id, (l).version, (l).verb,
    extract(epoch from (l).at)::text, (l).actor, (l).batch,
    encode(store.image_digest((l).before, (l).erased), 'hex'))::text, 'UTF8'))
$$;

create function store.event_digest(a store.audit) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(json_build_array((a).seq, (a).site_id, extract(epoch from (a).at)::text, (a).kind, (a).actor,
    (a).about, encode(store.image_digest(
      case when (a).erased is null or (a).address is not null or (a).details <> '{}'
        then jsonb_build_array((a).address, (a).details) end,
      (a).erased), 'hex'))::text, 'UTF8'))
$$;

-- The lines of a source above one seq and up to another, as a seal knows them.
create function store.lines_of(of_source text, above bigint, upto bigint, most int)
returns table (seq bigint, at timestamptz, name text, digest bytea)
language plpgsql stable set search_path = '' as $$
begin
  if of_source = 'log' then
    return query select l.seq, l.at, format('%s/%s/%s/%s', l.site_id, l.table_id, l.row_id, l.version), store.log_digest(l)
      from store.log l where l.seq > above and l.seq <= upto order by l.seq limit most;
  else
    return query select a.seq, a.at, concat_ws(' ', a.kind, a.about), store.event_digest(a)
      from store.audit a where a.seq > above and a.seq <= upto order by a.seq limit most;
  end if;
end $$;

-- Moves the marks: what was reached when they were last moved is decided once those that were under way are over.
-- A transaction number above our own comes from another cluster, out of a backup: there nothing is under way.
create function store.move_audit_marks() returns void language plpgsql set search_path = '' as $$
declare
  log_at bigint := (select case when is_called then last_value else 0 end from store.log_seq);
  audit_at bigint := (select case when is_called then last_value else 0 end from store.audit_seq);
  mine bigint := pg_current_xact_id()::text::bigint;
  oldest bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
begin
  update store.audit_marks set decided = reached, xact = mine,
    reached = case source when 'log' then log_at else audit_at end
  where oldest >= xact or xact > mine;
end $$;

create function store.sealed_upto(of_source text) returns bigint language sql stable set search_path = '' as $$
  select coalesce((select upto from store.audit_seals where source = of_source order by n desc limit 1),
    (select case of_source when 'log' then log_upto else audit_upto end from store.audit_checkpoint), 0)
$$;

-- The next seal of a source, yet to be signed; answers its number, or null where nothing is decided that has lines.
-- It goes window by window, so that what waits to be sealed may be long.
create function store.add_seal(of_source text, most int) returns bigint language plpgsql set search_path = '' as $$
declare
  sealed bigint := store.sealed_upto(of_source);
  decided_to bigint := (select decided from store.audit_marks where source = of_source);
  low bigint := sealed;
  high bigint;
  made bigint;
begin
  while made is null and low < decided_to loop
    high := least(low + most, decided_to);
    insert into store.audit_seals (n, source, above, upto, newest, seqs, names, digests, previous)
    select
      coalesce((select max(n) from store.audit_seals), (select n from store.audit_checkpoint), 0) + 1,
      of_source, sealed, high, max(l.at),
      array_agg(l.seq order by l.seq), array_agg(l.name order by l.seq), string_agg(l.digest, '' order by l.seq),
      coalesce((select hash from store.audit_seals order by n desc limit 1), (select hash from store.audit_checkpoint),
        decode(repeat('00', 32), 'hex'))
    from store.lines_of(of_source, low, high, null) l
    having count(*) > 0
    returning n into made;
    low := high;
  end loop;
  return made;
end $$;

-- As it is hashed: the lines by one digest.
create function store.seal_content(s store.audit_seals) returns text language sql stable set search_path = '' as $$
  select encode(sha256(convert_to((s).seqs::text || (s).names::text, 'UTF8') || (s).digests), 'hex')
$$;

create function store.seal_holds(s store.audit_seals) returns boolean language sql stable set search_path = '' as $$
  select array_agg(l.seq order by l.seq) = (s).seqs and string_agg(l.digest, '' order by l.seq) = (s).digests
  from store.lines_of((s).source, (s).above, (s).upto, null) l
$$;

-- What is wrong under a seal, line by line.
create function store.seal_faults(of_seal bigint) returns table (fault text, seq bigint, name text, at timestamptz)
language sql stable set search_path = '' as $$
  with s as (select * from store.audit_seals where n = of_seal),
  kept as (
    select k.seq, k.name, substr(s.digests, (k.i - 1)::int * 32 + 1, 32) as digest
    from s, unnest(s.seqs, s.names) with ordinality as k (seq, name, i)),
  found as (
    select l.*, count(*) over (partition by l.seq) as times from s, store.lines_of(s.source, s.above, s.upto, null) l)
  select case when f.seq is null then 'deleted' when k.seq is null or f.times > 1 then 'added' else 'edited' end,
    coalesce(k.seq, f.seq), coalesce(k.name, f.name), f.at
  from kept k full join found f using (seq)
  where k.digest is distinct from f.digest or f.times > 1
  order by 2
$$;

-- Lines that were emptied though nobody was erased. Of the log, an erasure empties the images of the person's own row.
create function store.unjustly_emptied() returns table (source text, seq bigint, name text, at timestamptz)
language sql stable set search_path = '' as $$
  with gone as (select about from store.audit where kind = 'person.erased')
  select 'log', l.seq, format('%s/%s/%s/%s', l.site_id, l.table_id, l.row_id, l.version), l.at
  from store.log l where l.erased is not null and not (
    l.table_id in (select id from store.tables where slug = 'users' and origin = 'code')
    and 'user:' || l.row_id in (select about from gone))
  union all
  select 'audit', a.seq, concat_ws(' ', a.kind, a.about), a.at
  from store.audit a where a.erased is not null
    and a.actor not in (select about from gone) and coalesce(a.about, '') not in (select about from gone)
$$;

-- Takes a person out of what is kept: their images, the addresses and details of what they did and of what was done
-- to them. What happened stays, under a number that leads to nobody. Called by whoever erases the person.
create function store.audit_forget(person bigint, site int) returns void language plpgsql set search_path = '' as $$
declare named text := 'user:' || person;
begin
  update store.log l set erased = store.image_digest(l.before, null), before = null
    where l.before is not null and l.row_id = person
      and l.table_id in (select id from store.tables where slug = 'users' and origin = 'code');
  update store.audit a set erased = store.image_digest(jsonb_build_array(a.address, a.details), null),
    address = null, details = '{}'
    where a.erased is null and (a.actor = named or a.about = named);
  perform store.audit_add(site, 'person.erased', named, named, null, null);
end $$;

-- What is young enough to be read in one go is: so that a seal finds its lines by their range.
create function store.summarize_log() returns void language sql set search_path = '' as $$
  select brin_summarize_new_values(i.indexrelid) from pg_index i
    join pg_inherits h on h.inhrelid = i.indexrelid where h.inhparent = 'store.log_by_seq'::regclass
$$;

-- Takes away what lies under a seal, and the seal.
create function store.remove_seal(of_seal bigint) returns void language plpgsql set search_path = '' as $$
declare s store.audit_seals;
begin
  select * into s from store.audit_seals where n = of_seal;
  if s.source = 'log' then delete from store.log where seq > s.above and seq <= s.upto;
  else delete from store.audit where seq > s.above and seq <= s.upto; end if;
  delete from store.audit_seals where n = of_seal;
end $$;

-- Months of the log that were cleaned to the last line.
create function store.drop_empty_log_months(until timestamptz) returns void language plpgsql set search_path = '' as $$
declare month record; used boolean; begin
  for month in select c.oid::regclass as name, c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid
      where h.inhparent = 'store.log'::regclass and c.relname ~ '^log_\d{4}_\d{2}$'
        and c.relname < 'log_' || to_char(until at time zone 'UTC', 'YYYY_MM') loop
    execute format('select exists (select from %s)', month.name) into used;
    if not used then execute format('drop table %s', month.name); end if;
  end loop;
end $$;

-- Whoever makes an owner of the network, or takes it back.
create function store.owner_told() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform store.audit_add(0, 'permissions.changed',
    coalesce(nullif(current_setting('sugu.actor', true), ''), 'system:administrators'),
    'user:' || coalesce(new.user_id, old.user_id), null, jsonb_build_object('network_owner', tg_op = 'INSERT'));
  return null;
end $$;
create trigger owner_told after insert or delete on store.network_owners
  for each row execute function store.owner_told();

-- Who tried to sign in, for the network's owner.
create view network.sign_in_attempts as
  select id, at, login, address, user_agent, user_id, outcome from store.sign_in_attempts;
grant select on network.sign_in_attempts to <network>;

do $$
declare inner_function regprocedure;
begin
  for inner_function in select oid::regprocedure from pg_proc where pronamespace = 'store'::regnamespace and proname in (
    'move_audit_marks', 'add_seal', 'audit_forget', 'summarize_log', 'remove_seal', 'drop_empty_log_months',
    'lines_of', 'sealed_upto', 'seal_holds', 'seal_faults', 'unjustly_emptied', 'seal_content')
  loop
    execute format('revoke all on function %s from public', inner_function);
  end loop;
end $$;
