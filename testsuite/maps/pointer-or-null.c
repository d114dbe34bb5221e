/* SPDX-License-Identifier: MIT */
/* Purpose: what is a pointer or null, by a conditional move, is a pointer.  */
/* OnlyMap: call of g in f: rbx pointer */

void g (void);
int *f (int n, int *p)
{
  int *q = n > 3 ? p : 0;
  g ();
  return q;
}
