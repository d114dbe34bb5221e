/* SPDX-License-Identifier: MIT */
/* Purpose: What goroutines are given, and what goes through channels, outlives the frame; what the runtime only reads does not. */
/* Options: -fplugin-arg-goro-m */
#include <goro.h>

static void reader (int *p) { *p = 1; } /* { dg-note "'p' does not escape" } */
static void by_value (int n) { (void) n; }

void given (void) { int x = 1; go reader (&x); } /* { dg-note "moved to heap: 'x'" } */
void value_given (void) { int x = 1; int *p = &x; go by_value (*p); }
void sent (goro_chan (int *) c) { int x = 1; goro_send (c, &x); } /* { dg-note "'c' does not escape" } { dg-note "moved to heap: 'x'" } */
void value_sent (goro_chan (int) c) { int x = 1; int *p = &x; goro_send (c, *p); } /* { dg-note "'c' does not escape" } */
int received (goro_chan (int) c) { int x; return goro_recv_ok (c, &x) ? x : 0; } /* { dg-note "'c' does not escape" } */
int selected (goro_chan (int) c, goro_chan (int) d) /* { dg-note "'c' does not escape" } { dg-note "'d' does not escape" } */
{
  int x = 0, y = 1;
  switch (goro_select (goro_case_recv (c, &x), goro_case_send (d, y))) {
  case 0:
    return x;
  }
  return y;
}
int locked (void)
{
  goro_mutex m = { 0 };
  goro_mutex_lock (&m);
  goro_mutex_unlock (&m);
  return 0;
}
void waited (void)
{
  goro_wait_group w = { 0 };
  goro_wait_group_add (&w, 1);
  goro_wait_group_done (&w);
  goro_wait_group_wait (&w);
}
void spawned (void (*f) (void *)) { int x = 1; goro_spawn (f, &x); } /* { dg-note "leaking param: 'f'" } { dg-note "moved to heap: 'x'" } */
