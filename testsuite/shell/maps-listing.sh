#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goro-maps says the same of an object, a program, a stripped one and a library, but for addresses.

maps=$GORO_BUILD/goro-maps
cat > f.c <<'END'
extern int g (int *), (*pointer) (int *);
__attribute__ ((noinline)) static int h (int *p) { return g (p) + *p; }
int f (int n, int *p) { int a[4]; pointer (a); return h (p) + *p + g (a) + n; }
END
cat > g.c <<'END'
#include <stdlib.h>
int g (int *p) { return abs (*p); }
int (*pointer) (int *) = g;
END
cat > main.c <<'END'
int f (int, int *);
int main (void) { int n = 1; return f (1, &n); }
END
# What is at no address: with sections instead of addresses there are none left.
plain () { "$maps" "$@" | sed -e 1d -e 's/0x[0-9a-f]*//g' -e 's/ \.text[.a-z]*+/ /g'; }

for options in -O0 -O2 "-O2 -ffunction-sections -Wl,--gc-sections" "-Os -g -static"; do
  $GORO_CC $options -c f.c
  $GORO_CC $options -c g.c
  $GORO_CC $options f.o g.o main.c -o program
  for function in f h; do
    plain -f "$function" f.o > object
    plain -f "$function" program > linked
    grep -q '^ *line 3  calls h$' object || [ "$function" = h ]
    grep -q '^ *line 3  indirect call$' object || [ "$function" = h ]
    grep -q '^ *line [23]  calls g$' object
    diff object linked
    strip program -o stripped
    plain -f "$function" stripped | sed 's/calls.*/calls/' > linked
    sed 's/calls.*/calls/' object | diff - linked
  done
done
$GORO_CC -O2 -fPIC -shared f.c g.c -o library.so
plain -f f library.so | grep -q 'calls g'
ld -r f.o g.o -o joined.o
plain -f h joined.o | grep -q 'calls g'

# Sums are sums; a function that is not there is an error.
[ "$("$maps" --stats f.o | awk '/^functions/ { print $2 }')" = 2 ]
if "$maps" --function=nobody f.o 2> errors; then exit 1; fi
grep -q 'no map of a function of that name' errors
"$maps" --help | grep -q '^usage:'
"$maps" --version | grep -q '^goro-maps (goro) .*ABI version'
if "$maps" > output 2>&1; then exit 1; fi
if "$maps" --nonsense f.o > output 2>&1; then exit 1; fi
