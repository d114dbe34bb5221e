/* SPDX-License-Identifier: MIT */
/* Purpose: A foreign function sees the errno that the goroutine has set; one that succeeds leaves
   it alone. */
#include "support/check.h"
#include <errno.h>
#include <string.h>

static void disturb (void)
{
  for (int i = 0; i < 10; i++) {
    errno = EPIPE;
    goro_yield ();
  }
}

static void test (void)
{
  char text[100];

  go disturb ();
  errno = ENOENT;
  for (int i = 0; i < 5; i++) {
    goro_yield ();
    snprintf (text, sizeof text, "%m");
    CHECK (strcmp (text, strerror (ENOENT)) == 0);
    CHECK (errno == ENOENT);
  }
  errno = 0;
  CHECK (strtol ("99999999999999999999", NULL, 10) > 0 && errno == ERANGE);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
