/* SPDX-License-Identifier: MIT */
/* Purpose: a slot that no path to a call has written is dead there, though GCC takes it for wanted: it does
   not know that what reads the slot runs only after what writes it.  */
/* OnlyMap: call of g in f: nothing */
/* OnlyMap: call of k in f: rsp(\+[0-9]+)? pointer */

void g (void), k (void);
int *h (void);
extern int written, wanted;
void f (void)
{
  int *p;
  g ();
  if (written)
    p = h ();
  k ();
  __asm__ volatile ("" : : : "rbx", "rbp", "r12", "r13", "r14", "r15", "memory");
  if (wanted)
    *p = 1;
}
