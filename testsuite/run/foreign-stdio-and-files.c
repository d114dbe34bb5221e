/* SPDX-License-Identifier: MIT */
/* Purpose: A file written, read and removed again through stdio and system calls. */
#include "support/check.h"
#include <string.h>
#include <unistd.h>

static void test (void)
{
  char name[] = "/tmp/goro-test-XXXXXX", line[100];
  int fd = mkstemp (name), n = 0;

  CHECK (fd >= 0);
  FILE *f = fdopen (fd, "w+");
  CHECK (f != NULL);
  for (int i = 0; i < 100; i++)
    CHECK (fprintf (f, "line %d %.3f\n", i, i / 8.0) > 0);
  rewind (f);
  while (fgets (line, sizeof line, f) != NULL) {
    int i;
    double x;
    CHECK (sscanf (line, "line %d %lf", &i, &x) == 2 && i == n && x == n / 8.0);
    n++;
  }
  CHECK (n == 100);
  CHECK (fclose (f) == 0 && unlink (name) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
