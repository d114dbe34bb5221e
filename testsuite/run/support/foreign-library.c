/* SPDX-License-Identifier: MIT */
/* For foreign-shared-library.c: an instrumented shared library.  */
#include <goro.h>
#include <stdio.h>

int library_recurse (int n, int *count, int (*fn) (int, int *));
void library_tell (goro_chan (int) out, int x);
size_t library_stack_size (void);

static void tell (goro_chan (int) out, int x)
{
  char text[20];

  snprintf (text, sizeof text, "%d", x + 1);
  goro_send (out, text[0] - '0');
}

int library_recurse (int n, int *count, int (*fn) (int, int *))
{
  int mine = n;

  *count += 1;
  int r = n > 0 ? fn (n, count) : 0;
  return mine == n ? r + (n > 0) : -1;
}

void library_tell (goro_chan (int) out, int x)
{
  go tell (out, x);
}

size_t library_stack_size (void)
{
  return goro_stack_size ();
}
