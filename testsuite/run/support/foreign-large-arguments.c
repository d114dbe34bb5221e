/* SPDX-License-Identifier: MIT */
/* For foreign-large-stack-arguments.c: compiled by plain GCC.  */
struct block { int a[100]; };

long foreign_take (struct block a, int x, struct block b, double y, struct block *c);

long foreign_take (struct block a, int x, struct block b, double y, struct block *c)
{
  long sum = x + (long) (y * 10);

  for (int i = 0; i < 100; i++) {
    sum += a.a[i] + b.a[i] + c->a[i];
    a.a[i] = b.a[i] = -1;
  }
  c->a[0]++;
  return sum;
}
