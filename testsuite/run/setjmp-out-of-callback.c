/* SPDX-License-Identifier: MIT */
/* Purpose: longjmp out of a comparator that qsort calls, to a frame of the goroutine; afterwards foreign calls,
   channels and growth of the stack work as before. */
/* Output: 3000 jumps, 55 */
#include <goro.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[200];
  room[0] = 1;
  return n == 0 ? 0 : grow (n - 1) + room[0];
}

struct job { int n; jmp_buf env; };
static struct job *jobs[4];

static int compare (const void *a, const void *b)
{
  const int *x = a, *y = b;
  if (x[1] == 3 || y[1] == 3)
    longjmp (jobs[x[2]]->env, 42);
  return *x - *y;
}

static int once (int id, int round)
{
  int data[8][3];
  for (int i = 0; i < 8; i++) {
    data[i][0] = 8 - i;
    data[i][1] = i;
    data[i][2] = id;
  }
  int value = setjmp (jobs[id]->env);
  if (value == 0) {
    grow (round % 50);
    qsort (data, 8, sizeof data[0], compare);
    return 0;
  }
  if (grow (30) != 30 || data[7][1] < 0)
    return 0;
  goro_yield ();
  return value == 42;
}

static void worker (int id, goro_chan (int) out)
{
  struct job job = { 0 };
  static int results[4];
  jobs[id] = malloc (sizeof job);
  for (int i = 0; i < 1000; i++)
    results[id] += once (id, i);
  free (jobs[id]);
  goro_send (out, results[id]);
}

int main (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);
  int jumps = 0, sum = 0;
  for (int i = 0; i < 3; i++)
    go worker (i, out);
  for (int i = 0; i < 3; i++)
    jumps += goro_recv (out);
  for (int i = 1; i <= 10; i++)
    sum += i;
  printf ("%d jumps, %d\n", jumps, sum);
  return 0;
}
