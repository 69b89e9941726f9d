-- The application role may call these, nobody else may.
do $$
declare narrow regprocedure;
begin
  for narrow in
    select oid::regprocedure from pg_proc where pronamespace = 'site'::regnamespace and proname in (
      'begin_sign_in', 'fail_sign_in', 'finish_sign_in', 'session_actor', 'person_actor', 'touch_sessions', 'my_profile',
      'end_session', 'clean_sign_ins', 'enter', 'add_member', 'add_person')
  loop
    execute format('revoke all on function %s from public', narrow);
    execute format('grant execute on function %s to <app>', narrow);
  end loop;
end $$;
