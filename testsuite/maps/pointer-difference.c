/* SPDX-License-Identifier: MIT */
/* Purpose: the distance of two pointers is not a pointer.  */
/* OnlyMap: call of g in f: nothing */

void g (void), h (long);
long f (int *p, int *q)
{
  long n = q - p;
  h (n);
  g ();
  return n;
}
