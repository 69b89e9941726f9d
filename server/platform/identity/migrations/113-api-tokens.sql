-- Who is asking, with what rights may depend on beside groups; and API tokens, each for one site, narrower than the
-- person whose they are.

-- Those who share a group of the site with somebody, themselves among them.
create function store.team_of(person bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return (select jsonb_agg(distinct mate) from (
    select person as mate
    union select other."user" from store.memberships mine
      join store.membership_groups own on own.site_id = here and own.row_id = mine.id
      join store.membership_groups same on same.site_id = here and same.to_id = own.to_id
      join store.memberships other on other.site_id = here and other.id = same.row_id and other.ended is not true
      where mine.site_id = here and mine."user" = person) mates);
end $$;

-- A team is gathered only where some right asks for it.
create function store.with_standing(actor jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare person bigint := (actor ->> 'id')::bigint;
begin
  return actor || jsonb_build_object(
    'verified', (select coalesce(est_verifie, false) from store.users where id = person),
    'team', case when (actor -> 'groups')::text like '%team%' or (actor -> 'token')::text like '%team%'
      or exists (select from store.tables where dropped_at is null and (definition -> 'allow')::text like '%my_team%')
      then store.team_of(person) end);
end $$;

create function site.who_holds(token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select store.with_standing(site.session_actor(token))
$$;

create function site.who_is(person bigint) returns jsonb
language sql stable security definer set search_path = '' as $$
  select store.with_standing(site.person_actor(person))
$$;

create table store.api_tokens (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  site_id int not null,
  user_id bigint not null,
  name text not null,
  rights jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz
);
create index api_tokens_owner on store.api_tokens (site_id, user_id) where ended_at is null;

-- A token made before the password last changed is nobody's: whoever stole the one may have made the other.
create function store.living_tokens() returns setof store.api_tokens
language sql stable set search_path = '' as $$
  select t.* from store.api_tokens t left join store.credentials c on c.user_id = t.user_id
  where t.site_id = nullif(current_setting('sugu.site', true), '')::int and t.ended_at is null
    and t.expires_at > now() and c.disabled_at is null and (c.changed_at is null or c.changed_at <= t.created_at)
$$;

create function site.who_holds_api_token(token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select store.with_standing(site.person_actor(t.user_id) || jsonb_build_object(
    'token', jsonb_build_object('id', t.id, 'rights', t.rights),
    'idleSeconds', extract(epoch from t.expires_at - now()),
    'idleLeft', extract(epoch from t.expires_at - now()),
    'wholeLeft', extract(epoch from t.expires_at - now())))
  from store.living_tokens() t where t.token_hash = decode(token, 'hex')
$$;

create function site.touch_api_tokens(tokens text[]) returns void
language sql security definer set search_path = '' as $$
  update store.api_tokens set last_used_at = now()
  where token_hash in (select decode(token, 'hex') from unnest(tokens) token) and ended_at is null
$$;

-- Null: they have as many as one may have.
create function site.add_api_token(person bigint, called text, given jsonb, token text, ends timestamptz, most int)
returns json language plpgsql security definer set search_path = '' as $$
declare made bigint;
begin
  perform pg_advisory_xact_lock(hashtext('sugu.api_tokens'), (person % 2147483647)::int);
  if (select count(*) from store.living_tokens() t where t.user_id = person) >= most then return null; end if;
  insert into store.api_tokens (token_hash, site_id, user_id, name, rights, expires_at)
    values (decode(token, 'hex'), nullif(current_setting('sugu.site', true), '')::int, person, called, given, ends)
    returning id into made;
  return json_build_object('id', made);
end $$;

-- Somebody's; of everybody at the site where nobody is named.
create function site.api_tokens(person bigint) returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(x order by x.id), '[]') from (
    select id, user_id as user, name, rights, created_at, expires_at, last_used_at
    from store.living_tokens() where person is null or user_id = person) x
$$;

create function site.end_api_token(token_id bigint, person bigint) returns json
language plpgsql security definer set search_path = '' as $$
declare holder bigint;
begin
  update store.api_tokens t set ended_at = now() from store.living_tokens() l
    where t.id = l.id and t.id = token_id and (person is null or t.user_id = person) returning t.user_id into holder;
  if holder is null then return null; end if;
  perform site.raise_access();
  return json_build_object('user', holder);
end $$;

create function site.clean_api_tokens(kept_days int) returns void
language sql security definer set search_path = '' as $$
  delete from store.api_tokens where least(ended_at, expires_at) < now() - make_interval(days => kept_days)
$$;

select store.open_to_application(array[
  'who_holds', 'who_is', 'who_holds_api_token', 'touch_api_tokens', 'add_api_token', 'api_tokens', 'end_api_token',
  'clean_api_tokens']);
