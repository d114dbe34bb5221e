/* SPDX-License-Identifier: MIT */
/* Purpose: a pointer to a nested function that is made in a callback, on the thread's stack, and called there by
   foreign code; several goroutines at once. */
/* Output: 40 sorted */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

static int inner_sorts (int reverse)
{
  int numbers[5] = { 3, 1, 4, 5, 2 };
  int compare (const void *a, const void *b)
  {
    int d = *(const int *) a - *(const int *) b;
    return reverse ? -d : d;
  }
  qsort (numbers, 5, sizeof numbers[0], compare);
  return numbers[0] == (reverse ? 5 : 1) && numbers[4] == (reverse ? 1 : 5);
}

static void worker (int id, goro_chan (int) out)
{
  int numbers[4] = { 1, 4, 3, 2 }, wrong = 0;
  int compare (const void *a, const void *b)
  {
    const int *x = a, *y = b;
    wrong += !inner_sorts (*x & 1) + !inner_sorts (id & 1);
    return *x - *y;
  }
  qsort (numbers, 4, sizeof numbers[0], compare);
  goro_yield ();
  goro_send (out, wrong == 0 && numbers[1] == 2);
}

int main (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);
  int sorted = 0;
  for (int i = 0; i < 40; i++)
    go worker (i, out);
  for (int i = 0; i < 40; i++)
    sorted += goro_recv (out);
  printf ("%d sorted\n", sorted);
  return 0;
}
