/* SPDX-License-Identifier: MIT */
/* Purpose: Inline assembly that says it changes the stack pointer is refused. */
/* Options: -Wno-deprecated */
void use (void);

void test (void)
{
  __asm__ volatile ("" : : : "rsp"); /* { dg-error "changes the stack pointer" } */
  __asm__ volatile ("" : : : "rbx", "memory", "cc");
  use ();
}
