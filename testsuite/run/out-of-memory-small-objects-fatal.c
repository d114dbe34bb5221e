/* SPDX-License-Identifier: MIT */
/* Purpose: Small objects, too, fill all memory with a message at the end, also when the collector has never run before. */
/* Env: GOROGC=off */
/* Exit: 2 */
/* Stderr: ^fatal error: out of memory */
/* Stderr: goroutine [0-9]+ \[running\] */
#include "support/check.h"
#include <sys/resource.h>

enum { MB = 1 << 20 };

struct node {
  struct node *next;
  long rest[7];
};

static OPAQUE void test (void)
{
  struct node *head = NULL;
  for (;;) {
    struct node *p = goro_new (struct node);
    p->next = head;
    head = p;
  }
}

static void nothing (void)
{
}

int main (void)
{
  in_goroutine (nothing); /* threads are made before the limit: what is tried is the heap */
  struct rlimit limit = { (rlim_t) 300 * MB, (rlim_t) 300 * MB };
  CHECK (setrlimit (RLIMIT_AS, &limit) == 0);
  in_goroutine (test);
  return 0;
}
