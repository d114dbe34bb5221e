/* SPDX-License-Identifier: MIT */
/* Purpose: qsort with an instrumented comparator sorts an array on the goroutine's stack; the
   comparator calls functions and uses much stack itself. */
#include "support/check.h"
#include <string.h>

static OPAQUE int difference (int a, int b)
{
  grow (20);
  return (a > b) - (a < b);
}

static int compare (const void *a, const void *b)
{
  return difference (*(const int *) a, *(const int *) b);
}

static int by_string (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void test (void)
{
  int a[100];
  char *words[] = { "pear", "apple", "quince", "fig" };

  for (int i = 0; i < 100; i++)
    a[i] = i * 37 % 101;
  grow (10);
  qsort (a, 100, sizeof a[0], compare);
  for (int i = 1; i < 100; i++)
    CHECK (a[i - 1] < a[i]);
  qsort (words, 4, sizeof words[0], by_string);
  CHECK (strcmp (words[0], "apple") == 0 && strcmp (words[3], "quince") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
