/* SPDX-License-Identifier: MIT */
/* SQLite at work on a database in memory: inserts, look-ups, ranges, sorts,
   groups, joins, text, updates, deletes.  Prints its processor time.  */
#include <stdio.h>
#include <stdlib.h>
#include "sqlite3.h"
#include "cpu-time.h"

enum { ROWS = 100000 };

static sqlite3 *db;

static void check (int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
    fprintf (stderr, "sqlite: %s\n", sqlite3_errmsg (db));
    exit (1);
  }
}

static void run (const char *sql)
{
  check (sqlite3_exec (db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare (const char *sql)
{
  sqlite3_stmt *statement = NULL;
  check (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL));
  return statement;
}

/* A fixed sequence that looks random.  */
static unsigned next_number (void)
{
  static unsigned state = 12345;
  state = state * 1664525 + 1013904223;
  return state >> 8;
}

static void insert_rows (void)
{
  sqlite3_stmt *insert = prepare ("insert into item values (?1, ?2, ?3, ?4)");
  run ("begin");
  for (int i = 1; i <= ROWS; i++) {
    char text[64];
    unsigned number = next_number () % ROWS;
    int length = snprintf (text, sizeof text, "item number %u of group %u", number, number % 100);
    sqlite3_bind_int (insert, 1, i);
    sqlite3_bind_int (insert, 2, number);
    sqlite3_bind_int (insert, 3, number % 100);
    sqlite3_bind_text (insert, 4, text, length, SQLITE_TRANSIENT);
    check (sqlite3_step (insert));
    sqlite3_reset (insert);
  }
  run ("commit");
  sqlite3_finalize (insert);
}

/* Steps through all rows of SQL, times times with a new number each; returns a sum.  */
static long long query (const char *sql, int times)
{
  long long sum = 0;
  sqlite3_stmt *select = prepare (sql);
  for (int i = 0; i < times; i++) {
    if (sqlite3_bind_parameter_count (select) > 0)
      sqlite3_bind_int (select, 1, next_number () % ROWS);
    while (sqlite3_step (select) == SQLITE_ROW)
      sum += sqlite3_column_int64 (select, 0);
    sqlite3_reset (select);
  }
  sqlite3_finalize (select);
  return sum;
}

int main (void)
{
  long long sum = 0;
  double start = cpu_time ();
  check (sqlite3_open (":memory:", &db));
  run ("create table item (id integer primary key, number integer, kind integer, label text)");
  insert_rows ();
  run ("create index by_number on item (number)");
  run ("create index by_label on item (label)");
  sum += query ("select number from item where id = ?1", 200000);
  sum += query ("select id from item where number = ?1", 100000);
  sum += query ("select sum (id) from item where number between ?1 and ?1 + 100", 2000);
  sum += query ("select count (*) from item group by kind order by avg (number)", 3);
  sum += query ("select length (label) from item order by label desc, id", 3);
  sum += query ("select count (*) from item where label like '%number 77%'", 10);
  sum += query ("select a.id from item a join item b on a.number = b.id where b.kind = ?1 % 100", 3);
  sum += query ("with recursive n (i) as (select 1 union all select i + 1 from n where i < 300000)"
                " select sum (i * 7 % 13) from n", 1);
  run ("update item set label = upper (label) || kind where kind < 30");
  run ("delete from item where number % 3 = 0");
  sum += query ("select hex (sum (length (label))) from item", 1);
  check (sqlite3_close (db));
  printf ("stackcheck-sqlite %.4f s\n", cpu_time () - start);
  return sum == 0;
}
