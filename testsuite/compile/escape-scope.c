/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope what only unseen callees may keep is moved to the goroutine's blocks, what is stored, returned or given to goro to
   the heap. */
/* Options: -O2 -fplugin-arg-goro-m -fplugin-arg-goro-unknown-calls=scope */
#include <goro.h>

void unseen (int *);
int *kept;

int passed (void)
{
  int x = 1; /* { dg-message "moved to scope: 'x'" } */
  unseen (&x);
  return x;
}

void stored (void)
{
  int y = 2; /* { dg-message "moved to heap: 'y'" } */
  kept = &y;
}

int *returned (void)
{
  int z = 3; /* { dg-message "moved to heap: 'z'" } */
  return &z;
}

static void use (void *p) /* { dg-message "leaking param: 'p'" } */
{
  unseen (p);
}

void given (void)
{
  int a = 4; /* { dg-message "moved to heap: 'a'" } */
  int b = 5; /* { dg-message "moved to heap: 'b'" } */
  goro_spawn (use, &a);
  go use (&b);
}
