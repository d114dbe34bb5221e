/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that waits in a foreign function for long is scanned there, its arguments are kept, and no system call of its ends
   early: read, poll, select, nanosleep in a library. */
#include "support/keep.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

static int pipes[3][2];
static goro_wait_group finished;
static uintptr_t hidden[3][3];

static OPAQUE struct object *begin (int i, int k)
{
  struct object *p = make ();
  hidden[i][k] = hide (p);
  return p;
}

static void in_read (void)
{
  struct object *local = begin (0, 0), *buffer = begin (0, 1);
  ssize_t n = read (pipes[0][0], buffer->rest, 1);
  CHECK (n == 1 && local->tag == hidden[0][0]);
  goro_wait_group_done (&finished);
}

/* The buffer is needed by nobody afterwards.  */
static void in_read_only (void)
{
  CHECK (read (pipes[0][0], begin (0, 2)->rest, 1) == 1);
  goro_wait_group_done (&finished);
}

static void in_poll (void)
{
  struct object *local = begin (1, 0);
  struct pollfd fd = { .fd = pipes[1][0], .events = POLLIN };
  CHECK (poll (&fd, 1, -1) == 1);
  CHECK (local->tag == hidden[1][0]);
  goro_wait_group_done (&finished);
}

static void in_select (void)
{
  struct object *local = begin (2, 0);
  fd_set set;
  FD_ZERO (&set);
  FD_SET (pipes[2][0], &set);
  CHECK (select (pipes[2][0] + 1, &set, NULL, NULL, NULL) == 1);
  CHECK (local->tag == hidden[2][0]);
  goro_wait_group_done (&finished);
}

int main (void)
{
  for (int i = 0; i < 3; i++)
    CHECK (pipe (pipes[i]) == 0);
  goro_wait_group_add (&finished, 4);
  go in_read ();
  go in_read_only ();
  go in_poll ();
  go in_select ();
  goro_sleep (5 * SOON);
  for (int k = 0; k < 5; k++)
    collect ();
  CHECK (kept (hidden[0][0]) && kept (hidden[0][1]) && kept (hidden[0][2]));
  CHECK (kept (hidden[1][0]) && kept (hidden[2][0]));
  CHECK (write (pipes[0][1], "ab", 2) == 2);
  for (int i = 1; i < 3; i++)
    CHECK (write (pipes[i][1], "c", 1) == 1);
  goro_wait_group_wait (&finished);
  return 0;
}
