-- All that is kept on a person, as data: what their archive holds, and what goes with them. A part is named here by
-- whoever keeps it; one whose table is not there is passed over.
create table store.personal_parts (
  relation text not null,
  person_column text not null,
  -- Its name in the archive; null: it tells nothing to anybody.
  called text,
  hidden text[] not null default '{}',
  -- False: it is what was done, not who did it.
  goes boolean not null default true,
  primary key (relation, person_column)
);

insert into store.personal_parts (relation, person_column, called, hidden, goes) values
  ('store.sessions', 'user_id', 'sessions', '{token_hash}', true),
  ('store.device_people', 'user_id', 'appareils', '{pin}', true),
  ('store.credentials', 'user_id', 'mot_de_passe', '{password}', true),
  ('store.password_history', 'user_id', null, '{}', true),
  ('store.proven', 'user_id', 'coordonnees_verifiees', '{}', true),
  ('store.codes', 'user_id', null, '{}', true),
  ('store.follows', 'follower', 'abonnements', '{}', true),
  ('store.follows', 'followed', 'abonnes', '{}', true),
  ('store.totp', 'user_id', 'application_de_codes', '{secret,pending}', true),
  ('store.passkeys', 'user_id', 'cles_d_acces', '{public_key}', true),
  ('store.recovery_codes', 'user_id', 'codes_de_secours', '{code_hash}', true),
  ('store.factor_tries', 'user_id', null, '{}', true),
  ('store.network_owners', 'user_id', 'proprietaire_du_reseau', '{}', true),
  ('store.sign_in_attempts', 'user_id', 'connexions', '{}', false),
  ('store.api_tokens', 'user_id', 'jetons_d_acces', '{token_hash}', true),
  ('store.see_as', 'viewer_id', null, '{}', true),
  ('store.see_as', 'person_id', null, '{}', true),
  ('store.memberships', 'user', 'appartenances', '{}', false),
  ('store.members', 'user_id', null, '{}', false),
  ('store.registered', 'user_id', 'inscription', '{}', true),
  ('store.erased', 'user_id', null, '{}', false);

create function store.rows_of(part store.personal_parts, person bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
declare found_rows jsonb;
begin
  execute format('select coalesce(jsonb_agg(to_jsonb(x) - $2), ''[]'') from %s x where x.%I = $1',
    to_regclass(part.relation), part.person_column) into found_rows using person, part.hidden;
  return found_rows;
end $$;

create function site.kept_on(person bigint) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_object_agg(p.called, store.rows_of(p, person)) from store.personal_parts p
      where p.called is not null and to_regclass(p.relation) is not null)
    || jsonb_build_object('profil', store.profile(person))
    || jsonb_build_object('historique_du_profil', (
      select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'verb', l.verb, 'actor', l.actor) order by l.at), '[]')
      from store.log l where l.row_id = person
        and l.table_id in (select id from store.tables where slug = 'users' and origin = 'code')))
    || jsonb_build_object('journal', (
      select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'kind', a.kind, 'address', a.address) order by a.seq), '[]')
      from store.audit a where a.actor = 'user:' || person or a.about = 'user:' || person))
    || jsonb_build_object('messages', (
      select coalesce(jsonb_agg(jsonb_build_object('at', o.at, 'kind', o.kind, 'left_at', o.left_at) order by o.id), '[]')
      from store.outbox o where store.is_to(o, person)));
end $$;

create function store.is_to(message store.outbox, person bigint) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return lower(message.email) = store.contact(person, 'email')
    or message.telephone = store.contact(person, 'telephone');
end $$;

-- What others wrote keeps pointing at a number that leads to nobody; nothing personal is left beside it, in the log's
-- images and in the audit neither.
create function site.erase_person(person bigint) returns json
language plpgsql security definer set search_path = '' as $$
declare
  part store.personal_parts;
  was json := json_build_object('email', store.address(person, 'email'), 'phone', store.address(person, 'telephone'));
  logins text[] := (select array_remove(array[lower(username), lower(email), telephone], null)
    from store.users where id = person);
begin
  perform pg_advisory_xact_lock(hashtext('sugu.owners'));
  if (select array_agg(user_id) from store.network_owners) = array[person] then
    return json_build_object('state', 'last_owner');
  end if;
  perform set_config('sugu.actor', 'user:' || person, true);
  delete from store.outbox o where store.is_to(o, person);
  if to_regclass('pgboss.job') is not null then
    delete from pgboss.job where name = 'accounts.reset' and data -> 'data' ->> 'login' = any(logins);
  end if;
  delete from store.sign_in_tries where login = any(logins);
  delete from store.sign_in_pressure where login = any(logins);
  update store.sign_in_attempts set login = 'compte_effacé', address = '', user_agent = null
    where user_id = person or login = any(logins);
  for part in select * from store.personal_parts where goes and to_regclass(relation) is not null loop
    execute format('delete from %s where %I = $1', to_regclass(part.relation), part.person_column) using person;
  end loop;
  update store.memberships set ended = true, version = version + 1, updated_at = now()
    where "user" = person and ended is not true;
  update store.users set username = 'compte_effacé_' || id, email = null, first_name = null, last_name = null,
    telephone = null, date_naissance = null, bio = null, est_verifie = false, notifications_email = false,
    notifications_push = false, version = version + 1, updated_at = now()
    where id = person;
  insert into store.erased (user_id) values (person);
  insert into store.credentials (user_id, password, disabled_at) values (person, '', now());
  perform site.raise_access();
  perform store.audit_forget(person, nullif(current_setting('sugu.site', true), '')::int);
  return was;
end $$;

select store.open_to_application(array[
  'register_person', 'write_profile', 'own_profile', 'begin_verification', 'verify_contact', 'find_reset',
  'begin_reset', 'try_reset', 'finish_reset', 'public_profile', 'follow', 'clean_codes', 'kept_on', 'erase_person']);
