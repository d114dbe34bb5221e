/* SPDX-License-Identifier: MIT */
/* Purpose: Inline asm that moves the stack pointer, in an instrumented function: a warning. */
void test (long x)
{
  __asm__ volatile ("push %0\n\tpop %0" : "+r" (x)); /* { dg-warning "inline assembly" } */
  __asm__ volatile ("sub $8, %%rsp\n\tadd $8, %%rsp" : : : "memory"); /* { dg-warning "inline assembly" } */
  __asm__ volatile ("mov %0, %%rsp" : : "r" (x)); /* { dg-warning "inline assembly" } */
}
