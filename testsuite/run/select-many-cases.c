/* SPDX-License-Identifier: MIT */
/* Purpose: A select over 64 channels, which were made in any order, waits for all of them. */
#include "support/check.h"

#define R(i) goro_case_recv (c[i], &v[i])
#define R4(i) R (i), R (i + 1), R (i + 2), R (i + 3)
#define R16(i) R4 (i), R4 (i + 4), R4 (i + 8), R4 (i + 12)

static goro_chan (long) c[64];

static void sender (int i)
{
  goro_send (c[i], i);
}

int main (void)
{
  bool seen[64] = { false };
  for (int i = 0; i < 64; i++)
    c[i * 37 % 64] = goro_chan_make (long, i % 3);
  for (int i = 0; i < 128; i++) {
    long v[64] = { 0 };
    if (i % 64 == 0)
      for (int k = 0; k < 64; k++)
        go sender (k);
    int k = goro_select (R16 (0), R16 (16), R16 (32), R16 (48));
    CHECK (k >= 0 && k < 64 && v[k] == k && seen[k] == (i >= 64));
    seen[k] = i < 64;
  }
  return 0;
}
