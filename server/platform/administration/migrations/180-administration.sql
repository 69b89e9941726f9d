-- What the screens of administration ask that lies behind the wall: who is here and how their account stands.

-- Where the person is signed in counts for nothing here: only when they were last seen.
create function store.standing_of(person bigint, logins text[], most int, lock_seconds int) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'network_owner', exists (select from store.network_owners o where o.user_id = person),
    'disabled', exists (select from store.credentials c where c.user_id = person and c.disabled_at is not null),
    'must_change', exists (select from store.credentials c where c.user_id = person and c.must_change),
    'second_factor', store.factors_of(person) <> '{}',
    'locked', exists (select from store.sign_in_tries t where t.login = any(logins) and t.tries >= most
      and t.last_at > now() - make_interval(secs => lock_seconds)),
    'last_seen_at', (select max(s.last_seen_at) from store.sessions s where s.user_id = person and s.kind = 'session'))
$$;

-- The people of the site of the batch, by name; `asked`: search, group, state, person, page, size.
create function site.people_here(asked jsonb, most int, lock_seconds int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  size int := (asked ->> 'size')::int;
begin
  return (
    with found as materialized (
      select u.id, u.username, u.email, u.first_name, u.last_name, u.telephone, u.est_verifie, m.id as membership,
        m.version as membership_version, m.admin is true as admin, m.ended is true as ended,
        coalesce((select jsonb_agg(g.to_id order by g.position) from store.membership_groups g
          where g.site_id = here and g.row_id = m.id), '[]') as groups,
        store.standing_of(u.id, array_remove(array[lower(u.username), lower(u.email), u.telephone], null), most,
          lock_seconds) as standing
      from store.memberships m join store.users u on u.id = m."user"
      where m.site_id = here
        and (asked ->> 'person' is null or u.id = (asked ->> 'person')::bigint)
        and (asked ->> 'search' is null or position(site.fold(asked ->> 'search') in
          site.fold(concat_ws(' ', u.first_name, u.last_name, u.username, u.email, u.telephone))) > 0)
        and (asked ->> 'group' is null or exists (select from store.membership_groups g
          where g.site_id = here and g.row_id = m.id and g.to_id = (asked ->> 'group')::bigint))),
    kept as (
      select * from found f where case coalesce(asked ->> 'state', 'all')
        when 'active' then not f.ended and not (f.standing ->> 'disabled')::boolean
        when 'ended' then f.ended
        when 'admin' then f.admin
        when 'disabled' then (f.standing ->> 'disabled')::boolean
        when 'locked' then (f.standing ->> 'locked')::boolean
        else true end),
    shown as (
      select * from kept order by site.fold(coalesce(nullif(concat_ws(' ', first_name, last_name), ''), username)), id
      limit size offset ((asked ->> 'page')::int - 1) * size)
    select json_build_object('count', (select count(*) from kept), 'results', coalesce((
      select json_agg(json_build_object('id', id, 'username', username, 'email', email, 'first_name', first_name,
        'last_name', last_name, 'telephone', telephone, 'est_verifie', est_verifie, 'membership',
        json_build_object('id', membership, 'version', membership_version, 'groups', groups, 'admin', admin,
          'ended', ended), 'standing', standing)) from shown), '[]')));
end $$;

-- One session of somebody, or all of them where none is named. Null: there was none.
create function site.end_sessions_of(person bigint, wanted bigint, who text) returns json
language plpgsql security definer set search_path = '' as $$
declare ended int;
begin
  update store.sessions set ended_at = now()
    where user_id = person and ended_at is null and expires_at > now() and (wanted is null or id = wanted);
  get diagnostics ended = row_count;
  if ended = 0 then return null; end if;
  perform store.audit_by('session.ended', who, person);
  perform site.raise_access();
  return to_json(ended);
end $$;

-- The settings of the site of the batch. Answers them as they stand then, or the host name that is another's.
create function site.change_site(changes jsonb, who text) returns json
language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  taken text;
begin
  if changes <> '{}' then
    perform pg_advisory_xact_lock(hashtext('sugu.sites'));
    select h into taken from store.sites s, jsonb_array_elements_text(s.hosts) h
      where s.id <> here and changes -> 'hosts' ? h limit 1;
    if found then return json_build_object('taken', taken); end if;
    perform set_config('sugu.actor', who, true);
    update store.sites set name = coalesce(changes ->> 'name', name), hosts = coalesce(changes -> 'hosts', hosts),
        country = coalesce(changes ->> 'country', country), currency = coalesce(changes ->> 'currency', currency),
        language = coalesce(changes ->> 'language', language), time_zone = coalesce(changes ->> 'time_zone', time_zone),
        version = version + 1, updated_at = now()
      where id = here;
  end if;
  return (select json_build_object('slug', s.slug, 'name', s.name, 'hosts', coalesce(s.hosts, '[]'),
      'country', s.country, 'currency', s.currency, 'language', s.language, 'time_zone', s.time_zone)
    from store.sites s where s.id = here);
end $$;

-- For the owner of the network, who makes sites.
create function site.all_sites() returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name,
      'hosts', coalesce(s.hosts, '[]'), 'country', s.country, 'currency', s.currency, 'language', s.language,
      'time_zone', s.time_zone, 'created_at', s.created_at, 'members',
      (select count(*) from store.memberships m where m.site_id = s.id and m.ended is not true)) order by s.id), '[]')
    from store.sites s);
end $$;

-- What left of late and how, without to whom; and how much waits.
create function site.messages_of_late() returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return json_build_object(
    'waiting', (select count(*) from store.outbox where left_at is null),
    'latest', (select coalesce(json_agg(json_build_object('id', o.id, 'at', o.at, 'kind', o.kind,
        'by', case when o.email is null then 'sms' else 'mail' end, 'left_at', o.left_at, 'left_by', o.left_by)
        order by o.id desc), '[]')
      from (select * from store.outbox order by id desc limit 20) o));
end $$;

select store.open_to_application(array[
  'people_here', 'end_sessions_of', 'change_site', 'all_sites', 'messages_of_late']);
