-- Redshift notes keys and enforces none. In a session that says so, a key's index stays and is no longer unique, and the
-- triggers of a foreign key are off. What a new foreign key refers to must be unique while it is created.
CREATE FUNCTION pg_catalog.redshift_keys_are_noted() RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT coalesce(current_setting('redshift.keys', true), '') = 'noted' $$;
CREATE FUNCTION pg_catalog.redshift_tighten_keys() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET allow_system_table_mods = on AS $$
DECLARE
    tightened text;
BEGIN
    IF redshift_keys_are_noted() AND current_query() ~* '\m(references|call|execute)\M' THEN
        PERFORM pg_advisory_xact_lock(7391227005);
        WITH changed AS (UPDATE pg_index SET indisunique = true WHERE NOT indisunique
            AND indexrelid IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u')) RETURNING indexrelid)
        SELECT array_agg(indexrelid)::text INTO tightened FROM changed;
        PERFORM set_config('redshift.tightened', coalesce(tightened, '{}'), true);
    END IF;
END $$;
CREATE FUNCTION pg_catalog.redshift_loosen_keys() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET allow_system_table_mods = on AS $$
DECLARE
    noted oid[];
BEGIN
    IF NOT redshift_keys_are_noted() THEN
        RETURN;
    END IF;
    UPDATE pg_index SET indisunique = false WHERE indisunique AND indexrelid IN (
        SELECT k.conindid FROM pg_constraint k WHERE k.contype IN ('p', 'u') AND (
            k.conrelid IN (SELECT objid FROM pg_event_trigger_ddl_commands() WHERE classid = 'pg_class'::regclass)
            OR k.conindid = ANY (coalesce(nullif(current_setting('redshift.tightened', true), ''), '{}')::oid[])));
    PERFORM set_config('redshift.tightened', '', true);
    noted := ARRAY(SELECT k.oid FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid IN (
        SELECT objid FROM pg_event_trigger_ddl_commands() WHERE classid = 'pg_class'::regclass));
    UPDATE pg_trigger SET tgenabled = 'D' WHERE tgconstraint = ANY (noted) AND tgenabled <> 'D';
    -- So that all sessions look at the triggers again.
    UPDATE pg_class SET relhastriggers = relhastriggers
        WHERE oid IN (SELECT tgrelid FROM pg_trigger WHERE tgconstraint = ANY (noted));
END $$;
CREATE EVENT TRIGGER redshift_tighten_keys ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION pg_catalog.redshift_tighten_keys();
CREATE EVENT TRIGGER redshift_loosen_keys ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION pg_catalog.redshift_loosen_keys();

-- How a table's DDL says that it is stored comes as a comment of the emulator's at the end of the text. What is not said
-- again stays as it is.
CREATE FUNCTION pg_catalog.redshift_note_storage() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog SET allow_system_table_mods = on AS $$
DECLARE
    said json := (SELECT substring(current_query() FROM '/\*redshift storage (\{.*\})\*/\s*$'))::json;
    made oid;
BEGIN
    IF said IS NULL THEN
        RETURN;
    END IF;
    FOR made IN SELECT c.objid FROM pg_event_trigger_ddl_commands() c JOIN pg_class r ON r.oid = c.objid
        WHERE c.classid = 'pg_class'::regclass AND r.relkind IN ('r', 'p', 'm')
    LOOP
        INSERT INTO redshift_storage AS old (relid, diststyle, distkey, sortstyle, sortkeys, encodings)
        VALUES (made, said ->> 'diststyle', said ->> 'distkey', said ->> 'sortstyle',
            ARRAY(SELECT json_array_elements_text(said -> 'sortkeys')), coalesce(said ->> 'encodings', '{}')::jsonb)
        ON CONFLICT (relid) DO UPDATE SET diststyle = coalesce(excluded.diststyle, old.diststyle),
            distkey = CASE WHEN excluded.diststyle IS NULL THEN old.distkey ELSE excluded.distkey END,
            sortstyle = coalesce(excluded.sortstyle, old.sortstyle),
            sortkeys = CASE WHEN excluded.sortstyle IS NULL THEN old.sortkeys ELSE excluded.sortkeys END,
            encodings = old.encodings || excluded.encodings;
    END LOOP;
END $$;
CREATE EVENT TRIGGER redshift_note_storage ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'ALTER TABLE')
    EXECUTE FUNCTION pg_catalog.redshift_note_storage();
