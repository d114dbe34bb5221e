/* SPDX-License-Identifier: MIT */
/* Purpose: the address of a local, kept in a register, is a pointer.  */
/* Map: call of g in f: r(bx|bp) pointer */
/* NoMap: call of g in f: .*ambiguous */

void g (int *);
int f (int n)
{
  int a[20];
  int *p = a;
  for (int i = 0; i < n; i++)
    g (p++);
  return a[0];
}
