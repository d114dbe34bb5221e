/* SPDX-License-Identifier: MIT */
/* For stack-other-file-callers.c.  */
int other_apply (int (*fn) (int *, int), int *p, int n);
long other_many (int *p, long a, long b, long c, long d, long e, int *q, double x);

int other_apply (int (*fn) (int *, int), int *p, int n)
{
  volatile char used[500];

  used[0] = used[499] = 0;
  int last = fn (p, n) + used[0] + used[499];
  return n > 1 ? other_apply (fn, p, n - 1) : last;
}

long other_many (int *p, long a, long b, long c, long d, long e, int *q, double x)
{
  volatile char used[3000];

  used[0] = used[2999] = 0;
  *q += 1;
  return *p + a + b + c + d + e + *q + (long) x + used[0] + used[2999];
}
