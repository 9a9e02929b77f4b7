-- run by ContainerIT when the container has started
CREATE TABLE visits (visitor VARCHAR(40), at TIMESTAMP DEFAULT getdate()) DISTSTYLE EVEN;
INSERT INTO visits (visitor) VALUES ('Ann; the first'), ('Bob');
