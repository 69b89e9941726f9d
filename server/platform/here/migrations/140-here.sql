-- What people like to find on their screens, at each site; and the sites that they may go to.

create table store.preferences (
  user_id bigint not null,
  site_id int not null,
  name text not null check (length(name) between 1 and 60),
  value jsonb not null check (pg_column_size(value) <= 20000),
  primary key (user_id, site_id, name)
);

insert into store.personal_parts (relation, person_column, called, hidden, goes)
  values ('store.preferences', 'user_id', 'preferences', '{}', true);

create function store.preferences_here(person bigint) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_object_agg(name, value), '{}') from store.preferences
  where user_id = person and site_id = nullif(current_setting('sugu.site', true), '')::int
$$;

create function site.here_for(person bigint) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return json_build_object(
    'preferences', store.preferences_here(person),
    'sites', (
      select coalesce(json_agg(json_build_object('slug', s.slug, 'name', s.name) order by s.name, s.id), '[]')
      from store.sites s
      where exists (select from store.network_owners o where o.user_id = person)
        or exists (select from store.memberships m
          where m."user" = person and m.site_id = s.id and m.ended is not true)));
end $$;

-- Null where there would be too many: nothing is written then.
create function site.prefer(person bigint, wishes jsonb) returns json
language plpgsql security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  delete from store.preferences p using jsonb_each(wishes) w
    where p.user_id = person and p.site_id = here and p.name = w.key and w.value = 'null';
  if (select count(*) from (
      select name from store.preferences where user_id = person and site_id = here
      union select key from jsonb_each(wishes) where value <> 'null') n) > 200 then return null; end if;
  insert into store.preferences (user_id, site_id, name, value)
    select person, here, key, value from jsonb_each(wishes) where value <> 'null'
    on conflict (user_id, site_id, name) do update set value = excluded.value;
  return store.preferences_here(person);
end $$;

select store.open_to_application(array['here_for', 'prefer']);
