/* SPDX-License-Identifier: MIT */
/* Purpose: memory from the heap is zero, whatever was written in objects made before.  */
/* Output: zero */
#include <goro.h>
#include <stdio.h>
#include <string.h>

static bool all_zero (const char *p, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (p[i] != 0)
      return false;
  return true;
}

int main (void)
{
  static const size_t sizes[] = { 1, 8, 16, 24, 100, 512, 3000, 32768, 32769, 100000 };
  for (int round = 0; round < 20; round++)
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
      for (size_t bytes = 0; bytes < 100000; bytes += sizes[i] + 100) {
        char *p = goro_alloc (sizes[i], round & 1);
        if (!all_zero (p, sizes[i])) {
          printf ("%zu bytes are not zero\n", sizes[i]);
          return 1;
        }
        memset (p, 0xff, sizes[i]);
      }
  puts ("zero");
  return 0;
}
