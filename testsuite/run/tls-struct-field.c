/* SPDX-License-Identifier: MIT */
/* Purpose: Fields of a thread-local struct, whole copies and results of calls stored in it, are the running thread's. */
#include "support/threads.h"

struct row { int number; long more[12]; int again; };
static __thread struct row own;

static OPAQUE struct row make (int yields)
{
  struct row r = { 0 };
  for (int i = 0; i < yields; i++)
    goro_yield ();
  r.number = r.again = this_thread ();
  return r;
}

static void hop (int id)
{
  for (int i = 0; i < 2000; i++) {
    own = make (1 + id % 2);
    struct row copy = own;
    int now = this_thread ();
    CHECK (copy.number != 0 && copy.number == copy.again);
    CHECK (own.number == own.again && (own.number == 0 || own.number == now));
    goro_yield ();
    now = this_thread ();
    CHECK (own.number == 0 || own.number == now);
    own = (struct row) { .number = now, .again = now };
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
