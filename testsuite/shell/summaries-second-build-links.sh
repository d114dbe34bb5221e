#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: What is known of a function does not become less when a later build knows what it calls, so every build of all files links.

cat > main.c <<'END'
extern int *first (int **p);
extern void put (int **to, int *what);
int use (int n) { int x = n, *p = &x, *q = 0; put (&q, &x); return *first (&p) + *q; }
extern void fill (long *to, long *from, int *count);
int numbers (int n) { int x = n, *p = &x, count = 0; long word = 0; fill (&word, (long *) &p, &count); return word != 0 && count == 1; }
int main (void) { return use (5) != 10 || !numbers (5); }
END
cat > between.c <<'END'
extern int *same (int *p);
extern int **place (int **p);
int *first (int **p) { return same (*p); }
void put (int **to, int *what) { *place (to) = what; }
extern long read_word (long *p, int *count);
static __attribute__ ((noipa)) long read_it (long *p, int *count) { return read_word (p, count); }
void fill (long *to, long *from, int *count) { *to = read_it (from, count); }
END
cat > last.c <<'END'
int *same (int *p) { return p; }
int **place (int **p) { return p; }
long read_word (long *p, int *count) { ++*count; return *p; }
END

for build in 1 2 3 4; do
  $GORO_CC -O2 -fplugin-arg-goro-summaries=summaries main.c between.c last.c -o p
  GORODEBUG=stackmove=1,escapeverify=1 ./p
done
