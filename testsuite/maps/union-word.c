/* SPDX-License-Identifier: MIT */
/* Purpose: the word that a union shares between a pointer and a number is ambiguous; its other words are
   what they are.  */
/* OnlyMap: call of g in f: rsp ambiguous, rsp\+8 pointer */

union u {
  int *p;
  long n;
};
struct s { union u u; int *p; double d[2]; };
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (long n, int *p)
{
  struct s s = { .u.n = n, .p = p };
  return g (&s);
}
