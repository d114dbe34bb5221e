/* SPDX-License-Identifier: MIT */
/* Purpose: __builtin_frame_address (0) and (1) follow the stack, __builtin_return_address (0) is the caller's;
   __builtin_extract_return_addr and __builtin_extend_pointer pass addresses on. */
#include "support/check.h"

static OPAQUE int in_stack (const void *p)
{
  char here;
  return (const char *) p > &here && (const char *) p < &here + goro_stack_size ();
}

static OPAQUE void inner (void *callers_frame)
{
  void *frame = __builtin_frame_address (0), *up = __builtin_frame_address (1);

  CHECK (up == callers_frame);
  grow (30);
  CHECK (frame == __builtin_frame_address (0) && up == __builtin_frame_address (1));
  CHECK (up == callers_frame && in_stack (frame) && in_stack (up));
  CHECK (*(void **) frame == up);
}

static OPAQUE void *return_address (int n)
{
  void *first = __builtin_extract_return_addr (__builtin_return_address (0));
  grow (n);
  CHECK (first == __builtin_extract_return_addr (__builtin_return_address (0)));
  return first;
}

static OPAQUE void outer (int depth)
{
  void *frame = __builtin_frame_address (0);
  int x = depth, *p = &x;

  inner (__builtin_frame_address (0));
  grow (20);
  CHECK (frame == __builtin_frame_address (0));
  for (int i = 0; i < 3; i++) {
    char *at = return_address (i * 10);
    CHECK (at > (char *) outer && at < (char *) outer + 4096);
  }
  if (depth > 0)
    outer (depth - 1);
  CHECK (*p == depth && frame == __builtin_frame_address (0));
}

static void test (void)
{
  outer (10);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
