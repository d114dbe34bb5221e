#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: an instrumented shared library is loaded with dlopen, used by goroutines on stacks that move, closed and loaded again,
# many times; in between stacks move without its maps.  A goroutine that began in the library must have ended before it is closed,
# and that it has sent its last value does not say so.

cat > library.c <<'END'
#include <goro.h>
static __attribute__ ((noipa)) int grow (int n) { volatile char b[200]; b[0] = 1; return n > 0 ? grow (n - 1) + b[0] : 0; }
static void tell (goro_chan (int) out, int x) { grow (10); goro_send (out, x); }
int library_entry (int *p, int (*back) (int *, int), int n, int start)
{
  int mine = n, got = n;
  goro_chan (int) out = goro_chan_make (int, 0);
  if (start) {
    go tell (out, n);
    got = goro_recv (out);
  }
  int r = back (&mine, n);
  goro_free (out);
  grow (20);
  return *p + mine + r + got;
}
END
cat > p.c <<'END'
#include <goro.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
static __attribute__ ((noipa)) int grow (int n) { volatile char b[200]; b[0] = 1; return n > 0 ? grow (n - 1) + b[0] : 0; }
static int back (int *p, int n) { grow (n % 50); return *p; }
static void user (goro_chan (int) out, int id, int alone)
{
  int x = id;
  for (int i = 0; i < 10; i++) {
    void *library = dlopen ("./library.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) { puts (dlerror ()); exit (1); }
    int (*entry) (int *, int (*) (int *, int), int, int) = dlsym (library, "library_entry");
    for (int k = 0; k < 3; k++)
      if (entry (&x, back, k + i, alone) != id + 3 * (k + i)) { puts ("wrong"); exit (1); }
    while (alone && goro_count () > 1)
      goro_yield ();
    dlclose (library);
    grow (30);
    goro_yield ();
  }
  goro_send (out, id);
}
int main (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);
  int sum = 0;
  user (goro_chan_make (int, 1), 3, 1); /* alone: it is really gone each time */
  for (int i = 0; i < 5; i++)
    go user (out, i, 0);
  for (int i = 0; i < 5; i++)
    sum += goro_recv (out);
  printf ("%d\n", sum);
}
END
grep -q goro_free "$GORO_SRC/libgoro/include/goro.h" || sed -i 's/goro_free/goro_chan_free/' library.c
$GORO_CC -O2 -fPIC -shared library.c -o library.so
$GORO_CC -O2 p.c -o p -ldl
for debug in stackmove=0 stackmove=1; do
  for procs in 1 2; do
    [ "$(GOROMAXPROCS=$procs GORODEBUG=$debug timeout 60 ./p)" = 10 ]
  done
done
