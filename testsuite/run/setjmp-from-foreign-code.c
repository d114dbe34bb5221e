/* SPDX-License-Identifier: MIT */
/* Purpose: foreign code calls the C library's longjmp with a buffer that a goroutine's setjmp filled, as libpng
   does; and the checked variant that -D_FORTIFY_SOURCE uses. */
/* Foreign: support/jumper.c */
/* Output: 1000 jumps, errno 5 */
#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

void jump_from_foreign_code (jmp_buf env, int value, int checked);

static __attribute__ ((noinline)) int grow (int n)
{
  volatile char room[200];
  room[0] = 1;
  return n == 0 ? 0 : grow (n - 1) + room[0];
}

static __attribute__ ((noinline)) int once (int i, int *count)
{
  jmp_buf env;
  errno = 4;
  int value = setjmp (env);
  if (value == 0) {
    grow (i % 40);
    jump_from_foreign_code (env, i, i & 1);
    return 1;
  }
  ++*count;
  if (grow (20) != 20)
    return 1;
  return value != (i == 0 ? 1 : i);
}

int main (void)
{
  int count = 0;
  for (int i = 0; i < 1000; i++)
    if (once (i, &count)) {
      printf ("wrong at %d\n", i);
      return 1;
    }
  printf ("%d jumps, errno %d\n", count, errno);
  return 0;
}
