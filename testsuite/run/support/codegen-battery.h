/* SPDX-License-Identifier: MIT */
/* What the codegen tests compile with different options: a bit of everything that
   a move of the stack can break, in functions that the compiler may treat as it likes.  */
#include <alloca.h>
#include <stdarg.h>
#include <string.h>
#include "check.h"

struct node { struct node *up; int depth; double weight; };

/* Pointers up through all frames, integers and doubles live across the call.  */
static NOINLINE double chain (int depth, struct node *up, double w)
{
  struct node mine = { up, depth, w };
  int i = depth * 3, j = depth ^ 5;

  double below = depth > 0 ? chain (depth - 1, &mine, w + 0.5) : 0;
  CHECK (mine.up == up && mine.depth == depth && mine.weight == w);
  CHECK (up == NULL || up->depth == depth + 1);
  return below + i + j - (depth ^ 5) + w;
}

static NOINLINE long sum (int n, ...)
{
  va_list ap;
  long total = 0;

  va_start (ap, n);
  for (int i = 0; i < n; i++) {
    grow (i);
    total += i % 2 == 0 ? *va_arg (ap, int *) : (long) va_arg (ap, double);
  }
  va_end (ap);
  return total;
}

static NOINLINE long arrays (int n)
{
  int fixed[30], *p = fixed, variable[n];
  char *block = alloca ((size_t) n);
  long total = 0;

  memset (block, 1, (size_t) n);
  for (int i = 0; i < n; i++)
    variable[i] = grow (i % 5) + i;
  for (int i = 0; i < 30; i++)
    fixed[i] = grow (i % 3) + 2 * i;
  for (; p < fixed + 30; p++)
    total += *p + variable[p - fixed] + block[p - fixed] + grow (4);
  return total;
}

static NOINLINE struct node structure (struct node a, const struct node *b, long c, long d, long e,
                                       long f, long *g)
{
  grow (30);
  *g += c + d + e + f;
  return (struct node) { a.up, a.depth + b->depth, a.weight * b->weight };
}

static int compare (const void *a, const void *b)
{
  return *(const char *) a - *(const char *) b + grow (3);
}

static NOINLINE int foreign (char *word)
{
  char text[40];

  qsort (word, strlen (word), 1, compare);
  snprintf (text, sizeof text, "%s %d %.2f %d %d %d %d", word, 1, 2.5, 3, 4, 5, 6);
  grow (20);
  return strcmp (text, "aelpp 1 2.50 3 4 5 6");
}

static NOINLINE int copy_and_check (int depth)
{
  char text[48] = "some text that is copied by vector moves, 48 b.", copy[48];
  struct node n[3] = { { n + 1, 1, 1 }, { n + 2, 2, 2 }, { n, 3, 3 } }, m[3];

  memcpy (copy, text, sizeof copy);
  memcpy (m, n, sizeof m);
  if (depth > 0 && !copy_and_check (depth - 1))
    return 0;
  return memcmp (copy, text, sizeof copy) == 0 && m[0].up == n + 1 && m[2].up == n
         && n[2].up->up->up == n + 2;
}

static void battery (void)
{
  int one = 1, two = 2, three = 3;
  long extra = 0;
  char word[] = "apple";
  struct node a = { NULL, 1, 2 }, b = { &a, 2, 3 };

  CHECK (chain (100, NULL, 1) == 3 * 5050 + 101 + 0.5 * 5050);
  CHECK (sum (6, &one, 10., &two, 20., &three, 30.) == 66);
  CHECK (sum (12, &one, 1., &one, 1., &one, 1., &one, 1., &one, 1., &one, 1.) == 12);
  CHECK (arrays (30) == 870 + 435 + 30);
  struct node r = structure (b, &a, 1, 2, 3, 4, &extra);
  CHECK (r.up == &a && r.depth == 3 && r.weight == 6 && extra == 10);
  CHECK (foreign (word) == 0);
  CHECK (copy_and_check (40));
}

static goro_chan (struct node) battery_channel;

static void battery_and_tell (int n, double w)
{
  battery ();
  goro_send (battery_channel, (struct node) { NULL, n, w });
}

int main (void)
{
  double total = 0;

  in_goroutine (battery);
  battery_channel = goro_chan_make (struct node, 0);
  for (int i = 0; i < 4; i++)
    go battery_and_tell (i, 0.25);
  for (int i = 0; i < 4; i++) {
    struct node n = goro_recv (battery_channel);
    total += n.depth + n.weight;
  }
  CHECK (total == 7);
  return 0;
}
