/* SPDX-License-Identifier: MIT */
/* Purpose: an array of pointers is one run of pointers.  */
/* OnlyMap: call of g in f: \[rsp\.\.rsp\+48\) pointer */

int g (int **) __attribute__ ((goro_noescape (1)));
int f (int *p)
{
  int *a[6] = { p, p, p, p, p, p };
  return g (a);
}
