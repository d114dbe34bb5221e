/* SPDX-License-Identifier: MIT */
/* The program's own allocator, instrumented.  It gives nothing back.  */
#include <stddef.h>
#include <string.h>

static char memory[64 << 20] __attribute__ ((aligned (16)));
static _Atomic size_t used;

/* The frame is large enough to be checked.  */
void *malloc (size_t size)
{
  volatile char room[512];
  room[size & 255] = 1;
  size_t whole = ((size + 15) & ~(size_t) 15) + 16;
  size_t end = used += whole;
  if (size > sizeof memory || end > sizeof memory)
    return NULL;
  *(size_t *) (memory + end - whole) = size;
  return memory + end - whole + 16;
}

void free (void *p)
{
  volatile char room[512];
  room[p == NULL] = 1;
}

void *calloc (size_t n, size_t size)
{
  return size != 0 && n > sizeof memory / size ? NULL : malloc (n * size); /* never used before: zero */
}

void *realloc (void *p, size_t size)
{
  void *q = malloc (size);
  if (p != NULL && q != NULL) {
    size_t old = *(size_t *) ((char *) p - 16);
    memcpy (q, p, old < size ? old : size);
  }
  return q;
}
