/* SPDX-License-Identifier: MIT */
/* Purpose: a byte and a short in registers and slots whose other bytes are left of an address are no
   pointers, and no defect of the maps either.  */
/* Output: registers 1 513 */
/* Output: slots 1 513 */
#include "support/check.h"
#include <stdio.h>

#define ALL "rbx", "r12", "r13", "r14", "r15"

/* As GCC does with setb %r12b.  */
static OPAQUE void in_registers (int on_stack)
{
  register int *a __asm__ ("r12") = &on_stack, *b __asm__ ("r13") = &on_stack;
  register unsigned char byte __asm__ ("r12");
  register unsigned short word __asm__ ("r13");
  __asm__ volatile ("" : "+r" (a), "+r" (b));
  __asm__ volatile ("movb $1, %b0" : "=r" (byte));
  __asm__ volatile ("movw $513, %w0" : "=r" (word));
  grow (3);
  __asm__ volatile ("" : "+r" (byte), "+r" (word));
  unsigned x = byte, y = word;
  printf ("registers %u %u\n", x, y);
}

/* First the pointers are in the slots of the spilled registers, then the byte and the short.  */
static OPAQUE void in_slots (int n)
{
  int on_stack = n, *a = &on_stack, *b = &on_stack;
  __asm__ volatile ("" : "+r" (a), "+r" (b));
  grow (3);
  __asm__ volatile ("" : : : ALL);
  __asm__ volatile ("" : "+r" (a), "+r" (b) : : "memory");
  unsigned char byte = n < 3;
  unsigned short word = n * 256 + 1;
  __asm__ volatile ("" : "+q" (byte), "+r" (word));
  grow (3);
  __asm__ volatile ("" : : : ALL);
  __asm__ volatile ("" : "+q" (byte), "+r" (word));
  printf ("slots %u %u\n", byte, word);
}

static void test (void)
{
  in_registers (1);
  in_slots (2);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
