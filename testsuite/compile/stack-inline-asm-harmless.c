/* SPDX-License-Identifier: MIT */
/* Purpose: Inline asm that neither calls nor moves the stack pointer is accepted in silence, also
   where names contain these words. */
int recall, push_count;

long test (long x)
{
  long r;
  __asm__ ("leaq (%1,%1), %0" : "=r" (r) : "r" (x));
  __asm__ volatile ("pause" : : : "memory");
  __asm__ volatile ("movl %0, %%eax" : : "m" (recall) : "eax");
  __asm__ volatile ("" : "+r" (r));
  return r + x + push_count;
}
