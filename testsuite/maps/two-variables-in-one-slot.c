/* SPDX-License-Identifier: MIT */
/* Purpose: a slot that a pointer and a number share at different times is described for each call.  */
/* Map: call of g in f: rsp(\+8)? pointer */
/* OnlyMap: call of h in f: nothing */

void g (int **) __attribute__ ((goro_noescape (1))), h (double *) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  {
    int *q = p;
    g (&q);
  }
  {
    double d = 1;
    h (&d);
  }
  return 0;
}
