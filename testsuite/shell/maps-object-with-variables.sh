#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goro-maps reads an object whose records of variables name thread-local ones, and what stands in other objects.

cat > f.c <<'END'
struct node { struct node *next; };
__thread struct node *mine;
extern struct node *theirs;
struct node *ours;
int g (int *);
int f (int *p) { ours = mine; return g (p) + *p + (theirs != 0); }
END
$GORO_CC -O2 -c f.c
"$GORO_BUILD/goro-maps" -f f f.o | grep -q '^f .*f.c:6'
