/* SPDX-License-Identifier: MIT */
/* qsort and qsort_r in compiled code: called as foreign functions, but ours.

   The C library sorts in a buffer from malloc when the array has more than 1 KB, and copies back.  Meanwhile pointers are there and nowhere
   else, where the collector does not look (run/gc-foreign-qsort-of-many).  Here an element is at any moment in the array, on the thread's stack, or in
   registers, all of which are read at one moment when the thread is stopped (gc/thread.c):

   - an array of at most BUFFER bytes is merged by way of a buffer on the stack;
   - of a larger one the addresses of the elements are sorted, and the elements then moved along the cycles of
     the permutation, with a part of one element on the stack.

   The array may be in static memory, which is read at another moment than the thread.  So what is moved while objects are marked is shaded first, as the
   write barrier does.  A move that has looked just before marking began is one of a piece that the stack or
   registers hold, too.

   Stable, as the C library's is, unless there is no memory for the addresses: then a heap sort.  The comparator may be foreign or compiled, may block, and may
   leave by longjmp, which loses the buffer of addresses (as it does with the C library).  */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gc/hooks.h"

typedef int compare_fn (const void *, const void *, void *);

enum { BUFFER = 4096, PIECE = 512 };

struct sort {
  size_t size; /* of an element */
  compare_fn *compare;
  void *arg;
};

/* size bytes of an element.  Whole words in one piece each: another thread may look at them.  */
static inline void copy (void *to, const void *from, size_t size)
{
  if (((size | (uintptr_t) to | (uintptr_t) from) & 7) != 0) {
    memcpy (to, from, size);
    return;
  }
  volatile uint64_t *t = to;
  const volatile uint64_t *f = from;
  for (size_t i = 0; i < size / 8; i++)
    t[i] = f[i];
}

/* What is at `to' is going to be what is at `from'.  */
static inline void shade (const void *to, const void *from, size_t size)
{
  if (goro__gc_marking ()) {
    goro__gc_shade_range (to, size);
    goro__gc_shade_range (from, size);
  }
}

/* --- Small arrays ------------------------------------------------------------------------------------- */

static void merge_small (const struct sort *s, char *a, size_t n, char *room)
{
  if (n < 2)
    return;
  size_t half = n / 2, size = s->size;
  char *left = a, *right = a + half * size, *right_end = a + n * size, *out = room;
  merge_small (s, left, half, room);
  merge_small (s, right, n - half, room);
  char *left_end = right;
  while (left < left_end && right < right_end) {
    char **least = s->compare (left, right, s->arg) <= 0 ? &left : &right;
    copy (out, *least, size);
    *least += size;
    out += size;
  }
  size_t rest = (size_t) (left_end - left), merged = (size_t) (out - room);
  shade (a, a, n * size);
  if (rest > 0) {
    /* The end of the left part goes to the end; it is in the buffer before it is overwritten.  */
    copy (out, left, rest);
    merged += rest;
  }
  copy (a, room, merged);
}

/* --- Large arrays ------------------------------------------------------------------------------------- */

static void merge_addresses (const struct sort *s, char **a, size_t n, char **room)
{
  if (n < 2)
    return;
  size_t half = n / 2, l = 0, r = half, out = 0;
  merge_addresses (s, a, half, room);
  merge_addresses (s, a + half, n - half, room);
  if (s->compare (a[half - 1], a[half], s->arg) <= 0)
    return;
  while (l < half && r < n)
    room[out++] = s->compare (a[l], a[r], s->arg) <= 0 ? a[l++] : a[r++];
  while (l < half)
    room[out++] = a[l++];
  for (size_t i = 0; i < out; i++)
    a[i] = room[i];
}

/* Element i of the array gets what is at from[i] now.  from is used up.  */
static void permute (char *array, size_t size, char **from, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    char *start = array + i * size;
    if (from[i] == start)
      continue;
    /* Piece by piece round the cycle.  */
    for (size_t at = 0; at < size; at += PIECE) {
      size_t bytes = size - at < PIECE ? size - at : PIECE;
      _Alignas (8) char first[PIECE];
      copy (first, start + at, bytes);
      char *to = start;
      for (;;) {
        char *next = from[(size_t) (to - array) / size];
        if (next == start)
          break;
        shade (to + at, next + at, bytes);
        copy (to + at, next + at, bytes);
        to = next;
      }
      shade (to + at, first, bytes);
      copy (to + at, first, bytes);
    }
    for (char *to = start; to != NULL; ) {
      size_t k = (size_t) (to - array) / size;
      char *next = from[k];
      from[k] = to;
      to = next == start ? NULL : next;
    }
  }
}

/* --- Without memory ------------------------------------------------------------------------------------- */

static void swap (char *a, char *b, size_t size)
{
  _Alignas (8) char held[PIECE];
  for (size_t at = 0; at < size; at += PIECE) {
    size_t bytes = size - at < PIECE ? size - at : PIECE;
    shade (a + at, b + at, bytes);
    copy (held, a + at, bytes);
    copy (a + at, b + at, bytes);
    copy (b + at, held, bytes);
  }
}

static void sift (const struct sort *s, char *a, size_t at, size_t n)
{
  for (size_t child; (child = 2 * at + 1) < n; at = child) {
    if (child + 1 < n && s->compare (a + child * s->size, a + (child + 1) * s->size, s->arg) < 0)
      child++;
    if (s->compare (a + at * s->size, a + child * s->size, s->arg) >= 0)
      return;
    swap (a + at * s->size, a + child * s->size, s->size);
  }
}

static void heap_sort (const struct sort *s, char *a, size_t n)
{
  for (size_t i = n / 2; i-- > 0; )
    sift (s, a, i, n);
  for (size_t i = n; i-- > 1; ) {
    swap (a, a + i * s->size, s->size);
    sift (s, a, 0, i);
  }
}

/* --- What compiled code calls, by asm/<cpu>/sort.S --------------------------------------------------------- */

void goro__qsort_r (void *array, size_t n, size_t size, compare_fn *compare, void *arg);
void goro__qsort_r (void *array, size_t n, size_t size, compare_fn *compare, void *arg)
{
  struct sort s = { size, compare, arg };
  if (n < 2 || size == 0)
    return;
  if (n <= BUFFER / size) {
    _Alignas (16) char room[BUFFER];
    merge_small (&s, array, n, room);
    return;
  }
  char **addresses = n <= SIZE_MAX / (2 * sizeof *addresses) ? malloc (2 * n * sizeof *addresses) : NULL;
  if (addresses == NULL) {
    heap_sort (&s, array, n);
    return;
  }
  for (size_t i = 0; i < n; i++)
    addresses[i] = (char *) array + i * size;
  merge_addresses (&s, addresses, n, addresses + n);
  permute (array, size, addresses, n);
  free (addresses);
}

static int compare_two (const void *a, const void *b, void *compare)
{
  return ((int (*) (const void *, const void *)) compare) (a, b);
}

void goro__qsort (void *array, size_t n, size_t size, int (*compare) (const void *, const void *));
void goro__qsort (void *array, size_t n, size_t size, int (*compare) (const void *, const void *))
{
  goro__qsort_r (array, n, size, compare_two, (void *) compare);
}
