/* SPDX-License-Identifier: MIT */
/* Purpose: A variable that is moved to the heap and begins as a copy of a constant compiles: GCC 12's SRA takes no assembly statement that has the
   constant's address. */
/* Options: -Os */

#define SIX(a) { a, a + 1, a + 2, a + 3, a + 4, a + 5 }
#define SIXTY(a) { SIX (a), SIX (a + 6), SIX (a + 12), SIX (a + 18), SIX (a + 24), SIX (a + 30), SIX (a + 36), SIX (a + 42), SIX (a + 48), SIX (a + 54) }

struct two { int x, y; } two (int n); /* something for that pass to do */

volatile signed char (*kept)[10][6];

int copy (int n)
{
  volatile signed char a[4][10][6] = { SIXTY (1), SIXTY (2), SIXTY (3), SIXTY (4) };
  struct two t = two (n);
  kept = a;
  return a[n][n][0] + t.x;
}
