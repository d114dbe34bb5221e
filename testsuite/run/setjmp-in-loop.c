/* SPDX-License-Identifier: MIT */
/* Purpose: setjmp in a loop, left by longjmp each time, with volatile and register locals and callers that
   keep pointers in registers. */
/* Output: 5000 499500 1000 */
#include <setjmp.h>
#include <stdio.h>

struct node { struct node *next; long value; };

static __attribute__ ((noinline)) void leave (jmp_buf *env, int n, int depth)
{
  volatile char room[300];
  room[0] = (char) n;
  if (depth == 0)
    longjmp (*env, n);
  leave (env, n, depth - 1);
  room[1] = room[0];
}

static __attribute__ ((noinline)) long loop (struct node *list, volatile long *rounds)
{
  jmp_buf env;
  volatile long sum = 0;
  register struct node *head = list;
  for (volatile int i = 0; i < 1000; i++) {
    int value = setjmp (env);
    if (value == 0)
      leave (&env, i + 1, i % 7);
    sum += value - 1;
    ++*rounds;
    for (struct node *p = head; p; p = p->next)
      p->value++;
  }
  return sum;
}

int main (void)
{
  struct node nodes[5];
  volatile long rounds = 0;
  for (int i = 0; i < 5; i++) {
    nodes[i].next = i < 4 ? &nodes[i + 1] : NULL;
    nodes[i].value = 0;
  }
  long sum = loop (nodes, &rounds), all = 0;
  for (struct node *p = nodes; p; p = p->next)
    all += p->value;
  printf ("%ld %ld %ld\n", all, sum, rounds);
  return 0;
}
