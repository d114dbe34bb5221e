/* SPDX-License-Identifier: MIT */
/* Purpose: a union whose members all have a pointer in a word has one there.  */
/* OnlyMap: call of g in f: rsp pointer */

union u { int *p; const char *text; struct { void *q; int n; } s; };
int g (union u *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  union u u = { .s = { p, 1 } };
  return g (&u);
}
