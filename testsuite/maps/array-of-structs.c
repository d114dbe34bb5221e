/* SPDX-License-Identifier: MIT */
/* Purpose: each element of an array of structs has its pointers.  */
/* OnlyMap: call of g in f: rsp\+8 pointer, rsp\+24 pointer, rsp\+40 pointer */

struct s { int n[2]; int *p; };
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  struct s a[3] = { { { 1 }, p }, { { 2 }, p }, { { 3 }, p } };
  return g (a);
}
