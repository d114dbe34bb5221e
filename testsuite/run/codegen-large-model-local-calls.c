/* SPDX-License-Identifier: MIT */
/* Purpose: In the large model, where each call goes through a register, a static function runs on the goroutine's stack. */
/* Options: -mcmodel=large */
/* Levels: -O2 */
/* Output: 400 */
#include <goro.h>
#include <stdint.h>
#include <stdio.h>

static uintptr_t __attribute__ ((noinline)) place (int n)
{
  volatile char here = n;
  return (uintptr_t) &here;
}

int main (void)
{
  int near = 0;
  for (int i = 0; i < 400; i++) {
    volatile char mine = i;
    uintptr_t theirs = place (i);
    near += (uintptr_t) &mine - theirs < 1024;
  }
  printf ("%d\n", near);
  return 0;
}
