/* SPDX-License-Identifier: MIT */
/* Purpose: numbers that are narrower than an address are in no map, wherever they are.  */
/* OnlyMap: call of g in f: nothing */
/* NoMap: check of f: r(di|si|dx) .* */

void g (void);
int f (int n, unsigned short m, float x, char c)
{
  g ();
  return n + m + (int) x + c;
}
