/* SPDX-License-Identifier: MIT */
/* Purpose: Variables at file scope in a register of the user's choice are refused, local ones are not. */
register long *base __asm__ ("r15"); /* { dg-error "global register variable" } */
register long count __asm__ ("rbx"); /* { dg-error "global register variable" } */

long test (long *p)
{
  register long *q __asm__ ("r12") = p;
  __asm__ ("addq $1, (%0)" : : "r" (q) : "memory");
  return *q;
}
