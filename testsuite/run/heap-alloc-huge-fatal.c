/* SPDX-License-Identifier: MIT */
/* Purpose: more bytes than there are addresses: out of memory, with a message.  */
/* Exit: 2 */
/* Stderr: fatal error: out of memory */
#include <goro.h>

static size_t size = (size_t) 1 << 46;
static void *volatile memory;

int main (void)
{
  memory = goro_alloc (size, GORO_NO_POINTERS);
  return 0;
}
