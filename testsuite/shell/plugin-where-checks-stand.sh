#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: no stack check in leaf functions that fit the slack, one in each that calls, and that one
# behind an early exit which needs no frame.

cat > p.c <<'END'
void g (int *) __attribute__ ((goro_noescape (1)));
int leaf (int a, int b) { return a * b; }
int red_zone (int n) { volatile char a[100]; a[n] = 1; return a[n]; }
int large_leaf (int n) { volatile char a[5000]; a[n] = 1; return a[n]; }
int calls (int n) { int x = n; g (&x); return x; }
int early_exit (int n) { if (n == 0) return 1; int x = n; g (&x); return x; }
END
$GORO_CC -O2 -S p.c -o p.s
# text_of FUNCTION: its instructions
text_of () { sed -n "/^$1:/,/\.size[[:space:]]*$1,/p" p.s; }
checks () { text_of "$1" | grep -c 'cmp.*%fs:0x70' || :; }
for expectation in leaf=0 red_zone=0 large_leaf=1 calls=1 early_exit=1; do
  function=${expectation%=*}
  [ "$(checks "$function")" = "${expectation#*=}" ] || { echo "$function:"; text_of "$function"; exit 1; }
done
# The early exit is before the check.
text_of early_exit | grep -E '^[[:space:]]ret|%fs:0x70' | head -n 1 | grep -q ret || {
  text_of early_exit
  exit 1
}
