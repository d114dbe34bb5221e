#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: summaries with -flto: what an object has relied on is checked at the link, in every way of link-time optimisation, and with ordinary objects on
# either side; the message names the source file.

cat > callee.c <<'END'
int *kept;
int scale (int *p, int by)
{
#ifdef KEEP
  kept = p;
#endif
  return *p * by;
}
END
cat > caller.c <<'END'
extern int scale (int *p, int by);
__attribute__ ((noipa)) int call (int n) { int x = n; return scale (&x, 2); }
END
cat > main.c <<'END'
#include <stdio.h>
extern int scale (int *p, int by), call (int);
int main (void) { int y = 21; printf ("%d\n", (call (21) + scale (&y, 2)) / 2); return 0; }
END

runs ()
{
  $GORO_CC "$@" -o p || { echo "does not link: $*"; exit 1; }
  [ "$(GORODEBUG=stackmove=1,mapverify=1 ./p 2>&1)" = 42 ] || { echo "$*: wrong"; exit 1; }
}
fails ()
{
  if $GORO_CC "$@" -o p 2> messages; then echo "links: $*"; exit 1; fi
  for text in 'caller\.c (compile it again' 'main\.c (compile it again' 'goro: scale: 1 stays'; do
    grep -q "$text" messages || { echo "$*: no $text"; cat messages; exit 1; }
  done
}

compile () # kind, options
{
  kind=$1
  shift
  rm -rf summaries
  for file in callee caller main; do
    $GORO_CC "$@" -fplugin-arg-goro-summaries=summaries -c $file.c -o $file-"$kind".o
  done
  rm -rf summaries
  $GORO_CC "$@" -fplugin-arg-goro-summaries=summaries -DKEEP -c callee.c -o changed-"$kind".o
}
compile slim -O2 -flto
compile fat -O2 -flto -ffat-lto-objects
compile plain -O2

for options in -O2 '-O2 -flto-partition=max' '-O2 -flto-partition=none' '-O2 -Wl,--gc-sections'; do
  for kind in slim fat; do
    # shellcheck disable=SC2086
    {
      runs -flto $options main-$kind.o caller-$kind.o callee-$kind.o
      fails -flto $options main-$kind.o caller-$kind.o changed-$kind.o
    }
  done
done
runs -O2 -flto main-slim.o caller-plain.o callee-slim.o
runs -O2 -flto main-plain.o caller-slim.o callee-plain.o
fails -O2 -flto main-slim.o caller-plain.o changed-slim.o
fails -O2 -flto main-plain.o caller-slim.o changed-plain.o
runs -O2 -fno-lto main-fat.o caller-fat.o callee-fat.o
fails -O2 -fno-lto main-fat.o caller-fat.o changed-fat.o
fails -O2 -fno-lto main-fat.o caller-fat.o changed-plain.o
rm -f right.a changed.a
for which in right changed; do
  [ $which = right ] && object=callee-slim.o || object=changed-slim.o
  "$($GORO_PLAIN_CC -print-prog-name=gcc-ar)" rc $which.a $object 2> messages || ar rc $which.a $object
done
runs -O2 -flto main-slim.o caller-slim.o right.a
fails -O2 -flto main-slim.o caller-slim.o changed.a
$GORO_CC -O2 -flto -r main-slim.o caller-slim.o -o both.o
runs -O2 -flto both.o callee-slim.o
fails -O2 -flto both.o changed-slim.o
