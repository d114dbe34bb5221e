/* SPDX-License-Identifier: MIT */
/* Marking: the work on the spans that are queued (gc/queue.h).

   An object is marked by whoever finds it, by an atomic operation on its mark bit.  A span whose objects have no pointers is never
   queued.  Who takes a span claims those objects that are marked and not scanned by an atomic or on the `scanned' bits, so each is
   scanned once, and scans them by the shape that they share.

   Waiting for memory is what marking would spend its time on, so whatever is about to be looked at is fetched ahead:

       claimed object  -> ring of objects, its memory fetched  -> OBJECTS later its words are read
       a word of it    -> ring of words, its span's record fetched
                       -> STEP later the number of the object in the span is known, its mark bits are fetched
                       -> STEP later it is marked

   A list gives the rings nothing to do: what can be marked next is only known when the last one has been read.  So with no more than FEW objects to scan
   and nothing queued what they lead to is followed at once, without queue and rings, until it branches out (chase).

   A large object is scanned in pieces: span->cursor says how much has been taken.  The span goes back to the queue before a piece is
   scanned, so that others can take the next one.

   Memory is read while the program writes it.  A word is read once; it is an old pointer or a new one, and both are
   shaded by the barrier of whoever writes.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/cycle.h"
#include "gc/queue.h"
#include "gc/scan.h"
#include "heap/span.h"
#include "gc/stress.h"
#include "os/os.h"
#include "sched/state.h"

#pragma GCC optimize ("O2")

enum { PIECE = 128 * 1024, WORDS = 32, STEP = 16, OBJECTS = 32, FEW = 8, SHORT = 4096 };

static inline void enqueue (struct goro_gc_worker *w, struct goro_span *s)
{
  /* A load first: the exchange is dear, and most often it is queued already.  */
  if (atomic_load_explicit (&s->queued, memory_order_relaxed) != 0 || atomic_exchange (&s->queued, 1) != 0)
    return;
  goro__gc_loop_point ();
  if (w == NULL) {
    s->queue_link = NULL;
    goro__gc_push (s, s);
    return;
  }
  goro__gc_add (w, s);
}

static inline __attribute__ ((always_inline)) void mark (struct goro_gc_worker *w, struct goro_span *s, uint32_t i)
{
  struct goro_span_bits *bits = &s->bits[i / 64];
  uint64_t bit = (uint64_t) 1 << (i % 64);
  /* Relaxed: a hint for the operation below.  */
  uint64_t old = atomic_load_explicit (&bits->mark, memory_order_relaxed);
  if (__builtin_expect ((old & bit) == 0, true))
    old = atomic_fetch_or (&bits->mark, bit);
  if (old & bit) {
    /* An object that was born black and whose contents nobody has seen: gc.h says why.  Those born in MARK count as scanned.  Relaxed, the
       first: who finds the span queued after all has lost nothing by the second.  */
    if (__builtin_expect ((atomic_load_explicit (&bits->scanned, memory_order_relaxed) & bit) != 0
                          || atomic_load_explicit (&s->queued, memory_order_relaxed) != 0, true)
        || s->shape->words == 0)
      return;
    enqueue (w, s);
    return;
  }
  if (w != NULL)
    w->marked += s->size;
  else
    atomic_fetch_add_explicit (&goro__gc_marker.marked, s->size, memory_order_relaxed); /* a sum */
  if (s->shape->words != 0)
    enqueue (w, s);
}

void goro__gc_mark_object (struct goro_gc_worker *w, struct goro_span *s, uint32_t i)
{
  mark (w, s, i);
}

void goro__gc_shade (uintptr_t word)
{
  struct goro_span *s;
  uint32_t i;
  if (__builtin_expect (goro__debug_gccheckmark, false) && goro__gc_checking (word))
    return;
  if (goro__heap_find (word, &s, &i))
    mark (NULL, s, i);
}

void goro__gc_shade_range (const void *p, size_t bytes)
{
  bool counts = goro__getp () == NULL;
  if (counts) {
    /* Seq_cst, and the phase is read after: either the collector waits for us, or we see that marking is over.  */
    atomic_fetch_add (&goro__gc_marker.active, 1);
    if (atomic_load (&__goro_marking) == 0)
      bytes = 0;
    goro__gc_point ();
  }
  uintptr_t lo = ((uintptr_t) p + 7) & ~(uintptr_t) 7, hi = (uintptr_t) p + bytes;
  for (; lo + 8 <= hi; lo += 8) {
    uintptr_t word = *(const volatile uintptr_t *) lo;
    if (word - goro__heap_start < goro__heap_bytes)
      goro__gc_shade (word);
  }
  if (counts)
    atomic_fetch_sub (&goro__gc_marker.active, 1);
}

/* --- Scanning objects -------------------------------------------------------------------------- */

/* A ring's place is used when what stood there has been done; span NULL, map 0: nothing does.  */
struct ahead {
  struct goro_gc_worker *w;
  uintptr_t heap_start, heap_bytes; /* copies, which are nearer */
  _Atomic (struct goro_span *) *pages;
  uint32_t word_at, object_at;
  uint32_t number[WORDS];
  uintptr_t word[WORDS];
  struct goro_span *word_span[WORDS];
  uintptr_t object[OBJECTS];
  uint64_t map[OBJECTS];    /* its words that may hold pointers */
};

static inline __attribute__ ((always_inline)) void number (struct ahead *a, uint32_t at)
{
  struct goro_span *s = a->word_span[at];
  if (s == NULL)
    return;
  uint32_t i = goro__span_index (s, a->word[at]);
  if (__builtin_expect (i >= s->count, false)) {
    a->word_span[at] = NULL;
    return;
  }
  a->number[at] = i;
  __builtin_prefetch (&s->bits[i / 64], 1);
}

static inline __attribute__ ((always_inline)) void settle (struct ahead *a, uint32_t at)
{
  struct goro_span *s = a->word_span[at];
  if (s != NULL)
    mark (a->w, s, a->number[at]);
}

/* goro__heap_span, by the copies: lists are marked 5 % faster.  */
static inline __attribute__ ((always_inline)) struct goro_span *span_at (const struct ahead *a, uintptr_t word)
{
  uintptr_t offset = word - a->heap_start;
  if (offset >= a->heap_bytes)
    return NULL;
  /* Acquire: whoever finds the span sees it made.  */
  return atomic_load_explicit (&a->pages[offset >> GORO_PAGE_SHIFT], memory_order_acquire);
}

/* A word of an object.  */
static inline __attribute__ ((always_inline)) void found (struct ahead *a, uintptr_t word)
{
  struct goro_span *s = span_at (a, word);
  if (__builtin_expect (s == NULL, false))
    return;
  __builtin_prefetch (s);
  uint32_t at = a->word_at;
  settle (a, at);
  a->word[at] = word;
  a->word_span[at] = s;
  number (a, (at + WORDS - STEP) % WORDS);
  a->word_at = (at + 1) % WORDS;
}

static inline uintptr_t load (uintptr_t at)
{
  return *(const volatile uintptr_t *) at;
}

/* The words of [at, end), which begins at a multiple of the shape's period.  */
static inline __attribute__ ((always_inline)) void scan (struct ahead *a, const struct goro_shape *shape, uintptr_t at,
                                                         uintptr_t end)
{
  if (shape->dense) {
    for (; at + 8 <= end; at += 8)
      found (a, load (at));
    return;
  }
  uintptr_t period = 8 * (uintptr_t) shape->period;
  for (; at < end; at += period)
    for (uint32_t i = 0; i < shape->words; i += 64)
      for (uint64_t bits = shape->bits[i / 64]; bits != 0; bits &= bits - 1) {
        uintptr_t place = at + 8 * (uintptr_t) (i + (uint32_t) __builtin_ctzll (bits));
        if (place + 8 > end)
          break;
        found (a, load (place));
      }
}

static uint64_t scan_large (struct ahead *a, struct goro_span *s)
{
  /* What is not marked was queued for an earlier cycle's sake or not at all.  */
  if ((atomic_load (&s->bits[0].mark) & 1) == 0)
    return 0;
  if ((atomic_load (&s->bits[0].scanned) & 1) == 0) {
    /* Who sees the bit sees the cursor.  Two at once may both begin at 0: then a piece is scanned twice.  */
    atomic_store (&s->cursor, 0);
    atomic_fetch_or (&s->bits[0].scanned, 1);
  }
  uint64_t step = s->shape->dense ? 8 : 8 * (uint64_t) s->shape->period;
  uint64_t piece = step < PIECE ? PIECE / step * step : step;
  uint64_t from = atomic_fetch_add (&s->cursor, piece);
  if (from >= s->size)
    return 0;
  uint64_t to = s->size - from > piece ? from + piece : s->size;
  if (to < s->size)
    enqueue (a->w, s);
  scan (a, s->shape, s->start + from, s->start + to);
  return to - from;
}

/* The object in that place of the ring.  */
static inline __attribute__ ((always_inline)) void scan_object (struct ahead *a, uint32_t at)
{
  uintptr_t object = a->object[at];
  for (uint64_t map = a->map[at]; map != 0; map &= map - 1)
    found (a, load (object + 8 * (uintptr_t) (uint32_t) __builtin_ctzll (map)));
}

/* The words of an object of size bytes that may hold pointers, in one word of bits; 0: that is not enough.  */
static uint64_t map_of (const struct goro_shape *shape, uint64_t size)
{
  uint64_t words = size / 8, map = 0;
  if (words > 64)
    return 0;
  uint64_t all = words == 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << words) - 1;
  if (shape->dense)
    return all;
  if (shape->words != 0)
    for (uint64_t i = 0; i < words; i += shape->period)
      map |= shape->bits[0] << i;
  return map & all;
}

/* Claims what is marked and not scanned.  */
static inline uint64_t scan_span (struct ahead *a, struct goro_span *s)
{
  /* Seq_cst: queue.h.  */
  atomic_exchange (&s->queued, 0);
  goro__gc_loop_point ();
  if (s->class == 0)
    return scan_large (a, s);
  uint32_t words = (s->count + 63) / 64, objects = 0;
  uintptr_t size = s->size, more = size <= 128 ? size - 1 : 127;
  uint64_t map = map_of (s->shape, size);
  for (uint32_t i = 0; i < words; i++) {
    uint64_t todo = atomic_load (&s->bits[i].mark) & ~atomic_load (&s->bits[i].scanned);
    if (todo == 0)
      continue;
    todo &= ~atomic_fetch_or (&s->bits[i].scanned, todo);
    objects += goro__bit_count (todo);
    uintptr_t base = s->start + (uintptr_t) i * 64 * size;
    for (; todo != 0; todo &= todo - 1) {
      uintptr_t object = base + (uintptr_t) __builtin_ctzll (todo) * size;
      __builtin_prefetch ((const void *) object);
      __builtin_prefetch ((const void *) (object + more));
      if (__builtin_expect (map == 0, false)) {
        scan (a, s->shape, object, object + size);
        continue;
      }
      uint32_t at = a->object_at;
      scan_object (a, at);
      a->object[at] = object;
      a->map[at] = map;
      a->object_at = (at + 1) % OBJECTS;
    }
  }
  return objects * size;
}

/* Scans and settles what waits; then w's queue says all.  */
static __attribute__ ((noinline)) void settle_all (struct ahead *a)
{
  for (uint32_t i = 0; i < OBJECTS; i++) {
    scan_object (a, (a->object_at + i) % OBJECTS);
    a->map[(a->object_at + i) % OBJECTS] = 0;
  }
  for (uint32_t i = 0; i < WORDS; i++) {
    uint32_t at = (a->word_at + i) % WORDS;
    if (i >= WORDS - STEP)
      number (a, at);
    settle (a, at);
    a->word_span[at] = NULL;
  }
}

/* Marks what the word points to.  True: it has not been marked before, and is the caller's to scan.  */
static inline __attribute__ ((always_inline)) bool claim (struct ahead *a, uintptr_t word, uintptr_t *object, uint64_t *map,
                                                          struct goro_span **last, uint64_t *last_map)
{
  struct goro_span *s = span_at (a, word);
  if (s == NULL)
    return false;
  uint32_t i = goro__span_index (s, word);
  if (i >= s->count)
    return false;
  if (s != *last) {
    *last = s;
    *last_map = s->class == 0 ? 0 : map_of (s->shape, s->size);
  }
  struct goro_span_bits *bits = &s->bits[i / 64];
  uint64_t bit = (uint64_t) 1 << (i % 64);
  /* Relaxed: a hint; mark and the operation below ask again.  */
  if (*last_map == 0 || (atomic_load_explicit (&bits->mark, memory_order_relaxed) & bit) != 0) {
    mark (a->w, s, i);
    return false;
  }
  if ((atomic_fetch_or (&bits->mark, bit) & bit) != 0)
    return false;
  a->w->marked += s->size;
  /* From here on whoever takes the span may claim it too.  */
  if ((atomic_fetch_or (&bits->scanned, bit) & bit) != 0)
    return false;
  *object = s->start + (uintptr_t) i * s->size;
  *map = *last_map;
  return true;
}

/* The last count objects of the ring, all that there is to do, and what they lead to.  Answers the bytes scanned besides.  */
static __attribute__ ((noinline)) uint64_t chase (struct ahead *a, uint32_t count, uint64_t budget)
{
  struct goro_span *last = NULL;
  uint64_t last_map = 0, done = 0, map[FEW + 64];
  uintptr_t object[FEW + 64];
  uint32_t n = 0;
  for (; n < count; n++) {
    uint32_t at = (a->object_at + OBJECTS - 1 - n) % OBJECTS;
    object[n] = a->object[at];
    map[n] = a->map[at];
    a->map[at] = 0;
  }
  while (n > 0 && n <= FEW && done < budget) {
    uintptr_t from = object[--n];
    for (uint64_t words = map[n]; words != 0; words &= words - 1)
      if (claim (a, load (from + 8 * (uintptr_t) (uint32_t) __builtin_ctzll (words)), &object[n], &map[n], &last, &last_map)) {
        done += last->size;
        n++;
      }
  }
  while (n > 0) {
    uint32_t at = a->object_at;
    scan_object (a, at);
    __builtin_prefetch ((const void *) object[--n]);
    a->object[at] = object[n];
    a->map[at] = map[n];
    a->object_at = (at + 1) % OBJECTS;
  }
  return done;
}

uint64_t goro__gc_mark (struct goro_gc_worker *w, uint64_t budget)
{
  struct ahead a = { .w = w, .heap_start = goro__heap_start, .heap_bytes = goro__heap_bytes, .pages = goro__heap_pages };
  uint64_t done = 0;
  while (done < budget) {
    struct goro_span *s = goro__gc_take (w);
    bool dry = s == NULL;
    if (dry) {
      settle_all (&a);
      s = goro__gc_take (w);
      if (s == NULL)
        break;
    }
    uint64_t bytes = scan_span (&a, s);
    /* What is counted is work, so an empty span counts too.  */
    done += bytes + 64;
    if (dry && w->out == NULL && w->in == NULL && w->first == NULL && s->class != 0 && bytes <= FEW * s->size)
      done += chase (&a, (uint32_t) (bytes / s->size), w->until != 0 ? SHORT : budget);
    /* Relaxed: hints.  */
    if (__builtin_expect (atomic_load_explicit (&goro__gc_marker.hungry, memory_order_relaxed) != 0, false)
        && (w->first != NULL || w->in_count >= 4)
        && atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed) == NULL)
      goro__gc_give (w);
    if (w->until != 0 && goro__nanotime () >= w->until)
      break;
  }
  settle_all (&a);
  w->scanned += done;
  return done;
}

/* --- Many words from elsewhere ------------------------------------------------------------------- */

void goro__gc_shade_words (const uintptr_t *start, const uintptr_t *end)
{
  enum { BLOCK = 16 };
  struct goro_gc_worker w = { 0 };
  struct goro_span *span[BLOCK];
  uintptr_t word[BLOCK];
  uint32_t number[BLOCK];
  if (__builtin_expect (goro__debug_gccheckmark, false)) {
    for (; start < end; start++)
      goro__gc_shade (*start);
    return;
  }
  while (start < end) {
    uint32_t n = 0;
    for (; start < end && n < BLOCK; start++) {
      struct goro_span *s = goro__heap_span (*start);
      if (s == NULL)
        continue;
      __builtin_prefetch (s);
      span[n] = s;
      word[n++] = *start;
    }
    for (uint32_t i = 0; i < n; i++) {
      number[i] = goro__span_index (span[i], word[i]);
      __builtin_prefetch (&span[i]->bits[number[i] / 64], 1);
    }
    for (uint32_t i = 0; i < n; i++)
      if (number[i] < span[i]->count)
        mark (&w, span[i], number[i]);
  }
  goro__gc_give (&w);
  /* Relaxed: a sum.  */
  if (w.marked != 0)
    atomic_fetch_add_explicit (&goro__gc_marker.marked, w.marked, memory_order_relaxed);
}
