/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables across calls that are known to touch no memory, or other memory, but change threads at their checks. */
/* Env: GORODEBUG=preempt=1 */
/* Stress: no, it sets GORODEBUG itself */
#include "support/threads.h"

static __thread void *own;
static __thread long count;
static _Atomic (long *) counts[1000]; /* every thread's */
static _Atomic int threads;

/* Found to be const by the compiler; its frame is large enough to be checked.  */
static NOINLINE int found (int n)
{
  int used[128];
  for (int i = 0; i < 128; i++)
    used[i] = (i * n) & 127;
  for (int i = 0; i < 256; i++)
    used[used[i & 127] & 127] ^= i;
  return used[n & 127];
}

__attribute__ ((const, noipa)) static int declared (int n)
{
  volatile char used[512];
  used[n & 255] = (char) n;
  return used[n & 255];
}

/* Touches memory, but provably not the variables.  */
static int other;
static NOINLINE void elsewhere (int n)
{
  other += found (n);
}

static int (*__attribute__ ((const)) volatile pointer) (int) = declared;

static void hop (int id)
{
  int sum = 0;
  for (int i = 0; i < 200; i++) {
    own = here ();
    sum += found (i & 63);
    CHECK (own == NULL || own == here ());
    own = here ();
    sum += declared (i + id);
    CHECK (own == NULL || own == here ());
    own = here ();
    elsewhere (i);
    CHECK (own == NULL || own == here ());
    own = here ();
    int (*p) (int) __attribute__ ((const)) = pointer;
    sum += p (i);
    CHECK (own == NULL || own == here ());
  }
  for (int i = 0; i < 200; i++) {
    if (count == 0)
      counts[threads++] = &count;
    count++;
    sum += found (i & 63);
  }
  CHECK (sum != 1);
}

int main (void)
{
  long total = 0;

  travel (hop);
  for (int i = 0; i < threads; i++)
    total += *counts[i];
  CHECK (total == TRAVELLERS * 200);
  return 0;
}
