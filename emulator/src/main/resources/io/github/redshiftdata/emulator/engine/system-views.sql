CREATE VIEW pg_catalog.svv_all_columns AS SELECT 1 AS x;
