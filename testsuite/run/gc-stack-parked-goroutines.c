/* SPDX-License-Identifier: MIT */
/* Purpose: What parked goroutines hold in locals, in outer frames, behind pointers into an object or to its end is kept; what they need no
   more, and what they were started with and have dropped, is not. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 50 };

static goro_chan (int) go_on;
static goro_wait_group finished;
static uintptr_t hidden[N][5], dropped[N];

static OPAQUE void park (void)
{
  goro_recv (go_on);
}

static OPAQUE void inner (int i, struct object *outer)
{
  struct object *local = make (), *array = make (), *end;
  hidden[i][1] = hide (local);
  hidden[i][2] = hide (array);
  uintptr_t *inside = &array->rest[3];
  end = make ();
  hidden[i][3] = hide (end);
  end++;
  __asm__ ("" : "+r" (end)); /* so that it is not kept as end - 1 */
  park ();
  CHECK (outer->tag == hidden[i][0] && local->tag == hidden[i][1]);
  CHECK (inside[-4] == 0 && ((struct object *) (inside - 5))->tag == hidden[i][2]);
  CHECK (end[-1].tag == hidden[i][3]);
}

static OPAQUE void use_once (struct object *p, int i)
{
  dropped[i] = hide (p);
}

static void run (int i, struct object *once)
{
  struct object *outer = make ();
  hidden[i][0] = hide (outer);
  use_once (once, i);
  once = NULL;
  inner (i, outer);
  CHECK (outer->tag == hidden[i][0]);
  goro_wait_group_done (&finished);
}

int main (void)
{
  go_on = goro_chan_make (int, 0);
  goro_wait_group_add (&finished, N);
  for (int i = 0; i < N; i++)
    go run (i, make ());
  until_waiting (N);
  for (int k = 0; k < 3; k++)
    collect ();
  for (int i = 0; i < N; i++)
    for (int k = 0; k < 4; k++)
      CHECK (kept (hidden[i][k]));
#ifdef __OPTIMIZE__
  CHECK (count_left (dropped, N, &hidden[0][0], 5 * N) < N / 2);
#endif
  for (int i = 0; i < N; i++)
    goro_send (go_on, 1);
  goro_wait_group_wait (&finished);
  return 0;
}
