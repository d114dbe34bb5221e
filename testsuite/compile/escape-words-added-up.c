/* SPDX-License-Identifier: MIT */
/* Purpose: Words that are added up, shifted or masked, and members of structures that are numbers, are no copies of pointers. */
/* Options: -fplugin-arg-goro-m */
long total;
struct count { long n; char *name; };

static void add (long *s) { total += *s; } /* { dg-note "'s' does not escape" } */
static void count (struct count *s) { total = s->n; } /* { dg-note "'s' does not escape" } */
static void low (unsigned long *s) { total = (*s & 4095) + (*s >> 12); } /* { dg-note "'s' does not escape" } */
static long sum (long *s, int n) /* { dg-note "'s' does not escape" } */
{
  long all = 0;
  while (n-- > 0)
    all += *s++;
  return all;
}

void stays (void)
{
  char name[4] = "";
  struct count c = { 1, name };
  unsigned long flags = 5;
  count (&c);
  add (&c.n);
  low (&flags);
  total = sum (&c.n, 1);
}
