#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a program and a shared library that it uses may share a folder of summaries: what is known inside each is used there, and nothing across.

cat > api.h <<'END'
extern int twice (int *p);         /* the library's, for all */
extern int helper (int *p);        /* one file's of the library, for another of it */
extern int hook (int *p);          /* the program's, for the library */
extern int inner (int *p);         /* one file's of the program, for another of it */
END
cat > one.c <<'END'
#include "api.h"
int helper (int *p) { return *p + 1; }
END
cat > two.c <<'END'
#include "api.h"
int twice (int *p) { int in_library = *p, for_hook = 1; return 2 * helper (&in_library) + hook (&for_hook); }
END
cat > inner.c <<'END'
#include "api.h"
int hook (int *p) { return *p; }
int inner (int *p) { return *p; }
END
cat > main.c <<'END'
#include <stdio.h>
#include "api.h"
int main (void) { int for_library = 10, in_program = 5; printf ("%d\n", twice (&for_library) + inner (&in_program)); return 0; }
END
printf 'for_hook\nfor_library\n' > expected
for kind in '-fPIC -fvisibility=protected' '-fPIC -fvisibility=protected -flto'; do
  for program in '' -fno-pie; do
    rm -rf summaries
    for build in 1 2 3; do
      # shellcheck disable=SC2086
      {
        cc="$GORO_CC -O2 -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m"
        for file in two one; do $cc $kind -c $file.c 2> notes.$file || { cat notes.$file; exit 1; }; done
        $GORO_CC $kind -shared two.o one.o -o libtwo.so
        for file in main inner; do $cc $program -c $file.c 2> notes.$file || { cat notes.$file; exit 1; }; done
        $GORO_CC ${program:+-no-pie} -rdynamic main.o inner.o ./libtwo.so -Wl,-rpath,"$PWD" -o p
      }
      [ "$(GORODEBUG=stackmove=1,mapverify=1,escapeverify=1 ./p 2>&1)" = 28 ] || { echo "$kind $program: wrong"; exit 1; }
    done
    sed -n "s/.*moved to heap: '\(.*\)'.*/\1/p" notes.* | sort > result
    cmp expected result || { echo "$kind $program: moved are"; cat result; exit 1; }
  done
done
