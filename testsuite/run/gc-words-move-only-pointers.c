/* SPDX-License-Identifier: MIT */
/* Purpose: The only pointers to objects are moved about in the heap as words, by code that knows nothing of pointers, while objects are collected. */
/* Sources: support/words.c */
/* Output: good */
/* Env: GOROGC=10 */
#include "support/check.h"

enum { WORKERS = 4, FAR = 100000, STEPS = 2000000 };

struct box { long number; struct box *inner; };

static OPAQUE struct box *fresh (long number)
{
  struct box *b = goro_new (struct box), *in = goro_new (struct box);
  in->number = ~number;
  b->number = number;
  b->inner = in;
  return b;
}

static OPAQUE void look (const struct box *b)
{
  CHECK (b->inner->number == ~b->number && b->inner->inner == NULL);
}

extern void swap_words (void *a, void *b), move_words (void *to, const void *from, int n);
extern void choose_word (void *to, const void *a, const void *b, int which);

static void worker (int id, goro_wait_group *all)
{
  struct box **far = goro_make (struct box *, FAR), **near = goro_make (struct box *, 8);
  unsigned random = id;
  for (int i = 0; i < FAR; i++)
    far[i] = fresh (i);
  for (int i = 0; i < 8; i++)
    near[i] = fresh (-i - 1);
  for (int step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    unsigned i = (random >> 8) % (FAR - 2), k = (random >> 24) % 7;
    swap_words (&far[i], &near[k]);
    move_words (&near[7], &far[i], 1);
    far[i] = NULL;
    choose_word (&far[i], &near[7], &near[k], 1);
    near[7] = NULL;
    look (near[k]);
    look (far[i]);
    if (step % 8 == 0)
      far[i + 1] = fresh (step);
  }
  for (int i = 0; i < FAR; i++)
    look (far[i]);
  goro_wait_group_done (all);
}

static void test (void)
{
  static goro_wait_group all;
  goro_wait_group_add (&all, WORKERS);
  for (int i = 0; i < WORKERS; i++)
    go worker (i, &all);
  goro_wait_group_wait (&all);
  puts ("good");
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
