#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: map-stats=words names each ambiguous word's function and variable, and the numbers add up to what
# map-stats counts.

cat > p.c <<'END'
union either { char *text; long number; };
void g (union either *) __attribute__ ((goro_noescape (1))), h (void);
void f (void)
{
  union either two[2] = { 0 };
  g (two);
  h ();
}
END
$GORO_CC -O2 -fplugin-arg-goro-map-stats=words -c p.c -o p.o 2> messages || { cat messages; exit 1; }
grep -q 'ambiguous=2 function=f kind=declared variable=two type=either place=8' messages || { cat messages; exit 1; }
all=$(sed -n 's/.* ambiguous=\([0-9]*\) dead=.*/\1/p' messages)
sum=$(sed -n 's/^goro maps: ambiguous=\([0-9]*\) function=.*/\1/p' messages | awk '{ s += $1 } END { print s + 0 }')
[ "$all" -gt 0 ] && [ "$all" = "$sum" ] || { cat messages; exit 1; }
