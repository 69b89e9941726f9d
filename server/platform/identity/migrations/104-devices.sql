-- Devices: a token that a browser or an app keeps between sessions, and who has signed in there. The token tells nobody
-- apart and opens nothing: whoever holds it is counted apart from strangers, and may be let in by PIN.

create table store.devices (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  made_at timestamptz not null default now()
);

-- `proved_at`: the last full sign-in there, which a PIN does not renew.
create table store.device_people (
  device_id bigint not null references store.devices on delete cascade,
  user_id bigint not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  proved_at timestamptz not null default now(),
  pin text,
  pin_tries int not null default 0,
  primary key (device_id, user_id)
);
create index device_people_user on store.device_people (user_id);

create function store.known_device(device text, person bigint) returns bigint
language sql stable set search_path = '' as $$
  select p.device_id from store.devices d join store.device_people p on p.device_id = d.id
  where d.token_hash = decode(device, 'hex') and p.user_id = person
$$;

-- Makes the device known to the person, with a token of ours where it has none. `alert`: the person has come in before,
-- but never from here; whoever keeps no token is known again by address and browser.
create function store.greet_device(person bigint, origin jsonb, proved boolean) returns jsonb
language plpgsql set search_path = '' as $$
declare
  device bigint := (select id from store.devices where token_hash = decode(origin ->> 'device', 'hex'));
  issued boolean := device is null;
  is_known boolean;
  has_others boolean := exists (select 1 from store.device_people where user_id = person);
begin
  if issued then
    insert into store.devices (token_hash) values (decode(origin ->> 'fresh', 'hex')) returning id into device;
  end if;
  is_known := exists (select 1 from store.device_people where device_id = device and user_id = person);
  insert into store.device_people as p (device_id, user_id) values (device, person)
  on conflict (device_id, user_id) do update
    set last_at = now(), proved_at = case when proved then now() else p.proved_at end;
  return jsonb_build_object('id', device, 'issued', issued, 'alert',
    has_others and not is_known and not store.came_like_this(person, origin));
end $$;

create function store.language_here() returns text
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((select language from store.sites
    where id = nullif(current_setting('sugu.site', true), '')::int), 'fr');
end $$;

create function store.came_like_this(person bigint, origin jsonb) returns boolean
language sql stable set search_path = '' as $$
  select exists (select 1 from store.sessions where user_id = person and kind = 'session'
    and address = origin ->> 'address' and user_agent is not distinct from origin ->> 'agent'
    and last_seen_at > now() - interval '30 days')
$$;

-- What is alive, the newest first.
create function site.my_sessions(person bigint, token text) returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_agg(json_build_object('id', id, 'created_at', created_at, 'last_seen_at', last_seen_at,
    'expires_at', expires_at, 'address', address, 'user_agent', user_agent,
    'device', device_id, 'current', token_hash is not distinct from decode(token, 'hex')) order by id desc), '[]')
  from store.sessions
  where user_id = person and kind = 'session' and ended_at is null and expires_at > now() and absolute_end > now()
$$;

create function site.end_my_session(person bigint, wanted bigint) returns json
language plpgsql security definer set search_path = '' as $$
begin
  update store.sessions set ended_at = now()
    where id = wanted and user_id = person and kind = 'session' and ended_at is null and expires_at > now();
  if not found then return null; end if;
  perform site.raise_access();
  return 'true';
end $$;

-- Those who may come in by PIN here: their name is for the screen that asks which of them it is.
create function site.device_people(device text) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(json_agg(json_build_object('id', u.id, 'username', u.username, 'first_name', u.first_name,
      'last_name', u.last_name) order by p.last_at desc), '[]')
    from store.devices d
    join store.device_people p on p.device_id = d.id and p.pin is not null
    join store.users u on u.id = p.user_id
    where d.token_hash = decode(device, 'hex')
      and not exists (select 1 from store.credentials c where c.user_id = u.id and c.disabled_at is not null));
end $$;

-- Null where the person has not signed in on that device.
create function site.set_pin(person bigint, device text, hashed text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  update store.device_people set pin = hashed, pin_tries = 0
    where user_id = person and device_id = store.known_device(device, person);
  return case when found then 'true'::json end;
end $$;

-- Counts the try before anything is compared; the one after the last takes the PIN away.
create function site.begin_pin(person bigint, device text, most int) returns json
language plpgsql security definer set search_path = '' as $$
declare kept record;
begin
  update store.device_people p set pin_tries = pin_tries + 1, pin = case when pin_tries < most then pin end
    where p.user_id = person and p.device_id = store.known_device(device, person) and p.pin is not null
      and not exists (select 1 from store.credentials c
        where c.user_id = person and (c.disabled_at is not null or c.must_change))
    returning p.pin into kept;
  return json_build_object('pin', kept.pin);
end $$;

create function site.fail_pin(person bigint, origin jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform store.note_attempt(username, origin, id, 'wrong_pin') from store.users where id = person;
end $$;

-- Ends with the day that the password began: a PIN prolongs nothing. Whoever was signed in here before is signed out.
create function site.finish_pin(person bigint, compared text, token text, held text, lives jsonb, origin jsonb)
returns json language plpgsql security definer set search_path = '' as $$
declare
  proved timestamptz;
  ends timestamptz;
begin
  perform 1 from store.credentials where user_id = person and disabled_at is null and not must_change for share;
  if not found then return null; end if;
  update store.device_people set pin_tries = 0
    where user_id = person and device_id = store.known_device(origin ->> 'device', person) and pin = compared
    returning proved_at into proved;
  if not found then return null; end if;
  ends := proved + make_interval(secs => (lives -> store.standing(person) ->> 1)::int);
  if ends <= now() then return json_build_object('late', true); end if;
  if held is not null then perform site.end_session(held, false); end if;
  return store.enter(null, person, token, lives, origin, 'pin', ends);
end $$;

-- All that it knew of a person, for whoever changes their password or is erased.
create function store.forget_pins(person bigint) returns void
language sql set search_path = '' as $$
  update store.device_people set pin = null where user_id = person
$$;
