/* SPDX-License-Identifier: MIT */
/* Purpose: a field of pointer type is one whatever stands around it, and a word of small fields is none.  */
/* OnlyMap: call of g in f: rsp\+8 pointer */

struct s { char a, b; short c; int d; int *p; int e[4]; };
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  struct s s = { 1, 2, 3, 4, p, { 5 } };
  return g (&s);
}
