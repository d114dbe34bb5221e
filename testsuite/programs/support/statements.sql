-- SPDX-License-Identifier: MIT
-- What the SQLite shell is given, before what statements.awk makes: each kind of statement, query plan and function once or more.
.mode list
.headers on
PRAGMA encoding;
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INTEGER, city TEXT COLLATE NOCASE, weight REAL CHECK (weight > 0));
CREATE TABLE visit (person INTEGER REFERENCES person (id) ON DELETE CASCADE, day TEXT, cost NUMERIC DEFAULT 10, note BLOB, PRIMARY KEY (person, day)) WITHOUT ROWID;
CREATE INDEX person_city ON person (city, born DESC);
CREATE UNIQUE INDEX person_name ON person (name) WHERE born > 1900;
CREATE VIEW by_city AS SELECT city, count (*) AS people, avg (weight) AS weight FROM person GROUP BY city;
CREATE TABLE log (what TEXT, old, new);
CREATE TRIGGER changed AFTER UPDATE OF weight ON person WHEN old.weight <> new.weight BEGIN INSERT INTO log VALUES ('weight', old.weight, new.weight); END;
CREATE TRIGGER gone BEFORE DELETE ON person BEGIN INSERT INTO log VALUES ('gone', old.name, (SELECT count (*) FROM visit WHERE person = old.id)); END;
PRAGMA foreign_keys = on;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO person SELECT i, printf ('person-%03d', i), 1900 + i % 97, substr ('RomeOsloLimaKievBonn', 1 + 4 * (i % 5), 4), 40 + i * 7 % 61 + 0.25 FROM n;
INSERT INTO visit SELECT id, date ('2020-01-01', (id % 28) || ' days', k || ' months'), id * k % 50, zeroblob (id % 5) FROM person, (SELECT 1 AS k UNION SELECT 2 UNION SELECT 5);
SELECT * FROM by_city ORDER BY people DESC, city;
SELECT city, born / 10 * 10 AS decade, count (*), group_concat (id, '+') FROM person WHERE id < 60 GROUP BY 1, 2 HAVING count (*) > 1 ORDER BY 1, 2;
SELECT name FROM person WHERE city = 'oslo' AND born BETWEEN 1910 AND 1920 ORDER BY born DESC, name LIMIT 7 OFFSET 2;
SELECT p.name, sum (v.cost) AS total, max (v.day) FROM person p JOIN visit v ON v.person = p.id GROUP BY p.id HAVING total > 100 ORDER BY total DESC, p.name LIMIT 12;
SELECT p.name, v.day FROM person p LEFT JOIN visit v ON v.person = p.id AND v.cost > 48 WHERE p.id % 37 = 0 ORDER BY 1, 2;
SELECT count (*) FROM person a, person b WHERE a.city = b.city AND a.born = b.born AND a.id < b.id;
SELECT name, (SELECT count (*) FROM visit WHERE person = person.id AND cost > 20) AS dear FROM person WHERE EXISTS (SELECT 1 FROM visit v WHERE v.person = person.id AND v.cost = 49) ORDER BY dear DESC, name LIMIT 10;
SELECT id, city, row_number () OVER (PARTITION BY city ORDER BY weight DESC, id) AS r, sum (weight) OVER (PARTITION BY city ORDER BY weight DESC, id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS s FROM person WHERE id <= 40 ORDER BY city, r;
SELECT id, lag (weight, 2, -1) OVER w, lead (weight) OVER w, ntile (4) OVER w, percent_rank () OVER w FROM person WHERE id < 20 WINDOW w AS (ORDER BY weight, id) ORDER BY id;
WITH RECURSIVE queens (n, cols) AS (SELECT 0, '' UNION ALL SELECT n + 1, cols || c FROM queens, (SELECT 1 c UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6) WHERE n < 6 AND instr (cols, c) = 0 AND NOT EXISTS (WITH RECURSIVE d (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM d WHERE k < n) SELECT 1 FROM d WHERE k <= n AND abs (substr (cols, k, 1) - c) = n + 1 - k)) SELECT cols FROM queens WHERE n = 6 ORDER BY 1;
WITH RECURSIVE fib (a, b) AS (VALUES (0, 1) UNION ALL SELECT b, a + b FROM fib WHERE b < 1e15) SELECT a FROM fib;
WITH RECURSIVE x (v) AS (SELECT -2.0 UNION ALL SELECT v + 0.25 FROM x WHERE v < 1), y (v) AS (SELECT -1.0 UNION ALL SELECT v + 0.25 FROM y WHERE v < 1), m (n, cx, cy, a, b) AS (SELECT 0, x.v, y.v, 0.0, 0.0 FROM x, y UNION ALL SELECT n + 1, cx, cy, a * a - b * b + cx, 2 * a * b + cy FROM m WHERE a * a + b * b < 4 AND n < 24) SELECT cy, group_concat (substr ('.123456789ABCDEFGHIJKLMNOPQ', 1 + t, 1), '') FROM (SELECT cy, cx, max (n) AS t FROM m GROUP BY cy, cx ORDER BY cy, cx) GROUP BY cy;
SELECT upper ('abc'), lower ('ÄBC'), length ('Ärger'), substr ('hello', -3, 2), trim ('  x '), replace ('banana', 'an', '<>'), instr ('banana', 'nan'), hex ('goro'), quote (x'00ff'), unicode ('€'), char (71, 111), typeof (1.5), typeof (NULL), coalesce (NULL, 3), nullif (2, 2), iif (1 > 2, 'a', 'b');
SELECT round (2.567, 2), abs (-7), 7 / 2, 7 % 3, -7 / 2, 1 << 10, 5 & 3, 5 | 3, ~5, 'a' || 1, 1.0 / 3, 1e300 * 1e10, CAST ('12abc' AS INTEGER), CAST (3.99 AS INTEGER), 9223372036854775807 + 1;
SELECT printf ('%5d|%-5s|%05.1f|%x|%e|%q|%,d|%c', 42, 'ab', 3.14159, 255, 12345.678, 'it''s', 1234567, 'z');
SELECT date ('2024-02-28', '+2 days'), time ('12:30', '-45 minutes'), strftime ('%j %W %H', '2024-12-31 23:00:00'), julianday ('2000-01-01'), datetime (1e9, 'unixepoch'), date ('2023-01-31', 'start of month', '+1 month', '-1 day', 'weekday 1');
SELECT 'abc' LIKE 'A_C', 'abc' GLOB 'a*', 'a%c' LIKE 'a\%c' ESCAPE '\', 'x' IN ('x', 'y'), NULL IS NULL, 3 BETWEEN 1 AND 5, NOT 0, 1 = '1', '10' > 9;
SELECT json_extract ('{"a": [1, 2, {"b": "c"}]}', '$.a[2].b'), json_array (1, 'two', NULL), json_object ('k', json ('[1,2]')), json_array_length ('[1,[2,3],4]'), json_type ('{"a":1.5}', '$.a'), json_set ('{"a":1}', '$.b', 2), json_valid ('{x}');
SELECT key, value, type, fullkey FROM json_tree ('{"a": [true, null, {"b": 3}], "c": "d"}') ORDER BY id;
SELECT name FROM person WHERE id IN (SELECT person FROM visit WHERE cost = 7 UNION SELECT 3 EXCEPT SELECT 7 INTERSECT SELECT id FROM person) ORDER BY id;
SELECT a.id, b.id FROM person a NATURAL JOIN (SELECT id, name FROM person WHERE id > 290) b ORDER BY 1;
SELECT p.id, q.id FROM (SELECT id FROM person WHERE id < 4) p FULL OUTER JOIN (SELECT id FROM person WHERE id BETWEEN 3 AND 5) q ON p.id = q.id ORDER BY 1, 2;
EXPLAIN QUERY PLAN SELECT name FROM person WHERE city = 'Rome' ORDER BY born DESC;
EXPLAIN QUERY PLAN SELECT * FROM person p, visit v WHERE p.id = v.person AND (p.city = 'Rome' OR p.name = 'x');
UPDATE person SET weight = weight + 1 WHERE id % 50 = 0;
UPDATE person SET weight = (SELECT max (cost) + 1 FROM visit WHERE person = person.id) WHERE id BETWEEN 100 AND 103 RETURNING id, weight;
INSERT INTO person (id, name, weight) VALUES (1, 'clash', 50) ON CONFLICT (id) DO UPDATE SET city = excluded.name || id RETURNING *;
INSERT OR IGNORE INTO person VALUES (2, 'nobody', 1, 'x', 1);
INSERT OR REPLACE INTO person VALUES (2, 'somebody', 1950, 'Oslo', 66);
INSERT INTO person VALUES (999, 'light', 1950, 'Rome', -1);
INSERT INTO person VALUES (1, 'twice', 1950, 'Rome', 1);
INSERT INTO visit VALUES (5000, '2020-01-01', 1, NULL);
INSERT INTO person (id) VALUES (7777);
SELECT nothing FROM nowhere;
SELECT name FRM person;
SELECT sum (1, 2);
DELETE FROM person WHERE id % 60 = 0;
SELECT what, old, new FROM log ORDER BY rowid;
SELECT count (*), sum (cost) FROM visit;
BEGIN;
DELETE FROM visit WHERE cost < 25;
SAVEPOINT inner;
UPDATE visit SET cost = -cost;
SELECT sum (cost) FROM visit;
ROLLBACK TO inner;
SELECT sum (cost) FROM visit;
RELEASE inner;
ROLLBACK;
SELECT sum (cost) FROM visit;
ALTER TABLE person ADD COLUMN age INTEGER AS (2000 - born) VIRTUAL;
SELECT min (age), max (age), total (age) FROM person;
ALTER TABLE log RENAME TO history;
ALTER TABLE history RENAME COLUMN what TO kind;
ALTER TABLE history DROP COLUMN old;
SELECT sql FROM sqlite_schema WHERE name IN ('history', 'changed', 'gone') ORDER BY name;
CREATE TABLE copy AS SELECT id, name, city FROM person WHERE born > 1990;
SELECT count (*), min (name), max (name) FROM copy;
CREATE TEMP TABLE pairs (a, b);
INSERT INTO pairs SELECT a.id, b.id FROM copy a, copy b WHERE a.id < b.id;
SELECT count (*), sum (a * b) FROM pairs;
CREATE VIRTUAL TABLE words USING fts5 (body);
INSERT INTO words SELECT name || ' lives in ' || city || ' since ' || born FROM person;
SELECT rowid, highlight (words, 0, '[', ']') FROM words WHERE words MATCH 'rome AND person' ORDER BY rank, rowid LIMIT 5;
SELECT count (*) FROM words WHERE words MATCH 'lives NEAR oslo OR bon*';
CREATE VIRTUAL TABLE box USING rtree (id, x0, x1, y0, y1);
INSERT INTO box SELECT id, id % 17, id % 17 + 2, id % 23, id % 23 + 3 FROM person;
SELECT id FROM box WHERE x0 >= 3 AND x1 <= 6 AND y0 >= 4 AND y1 <= 9 ORDER BY id;
ANALYZE;
SELECT tbl, idx FROM sqlite_stat1 WHERE tbl IN ('person', 'visit') ORDER BY 1, 2;
REINDEX;
VACUUM;
PRAGMA integrity_check;
PRAGMA table_info (person);
PRAGMA index_list (person);
PRAGMA foreign_key_check;
.schema visit
.mode column
SELECT * FROM person WHERE id < 5;
.mode csv
SELECT id, name || '"x"', city FROM person WHERE id BETWEEN 8 AND 11;
.mode insert person
SELECT id, name, NULL, weight, x'0102' FROM person WHERE id = 12;
.mode json
SELECT id, name, weight FROM person WHERE id BETWEEN 13 AND 15;
.mode box
SELECT city, people FROM by_city WHERE people > 5 ORDER BY 1;
.mode list
.headers off
.dump history
