-- Who may do what to a record on a PostgreSQL server.
--
-- Run it as somebody who may make roles, in the database of the record, once after "motcua init" and again
-- after every upgrade:
--     psql "postgresql://ADMIN@HOST/NAME" -f docs/postgres-roles.sql
-- Then give each person a login of their own:
--     CREATE ROLE mai LOGIN PASSWORD '…' IN ROLE motcua_desk;
--
-- motcua_desk    the officers: all of a day's work. Adds to the history and never changes it.
-- motcua_reader  lists, reports and exports.
-- Tables are made and changed by their owner alone, who runs "motcua init" and should not work at a desk.
BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_desk') THEN
        CREATE ROLE motcua_desk NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_reader') THEN
        CREATE ROLE motcua_reader NOLOGIN;
    END IF;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, motcua_desk, motcua_reader;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, motcua_desk, motcua_reader;

GRANT USAGE ON SCHEMA public TO motcua_desk, motcua_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO motcua_desk, motcua_reader;
-- What is half typed in a form is nobody else's.
REVOKE SELECT ON draft FROM motcua_reader;

GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO motcua_desk;
GRANT INSERT ON ALL TABLES IN SCHEMA public TO motcua_desk;
REVOKE INSERT ON agency, alembic_version FROM motcua_desk;

-- A transaction counts itself in the row of the agency, which makes the others wait.
GRANT UPDATE (writes) ON agency TO motcua_desk;
GRANT UPDATE ON dossier, dossier_summary, department, officer, procedure, procedure_version, petition, calendar_day,
    office_session, setting, draft, saved_view TO motcua_desk;
GRANT UPDATE (unlocked_at, unlocked_by, unlock_reason) ON locked_period TO motcua_desk;
GRANT DELETE ON paper, waiting, dossier_earlier, dossier_summary, procedure_paper, step, calendar_day,
    office_session, setting, draft, saved_view TO motcua_desk;

COMMIT;
