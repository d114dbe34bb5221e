/* SPDX-License-Identifier: MIT */
/* Eight goroutines, each with a database of its own in memory, do the same work at the same time; each result goes through a channel.
   Prints what the first found, if all found the same.  With -DPLAIN it is done once, without goroutines, by any compiler.  */
#ifdef PLAIN
#define goro_yield()
#else
#include <goro.h>
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "sqlite3.h"

enum { WORKERS = 8, ROWS = 200 };

static void check (sqlite3 *db, int code, const char *what)
{
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
    return;
  printf ("%s: %s\n", what, sqlite3_errmsg (db));
  exit (1);
}

/* A callback of SQLite's gets the address of a local.  */
static int add (void *sum, int columns, char **values, char **names)
{
  (void) names;
  for (int i = 0; i < columns; i++)
    for (const char *p = values[i] ? values[i] : "null"; *p; p++)
      *(uint64_t *) sum = *(uint64_t *) sum * 31 + (unsigned char) *p;
  return 0;
}

static void compare_length (sqlite3_context *context, int count, sqlite3_value **values)
{
  (void) count;
  goro_yield ();
  sqlite3_result_int (context, sqlite3_value_bytes (values[0]) % 7);
}

static uint64_t work (void)
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  uint64_t sum = 0;
  check (NULL, sqlite3_open (":memory:", &db), "open");
  check (db, sqlite3_create_function (db, "sevenths", 1, SQLITE_UTF8, NULL, compare_length, NULL, NULL), "function");
  check (db, sqlite3_exec (db, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c REAL); CREATE INDEX i ON t (b, c)", NULL, NULL, NULL), "create");
  check (db, sqlite3_prepare_v2 (db, "INSERT INTO t VALUES (?, ?, ?)", -1, &insert, NULL), "prepare");
  for (int i = 1; i <= ROWS; i++) {
    char text[32];
    snprintf (text, sizeof text, "row %d", i * 7919 % ROWS);
    sqlite3_bind_int (insert, 1, i);
    sqlite3_bind_text (insert, 2, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_double (insert, 3, i / 3.0);
    check (db, sqlite3_step (insert), "insert");
    sqlite3_reset (insert);
    if (i % 50 == 0)
      goro_yield ();
  }
  sqlite3_finalize (insert);
  const char *queries[] = {
    "SELECT b, c FROM t ORDER BY b DESC, c",
    "SELECT sevenths (b), count (*), sum (c) FROM t GROUP BY 1 ORDER BY 2, 1",
    "SELECT x.a, y.a FROM t x JOIN t y ON x.b = y.b AND x.a < y.a",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT total (i * i) FROM n",
    "DELETE FROM t WHERE a % 3 = 0; UPDATE t SET c = c + sevenths (b); SELECT total (c) FROM t; PRAGMA integrity_check",
  };
  for (unsigned i = 0; i < sizeof queries / sizeof queries[0]; i++)
    check (db, sqlite3_exec (db, queries[i], add, &sum, NULL), queries[i]);
  check (db, sqlite3_close (db), "close");
  return sum;
}

#ifdef PLAIN
int main (void)
{
  printf ("%llu\n", (unsigned long long) work ());
  return 0;
}
#else
static void worker (goro_chan (uint64_t) out)
{
  goro_send (out, work ());
}

int main (void)
{
  goro_chan (uint64_t) out = goro_chan_make (uint64_t, 0);
  for (int i = 0; i < WORKERS; i++)
    go worker (out);
  uint64_t first = goro_recv (out);
  for (int i = 1; i < WORKERS; i++)
    if (goro_recv (out) != first) {
      printf ("databases differ\n");
      return 1;
    }
  printf ("%llu\n", (unsigned long long) first);
  return 0;
}
#endif
