/* SPDX-License-Identifier: MIT */
/* Purpose: Stores at a constant place of a static array have a barrier at every level. */
/* Output: 3 4 */
#include <goro.h>
#include <stdio.h>

static int *array[255];

int main (void)
{
  array[0x10] = goro_new (int);
  array[0x11] = goro_make (int, 2) + 1;
  *array[0x10] = 3;
  *array[0x11] = 4;
  goro_gc ();
  printf ("%d %d\n", *array[0x10], *array[0x11]);
}
