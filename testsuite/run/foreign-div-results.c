/* SPDX-License-Identifier: MIT */
/* Purpose: Structures of 8 and 16 bytes returned by foreign functions in registers. */
#include "support/check.h"

static void test (void)
{
  volatile int a = 17, b = 5;
  div_t d = div (a, b);
  ldiv_t l = ldiv (-a, b);
  lldiv_t ll = lldiv (1LL << 40, 1000);

  grow (20);
  CHECK (d.quot == 3 && d.rem == 2);
  CHECK (l.quot == -3 && l.rem == -2);
  CHECK (ll.quot == 1099511627LL && ll.rem == 776);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
