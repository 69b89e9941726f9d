-- What formulas reckon with, where PostgreSQL alone would raise an error, round otherwise or go by a locale. The same
-- as model/formula/operations.ts; a property compares the two. Formulas run in triggers of the owner's.

-- Halves go away from zero, at whatever size. `unit`: 1 and as many zeros as the result has places; `step`: one part of it.
create function store.fx_divide(a numeric, b numeric, unit numeric, step numeric) returns numeric
language sql immutable parallel safe as $$
  select case when b <> 0 then sign(a) * sign(b) * div(abs(a) * unit * 2 + abs(b), abs(b) * 2) * step end
$$;

-- The remainder has the sign of the divisor.
create function store.fx_mod(a numeric, b numeric) returns numeric
language sql immutable parallel safe as $$
  select case when b <> 0 then case when mod(a, b) <> 0 and (mod(a, b) < 0) <> (b < 0) then mod(a, b) + b else mod(a, b) end end
$$;

create function store.fx_sum(variadic numbers numeric[]) returns numeric
language sql immutable parallel safe as $$ select sum(n) from unnest(numbers) n $$;

-- What the columns hold: an integer that JavaScript holds too, and 38 digits.
create function store.fx_whole(n numeric) returns bigint
language sql immutable parallel safe as $$ select case when abs(n) <= 9007199254740991 then n::bigint end $$;
create function store.fx_fits(n numeric, below numeric) returns numeric
language sql immutable parallel safe as $$ select case when abs(n) < below then n end $$;

create function store.fx_upper(t text) returns text
language sql immutable parallel safe as $$ select upper(t collate "und-x-icu") $$;
create function store.fx_lower(t text) returns text
language sql immutable parallel safe as $$ select lower(t collate "und-x-icu") $$;
create function store.fx_trim(t text) returns text
language sql immutable parallel safe as $$ select btrim(regexp_replace(t, ' +', ' ', 'g'), ' ') $$;
create function store.fx_left(t text, n numeric) returns text
language sql immutable parallel safe as $$
  select case when n is not null then left(t, least(greatest(trunc(n), 0), 1000000)::int) end
$$;
create function store.fx_right(t text, n numeric) returns text
language sql immutable parallel safe as $$
  select case when n is not null then right(t, least(greatest(trunc(n), 0), 1000000)::int) end
$$;

-- Days of the years 1 to 9999; what is not one of them is null.
create function store.fx_shift(d date, n numeric) returns date
language sql immutable parallel safe as $$
  select case when (d - date '0001-01-01') + trunc(n) between 0 and 3652058 then d + trunc(n)::int end
$$;
create function store.fx_months(d date, n numeric) returns date
language sql immutable parallel safe as $$
  select case when extract(year from d) * 12 + extract(month from d) - 1 + trunc(n) between 12 and 119999
    then (d + make_interval(months => trunc(n)::int))::date end
$$;
create function store.fx_date(y numeric, m numeric, d numeric) returns date
language plpgsql immutable strict parallel safe as $$
begin
  if trunc(y) not between 1 and 9999 or trunc(m) not between 1 and 12 or trunc(d) not between 1 and 31 then return null; end if;
  if trunc(d) > extract(day from make_date(trunc(y)::int, trunc(m)::int, 1) + interval '1 month' - interval '1 day') then
    return null;
  end if;
  return make_date(trunc(y)::int, trunc(m)::int, trunc(d)::int);
end $$;
create function store.fx_between(first date, last date, unit text) returns numeric
language sql immutable parallel safe as $$
  select case
    when last < first then null
    when unit = 'd' then (last - first)::numeric
    when unit = 'm' then extract(year from age(last, first)) * 12 + extract(month from age(last, first))
    else extract(year from age(last, first)) end
$$;
