create table visits (
    id varchar(36) not null primary key,
    visitor varchar(100) not null,
    at timestamp not null default getdate()
) distkey (visitor) sortkey (at);
