-- What somebody has proved to hold, the codes on their way, and who follows whom.

create table store.proven (
  user_id bigint not null,
  channel text not null check (channel in ('email', 'telephone')),
  value text not null,
  at timestamptz not null default now(),
  primary key (user_id, channel)
);

-- `hashed` is made with a key that no database holds: six digits alone would be guessed from their hash.
create table store.codes (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  purpose text not null check (purpose in ('email', 'telephone', 'reset')),
  channel text not null check (channel in ('email', 'telephone')),
  value text not null,
  hashed text not null,
  tries_left int not null,
  at timestamptz not null default now(),
  expires_at timestamptz not null,
  spent_at timestamptz
);
create index codes_of on store.codes (user_id, purpose, at);

create table store.follows (
  follower bigint not null,
  followed bigint not null,
  since timestamptz not null default now(),
  primary key (follower, followed),
  check (follower <> followed)
);
create index follows_followed on store.follows (followed);

-- Who made their own account: they show themselves to anybody.
create table store.registered (
  user_id bigint primary key,
  at timestamptz not null default now()
);

create table store.erased (
  user_id bigint primary key,
  at timestamptz not null default now()
);

create function store.address(person bigint, of_channel text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (select case of_channel when 'email' then email else telephone end from store.users where id = person);
end $$;

-- As contacts are compared.
create function store.contact(person bigint, of_channel text) returns text
language sql stable set search_path = '' as $$
  select lower(store.address(person, of_channel))
$$;

create function store.is_proven(person bigint, of_channel text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select 1 from store.proven
    where user_id = person and channel = of_channel and value = store.contact(person, of_channel))
$$;

-- `est_verifie` says what is proven now: an address that was changed has to be proved anew.
create function store.mark_verified(person bigint) returns void
language plpgsql set search_path = '' as $$
declare holds boolean := store.is_proven(person, 'email') or store.is_proven(person, 'telephone');
begin
  update store.users set est_verifie = holds, version = version + 1, updated_at = now()
    where id = person and est_verifie is distinct from holds;
  if found then perform site.raise_access(); end if;
end $$;

create function store.prove(person bigint, of_channel text, proven_value text) returns void
language plpgsql set search_path = '' as $$
begin
  insert into store.proven (user_id, channel, value) values (person, of_channel, proven_value)
    on conflict (user_id, channel) do update set value = excluded.value, at = now();
  perform store.mark_verified(person);
end $$;

create or replace function store.profile(person bigint) returns json
language plpgsql stable set search_path = '' as $$
begin
  return (select row_to_json(p) from (
    select id, username, email, first_name, last_name, telephone, date_naissance, bio, null::text as photo_profil,
      est_verifie, notifications_email, notifications_push,
      (select count(*) from store.follows where followed = u.id) as followers_count,
      (select count(*) from store.follows where follower = u.id) as following_count,
      0 as events_count,
      (select min(v.at) from store.proven v where v.user_id = u.id and store.is_proven(u.id, v.channel))
        as date_verification,
      created_at as date_creation
    from store.users u where id = person) p);
end $$;

-- A person who made their own account: known to the site by a membership that gives nothing until an administrator
-- says otherwise.
create function site.register_person(profile jsonb, hashed text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  made bigint;
  membership bigint;
begin
  perform set_config('sugu.actor', 'anonymous', true);
  insert into store.users (site_id, username, email, first_name, last_name, telephone, est_verifie,
    notifications_email, notifications_push)
  select 0, p.username, p.email, p.first_name, p.last_name, p.telephone, false, true, true
  from jsonb_to_record(profile) as p (username text, email text, first_name text, last_name text, telephone text)
  returning id into made;
  insert into store.credentials (user_id, password, must_change) values (made, hashed, false);
  insert into store.registered (user_id) values (made);
  insert into store.memberships (site_id, "user", admin, ended) values (here, made, false, true)
    returning id into membership;
  perform store.log_made(here, 'memberships', membership, 'anonymous');
  return made;
end $$;

-- The person's own changes; what is proven follows.
create function site.write_profile(person bigint, changes jsonb) returns json
language plpgsql security definer set search_path = '' as $$
begin
  perform set_config('sugu.actor', 'user:' || person, true);
  update store.users u set
    username = case when changes ? 'username' then p.username else u.username end,
    email = case when changes ? 'email' then p.email else u.email end,
    first_name = case when changes ? 'first_name' then p.first_name else u.first_name end,
    last_name = case when changes ? 'last_name' then p.last_name else u.last_name end,
    telephone = case when changes ? 'telephone' then p.telephone else u.telephone end,
    date_naissance = case when changes ? 'date_naissance' then p.date_naissance else u.date_naissance end,
    bio = case when changes ? 'bio' then p.bio else u.bio end,
    notifications_email = coalesce(p.notifications_email, u.notifications_email),
    notifications_push = coalesce(p.notifications_push, u.notifications_push),
    version = u.version + 1, updated_at = now()
  from jsonb_to_record(changes) as p (username text, email text, first_name text, last_name text, telephone text,
    date_naissance date, bio text, notifications_email boolean, notifications_push boolean)
  where u.id = person;
  if changes ?| array['email', 'telephone'] then perform store.mark_verified(person); end if;
  if changes ?| array['first_name', 'last_name', 'username'] then perform site.raise_access(); end if;
  return store.profile(person);
end $$;

create function site.own_profile(person bigint) returns json
language sql stable security definer set search_path = '' as $$
  select store.profile(person)
$$;

-- Whom a login names, as at sign-in: by e-mail, else by phone, else by user name.
create function store.named(by_login text, by_phone text) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return (select n.id from (
    select 1 as rank, id from store.users where lower(email) = by_login
    union all select 2, id from store.users where telephone = by_phone
    union all select 3, id from store.users where lower(username) = by_login) n
  join store.credentials c on c.user_id = n.id
  where c.disabled_at is null order by n.rank limit 1);
end $$;

-- A code to come to whoever holds the contact. False: so many were asked for in an hour that no more are given. The
-- one before it is dead: a code's tries are not won back.
create function store.begin_code(person bigint, what_for text, by_channel text, to_value text, hash text,
  seconds int, may_try int, most int) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('sugu.codes'), person::int);
  if (select count(*) from store.codes where user_id = person and purpose = what_for
    and at between now() - interval '1 hour' and now()) >= most then return false; end if;
  update store.codes set spent_at = now() where user_id = person and purpose = what_for and spent_at is null;
  insert into store.codes (user_id, purpose, channel, value, hashed, tries_left, expires_at)
    values (person, what_for, by_channel, lower(to_value), hash, may_try, now() + make_interval(secs => seconds));
  return true;
end $$;

create function site.begin_verification(person bigint, by_channel text, hash text, seconds int, may_try int, most int)
returns json language plpgsql security definer set search_path = '' as $$
declare to_value text := store.contact(person, by_channel);
begin
  if to_value is null then return json_build_object('state', 'missing'); end if;
  if store.is_proven(person, by_channel) then return json_build_object('state', 'proven'); end if;
  if not store.begin_code(person, by_channel, by_channel, to_value, hash, seconds, may_try, most) then
    return json_build_object('state', 'many');
  end if;
  return json_build_object('state', 'begun', 'to', store.address(person, by_channel));
end $$;

-- Nobody's: where there is no code to count a try of, it is counted here, so that the answer takes as long.
insert into store.codes (user_id, purpose, channel, value, hashed, tries_left, expires_at)
  values (0, 'reset', 'email', '', '', 0, 'infinity');

-- Counts the try before it compares. Null: it is not that code, or there is none any more.
create function store.try_code(person bigint, what_for text, hash text) returns bigint
language plpgsql set search_path = '' as $$
declare tried record;
begin
  update store.codes set tries_left = tries_left - 1
    where user_id = person and purpose = what_for and spent_at is null and tries_left > 0
      and now() between at and expires_at
    returning id, hashed into tried;
  if not found then update store.codes set tries_left = 0 where user_id = 0 and purpose = 'reset'; end if;
  return case when tried.hashed = hash then tried.id end;
end $$;

-- False: it was spent meanwhile, or its person has another address by now.
create function store.spend_code(code bigint) returns boolean
language plpgsql set search_path = '' as $$
begin
  update store.codes set spent_at = now()
    where id = code and spent_at is null and now() <= expires_at and value = store.contact(user_id, channel);
  return found;
end $$;

-- The profile; null where the code is wrong.
create function site.verify_contact(person bigint, by_channel text, hash text) returns json
language plpgsql security definer set search_path = '' as $$
declare code bigint := store.try_code(person, by_channel, hash);
begin
  if code is null or not store.spend_code(code) then return null; end if;
  perform set_config('sugu.actor', 'user:' || person, true);
  perform store.prove(person, by_channel, store.contact(person, by_channel));
  return store.profile(person);
end $$;

-- Where a reset may go: to a proven contact; to any of them while none is proven. So whoever opened an account on
-- somebody else's address is out, phone and all, once that somebody has proved to hold it.
create function site.find_reset(by_login text, by_phone text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.named(by_login, by_phone);
  found_way record;
begin
  select w.channel, store.address(person, w.channel) as value into found_way
  from (values ('email', by_phone is null, 1), ('telephone', by_phone is not null, 2)) as w (channel, asked, rank)
  where store.contact(person, w.channel) is not null
    and (store.is_proven(person, w.channel)
      or not (store.is_proven(person, 'email') or store.is_proven(person, 'telephone')))
  order by w.asked desc, w.rank limit 1;
  if person is null or found_way.channel is null then return null; end if;
  return (select json_build_object('person', person, 'channel', found_way.channel, 'to', found_way.value,
    'username', u.username) from store.users u where u.id = person);
end $$;

create function site.begin_reset(person bigint, by_channel text, hash text, seconds int, may_try int, most int)
returns json
language plpgsql security definer set search_path = '' as $$
begin
  return to_json(store.begin_code(person, 'reset', by_channel, store.contact(person, by_channel), hash, seconds, may_try,
    most));
end $$;

-- Whose password the code may set; null where it is wrong, or nobody has that login.
create function site.try_reset(by_login text, by_phone text, hash text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.named(by_login, by_phone);
  code bigint := store.try_code(person, 'reset', hash);
begin
  if code is null then return null; end if;
  return (select json_build_object('person', u.id, 'code', code, 'username', u.username, 'email', u.email,
    'telephone', u.telephone, 'firstName', u.first_name, 'lastName', u.last_name)
  from store.users u where u.id = person);
end $$;

-- Every session ends, what was tried with the logins is forgotten, and the contact that the code went to is proven.
-- Null: the code was spent meanwhile.
create function site.finish_reset(person bigint, code bigint, hashed text) returns json
language plpgsql security definer set search_path = '' as $$
declare way record;
begin
  if not store.spend_code(code) then return null; end if;
  perform set_config('sugu.actor', 'user:' || person, true);
  perform store.set_password(person, hashed, false);
  select channel, value into way from store.codes where id = code and user_id = person;
  perform store.prove(person, way.channel, way.value);
  delete from store.sign_in_tries t using store.users u
    where u.id = person and t.login in (lower(u.username), lower(u.email), u.telephone);
  delete from store.sign_in_pressure t using store.users u
    where u.id = person and t.login in (lower(u.username), lower(u.email), u.telephone);
  return json_build_object('email', store.address(person, 'email'), 'phone', store.address(person, 'telephone'));
end $$;

-- Those who made their own account show themselves to anybody; whoever was made a member of the site, to those who are
-- signed in.
create function store.shown(person bigint, viewer bigint) returns boolean
language plpgsql stable set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return exists (select 1 from store.members where site_id = here and user_id = person)
    and not exists (select 1 from store.erased where user_id = person)
    and not exists (select 1 from store.credentials where user_id = person and disabled_at is not null)
    and (viewer is not null or exists (select 1 from store.registered where user_id = person)
      and not exists (select 1 from store.memberships
        where site_id = here and "user" = person and ended is not true));
end $$;

create function site.public_profile(name text, viewer bigint) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select row_to_json(p) from (
    select id, username, first_name, last_name, bio, null::text as photo_profil, est_verifie,
      (select count(*) from store.follows where followed = u.id) as followers_count,
      (select count(*) from store.follows where follower = u.id) as following_count,
      0 as events_count,
      exists (select 1 from store.follows where followed = u.id and follower = viewer) as is_following
    from store.users u where lower(username) = lower(name) and store.shown(u.id, viewer)) p);
end $$;

-- Null: nobody of that name is there to be seen.
create function site.follow(viewer bigint, name text, wanted boolean) returns json
language plpgsql security definer set search_path = '' as $$
declare found_person bigint := (select id from store.users where lower(username) = lower(name));
begin
  if found_person is null or not store.shown(found_person, viewer) then return null; end if;
  if found_person = viewer then return json_build_object('self', true); end if;
  if wanted then
    insert into store.follows (follower, followed) values (viewer, found_person) on conflict do nothing;
  else
    delete from store.follows where follower = viewer and followed = found_person;
  end if;
  return site.public_profile(name, viewer);
end $$;

create function site.clean_codes() returns void
language sql security definer set search_path = '' as $$
  delete from store.codes where at < now() - interval '1 day' and user_id <> 0
$$;
