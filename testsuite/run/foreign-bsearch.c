/* SPDX-License-Identifier: MIT */
/* Purpose: bsearch answers a pointer into an array on the goroutine's stack, which then moves. */
#include "support/check.h"

struct entry { int key; const char *value; };

static int compare (const void *key, const void *entry)
{
  grow (5);
  return *(const int *) key - ((const struct entry *) entry)->key;
}

static void test (void)
{
  struct entry table[] = { { 1, "one" }, { 3, "three" }, { 5, "five" }, { 7, "seven" } };
  int key = 5, missing = 4;
  struct entry *found = bsearch (&key, table, 4, sizeof table[0], compare);

  grow (100);
  CHECK (found == &table[2] && found->value[0] == 'f');
  CHECK (bsearch (&missing, table, 4, sizeof table[0], compare) == NULL);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
