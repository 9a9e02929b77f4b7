-- Statements that fail, one a line. Those before the last of a line, apart by ;;, only lead to it.
-- 42601 syntax
selec 1
select 1 from
select (1
select 1)
select 'open
select "open
select 1 /* open
select $$open
select * from t where
select case when 1 then 2
insert into t
insert into t values
insert into t (a) values (1, 2)
insert into t (a, b) values (1)
update t set
update t set a
create table x
create table x (a)
create table x (a int,)
create table x (a int b int)
drop table
drop tabel t
alter table t add
alter table t
grant select t to public
grant on t to public
select from from t
select 1 group by
select a from t order by
select a from t limit 1 limit 2
select 1 union
select 1 union select
select * from t join
select * from t join t on
select 1.2.3
select ""
select * from (select 1
create function f1() returns int as $$ begin return 1 $$ language plpgsql
create function f1() returns int as $$ begin if true then return 1; end; $$ language plpgsql
create function f1() returns int as $$ selec 1 $$ language sql
create function f1() returns int as 'begin return; end' language plpgsql
create function f1() returns void as 'begin return 1; end' language plpgsql
create function f1() returns int as $$ begin exit; end $$ language plpgsql
create function f1() returns int
create view v1
create view v1 as
create index on
declare
fetch
do
do $$ begin raise exception; end
do $$ begin raise exception '%'; end $$
do $$ begin raise exception 'x', 1; end $$
do $$ x int; begin end $$
call
call p
explain
explain (nonsense) select 1
vacuum (nonsense) t
set
set x
reset
show
prepare q
prepare q as
execute
truncate
comment on table t
comment on nonsense t is 'x'
select distinct on a from t
select * from t for
select count(distinct) from t
select sum(a) over from t
select sum(a) over ( from t
with x as select 1 select * from x
with x (select 1) select * from x
values
merge into t
create schema
create user
create sequence
alter sequence
create type x as
create domain x
select interval
select cast(1 as)
select cast(1)
select extract(year 1)
select position('a')
select trim(both from)
select substring('a' from)
select array[1, 2
select row(1
create table x (a int default)
create table x (a int primary key primary key)
create table x (a int, a2 int, primary key)
create table x (a int references)
create table x (a int check)
alter table t alter a
alter table t rename
select 1 as from t
select :
-- 42703 undefined column
select nope
select nope from t
select t.nope from t
select x.nope from t x
update t set nope = 1
insert into t (nope) values (1)
delete from t where nope = 1
select a from t order by nope
select a from t group by nope
select a from t where "Nope" = 1
alter table t drop column nope
alter table t alter column nope set not null
alter table t rename column nope to x
create index i1 on t (nope)
create view v1 as select nope from t
create table x (a int, primary key (nope))
create table x (a int, unique (nope))
create table x (a int references t (nope))
select * from t join u using (nope)
select * from t join u on t.nope = u.a
select (select nope)
with x as (select 1 as a) select nope from x
select max(nope) from t
comment on column t.nope is 'x'
grant select (nope) on t to public
select (row(1, 2)).f3
-- 42P01 undefined table
select * from never_made
select * from pg_catalog.never_made
insert into never_made values (1)
update never_made set a = 1
delete from never_made
truncate never_made
drop table never_made
drop view never_made
drop sequence never_made
alter table never_made add a int
alter table never_made rename to x
alter sequence never_made restart
create index i1 on never_made (a)
create view v1 as select * from never_made
create table x (a int references never_made)
create table x (like never_made)
create table x () inherits (never_made)
grant select on never_made to public
comment on table never_made is 'x'
begin ;; lock table never_made
analyze never_made
vacuum never_made
select x.a from t
select t2.a from t
select nextval('never_made')
select 'never_made'::regclass
update t set a = x.a
delete from t where x.a = 1
select * from t, (select x.a) y
select * from t where exists (select 1 from never_made)
-- 42P10 invalid column reference
select a from t order by 7
select a from t order by 0
select a from t group by 7
select distinct a from t order by b
create table x (a int, b int, foreign key (a, b) references t (a, a))
-- 42883 undefined function
select never_made()
select never_made(1, 'a', null)
select never_made(never_made())
select pg_catalog.never_made()
select 1 + true
select 'a'::text + 1
select date '2020-01-01' + date '2020-01-01'
select - true
select a || b from (select 1 as a, true as b) x
select * from never_made(1)
call never_made()
call never_made(1)
drop function never_made()
drop procedure never_made()
drop aggregate never_made(int)
alter function never_made() rename to x
create aggregate x1 (int) (sfunc = never_made, stype = int)
select sum('a'::text)
select avg(true)
select round('a'::text)
select trunc(true)
select row_number(1) over ()
create function f1(int) returns int as 'never_made' language never_made
select '1'::int ** 2
select date_trunc(1, now())
select to_char(true, 'x')
select coalesce(never_made(), 1)
grant execute on function never_made() to public
comment on function never_made() is 'x'
-- 42704 undefined object
select 1::never_made
create table x (a never_made)
drop type never_made
drop index never_made
drop user never_made
drop role never_made
drop domain never_made
drop trigger never_made on t
drop rule never_made on t
alter table t drop constraint never_made
alter table t alter column a type never_made
alter table t owner to never_made
alter user never_made rename to x
grant select on t to never_made
grant never_made to public
create function f1(never_made) returns int as 'select 1' language sql
create function f1() returns never_made as 'select 1' language sql
set never_made = 1
show never_made
reset never_made
select 'a' collate never_made
create cast (int as never_made) without function
create operator class x for type never_made using btree as storage int
alter type never_made rename to x
comment on type never_made is 'x'
select current_setting('never_made')
-- 42701, 42702, 42710, 42712, 42723, 42P03 to 42P07 duplicates and ambiguities
create table x (a int, a int)
alter table t add a int
alter table t rename a to b
insert into t (a, a) values (1, 2)
update t set a = 1, a = 2
create view v1 as select 1 as a, 2 as a
select a from t, u
select a from t join u on true
select x.a from t x, u x
select * from t, t
with x as (select 1), x as (select 2) select 1
select * from t x join u x on true
create table t (a int)
create view t as select 1
create schema s1 ;; create schema s1
create sequence t
create type d1 as (a int) ;; create type d1 as (a int)
create index i2 on t (a) ;; create index i2 on t (a)
create function f2() returns int as 'select 1' language sql ;; create function f2() returns int as 'select 1' language sql
alter table t add constraint c1 check (a > 0) ;; alter table t add constraint c1 check (a > 0)
prepare q1 as select 1 ;; prepare q1 as select 1
begin ;; declare c1 cursor for select 1 ;; declare c1 cursor for select 1
alter table t rename to u
create domain dom1 as int ;; create domain dom1 as int
-- 42803, 42P20, 42P19 grouping, windows, recursion
select a, count(*) from t
select a from t group by b
select count(*) from t where count(*) > 1
select count(count(*)) from t
select a from t having a > 1
select * from t group by a
select sum(a) from t group by sum(a)
update t set a = count(*)
select a from t order by count(*)
select 1 from t join u on count(*) = 1
insert into t values (count(*))
select row_number() over () from t where row_number() over () = 1
select row_number()
select sum(row_number() over ()) from t
select row_number() over (order by row_number() over ()) from t
select a from t group by row_number() over ()
select rank() over w from t
select sum(a) over (rows between unbounded following and current row) from t
select sum(a) over (rows between current row and unbounded preceding) from t
select sum(a) over (range between 1 preceding and current row) from t
select ntile(0) over () from u
select nth_value(a, 0) over () from u
with recursive x as (select 1 union all select count(*) from x) select * from x
with recursive x(a) as (select a from x) select * from x
with recursive x(a) as (select 1 union all select a from x union all select a from x) select * from x
with recursive x(a) as (select a from x union all select 1) select * from x
with recursive x(a) as (select 1 union all select x.a from t left join x on true) select * from x
with recursive x(a) as (select 1 union all select (select a from x)) select * from x
with recursive x(a) as (select 1 union all select 'a'::text from x) select * from x
-- 42804, 42846, 42809, 42P18, 42P08 types and kinds
select case when true then 1 else 'a'::text end
select coalesce(1, 'a'::text)
select 1 union select 'a'::text
select array[1, 'a'::text]
insert into t (a) values (true)
insert into t (a) values ('a'::text)
update t set a = now()
alter table t alter b type date
select true::date
select 1::date
select now()::int
select row(1)::int
create table x (a int default true)
select * from t limit 'a'::text
select 1 limit true
select * from f_one
drop view t
drop sequence t
drop index t
drop table v
drop materialized view t
alter view t rename to x
insert into v_agg values (1)
update v_agg set a = 1
delete from v_agg
truncate v
begin ;; lock table seq1
create index i3 on v (a)
select abs(*)
select sum(distinct *) from t
select count() from t
select abs(1) over ()
select lower(distinct 'a')
call f_one()
select p_one()
alter table seq1 add b int
create trigger g1 before insert on v_agg for each row execute function f_one()
create function f4() returns int as 'select true' language sql
create function f4() returns int as 'select 1, 2' language sql
select * from f_one() as x(a int, b int)
select * from json_to_record('{}')
select (1).a
select a.b.c.d.e from t
select (a).b from t
select a[1] from t
create operator + (rightarg = int)
-- 22 data
select 1/0
select 1.0/0
select 1.0::float8/0
select 1 % 0
select div(1, 0)
select 2147483647 + 1
select 32767::smallint + 1::smallint
select 9223372036854775807 + 1
select 3000000000::int
select 40000::smallint
select 10::numeric(1)
select 1e400::float8
select 1e39::real
select exp(1000::float8)
select exp(100000::numeric)
select 10 ^ 1000::float8
select factorial(-1)
select factorial(100000)
select sqrt(-1)
select sqrt(-1::numeric)
select ln(0)
select ln(-1::numeric)
select log(0)
select log(-1)
select power(0, -1)
select power(0::numeric, -1)
select power(-1, 0.5)
select power(-1::float8, 0.5::float8)
select asin(2)
select acos(2)
select width_bucket(1, 1, 1, 1)
select width_bucket(1, 1, 2, 0)
select 'a'::int
select ''::int
select '1.5'::int
select 'a'::bigint
select 'a'::smallint
select 'a'::numeric
select 'a'::float8
select 'a'::real
select 'maybe'::boolean
select 'a'::date
select ''::date
select 'a'::time
select 'a'::timestamp
select 'a'::timestamptz
select 'a'::interval
select 'a'::uuid
select '{'::json
select '{"a":}'::json
select '[1,]'::jsonb
select '{'::int[]
select '{a}'::int[]
select 'a'::inet
select 'a'::point
select 'a'::oid
select 'z'::bit(1)
select b'2'
select x'g'
insert into bits values ('101')
select '2020-13-01'::date
select '2020-02-30'::date
select '25:00'::time
select '2020-01-01 25:00'::timestamp
select '300000-01-01'::timestamp
select '10000000-01-01'::date
select date '5874897-12-31' + 1
select timestamp '294276-12-31' + interval '1 year'
select interval '1' year to second
select '1 nonsense'::interval
select interval '100000000000 years'
select '+99'::timetz
select '2020-01-01 00:00 +99'::timestamptz
select now() at time zone 'Nowhere/Land'
select now() at time zone interval '1 month'
select date_trunc('nonsense', now())
select extract(nonsense from now())
select date_part('nonsense', now())
select extract(hour from date '2020-01-01')
select to_date('a', 'YYYY')
select to_date('year', 'YYYY')
select to_date('99999999', 'YYYY')
select to_timestamp('year', 'YYYY')
select to_timestamp('13', 'HH12')
select to_number('a', '9')
select to_char(1, '9.9.9')
select make_date(2020, 13, 1)
select make_time(25, 0, 0)
select make_interval(secs => 'NaN')
select substring('abc', 1, -1)
select substr('abc', 1, -1)
select overlay('abc' placing 'x' from 0)
select repeat('a', 2000000000)
select lpad('a', 2000000000)
select chr(-1)
select chr(0)
select chr(2000000000)
select ascii(null::text) / 0 + 1 / 0
select encode('a', 'nonsense')
select decode('a', 'nonsense')
select decode('a', 'hex')
select decode('zz', 'hex')
select decode('a', 'base64')
select convert('a', 'nonsense', 'utf8')
select convert_from('\xff', 'utf8')
select 'a' ~ '('
select 'a' ~ '['
select 'a' ~ '*'
select 'a' ~ 'a{2,1}'
select regexp_replace('a', '(', '')
select regexp_replace('a', 'a', '', 'z')
select regexp_matches('a', 'a', 'z')
select 'a' similar to 'a' escape 'xx'
select split_part('a', 'b', 0)
select format('%', 1)
select format('%s')
select format('%z', 1)
select string_to_array('a', 'b', 'c', 'd')
select array_length('a', 1)
select array[1][2] = 3
select array_fill(1, null)
select unnest(1)
select json_object('{a}')
select jsonb_set('1', '{a}', '1')
select ('{}'::jsonb) - 1
select generate_series(1, 2, 0)
select generate_series(now(), now(), interval '0')
select (select a from (values (1), (2)) x(a))
select 1 = (select a from (values (1), (2)) x(a))
select row(1, 2) = row(1)
select row(1, 2) = (select 1)
select (1, 2) in (select 1)
select 1 in (select 1, 2)
select * from (values (1), (1, 2)) x
insert into vc values ('long')
insert into ch values ('long')
select set_config('work_mem', 'nonsense', false)
set work_mem = 'nonsense'
set work_mem = -5
set datestyle = nonsense
set timezone = 'Nowhere/Land'
set client_encoding = nonsense
set default_transaction_isolation = nonsense
set enable_seqscan = maybe
select pg_sleep('a')
select * from t limit -1
select * from t offset -1
select setval('seq1', 0)
select currval('seq1')
select lastval()
create sequence x increment 0
create sequence x minvalue 5 maxvalue 1
create sequence x start 0 minvalue 1
create table x (a numeric(0))
create table x (a numeric(1001))
create table x (a varchar(0))
create table x (a varchar(100000000))
create table x (a char(0))
create table x (a bit(0))
create table x (a timestamp(-1))
create table x (a numeric(5, 2000))
-- 23 constraints
insert into nn values (null)
insert into nn (b) values (1)
update nn set a = null
insert into pk values (1) ;; insert into pk values (1)
insert into pk values (null)
insert into fk values (99)
insert into ck values (-1)
update ck set a = -1
insert into ex values (1)
insert into pk values (5) ;; insert into fk values (5) ;; delete from pk where a = 5
insert into dom values (-1)
select '-1'::positive
alter table ck add constraint c9 check (a > 100)
alter table nn add constraint c9 foreign key (a) references pk (a)
create unique index i9 on dup (a)
alter table dup add primary key (a)
alter table holes alter a set not null
-- 25, 34, 3B, 2D, 24, 26 transactions, cursors, prepared statements
begin ;; select 1/0 ;; select 1
begin ;; vacuum t
begin ;; select 1 ;; set transaction isolation level serializable
begin read only ;; insert into t values (1)
begin read only ;; create table x (a int)
begin read only ;; select nextval('seq1')
declare c1 cursor for select 1
close never_made
fetch from never_made
move in never_made
begin ;; close never_made
begin ;; declare c1 no scroll cursor for select 1 ;; fetch all from c1 ;; fetch backward all from c1
begin ;; update t set a = 1 where current of never_made
execute never_made
deallocate never_made
prepare q2 as select $1::int ;; execute q2
prepare q3 as select $1::int ;; execute q3 (1, 2)
do $$ begin commit; end $$ ;; begin ;; do $$ begin commit; end $$
do $$ begin begin commit; exception when others then raise; end; end $$
do $$ declare c cursor for select 1; begin close c; end $$
do $$ declare c refcursor := 'never_made'; begin fetch c into c; end $$
do $$ declare c cursor for select 1; begin open c; open c; end $$
create database x1 ;; begin ;; drop database x1
-- 2BP01, 42P16, 42P17, 42830, 55, 0A and other rules of DDL
drop table pk
drop table t_viewed
alter table t_viewed drop column a
drop function f_used()
drop type used
drop schema full_schema
drop sequence used_seq
create table x (a int primary key, b int primary key)
create table x (a int, primary key (a), primary key (a))
create table x (a int references t (a))
create table x (a int, foreign key (a) references pk (a, a))
create table x (a int check (a in (select 1)))
create table x (a int check (count(*) > 1))
create table x (a int default count(*))
create table x (a int default (select 1))
create table x (a int, b int default a)
create table x (a serial null)
create table x (a int null not null)
create table x (a int default 1 default 2)
create table x (a int) inherits (t, t)
create table x (a text) inherits (t)
create table x (a record)
create table x (a anyelement)
create table pg_x (a int) tablespace never_made
create table pg_catalog.x (a int)
create temp table pg_catalog.x (a int)
create schema pg_x
create view v1 (a, b) as select 1
create or replace view v as select 'a'::text as a
create or replace view v as select 1 as other
create view v1 as select * into x from t
create function f5(a int, a int) returns int as 'select 1' language sql
create function f5(out a int) returns text as 'select 1' language sql
create function f5() returns int as 'x' language c
create function f5() returns int as 'x' language internal
create or replace function f_one() returns text as 'select 1' language sql
create function f5() returns int language sql
create function f5(variadic a int) returns int as 'select 1' language sql
create function f5(a int default 1, b int) returns int as 'select 1' language sql
create function f5() returns trigger as 'select 1' language sql
create function f5() returns anyelement as 'select 1' language sql
create rule r1 as on select to t do instead nothing
create trigger g1 instead of insert on t for each row execute function f_one()
create trigger g1 before insert on t for each row execute function f_one()
create index i4 on t (random())
create index i4 on t (a) where random() > 1
create index i4 on t using never_made (a)
create index i4 on t using hash (a, b)
create unique index i4 on t using hash (a)
create cast (int as text) without function
create type x as enum ('a', 'a')
select 'z'::mood
alter type mood add value 'ok'
alter type mood add value 'x' before 'never_made'
alter table t alter a set default 'a'::text
alter table t alter a set storage nonsense
alter table t set (nonsense = 1)
alter table t set (fillfactor = 1)
alter table v add a int
alter table t set schema never_made
alter table t drop column ctid
alter table t inherit t
alter table t no inherit u
alter table t validate constraint never_made
create table never_made_schema.x (a int)
select never_made_schema.f()
select * from never_made_schema.t
drop schema never_made_schema
create view never_made_schema.v as select 1
set search_path to '' ;; create table x (a int)
refresh materialized view t
refresh materialized view never_made
insert into gen values (1, 2)
insert into ident values (1)
update gen set b = 1
select ctid.x from t
update t set ctid = '(0,1)'
select generate_series(1, 2) from t where generate_series(1, 2) = 1
select case when generate_series(1, 2) = 1 then 1 end
update t set a = generate_series(1, 2)
select max(generate_series(1, 2))
select * from t for update of never_made
select distinct a from t for update
select a from t group by a for update
select 1 for update ;; select count(*) from t for update
select * from t union select * from t for update
select * from t where a = any (1)
select * from t natural join u join t on true
select * from other_database.public.t
select other_database.public.f()
create table other_database.public.x (a int)
select currval('t')
-- 42501 rights
create role x1 superuser
alter system set work_mem = '1MB'
create extension never_made
create language never_made
drop table pg_catalog.pg_class
insert into pg_catalog.pg_class (relname) values ('x')
select * from pg_catalog.pg_authid
select pg_read_file('/etc/passwd')
select pg_ls_dir('/')
alter user postgres rename to x
drop user postgres
drop database postgres
create tablespace x location '/tmp'
set session authorization postgres
set role postgres
reassign owned by postgres to awsuser
create event trigger e1 on ddl_command_start execute function f_one()
create operator class x for type int using btree as storage int
create schema authorization postgres
set log_statement = 'all'
set session_replication_role = replica
select lo_import('/etc/passwd')
select pg_reload_conf()
-- P0 and others in procedures
do $$ begin raise exception 'plain'; end $$
do $$ begin raise exception 'deadlock detected by the checker'; end $$
do $$ begin raise exception 'deadlock detected'; end $$
do $$ begin raise exception 'monthly quota exceeded'; end $$
do $$ begin raise exception 'could not serialize access to the queue'; end $$
do $$ begin raise exception 'too many connections for tenant 7'; end $$
do $$ begin raise exception 'could not obtain lock on job'; end $$
do $$ begin raise exception 'duplicate key in import file'; end $$
do $$ begin raise exception 'permission denied for this customer'; end $$
do $$ begin raise exception 'job was cancelled on user''s request'; end $$
do $$ begin raise exception 'relation "t" does not exist'; end $$
do $$ begin raise exception E'two\nlines'; end $$
do $$ begin raise exception '%', 'division by zero'; end $$
do $$ begin raise exception 'connection was closed'; end $$
do $$ begin raise exception 'the session was terminated'; end $$
do $$ begin raise exception 'x' using detail = 'deadlock detected', hint = 'out of memory'; end $$
select raises('duplicate key value violates unique constraint "x"')
select raises('syntax error at or near "x"')
select raises('1023 DETAIL: Serializable isolation violation on table - 1')
do $$ begin perform raises('out of memory'); end $$
do $$ begin begin perform 1/0; exception when others then raise; end; end $$
do $$ begin begin perform 1/0; exception when others then raise exception '%', sqlerrm; end; end $$
do $$ begin assert false; end $$
do $$ begin assert false, 'deadlock detected'; end $$
do $$ begin perform 1/0; end $$
do $$ declare x int := 'a'; begin end $$
do $$ declare x int not null := null; begin end $$
do $$ declare x constant int := 1; begin x := 2; end $$
do $$ declare x int; begin x := 1/0; end $$
do $$ declare x int; begin select a into strict x from pk where false; end $$
do $$ declare x int; begin select a into strict x from dup; end $$
do $$ declare x int; begin select never_made into x; end $$
do $$ declare x record; begin x.a := 1; end $$
do $$ declare x never_made; begin end $$
do $$ declare x never_made%type; begin end $$
do $$ begin execute 'selec 1'; end $$
do $$ begin execute null; end $$
do $$ begin execute 'select $1' ; end $$
do $$ begin select 1; end $$
do $$ begin never_made(); end $$
do $$ begin never_made := 1; end $$
do $$ begin for i in 1..null loop end loop; end $$
do $$ begin for i in 1..2 by 0 loop end loop; end $$
do $$ begin case 1 when 2 then null; end case; end $$
do $$ begin foreach never_made in array array[1] loop end loop; end $$
do $$ declare x int; begin foreach x in array 1 loop end loop; end $$
do $$ begin return 1; end $$
do $$ begin rollback to a; end $$
do $$ begin insert into pk values (1), (1); end $$
do $$ begin call never_made(); end $$
select no_return()
do $$ begin raise nonsense_condition; end $$
do $$ begin null; exception when nonsense_condition then null; end $$
do language never_made $$ begin end $$
-- words of the server in names and values
select * from "deadlock detected"
select * from "division by zero"
select "out of memory" from t
select "duplicate key value" from "disk full"
select "a"".b""" from t
select t.quota_exceeded from t
select quota_exceeded from t
select is_malformed(1)
select check_quota_exceeded(1)
call check_quota_exceeded(1)
call "deadlock detected"(1)
select 'deadlock detected'::int
select 'division by zero'::date
select 'permission denied'::boolean
select 'out of range'::numeric
insert into "values out of range" values ('deadlock detected')
select 1 + 'could not serialize access due to concurrent update'
drop table "permission denied for relation t"
drop schema "current transaction is aborted"
insert into deadlock_detected values (null)
insert into deadlock_detected values (-1)
insert into deadlock_detected values (1) ;; insert into deadlock_detected values (1)
select "x""; deadlock detected" from t
set "deadlock.detected" to 1 ;; show "deadlock detected"
alter table t drop constraint "out of memory"
select 'x' as a, never_made('deadlock detected')
select cast('x' as "out of memory")
select 'query was cancelled'::timestamp
-- databases, limits, time, states of objects
drop database never_made
alter database never_made rename to x
create database x2 template never_made
create database x2 encoding 'nonsense'
set statement_timeout = 20 ;; select pg_sleep(10)
create table x (a int) with (fillfactor = 1)
create temp table big (a int) on commit nonsense
begin ;; declare c9 cursor for select a from t ;; drop table t
select array_fill(1, array[2000000000])
select array_append(array_fill(1, array[1]), 'a'::text)
select ('x' || repeat('y', 10))::name::regclass
select 'a b c'::regclass
select 'never_made'::regtype
select 'never_made(int)'::regprocedure
select 'never_made'::regproc
select '+'::regoper
select '{1,2'::int[]
select '{{1},{2,3}}'::int[]
select '(1,2'::pt
select '(1,2,3)'::pt
select 'a'::pt
select row(1, 2)::int
select jsonb_path_query('1', '$[')
select jsonb_path_query('1', 'strict $.a')
select '1'::jsonb::boolean
select '{"a":1}'::jsonb -> array[1]
select json_populate_record(null::never_made, '{}')
select xmlelement(name)
select numrange(3, 1)
select '[3,1]'::int4range
select '[1'::int4range
select 'a'::int4range
select daterange('2020-01-02', '2020-01-01')
select '1.2.3'::inet
select '1.2.3.4/64'::cidr
select 'zz'::macaddr
select '$1,00x'::money
select 1::money / 0
select '1'::txid_snapshot
select to_tsquery('a &')
select 'a &'::tsquery
select ''::"char"::int / 0
select lo_get(1)
select pg_get_viewdef('never_made')
select has_table_privilege('never_made', 'select')
select has_table_privilege('t', 'nonsense')
select has_schema_privilege('never_made', 'usage')
select has_database_privilege('never_made', 'connect')
select has_function_privilege('never_made()', 'execute')
select has_column_privilege('t', 'nope', 'select')
select obj_description(1, 'never_made'), 1/0
select pg_relation_size('never_made')
select pg_advisory_lock('a')
select percentile_cont(2) within group (order by a) from u
select percentile_cont(0.5) within group (order by b) from t
select percentile_cont(0.5) from t
select mode() within group (order by a, a) from t
select sum(a) within group (order by a) from t
select rank(1) within group (order by a, b) from t
select string_agg(a) from t
select grouping(a) from t
select a from t group by grouping sets ((a), (b)), 9
select * from rows from (never_made())
select * from generate_series(1, 2) with ordinality as x(a, b, c)
select * from t as x(a, b, c, d, e, f)
select lateral.x from t
select * from t x, (select x.a) y
select * from (select 1) x full join (select 2) y on x.* is distinct from y.* and random() > 1
alter sequence seq1 minvalue 100 maxvalue 1
alter sequence seq1 owned by t.nope
alter table t alter column a add generated always as identity
alter table t cluster on never_made
alter table t disable trigger never_made
alter table t replica identity using index never_made
alter table pk drop constraint pk_pkey
alter function f_one() owner to never_made
alter function f_one() nonsense
alter role never_made login
alter default privileges for role never_made grant select on tables to public
grant nonsense on t to public
grant usage on t to public
grant execute on t to public
grant create on schema never_made to public
revoke never_made from public
create table x partition of t default
create table x (a int) partition by nonsense (a)
create table x (a int) partition by range (nope)
create table x (a int) partition by list (a, a)
create table parts (a int) partition by range (a) ;; insert into parts values (1)
create table parts2 (a int) partition by range (a) ;; create table x partition of parts2 for values from (2) to (1)
create table parts3 (a int) partition by range (a) ;; create table x partition of parts3 for values in (1)
create policy p1 on never_made
create statistics st1 on a from t
create statistics st1 on a, b from never_made
create collation x from never_made
create conversion x for 'nonsense' to 'utf8' from never_made
create text search configuration x (parser = never_made)
create foreign table x (a int) server never_made
create server x foreign data wrapper never_made
create type x as (a int, a int)
create type x as range (subtype = never_made)
create domain x as never_made
create domain x as int default 'a'
create domain x as int check (never_made > 0)
create aggregate x (int) (stype = int)
create aggregate x (int) (sfunc = int4pl)
create operator === (procedure = never_made, leftarg = int)
drop operator === (int, int)
drop cast (int as point)
drop collation never_made
drop language never_made
drop extension never_made
drop policy never_made on t
drop server never_made
drop statistics never_made
drop text search parser never_made
drop owned by never_made
comment on index never_made is 'x'
comment on schema never_made is 'x'
security label on table t is 'x'
notify
listen
discard nonsense
checkpoint nonsense
cluster never_made
reindex table never_made
reindex index t
import foreign schema x from server y into z
-- where the text does not tell the state
do $$ begin raise exception 'x' using errcode = '22012'; end $$
do $$ begin raise unique_violation; end $$
do $$ begin raise exception '%', 1/0; end $$
set role never_made
set session authorization never_made
select float8_regr_accum('{}'::float8[], 1, 2)
-- 42725 more than one candidate
select '1' - '2'
create function over_a(a int) returns int language sql as 'select 1';; create function over_a(a text) returns int language sql as 'select 1';; drop function over_a
create function over_b(a int) returns int language sql as 'select 1';; create function over_b(a date) returns int language sql as 'select 1';; select over_b(null)
create procedure over_c(a int) language sql as 'select 1';; create procedure over_c(a date) language sql as 'select 1';; call over_c(null)
create procedure over_d(a int) language sql as 'select 1';; create procedure over_d(a text) language sql as 'select 1';; drop procedure over_d
create function over_e(a int) returns int language sql as 'select 1';; create function over_e(a text) returns int language sql as 'select 1';; drop routine over_e
