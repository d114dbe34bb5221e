/* SPDX-License-Identifier: MIT */
/* For go-other-file-callee.c: a function with stack arguments, compiled by the plugin.  */
#include <goro.h>

void other_tell (goro_chan (int) out, int a, double b, int c, int d, int e, int f, int g)
{
  goro_send (out, a + (int) b + c + d + e + f + g);
}
