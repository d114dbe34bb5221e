#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: with -ffunction-sections lld, and GNU ld with -z start-stop-gc, drop unused functions, and the maps of the others
# stay right; with gold nothing is dropped, and all is right too; with separate debug information, saved temporaries too.

cat > p.c <<'END'
#include <goro.h>
#include <stdio.h>
static __attribute__ ((noipa)) int grow (int n) { volatile char b[200]; b[0] = 1; return n > 0 ? grow (n - 1) + b[0] : 0; }
int dropped (int *p) { int x = *p; grow (x); return x + *p; }
int kept (int n, int *p) { int x = n; int r = n > 0 ? kept (n - 1, &x) : 0; grow (3); return r + (*p == n + 1); }
int dropped_too (int *p) { int x = *p; grow (x); return x - *p + dropped (p); }
int main (void)
{
  int x = 31;
  printf ("%d\n", kept (30, &x));
}
END
for options in "" "-gsplit-dwarf" "-g3 -save-temps"; do
  for linker in bfd gold lld; do
    command -v ld.$linker > /dev/null || continue
    collect=-Wl,--gc-sections
    [ $linker != bfd ] || collect="$collect -Wl,-z,start-stop-gc"
    $GORO_CC -O2 -ffunction-sections -fdata-sections $options -fuse-ld=$linker $collect p.c -o p
    if [ $linker != gold ] && nm p | grep dropped; then
      echo "$linker keeps them"
      exit 1
    fi
    for debug in stackmove=0 stackmove=1; do
      [ "$(GORODEBUG=$debug ./p)" = 31 ]
    done
  done
done
