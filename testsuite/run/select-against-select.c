/* SPDX-License-Identifier: MIT */
/* Purpose: Both sides of two channels are selects; no value is lost, none comes twice. */
#include "support/check.h"

enum { SENDERS = 4, EACH = 1000 };

static goro_chan (int) a, b;
static _Atomic unsigned char seen[SENDERS * EACH];

static void sender (int first)
{
  for (int i = first; i < first + EACH; i++)
    CHECK (goro_select (goro_case_send (a, i), goro_case_send (b, i)) >= 0);
}

static void receiver (void)
{
  for (int i = 0; i < EACH; i++) {
    int v = -1, w = -1;
    int k = goro_select (goro_case_recv (a, &v), goro_case_recv (b, &w));
    CHECK (k == 0 ? w == -1 : v == -1);
    seen[k == 0 ? v : w]++;
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 2);
  goro_wait_group_add (&goroutines_under_test, SENDERS);
  for (int i = 0; i < SENDERS; i++) {
    go sender (i * EACH);
    go receiver ();
  }
  goro_wait_group_wait (&goroutines_under_test);
  for (int i = 0; i < SENDERS * EACH; i++)
    CHECK (seen[i] == 1);
  return 0;
}
