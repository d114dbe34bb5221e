/* SPDX-License-Identifier: MIT */
/* Purpose: _Unwind_Backtrace walks to the goroutine's first frame and stops there, at any depth. */
#include "support/check.h"
#include <unwind.h>

struct state { int frames; uintptr_t last_sp; };

static _Unwind_Reason_Code count (struct _Unwind_Context *context, void *p)
{
  struct state *s = p;

  s->frames++;
  s->last_sp = _Unwind_GetCFA (context);
  return s->frames > 1000 ? _URC_NORMAL_STOP : _URC_NO_REASON;
}

static OPAQUE int frames_here (void)
{
  struct state s = { 0, 0 };
  _Unwind_Backtrace (count, &s);
  return s.frames;
}

static OPAQUE int recurse (int depth)
{
  int n = depth == 0 ? frames_here () : recurse (depth - 1);
  __asm__ volatile ("");
  return n;
}

static void test (void)
{
  int shallow = recurse (0), deep = recurse (100);

  CHECK (shallow >= 3 && shallow < 20);
  CHECK (deep == shallow + 100);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
