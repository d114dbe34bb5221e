/* SPDX-License-Identifier: MIT */
/* Purpose: Nested functions, pointers to them, goto out of them and __builtin_setjmp bring no message. */
void use (int (*) (int));
void *buffer[5];

int test (int n)
{
  __label__ out;
  int add (int x)
  {
    if (x < 0)
      goto out;
    return x + n;
  }

  if (__builtin_setjmp (buffer))
    return 1;
  use (add);
out:
  return add (n);
}
