/* SPDX-License-Identifier: MIT */
/* Purpose: objects that only the variables which a function shares with its nested one lead to are kept, while a foreign function calls that back, and
   those that it puts there as well. */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

enum { MANY = 50 };

struct box { long value; };

static OPAQUE struct box *box (long value)
{
  struct box *b = goro_new (struct box);
  b->value = value;
  return b;
}

static OPAQUE void collect (void)
{
  goro_gc ();
  for (int i = 0; i < 100; i++)
    box (-1);
}

/* GCC is not to see which, or it inlines it.  */
static void *(*volatile library) (const void *, const void *, size_t, size_t, int (*) (const void *, const void *)) = bsearch;

static OPAQUE void search (long n)
{
  struct box *boxes[MANY]; /* of a few there may be copies left somewhere */
  int compare (const void *key, const void *element)
  {
    collect ();
    for (int i = 0; i < MANY; i++) {
      CHECK (boxes[i]->value == n);
      if (i & 1)
        boxes[i] = box (n);
    }
    return *(const int *) key - *(const int *) element;
  }
  for (int i = 0; i < MANY; i++)
    boxes[i] = box (n);
  static const int numbers[] = { 1, 3, 5, 7, 9, 11, 13 }, wanted = 13;
  CHECK (library (&wanted, numbers, 7, sizeof *numbers, compare) == numbers + 6);
}

static void test (void)
{
  for (long n = 0; n < 10; n++)
    search (n);
}

int main (void)
{
  test ();
  for (int i = 0; i < 4; i++)
    in_goroutine (test);
  puts ("good");
  return 0;
}
