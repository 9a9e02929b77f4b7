--liquibase formatted sql

--changeset somebody:1
CREATE TABLE made (id INT NOT NULL, note VARCHAR(100)) DISTSTYLE AUTO SORTKEY (id);
--rollback DROP TABLE made;

--changeset somebody:2
INSERT INTO made VALUES (1, 'it''s a \\ backslash');
--rollback DELETE FROM made;
