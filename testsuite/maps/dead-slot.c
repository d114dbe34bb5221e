/* SPDX-License-Identifier: MIT */
/* Purpose: a spill slot is in the map of the calls after which it is read, and of no others.  */
/* OnlyMap: call of g in f: rsp(\+8)? pointer */
/* OnlyMap: call of h in f: nothing */

void g (void), h (void);
int f (int *p)
{
  g ();
  __asm__ volatile ("" : : : "rbx", "rbp", "r12", "r13", "r14", "r15");
  *p = 1;
  h ();
  return 0;
}
