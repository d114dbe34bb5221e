/* SPDX-License-Identifier: MIT */
/* Purpose: more types than there can be allocation classes: their objects are good all the same.  */
/* Output: 3000 types */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

/* What the plugin makes (libgoro/abi/types.h).  */
struct descriptor { uint32_t class, align; uint64_t size, words, bits[1]; };

enum { TYPES = 3000 };

static struct descriptor types[TYPES];
static uint64_t *objects[TYPES];

int main (void)
{
  for (int i = 0; i < TYPES; i++) {
    types[i] = (struct descriptor) { 0, 8, 160, 20, { (uint64_t) i * 2 + 1 } };
    objects[i] = __goro_new ((const struct goro_type *) &types[i]);
    objects[i][19] = (uint64_t) i;
    if (objects[i][0] != 0)
      return 1;
    objects[i][0] = ~UINT64_C (0);
  }
  int good = 0;
  for (int i = 0; i < TYPES; i++)
    good += objects[i][19] == (uint64_t) i && *(uint64_t *) __goro_new ((const struct goro_type *) &types[i]) == 0;
  printf ("%d types\n", good);
  return 0;
}
