/* SPDX-License-Identifier: MIT */
/* Purpose: Variable-length arrays in loops and in recursion: freed at the end of each
   iteration, right after growth, of one and of two dimensions. */
#include "support/check.h"

static OPAQUE int sum (int n, const int a[n])
{
  int total = 0;
  grow (10);
  for (int i = 0; i < n; i++)
    total += a[i];
  return total;
}

static OPAQUE int recurse (int n)
{
  int a[n];

  for (int i = 0; i < n; i++)
    a[i] = 1;
  int below = n > 1 ? recurse (n - 1) : 0;
  return below + sum (n, a);
}

static OPAQUE int two_dimensions (int rows, int columns)
{
  int m[rows][columns];
  int total = 0;

  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++)
      m[r][c] = r * c;
  grow (100);
  for (int r = 0; r < rows; r++)
    total += sum (columns, m[r]);
  return total;
}

static void test (void)
{
  for (int n = 1; n < 200; n += 13) {
    int a[n];
    for (int i = 0; i < n; i++)
      a[i] = 2;
    grow (n / 4);
    CHECK (sum (n, a) == 2 * n);
  }
  CHECK (recurse (60) == 60 * 61 / 2);
  CHECK (two_dimensions (10, 30) == 45 * 435);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
