/* SPDX-License-Identifier: MIT */
/* Purpose: a goto out of a nested comparator leaves qsort; afterwards foreign calls, yields and growth of the stack
   work as before.  Within a callback the same stays on the thread's stack. */
/* Output: 300 left, errno 9 */
#include <errno.h>
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[300];
  room[0] = 1;
  return n == 0 ? 0 : grow (n - 1) + room[0];
}

static __attribute__ ((noinline)) int once (int n, int depth)
{
  __label__ out;
  int numbers[6] = { 6, 5, 4, 3, 2, 1 }, calls = 0;
  int compare (const void *a, const void *b)
  {
    if (depth > 0 && !once (n, depth - 1))
      return 0;
    if (++calls == 3) {
      errno = 9;
      goto out;
    }
    return *(const int *) a - *(const int *) b;
  }
  grow (n % 60);
  qsort (numbers, 6, sizeof numbers[0], compare);
  return 0;
out:
  return grow (20) == 20 && calls == 3;
}

int main (void)
{
  int left = 0;
  for (int i = 0; i < 300; i++) {
    errno = 0;
    left += once (i, i % 3 == 0);
    goro_yield ();
  }
  printf ("%d left, errno %d\n", left, errno);
  return 0;
}
