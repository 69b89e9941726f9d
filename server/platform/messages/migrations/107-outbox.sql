-- What is on its way to people. Codes lie in it until they have left: so it is apart, and the application role has
-- three narrow functions.
create table store.outbox (
  id bigint generated always as identity primary key,
  site_id int not null,
  at timestamptz not null default now(),
  kind text not null,
  email text,
  telephone text,
  language text not null,
  data jsonb not null,
  late_at timestamptz,
  left_at timestamptz,
  left_by text,
  check (num_nonnulls(email, telephone) = 1)
);
create index outbox_at on store.outbox (at);

-- The message and the job that sends it, in the transaction of whoever has something to say: statements, and functions
-- over the secrets. The insert is pg-boss's own, with what its queue says; where no queue is made yet, the next
-- `site.waiting_messages` finds the message. `late`: seconds after which it would help nobody.
create function site.leave_message(recipient jsonb, what text, in_language text, facts jsonb, late int)
returns bigint language plpgsql security definer set search_path = '' as $$
declare made bigint;
begin
  insert into store.outbox (site_id, kind, email, telephone, language, data, late_at)
  values (coalesce(nullif(current_setting('sugu.site', true), '')::int, 0), what, recipient ->> 'email',
    recipient ->> 'phone', in_language, facts, now() + make_interval(secs => late))
  returning id into made;
  if to_regclass('pgboss.queue') is null then return made; end if;
  insert into pgboss.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds, retry_limit,
    retry_delay, retry_backoff, retry_delay_max, policy, dead_letter)
  select q.name, jsonb_build_object('site', null, 'data', jsonb_build_object('message', made)), now(),
    now() + make_interval(secs => q.retention_seconds), q.expire_seconds, q.deletion_seconds, q.retry_limit,
    q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter
  from pgboss.queue q where q.name = 'messages.send';
  return made;
end $$;

-- Null: it has left already.
create function site.open_message(message bigint) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select json_build_object('id', o.id, 'kind', o.kind, 'email', o.email, 'phone', o.telephone,
    'language', o.language, 'data', o.data, 'site', s.name, 'timeZone', s.time_zone,
    'stamp', (extract(epoch from o.at) * 1000000)::bigint, 'late', coalesce(o.late_at < now(), false))
  from store.outbox o left join store.sites s on s.id = o.site_id
  where o.id = message and o.left_at is null);
end $$;

-- What it said is not kept; of somebody who is erased, nothing.
create function site.close_message(message bigint, how text) returns void
language sql security definer set search_path = '' as $$
  delete from store.outbox where id = message and kind = 'erased';
  update store.outbox set left_at = now(), left_by = how, data = '{}' where id = message and left_at is null
$$;

-- Those that no job knows of, and the end of what is long gone.
create function site.waiting_messages(kept_days int) returns json
language plpgsql security definer set search_path = '' as $$
begin
  delete from store.outbox where at < now() - make_interval(days => kept_days);
  return (select coalesce(json_agg(id order by id), '[]') from store.outbox
    where left_at is null and at < now() - interval '2 days');
end $$;

select store.open_to_application(array[
  'leave_message', 'open_message', 'close_message', 'waiting_messages']);
