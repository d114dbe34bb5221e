#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: What is known of a function does not become less when a later build knows what it calls, so every build of all files links.

cat > main.c <<'END'
extern int *first (int **p);
extern void put (int **to, int *what);
int use (int n) { int x = n, *p = &x, *q = 0; put (&q, &x); return *first (&p) + *q; }
int main (void) { return use (5) != 10; }
END
cat > between.c <<'END'
extern int *same (int *p);
extern int **place (int **p);
int *first (int **p) { return same (*p); }
void put (int **to, int *what) { *place (to) = what; }
END
cat > last.c <<'END'
int *same (int *p) { return p; }
int **place (int **p) { return p; }
END

for build in 1 2 3 4; do
  $GORO_CC -O2 -fplugin-arg-goro-summaries=summaries main.c between.c last.c -o p
  GORODEBUG=stackmove=1,escapeverify=1 ./p
done
