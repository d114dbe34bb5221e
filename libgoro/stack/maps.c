/* SPDX-License-Identifier: MIT */
/* The pointer maps of all modules.

   Each program or shared library that the plugin compiled has a constructor that
   announces its sections here.  The sites of all of them are put into one
   hash table, keyed by return address, when the first stack moves: programs
   that never grow a stack pay nothing at start.

       entry    pc, and `what': at first the number of its place and of the site in it, doubled plus one;
                once it was met, a pointer to its struct goro_map
       place    where in goro_pc the function, or the check, stands

   The table is complete when published; only a `what' changes, once, from number to pointer.  Announcing or removing a
   module marks the table stale, and the next search makes a new one.  Old tables stay, and so do maps (a
   reader may still be in one): a few pages for each dlopen.  modules_lock keeps modules from going
   away, for whoever reads their memory for long.  registry_lock protects the list of modules,
   the making of tables, the memory of maps and each change of a `what'.  */

#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* each site once; counts in every static program */
#include <stdatomic.h>

#include "goro.h"
#include "os/lock.h"
#include "os/os.h"
#include "sched/sched.h"
#include "stack/maps.h"
#include "stack/stack.h"

struct goro_map_place {
  const uint8_t *at, *table;
};

struct entry {
  uintptr_t pc;
  _Atomic uint64_t what;
};

struct table {
  size_t mask;
  uint32_t generation;
  size_t nplaces;
  struct goro_map_place *places;
  struct entry entries[];
};

enum { SITE_BITS = 28, IS_CHECK = (1 << SITE_BITS) - 1 };

static struct goro_lock modules_lock, registry_lock;
static struct goro_module *modules;
static _Atomic uint32_t generation = 1;
static _Atomic (struct table *) current;

/* What the plugin made has no ends worth checking.  */
static const uint8_t *const no_end = (const uint8_t *) UINTPTR_MAX;

static size_t hash (uintptr_t pc)
{
  return (pc * UINT64_C (0x9e3779b97f4a7c15)) >> 32;
}

struct count {
  size_t sites, places;
};

static void count_run (struct goro_run *run, const uint8_t *table, struct count *count)
{
  struct goro_check check;
  struct goro_function function;
  count->places += run->nchecks + run->nfunctions;
  count->sites += run->nchecks;
  while (goro_run_check (run, table, no_end, &check))
    ;
  while (goro_run_function (run, table, no_end, &function))
    count->sites += function.nsites;
}

static void insert (struct table *t, uintptr_t pc, uint32_t site)
{
  size_t h = hash (pc) & t->mask;
  while (t->entries[h].pc != 0)
    h = (h + 1) & t->mask;
  t->entries[h].pc = pc;
  /* Relaxed: published with the table.  */
  atomic_store_explicit (&t->entries[h].what, ((uint64_t) t->nplaces << SITE_BITS | site) << 1 | 1,
                         memory_order_relaxed);
}

static void insert_run (struct goro_run *run, uintptr_t base, const uint8_t *table, struct table *t)
{
  struct goro_check check;
  struct goro_function function;
  const uint8_t *at = run->in.at;
  for (; goro_run_check (run, table, no_end, &check); at = run->in.at) {
    t->places[t->nplaces] = (struct goro_map_place) { at, table };
    insert (t, base + check.offset, IS_CHECK);
    t->nplaces++;
  }
  for (; goro_run_function (run, table, no_end, &function); at = run->in.at) {
    uint32_t offset;
    t->places[t->nplaces] = (struct goro_map_place) { at, table };
    for (uint32_t i = 0; goro_function_site (run, &function, &offset); i++)
      insert (t, base + offset, i);
    t->nplaces++;
  }
}

/* Counts the runs of all modules, or with t inserts them.  */
static void each_run (struct count *count, struct table *t)
{
  struct goro_run run;
  for (struct goro_module *mod = modules; mod; mod = mod->next)
    for (const uint8_t *at = mod->pc_start; goro_run_open (&run, at, mod->pc_stop); at = run.in.at)
      if (t)
        insert_run (&run, (uintptr_t) goro_relative (at), goro_relative (at + 4), t);
      else
        count_run (&run, goro_relative (at + 4), count);
}

/* Who reports it looks for maps, too; if there are none the report ends there.  */
static _Noreturn void no_memory_locked (void)
{
  goro__unlock (&registry_lock);
  goro__fatal ("out of memory: pointer maps");
}

static struct table *make_table (void)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  /* Relaxed: both are written under the lock.  */
  struct table *t = atomic_load_explicit (&current, memory_order_relaxed);
  uint32_t now = atomic_load_explicit (&generation, memory_order_relaxed);
  if (t == NULL || t->generation != now) {
    struct count count = { 0, 0 };
    size_t size = 64;
    each_run (&count, NULL);
    while (size < 2 * count.sites)
      size *= 2;
    t = goro__os_map (sizeof *t + size * sizeof (struct entry) + count.places * sizeof (struct goro_map_place));
    if (t == NULL)
      no_memory_locked ();
    t->mask = size - 1;
    t->generation = now;
    t->places = (struct goro_map_place *) &t->entries[size];
    each_run (NULL, t);
    /* Release: who sees the table sees its entries.  */
    atomic_store_explicit (&current, t, memory_order_release);
  }
  goro__unlock (&registry_lock);
  return t;
}

static inline struct table *table (void)
{
  /* Acquire pairs with the release above; the generation's order against it does
     not matter, since code of a module runs only after its constructor.  */
  struct table *t = atomic_load_explicit (&current, memory_order_acquire);
  if (__builtin_expect (t == NULL || t->generation != atomic_load_explicit (&generation, memory_order_relaxed), false))
    t = make_table ();
  return t;
}

static inline struct entry *search (struct table *t, uintptr_t pc)
{
  for (size_t h = hash (pc) & t->mask; t->entries[h].pc != 0; h = (h + 1) & t->mask)
    if (t->entries[h].pc == pc)
      return &t->entries[h];
  return NULL;
}

static void look_up (const struct goro_map_place *place, uint32_t site, struct goro_found *found)
{
  found->is_check = site == IS_CHECK;
  if (found->is_check) {
    struct goro_run run = { .in = { place->at, no_end }, .nchecks = 1 };
    goro_run_check (&run, place->table, no_end, &found->check);
    found->vector = goro_table_vector (place->table, no_end, found->check.vector);
    found->rule = (struct goro_rule) { .cfa = 1 };
  } else {
    struct goro_reader in = { place->at, no_end };
    goro_read_function (&in, place->table, no_end, &found->function);
    found->site = site;
    goro_function_rule (&found->function, site, &found->rule);
  }
}

/* Memory for maps, under the lock.  */
static void *map_memory (size_t size)
{
  enum { CHUNK = 1 << 16 };
  static char *chunk;
  static size_t left;
  size = (size + 7) & ~(size_t) 7;
  if (size > left) {
    left = size > CHUNK ? size : CHUNK;
    chunk = goro__os_map (left);
    if (chunk == NULL)
      no_memory_locked ();
  }
  void *result = chunk;
  chunk += size;
  left -= size;
  return result;
}

static bool moves_p (uint32_t class)
{
  return class == GORO_CLASS_POINTER || class == GORO_CLASS_AMBIGUOUS;
}

/* The arguments of a check.  */
static void digest_check (struct goro_map *m, const struct goro_found *found)
{
  m->flags |= GORO_MAP_CHECK;
  m->need = found->check.need;
  m->nargs = found->check.nargs;
  for (int i = 0; i < GORO_CALLER_SAVED; i++) {
    uint32_t class = goro_nibble (found->vector, i);
    m->caller_moved |= moves_p (class) << i;
    m->caller_negated |= (class == GORO_CLASS_NEGATED) << i;
  }
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < m->nargs; i++) {
      uint32_t class = goro_nibble (found->check.args, i);
      if (pass ? class == GORO_CLASS_NEGATED : moves_p (class))
        m->words[pass ? m->nwords + m->nnegated++ : m->nwords++] = i;
    }
}

/* The words of a call whose class is NEGATED, or of those that are moved; returns their
   number and, where m is not NULL, puts them at the end of its list.  */
static uint32_t digest_words (struct goro_map *m, const struct goro_found *found, bool negated, uint32_t at)
{
  const struct goro_function *f = &found->function;
  struct goro_words w;
  uint32_t n = 0, first_frame = GORO_CALLEE_SAVED + f->nargs;
  goro_words_open (&w, f, found->site);
  while (goro_words_next (&w)) {
    if (negated ? w.class != GORO_CLASS_NEGATED : !moves_p (w.class))
      continue;
    for (uint32_t i = w.first; i < w.first + w.count; i++) {
      if (i < GORO_CALLEE_SAVED) {
        if (m && (m->saved >> i & 1))
          *(negated ? &m->negated : &m->moved) |= 1u << i;
        continue;
      }
      int32_t offset = i < first_frame ? (int32_t) (i - GORO_CALLEE_SAVED) : -2 - (int32_t) (i - first_frame);
      /* Below the stack pointer of this site.  */
      if (!f->limited && offset < -(int32_t) goro_rule_depth (&found->rule))
        break;
      if (m)
        m->words[at + n] = offset;
      n++;
    }
  }
  return n;
}

static struct goro_map *digest (const struct goro_found *found)
{
  uint32_t nwords = found->is_check ? found->check.nargs
                                    : digest_words (NULL, found, false, 0) + digest_words (NULL, found, true, 0);
  struct goro_map *m = map_memory (sizeof *m + nwords * sizeof m->words[0]);
  m->flags = found->rule.flags;
  m->saved = found->rule.saved;
  m->from_fp = found->rule.from_fp;
  m->cfa = found->rule.cfa;
  m->base = found->rule.base;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    m->where[i] = found->rule.where[i];
  if (found->is_check) {
    digest_check (m, found);
    return m;
  }
  m->open = found->function.limited;
  m->nargs = found->function.nargs;
  m->nslots = 1 + found->function.nwords;
  m->nwords = digest_words (m, found, false, 0);
  m->nnegated = digest_words (m, found, true, m->nwords);
  return m;
}

static __attribute__ ((noinline)) const struct goro_map *first_time (struct table *t, struct entry *e)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  /* Relaxed: written under the lock.  */
  uint64_t what = atomic_load_explicit (&e->what, memory_order_relaxed);
  if (what & 1) {
    struct goro_found found;
    const struct goro_map_place *place = &t->places[what >> (SITE_BITS + 1)];
    look_up (place, (what >> 1) & IS_CHECK, &found);
    struct goro_map *m = digest (&found);
    m->place = place;
    m->site = (what >> 1) & IS_CHECK;
    what = (uintptr_t) m;
    /* Release: who sees the pointer sees the map.  */
    atomic_store_explicit (&e->what, what, memory_order_release);
  }
  goro__unlock (&registry_lock);
  return (const struct goro_map *) (uintptr_t) what;
}

__attribute__ ((optimize ("O2"))) const struct goro_map *goro__map_find (uintptr_t pc)
{
  struct table *t = table ();
  struct entry *e = search (t, pc);
  if (e == NULL)
    return NULL;
  /* Acquire: see first_time ().  */
  uint64_t what = atomic_load_explicit (&e->what, memory_order_acquire);
  if (__builtin_expect (what & 1, false))
    return first_time (t, e);
  return (const struct goro_map *) (uintptr_t) what;
}

bool goro__map_lookup (uintptr_t pc, struct goro_found *found)
{
  const struct goro_map *m = goro__map_find (pc);
  if (m == NULL)
    return false;
  look_up (m->place, m->site, found);
  return true;
}

void goro__maps_each (bool (*fn) (const struct goro_module *mod, void *arg), void *arg)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  for (struct goro_module *mod = modules; mod; mod = mod->next)
    if (fn (mod, arg))
      break;
  goro__unlock (&registry_lock);
}

/* Called by the constructor of every module, on a thread's stack.  */
GORO_PUBLIC void __goro_libgoro_is_missing__link_with_goro_gcc_or_lgoro (const uint8_t *pc_start, const uint8_t *pc_stop,
                                                                         const uint8_t *line_start,
                                                                         const uint8_t *line_stop, unsigned abi,
                                                                         const struct goro_module_roots *roots);
void __goro_libgoro_is_missing__link_with_goro_gcc_or_lgoro (const uint8_t *pc_start, const uint8_t *pc_stop,
                                                             const uint8_t *line_start, const uint8_t *line_stop,
                                                             unsigned abi, const struct goro_module_roots *roots)
{
  if (abi != GORO_ABI_VERSION) {
    goro__os_print ("goro: this program holds objects compiled by another version of the plugin "
                    "(ABI %d, libgoro has %d); recompile them\n", (int) abi, GORO_ABI_VERSION);
    goro__os_exit (2);
  }
  static struct goro_module *spare;
  static int spares;
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  if (spares == 0) {
    spare = goro__os_map (4096);
    spares = spare ? 4096 / sizeof *spare : 0;
  }
  if (spares == 0)
    goro__throw ("no memory for the list of modules");
  struct goro_module *mod = &spare[--spares];
  *mod = (struct goro_module) { pc_start, pc_stop, line_start, line_stop, modules, roots };
  /* Release: goro__uninterruptible looks without the lock.  */
  __atomic_store_n (&modules, mod, __ATOMIC_RELEASE);
  atomic_fetch_add (&generation, 1);
  goro__unlock (&registry_lock);
}

void goro__modules_hold (void)
{
  goro__lock (&modules_lock, GORO_RANK_MODULES);
}

bool goro__modules_try_hold (void)
{
  return goro__try_lock (&modules_lock, GORO_RANK_MODULES);
}

void goro__modules_release (void)
{
  goro__unlock (&modules_lock);
}

size_t goro__modules_list (const struct goro_module **list, size_t max)
{
  size_t count = 0;
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  for (struct goro_module *mod = modules; mod != NULL && count < max; mod = mod->next)
    list[count++] = mod;
  goro__unlock (&registry_lock);
  return count;
}

static bool in_ranges (const int32_t *at, const int32_t *end, uintptr_t pc)
{
  for (; at < end; at += 2) {
    uintptr_t from = (uintptr_t) at + (uintptr_t) (intptr_t) at[0];
    uintptr_t to = (uintptr_t) (at + 1) + (uintptr_t) (intptr_t) at[1];
    if (pc - from < to - from)
      return true;
  }
  return false;
}

bool goro__uninterruptible (uintptr_t pc)
{
  for (struct goro_module *mod = __atomic_load_n (&modules, __ATOMIC_ACQUIRE); mod != NULL; mod = mod->next)
    if (in_ranges (mod->roots->nopreempt, mod->roots->nopreempt_end, pc))
      return true;
  return false;
}

bool goro__compiled (uintptr_t pc)
{
  for (struct goro_module *mod = __atomic_load_n (&modules, __ATOMIC_ACQUIRE); mod != NULL; mod = mod->next)
    if (in_ranges (mod->roots->code, mod->roots->code_end, pc))
      return true;
  return false;
}

void goro__maps_fork_lock (void)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
}

void goro__maps_fork_unlock (void)
{
  goro__unlock (&registry_lock);
}

/* gc/roots.c, in programs that have a collector: what the module's variables hold may have been
   loaded and be nowhere else.  */
extern __attribute__ ((weak)) void goro__gc_module_gone (const struct goro_module *mod);

/* Set when the process begins to exit: destructors run then too, but other goroutines go on until the end.  */
static _Atomic bool exiting;

void goro__maps_keep (void)
{
  atomic_store (&exiting, true);
}

/* Called by the destructor of every module: by dlclose, and at exit.  */
GORO_PUBLIC void __goro_module_remove (const uint8_t *pc_start);
void __goro_module_remove (const uint8_t *pc_start)
{
  struct goro_module *gone = NULL;
  if (atomic_load (&exiting))
    return;
  goro__lock (&modules_lock, GORO_RANK_MODULES);
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  for (struct goro_module **p = &modules; *p; p = &(*p)->next)
    if ((*p)->pc_start == pc_start) {
      if (goro__gc_module_gone != NULL)
        gone = *p;
      *p = (*p)->next;
      break;
    }
  atomic_fetch_add (&generation, 1);
  goro__unlock (&registry_lock);
  if (gone != NULL)
    goro__gc_module_gone (gone);
  goro__unlock (&modules_lock);
}
