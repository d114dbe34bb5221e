/* SPDX-License-Identifier: MIT */
/* Ten goroutines send one square each, main adds them up.

   Shows: a go statement, a channel typed by C's own type system, and printf
   called from a goroutine's small stack.  */
#include <goro.h>
#include <stdio.h>

static void worker (int id, goro_chan (int) out)
{
  goro_send (out, id * id);
}

int main (void) /* main is goroutine 1 */
{
  goro_chan (int) out = goro_chan_make (int, 0);

  for (int i = 0; i < 10; i++)
    go worker (i, out); /* the arguments are evaluated here, as in Go */

  /* The squares arrive in any order; their sum does not depend on it.  */
  int sum = 0;
  for (int i = 0; i < 10; i++)
    sum += goro_recv (out);

  printf ("%d\n", sum);
  return 0;
}
