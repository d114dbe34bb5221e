/* SPDX-License-Identifier: MIT */
/* Purpose: Inline assembly has a barrier for a memory operand that may hold a pointer. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
struct list { struct list *next; long n; };

struct list *exchange (struct list *p, struct list *q)
{
  asm ("xchgq %0, %1" : "+r" (q), "+m" (p->next)); /* { dg-message "write barrier" } */
  return q;
}

void both (struct list *p, long n)
{
  asm volatile ("movq $0, %0" : "=m" (*p)); /* { dg-message "write barrier" } */
  asm ("addq %1, %0" : "+m" (p->n) : "r" (n));
}

long frame (struct list *q)
{
  struct list local, *r;
  asm ("movq %1, %0" : "=m" (local.next) : "r" (q));
  asm ("movq %1, %0" : "=r" (r) : "m" (local.next));
  return r->n;
}
