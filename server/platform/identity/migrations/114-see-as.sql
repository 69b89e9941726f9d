-- An administrator sees as somebody else, at one site, for a while. It ends with the session that it was begun in, and
-- with the administrator's own rights.
create table store.see_as (
  token_hash bytea primary key,
  site_id int not null,
  viewer_id bigint not null,
  viewer_session bytea not null,
  person_id bigint not null,
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ended_at timestamptz
);

create function store.administers_here(person bigint) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((a ->> 'admin')::boolean or (a ->> 'networkOwner')::boolean, false)
  from (select site.person_actor(person) as a) known
$$;

-- Null: the viewer may not, or there is nobody of that number here.
create function site.begin_see_as(viewer bigint, viewer_token text, person bigint, token text, seconds int)
returns json language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  seen jsonb := site.person_actor(person);
  ends timestamptz := now() + make_interval(secs => seconds);
begin
  if seen is null or not store.administers_here(viewer)
    or not exists (select from store.living_session(viewer_token) l where l.person = viewer and l.session_kind = 'session')
    or not exists (select from store.memberships where site_id = here and "user" = begin_see_as.person and ended is not true)
  then return null; end if;
  insert into store.see_as (token_hash, site_id, viewer_id, viewer_session, person_id, ends_at)
    values (decode(token, 'hex'), here, viewer, decode(viewer_token, 'hex'), person, ends);
  return json_build_object('name', seen ->> 'name', 'ends', ends);
end $$;

-- Never a network owner, whatever they are elsewhere: at this site that is no more than its administrator.
create function site.who_is_seen(token text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  begun record;
  seen jsonb;
  seconds numeric;
begin
  select s.viewer_id, s.person_id, least(s.ends_at, v.expires_at, v.absolute_end) as ends into begun
  from store.see_as s join store.sessions v on v.token_hash = s.viewer_session
  where s.token_hash = decode(token, 'hex') and s.site_id = nullif(current_setting('sugu.site', true), '')::int
    and s.ended_at is null and v.ended_at is null and v.user_id = s.viewer_id;
  if begun is null or begun.ends <= now() or not store.administers_here(begun.viewer_id) then return null; end if;
  seen := site.person_actor(begun.person_id);
  seconds := extract(epoch from begun.ends - now());
  return store.with_standing(seen || jsonb_build_object(
    'networkOwner', false,
    'admin', (seen ->> 'admin')::boolean or (seen ->> 'networkOwner')::boolean,
    'seenBy', begun.viewer_id,
    'idleSeconds', seconds, 'idleLeft', seconds, 'wholeLeft', seconds));
end $$;

create function site.end_see_as(token text) returns json
language plpgsql security definer set search_path = '' as $$
declare ended record;
begin
  update store.see_as set ended_at = now() where token_hash = decode(token, 'hex') and ended_at is null
    returning viewer_id, person_id into ended;
  if ended is null then return null; end if;
  perform site.raise_access();
  return json_build_object('viewer', ended.viewer_id, 'person', ended.person_id);
end $$;

create function site.clean_see_as(kept_days int) returns void
language sql security definer set search_path = '' as $$
  delete from store.see_as where ends_at < now() - make_interval(days => kept_days)
$$;

select store.open_to_application(array[
  'begin_see_as', 'who_is_seen', 'end_see_as', 'clean_see_as']);
