/* SPDX-License-Identifier: MIT */
/* Purpose: Of several cases that are ready each is chosen about equally often, wherever it stands. */
#include "support/check.h"

enum { CHANNELS = 3, ROUNDS = 6000 };

static goro_chan (int) c[CHANNELS];

int main (void)
{
  int chosen[CHANNELS + 2] = { 0 }, x, idle = 0;
  goro_chan (int) never = goro_chan_make (int, 0);
  for (int i = 0; i < CHANNELS; i++) {
    c[i] = goro_chan_make (int, 1);
    goro_send (c[i], i);
  }
  for (int i = 0; i < ROUNDS; i++) {
    int k = goro_select (goro_case_recv (never, &x), goro_case_recv (c[0], &x), goro_case_recv (c[1], &x),
                         goro_case_recv (never, &x), goro_case_recv (c[2], &x), goro_default);
    CHECK (k == 1 || k == 2 || k == 4);
    CHECK (x == (k == 4 ? 2 : k - 1));
    chosen[k]++;
    goro_send (c[x], x);
    idle += k == 0;
  }
  CHECK (idle == 0);
  for (int k = 1; k <= 4; k++)
    CHECK (k == 3 || (chosen[k] > ROUNDS / 4 && chosen[k] < ROUNDS / 2));
  return 0;
}
