/* SPDX-License-Identifier: MIT */
/* Purpose: Inline assembly with memory operands exchanges the only pointers to objects while they are collected. */
/* Output: good */
/* Env: GOROGC=10 GORODEBUG=clobberfree=1 */
#include "support/check.h"

enum { SLOTS = 3000, STEPS = 200000 };

struct box { long number, more[3]; };

static struct box **slots;
static volatile int stop;

static struct box *exchange (struct box **slot, struct box *b)
{
  asm ("xchgq %0, %1" : "+r" (b), "+m" (*slot));
  return b;
}

static OPAQUE struct box *fresh (long number)
{
  struct box *b = goro_new (struct box);
  for (int i = 0; i < 3; i++)
    b->more[i] = number;
  b->number = number;
  return b;
}

static OPAQUE void look (const struct box *b)
{
  CHECK (b->number >= 0 && b->number < SLOTS && b->more[0] == b->number && b->more[2] == b->number);
}

static void collect (goro_wait_group *done)
{
  while (!stop)
    goro_gc ();
  goro_wait_group_done (done);
}

int main (void)
{
  static goro_wait_group done;
  slots = goro_make (struct box *, SLOTS);
  for (int i = 0; i < SLOTS; i++)
    slots[i] = fresh (i);
  goro_wait_group_add (&done, 1);
  go collect (&done);
  unsigned random = 1;
  struct box *b = fresh (0);
  for (int i = 0; i < STEPS; i++) {
    random = random * 1664525 + 1013904223;
    b = exchange (&slots[(random >> 8) % SLOTS], b);
    look (b);
    if (i % 16 == 0)
      fresh (1);
    if (i % 4096 == 0)
      goro_yield ();
  }
  stop = 1;
  goro_wait_group_wait (&done);
  for (int i = 0; i < SLOTS; i++)
    look (slots[i]);
  puts ("good");
  return 0;
}
