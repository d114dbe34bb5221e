/* SPDX-License-Identifier: MIT */
/* Purpose: Arrays of pointers to locals, pointers to pointers, and an array of structures of them. */
#include "support/check.h"

struct pair { int *p; const char *name; };

static OPAQUE int sum (int **p, int n, int ***indirect)
{
  int total = 0;

  for (int i = 0; i < n; i++) {
    grow (i * 3);
    total += *p[i];
  }
  total += ***indirect;
  *indirect = p + 1;
  return total;
}

static void test (void)
{
  int values[20], *pointers[20], **one = &pointers[19], ***two = &one;
  struct pair pairs[4];

  for (int i = 0; i < 20; i++) {
    values[i] = i;
    pointers[i] = &values[i];
  }
  for (int i = 0; i < 4; i++)
    pairs[i] = (struct pair) { &values[i * 5], "name" };

  CHECK (sum (pointers, 20, two) == 190 + 19);
  CHECK (one == &pointers[1] && **one == 1);
  grow (200);
  for (int i = 0; i < 4; i++)
    CHECK (*pairs[i].p == i * 5 && pairs[i].name[3] == 'e');
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
