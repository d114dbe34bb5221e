/* SPDX-License-Identifier: MIT */
/* Purpose: the words of a realigned frame are described one by one, from the aligned address.  */
/* Map: call of g in f: r[sb]p\+[0-9]+ pointer */
/* NoMap: call of g in f: .*ambiguous */

struct s { _Alignas (64) int n[2]; int *p; };
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  struct s s = { { 1, 2 }, p };
  return g (&s) + *s.p;
}
