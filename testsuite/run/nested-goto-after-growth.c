/* SPDX-License-Identifier: MIT */
/* Purpose: a goto out of a nested function, to a frame that has moved since, from deep below; the function's locals
   hold, and so do those of its caller. */
/* Output: 120 frames, 7 7, 1 2 3 */
#include <stdio.h>
#include <string.h>

typedef void leave (int);

static __attribute__ ((noinline)) void down (int n, leave *f)
{
  volatile char room[400];
  memset ((char *) room, n, sizeof room);
  if (n == 120)
    f (n);
  down (n + 1, f);
  room[1] = room[0];
}

static __attribute__ ((noinline)) int around (int *a, int *b)
{
  __label__ out;
  int frames = 0, seven = 7, *p = &seven;
  char small[8] = { 3 };
  void jump (int n)
  {
    frames = n;
    goto out;
  }
  for (int i = 1; i < 120; i += 10) {
    down (i, jump);
    return 0;
  out:;
  }
  printf ("%d frames, %d %d, ", frames, *p, seven);
  return *a == 1 && *b == 2 ? small[0] : 0;
}

int main (void)
{
  int one = 1, two = 2;
  int *p = &one, *q = &two;
  int three = around (p, q);
  printf ("%d %d %d\n", *p, *q, three);
  return 0;
}
