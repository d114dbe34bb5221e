/* SPDX-License-Identifier: MIT */
/* Purpose: In the large model, where each call goes through a register, a static function runs on the goroutine's stack. */
/* Options: -mcmodel=large */
/* Levels: -O2 */
/* Output: 400 */
#include <goro.h>
#include <stdint.h>
#include <stdio.h>

static uintptr_t __attribute__ ((noinline)) place (void)
{
  return (uintptr_t) __builtin_frame_address (0);
}

int main (void)
{
  int near = 0;
  for (int i = 0; i < 400; i++) {
    uintptr_t mine = (uintptr_t) __builtin_frame_address (0), theirs = place ();
    near += mine - theirs < 1024;
  }
  printf ("%d\n", near);
  return 0;
}
