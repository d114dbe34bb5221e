/* SPDX-License-Identifier: MIT */
/* Purpose: a callback from foreign code allocates, small objects and large ones, and they are good afterwards.  */
/* Output: 300 kept */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEPT = 300 };

static long *kept[KEPT];
static int count;

static int compare (const void *a, const void *b)
{
  if (count < KEPT) {
    kept[count] = goro_make (long, count % 10 == 0 ? 10000 : 5);
    kept[count][4] = count;
    count++;
  }
  return *(const int *) a - *(const int *) b;
}

int main (void)
{
  int numbers[100], good = 0;
  for (int i = 0; i < 100; i++)
    numbers[i] = i * 37 % 100;
  qsort (numbers, 100, sizeof (int), compare);
  for (int i = 0; i < count; i++)
    good += kept[i][4] == i && kept[i][0] == 0;
  printf ("%d kept\n", good);
  return numbers[99] != 99;
}
