/* SPDX-License-Identifier: MIT */
/* Memory that nobody frees: goroutines build sorted trees of words, count, and forget them.  The collector takes the trees away while
   the program runs; GORODEBUG=gctrace=1 shows when.  */
#include <goro.h>
#include <stdio.h>
#include <string.h>

enum { GOROUTINES = 4, ROUNDS = 50, WORDS = 2000 };

struct word {
  struct word *less, *more;
  int count;
  char text[12];
};

static struct word *find (struct word **root, const char *text)
{
  while (*root != NULL) {
    int order = strcmp (text, (*root)->text);
    if (order == 0)
      return *root;
    root = order < 0 ? &(*root)->less : &(*root)->more;
  }
  struct word *w = goro_new (struct word); /* all zero */
  strcpy (w->text, text);
  return *root = w;
}

static int distinct (const struct word *w)
{
  return w == NULL ? 0 : distinct (w->less) + 1 + distinct (w->more);
}

static void count (unsigned seed, goro_chan (int) result)
{
  int sum = 0;
  for (int round = 0; round < ROUNDS; round++) {
    struct word *root = NULL;
    for (int i = 0; i < WORDS; i++) {
      char text[12];
      seed = seed * 1103515245 + 12345;
      snprintf (text, sizeof text, "w%u", seed / 65536 % 1000);
      find (&root, text)->count++;
    }
    sum += distinct (root); /* the last use: from here on the tree is garbage */
  }
  goro_send (result, sum);
}

int main (void)
{
  goro_chan (int) result = goro_chan_make (int, 0);
  for (unsigned i = 0; i < GOROUTINES; i++)
    go count (i, result);
  int sum = 0;
  for (int i = 0; i < GOROUTINES; i++)
    sum += goro_recv (result);
  printf ("%d words\n", sum);
}
