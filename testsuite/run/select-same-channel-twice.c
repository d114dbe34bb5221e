/* SPDX-License-Identifier: MIT */
/* Purpose: One channel in several cases of a select: one value, through one of them. */
#include "support/check.h"

static goro_chan (int) c;

static void sender (int n)
{
  for (int i = 1; i <= n; i++)
    goro_send (c, i);
  goro_close (c);
}

int main (void)
{
  int used[3] = { 0 };
  bool ok = true;
  c = goro_chan_make (int, 0);
  go sender (1000);
  for (int i = 1;; i++) {
    int v[3] = { 0 };
    int k = goro_select (goro_case_recv_ok (c, &v[0], &ok), goro_case_recv_ok (c, &v[1], &ok),
                         goro_case_recv_ok (c, &v[2], &ok));
    CHECK (k >= 0 && k < 3);
    if (!ok)
      break;
    CHECK (v[k] == i && v[0] + v[1] + v[2] == i);
    used[k]++;
  }
  CHECK (used[0] + used[1] + used[2] == 1000);
  return 0;
}
