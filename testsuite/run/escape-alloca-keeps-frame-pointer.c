/* SPDX-License-Identifier: MIT */
/* Purpose: A function whose block of alloca is on the heap has a frame pointer as with the block in its frame: its callee can find out where it returns to. */
#include "support/check.h"
#include <alloca.h>

static char *kept;

static OPAQUE void *caller_of_caller (char *block)
{
  kept = block;
  return __builtin_return_address (1);
}

static OPAQUE void *with_block (int n)
{
  char *block = alloca (n);
  block[0] = 1;
  return caller_of_caller (block);
}

static OPAQUE void *with_array (int n)
{
  char array[n];
  array[0] = 2;
  return caller_of_caller (array);
}

static OPAQUE void *returns_to (void)
{
  return __builtin_return_address (0);
}

static void test (void)
{
  void *addresses[3];
  /* All three return to the loop.  */
  for (int i = 0; i < 3; i++) {
    void *(*volatile call) (int) = i == 0 ? with_block : i == 1 ? with_array : (void *(*) (int)) (void *) returns_to;
    addresses[i] = call (40);
    grow (20);
  }
  CHECK (addresses[0] == addresses[2] && addresses[1] == addresses[2]);
  CHECK (kept[0] == 2);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
