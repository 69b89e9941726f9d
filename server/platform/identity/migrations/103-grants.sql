-- The application role may call these functions, nobody else may. A name that stands for none is a mistake.
create function store.open_to_application(names text[]) returns void
language plpgsql set search_path = '' as $$
declare
  missing text[] := array(select name from unnest(names) name
    where not exists (select 1 from pg_proc where pronamespace = 'site'::regnamespace and proname = name));
  narrow regprocedure;
begin
  if missing <> '{}' then raise exception 'no function of schema site is called %', missing; end if;
  for narrow in
    select oid::regprocedure from pg_proc where pronamespace = 'site'::regnamespace and proname = any(names)
  loop
    execute format('revoke all on function %s from public', narrow);
    execute format('grant execute on function %s to <app>', narrow);
  end loop;
end $$;
revoke all on function store.open_to_application from public;

select store.open_to_application(array[
  'begin_sign_in', 'fail_sign_in', 'finish_sign_in', 'session_actor', 'person_actor', 'touch_sessions', 'my_profile',
  'end_session', 'clean_sign_ins', 'enter', 'add_member', 'add_person']);
