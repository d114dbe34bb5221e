/* SPDX-License-Identifier: MIT */
/* Purpose: the addresses of static objects and functions are in no map.  */
/* OnlyMap: call of g in f: nothing */

int g (int *, int (*) (void));
int h (void);
extern int table[100];
int f (int n)
{
  int *p = &table[n & 15], s = 0;
  for (int i = 0; i < n; i++)
    s += g (&table[i & 3], h);
  __asm__ volatile ("" : : "r" (p));
  return s;
}
