/* SPDX-License-Identifier: MIT */
/* Purpose: a pointer that has to go to the frame during a call is a pointer there.  */
/* OnlyMap: call of g in f: rsp(\+8)? pointer */

void g (void);
int f (int *p)
{
  g ();
  /* No register is left for p.  */
  __asm__ volatile ("" : : : "rbx", "rbp", "r12", "r13", "r14", "r15");
  return *p;
}
