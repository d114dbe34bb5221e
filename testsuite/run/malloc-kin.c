/* SPDX-License-Identifier: MIT */
/* Purpose: malloc and its kin on the collected heap do what the C library's do. */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Output: done */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(x) ((x) ? (void) 0 : (void) printf ("line %d: %s\n", __LINE__, #x))

struct list { int n; struct list *next; };
struct ops { void *(*allocate) (size_t); void (*release) (void *); } ops = { malloc, free };

/* Not to be optimised away.  */
static volatile size_t huge = PTRDIFF_MAX, zero = 0;

int main (void)
{
  for (size_t n = 0; n < 100; n++) {
    char *p = malloc (n);
    CHECK (p && (uintptr_t) p % (n >= 16 ? 16 : 8) == 0 && malloc_usable_size (p) >= n);
    memset (p, 1, n);
    free (p);
  }
  errno = 0;
  CHECK (malloc (huge) == NULL && errno == ENOMEM);
  errno = 0;
  CHECK (calloc (huge, 3) == NULL && errno == ENOMEM);
  errno = 0;
  int *numbers = malloc (10 * sizeof *numbers);
  for (int i = 0; i < 10; i++)
    numbers[i] = i;
  CHECK (reallocarray (numbers, huge, 3) == NULL && errno == ENOMEM);
  CHECK (realloc (numbers, huge) == NULL && numbers[9] == 9);
  numbers = realloc (numbers, 100000 * sizeof *numbers);
  CHECK (numbers[9] == 9);
  numbers = reallocarray (numbers, 5, sizeof *numbers);
  CHECK (numbers[4] == 4);
  struct list *lists = calloc (1000 + zero, sizeof *lists);
  for (int i = 0; i < 1000; i++)
    CHECK (lists[i].n == 0 && lists[i].next == NULL);
  CHECK (realloc (NULL, 10) != NULL && realloc (lists, zero) == NULL);

  CHECK (strcmp (strdup ("hello"), "hello") == 0 && strcmp (strndup ("hello", 3), "hel") == 0);
  for (size_t align = 8; align <= 65536; align *= 2) {
    void *p = NULL;
    CHECK ((uintptr_t) aligned_alloc (align, 24) % align == 0 && (uintptr_t) memalign (align, 24) % align == 0);
    CHECK (posix_memalign (&p, align, 24) == 0 && p && (uintptr_t) p % align == 0);
  }
  void *p = &p;
  CHECK (posix_memalign (&p, 3, 8) == EINVAL && p == &p && (uintptr_t) valloc (5) % 4096 == 0);

  /* From the C library's.  */
  char *line = NULL;
  size_t room = 0;
  FILE *f = fmemopen ("one\n", 4, "r");
  CHECK (getline (&line, &room, f) == 4);
  line = realloc (line, 5000);
  CHECK (strcmp (line, "one\n") == 0);
  free (line);
  fclose (f);
  CHECK (asprintf (&line, "%d", 5) == 1);
  free (line);
  free (NULL);

  p = ops.allocate (10);
  CHECK (p != NULL);
  ops.release (p);
  puts ("done");
}
