/* SPDX-License-Identifier: MIT */
/* Purpose: pointers to nested functions of a thousand frames are all right at once; those of frames that have
   returned, were left by longjmp, or ended with their goroutine are used again: memory stays bounded. */
/* Output: 500500, few mappings */
#include <goro.h>
#include <setjmp.h>
#include <stdio.h>

typedef long get (void);

static long total;

static __attribute__ ((noinline)) void chain (int n, get *outer, jmp_buf *out)
{
  long mine = n;
  long sum (void) { return mine + (outer ? outer () : 0); }
  if (n < 1000)
    chain (n + 1, sum, out);
  else
    total = sum ();
  if (out && n == 900)
    longjmp (*out, 1);
  mine = 0;
}

static int call (get *f) { return (int) f (); }

static __attribute__ ((noinline)) int one (int a)
{
  long first (void) { return a; }
  long second (void) { return a + 1; }
  return call (first) + call (second);
}

static void leave_by_jump (void)
{
  jmp_buf env;
  if (setjmp (env) == 0)
    chain (850, NULL, &env);
}

static void worker (goro_wait_group *group)
{
  for (int i = 0; i < 3; i++)
    if (one (i) != 2 * i + 1)
      total = -1;
  goro_yield ();
  leave_by_jump ();
  goro_wait_group_done (group);
}

static int mappings (void)
{
  int lines = 0, c;
  FILE *maps = fopen ("/proc/self/maps", "r");
  while ((c = getc (maps)) != EOF)
    lines += c == '\n';
  fclose (maps);
  return lines;
}

int main (void)
{
  static goro_wait_group group;
  int before = mappings ();
  for (int i = 0; i < 20000; i++)
    if (one (i) != 2 * i + 1)
      return 1;
  for (int i = 0; i < 300; i++) {
    goro_wait_group_add (&group, 1);
    go worker (&group);
    if (i % 10 == 0)
      goro_wait_group_wait (&group);
  }
  goro_wait_group_wait (&group);
  chain (1, NULL, NULL);
  printf ("%ld, %s mappings\n", total, mappings () - before < 150 ? "few" : "many");
  return 0;
}
