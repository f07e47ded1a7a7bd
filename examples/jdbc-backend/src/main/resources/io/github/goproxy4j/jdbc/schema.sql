-- Every name and type here means the same in PostgreSQL and in H2. Rows are added and never deleted, and nothing of
-- them changes but "withdrawn": so what was opened stays readable.

create table if not exists go_file (
  id uuid primary key,
  size bigint not null,
  chunk_size integer not null,
  sha256 bytea not null
);

create table if not exists go_chunk (
  file uuid not null references go_file (id),
  n bigint not null,
  bytes bytea not null,
  primary key (file, n)
);

create table if not exists go_version (
  module varchar(1000) not null,
  version varchar(250) not null,
  published timestamp with time zone not null,
  h1 varchar(60) not null,
  mod_file uuid not null references go_file (id),
  zip_file uuid not null references go_file (id),
  withdrawn varchar(400),
  primary key (module, version)
);
