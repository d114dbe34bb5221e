/* SPDX-License-Identifier: MIT */
/* Purpose: siglongjmp out of the handler of a fault, to a frame of the goroutine that made it; also of a fault
   in a callback. */
/* Output: 200 faults caught */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static sigjmp_buf buffer;
static volatile int *volatile nowhere = (int *) 8;

static void handler (int sig)
{
  siglongjmp (buffer, sig);
}

static int compare (const void *a, const void *b)
{
  return *nowhere + *(const int *) a - *(const int *) b;
}

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[200];
  room[0] = 1;
  return n == 0 ? *nowhere : grow (n - 1) + room[0];
}

static __attribute__ ((noinline)) int probe (int i)
{
  int numbers[4] = { 4, 3, 2, 1 };
  if (sigsetjmp (buffer, 1) != 0)
    return numbers[3];
  if (i & 1)
    grow (i);
  else
    qsort (numbers, 4, sizeof numbers[0], compare);
  return 0;
}

int main (void)
{
  int caught = 0;
  signal (SIGSEGV, handler);
  for (int i = 0; i < 200; i++)
    caught += probe (i);
  printf ("%d faults caught\n", caught);
  return 0;
}
