/* SPDX-License-Identifier: MIT */
/* Purpose: What static variables point to is kept: a pointer, a member, an element, one inside a function, one that is
   tentatively defined, a chain; what nobody points to is not. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

static struct object *pointer;
struct object *common;
static struct { long n; struct object *member; } structure, array[10];
static union { double number; struct object *p; } both;

static OPAQUE void use (struct object *p)
{
  CHECK (p->tag == hide (p));
}

static OPAQUE void set (uintptr_t *hidden)
{
  static struct object *inside;
  if (inside != NULL) {
    use (inside->next->next);
    return;
  }
  hidden[0] = hide (pointer = make ());
  hidden[1] = hide (common = make ());
  hidden[2] = hide (structure.member = make ());
  hidden[3] = hide (array[9].member = make ());
  hidden[4] = hide (both.p = make ());
  hidden[5] = hide (inside = make ());
  hidden[6] = hide (inside->next = make ());
  hidden[7] = hide (inside->next->next = make ());
}

static OPAQUE void lose (uintptr_t *hidden)
{
  for (int i = 0; i < 100; i++)
    hidden[i] = hide (make ());
}

static void test (void)
{
  uintptr_t hidden[8], lost[100];
  int gone = 0;
  set (hidden);
  lose (lost);
  collect ();
  for (int i = 0; i < 8; i++)
    CHECK (kept (hidden[i]));
  for (int i = 0; i < 100; i++)
    gone += !kept (lost[i]);
  CHECK (gone > 80);
  set (hidden);
  use (pointer);
  use (common);
  use (structure.member);
  use (array[9].member);
  use (both.p);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
