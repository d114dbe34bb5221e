/* SPDX-License-Identifier: MIT */
/* Purpose: in a realigned frame with alloca the static words are described, from the frame pointer; alloca's memory is ambiguous.  */
/* Map: call of g in f: (\[?rbp-[0-9]+(\.\.rbp-[0-9]+\))?|rbp) pointer */
/* Map: call of g in f: below rbp-[0-9]+ ambiguous */
/* NoMap: call of g in f: \[?rbp-[0-9]+(\.\.rbp-[0-9]+\))? ambiguous */

struct s { _Alignas (64) int n[2]; int *p; };
int g (struct s *, void *) __attribute__ ((goro_noescape (1, 2)));
int f (int *p, unsigned n)
{
  struct s s = { { 1, 2 }, p };
  return g (&s, __builtin_alloca (n)) + *s.p;
}
