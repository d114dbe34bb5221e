/* SPDX-License-Identifier: MIT */
/* Purpose: a list of ten million nodes is marked: no stack, no queue grows with it.  */
/* Output: 10000000 nodes */
/* Procs: 2 */
/* Levels: -O2 */
/* Stress: no, too long */
#include <goro.h>
#include <stdio.h>

struct node { struct node *next; long value; };

int main (void)
{
  struct node *head = NULL;
  for (long i = 0; i < 10000000; i++) {
    struct node *n = goro_new (struct node);
    n->next = head;
    n->value = i;
    head = n;
  }
  goro_gc ();
  goro_gc ();
  long count = 0;
  for (struct node *n = head; n != NULL; n = n->next)
    if (n->value == 9999999 - count)
      count++;
  printf ("%ld nodes\n", count);
  return 0;
}
