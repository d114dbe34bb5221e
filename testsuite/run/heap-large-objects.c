/* SPDX-License-Identifier: MIT */
/* Purpose: objects of up to 64 MB, each with its own memory, zero from end to end.  */
/* Output: good */
#include <goro.h>
#include <stdio.h>

static long *objects[12];

int main (void)
{
  for (int i = 0; i < 12; i++) {
    size_t words = ((size_t) 4096 << i) + 1;
    objects[i] = goro_make (long, (int64_t) words);
    for (size_t w = 0; w < words; w += 100)
      if (objects[i][w] != 0)
        return 1;
    objects[i][0] = i;
    objects[i][words - 1] = i + 100;
  }
  for (int i = 0; i < 12; i++)
    if (objects[i][0] != i || objects[i][(size_t) 4096 << i] != i + 100)
      return 1;
  puts ("good");
  return 0;
}
