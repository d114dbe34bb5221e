/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers in arenas on the stack of several makes: with a place to go on, aligned as an integer, given to the arena by its
   user, of longs, reached by a callback, in a structure that another function has set up. */
#include "support/derived.h"
#include <stdint.h>

struct bump { char *cur, *end; char mem[160]; };
static NOINLINE void bump_init (struct bump *b) { b->cur = b->mem; b->end = b->mem + sizeof b->mem; }
static NOINLINE void *bump_take (struct bump *b, size_t n)
{
  char *p = (char *) (((uintptr_t) b->cur + 7) & ~(uintptr_t) 7);
  b->cur = p + n;
  return b->cur <= b->end ? p : NULL;
}

struct user { unsigned char *base; size_t used; };
static NOINLINE void user_init (struct user *u, unsigned char *base) { u->base = base; u->used = 0; }
static NOINLINE void *user_take (struct user *u, size_t n) { void *p = u->base + u->used; u->used += n; return p; }

struct longs { long used; long mem[20]; };
static NOINLINE void *longs_take (struct longs *l) { return &l->mem[l->used++]; }

static NOINLINE void each (void (*f) (void *, int *), void *where, int *x) { f (where, x); }
static void put (void *where, int *x) { *(int **) where = x; }

static OPAQUE void use (int *x)
{
  struct bump b;
  struct user u;
  struct longs l;
  unsigned char room[160] __attribute__ ((aligned (8))), one[8] __attribute__ ((aligned (8)));
  int **p[8], **q[8], **r[8];

  bump_init (&b);
  user_init (&u, room);
  l.used = 0;
  each (put, one, x);
  for (int i = 0; i < 8; i++) {
    *(p[i] = bump_take (&b, 9)) = x + i;
    *(q[i] = user_take (&u, 8)) = x + i;
    *(r[i] = longs_take (&l)) = x + i;
    move (i & 1 ? p[i] : NULL);
  }
  for (int i = 0; i < 8; i++) {
    CHECK (*p[i] == x + i && *q[i] == x + i && *r[i] == x + i);
    CHECK (*(int **) one == x);
    move (x);
  }
}

static void test (void)
{
  int x[8] = { 1 };
  use (x);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
