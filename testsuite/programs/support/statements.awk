# SPDX-License-Identifier: MIT
# Prints some hundred SQL statements more: tables of growing width, expressions of growing depth, joins of growing number, always the same.
function number(limit) { seed = (seed * 1103515245 + 12345) % 2147483648; return int (seed / 65536) % limit }
function expression(depth,    kind)
{
  if (depth == 0)
    return number(3) == 0 ? "c" number(width) : number(100)
  kind = number(7)
  if (kind < 3) return "(" expression(depth - 1) substr(" + - * ", 1 + 2 * kind, 2) " " expression(depth - 1) ")"
  if (kind == 3) return "CASE WHEN " expression(depth - 1) " > " expression(depth - 1) " THEN " expression(depth - 1) " ELSE " expression(depth - 1) " END"
  if (kind == 4) return "coalesce (NULL, " expression(depth - 1) ")"
  if (kind == 5) return "abs (" expression(depth - 1) ") % 1009"
  return "length (" expression(depth - 1) " || '" number(1000) "')"
}
BEGIN {
  seed = 20
  for (t = 1; t <= 12; t++) {
    width = t + 1
    columns = "c0"
    for (i = 1; i < width; i++) columns = columns ", c" i (i % 3 == 0 ? " TEXT" : "")
    print "CREATE TABLE t" t " (" columns ");"
    for (row = 1; row <= 12; row++) {
      values = number(1000)
      for (i = 1; i < width; i++) values = values ", " (i % 3 == 0 ? "'v" number(50) "'" : number(1000) / 8)
      print "INSERT INTO t" t " VALUES (" values ");"
    }
    print "CREATE INDEX i" t " ON t" t " (c" number(width) ", c" number(width) ");"
    for (depth = 1; depth <= 5; depth++)
      print "SELECT " expression(depth) " FROM t" t " WHERE " expression(depth - 1) " <> 1 ORDER BY " expression(2) ", rowid LIMIT 5;"
    print "UPDATE t" t " SET c0 = " expression(3) " WHERE rowid % 3 = " number(3) ";"
    print "SELECT count (*), total (c0), min (c" number(width) "), max (c" number(width) ") FROM t" t ";"
    print "DELETE FROM t" t " WHERE rowid = " number(12) ";"
  }
  from = "t1"
  for (t = 2; t <= 9; t++) {
    from = from " JOIN t" t " ON t" t ".rowid = t" (t - 1) ".rowid"
    print "SELECT count (*), sum (t1.c0 + t" t ".c1) FROM " from ";"
  }
}
