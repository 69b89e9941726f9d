-- Passwords: those before, what a new one is judged by, and who is shut out.

create table store.password_history (
  user_id bigint not null,
  password text not null,
  until timestamptz not null default now()
);
create index password_history_user on store.password_history (user_id, until desc);

create function store.has_expired(person bigint, changed timestamptz, days int) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return days > 0 and changed < now() - make_interval(days => days) and store.standing(person) <> 'public';
end $$;

-- What a new password is judged by. `words`: the person's own and their sites'.
create function store.password_facts(person bigint, past int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare own json := store.profile(person);
begin
  return jsonb_build_object('user', person, 'standing', store.standing(person), 'factors', store.factors_of(person),
    'password', (select password from store.credentials where user_id = person),
    'past', (select coalesce(jsonb_agg(password), '[]') from (
      select password from store.password_history where user_id = person order by until desc limit past) h),
    'words', to_jsonb(array_remove(array[own ->> 'username', own ->> 'email', own ->> 'first_name', own ->> 'last_name',
      own ->> 'telephone'] || array(
        select unnest(array[s.slug, s.name]) from store.memberships m join store.sites s on s.id = m.site_id
        where m."user" = person), null)));
end $$;

-- The same for the application, by session or ticket, or by person.
create function site.my_password(token text, past int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select store.password_facts(l.person, past) || jsonb_build_object('kind', l.session_kind)
  from store.living_session(token) l where l.session_kind in ('session', 'password_change')
$$;
create function site.password_facts(person bigint, past int) returns jsonb
language sql stable security definer set search_path = '' as $$
  select store.password_facts(person, past)
$$;

-- Before somebody who is signed in gives their password once more: counts the try, as a sign-in does.
create function site.begin_confirm(person bigint, by_login text, address text, rules jsonb) returns json
language plpgsql security definer set search_path = '' as $$
declare waiting int := store.count_try(by_login, address, (rules ->> 'most')::int, (rules ->> 'lock')::int);
begin
  if waiting is not null then return json_build_object('locked', waiting); end if;
  return json_build_object('password', (select password from store.credentials where user_id = person));
end $$;
create function site.finish_confirm(by_login text, at_address text) returns void
language sql security definer set search_path = '' as $$
  delete from store.sign_in_tries where login = by_login and address = at_address
$$;

-- The one place where a password is written. The one before is remembered, of those who may not come back to it; every
-- session, ticket and PIN is over.
create function store.set_password(person bigint, hashed text, must boolean) returns void
language plpgsql set search_path = '' as $$
begin
  if store.standing(person) = 'public' then
    delete from store.password_history where user_id = person;
  else
    insert into store.password_history (user_id, password)
      select person, password from store.credentials where user_id = person;
    delete from store.password_history h where h.user_id = person and h.until < (
      select until from store.password_history where user_id = person order by until desc offset 23 limit 1);
  end if;
  insert into store.credentials (user_id, password, must_change) values (person, hashed, must)
    on conflict (user_id) do update set password = excluded.password, must_change = must, changed_at = now();
  update store.sessions set ended_at = now() where user_id = person and ended_at is null;
  perform store.forget_pins(person);
  perform site.raise_access();
end $$;

-- In with a new token; where a second factor is due, halfway. Null when another change was quicker.
create function site.change_password(token text, compared text, hashed text, new_token text, rules jsonb, origin jsonb)
returns json language plpgsql security definer set search_path = '' as $$
declare
  holder bigint;
  held text;
  factors text[];
begin
  select person, session_kind into holder, held from store.living_session(token);
  perform 1 from store.credentials where user_id = holder and password = compared and disabled_at is null for update;
  if not found then return null; end if;
  perform store.set_password(holder, hashed, false);
  perform store.audit_person('password.changed', holder, origin, '{}');
  factors := store.factors_of(holder);
  if held = 'password_change' and (factors <> '{}'
    or (rules ->> 'administratorsNeedFactors')::boolean and store.is_administrator(holder)) then
    return store.give_ticket(store.profile(holder) ->> 'username', origin, holder, new_token, 'second_factor',
      factors);
  end if;
  return store.enter(null, holder, new_token, rules -> 'lives', origin, 'password');
end $$;

-- Null: no such account. A site's administrator asks it of members; the house's owner of everybody.
create function site.require_new_password(person bigint, who text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  update store.credentials set must_change = true where user_id = person;
  if not found then return null; end if;
  update store.sessions set ended_at = now() where user_id = person and ended_at is null;
  perform store.forget_pins(person);
  perform site.raise_access();
  perform store.audit_by('password.must_change', who, person);
  return 'true';
end $$;

create function site.shut_out(person bigint, out_of_it boolean, who text) returns json
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever comes in by Google alone has no credentials yet; this password is no hash, so it opens nothing.
  insert into store.credentials (user_id, password, disabled_at)
    select id, '!', case when out_of_it then now() end from store.users where id = person
    on conflict (user_id) do update set disabled_at = case when out_of_it then now() end;
  if not found then return null; end if;
  if out_of_it then
    update store.sessions set ended_at = now() where user_id = person and ended_at is null;
    perform store.forget_pins(person);
  end if;
  perform site.raise_access();
  perform store.audit_by('account.' || case when out_of_it then 'disabled' else 'enabled' end, who, person);
  return 'true';
end $$;

-- Forgets what was tried with the person's logins, from everywhere.
create function store.unlock(person bigint, who text) returns void
language plpgsql set search_path = '' as $$
declare
  logins text[] := (select array_remove(array[lower(username), lower(email), telephone, ' password ' || id], null)
    from store.users where id = person);
begin
  delete from store.sign_in_tries where login = any(logins);
  delete from store.sign_in_pressure where login = any(logins);
  delete from store.factor_tries where user_id = person;
  perform store.audit_by('account.unlocked', who, person);
end $$;
create function site.unlock(person bigint, who text) returns void
language sql security definer set search_path = '' as $$ select store.unlock(person, who) $$;

select store.open_to_application(array[
  'my_sessions', 'end_my_session', 'device_people', 'set_pin', 'begin_pin', 'fail_pin', 'finish_pin',
  'my_password', 'password_facts', 'begin_confirm', 'finish_confirm', 'change_password', 'require_new_password',
  'shut_out', 'unlock']);
