/* SPDX-License-Identifier: MIT */
/* Purpose: goro_make with a negative number of elements is a panic.  */
/* Exit: 2 */
/* Stderr: panic: goro_make: len out of range */
#include <goro.h>

static int64_t n = -1;
static void **volatile array;

int main (void)
{
  array = goro_make (void *, n);
  return 0;
}
