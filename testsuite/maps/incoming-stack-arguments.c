/* SPDX-License-Identifier: MIT */
/* Purpose: an argument on the stack is described by the function that it was passed to: at its check, and at the calls
   after which it is read.  */
/* Map: check of f: CFA\+8 pointer */
/* NoMap: check of f: CFA .* */
/* Map: call of g in f: CFA\+8 pointer */
/* NoMap: call of h in f: CFA\+8 .* */

void g (int *), h (int);
int f (int a, int b, int c, int d, int e, int i, int n, int *p)
{
  int x = 0;
  g (&x);
  /* No register is left for p.  */
  __asm__ volatile ("" : : : "rbx", "rbp", "r12", "r13", "r14", "r15");
  h (*p + n);
  return x;
}
