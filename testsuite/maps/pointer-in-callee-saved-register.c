/* SPDX-License-Identifier: MIT */
/* Purpose: a parameter of pointer type that a register keeps across a call is a pointer there, and nothing else is.  */
/* OnlyMap: call of g in f: rbx pointer */
/* Map: check of f: rdi pointer */

void g (void);
int f (int *p)
{
  g ();
  return *p;
}
