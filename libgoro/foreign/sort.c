/* SPDX-License-Identifier: MIT */
/* qsort and qsort_r in compiled code: called as foreign functions, but ours.

   The C library sorts in a buffer from malloc when the array has more than 1 KB, and copies back.  Meanwhile pointers are there and nowhere
   else, where the collector does not look (run/gc-foreign-qsort-of-many).  Here the array stays as it is until everything is
   sorted:

   - elements of at most DIRECT bytes are copied and sorted in buffers, on the stack or from malloc.  Only while they are copied back is
     the buffer all there is of some.  During that time this thread counts as one that marks, so marking does not end, and when all are in the
     array again, they are shaded, if objects are being marked;
   - of larger ones the addresses are sorted, and the elements then moved along the cycles of the permutation, with a part of one
     element on the stack, which is read at one moment with the registers when the thread is stopped (gc/thread.c).  What is moved while
     objects are marked is shaded first, as the write barrier does.  A move that has looked just before marking began is one of
     a piece that the stack or registers hold, too.

   Stable, as the C library's is, unless there is no memory for the buffers: then a heap sort.  The comparator may be foreign or compiled, may block, and may
   leave by longjmp, which loses the buffers (as it does with the C library).  */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gc/hooks.h"

typedef int compare_fn (const void *, const void *, void *);

enum { BUFFER = 4096, PIECE = 512, DIRECT = 32 };

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

/* --- Small elements ----------------------------------------------------------------------------------- */

static inline void copy_element (char *to, const char *from, size_t size)
{
  switch (size) {
  case 8: __builtin_memcpy (to, from, 8); break;
  case 4: __builtin_memcpy (to, from, 4); break;
  case 16: __builtin_memcpy (to, from, 16); break;
  default: memcpy (to, from, size); break;
  }
}

/* n elements, not the array's own, by way of room for as many.  */
static inline __attribute__ ((always_inline)) void merge (const struct sort *s, char *a, size_t n, char *room, size_t size,
                                                          void (*part) (const struct sort *, char *, size_t, char *))
{
  if (n < 2)
    return;
  size_t half = n / 2;
  char *left = a, *right = a + half * size, *left_end = right, *right_end = a + n * size, *out = room;
  part (s, left, half, room);
  part (s, right, n - half, room);
  while (left < left_end && right < right_end) {
    if (s->compare (left, right, s->arg) <= 0) {
      copy_element (out, left, size);
      left += size;
    } else {
      copy_element (out, right, size);
      right += size;
    }
    out += size;
  }
  size_t rest = (size_t) (left_end - left);
  memcpy (out, left, rest);
  memcpy (a, room, (size_t) (out - room) + rest);
}

static void merge_any (const struct sort *s, char *a, size_t n, char *room)
{
  merge (s, a, n, room, s->size, merge_any);
}

static void merge_8 (const struct sort *s, char *a, size_t n, char *room)
{
  merge (s, a, n, room, 8, merge_8);
}

static void merge_4 (const struct sort *s, char *a, size_t n, char *room)
{
  merge (s, a, n, room, 4, merge_4);
}

static void sort_copies (const struct sort *s, char *array, size_t n, char *buffer, char *room)
{
  size_t bytes = n * s->size;
  memcpy (buffer, array, bytes);
  (s->size == 8 ? merge_8 : s->size == 4 ? merge_4 : merge_any) (s, buffer, n, room);
  if (goro__gc_hold != NULL)
    goro__gc_hold (true);
  copy (array, buffer, bytes);
  if (goro__gc_marking ())
    goro__gc_shade_range (array, bytes);
  if (goro__gc_hold != NULL)
    goro__gc_hold (false);
}

/* --- Large elements ------------------------------------------------------------------------------------- */

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
    _Alignas (16) char buffer[BUFFER], room[BUFFER];
    sort_copies (&s, array, n, buffer, room);
    return;
  }
  size_t each = size <= DIRECT ? size : sizeof (char *);
  char *buffer = n <= SIZE_MAX / (2 * each) ? malloc (2 * n * each) : NULL;
  if (buffer == NULL)
    heap_sort (&s, array, n);
  else if (size <= DIRECT)
    sort_copies (&s, array, n, buffer, buffer + n * each);
  else {
    char **addresses = (char **) (void *) buffer;
    for (size_t i = 0; i < n; i++)
      addresses[i] = (char *) array + i * size;
    merge_addresses (&s, addresses, n, addresses + n);
    permute (array, size, addresses, n);
  }
  free (buffer);
}

/* The third argument is not looked at, which the calling convention allows.  */
void goro__qsort (void *array, size_t n, size_t size, int (*compare) (const void *, const void *));
void goro__qsort (void *array, size_t n, size_t size, int (*compare) (const void *, const void *))
{
  goro__qsort_r (array, n, size, (compare_fn *) (void (*) (void)) compare, NULL);
}
