/* SPDX-License-Identifier: MIT */
/* Purpose: a function into which a nested one jumps has its words described as any other's.  */
/* Map: call of g in f: \[?r[sb]p[-+][0-9]+(\.\.r[sb]p[-+][0-9]+\))? pointer */
/* NoMap: call of g in f: \[?r[sb]p[-+][0-9]+(\.\.r[sb]p[-+][0-9]+\))? ambiguous */

void g (int *);
int f (int n, int *p)
{
  __label__ out;
  int numbers[10] = { n }, x = n, *q = &x;
  void inner (int k) { if (k > 3) goto out; q = p; }
  g (numbers);
  inner (n);
  x++;
out:
  g (numbers);
  return x + *p + *q;
}
