/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer to a nested function: a warning, as its trampoline lies on the stack. */
void use (int (*) (int));

void test (int n) /* { dg-warning "pointer to a nested function" } */
{
  int add (int x) { return x + n; }

  use (add);
}
