/* SPDX-License-Identifier: MIT */
/* Purpose: Builtins that pass arguments on unseen or change the stack pointer are refused. */
void callee (int, int);

void *forward (int x, int y)
{
  void *p = __builtin_apply_args (); /* { dg-error "__builtin_apply_args" } */
  void *r = __builtin_apply ((void (*) ()) callee, p, 64); /* { dg-error "__builtin_apply" } */
  (void) x, (void) y;
  __builtin_return (r); /* { dg-error "__builtin_return" } */
}

void leave (long offset, void *handler)
{
  __builtin_eh_return (offset, handler); /* { dg-error "__builtin_eh_return" } */
}
