/* SPDX-License-Identifier: MIT */
/* Purpose: a register is in the map of the calls after which it is read, and of no others.  */
/* Map: call of g in f: r(bx|bp) pointer */
/* OnlyMap: call of h in f: nothing */

void g (void), h (void);
int f (int *p)
{
  g ();
  *p = 1;
  h ();
  return 0;
}
