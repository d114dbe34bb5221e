#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: no stack check in leaf functions that fit the slack, one in each that calls another file, and that one
# behind an early exit which needs no frame; none in a caller of those, unless its frame is too large or the early exit a jump to
# what nobody knows.

cat > p.c <<'END'
void g (int *) __attribute__ ((goro_noescape (1)));
int leaf (int a, int b) { return a * b; }
int red_zone (int n) { volatile char a[100]; a[n] = 1; return a[n]; }
int large_leaf (int n) { volatile char a[5000]; a[n] = 1; return a[n]; }
int calls (int n) { int x = n; g (&x); return x; }
int early_exit (int n) { if (n == 0) return 1; int x = n; g (&x); return x; }
int other (int);
int jumps_first (int n) { if (n == 0) return other (2); int x = n; g (&x); return x; }
int calls_checked (int n) { volatile int x = n; return calls (n) + x; }
int jumps_to_checked (int n) { return calls (n + 1); }
int calls_early_exit (int n) { volatile int x = n; return early_exit (n) + x; }
int calls_both (int n) { volatile int x = n; return calls_checked (n) + early_exit (n) + x; }
int with_large_frame (int n) { volatile char a[180]; a[n] = 1; return calls (n) + a[n]; }
int calls_jumps_first (int n) { volatile int x = n; return jumps_first (n) + x; }
END
$GORO_CC -O2 -fno-inline -fno-ipa-icf -S p.c -o p.s
# text_of FUNCTION: its instructions
text_of () { sed -n "/^$1:/,/\.size[[:space:]]*$1,/p" p.s; }
checks () { text_of "$1" | grep -c 'cmp.*%fs:0x70' || :; }
for expectation in leaf=0 red_zone=0 large_leaf=1 calls=1 early_exit=1 jumps_first=1 calls_checked=0 jumps_to_checked=0 \
  calls_early_exit=0 calls_both=0 with_large_frame=1 calls_jumps_first=1; do
  function=${expectation%=*}
  [ "$(checks "$function")" = "${expectation#*=}" ] || { echo "$function:"; text_of "$function"; exit 1; }
done
# The early exit is before the check.
text_of early_exit | grep -E '^[[:space:]]ret|%fs:0x70' | head -n 1 | grep -q ret || {
  text_of early_exit
  exit 1
}
