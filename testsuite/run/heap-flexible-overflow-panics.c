/* SPDX-License-Identifier: MIT */
/* Purpose: goro_new_flexible whose size is no size is a panic.  */
/* Exit: 2 */
/* Stderr: panic: goro_make: len out of range */
#include <goro.h>

struct list { long count; void *items[]; };

static int64_t n = INT64_MAX / 8 + 1;
static struct list *volatile list;

int main (void)
{
  list = goro_new_flexible (struct list, items, n);
  return 0;
}
