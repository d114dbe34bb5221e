/* SPDX-License-Identifier: MIT */
/* Two goroutines play ping-pong over two unbuffered channels.  The first
   rallies are printed, and what one costs, on standard error.  */
#include <goro.h>
#include <stdio.h>

enum { SHOWN = 3, RALLIES = 100000 };

struct ball {
  int hits;
  const char *last; /* who hit it last */
};

static void player (goro_chan (struct ball) in, goro_chan (struct ball) out)
{
  struct ball b;

  /* False when the channel is closed and empty.  */
  while (goro_recv_ok (in, &b)) {
    b.hits++;
    b.last = "pong";
    goro_send (out, b); /* the struct goes by value, straight into the receiver's stack */
  }
  goro_close (out);
}

int main (void)
{
  goro_chan (struct ball) there = goro_chan_make (struct ball, 0);
  goro_chan (struct ball) back = goro_chan_make (struct ball, 0);
  go player (there, back);

  struct ball b = { 0, "nobody" };
  int64_t start = goro_now ();
  for (int i = 0; i < RALLIES; i++) {
    b.hits++;
    b.last = "ping";
    if (i < SHOWN)
      printf ("%s %d\n", b.last, b.hits);
    goro_send (there, b);
    b = goro_recv (back);
    if (i < SHOWN)
      printf ("%s %d\n", b.last, b.hits);
  }
  int64_t ns = goro_now () - start;

  goro_close (there);
  if (goro_recv_ok (back, &b)) {
    puts ("a ball out of nowhere");
    return 1;
  }

  printf ("... and so on to %d hits\n", 2 * RALLIES);
  fprintf (stderr, "%.0f ns a rally\n", (double) ns / RALLIES);
  return 0;
}
