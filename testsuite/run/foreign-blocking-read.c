/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine blocked in read on a pipe keeps no other from running, also with one P. */
#include "support/check.h"
#include <unistd.h>

static int fd[2];
static goro_chan (int) out;

static void reader (void)
{
  char c[2] = "";

  CHECK (read (fd[0], c, 1) == 1 && c[0] == 'x');
  goro_send (out, 1);
}

static void worker (void)
{
  for (int i = 0; i < 100; i++)
    goro_yield ();
  goro_send (out, 2);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  CHECK (pipe (fd) == 0);
  go reader ();
  goro_yield ();
  go worker ();
  CHECK (goro_recv (out) == 2); /* the reader cannot be done */
  CHECK (write (fd[1], "x", 1) == 1);
  CHECK (goro_recv (out) == 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
