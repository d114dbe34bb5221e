/* SPDX-License-Identifier: MIT */
/* For foreign-code-uses-the-api.c: includes goro.h, compiled by plain GCC.  */
#include <goro.h>

static goro_chan (int) out;
static int numbers[100];

static void tell (void *p)
{
  volatile char used[50];

  used[0] = used[49] = 0;
  goro_sleep (GORO_MILLISECOND);
  goro_yield ();
  goro_send (out, *(int *) p + used[0] + used[49]);
}

int foreign_spawn_and_sum (int n);

int foreign_spawn_and_sum (int n)
{
  int sum = 0, x;

  out = goro_chan_make (int, 0);
  for (int i = 0; i < n; i++) {
    numbers[i] = i;
    goro_spawn (tell, &numbers[i]);
  }
  for (int i = 0; i < n; i++) {
    if (i % 2 == 0)
      x = goro_recv (out);
    else if (goro_select (goro_case_recv (out, &x)) != 0)
      return -1;
    sum += x;
  }
  return sum;
}
