/* SPDX-License-Identifier: MIT */
/* Purpose: at the call of a pure function, too, only the variables in use near by count, not all that share their memory.  */
/* Map: call of look in f: .*pointer */
/* NoMap: call of look in f: .*ambiguous */

int look (long) __attribute__ ((pure));
int numbers (long *), pointers (int **);

int f (int *p)
{
  int r = 0;
  {
    long x[8];
    r += numbers (x);
    r += look (x[1]);
    r += numbers (x + 1) + *p;
  }
  {
    int *y[8];
    r += pointers (y);
    r += *y[1];
  }
  return r;
}
