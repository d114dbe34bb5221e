/* SPDX-License-Identifier: MIT */
/* Purpose: pthread_cleanup_push, whose buffer is smaller than a jmp_buf, in a goroutine. */
/* Output: cleaned up 5, guard 1 2 3 */
#include <pthread.h>
#include <stdio.h>

static void clean (void *p)
{
  printf ("cleaned up %d, ", *(int *) p);
}

static __attribute__ ((noinline)) void run (int *before, int n)
{
  pthread_cleanup_push (clean, &n);
  before[1]++;
  pthread_cleanup_pop (1);
}

int main (void)
{
  int guard[3] = { 1, 1, 3 };
  run (guard, 5);
  printf ("guard %d %d %d\n", guard[0], guard[1], guard[2]);
  return 0;
}
