/* SPDX-License-Identifier: MIT */
/* Purpose: A signal without a handler ends the process as it does any program. */
/* Exit: 143 */
#include "support/check.h"
#include <signal.h>

static void test (void)
{
  raise (SIGTERM);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
