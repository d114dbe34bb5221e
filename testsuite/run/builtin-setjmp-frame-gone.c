/* SPDX-License-Identifier: MIT */
/* Purpose: __builtin_longjmp to a frame that has returned is fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: longjmp to a frame that is gone$ */
static void *buffer[5];

static __attribute__ ((noinline)) int set (int depth)
{
  volatile int room[50];
  room[0] = depth;
  if (depth > 0)
    return set (depth - 1) + room[0];
  return __builtin_setjmp (buffer);
}

int main (void)
{
  set (3);
  __builtin_longjmp (buffer, 1);
}
