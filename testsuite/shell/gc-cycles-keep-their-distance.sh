#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: A cycle begins when half of what the heap may grow by has been allocated, and not because the last one is just over.

cat > p.c <<'END'
#include <goro.h>
#include <stdint.h>
#include <stdlib.h>
struct node { struct node *other; long number[31]; };
enum { NODES = 1 << 17 };
static struct node **table;
int main (void)
{
  uint32_t random = 1;
  table = goro_make (struct node *, NODES);
  for (int i = 0; i < 40 * NODES; i++) {
    struct node *n = goro_new (struct node);
    random = random * 1664525 + 1013904223;
    n->other = table[(random >> 8) % NODES];
    if (n->other != NULL)
      n->other->other = NULL;
    table[(random >> 8) % NODES] = n;
  }
  return 0;
}
END
$GORO_CC -O2 p.c -o p
for procs in 1 2; do
  GOROMAXPROCS=$procs GORODEBUG=gctrace=1 ./p 2> trace || { cat trace; exit 1; }
  # gc 5 @0.123s 4%: ... cpu, BEGIN->END->LIVE MB, GOAL MB goal, ...
  sed -n 's/^gc .* \([0-9]*\)->\([0-9]*\)->\([0-9]*\) MB, \([0-9]*\) MB goal.*/\1 \3 \4/p' trace > cycles
  awk '$1 + 2 < live + ($3 - live) * 0.5 { print "begins at " $1 " MB of " $3 ", " live " live"; bad = 1 }
       { live = $2; last = NR }
       END { if (last < 8) { print "only " last " cycles"; bad = 1 }; exit bad }' cycles || { cat trace; exit 1; }
done
