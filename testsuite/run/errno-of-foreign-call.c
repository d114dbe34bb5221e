/* SPDX-License-Identifier: MIT */
/* Purpose: errno of a foreign call that failed is still there after yields and sleeps, on whatever
   thread the goroutine then runs; each goroutine has its own. */
#include "support/check.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static _Atomic int right;

static void run (int id)
{
  static const int expected[] = { ENOENT, EBADF, EISDIR };
  int ok = 1;

  for (int i = 0; i < 20; i++) {
    int r = id == 0 ? open ("/nonexistent/file", O_RDONLY)
            : id == 1 ? (int) write (-1, "x", 1) : open ("/", O_WRONLY);
    for (int k = 0; k < i % 4; k++)
      goro_yield ();
    if (i % 5 == 0)
      goro_sleep (GORO_MILLISECOND);
    ok &= r == -1 && errno == expected[id];
  }
  right += ok;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 30);
  for (int i = 0; i < 30; i++)
    go run (i % 3);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 30);
  return 0;
}
