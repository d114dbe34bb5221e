/* SPDX-License-Identifier: MIT */
/* Purpose: Variables of loops: one that is declared inside is a new one each time round, and only that one moves. */
/* Options: -fplugin-arg-goro-m */
int *sink, *table[9];

void inside (void) { for (int i = 0; i < 9; i++) { int x = i; table[i] = &x; } } /* { dg-note "moved to heap: 'x'" } */
void outside (void) { int x = 0; for (int i = 0; i < 9; i++) { x = i; table[i] = &x; } } /* { dg-note "moved to heap: 'x'" } */
void counter (void) { for (int i = 0; i < 9; i++) table[i] = &i; } /* { dg-note "moved to heap: 'i'" } */
int read_only (void) { int sum = 0; for (int i = 0; i < 9; i++) { int x = i; int *p = &x; sum += *p; } return sum; }
void by_goto (int n)
{
again:;
  int x = n; /* { dg-note "moved to heap: 'x'" } */
  sink = &x;
  if (n-- > 0)
    goto again;
}
int in_switch (int n)
{
  switch (n) {
    int x; /* { dg-note "moved to heap: 'x'" } */
  case 1:
    x = 2;
    sink = &x;
    return x;
  default:
    return 0;
  }
}
void blocks (int c)
{
  if (c) {
    int x = 1; /* { dg-note "moved to heap: 'x'" } */
    sink = &x;
  } else {
    int x = 2;
    int *p = &x;
    *p = 3;
  }
}
