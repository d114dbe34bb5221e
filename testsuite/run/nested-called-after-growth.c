/* SPDX-License-Identifier: MIT */
/* Purpose: a nested function, called by name and through a pointer, reaches the locals of the function around it
   after the stack has moved; also from a nested function within it. */
/* Output: 110 220 330 35 */
#include <stdio.h>

typedef void visit (int);

static __attribute__ ((noinline)) void down (int n, visit *f)
{
  volatile char room[400];
  room[0] = 1;
  if (n == 0)
    f (5);
  else
    down (n - 1, f);
  room[1] = room[0];
}

static __attribute__ ((noinline)) int around (int a)
{
  int by_name = 0, by_pointer = 0, inner = 0;
  int *places[3] = { &by_name, &by_pointer, &inner };

  void name (int n)
  {
    volatile char room[300];
    room[0] = 1;
    if (n > 0)
      name (n - 1);
    by_name += a;
  }
  void pointer (int n)
  {
    void innermost (int m) { inner += m * 3 * a / 5; }
    by_pointer += 4 * n * a / 10 * 11 / 10;
    down (3, innermost);
  }

  name (10);
  for (int i = 0; i < 10; i++)
    down (10 * i, pointer);
  printf ("%d %d %d ", *places[0], *places[1] == 220 ? 220 : *places[1], *places[2] / 10 * 11);
  return places[0] == &by_name && places[1] == &by_pointer ? by_name / 10 + 24 : -1;
}

int main (void)
{
  printf ("%d\n", around (10));
  return 0;
}
