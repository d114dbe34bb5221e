/* SPDX-License-Identifier: MIT */
/* Purpose: Bytes and integers that a function with a realigned frame writes over stale addresses are not changed when its stack
   moves. */
/* Options: -mincoming-stack-boundary=3 */
#include "support/check.h"
#include <alloca.h>
#include <string.h>

static OPAQUE void leave_addresses (int n)
{
  void *volatile all[120];
  for (int i = 0; i < 120; i++)
    all[i] = (void *) &all[(i + n) % 120];
}

static OPAQUE void write_bytes (int n)
{
  unsigned char text[600];
  for (int i = 0; i < 600; i += 8)
    text[i + 1] = (unsigned char) (n + i);
  __asm__ volatile ("" : : "r" (text) : "memory");
  grow (n);
  for (int i = 0; i < 600; i += 8)
    CHECK (text[i + 1] == (unsigned char) (n + i));
}

/* With an address for the arguments in a register of its own.  */
static OPAQUE void write_halves (int n, long a, long b, long c, long d, long e, long *last)
{
  _Alignas (64) unsigned short halves[160];
  char *more = alloca ((size_t) n + 1);
  for (int i = 0; i < 160; i += 4)
    halves[i] = (unsigned short) (n + i);
  more[n] = 1;
  __asm__ volatile ("" : : "r" (halves) : "memory");
  grow (n);
  for (int i = 0; i < 160; i += 4)
    CHECK (halves[i] == (unsigned short) (n + i));
  CHECK (more[n] == 1 && a + b + c + d + e + *last == 21);
}

static void test (void)
{
  long six = 6;
  for (int n = 1; n < 20; n++) {
    leave_addresses (n);
    write_bytes (n);
    leave_addresses (n);
    write_halves (n, 1, 2, 3, 4, 5, &six);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
