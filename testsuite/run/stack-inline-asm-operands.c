/* SPDX-License-Identifier: MIT */
/* Purpose: Inline assembly with operands in memory and registers that are locals or their addresses, with jumps, with results that are
   addresses, and variables in registers of the user's choice. */
#include "support/check.h"

static OPAQUE long memory (long n)
{
  long x = n, y = 1, *p = &x;

  for (int i = 0; i < 5; i++) {
    grow (i);
    __asm__ ("addq $3, %0" : "+m" (x));
    __asm__ ("addq %1, %0" : "+m" (*p) : "r" (y));
    grow (i);
    __asm__ volatile ("addq $1, (%0)" : : "r" (p) : "memory");
    __asm__ ("leaq (%1), %0" : "=r" (p) : "r" (p));
    grow (2);
  }
  CHECK (p == &x);
  return x;
}

static OPAQUE long jump (long *p)
{
  grow (3);
  __asm__ goto ("cmpq $5, (%0)\n\tje %l[equal]" : : "r" (p) : "cc", "memory" : equal);
  grow (4);
  return *p;
equal:
  grow (5);
  return -*p;
}

static OPAQUE long chosen (long n)
{
  long x = n, y = n + 1;
  register long *a __asm__ ("rbx") = &x;
  register long *b __asm__ ("r12") = &y;
  register long *c __asm__ ("r9") = &y;

  __asm__ volatile ("addq $1, (%0)\n\taddq $2, (%1)\n\taddq $1, (%2)" : : "r" (a), "r" (b), "r" (c) : "memory");
  long below = n > 0 ? chosen (n - 1) : 0;
  a = &x;
  b = &y;
  __asm__ volatile ("addq $1, (%0)\n\taddq $2, (%1)" : : "r" (a), "r" (b) : "memory");
  grow (5);
  return below + x + y;
}

static OPAQUE long held (long n)
{
  long x = n;
  register long *a __asm__ ("r13") = &x;

  __asm__ volatile ("" : "+r" (a));
  grow (9);
  __asm__ volatile ("addq $1, (%0)" : "+r" (a) : : "memory");
  if (n > 0)
    *a += held (n - 1);
  return x;
}

static void test (void)
{
  long five = 5, six = 6;

  CHECK (memory (10) == 35);
  CHECK (jump (&five) == -5 && jump (&six) == 6);
  CHECK (chosen (4) == 2 * 10 + 5 * 8);
  CHECK (held (4) == 15);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
