/* SPDX-License-Identifier: MIT */
/* Purpose: what a function of pointer type returned is a pointer.  */
/* OnlyMap: call of h in f: rbx pointer */

int *g (void);
void h (void);
int f (void)
{
  int *p = g ();
  h ();
  return *p;
}
