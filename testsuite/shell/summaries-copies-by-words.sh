#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the summary of a function that copies word by word says so; pointers copied that way are pointers to the caller's locals.

cat > callee.c <<'END'
void copy (void *d, void *s, int n)
{
  long *to = d, *from = s;
  for (int i = 0; i < n; i++)
    to[i] = from[i];
}
END
cat > caller.c <<'END'
extern void copy (void *d, void *s, int n);
int *out[2];
void keep (int n) { int x = n, *p[2] = { 0, &x }; copy (out, p, 2); }
END
cat > main.c <<'END'
extern void keep (int);
extern int *out[2];
int main (void) { keep (5); keep (6); return *out[1] != 6; }
END
cc="$GORO_CC -O2 -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m"

$cc -c callee.c
$cc -c caller.c 2> messages
grep -q "argument 1 of 'copy' does not escape (summary of callee.c)" messages
grep -q "moved to heap: 'x'" messages
$cc -c main.c
$GORO_CC main.o caller.o callee.o -o p
GORODEBUG=stackmove=1,escapeverify=1 ./p
