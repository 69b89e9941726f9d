-- Making people and members. A new person is always made together with their membership of the site of the
-- batch, so that nobody can be made whom no wall lets through.

-- Null where there is no such person.
create function site.add_member(person bigint, is_admin boolean, group_ids bigint[], who text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  here int := nullif(current_setting('sugu.site', true), '')::int;
  made bigint;
begin
  if not exists (select 1 from store.users where id = person) then return null; end if;
  insert into store.memberships (site_id, "user", admin, ended) values (here, person, is_admin, false)
    returning id into made;
  insert into store.membership_groups (site_id, row_id, to_id, position)
    select here, made, group_id, place from unnest(group_ids) with ordinality as g (group_id, place);
  perform store.log_made(here, 'memberships', made, who);
  perform store.audit_add(here, 'permissions.changed', who, 'memberships:' || made, null,
    jsonb_build_object('user', person, 'admin', is_admin, 'groups', group_ids));
  return made;
end $$;

create function site.add_person(profile jsonb, hashed text, must_change boolean, is_admin boolean,
  group_ids bigint[], who text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare made bigint;
begin
  perform set_config('sugu.actor', who, true);
  insert into store.users (site_id, username, email, first_name, last_name, telephone, date_naissance, bio,
    est_verifie, notifications_email, notifications_push)
  select 0, p.username, p.email, p.first_name, p.last_name, p.telephone, p.date_naissance, p.bio,
    coalesce(p.est_verifie, false), coalesce(p.notifications_email, true), coalesce(p.notifications_push, true)
  from jsonb_to_record(profile) as p (username text, email text, first_name text, last_name text, telephone text,
    date_naissance date, bio text, est_verifie boolean, notifications_email boolean, notifications_push boolean)
  returning id into made;
  if hashed is not null then
    insert into store.credentials (user_id, password, must_change) values (made, hashed, add_person.must_change);
  end if;
  perform site.add_member(made, is_admin, group_ids, who);
  return made;
end $$;
