/* SPDX-License-Identifier: MIT */
/* Purpose: Atomic operations that store a word have a barrier; counters have none. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <stdatomic.h>

struct node { struct node *next; };

void operations (struct node **p, struct node *q, struct node *expected, _Atomic (struct node *) *a, long *counter)
{
  __atomic_store_n (p, q, __ATOMIC_RELEASE); /* { dg-message "write barrier" } */
  q = __atomic_exchange_n (p, q, __ATOMIC_SEQ_CST); /* { dg-message "write barrier" } */
  __atomic_compare_exchange_n (p, &expected, q, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED); /* { dg-message "write barrier" } */
  __sync_bool_compare_and_swap (p, expected, q); /* { dg-message "write barrier" } */
  atomic_store (a, q); /* { dg-message "write barrier" } */
  __atomic_fetch_add (counter, 1, __ATOMIC_RELAXED);
}
