/* SPDX-License-Identifier: MIT */
/* Purpose: A union that begins as zeros gives no warning where it is declared in front of a switch's first label. */
/* Options: -Wall -Wextra */
union any { int *p; short s; };

extern void use (union any *u);

int number (int n)
{
  switch (n) {
    union any u;
  case 1:
    u.s = 5;
    use (&u);
    return u.s;
  }
  return 0;
}
