/* SPDX-License-Identifier: MIT */
/* malloc and its kin on the collected heap, for code compiled with -fplugin-arg-goro-malloc=gc.

   The plugin calls __goro_malloc and its kin with the type that it has found out, NULL if none: every word may hold
   a pointer.  Where it cannot pass one, and where the source takes a function's address, __goro_c_malloc and its kin stand for the
   C library's functions.  All of them may be called on any stack, by foreign code too.

   The semantics are the C library's: NULL and ENOMEM where there is no memory, size 0 gives an object, free (NULL) does
   nothing.  A pointer that is not into this heap came from the C library's malloc in foreign code, and goes to the C
   library's functions.  realloc keeps the words that may hold pointers where they are.

   free is a promise that nobody uses the object, and is not relied on: the collector finds out by itself.  Rejected:
   giving the object back at once.  While the collector marks, its queues and buffers may hold it; a conservative
   word may; and a program that breaks the promise, which many do unnoticed, would break the heap.  GORODEBUG=freecheck=1
   holds programs to it: what is freed must be an object's start, and is overwritten.  */
#define _GNU_SOURCE
#pragma GCC optimize ("O2")
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "goro.h"
#include "gc/gc.h"
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

/* Bytes of an object that has been freed; as a pointer, they fault.  */
enum { FREED = 0xdb };

static bool ours (const void *p)
{
  return (uintptr_t) p - goro__heap_start < goro__heap_bytes;
}

static void *no_memory (struct goro_g *gp)
{
  if (gp != NULL)
    gp->err = ENOMEM;
  errno = ENOMEM;
  return NULL;
}

/* The object that p is the start of.  */
static struct goro_span *object (const void *p, const char *function)
{
  struct goro_span *s;
  uint32_t i;
  if (!goro__heap_find ((uintptr_t) p, &s, &i) || s->start + i * s->size != (uintptr_t) p) {
    goro__os_print ("goro: %s: %p is not the start of an object\n", function, p);
    goro__fatal ("invalid pointer");
  }
  return s;
}

/* --- On the thread's stack ------------------------------------------------------------------ */

static void *make (struct goro_g *gp, size_t size, size_t align, const struct goro_shape *shape)
{
  void *p = goro__heap_try_sys (gp, size, align, shape);
  return p != NULL ? p : no_memory (gp);
}

static size_t align_of (size_t size)
{
  return size >= 16 ? 16 : 8;
}

static uintptr_t malloc_sys (struct goro_g *gp, uintptr_t size, uintptr_t type, uintptr_t unused)
{
  (void) unused;
  goro__heap_init ();
  /* For the next time.  */
  if (type != 0)
    goro__class_of_type ((const struct goro_type *) type);
  return (uintptr_t) make (gp, size, align_of (size), goro__shape_of ((const struct goro_type *) type));
}

static uintptr_t aligned_sys (struct goro_g *gp, uintptr_t align, uintptr_t size, uintptr_t unused)
{
  (void) unused;
  return (uintptr_t) make (gp, size, align > align_of (size) ? align : align_of (size), &goro__shape_dense.shape);
}

static uintptr_t posix_memalign_sys (struct goro_g *gp, uintptr_t out, uintptr_t align, uintptr_t size)
{
  void *p = goro__heap_try_sys (gp, size, align > align_of (size) ? align : align_of (size), &goro__shape_dense.shape);
  if (p == NULL)
    return ENOMEM;
  goro__gc_shade_moved ((void **) out, sizeof p);
  *(void **) out = p;
  return 0;
}

static uintptr_t realloc_sys (struct goro_g *gp, uintptr_t old, uintptr_t size, uintptr_t type)
{
  if (old == 0)
    return malloc_sys (gp, size, type, 0);
  if (!ours ((void *) old)) {
    void *p = realloc ((void *) old, size);
    return (uintptr_t) (p != NULL || size == 0 ? p : no_memory (gp));
  }
  struct goro_span *s = object ((void *) old, "realloc");
  if (size == 0)
    return 0;
  if (size <= s->size && size > s->size / 2)
    return old;
  void *p = make (gp, size, align_of (size), s->shape);
  if (p != NULL) {
    size_t bytes = size < s->size ? size : s->size;
    memcpy (p, (void *) old, bytes);
    /* The new object may count as scanned already, and the old one as garbage.  */
    goro__gc_shade_moved (p, bytes);
  }
  return (uintptr_t) p;
}

static uintptr_t duplicate_sys (struct goro_g *gp, uintptr_t string, uintptr_t length, uintptr_t unused)
{
  (void) unused;
  char *p = make (gp, length + 1, align_of (length + 1), &goro__shape_plain.shape);
  if (p != NULL)
    memcpy (p, (const char *) string, length);
  return (uintptr_t) p;
}

static uintptr_t no_memory_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) a, (void) b, (void) c;
  return (uintptr_t) no_memory (gp);
}

static uintptr_t free_sys (struct goro_g *gp, uintptr_t p, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  if (!ours ((void *) p)) {
    free ((void *) p);
    return 0;
  }
  struct goro_span *s = object ((void *) p, "free");
  const unsigned char *bytes = (const unsigned char *) p;
  size_t same = 0;
  while (same < s->size && bytes[same] == FREED)
    same++;
  if (same == s->size)
    goro__fatal ("free: object has been freed before");
  goro__gc_shade_moved ((void *) p, s->size);
  memset ((void *) p, FREED, s->size);
  return 0;
}

/* --- On any stack --------------------------------------------------------------------------- */

GORO_PUBLIC void *__goro_malloc (size_t size, const struct goro_type *type);
GORO_PUBLIC void *__goro_calloc (size_t n, size_t size, const struct goro_type *type);
GORO_PUBLIC void *__goro_realloc (void *p, size_t size, const struct goro_type *type);
GORO_PUBLIC void *__goro_reallocarray (void *p, size_t n, size_t size, const struct goro_type *type);
GORO_PUBLIC void *__goro_c_malloc (size_t size);
GORO_PUBLIC void *__goro_c_calloc (size_t n, size_t size);
GORO_PUBLIC void *__goro_c_realloc (void *p, size_t size);
GORO_PUBLIC void *__goro_c_reallocarray (void *p, size_t n, size_t size);
GORO_PUBLIC void __goro_c_free (void *p);
GORO_PUBLIC char *__goro_c_strdup (const char *s);
GORO_PUBLIC char *__goro_c_strndup (const char *s, size_t n);
GORO_PUBLIC void *__goro_c_aligned_alloc (size_t align, size_t size);
GORO_PUBLIC void *__goro_c_memalign (size_t align, size_t size);
GORO_PUBLIC int __goro_c_posix_memalign (void **p, size_t align, size_t size);
GORO_PUBLIC void *__goro_c_valloc (size_t size);
GORO_PUBLIC void *__goro_c_pvalloc (size_t size);
GORO_PUBLIC size_t __goro_c_malloc_usable_size (void *p);

void *__goro_malloc (size_t size, const struct goro_type *type)
{
  /* Without a shape that is known by now, or a run, the long way.  */
  if (goro__on_g () && size - 1 < GORO_SMALL_MAX) {
    uint32_t class, index = goro__size_index (size >= 16 ? (size + 15) & ~(size_t) 15 : size);
    if (type == NULL)
      class = GORO_CLASS_DENSE + index;
    else if (type->words == 0)
      class = GORO_CLASS_PLAIN + index;
    else {
      /* Relaxed: the number of a class is good by itself.  */
      class = __atomic_load_n (&type->class, __ATOMIC_RELAXED);
      if (class != 0)
        class = goro__class_known (goro__classes[class].shape, index);
    }
    struct goro_heap_run *run = &goro__getm ()->p->runs[class];
    uintptr_t p = run->next;
    /* Class 0 has no run, nor has any before the first allocation.  */
    if (p != run->limit) {
      run->next = p + run->size;
      return (void *) p;
    }
  }
  return (void *) goro__call_sys (malloc_sys, size, (uintptr_t) type, 0);
}

void *__goro_calloc (size_t n, size_t size, const struct goro_type *type)
{
  size_t bytes;
  if (__builtin_mul_overflow (n, size, &bytes))
    return (void *) goro__call_sys (no_memory_sys, 0, 0, 0);
  return __goro_malloc (bytes, type);
}

void *__goro_realloc (void *p, size_t size, const struct goro_type *type)
{
  return (void *) goro__call_sys (realloc_sys, (uintptr_t) p, size, (uintptr_t) type);
}

void *__goro_reallocarray (void *p, size_t n, size_t size, const struct goro_type *type)
{
  size_t bytes;
  if (__builtin_mul_overflow (n, size, &bytes))
    return (void *) goro__call_sys (no_memory_sys, 0, 0, 0);
  return __goro_realloc (p, bytes, type);
}

void *__goro_c_malloc (size_t size)
{
  return __goro_malloc (size, NULL);
}

void *__goro_c_calloc (size_t n, size_t size)
{
  return __goro_calloc (n, size, NULL);
}

void *__goro_c_realloc (void *p, size_t size)
{
  return __goro_realloc (p, size, NULL);
}

void *__goro_c_reallocarray (void *p, size_t n, size_t size)
{
  return __goro_reallocarray (p, n, size, NULL);
}

void __goro_c_free (void *p)
{
  if (p != NULL && (!ours (p) || goro__debug_freecheck))
    goro__call_sys (free_sys, (uintptr_t) p, 0, 0);
}

char *__goro_c_strdup (const char *s)
{
  return (char *) goro__call_sys (duplicate_sys, (uintptr_t) s, strlen (s), 0);
}

char *__goro_c_strndup (const char *s, size_t n)
{
  return (char *) goro__call_sys (duplicate_sys, (uintptr_t) s, strnlen (s, n), 0);
}

void *__goro_c_memalign (size_t align, size_t size)
{
  /* As the C library: the next power of two.  */
  if (align > 1 && (align & (align - 1)) != 0)
    align = (size_t) 1 << (64 - __builtin_clzl (align) - (align >> 63));
  return (void *) goro__call_sys (aligned_sys, align, size, 0);
}

void *__goro_c_aligned_alloc (size_t align, size_t size)
{
  return __goro_c_memalign (align, size);
}

int __goro_c_posix_memalign (void **p, size_t align, size_t size)
{
  if (align % sizeof (void *) != 0 || (align & (align - 1)) != 0 || align == 0)
    return EINVAL;
  return goro__call_sys_int (posix_memalign_sys, (uintptr_t) p, align, size);
}

void *__goro_c_valloc (size_t size)
{
  return __goro_c_memalign (4096, size);
}

void *__goro_c_pvalloc (size_t size)
{
  return __goro_c_memalign (4096, (size + 4095) & ~(size_t) 4095);
}

static uintptr_t usable_sys (struct goro_g *gp, uintptr_t p, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  return ours ((void *) p) ? object ((void *) p, "malloc_usable_size")->size : malloc_usable_size ((void *) p);
}

size_t __goro_c_malloc_usable_size (void *p)
{
  return p != NULL ? goro__call_sys (usable_sys, (uintptr_t) p, 0, 0) : 0;
}
