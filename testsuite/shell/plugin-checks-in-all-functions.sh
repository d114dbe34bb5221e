#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: -fplugin-arg-goro-checks=all puts a stack check in every function but naked ones and those with the attribute
# no_split_stack; checks=needed is what happens without it; another value is refused.

cat > p.c <<'END'
int leaf (int a, int b) { return a * b; }
__attribute__ ((noinline)) static int callee (int a) { volatile int b = a; return b; }
int calls_leaf (int n) { return callee (n) + 1; }
int large (int n) { volatile char a[5000]; a[n] = 1; return a[n]; }
__attribute__ ((no_split_stack)) int forbidden (int n) { return n + 1; }
__attribute__ ((naked)) int naked (void) { __asm__ ("ret"); }
END
# checks FUNCTION: how many it has
checks () { sed -n "/^$1:/,/\.size[[:space:]]*$1,/p" p.s | grep -c 'cmp.*%fs:0x70' || :; }
# expect OPTION FUNCTION=COUNT...
expect ()
{
  $GORO_CC -O2 $1 -S p.c -o p.s || exit 1
  shift
  for expectation; do
    function=${expectation%=*}
    [ "$(checks "$function")" = "${expectation#*=}" ] || { echo "not $expectation:"; cat p.s; exit 1; }
  done
}
expect '' leaf=0 callee=0 calls_leaf=0 large=1 forbidden=0 naked=0
expect -fplugin-arg-goro-checks=needed leaf=0 callee=0 calls_leaf=0 large=1 forbidden=0 naked=0
expect -fplugin-arg-goro-checks=all leaf=1 callee=1 calls_leaf=1 large=1 forbidden=0 naked=0

if $GORO_CC -fplugin-arg-goro-checks=none -S p.c -o p.s 2> messages; then
  echo "accepted: checks=none"
  exit 1
fi
grep -q 'needs one of the values .*needed|all' messages || { cat messages; exit 1; }

# The checks are good for something: a program with all of them runs, and its stack moves at each.
cat > q.c <<'END'
__attribute__ ((noinline)) static int leaf (const int *p) { return *p + 1; }
int main (void)
{
  int sum = 0;
  for (int i = 0; i < 100; i++)
    sum += leaf (&i);
  return sum == 5050 ? 0 : 1;
}
END
$GORO_CC -O2 -fplugin-arg-goro-checks=all q.c -o q && GORODEBUG=stackmove=1 ./q
