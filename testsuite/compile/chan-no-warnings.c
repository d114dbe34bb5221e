/* SPDX-License-Identifier: MIT */
/* Purpose: Correct use of the macros brings no warning, not even with the pedantic ones. */
/* Options: -std=gnu99 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual */
#include <goro.h>

struct pair { int a, b; };

int test (goro_chan (int) c, goro_chan (struct pair) d, goro_chan (const char *) e)
{
  int v = 0;
  bool ok;
  struct pair p;
  goro_send (c, 1);
  goro_send (d, (struct pair) { 1, 2 });
  goro_send (e, "text");
  goro_try_send (c, goro_recv (c));
  goro_recv (d);
  goro_recv_ok (c, &v);
  goro_recv_ok (c, NULL);
  goro_try_recv (d, &p);
  goro_range (x, c) {
    v += x;
    goro_range (y, d)
      v += y.a;
  }
  goro_select (goro_case_recv (c, &v), goro_default);
  switch (goro_select (goro_case_recv_ok (c, &v, &ok), goro_case_send (d, (struct pair) { 1, 2 }))) {
  case 0:
    return ok;
  }
  if (v == 3)
    goro_select ();
  goro_close (c);
  c = goro_chan_make (int, 3);
  goro_chan_free (c);
  return v + p.a + (int) goro_chan_len (c) + (int) goro_chan_cap (d);
}
