/* SPDX-License-Identifier: MIT */
/* Purpose: Indexes with large constants into arrays of a caller and of the frame, in loops with and without calls. */
/* Options: -fno-strict-aliasing -fwrapv */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

TWICE (long, walk, (int *p0, struct five *p1, int x0, int x1, unsigned x2, long n), {
  long s = 1;
  char p2[64];
  for (unsigned z = 0; z < sizeof p2; z++) ((char *) p2)[z] = z * 8;
  p1[x2 - 3000].a = s;
  for (unsigned long i = 0; i < n; i++) {
    s = s * 3 + p1[x2 + i + 2 - 3000].a;
    {
      long j = 0;
      do {
        s = s * 3 + p1[x0 + i * 3 + 0 - 400000000].a;
        if (s & 1) s += p2[x1 + i + 0 - 400000000];
        s = s * 3 + p1[j * 3 + x1 - 400000000 + 2].t[3];
        p2[j * 3 + (x2 - 2998)] += move (0);
        for (long k = 0; k != 4; k += 1) {
          s = s * 5 + p0[x2 + k * 2 + 0 - 3000];
          s = s * 3 + p2[j + (x1 - 399999998)];
          p2[(long) i - 400000000 + x1 + 2] = s;
        }
        j++;
      } while (j < 4);
    }
  }
  for (int i = 0; i < n; i++) {
    s = s * 3 + p0[i * 2 + (x2 - 2998)];
    s = s * 3 + p1[(n - 1 - i) + (x0 - 399999998)].a;
  }
  s = s * 3 + p1[x1 - 399999997].b;
  for (unsigned long i = 0; i != n; i += 1) {
    if (s & 4) {
      s ^= move (0);
      s += p2[(n - 1 - i) + x2 - 3000 + 0];
    } {
      unsigned long j = 0;
      do {
        s = s * 5 + p2[(n - 1 - j) + x1 - 400000000 + 1];
        p1[x0 + i * 2 + 1 - 400000000].b = s;
        s = s * 5 + p0[x1 + j * 2 + 3 - 400000000];
        s = s * 5 + p1[j + x2 - 3000 + 2].a;
        j++;
      } while (j < 4);
    }
  }
  for (unsigned z = 0; z < sizeof p2; z++) s = s * 7 + ((char *) p2)[z];
  return s;
})

static void test (void)
{
  char m[4][1536] __attribute__ ((aligned (16)));

  for (int i = 0; i < 4; i++)
    fill (m[i], sizeof m[i], 3 + 2 * (i % 2));
  CHECK (walk ((int *) m[0], (struct five *) m[1], 400000000, 400000000, 3000, 12)
         == walk_plain ((int *) m[2], (struct five *) m[3], 400000000, 400000000, 3000, 12));
  CHECK (memcmp (m[0], m[2], 2 * sizeof m[0]) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
