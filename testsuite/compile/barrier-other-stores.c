/* SPDX-License-Identifier: MIT */
/* Purpose: Stores of other kinds: volatile, beside bit-fields, of variable arguments, in loops that would be vectorised, bits set in a word
   atomically. */
/* Options: -O3 -fplugin-arg-goro-d=wb */
#include <stdarg.h>
#include <stdint.h>

struct list { struct list *next; int n; };
struct bits { unsigned low : 3, high : 29; int n; struct list *list; };

void volatile_store (struct list *volatile *p, struct list *q)
{
  *p = q; /* { dg-message "write barrier" } */
}

void beside_bits (struct bits *b, struct list *q)
{
  b->low = 1;
  b->high = 2;
  b->list = q; /* { dg-message "write barrier" } */
  b->n = 3;
}

void variable_argument (struct list *a, int n, ...)
{
  va_list list;
  va_start (list, n);
  *a = va_arg (list, struct list); /* { dg-message "write barrier" } */
  a->next = va_arg (list, struct list *); /* { dg-message "write barrier" } */
  va_end (list);
}

void loop (struct list **p, struct list **q, int *c, int n)
{
  for (int i = 0; i < n; i++)
    p[i] = q[i]; /* { dg-message "write barrier" } */
  for (int i = 0; i < n; i++)
    c[i] = i;
}

void tag (uintptr_t *p, struct list **q)
{
  __atomic_fetch_or (p, 1, __ATOMIC_RELAXED); /* { dg-message "write barrier" } */
  __atomic_and_fetch (p, -2, __ATOMIC_RELAXED); /* { dg-message "write barrier" } */
  __sync_fetch_and_xor (p, 3); /* { dg-message "write barrier" } */
  __atomic_fetch_add (q, 8, __ATOMIC_RELAXED);
}
