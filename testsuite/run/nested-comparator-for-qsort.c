/* SPDX-License-Identifier: MIT */
/* Purpose: qsort calls a nested comparator, which reads and writes locals of the function around it. */
/* Output: 1 3 5 7 9 8 6 4 2 0 (sorted), again yes */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[300];
  room[0] = 1;
  return n == 0 ? 0 : grow (n - 1) + room[0];
}

static __attribute__ ((noinline)) int sort (int *numbers, int n, const int *rank)
{
  int calls = 0;
  int compare (const void *a, const void *b)
  {
    calls++;
    return rank[*(const int *) a] - rank[*(const int *) b];
  }
  int (*pointer) (const void *, const void *) = compare;
  grow (50);
  qsort (numbers, (size_t) n, sizeof *numbers, pointer);
  return calls;
}

int main (void)
{
  int rank[10], numbers[10], copy[10];
  for (int i = 0; i < 10; i++) {
    rank[i] = i & 1 ? i : 20 - i;
    numbers[i] = copy[i] = (i * 7) % 10;
  }
  int calls = sort (numbers, 10, rank);
  for (int i = 0; i < 10; i++)
    printf ("%d ", numbers[i]);
  printf ("%s, again %s\n", calls >= 9 ? "(sorted)" : "(no call)",
          sort (copy, 10, rank) && memcmp (copy, numbers, sizeof copy) == 0 ? "yes" : "no");
  return 0;
}
