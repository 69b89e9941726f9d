-- The words of a rich text, in one line: what search and conditions look into. The same as `plainText` of
-- model/rich-text/write.ts; a property compares the two. What is stored was written by us: no `>` stands in an address.
create function site.plain(html text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(replace(replace(
    regexp_replace(regexp_replace(html, '</?(strong|em|u|s|code|a)( [^>]*)?>', '', 'g'), '<[^>]*>', ' ', 'g'),
    '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&')
$$;
