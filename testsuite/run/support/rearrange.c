/* SPDX-License-Identifier: MIT */
/* A library that the plugin does not compile: it moves pointers about in memory that it is given.  */
#include <stddef.h>
#include <string.h>

struct node {
  struct node *next, *previous;
  unsigned long value;
};

void list_insert (struct node *head, struct node *n);
void list_insert (struct node *head, struct node *n)
{
  n->next = head->next;
  n->previous = head;
  head->next->previous = n;
  head->next = n;
}

struct node *list_remove_first (struct node *head);
struct node *list_remove_first (struct node *head)
{
  struct node *n = head->next;
  head->next = n->next;
  n->next->previous = head;
  n->next = n->previous = NULL;
  return n;
}

struct node *chain_cut_last (struct node *first);
struct node *chain_cut_last (struct node *first)
{
  while (first->next->next != NULL)
    first = first->next;
  struct node *last = first->next;
  first->next = NULL;
  return last;
}

void list_reverse (struct node *head);
void list_reverse (struct node *head)
{
  struct node *n = head;
  do {
    struct node *next = n->next;
    n->next = n->previous;
    n->previous = next;
    n = next;
  } while (n != head);
}

/* Elements change places, by way of registers and of the stack.  */
void rotate (void **array, size_t n, size_t by);
void rotate (void **array, size_t n, size_t by)
{
  void *saved[64];
  memcpy (saved, array, by * sizeof *array);
  memmove (array, array + by, (n - by) * sizeof *array);
  memcpy (array + n - by, saved, by * sizeof *array);
}
