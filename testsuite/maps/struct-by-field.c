/* SPDX-License-Identifier: MIT */
/* Purpose: of a struct's words those are pointers that are fields of pointer type.  */
/* OnlyMap: call of g in f: rsp pointer, rsp\+16 pointer */

struct s {
  int *a;
  double b;
  struct { const char *text; int n[2]; } c;
};
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  struct s s = { p, 1.5, { "", { 1, 2 } } };
  return g (&s);
}
