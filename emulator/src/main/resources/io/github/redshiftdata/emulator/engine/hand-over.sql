-- What the superuser creates by a login of its own, for a test perhaps, belongs to awsuser: the clients may change and drop
-- it. Only in the database that the emulator has made for itself. What the emulator creates is owned by another role, and
-- extensions and whatever names its owner stay as they are.
CREATE FUNCTION pg_catalog.redshift_hand_over() RETURNS event_trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    made record;
BEGIN
    IF session_user <> current_user OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOR made IN SELECT c.object_type, c.object_identity FROM pg_event_trigger_ddl_commands() c
            LEFT JOIN pg_class r ON c.classid = 'pg_class'::regclass AND r.oid = c.objid
            LEFT JOIN pg_namespace n ON c.classid = 'pg_namespace'::regclass AND n.oid = c.objid
            LEFT JOIN pg_proc p ON c.classid = 'pg_proc'::regclass AND p.oid = c.objid
        WHERE NOT c.in_extension AND coalesce(c.schema_name, '') NOT LIKE 'pg\_%'
            AND c.object_type IN ('schema', 'table', 'view', 'materialized view', 'sequence', 'function', 'procedure')
            AND coalesce(r.relowner, n.nspowner, p.proowner) = current_user::regrole
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = c.classid AND d.objid = c.objid
                AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO awsuser', made.object_type, made.object_identity);
    END LOOP;
END $$;
CREATE EVENT TRIGGER redshift_hand_over ON ddl_command_end
    WHEN TAG IN ('CREATE SCHEMA', 'CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'CREATE VIEW', 'CREATE MATERIALIZED VIEW',
        'CREATE SEQUENCE', 'CREATE FUNCTION', 'CREATE PROCEDURE')
    EXECUTE FUNCTION pg_catalog.redshift_hand_over();
-- AWS's own scripts look into it, as Redshift's first user may.
GRANT SELECT ON pg_catalog.pg_statistic TO awsuser;
