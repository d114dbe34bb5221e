/* SPDX-License-Identifier: MIT */
/* Where compiled code comes in.

   The fast path runs on the goroutine's stack, which no thread leaves in the middle of it: the P's run for the class, an
   addition and a comparison.  No lock, no atomic read-modify-write.  When the run is used up, the next one of the
   same span is taken here too (goro__run_next); for anything more goro__call_sys goes to the thread's stack, where a collection may
   begin.  On a thread's own stack, guard 0, it is the slow path every time: the runs of all such threads are shared.  */
#define _GNU_SOURCE
#pragma GCC optimize ("O2")
#include "goro.h"
#include "gc/gc.h"
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

static const size_t max_bytes = (size_t) 1 << 47;

/* --- On the thread's stack --------------------------------------------------------------- */

static void tell (struct goro_p *pp, struct goro_g *gp, size_t large)
{
  struct goro_heap_counts *counts = goro__heap_counts (pp);
  /* Relaxed: our own, or a number of which the others may take a part too.  */
  uint64_t bytes = atomic_load_explicit (&counts->bytes, memory_order_relaxed);
  uint64_t more = bytes - counts->told;
  counts->told = bytes;
  goro__gc_allocated (pp, gp, more + large);
}

/* size > 0 bytes of a shape; NULL: no memory.  */
static void *try (struct goro_p *pp, struct goro_g *gp, size_t size, size_t align, const struct goro_shape *shape,
                  uint32_t class)
{
  for (int attempt = 0; ; attempt++) {
    void *p = class != 0 ? goro__small_alloc (pp, class) : goro__large_alloc (pp, size, align, shape);
    if (p != NULL)
      return p;
    if (attempt == 2 || gp == NULL)
      return NULL;
    goro__gc_now (gp);
    pp = goro__getp ();
  }
}

static void *allocate (struct goro_p *pp, struct goro_g *gp, size_t size, size_t align, const struct goro_shape *shape,
                       uint32_t class)
{
  void *p = try (pp, gp, size, align, shape, class);
  if (p == NULL)
    goro__fatal ("out of memory");
  return p;
}

static void *try_sized (struct goro_p *pp, struct goro_g *gp, size_t size, size_t align,
                        const struct goro_shape *shape)
{
  if (size == 0)
    size = 1;
  if (size > max_bytes || align > max_bytes)
    return NULL;
  uint32_t index = goro__size_index_aligned (size, align);
  uint32_t class = index < GORO_SIZES ? goro__class_of (shape, index) : 0;
  tell (pp, gp, class == 0 ? size : 0);
  return try (goro__getp (), gp, size, align, shape, class);
}

static void *allocate_sized (struct goro_p *pp, struct goro_g *gp, size_t size, size_t align,
                             const struct goro_shape *shape)
{
  void *p = try_sized (pp, gp, size, align, shape);
  if (p == NULL)
    goro__fatal ("out of memory");
  return p;
}

void *goro__heap_try_sys (struct goro_g *gp, size_t size, size_t align, const struct goro_shape *shape)
{
  goro__heap_init ();
  return try_sized (goro__getp (), gp, size, align, shape);
}

static size_t natural_align (size_t size)
{
  return size >= 16 ? 16 : 8;
}

void *goro__heap_alloc_sys (struct goro_p *pp, size_t size, const struct goro_type *type)
{
  struct goro_m *mp = goro__getm ();
  goro__heap_init ();
  return allocate_sized (pp, mp != NULL ? mp->curg : NULL, size, natural_align (size), goro__shape_of (type));
}

void *goro__heap_alloc_plain_sys (struct goro_p *pp, size_t size)
{
  struct goro_m *mp = goro__getm ();
  goro__heap_init ();
  return allocate_sized (pp, mp != NULL ? mp->curg : NULL, size, natural_align (size), &goro__shape_plain.shape);
}

/* The class of one T, noted in type; 0: it is large.  */
uint32_t goro__class_of_type (const struct goro_type *type)
{
  /* Relaxed, both: a cache; see goro__shape_of.  */
  uint32_t class = __atomic_load_n (&type->class, __ATOMIC_RELAXED);
  if (class == 0) {
    uint32_t index = goro__size_index_aligned (type->size != 0 ? type->size : 1, type->align);
    if (index < GORO_SIZES) {
      class = goro__class_of (goro__shape_of (type), index);
      __atomic_store_n ((uint32_t *) &type->class, class, __ATOMIC_RELAXED);
    }
  }
  return class;
}

static uintptr_t new_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  const struct goro_type *type = (const struct goro_type *) a;
  goro__heap_init ();
  uint32_t class = goro__class_of_type (type);
  if (class == 0)
    return (uintptr_t) allocate_sized (goro__getp (), gp, type->size, type->align, goro__shape_of (type));
  tell (goro__getp (), gp, 0);
  return (uintptr_t) allocate (goro__getp (), gp, 0, 0, NULL, class);
}

static uintptr_t make_sys (struct goro_g *gp, uintptr_t a, uintptr_t n, uintptr_t c)
{
  (void) c;
  const struct goro_type *type = (const struct goro_type *) a;
  size_t bytes;
  if ((int64_t) n < 0 || __builtin_mul_overflow (type->size, n, &bytes) || bytes > max_bytes)
    goro__panic ("goro_make: len out of range");
  goro__heap_init ();
  goro__class_of_type (type);
  return (uintptr_t) allocate_sized (goro__getp (), gp, bytes, type->align, goro__shape_of (type));
}

/* The offset of the array stands in the upper bits of the size; OFFSET_MAX: more than that.  */
enum { SIZE_BITS = 48, OFFSET_MAX = 0xffff };

static uintptr_t flexible_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t packed)
{
  const struct goro_type *type = (const struct goro_type *) a, *element = (const struct goro_type *) b;
  size_t offset = packed >> SIZE_BITS, bytes = packed & (((size_t) 1 << SIZE_BITS) - 1);
  goro__heap_init ();
  const struct goro_shape *shape
    = offset == OFFSET_MAX ? &goro__shape_dense.shape : goro__shape_flexible (type, offset, element);
  return (uintptr_t) allocate_sized (goro__getp (), gp, bytes, type->align, shape);
}

static uintptr_t alloc_sys (struct goro_g *gp, uintptr_t size, uintptr_t pointers, uintptr_t c)
{
  (void) c;
  goro__heap_init ();
  return (uintptr_t) allocate_sized (goro__getp (), gp, size, natural_align (size),
                                     pointers ? &goro__shape_dense.shape : &goro__shape_plain.shape);
}

static uintptr_t out_of_range_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) a, (void) b, (void) c;
  goro__panic ("goro_make: len out of range");
}

/* --- On any stack -------------------------------------------------------------------------- */

/* The P's run of class.  On a goroutine's stack.  */
static inline __attribute__ ((always_inline)) struct goro_heap_run *run_of (uint32_t class)
{
  return &goro__getm ()->p->runs[class];
}

/* Its next object, if it is not used up.  */
static inline __attribute__ ((always_inline)) bool from_run (struct goro_heap_run *run, uintptr_t *p)
{
  *p = run->next;
  if (__builtin_expect (*p == run->limit, false))
    return false;
  run->next = *p + run->size;
  return true;
}

/* The next run of the same span, or else fn (a, b) on the thread's stack.  Out of line, so that the fast paths have no frame.  */
static __attribute__ ((noinline)) void *more (uint32_t class, goro__sys_fn *fn, uintptr_t a, uintptr_t b)
{
  struct goro_p *pp = goro__getm ()->p;
  uintptr_t p = goro__run_next (&pp->runs[class], &pp->heap);
  if (p != 0)
    return (void *) p;
  return (void *) goro__call_sys (fn, a, b, 0);
}

/* An object of a type whose class is known, from the run's next place; new_sys on the thread's stack finds out what else there is to do.  */
static __attribute__ ((noinline)) void *new_slow (const struct goro_type *type)
{
  /* Relaxed: the number of a class is good by itself; class 0 has no run.  */
  uint32_t class = __atomic_load_n (&type->class, __ATOMIC_RELAXED);
  return goro__on_g () ? more (class, new_sys, (uintptr_t) type, 0) : (void *) goro__call_sys (new_sys, (uintptr_t) type, 0, 0);
}

static inline __attribute__ ((always_inline)) void *new_object (const struct goro_type *type)
{
  uintptr_t p;
  /* Relaxed: as above.  */
  if (__builtin_expect (goro__on_g () && from_run (run_of (__atomic_load_n (&type->class, __ATOMIC_RELAXED)), &p), true))
    return (void *) p;
  return new_slow (type);
}

void *__goro_new (const struct goro_type *type)
{
  return new_object (type);
}

/* A local that the plugin has moved to the heap: a name of its own in the debugger, in profiles and listings, and no jump to the other.  */
void *__goro_promote (const struct goro_type *type)
{
  return new_object (type);
}

void *__goro_make (const struct goro_type *type, int64_t n)
{
  uint32_t class = __atomic_load_n (&type->class, __ATOMIC_RELAXED);
  size_t bytes;
  if (!goro__on_g () || class == 0 || n <= 0 || type->align > 16 || __builtin_mul_overflow (type->size, (size_t) n, &bytes)
      || bytes - 1 >= GORO_SMALL_MAX)
    return (void *) goro__call_sys (make_sys, (uintptr_t) type, (uintptr_t) n, 0);
  /* A size that is a multiple of 16 has a class whose size is one.  */
  class = goro__class_known (goro__classes[class].shape, goro__size_index (bytes));
  uintptr_t p;
  return from_run (run_of (class), &p) ? (void *) p : more (class, make_sys, (uintptr_t) type, (uintptr_t) n);
}

void *goro_alloc (size_t size, int pointers)
{
  if (!goro__on_g () || size - 1 >= GORO_SMALL_MAX)
    return (void *) goro__call_sys (alloc_sys, size, (uintptr_t) pointers, 0);
  size_t round = size >= 16 ? (size + 15) & ~(size_t) 15 : size;
  uint32_t class = (pointers ? GORO_CLASS_DENSE : GORO_CLASS_PLAIN) + goro__size_index (round);
  uintptr_t p;
  return from_run (run_of (class), &p) ? (void *) p : more (class, alloc_sys, size, (uintptr_t) pointers);
}

void *__goro_new_flexible (const struct goro_type *type, size_t offset, const struct goro_type *element, int64_t n)
{
  size_t bytes;
  if (n < 0 || __builtin_mul_overflow (element->size, (size_t) n, &bytes)
      || __builtin_add_overflow (bytes, offset, &bytes) || bytes > max_bytes)
    return (void *) goro__call_sys (out_of_range_sys, 0, 0, 0);
  if (bytes < type->size)
    bytes = type->size;
  return (void *) goro__call_sys (flexible_sys, (uintptr_t) type, (uintptr_t) element,
                                  bytes | (offset < OFFSET_MAX ? offset : OFFSET_MAX) << SIZE_BITS);
}

const struct goro_type *__goro_any_type (void *room, size_t size, size_t align)
{
  struct goro_type *type = room;
  /* Acquire: pairs with the release below.  Two threads may fill it in at once, with the same.  */
  if (__atomic_load_n (&type->align, __ATOMIC_ACQUIRE) == 0) {
    type->size = size;
    type->words = size / 8;
    for (size_t i = 0; i < (size / 8 + 63) / 64; i++)
      type->bits[i] = size / 8 - i * 64 >= 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << (size / 8 - i * 64)) - 1;
    __atomic_store_n (&type->align, (uint32_t) align, __ATOMIC_RELEASE);
  }
  return type;
}
