/* SPDX-License-Identifier: MIT */
/* Purpose: types aligned to more than 16 bytes, to a page, to more than a page of the heap, get that alignment.  */
/* Output: aligned */
#include <goro.h>
#include <stdio.h>
#include <string.h>

#define ALIGNED(n) \
  struct aligned_##n { _Alignas (n) char first; void *p; }; \
  static int check_##n (void) \
  { \
    for (int i = 1; i < 40; i++) { \
      struct aligned_##n *one = goro_new (struct aligned_##n), *many = goro_make (struct aligned_##n, i % 5); \
      if ((uintptr_t) one % n != 0 || (uintptr_t) many % n != 0) { \
        printf ("%d: %p %p\n", n, (void *) one, (void *) many); \
        return 1; \
      } \
      memset (one, 0xff, sizeof *one); \
    } \
    return 0; \
  }
ALIGNED (32)
ALIGNED (64)
ALIGNED (128)
ALIGNED (4096)
ALIGNED (8192)
ALIGNED (65536)

int main (void)
{
  if (check_32 () + check_64 () + check_128 () + check_4096 () + check_8192 () + check_65536 () != 0)
    return 1;
  puts ("aligned");
  return 0;
}
