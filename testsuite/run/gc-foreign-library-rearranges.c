/* SPDX-License-Identifier: MIT */
/* Purpose: A library compiled without the plugin relinks lists and rotates arrays of heap objects while collections run: nothing is lost. */
/* Foreign: support/rearrange.c */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"
#include <string.h>

struct node {
  struct node *next, *previous;
  unsigned long value;
};

enum { N = 60, WORKERS = 4, STEPS = 3000 };

void list_insert (struct node *head, struct node *n);
struct node *list_remove_first (struct node *head);
void list_reverse (struct node *head);
void rotate (void **array, size_t n, size_t by);

static goro_wait_group finished;
static volatile int stop;

static OPAQUE struct node *node (unsigned long value)
{
  struct node *n = goro_new (struct node);
  n->value = value;
  return n;
}

static void collect (void)
{
  while (!stop)
    goro_gc ();
  goro_wait_group_done (&finished);
}

static int by_value (const void *a, const void *b)
{
  unsigned long x = (*(struct node *const *) a)->value, y = (*(struct node *const *) b)->value;
  return (x > y) - (x < y);
}

static void work (unsigned seed)
{
  struct node *head = node (0), **array = goro_make (struct node *, N);
  head->next = head->previous = head;
  for (int i = 0; i < N; i++) {
    list_insert (head, node (i + 1));
    array[i] = node (1000 + (i * 7) % N);
  }
  for (int k = 0; k < STEPS; k++) {
    seed = seed * 1664525 + 1013904223;
    switch (seed >> 29) {
    case 0:
      list_reverse (head);
      break;
    case 1: case 2: {
      struct node *n = list_remove_first (head);
      CHECK (n->value >= 1 && n->value <= N);
      list_insert (head, n);
      break;
    }
    case 3:
      list_insert (head, node (list_remove_first (head)->value));
      break;
    case 4:
      rotate ((void **) array, N, 1 + seed % 40);
      break;
    case 5:
      memmove (array + 1, array, (N - 1) * sizeof *array);
      array[0] = node (1000 + seed % N);
      break;
    default:
      qsort (array, N, sizeof *array, by_value);
      break;
    }
    goro_new (struct node)->value = 5;
  }
  int n = 0;
  for (struct node *p = head->next; p != head; p = p->next, n++)
    CHECK (p->value >= 1 && p->value <= N);
  CHECK (n == N);
  for (int i = 0; i < N; i++)
    CHECK (array[i]->value >= 1000 && array[i]->value < 1000 + N);
  goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, WORKERS);
  for (int i = 0; i < WORKERS; i++)
    go work (i * 77 + 5);
  go collect ();
  goro_wait_group_wait (&finished);
  goro_wait_group_add (&finished, 1);
  stop = 1;
  goro_wait_group_wait (&finished);
  return 0;
}
