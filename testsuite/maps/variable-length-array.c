/* SPDX-License-Identifier: MIT */
/* Purpose: what a variable-length array holds is ambiguous, and the frame above it is described.  */
/* Map: call of g in f: below rbp-[0-9]+ ambiguous */
/* Map: call of g in f: r(bx|12|13|14|15) pointer */

int g (int **) __attribute__ ((goro_noescape (1)));
int f (int n, int *p)
{
  int *a[n];
  a[0] = p;
  return g (a) + *p;
}
