#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: that a result comes from the arguments only is something to rely on, even for a call whose arguments point to nothing.

cat > callee.c <<'END'
int *cell;
int **pick (int **p)
{
#ifdef CELL
  return p ? p : &cell;
#else
  return p;
#endif
}
END
cat > caller.c <<'END'
extern int **pick (int **p);
int use (int n) { int x = n, *mine = 0, **r = n ? pick (0) : &mine; if (r) *r = &x; return n; }
END
cat > main.c <<'END'
extern int use (int);
int main (void) { return use (5) != 5; }
END
cc="$GORO_CC -O2 -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m"

$cc -c callee.c
$cc -c caller.c 2> messages
if grep "moved to heap: 'x'" messages; then echo "the summary was not used"; exit 1; fi
$cc -c main.c
$GORO_CC main.o caller.o callee.o -o p
GORODEBUG=stackmove=1,escapeverify=1 ./p
$cc -DCELL -c callee.c
if $GORO_CC main.o caller.o callee.o -o p 2> messages; then echo "links with another callee"; exit 1; fi
grep -q 'goro: pick: result only from parameters' messages
$cc -c caller.c 2> messages
grep -q "moved to heap: 'x'" messages
$GORO_CC main.o caller.o callee.o -o p
GORODEBUG=stackmove=1,escapeverify=1 ./p
