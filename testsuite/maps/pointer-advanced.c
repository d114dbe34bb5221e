/* SPDX-License-Identifier: MIT */
/* Purpose: a pointer plus a number is a pointer.  */
/* OnlyMap: call of g in f: rbx pointer */

void g (void);
int f (int n, int *p)
{
  int *q = p + 3 + n;
  g ();
  return *q;
}
