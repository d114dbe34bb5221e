#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a program of objects with and without the plugin: calls, callbacks and structures both ways, through names
# and pointers, whichever side holds main; assembly among the files.

cat > api.h <<'END'
struct big { int *p; long a[9]; };
struct small { int *p; long n; };
typedef struct big (*big_fn) (struct big, int);
typedef struct small (*small_fn) (struct small, int, int, int, int, int, int, double);
END
cat > side.c <<'END'
#include <stdlib.h>
#include "api.h"
#define NAME_(a, b) a##_##b
#define NAME(a, b) NAME_ (a, b)
extern struct big NAME (OTHER, big) (struct big, int);
extern struct small NAME (OTHER, small) (struct small, int, int, int, int, int, int, double);
extern big_fn NAME (OTHER, get) (void);
extern int in_assembly (int);
static __attribute__ ((noipa)) int grow (int n) { volatile char b[200]; b[0] = 1; return n > 0 ? grow (n - 1) + b[0] : 0; }
struct big NAME (ME, big) (struct big s, int depth)
{
  int mine = depth;
  int *p = s.p;
  grow (4);
  if (depth > 0) {
    struct big t = s;
    t.p = &mine;
    t = depth % 3 == 0 ? NAME (OTHER, get) () (t, depth - 1) : depth % 3 == 1 ? NAME (OTHER, big) (t, depth - 1)
        : NAME (ME, big) (t, depth - 1);
    if (t.p != &mine || mine != depth || t.a[8] != s.a[8] + depth)
      abort ();
    s.a[8] = t.a[8];
  }
  s.a[8] += 1;
  s.p = p;
  return s;
}
struct small NAME (ME, small) (struct small s, int depth, int a, int b, int c, int d, int e, double f)
{
  int mine = depth;
  if (in_assembly (depth) != depth + 1)
    abort ();
  grow (3);
  if (depth > 0) {
    struct small t = { &mine, s.n };
    t = NAME (OTHER, small) (t, depth - 1, a, b, c, d, e, f);
    if (t.p != &mine || t.n != s.n + depth * (a + b + c + d + e + (int) f))
      abort ();
    s.n = t.n;
  }
  s.n += a + b + c + d + e + (int) f;
  return s;
}
big_fn NAME (ME, get) (void) { return NAME (ME, big); }
END
cat > main.c <<'END'
#include <stdio.h>
#include "api.h"
extern struct big first_big (struct big, int), second_big (struct big, int);
extern struct small first_small (struct small, int, int, int, int, int, int, double);
static __attribute__ ((noinline)) void test (void)
{
  int x = 5;
  struct big b = { &x, { 0 } };
  b = first_big (b, 12);
  b = second_big (b, 12);
  struct small s = first_small ((struct small) { &x, 0 }, 8, 1, 2, 3, 4, 5, 6.5);
  printf ("%d %ld %d %ld\n", *b.p, b.a[8], *s.p, s.n);
}
#ifdef __GORO__
#include <goro.h>
static void run (goro_chan (int) done) { test (); goro_send (done, 1); }
int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  test ();
  go run (done);
  goro_recv (done);
}
#else
int main (void) { test (); test (); }
#endif
END
cat > a.s <<'END'
	.globl	in_assembly
	.type	in_assembly, @function
in_assembly:
	leal	1(%rdi), %eax
	ret
	.section .note.GNU-stack,"",@progbits
END
printf '5 26 5 189\n5 26 5 189\n' > expected
for level in -O0 -O2; do
  for first in "$GORO_CC" "$GORO_PLAIN_CC"; do
    [ "$first" = "$GORO_CC" ] && second=$GORO_PLAIN_CC || second=$GORO_CC
    $first $level -DME=first -DOTHER=second -c side.c -o first.o
    $second $level -DME=second -DOTHER=first -c side.c -o second.o
    for main in "$GORO_CC" "$GORO_PLAIN_CC"; do
      $main $level -c main.c -o main.o
      $GORO_CC main.o first.o second.o -x assembler a.s -o p
      for debug in stackmove=0 stackmove=1; do
        GORODEBUG=$debug ./p > result
        cmp expected result
      done
    done
  done
done
