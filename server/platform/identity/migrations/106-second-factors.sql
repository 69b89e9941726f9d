-- Second factors: what somebody has besides their password. Like the passwords, out of the application role's sight.

-- Secrets are sealed with a key that is not in the database (factors/seal.ts). `pending`: shown, not proven yet.
-- `last_step`: the half minute whose code was taken last; neither it nor an earlier one is taken again.
create table store.totp (
  user_id bigint primary key,
  secret text,
  pending text,
  last_step bigint not null default 0,
  since timestamptz
);

create table store.passkeys (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  credential text not null unique,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  host text not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_of_person on store.passkeys (user_id);

create table store.recovery_codes (
  user_id bigint not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- What a browser was asked to sign, by the session or ticket that it was asked under: it serves once.
create table store.challenges (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('enrol', 'sign_in')),
  challenge text not null,
  expires_at timestamptz not null
);

-- Codes that were tried since the last right one, with whatever ticket and from wherever. Recovery codes and passkeys
-- are not counted, nobody guesses them: who knows the password alone cannot lock the owner out.
create table store.factor_tries (
  user_id bigint primary key,
  tries int not null,
  last_at timestamptz not null
);

-- Passwords that nobody knows, of those who came through a provider and have chosen none.
create table store.unset_passwords (
  user_id bigint primary key,
  password text not null
);

create function store.has_password(person bigint) returns boolean
language sql stable set search_path = '' as $$
  select exists (select 1 from store.credentials c where c.user_id = person and not exists (
    select 1 from store.unset_passwords u where u.user_id = person and u.password = c.password))
$$;

-- Empty: the password is enough. The one to be asked for first comes first.
create function store.factors_of(person bigint) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(factor order by rank), '{}') from (
    select 1 as rank, 'totp' as factor where exists (
      select 1 from store.totp where user_id = person and secret is not null)
    union all
    select 2, 'passkey' where exists (select 1 from store.passkeys where user_id = person)
  ) had
$$;

-- What a person may see of their own.
create function store.factors_profile(person bigint) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'totp', (select json_build_object('since', since) from store.totp where user_id = person and secret is not null),
    'passkeys', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'host', host,
      'created_at', created_at, 'last_used_at', last_used_at) order by id), '[]')
      from store.passkeys where user_id = person),
    'recovery_codes_left', (select count(*) from store.recovery_codes where user_id = person and used_at is null))
$$;

-- By the operator, for somebody who has lost everything.
create function store.forget_factors(person bigint) returns void
language sql set search_path = '' as $$
  delete from store.totp where user_id = person;
  delete from store.passkeys where user_id = person;
  delete from store.recovery_codes where user_id = person;
  delete from store.factor_tries where user_id = person;
$$;

-- Whose factors the holder of the token may change: their own, with a session; or with the ticket of a password alone
-- where there is no factor yet. With one, that ticket must not lead to a second that replaces it.
create function store.factor_owner(token text) returns bigint
language sql stable set search_path = '' as $$
  select person from store.living_session(token)
  where session_kind = 'session' or (session_kind = 'second_factor' and store.factors_of(person) = '{}')
$$;

create function store.ticket_holder(token text) returns bigint
language sql stable set search_path = '' as $$
  select person from store.living_session(token) where session_kind = 'second_factor'
$$;

-- `age`: of the session, in seconds, for those who have no password to confirm a change with.
create function site.factor_owner(token text) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  person bigint := store.factor_owner(token);
  own json := store.profile(person);
begin
  if person is null then return null; end if;
  return (select json_build_object('user', person, 'kind', s.kind, 'username', own ->> 'username',
      'email', own ->> 'email', 'telephone', own ->> 'telephone', 'administrator', store.is_administrator(person),
      'factors', store.factors_of(person), 'age', extract(epoch from now() - s.created_at),
      'hasPassword', store.has_password(person))
    from store.sessions s where s.token_hash = decode(token, 'hex'));
end $$;

create function site.my_factors(token text) returns json
language sql stable security definer set search_path = '' as $$
  select store.factors_profile(person) from store.living_session(token) where session_kind = 'session'
$$;

-- Counts one try before anything is compared: of parallel ones, exactly `most` come through.
create function site.begin_code_try(token text, most int, lock_seconds int) returns json
language plpgsql security definer set search_path = '' as $$
declare
  pause interval := make_interval(secs => lock_seconds);
  holder bigint := store.ticket_holder(token);
  counted int;
begin
  if holder is null then return null; end if;
  insert into store.factor_tries as t (user_id, tries, last_at) values (holder, 1, now())
  on conflict (user_id) do update
    set tries = case when now() - t.last_at not between -pause and pause then 1 else t.tries + 1 end, last_at = now()
    where t.tries < most or now() - t.last_at not between -pause and pause
  returning tries into counted;
  if counted is not null then
    return json_build_object('user', holder, 'secret', (select secret from store.totp where user_id = holder));
  end if;
  return (select json_build_object('locked', least(greatest(ceil(extract(epoch from last_at + pause - now())), 1),
    lock_seconds)) from store.factor_tries where user_id = holder);
end $$;

create function site.offer_totp(token text, sealed text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  insert into store.totp (user_id, pending) select person, sealed from store.factor_owner(token) person
    where person is not null
    on conflict (user_id) do update set pending = excluded.pending;
  return to_json(found);
end $$;

create function site.offered_totp(token text) returns json
language sql stable security definer set search_path = '' as $$
  select to_json(pending) from store.totp where user_id = store.factor_owner(token)
$$;

-- Fresh codes, and the old ones gone.
create function store.set_recovery_codes(person bigint, hashes text[]) returns void
language sql set search_path = '' as $$
  delete from store.recovery_codes where user_id = person;
  insert into store.recovery_codes (user_id, code_hash) select person, unnest(hashes);
$$;

-- Null where what was proven is no longer what was offered. The codes are kept where this is the first factor only.
create function site.confirm_totp(token text, sealed text, step bigint, hashes text[]) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.factor_owner(token);
  is_first boolean := store.factors_of(person) = '{}';
begin
  update store.totp set secret = pending, pending = null, last_step = step, since = now()
    where user_id = person and pending = sealed;
  if not found then return null; end if;
  if is_first then perform store.set_recovery_codes(person, hashes); end if;
  return json_build_object('isFirst', is_first);
end $$;

create function site.new_recovery_codes(token text, hashes text[]) returns json
language plpgsql security definer set search_path = '' as $$
declare person bigint := store.factor_owner(token);
begin
  if person is null or store.factors_of(person) = '{}' then return null; end if;
  perform store.set_recovery_codes(person, hashes);
  return to_json(true);
end $$;

-- Of parallel ones with the same code, one is taken. A last step that lies far ahead was taken by a clock since set back.
create function site.take_totp(token text, step bigint) returns json
language plpgsql security definer set search_path = '' as $$
begin
  update store.totp set last_step = step
    where user_id = store.ticket_holder(token) and secret is not null and (last_step < step or last_step > step + 2);
  return to_json(found);
end $$;

create function site.take_recovery_code(token text, hashed text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  if store.ticket_holder(token) is null then return null; end if;
  update store.recovery_codes set used_at = now()
    where user_id = store.ticket_holder(token) and code_hash = hashed and used_at is null;
  return to_json(found);
end $$;

-- The ticket has served; whoever comes second with it gets null.
create function site.end_ticket(token text) returns json
language plpgsql security definer set search_path = '' as $$
declare holder bigint := store.ticket_holder(token);
begin
  update store.sessions set ended_at = now()
    where token_hash = decode(token, 'hex') and kind = 'second_factor' and ended_at is null
      and not exists (select 1 from store.credentials where user_id = holder and disabled_at is not null);
  if holder is null or not found then return null; end if;
  delete from store.factor_tries where user_id = holder;
  return to_json(holder);
end $$;

-- A last one takes the recovery codes with it.
create function store.tidy_factors(person bigint) returns void
language sql set search_path = '' as $$
  delete from store.recovery_codes where user_id = person and store.factors_of(person) = '{}'
$$;

create function site.remove_totp(token text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.factor_owner(token);
  had boolean;
begin
  delete from store.totp where user_id = person returning secret is not null into had;
  perform store.tidy_factors(person);
  return to_json(coalesce(had, false));
end $$;
