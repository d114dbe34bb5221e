/* SPDX-License-Identifier: MIT */
/* Purpose: qsort and qsort_r of large arrays of pointers, and of structures, lose none when marking begins in the middle; nor with arrays in static
   memory.  bsearch's callback is one like theirs. */
/* Env: GORODEBUG=clobberfree=1 */
/* Timeout: 120 */
#define _GNU_SOURCE
#include "support/check.h"

enum { N = 20000, ROUNDS = 40 };

struct number {
  unsigned long value, inverse;
};

struct wide {
  struct number *number;
  long rest[7];
};

static struct number *in_static[N];
static _Atomic int stop;
static goro_wait_group all;

static int by_value (const void *a, const void *b)
{
  unsigned long x = (*(struct number *const *) a)->value, y = (*(struct number *const *) b)->value;
  return (x > y) - (x < y);
}

static int by_value_turned (const void *a, const void *b, void *turn)
{
  return *(int *) turn * by_value (a, b);
}

static OPAQUE struct number *number (unsigned long value)
{
  struct number *p = goro_new (struct number);
  p->value = value;
  p->inverse = ~value;
  return p;
}

static OPAQUE void check (struct number *const *array, size_t step, int turn)
{
  for (size_t i = 0; i < N; i++) {
    const struct number *p = array[i * step];
    CHECK (p->inverse == ~p->value && p->value == (turn > 0 ? i : N - 1 - i));
  }
}

static void sort_pointers (struct number **array)
{
  int turn = 1;
  for (int i = 0; i < N; i++)
    array[i] = number ((unsigned long) i * 7919 % N);
  for (int k = 0; k < ROUNDS; k++, turn = -turn) {
    if (turn > 0)
      qsort (array, N, sizeof *array, by_value);
    else
      qsort_r (array, N, sizeof *array, by_value_turned, &turn);
    check (array, 1, turn);
    struct number key = { (unsigned long) k, 0 }, *pointer = &key;
    CHECK (turn < 0 || (*(struct number **) bsearch (&pointer, array, N, sizeof *array, by_value))->value == key.value);
  }
  goro_wait_group_done (&all);
}

static void sort_wide (void)
{
  struct wide *array = goro_make (struct wide, N);
  int turn = 1;
  for (int i = 0; i < N; i++)
    array[i].number = number ((unsigned long) i * 7919 % N);
  for (int k = 0; k < ROUNDS; k++, turn = -turn) {
    qsort_r (array, N, sizeof *array, by_value_turned, &turn);
    check (&array->number, sizeof *array / sizeof (void *), turn);
  }
  goro_wait_group_done (&all);
}

static void collect (void)
{
  while (!stop)
    goro_gc ();
}

int main (void)
{
  goro_wait_group_add (&all, 3);
  go sort_pointers (goro_make (struct number *, N));
  go sort_pointers (in_static);
  go sort_wide ();
  go collect ();
  goro_wait_group_wait (&all);
  stop = 1;
  return 0;
}
