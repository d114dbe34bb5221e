/* SPDX-License-Identifier: MIT */
/* Purpose: Words that are loaded as numbers through plain pointers are copies of pointers through choices, loops, and calls too. */
/* Options: -fplugin-arg-goro-m */
int *out;

static void choose (void *d, void *a, void *b, int which) /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 'a'" } */ /* { dg-note "leaking param content: 'b'" } */
{
  *(long *) d = which ? *(long *) a : *(long *) b;
}
static void by_bytes (char *d, char *s, int n) /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
{
  for (int i = 0; i < n; i++) {
    int c = s[i];
    d[i] = c;
  }
}
static void newest (long *d, long *s, int n) /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
{
  long last = 0;
  while (n-- > 0)
    last = *s++;
  *d = last;
}
static long read_word (void *p) { return *(long *) p; } /* { dg-note "leaking param: 'p' to result level=1" } */
static void write_word (void *d, long n) { *(long *) d = n; } /* { dg-note "'d' does not escape" } */

void a_chosen (int which) { int x = 1, y = 2, *p = &x, *q = &y; choose (&out, &p, &q, which); } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void bytes (void) { int x = 1, *p = &x; by_bytes ((char *) &out, (char *) &p, sizeof p); } /* { dg-note "moved to heap: 'x'" } */
void the_newest (void) { int x = 1, *p[2] = { &x, &x }; newest ((long *) &out, (long *) p, 2); } /* { dg-note "moved to heap: 'x'" } */
void by_call (void) { int x = 1, *p = &x; write_word (&out, read_word (&p)); } /* { dg-note "moved to heap: 'x'" } */
