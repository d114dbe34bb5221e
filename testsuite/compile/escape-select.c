/* SPDX-License-Identifier: MIT */
/* Purpose: The cases of a select, and what is received into, stay in the frame; the address of a local that is sent does not. */
/* Options: -O2 -fplugin-arg-goro-m */
#include <goro.h>

int receive (goro_chan (int) a, /* { dg-message "leaking param content: 'a'" } */
             goro_chan (int) b) /* { dg-message "leaking param content: 'b'" } */
{
  int x = 0;
  bool ok = false;
  int y[2] = { 1, 2 };
  switch (goro_select (goro_case_recv (a, &x), goro_case_recv_ok (b, &y[1], &ok), goro_case_send (a, 3))) {
  case 0: return x;
  case 1: return ok ? y[1] : -1;
  default: return 0;
  }
}

int try_one (goro_chan (int) a) /* { dg-message "leaking param content: 'a'" } */
{
  int x = 0;
  return goro_select (goro_case_recv (a, &x), goro_default) == 0 ? x : -1;
}

int send (goro_chan (int *) a) /* { dg-message "leaking param content: 'a'" } */
{
  int sent = 1; /* { dg-message "moved to heap: 'sent'" } */
  int perhaps = 2; /* { dg-message "moved to heap: 'perhaps'" } */
  int kept = 3;
  int *p = &kept;
  if (goro_select (goro_case_send (a, &sent)) == 0)
    return *p;
  return goro_select (goro_case_send (a, &perhaps), goro_default);
}

int statistics (void)
{
  goro_sched_stats s;
  goro_mem_stats m;
  goro_read_sched_stats (&s);
  goro_read_mem_stats (&m);
  return (int) s.waiting + (int) m.num_gc;
}
