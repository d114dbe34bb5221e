/* SPDX-License-Identifier: MIT */
/* Purpose: popen, which starts a process, from a goroutine's stack. */
#include "support/check.h"
#include <string.h>

static void test (void)
{
  char line[100] = "";
  FILE *f = popen ("echo hello; exit 3", "r");

  CHECK (f != NULL);
  CHECK (fgets (line, sizeof line, f) == line && strcmp (line, "hello\n") == 0);
  CHECK (pclose (f) == 3 << 8);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
