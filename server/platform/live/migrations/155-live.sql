-- What whoever looks at a screen is told of: the newest lines of the log, and who is where.

-- The lines with their numbers, behind the wall.
create view site.log_news as
  select seq, site_id, table_id, row_id, version, verb, at, actor, batch, before from store.log
  where site_id = nullif(current_setting('sugu.site', true), '')::int;
grant select on site.log_news to <app>;

-- Rises whenever somebody comes, moves or leaves.
create sequence store.presence_seq;

-- How far the log is, and which of its lines above a number were not told yet: their number, site and table, no more.
-- A line takes its number after its transaction's: so once all transactions below `mine` are over, none up to `top` is
-- still to come (see 116). Where nothing moved, no transaction number is taken.
create function site.log_moves(above bigint, told bigint[], most int) returns json
language plpgsql security definer set search_path = '' as $$
declare
  top bigint := (select case when is_called then last_value else 0 end from store.log_seq);
  mine bigint;
  oldest bigint;
  people bigint := (select case when is_called then last_value else 0 end from store.presence_seq);
begin
  if top <= above then return json_build_object('top', top, 'people', people); end if;
  mine := pg_current_xact_id()::text::bigint;
  oldest := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  return json_build_object('top', top, 'people', people, 'mine', mine, 'oldest', oldest, 'lines', (
    select coalesce(json_agg(json_build_array(seq, site_id, table_id) order by seq), '[]') from (
      select seq, site_id, table_id from store.log
      where seq > above and seq <> all (told) and at > now() - interval '1 day'
      order by seq limit most) l));
end $$;

-- The index of the numbers knows whole blocks of lines: what was written since is looked through each time.
create function site.learn_log_news() returns void language sql security definer set search_path = '' as $$
  select store.summarize_log()
$$;

-- Who looks at what, or edits it, until when. Nothing that a crash may not forget.
create unlogged table store.presence (
  site_id int not null,
  user_id bigint not null,
  tab text not null,
  name text not null,
  table_id int not null,
  row_id bigint,
  field text,
  editing boolean not null,
  until timestamptz not null,
  primary key (site_id, user_id, tab)
);
alter table store.presence enable row level security;
create view site.presence as
  select * from store.presence where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select on site.presence to <app>;

-- Null for the table: they have left. Of one person a dozen tabs are known, those that were heard of last.
create function site.be_present(person bigint, of_tab text, named text, of_table int, of_row bigint, of_field text,
  edits boolean, seconds int) returns void language plpgsql security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  delete from store.presence p where p.site_id = here
    and (p.until < now() or (p.user_id = person and (p.tab = of_tab and of_table is null)));
  if of_table is not null then
    insert into store.presence (site_id, user_id, tab, name, table_id, row_id, field, editing, until)
      values (here, person, of_tab, named, of_table, of_row, of_field, edits, now() + make_interval(secs => seconds))
      on conflict (site_id, user_id, tab) do update set name = excluded.name, table_id = excluded.table_id,
        row_id = excluded.row_id, field = excluded.field, editing = excluded.editing, until = excluded.until;
    delete from store.presence p where p.site_id = here and p.user_id = person and p.tab in (
      select tab from store.presence where site_id = here and user_id = person order by until desc offset 12);
  end if;
  perform nextval('store.presence_seq');
end $$;

-- Whom one may speak to at the site: its members, by name.
create function site.members_named(part text, most int) returns json
language plpgsql stable security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return (select coalesce(json_agg(json_build_object('id', p.id, 'username', p.username, 'name', p.name)), '[]') from (
    select u.id, u.username, coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.username) as name
    from store.memberships m join store.users u on u.id = m."user"
    where m.site_id = here and m.ended is not true
      and not exists (select from store.credentials c where c.user_id = u.id and c.disabled_at is not null)
      and (part = '' or site.fold(concat_ws(' ', u.first_name, u.last_name, u.username)) like
        '%' || replace(replace(replace(site.fold(part), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    order by name, u.id limit most) p);
end $$;

-- The same by their ids.
create function site.people_named(ids bigint[]) returns json
language plpgsql stable security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return (select coalesce(json_agg(json_build_object('id', u.id, 'username', u.username,
      'name', coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.username))), '[]')
    from store.users u where u.id = any (ids)
      and exists (select from store.members m where m.site_id = here and m.user_id = u.id));
end $$;

-- Those who administer the site: told of what fails.
create function site.administrators() returns json
language plpgsql stable security definer set search_path = '' as $$
declare here int := nullif(current_setting('sugu.site', true), '')::int;
begin
  return (select coalesce(json_agg(m."user"), '[]') from store.memberships m
    where m.site_id = here and m.admin and m.ended is not true);
end $$;

select store.open_to_application(array[
  'log_moves', 'learn_log_news', 'be_present', 'members_named', 'people_named', 'administrators']);

-- What is kept on a person: what they said stays with the rows that they said it of.
insert into store.personal_parts (relation, person_column, called, hidden, goes) values
  ('store.notifications', 'person', 'notifications', '{}', true),
  ('store.comments', 'created_by', 'commentaires', '{}', false),
  ('store.presence', 'user_id', null, '{}', true);
