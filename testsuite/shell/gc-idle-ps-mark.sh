#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: While the only goroutine waits for a collection, its P marks a good part of the heap.

cat > p.c <<'END'
#include <goro.h>
#include <stddef.h>
struct node { struct node *left, *right; long a, b; };
struct node *root;
static struct node *make (int depth)
{
  struct node *n = goro_new (struct node);
  if (depth > 1) {
    n->left = make (depth - 1);
    n->right = make (depth - 1);
  }
  return n;
}
int main (void)
{
  goro_set_gc_percent (-1);
  root = make (21);
  for (int i = 0; i < 10; i++)
    goro_gc ();
  return 0;
}
END
$GORO_CC -O2 p.c -o p
for procs in 1 2; do
  GOROMAXPROCS=$procs GORODEBUG=gctrace=1 ./p 2> trace || { cat trace; exit 1; }
  # ... clock, STOPS+ASSISTS/COLLECTOR/IDLE+END ms cpu, ...
  sed -n 's,^gc .* ms clock\, [^+]*+[^/]*/\([0-9.]*\)/\([0-9.]*\)+.* ms cpu.*,\1 \2,p' trace |
    awk '{ collector += $1; idle += $2 } END { exit !(NR >= 10 && idle > (collector + idle) / 10) }' || { cat trace; exit 1; }
done
