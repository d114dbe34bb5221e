/* SPDX-License-Identifier: MIT */
/* Thread-local variables in a file of their own, and functions that use them across yields.  */
#include <goro.h>

__thread int number_of_thread;
__thread struct { long pad[9]; int number; } record_of_thread;
static __thread int numbers[40];

__attribute__ ((noipa)) int *slot (int i)
{
  return &numbers[i];
}

/* How often the array's element was not the running thread's.  */
int hop_in_library (int (*this_thread) (void), int rounds)
{
  int wrong = 0;
  for (int i = 0; i < rounds; i++) {
    int now = this_thread ();
    if (numbers[i % 40] == 0)
      numbers[i % 40] = now;
    wrong += numbers[i % 40] != now;
    goro_yield ();
  }
  return wrong;
}
