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

-- Nobody, a member of a site (or of the house), or one who administers: how long a session lives, how strong a
-- password must be.
create function store.standing(person bigint) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when store.is_administrator(person) then 'administrator'
    when exists (select 1 from store.memberships where "user" = person and ended is not true) then 'staff'
    else 'public'
  end;
end $$;

-- Counts one try, before anything is compared: of parallel ones, exactly `most` come through. Null: it may be made;
-- otherwise the seconds to wait. A clock that was set back locks nobody for ever.
create function store.count_try(by_login text, place text, most int, lock_seconds int) returns int
language plpgsql set search_path = '' as $$
declare
  pause interval := make_interval(secs => lock_seconds);
  counted int;
  waiting numeric;
begin
  insert into store.sign_in_tries as t (login, address, tries, last_at)
  values (by_login, place, 1, now())
  on conflict (login, address) do update
    set tries = case when now() - t.last_at not between '-1 minute' and pause then 1 else t.tries + 1 end, refused = 0,
      last_at = now()
    where t.tries < most or now() - t.last_at not between '-1 minute' and pause
  returning tries into counted;
  if counted is not null then return null; end if;
  update store.sign_in_tries set refused = refused + 1
    where login = by_login and address = place
    returning extract(epoch from last_at + pause - now()) into waiting;
  return least(greatest(ceil(waiting), 1), lock_seconds);
end $$;

-- The same from everywhere together. After `free` tries within the hour each waits twice as long as the last, three
-- minutes at most: who guesses from many addresses gets some thirty an hour, and nobody is locked out.
create function store.count_pressure(by_login text, free int) returns int
language plpgsql set search_path = '' as $$
declare
  longest constant interval := '3 minutes';
  pressed int;
  since timestamptz;
begin
  insert into store.sign_in_pressure as p (login, tries, last_at) values (by_login, 1, now())
  on conflict (login) do update
    set tries = case when now() - p.last_at not between -longest and '1 hour' then 1 else least(p.tries + 1, free + 8) end,
      last_at = now()
    where p.tries < free or now() - p.last_at not between -longest and '1 hour'
      or now() - p.last_at >= least(make_interval(secs => power(2, p.tries - free)), longest)
  returning tries into pressed;
  if pressed is not null then return null; end if;
  select tries, last_at into pressed, since from store.sign_in_pressure where login = by_login;
  return greatest(ceil(extract(epoch from since + least(make_interval(secs => power(2, pressed - free)), longest) - now())), 1);
end $$;

-- The account of a login: by e-mail, else by phone, else by user name. A try from a device that its owner has signed in
-- on is counted by the device, and waits for nobody else's.
create function site.begin_sign_in(by_login text, by_phone text, origin jsonb, rules jsonb)
returns json language plpgsql security definer set search_path = '' as $$
declare
  account record;
  decoy text;
  known bigint;
  place text := origin ->> 'address';
  waiting int;
begin
  select c.user_id, c.password into account
  from (
    select 1 as rank, id from store.users where lower(email) = by_login
    union all select 2, id from store.users where telephone = by_phone
    union all select 3, id from store.users where lower(username) = by_login
  ) named join store.credentials c on c.user_id = named.id
  where c.disabled_at is null order by named.rank limit 1;
  known := store.known_device(origin ->> 'device', account.user_id);
  place := coalesce('device ' || known, place);
  waiting := store.count_try(by_login, place, (rules ->> 'most')::int, (rules ->> 'lock')::int);
  if waiting is null and known is null and (rules ->> 'free')::int > 0 then
    waiting := store.count_pressure(by_login, (rules ->> 'free')::int);
    if waiting is not null then
      update store.sign_in_tries set tries = tries - 1 where login = by_login and address = place;
    end if;
  end if;
  if waiting is not null then
    if exists (select 1 from store.sign_in_tries where login = by_login and address = place and refused = 1) then
      perform store.audit_add(nullif(current_setting('sugu.site', true), '')::int, 'sign_in.locked', 'anonymous',
        'user:' || account.user_id, origin ->> 'address', '{}');
    end if;
    return json_build_object('locked', waiting);
  end if;
  decoy := store.decoy(by_login);
  return json_build_object('user', account.user_id, 'password', coalesce(account.password, decoy), 'place', place);
end $$;

-- What an absent account's try is compared with: always the same real hash, so that hashes of an older kind, which take
-- longer, tell nothing of who is there.
create function store.decoy(by_login text) returns text
language sql stable set search_path = '' as $$
  select password from store.credentials
  where user_id >= mod(abs(hashtext(by_login)::bigint), (select greatest(max(user_id), 1) from store.credentials))
  order by user_id limit 1
$$;

create function site.fail_sign_in(by_login text, origin jsonb, person bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform store.note_attempt(by_login, origin, person, 'wrong');
end $$;

create function store.note_attempt(by_login text, origin jsonb, person bigint, what text) returns void
language sql set search_path = '' as $$
  insert into store.sign_in_attempts (login, address, user_agent, user_id, outcome)
  values (by_login, origin ->> 'address', origin ->> 'agent', person, what)
$$;

-- In the audit: by themselves; and by somebody else.
create function store.audit_person(what text, person bigint, origin jsonb, details jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform store.audit_add(nullif(current_setting('sugu.site', true), '')::int, what, 'user:' || person,
    'user:' || person, origin ->> 'address', details);
end $$;
create function store.audit_by(what text, who text, person bigint) returns void
language plpgsql set search_path = '' as $$
begin
  perform store.audit_add(nullif(current_setting('sugu.site', true), '')::int, what, who, 'user:' || person, null, '{}');
end $$;

create function store.open_session(person bigint, token text, session_kind text, idle int, whole int, origin jsonb,
  device bigint) returns void
language sql set search_path = '' as $$
  insert into store.sessions (token_hash, user_id, kind, standing, idle_seconds, expires_at, absolute_end, address,
    user_agent, device_id)
  values (decode(token, 'hex'), person, session_kind, store.standing(person), idle,
    now() + make_interval(secs => least(idle, whole)), now() + make_interval(secs => whole),
    origin ->> 'address', origin ->> 'agent', device)
$$;

-- Somebody who has proved who they are comes in. `lives`: idle and whole seconds by standing. `ends`: not later than.
create function store.enter(by_login text, person bigint, token text, lives jsonb, origin jsonb, what text,
  ends timestamptz default null) returns json
language plpgsql set search_path = '' as $$
declare
  life jsonb := lives -> store.standing(person);
  greeted jsonb := store.greet_device(person, origin, what <> 'pin');
  whole int := (life ->> 1)::int;
begin
  if ends is not null then whole := least(whole, ceil(extract(epoch from ends - now()))); end if;
  perform store.open_session(person, token, 'session', (life ->> 0)::int, whole, origin, (greeted ->> 'id')::bigint);
  perform store.note_attempt(coalesce(by_login, store.profile(person) ->> 'username'), origin, person,
    case what when 'pin' then 'pin' else 'session' end);
  perform store.audit_person('sign_in', person, origin, jsonb_build_object('by', what));
  return json_build_object('user', store.profile(person), 'device', greeted -> 'issued', 'alert', greeted -> 'alert',
    'language', store.language_here());
end $$;

-- The password was right: in, or halfway with a ticket. Null where it was changed since it was compared.
create function site.finish_sign_in(by_login text, origin jsonb, compared jsonb, token text, rules jsonb)
returns json language plpgsql security definer set search_path = '' as $$
declare
  person bigint := (compared ->> 'user')::bigint;
  is_right record;
  factors text[];
  is_administrator boolean := store.is_administrator(person);
begin
  update store.credentials set password = coalesce(compared ->> 'better', password)
    where user_id = person and password = compared ->> 'password' and disabled_at is null
    returning must_change, changed_at into is_right;
  if not found then return null; end if;
  delete from store.sign_in_tries where login = by_login and address = compared ->> 'place';
  update store.sign_in_pressure set tries = tries - 1
    where login = by_login and tries > 0 and compared ->> 'place' not like 'device %';
  if is_right.must_change or store.has_expired(person, is_right.changed_at, (rules ->> 'expiry')::int) then
    return store.give_ticket(by_login, origin, person, token, 'password_change', '{}');
  end if;
  factors := store.factors_of(person);
  if factors <> '{}' or ((rules ->> 'administratorsNeedFactors')::boolean and is_administrator) then
    return store.give_ticket(by_login, origin, person, token, 'second_factor', factors);
  end if;
  return store.enter(by_login, person, token, rules -> 'lives', origin, 'password');
end $$;

create function store.give_ticket(by_login text, origin jsonb, person bigint, token text, what text,
  factors text[]) returns json
language plpgsql set search_path = '' as $$
begin
  perform store.open_session(person, token, what, 600, 600, origin, null);
  perform store.note_attempt(by_login, origin, person, what);
  return json_build_object('ticket', what, 'factors', factors, 'user', store.profile(person), 'language',
    store.language_here());
end $$;

-- For those who came in otherwise: by a second factor, a provider, a registration.
create function site.enter(person bigint, token text, lives jsonb, origin jsonb) returns json
language plpgsql security definer set search_path = '' as $$
begin
  -- So that nobody is shut out between the look and the session.
  perform 1 from store.credentials where user_id = person for share;
  if exists (select 1 from store.credentials where user_id = person and disabled_at is not null)
    or not exists (select 1 from store.users where id = person) then return null; end if;
  return store.enter(null, person, token, lives, origin, 'other');
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

-- Ends one session, or all of its owner's; every process sees it at its next request.
create function site.end_session(token text, all_of_them boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare holder bigint := (select person from store.living_session(token));
begin
  if holder is null then return; end if;
  update store.sessions set ended_at = now()
    where user_id = holder and ended_at is null and (all_of_them or token_hash = decode(token, 'hex'));
  perform store.audit_person('sign_out', holder, null, jsonb_build_object('everywhere', all_of_them));
  perform site.raise_access();
end $$;

-- Whose rights rise signs in anew: a token that was given for less does not serve for more.
create function store.end_outgrown_sessions(person bigint) returns void
language plpgsql set search_path = '' as $$
declare ranks constant text[] := '{public,staff,administrator}';
begin
  update store.sessions set ended_at = now()
    where user_id = person and ended_at is null
      and array_position(ranks, standing) < array_position(ranks, store.standing(person));
end $$;

create function site.clean_sign_ins(kept_days int) returns void
language plpgsql security definer set search_path = '' as $$
declare before timestamptz := now() - make_interval(days => kept_days);
begin
  delete from store.sign_in_attempts where at < before;
  delete from store.sign_in_tries where last_at < before;
  delete from store.sign_in_pressure where last_at < before;
  delete from store.sessions where absolute_end < before;
  delete from store.device_people where last_at < now() - interval '400 days';
  delete from store.devices d where not exists (select 1 from store.device_people p where p.device_id = d.id);
end $$;
