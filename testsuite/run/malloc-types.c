/* SPDX-License-Identifier: MIT */
/* Purpose: What malloc returns, nobody frees, and only other such memory points to, lives; what nobody points to does not. */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Output: done */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list { long n; struct list *next; };
struct header { long bytes; };

static struct list *first;
static void *blocks;

static __attribute__ ((noipa)) void make (void)
{
  /* One of each kind: exact, several, larger than its type, of bytes, grown.  */
  for (int i = 0; i < 1000; i++) {
    struct list *l = malloc (sizeof *l);
    l->n = i;
    l->next = first;
    first = l;
  }
  struct header *h = malloc (sizeof *h + 3 * sizeof (void *));
  void **inside = (void **) (h + 1);
  struct list *two = calloc (2, sizeof *two);
  char *bytes = malloc (100);
  ((struct list *) bytes)->next = first;
  two[1].next = (struct list *) bytes;
  inside[2] = two;
  first = NULL;
  h = realloc (h, 10000);
  blocks = h;
}

static __attribute__ ((noipa)) void garbage (void)
{
  for (int i = 0; i < 300000; i++)
    memset (malloc (200), 0x55, 200);
}

int main (void)
{
  make ();
  for (int i = 0; i < 5; i++) {
    garbage ();
    goro_gc ();
  }
  void **inside = (void **) ((struct header *) blocks + 1);
  struct list *two = inside[2];
  struct list *l = ((struct list *) (char *) two[1].next)->next;
  for (long i = 999; i >= 0; i--, l = l->next)
    if (l->n != i) {
      printf ("%ld: %ld\n", i, l->n);
      return 1;
    }
  puts ("done");
}
