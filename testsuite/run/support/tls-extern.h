/* SPDX-License-Identifier: MIT */
/* The body of the tests of thread-local variables that are defined elsewhere.  */
#include "threads.h"

extern __thread int number_of_thread;
extern __thread struct { long pad[9]; int number; } record_of_thread;
int *slot (int i);
int hop_in_library (int (*) (void), int);

static OPAQUE void see (int *number, int now)
{
  if (*number == 0)
    *number = now;
}

static void hop (int id)
{
  for (int i = 0; i < 1000; i++) {
    CHECK_OWN (number_of_thread);
    goro_yield ();
    CHECK_OWN (record_of_thread.number);
    CHECK_OWN (number_of_thread);
    goro_yield ();
    see (&record_of_thread.number, number_of_thread);
    CHECK (record_of_thread.number == 0 || number_of_thread == 0 || record_of_thread.number == number_of_thread);
    goro_yield ();
    see (&record_of_thread.number, number_of_thread);
    CHECK (record_of_thread.number == 0 || number_of_thread == 0 || record_of_thread.number == number_of_thread);
    CHECK_OWN_AT (slot (id));
  }
  CHECK (hop_in_library (this_thread, 1000) == 0);
}

int main (void)
{
  travel (hop);
  return 0;
}
