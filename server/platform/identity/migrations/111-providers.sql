-- Accounts at Google and Facebook that open an account here.

create table store.foreign_accounts (
  provider text not null check (provider in ('google', 'facebook')),
  subject text not null,
  user_id bigint not null,
  linked_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (provider, subject),
  unique (user_id, provider)
);

create function store.providers_profile(person bigint) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object('provider', provider, 'linked_at', linked_at,
    'last_used_at', last_used_at) order by provider), '[]')
  from store.foreign_accounts where user_id = person
$$;

create function site.my_providers(person bigint) returns json
language sql stable security definer set search_path = '' as $$
  select store.providers_profile(person)
$$;

insert into store.personal_parts (relation, person_column, called, hidden, goes) values
  ('store.foreign_accounts', 'user_id', 'comptes_lies', '{}', true),
  ('store.unset_passwords', 'user_id', null, '{}', true);

-- Whose account it is: linked before, or now, by an address that the provider hosts (`vouched`) and that its owner here
-- has proven too: whoever merely typed somebody's address must not share an account with them.
-- Of parallel ones with the same account, one looks, the others see what it did.
create function site.foreign_account(at_provider text, of_subject text, by_email text, vouched boolean) returns json
language plpgsql security definer set search_path = '' as $$
declare person bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(at_provider || ' ' || of_subject, 0));
  update store.foreign_accounts set last_used_at = now()
    where provider = at_provider and subject = of_subject returning user_id into person;
  if person is not null then return json_build_object('user', person); end if;
  select id into person from store.users where lower(email) = lower(by_email);
  if person is null then return null; end if;
  if not (vouched and store.is_proven(person, 'email'))
    or exists (select 1 from store.foreign_accounts where user_id = person and provider = at_provider) then
    return json_build_object('taken', true);
  end if;
  insert into store.foreign_accounts (provider, subject, user_id, last_used_at)
    values (at_provider, of_subject, person, now());
  return json_build_object('user', person, 'linked', true);
end $$;

-- A person who came through a provider: known to the site, and no member of it. Their password is one that nobody knows.
create function site.add_foreign_person(at_provider text, of_subject text, profile jsonb, hashed text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  made bigint;
begin
  perform set_config('sugu.actor', 'anonymous', true);
  insert into store.users (site_id, username, email, first_name, last_name, est_verifie, notifications_email,
    notifications_push)
  values (0, profile ->> 'username', profile ->> 'email', profile ->> 'first_name', profile ->> 'last_name', false, true, true)
  returning id into made;
  insert into store.credentials (user_id, password) values (made, hashed);
  insert into store.unset_passwords (user_id, password) values (made, hashed);
  insert into store.members (site_id, user_id) values (here, made);
  insert into store.foreign_accounts (provider, subject, user_id, last_used_at)
    values (at_provider, of_subject, made, now());
  if profile ->> 'email' is not null then
    perform store.prove(made, 'email', lower(profile ->> 'email'));
  end if;
  return to_json(made);
end $$;

-- Whoever has a second factor shows it here too. Null: there is none to show.
create function site.foreign_ticket(person bigint, token text, origin jsonb, administrators_need boolean) returns json
language plpgsql security definer set search_path = '' as $$
declare factors text[] := store.factors_of(person);
begin
  if exists (select 1 from store.credentials where user_id = person and disabled_at is not null)
    or (factors = '{}' and not (administrators_need and store.is_administrator(person))) then return null; end if;
  perform store.give_ticket(store.profile(person) ->> 'username', origin, person, token, 'second_factor', factors);
  return to_json(factors);
end $$;

-- Null: the account at the provider is somebody else's here, or the person has another one there.
create function site.link_foreign(person bigint, at_provider text, of_subject text) returns json
language plpgsql security definer set search_path = '' as $$
declare linked bigint;
begin
  insert into store.foreign_accounts (provider, subject, user_id) values (at_provider, of_subject, person)
    on conflict do nothing;
  select user_id into linked from store.foreign_accounts where provider = at_provider and subject = of_subject;
  return case when linked = person then store.profile(person) end;
end $$;

-- False: that would leave no way in.
create function site.unlink_foreign(person bigint, at_provider text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from store.foreign_accounts where user_id = person for update;
  if not exists (select 1 from store.foreign_accounts where user_id = person and provider = at_provider) then
    return null;
  end if;
  if not store.has_password(person)
    and not exists (select 1 from store.foreign_accounts where user_id = person and provider <> at_provider) then
    return to_json(false);
  end if;
  delete from store.foreign_accounts where user_id = person and provider = at_provider;
  return to_json(true);
end $$;

select store.open_to_application(array[
  'my_providers', 'foreign_account', 'add_foreign_person', 'foreign_ticket', 'link_foreign', 'unlink_foreign']);
