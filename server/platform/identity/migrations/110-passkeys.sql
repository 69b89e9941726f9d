-- Passkeys: what is signed, and by which key (the tables are in 106).

create function site.ask_challenge(token text, of_purpose text, asked text, seconds int) returns json
language plpgsql security definer set search_path = '' as $$
declare holder bigint := case of_purpose
  when 'enrol' then store.factor_owner(token) else store.ticket_holder(token) end;
begin
  if holder is null then return null; end if;
  delete from store.challenges where expires_at < now();
  insert into store.challenges (token_hash, purpose, challenge, expires_at)
    values (decode(token, 'hex'), of_purpose, asked, now() + make_interval(secs => seconds))
    on conflict (token_hash) do update
      set purpose = excluded.purpose, challenge = excluded.challenge, expires_at = excluded.expires_at;
  return to_json(true);
end $$;

-- Gone with the first answer, right or wrong.
create function site.take_challenge(token text, of_purpose text) returns json
language plpgsql security definer set search_path = '' as $$
declare asked text;
begin
  delete from store.challenges
    where token_hash = decode(token, 'hex') and purpose = of_purpose and expires_at > now()
    returning challenge into asked;
  return to_json(asked);
end $$;

create function store.passkeys_at(person bigint, at_host text) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object('credential', credential, 'publicKey', public_key, 'counter', counter,
    'transports', transports) order by id), '[]')
  from store.passkeys where user_id = person and host = at_host
$$;

create function site.enrolled_passkeys(token text, at_host text) returns json
language sql stable security definer set search_path = '' as $$
  select store.passkeys_at(store.factor_owner(token), at_host)
$$;

create function site.ticket_passkeys(token text, at_host text) returns json
language sql stable security definer set search_path = '' as $$
  select store.passkeys_at(store.ticket_holder(token), at_host)
$$;

-- The codes are kept where this is the first factor only. Null: the key is somebody's already.
create function site.add_passkey(token text, key json, at_host text, called text, hashes text[]) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.factor_owner(token);
  is_first boolean := store.factors_of(person) = '{}';
  made bigint;
begin
  insert into store.passkeys (user_id, credential, public_key, counter, transports, host, name)
    select person, key ->> 'credential', key ->> 'publicKey', (key ->> 'counter')::bigint,
      array(select json_array_elements_text(key -> 'transports')), at_host, called
    where person is not null and (select count(*) from store.passkeys where user_id = person) < 20
    on conflict (credential) do nothing returning id into made;
  if made is null then return null; end if;
  if is_first then perform store.set_recovery_codes(person, hashes); end if;
  return json_build_object('id', made, 'isFirst', is_first);
end $$;

-- False where the counter did not rise: another key with the same secret has signed, or this answer was taken before.
create function site.take_passkey(token text, of_credential text, risen bigint) returns json
language plpgsql security definer set search_path = '' as $$
begin
  update store.passkeys set counter = risen, last_used_at = now()
    where user_id = store.ticket_holder(token) and credential = of_credential
      and (counter < risen or (counter = 0 and risen = 0));
  return to_json(found);
end $$;

create function site.remove_passkey(token text, wanted bigint) returns json
language plpgsql security definer set search_path = '' as $$
declare
  person bigint := store.factor_owner(token);
  was_there boolean;
begin
  delete from store.passkeys where user_id = person and id = wanted;
  was_there := found;
  perform store.tidy_factors(person);
  return to_json(was_there);
end $$;

select store.open_to_application(array[
  'factor_owner', 'my_factors', 'begin_code_try', 'offer_totp', 'offered_totp', 'confirm_totp', 'new_recovery_codes', 'take_totp', 'take_recovery_code', 'end_ticket',
  'remove_totp', 'ask_challenge', 'take_challenge', 'enrolled_passkeys', 'ticket_passkeys', 'add_passkey',
  'take_passkey', 'remove_passkey']);
