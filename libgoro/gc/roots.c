/* SPDX-License-Identifier: MIT */
/* Roots besides stacks: static and thread-local variables of compiled code, ranges that the program has named, and what
   the runtime keeps for it.

   The records of a module (abi/types.h) say which words of its variables may hold pointers.  Of a module whose
   plugin made no records all writable memory is scanned, word by word.

   Variables are read while the program writes them: each word is read once, and the barrier takes care of what
   is stored meanwhile.

   Locks: modules_lock keeps modules from going away while their memory is read; sched.lock keeps a thread and
   its thread-local variables; ranges_lock guards the list of ranges; timer_lock a P's timers.  */
#define _GNU_SOURCE
#include <link.h>

#include "gc/gc.h"
#include "gc/scan.h"
#include "goro.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/maps.h"
#include "stack/stack.h"
#include "time/timer.h"

static inline void shade (const uintptr_t *word)
{
  uintptr_t value = *(const volatile uintptr_t *) word;
  if (value - goro__heap_start < goro__heap_bytes)
    goro__gc_shade (value);
}

/* Channels are objects of the heap wherever there is a collector (chan.c refers to these weakly).
   escapeverify is to be there, too.  */
static const void *const wanted[] __attribute__ ((used)) = { goro__escape_moved, goro__heap_alloc_sys, goro__heap_alloc_plain_sys };

/* Bytes of variables that are looked into; the collector's thread's.  */
static uint64_t global_bytes;

uint64_t goro__gc_global_bytes (void)
{
  return global_bytes;
}

/* --- Variables with records -------------------------------------------------------------------- */

static void scan_record (uintptr_t address, const struct goro_root *root)
{
  const struct goro_type *type = root->type;
  if (type->words == 0)
    return;
  global_bytes += type->size * root->count;
  for (uint64_t n = 0; n < root->count; n++, address += type->size)
    for (uint64_t i = 0; i < type->words; i += 64)
      for (uint64_t bits = type->bits[i / 64]; bits != 0; bits &= bits - 1)
        shade ((const uintptr_t *) address + i + (unsigned) __builtin_ctzll (bits));
}

/* The thread-local variables of every thread that we know, in one module.  */
static void scan_thread_locals (const struct goro_module_roots *roots)
{
  if (roots->tls == roots->tls_end)
    return;
  uintptr_t base = (uintptr_t) roots->tls_base ();
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  for (struct goro_m *mp = goro__sched.all_m; mp != NULL; mp = mp->all_link) {
    uintptr_t *guard = *(uintptr_t *volatile *) &mp->tcb_guard;
    if (guard == NULL)
      continue; /* not begun, or ended */
    uintptr_t thread_pointer = (uintptr_t) guard - GORO_TCB_GUARD;
    for (const struct goro_root *root = roots->tls; root < roots->tls_end; root++)
      scan_record (thread_pointer + base + (uintptr_t) root->address, root);
  }
  goro__unlock (&goro__sched.lock);
}

/* --- Modules without --------------------------------------------------------------------------- */

static void scan_block (uintptr_t lo, uintptr_t hi)
{
  for (const uintptr_t *word = (const uintptr_t *) ((lo + 7) & ~(uintptr_t) 7); (uintptr_t) (word + 1) <= hi; word++)
    shade (word);
}

/* All that is writable in the module that has its maps at `arg', but for what relocation alone writes.  */
static int scan_segments (struct dl_phdr_info *info, size_t size, void *arg)
{
  uintptr_t inside = (uintptr_t) arg, relro = 0, relro_end = 0;
  bool found = false;
  (void) size;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + p->p_vaddr;
    if (p->p_type == PT_LOAD && inside - start < p->p_memsz)
      found = true;
    if (p->p_type == PT_GNU_RELRO) {
      relro = start;
      relro_end = start + p->p_memsz;
    }
  }
  if (!found)
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + p->p_vaddr, end = start + p->p_memsz;
    if (p->p_type != PT_LOAD || (p->p_flags & PF_W) == 0)
      continue;
    if (relro >= start && relro < end) {
      scan_block (start, relro);
      start = relro_end < end ? relro_end : end;
    }
    scan_block (start, end);
    global_bytes += end - start;
  }
  return 1;
}

static void scan_module (const struct goro_module *mod)
{
  const struct goro_module_roots *roots = mod->roots;
  if (!roots->complete)
    dl_iterate_phdr (scan_segments, (void *) mod->pc_start);
  for (const struct goro_root *root = roots->roots; root < roots->roots_end; root++)
    scan_record ((uintptr_t) root->address, root);
  scan_thread_locals (roots);
}

void goro__gc_module_gone (const struct goro_module *mod)
{
  if (goro__gc_marking ())
    scan_module (mod);
}

static void scan_modules (void)
{
  enum { MAX = 512 };
  static const struct goro_module *found[MAX]; /* modules_lock */
  size_t count;
  goro__modules_hold ();
  count = goro__modules_list (found, MAX);
  if (count == MAX)
    goro__fatal ("more than 511 modules with root variables");
  for (size_t i = 0; i < count; i++)
    scan_module (found[i]);
  goro__modules_release ();
}

/* --- Ranges that the program names -------------------------------------------------------------- */

struct range {
  uintptr_t start, end;
};

static struct goro_lock ranges_lock;
static struct range *ranges;
static size_t range_count, range_room;

/* Around a fork: the list is in order in the child.  */
void goro__gc_roots_fork_lock (void)
{
  goro__lock (&ranges_lock, GORO_RANK_ROOTS);
}

void goro__gc_roots_fork_unlock (void)
{
  goro__unlock (&ranges_lock);
}

/* Shaded at once: the roots of this cycle may have been scanned.  */
void goro__gc_add_range (uintptr_t start, size_t size)
{
  goro__lock (&ranges_lock, GORO_RANK_ROOTS);
  if (range_count == range_room) {
    size_t room = range_room != 0 ? 2 * range_room : 256;
    struct range *more = goro__os_map (room * sizeof *more);
    if (more == NULL)
      goro__fatal ("out of memory");
    for (size_t i = 0; i < range_count; i++)
      more[i] = ranges[i];
    if (ranges != NULL)
      goro__os_unmap (ranges, range_room * sizeof *ranges);
    ranges = more;
    range_room = room;
  }
  ranges[range_count++] = (struct range) { start, start + size };
  goro__unlock (&ranges_lock);
  goro__gc_shade_moved ((const void *) start, size);
}

/* The last one that was added with that start.  Shaded: what it held may be nowhere else but on a stack that has been
   scanned.  */
void goro__gc_remove_range (uintptr_t start)
{
  goro__lock (&ranges_lock, GORO_RANK_ROOTS);
  for (size_t i = range_count; i-- > 0; )
    if (ranges[i].start == start) {
      goro__gc_shade_moved ((const void *) start, ranges[i].end - start);
      ranges[i] = ranges[--range_count];
      break;
    }
  goro__unlock (&ranges_lock);
}

static uintptr_t add_root_sys (struct goro_g *gp, uintptr_t start, uintptr_t size, uintptr_t unused)
{
  (void) gp, (void) unused;
  goro__gc_add_range (start, size);
  return 0;
}

GORO_PUBLIC void goro_add_root (void *p, size_t size)
{
  goro__call_sys (add_root_sys, (uintptr_t) p, size, 0);
}

static uintptr_t remove_root_sys (struct goro_g *gp, uintptr_t start, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__gc_remove_range (start);
  return 0;
}

GORO_PUBLIC void goro_remove_root (void *p)
{
  goro__call_sys (remove_root_sys, (uintptr_t) p, 0, 0);
}

static void scan_ranges (void)
{
  goro__lock (&ranges_lock, GORO_RANK_ROOTS);
  for (size_t i = 0; i < range_count; i++)
    scan_block (ranges[i].start, ranges[i].end);
  goro__unlock (&ranges_lock);
}

/* --- What the runtime keeps ---------------------------------------------------------------------- */

/* A timer with a function; sleeping goroutines are found as goroutines.  */
static void scan_timers (void)
{
  uint32_t count = atomic_load (&goro__sched.p_count);
  for (uint32_t i = 0; i < count; i++) {
    struct goro_p *pp = atomic_load (&goro__sched.ps[i]);
    goro__lock (&pp->timer_lock, GORO_RANK_TIMER);
    for (uint32_t k = 0; k < pp->timer_count; k++) {
      uintptr_t what = pp->timers[k].what;
      if ((what & 1) != 0)
        continue;
      goro__gc_shade (what);
      goro__gc_shade ((uintptr_t) ((struct goro_timer *) what)->arg);
    }
    goro__unlock (&pp->timer_lock);
  }
}

void goro__gc_scan_roots (void)
{
  global_bytes = 0;
  scan_modules ();
  scan_ranges ();
  scan_timers ();
  goro__gc_scan_specials ();
  goro__gc_scan_finalizers ();
}
