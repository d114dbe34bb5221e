/* SPDX-License-Identifier: MIT */
/* Purpose: Inline asm that calls a function, in an instrumented function: a warning, as nobody
   checks the stack for it. */
void function (void);

void test (int x)
{
  __asm__ volatile ("call function" : : : "memory"); /* { dg-warning "inline assembly" } */
  __asm__ volatile ("nop\n\tcall *%0" : : "r" (function)); /* { dg-warning "inline assembly" } */
  __asm__ volatile ("addl $1, %0" : "+r" (x));
}
