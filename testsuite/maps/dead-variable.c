/* SPDX-License-Identifier: MIT */
/* Purpose: a variable whose address was taken is in the map as long as its scope lasts, and not after.  */
/* OnlyMap: call of g in f: rsp(\+8)? pointer */
/* OnlyMap: call of h in f: nothing */

void g (int **) __attribute__ ((goro_noescape (1))), h (void);
int f (int *p)
{
  {
    int *q = p;
    g (&q);
  }
  h ();
  return 0;
}
