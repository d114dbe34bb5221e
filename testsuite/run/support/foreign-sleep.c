/* SPDX-License-Identifier: MIT */
/* A foreign function that blocks its thread in the kernel, unknown to goro, and uses stack.  */
#include <time.h>

int foreign_sleep (int ms);

int foreign_sleep (int ms)
{
  volatile int used[10000];
  struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

  for (int i = 0; i < 10000; i += 100)
    used[i] = ms;
  nanosleep (&t, NULL);
  return used[0] + used[9900] - ms;
}
