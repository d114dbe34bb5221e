/* SPDX-License-Identifier: MIT */
/* Purpose: nothing at all can be allocated: an empty structure, an array of no elements, no bytes.  */
/* Output: not null */
#include <goro.h>
#include <stdio.h>

struct empty { };

int main (void)
{
  for (int i = 0; i < 10000; i++)
    if (goro_new (struct empty) == NULL || goro_make (long, 0) == NULL || goro_make (struct empty, 5) == NULL
        || goro_alloc (0, GORO_POINTERS) == NULL)
      return 1;
  puts ("not null");
  return 0;
}
