/* SPDX-License-Identifier: MIT */
/* The lists of specials (special.h).

   The collector finds the spans that have specials in a list of their descriptors, which stay descriptors for ever: the first special puts a span
   there (span->special_listed, the span's lock), only the collector's thread takes it out again.

   The specials themselves are taken from memory that is never given back, and used again.

   General registers only: sweeping is reached from stack checks.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/special.h"
#include "gc/scan.h"
#include "heap/span.h"

#pragma GCC optimize ("O2")

enum { LOCKS = 64, BATCH = 64 };

static struct {
  _Alignas (64) struct goro_lock lock;
} locks[LOCKS];

static struct goro_lock list_lock, unused_lock;
static struct goro_span *listed;       /* list_lock */
static struct goro_special *unused;    /* unused_lock */

struct goro_lock *goro__special_lock (const struct goro_span *s)
{
  /* A descriptor has 64 bytes or a multiple; neighbours get different locks.  */
  return &locks[((uintptr_t) s >> 6) * 0x9e3779b97f4a7c15 >> 58].lock;
}

void goro__special_lock_span (const struct goro_span *s)
{
  goro__lock (goro__special_lock (s), GORO_RANK_SPECIAL);
}

void goro__special_unlock_span (const struct goro_span *s)
{
  goro__unlock (goro__special_lock (s));
}

struct goro_special *goro__special_new (enum goro_special_kind kind, uintptr_t address)
{
  goro__lock (&unused_lock, GORO_RANK_SPECIAL_LIST);
  if (unused == NULL) {
    struct goro_special *batch = goro__heap_meta (BATCH * sizeof *batch);
    for (int i = 0; i < BATCH; i++) {
      batch[i].link = unused;
      unused = &batch[i];
    }
  }
  struct goro_special *sp = unused;
  unused = sp->link;
  goro__unlock (&unused_lock);
  *sp = (struct goro_special) { .kind = (uint8_t) kind, .address = address };
  return sp;
}

void goro__special_free (struct goro_special *sp)
{
  goro__lock (&unused_lock, GORO_RANK_SPECIAL_LIST);
  sp->link = unused;
  unused = sp;
  goro__unlock (&unused_lock);
}

static inline struct goro_special *first (const struct goro_span *s)
{
  /* Relaxed: under the lock.  */
  return atomic_load_explicit (&s->specials, memory_order_relaxed);
}

/* --- For the collector ---------------------------------------------------------------------------- */

/* What the object points to, as its type says.  Precise: a number must not keep an object with a finalizer alive for ever.  */
static void shade_fields (const struct goro_span *s, uint32_t index)
{
  const struct goro_shape *shape = s->shape;
  if (shape->words == 0)
    return;
  uintptr_t start = s->start + (uintptr_t) index * s->size;
  uint64_t words = s->size / 8, period = shape->dense ? 1 : shape->period;
  for (uint64_t at = 0; at < words; at += period)
    for (uint64_t i = 0; i < period && at + i < words; i++) {
      if (!shape->dense && (i >= shape->words || (shape->bits[i / 64] >> (i % 64) & 1) == 0))
        continue;
      uintptr_t word = *(const volatile uintptr_t *) (start + 8 * (at + i));
      if (word - goro__heap_start < goro__heap_bytes)
        goro__gc_shade (word);
    }
}

static void shade_special (const struct goro_span *s, const struct goro_special *sp)
{
  switch (sp->kind) {
  case GORO_SPECIAL_FINALIZER:
    shade_fields (s, goro__span_index (s, sp->address));
    break;
  case GORO_SPECIAL_CLEANUP:
    goro__gc_shade ((uintptr_t) sp->arg);
    break;
  default:
    goro__gc_shade ((uintptr_t) sp->handle);
    break;
  }
}

void goro__gc_scan_specials (void)
{
  goro__lock (&list_lock, GORO_RANK_SPECIAL_LIST);
  struct goro_span *s = listed, *kept = NULL, **end = &kept;
  listed = NULL;
  goro__unlock (&list_lock);
  while (s != NULL) {
    struct goro_span *next = s->special_list;
    goro__special_lock_span (s);
    if (first (s) == NULL)
      s->special_listed = false;
    else {
      for (const struct goro_special *sp = first (s); sp != NULL; sp = sp->link)
        shade_special (s, sp);
      *end = s;
      end = &s->special_list;
    }
    goro__special_unlock_span (s);
    s = next;
  }
  goro__lock (&list_lock, GORO_RANK_SPECIAL_LIST);
  *end = listed;
  listed = kept;
  goro__unlock (&list_lock);
}

/* --- The list of a span ------------------------------------------------------------------------------ */

struct goro_special *goro__special_find (const struct goro_span *s, enum goro_special_kind kind, uintptr_t address)
{
  for (struct goro_special *sp = first (s); sp != NULL && sp->address <= address; sp = sp->link)
    if (sp->address == address && sp->kind == kind)
      return sp;
  return NULL;
}

void goro__special_add (struct goro_span *s, struct goro_special *sp)
{
  /* Objects get their specials in the order in which they are allocated, most often, which is that of their addresses.  */
  struct goro_special *before = s->special_hint, *next;
  if (before == NULL || before->address > sp->address)
    before = NULL;
  while ((next = before != NULL ? before->link : first (s)) != NULL && next->address <= sp->address)
    before = next;
  sp->link = next;
  if (before != NULL)
    before->link = sp;
  else
    /* Release: sweeping looks without the lock whether there is any.  */
    atomic_store_explicit (&s->specials, sp, memory_order_release);
  s->special_hint = sp;
  if (!s->special_listed) {
    s->special_listed = true;
    goro__lock (&list_lock, GORO_RANK_SPECIAL_LIST);
    s->special_list = listed;
    listed = s;
    goro__unlock (&list_lock);
  }
  /* The roots of this cycle may have been scanned.  After it is in the list: who does not see marking begin is found there.  */
  if (atomic_load (&__goro_marking) != 0)
    shade_special (s, sp);
}

void goro__special_remove (struct goro_span *s, struct goro_special *sp)
{
  struct goro_special *before = NULL, *at = first (s);
  while (at != sp) {
    before = at;
    at = at->link;
  }
  if (before != NULL)
    before->link = sp->link;
  else
    atomic_store_explicit (&s->specials, sp->link, memory_order_relaxed); /* under the lock */
  s->special_hint = before;
}

/* --- Sweeping --------------------------------------------------------------------------------------- */

static bool has_finalizer (const struct goro_span *s, const struct goro_special *sp, uint32_t index)
{
  for (; sp != NULL && goro__span_index (s, sp->address) == index; sp = sp->link)
    if (sp->kind == GORO_SPECIAL_FINALIZER)
      return true;
  return false;
}

/* The specials of what is not marked: they are called, or cleared.  An object with a finalizer lives on, marked, until that has run; its
   cleanups wait until it has really gone, its weak pointers are cleared now.  */
void goro__special_sweep (struct goro_span *s)
{
  struct goro_special *before = NULL, *sp = first (s), *calls = NULL, **end = &calls;
  uint32_t index = UINT32_MAX;
  bool dead = false, revived = false;
  while (sp != NULL) {
    struct goro_special *next = sp->link;
    uint32_t i = goro__span_index (s, sp->address);
    if (i != index) {
      index = i;
      dead = !goro__span_marked (s, i);
      revived = dead && has_finalizer (s, sp, i);
      if (revived)
        /* Relaxed: marking is over.  */
        atomic_fetch_or_explicit (&s->bits[i / 64].mark, (uint64_t) 1 << (i % 64), memory_order_relaxed);
    }
    if (!dead || (revived && sp->kind == GORO_SPECIAL_CLEANUP)) {
      before = sp;
      sp = next;
      continue;
    }
    if (before != NULL)
      before->link = next;
    else
      atomic_store_explicit (&s->specials, next, memory_order_relaxed); /* under the lock */
    s->special_hint = NULL;
    if (sp->kind == GORO_SPECIAL_WEAK) {
      /* Under the lock; who looks at it without is told so again.  */
      atomic_store_explicit (sp->handle, 0, memory_order_relaxed);
      goro__special_free (sp);
    } else {
      if (sp->kind == GORO_SPECIAL_FINALIZER)
        sp->arg = (void *) sp->address;
      sp->link = NULL;
      *end = sp;
      end = &sp->link;
    }
    sp = next;
  }
  if (calls != NULL)
    goro__finalizer_queue (calls);
}

/* --- fork ---------------------------------------------------------------------------------------------- */

void goro__special_fork_lock (void)
{
  for (int i = 0; i < LOCKS; i++)
    goro__lock (&locks[i].lock, GORO_RANK_SPECIAL);
  goro__lock (&list_lock, GORO_RANK_SPECIAL_LIST);
  goro__lock (&unused_lock, GORO_RANK_SPECIAL_LIST);
  goro__finalizer_fork (true);
}

void goro__special_fork_unlock (void)
{
  goro__finalizer_fork (false);
  goro__unlock (&unused_lock);
  goro__unlock (&list_lock);
  for (int i = LOCKS; i-- > 0; )
    goro__unlock (&locks[i].lock);
}
