-- Roles and database of Sarcoma Network; safe to run again. Run as a superuser: psql -f roles.sql postgres
-- reg_owner owns the database and runs migrations; reg_app is everything else and can bypass nothing.
select 'create role reg_owner login nosuperuser createdb nocreaterole nobypassrls'
where not exists (select from pg_roles where rolname = 'reg_owner')
\gexec
select 'create role reg_app login nosuperuser nocreatedb nocreaterole nobypassrls'
where not exists (select from pg_roles where rolname = 'reg_app')
\gexec

-- What reg_owner creates, reg_app may use; migrations take back what it must not do. Set in template1, so that
-- databases created later (those of the tests) start with the same privileges.
\connect template1
alter default privileges for role reg_owner grant select, insert, update, delete on tables to reg_app;
alter default privileges for role reg_owner grant usage, select on sequences to reg_app;

select 'create database sarcoma owner reg_owner'
where not exists (select from pg_database where datname = 'sarcoma')
\gexec
