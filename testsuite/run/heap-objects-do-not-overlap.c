/* SPDX-License-Identifier: MIT */
/* Purpose: objects of every size class, made one after another, have their bytes for themselves.  */
/* Output: apart */
#include <goro.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 40000, KEPT = 16 };

static unsigned char *kept[KEPT];
static size_t sizes[KEPT];

static bool holds (const unsigned char *p, size_t size, unsigned char value)
{
  for (size_t i = 0; i < size; i++)
    if (p[i] != value)
      return false;
  return true;
}

int main (void)
{
  unsigned n = 0;
  for (size_t size = 1; size < MOST; size += size < 300 ? 1 : size / 33, n++) {
    unsigned i = n % KEPT;
    if (kept[i] != NULL && !holds (kept[i], sizes[i], (unsigned char) (i + 1))) {
      printf ("an object of %zu bytes has changed\n", sizes[i]);
      return 1;
    }
    kept[i] = goro_alloc (size, GORO_NO_POINTERS);
    sizes[i] = size;
    memset (kept[i], (int) (i + 1), size);
  }
  puts ("apart");
  return 0;
}
