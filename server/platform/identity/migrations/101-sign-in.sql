-- Signing in, being known, signing out: what the application role may ask of the secrets.

create function store.profile(person bigint) returns json
language plpgsql stable set search_path = '' as $$
begin
  return (select row_to_json(p) from (
    select id, username, email, first_name, last_name, telephone, date_naissance, bio,
      est_verifie, notifications_email, notifications_push
    from store.users where id = person) p);
end $$;

create function store.is_administrator(person bigint) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return exists (select 1 from store.network_owners where user_id = person)
    or exists (select 1 from store.memberships where "user" = person and admin and ended is not true);
end $$;

-- Counts one try, before anything is compared: of parallel ones, exactly `most` come through. Then the account
-- of that login: by e-mail, else by phone, else by user name. A clock that was set back locks nobody for ever.
create function site.begin_sign_in(by_login text, by_phone text, from_address text, most int, lock_seconds int)
returns json language plpgsql security definer set search_path = '' as $$
declare
  pause interval := make_interval(secs => lock_seconds);
  counted int;
  waiting numeric;
  account record;
begin
  insert into store.sign_in_tries as t (login, address, tries, last_at)
  values (by_login, from_address, 1, now())
  on conflict (login, address) do update
    set tries = case when now() - t.last_at not between -pause and pause then 1 else t.tries + 1 end, last_at = now()
    where t.tries < most or now() - t.last_at not between -pause and pause
  returning tries into counted;
  if counted is null then
    update store.sign_in_tries set refused = refused + 1
      where login = by_login and address = from_address
      returning extract(epoch from last_at + pause - now()) into waiting;
    return json_build_object('locked', least(greatest(ceil(waiting), 1), lock_seconds));
  end if;
  select c.user_id, c.password, c.must_change, store.is_administrator(c.user_id) as administrator into account
  from (
    select 1 as rank, id from store.users where lower(email) = by_login
    union all select 2, id from store.users where telephone = by_phone
    union all select 3, id from store.users where lower(username) = by_login
  ) named join store.credentials c on c.user_id = named.id
  where c.disabled_at is null order by named.rank limit 1;
  return json_build_object('user', account.user_id, 'password', account.password,
    'mustChange', account.must_change, 'administrator', account.administrator);
end $$;

create function site.fail_sign_in(by_login text, from_address text, agent text, person bigint) returns void
language sql security definer set search_path = '' as $$
  insert into store.sign_in_attempts (login, address, user_agent, user_id, outcome)
  values (by_login, from_address, agent, person, 'wrong')
$$;

create function store.open_session(person bigint, token text, session_kind text, idle int, whole int,
  from_address text, agent text) returns void
language sql set search_path = '' as $$
  insert into store.sessions (token_hash, user_id, kind, idle_seconds, expires_at, absolute_end, address, user_agent)
  values (decode(token, 'hex'), person, session_kind, idle, now() + make_interval(secs => least(idle, whole)),
    now() + make_interval(secs => whole), from_address, agent)
$$;

-- Null when the password was changed since it was compared.
create function site.finish_sign_in(by_login text, from_address text, agent text, person bigint, compared text,
  token text, session_kind text, idle int, whole int, better_hash text)
returns json language plpgsql security definer set search_path = '' as $$
begin
  update store.credentials set password = coalesce(better_hash, password)
    where user_id = person and password = compared and disabled_at is null;
  if not found then return null; end if;
  delete from store.sign_in_tries where login = by_login and address = from_address;
  insert into store.sign_in_attempts (login, address, user_agent, user_id, outcome)
    values (by_login, from_address, agent, person, session_kind);
  perform store.open_session(person, token, session_kind, idle, whole, from_address, agent);
  return store.profile(person);
end $$;

create function store.living_session(token text, out person bigint, out session_kind text)
language sql stable set search_path = '' as $$
  select user_id, kind from store.sessions
  where token_hash = decode(token, 'hex') and ended_at is null and expires_at > now() and absolute_end > now()
$$;

-- A person, and what they may do at the site of the batch. Null: there is no such person, or they were shut out.
create function site.person_actor(person bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return (
    select jsonb_build_object(
      'id', u.id,
      'name', coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.username),
      'networkOwner', exists (select 1 from store.network_owners o where o.user_id = u.id),
      'admin', coalesce(m.admin, false),
      'groups', case when m.id is not null then (
        select coalesce(jsonb_agg(g.permissions order by mg.position), '[]') from store.membership_groups mg
        join store.groups g on g.site_id = mg.site_id and g.id = mg.to_id
        where mg.site_id = here and mg.row_id = m.id) end)
    from store.users u
    left join store.memberships m on m.site_id = here and m."user" = u.id and m.ended is not true
    where u.id = person
      and not exists (select 1 from store.credentials c where c.user_id = u.id and c.disabled_at is not null));
end $$;

-- Who holds the token, as the site of the batch sees them. Null: nobody.
create function site.session_actor(token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select site.person_actor(s.user_id) || jsonb_build_object(
    'idleSeconds', s.idle_seconds,
    'idleLeft', extract(epoch from s.expires_at - now()),
    'wholeLeft', extract(epoch from s.absolute_end - now()))
  from store.sessions s
  where s.token_hash = decode(token, 'hex') and s.kind = 'session' and s.ended_at is null
    and s.expires_at > now() and s.absolute_end > now()
$$;

create function site.touch_sessions(tokens text[]) returns void
language sql security definer set search_path = '' as $$
  update store.sessions
  set last_seen_at = now(), expires_at = least(now() + make_interval(secs => idle_seconds), absolute_end)
  where token_hash in (select decode(token, 'hex') from unnest(tokens) token) and ended_at is null
    and expires_at > now()
$$;

create function site.my_profile(token text) returns json
language sql stable security definer set search_path = '' as $$
  select store.profile(person) from store.living_session(token) where session_kind = 'session'
$$;

-- What the password given is compared with, for whoever holds a session or a ticket.
create function site.my_password(token text) returns json
language sql stable security definer set search_path = '' as $$
  select json_build_object('user', c.user_id, 'password', c.password, 'kind', l.session_kind,
    'username', u.username, 'email', u.email, 'administrator', store.is_administrator(c.user_id))
  from store.living_session(token) l join store.credentials c on c.user_id = l.person
  join lateral (select store.profile(l.person) ->> 'username' as username,
    store.profile(l.person) ->> 'email' as email) u on true
$$;

-- Ends one session, or all of its owner's; every process sees it at its next request.
create function site.end_session(token text, all_of_them boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare holder bigint := (select person from store.living_session(token));
begin
  if holder is null then return; end if;
  update store.sessions set ended_at = now()
    where user_id = holder and ended_at is null and (all_of_them or token_hash = decode(token, 'hex'));
  perform site.raise_access();
end $$;

create function store.set_password(person bigint, hashed text, must boolean) returns void
language plpgsql set search_path = '' as $$
begin
  insert into store.credentials (user_id, password, must_change) values (person, hashed, must)
    on conflict (user_id) do update set password = excluded.password, must_change = must, changed_at = now();
  update store.sessions set ended_at = now() where user_id = person and ended_at is null;
  perform site.raise_access();
end $$;

-- Ends every session, the ticket too, and opens one with a new token. Null when another change was quicker.
create function site.change_password(token text, compared text, hashed text, new_token text, idle int, whole int,
  from_address text, agent text) returns json
language plpgsql security definer set search_path = '' as $$
declare holder bigint := (select person from store.living_session(token));
begin
  perform 1 from store.credentials where user_id = holder and password = compared for update;
  if not found then return null; end if;
  perform store.set_password(holder, hashed, false);
  perform store.open_session(holder, new_token, 'session', idle, whole, from_address, agent);
  return store.profile(holder);
end $$;

create function site.clean_sign_ins(kept_days int) returns void
language plpgsql security definer set search_path = '' as $$
declare before timestamptz := now() - make_interval(days => kept_days);
begin
  delete from store.sign_in_attempts where at < before;
  delete from store.sign_in_tries where last_at < before;
  delete from store.sessions where absolute_end < before;
end $$;
