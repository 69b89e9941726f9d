-- A site's logo, as it stands on its papers: a checked PNG or JPEG, in base64.
create table store.site_logos (
  site_id int primary key,
  image text not null
);
alter table store.site_logos enable row level security;
create view site.site_logos as select site_id, image from store.site_logos
  where site_id = nullif(current_setting('sugu.site', true), '')::int
  with cascaded check option;
grant select, insert, update, delete on site.site_logos to <app>;
