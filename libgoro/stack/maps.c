/* SPDX-License-Identifier: MIT */
/* The pointer maps of all modules.

   Each program or shared library that the plugin compiled has a constructor that
   announces its section goro_pc here.  The sites of all of them are put into one
   hash table, keyed by return address, when the first stack moves: programs
   that never grow a stack pay nothing at start.

   The table is immutable once published; announcing or removing a module
   only marks it stale, and the next search makes a new one.  Old tables stay (a reader may still
   be in one): a few pages for each dlopen.  registry_lock protects the list of modules and the making of tables.
   Each thread keeps the records it used last decoded; generation tells it when to forget them.  */

#define _GNU_SOURCE
#include <stdatomic.h>

#include "goro.h"
#include "os/lock.h"
#include "os/os.h"
#include "sched/sched.h"
#include "stack/maps.h"
#include "stack/stack.h"

struct module {
  const int32_t *start, *stop;
  struct module *next;
};

struct entry {
  uintptr_t pc;
  const uint8_t *record;
};

struct table {
  size_t mask;
  uint32_t generation;
  struct entry entries[];
};

static struct goro_lock registry_lock;
static struct module *modules;
static _Atomic uint32_t generation = 1;
static _Atomic (struct table *) current;

static const void *relative (const int32_t *field)
{
  return (const char *) field + *field;
}

static size_t hash (uintptr_t pc)
{
  return (pc * UINT64_C (0x9e3779b97f4a7c15)) >> 32;
}

/* Calls fn for every piece of every module until it answers true.  */
static bool each_piece (bool (*fn) (const int32_t *piece, void *arg), void *arg)
{
  for (struct module *mod = modules; mod; mod = mod->next)
    for (const int32_t *p = mod->start; p < mod->stop; p += GORO_MAP_HEADER_WORDS + p[6] * GORO_MAP_SITE_WORDS)
      if (fn (p, arg))
        return true;
  return false;
}

static bool count_piece (const int32_t *piece, void *arg)
{
  *(size_t *) arg += piece[6];
  return false;
}

static bool insert_piece (const int32_t *piece, void *arg)
{
  struct table *t = arg;
  uintptr_t base = (uintptr_t) relative (piece);
  const uint8_t *records = relative (piece + 4);
  const int32_t *site = piece + GORO_MAP_HEADER_WORDS;
  for (int32_t i = 0; i < piece[6]; i++, site += GORO_MAP_SITE_WORDS) {
    uintptr_t pc = base + site[0];
    size_t h = hash (pc) & t->mask;
    while (t->entries[h].pc != 0)
      h = (h + 1) & t->mask;
    t->entries[h].pc = pc;
    t->entries[h].record = records + (uint32_t) site[1];
  }
  return false;
}

static struct table *make_table (void)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  /* Relaxed: both are written under the lock.  */
  struct table *t = atomic_load_explicit (&current, memory_order_relaxed);
  uint32_t now = atomic_load_explicit (&generation, memory_order_relaxed);
  if (t == NULL || t->generation != now) {
    size_t sites = 0, size = 64;
    each_piece (count_piece, &sites);
    while (size < 2 * sites)
      size *= 2;
    t = goro__os_map (sizeof *t + size * sizeof (struct entry));
    if (t == NULL)
      goro__throw ("no memory for the table of pointer maps");
    t->mask = size - 1;
    t->generation = now;
    each_piece (insert_piece, t);
    /* Release: who sees the table sees its entries.  */
    atomic_store_explicit (&current, t, memory_order_release);
  }
  goro__unlock (&registry_lock);
  return t;
}

static const uint8_t *search (uintptr_t pc)
{
  /* Acquire pairs with the release above; the generation's order against it does
     not matter, since code of a module runs only after its constructor.  */
  struct table *t = atomic_load_explicit (&current, memory_order_acquire);
  if (t == NULL || t->generation != atomic_load_explicit (&generation, memory_order_relaxed))
    t = make_table ();
  for (size_t h = hash (pc) & t->mask; t->entries[h].pc != 0; h = (h + 1) & t->mask)
    if (t->entries[h].pc == pc)
      return t->entries[h].record;
  return NULL;
}

static uint32_t uleb (const uint8_t **p)
{
  uint32_t v = *(*p)++;
  if (v < 0x80)
    return v;
  v &= 0x7f;
  for (unsigned shift = 7; ; shift += 7) {
    uint32_t b = *(*p)++;
    v |= (b & 0x7f) << shift;
    if (b < 0x80)
      return v;
  }
}

static void decode (struct goro_map *m, uintptr_t pc, const uint8_t *p)
{
  m->pc = pc;
  m->flags = *p++;
  m->cfa = uleb (&p);
  m->saved = *p++;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    if (m->saved & (1u << i))
      m->where[i] = uleb (&p);
  m->classes = p[0] | p[1] << 8;
  p += 2;
  m->nslots = m->need = 0;
  if (m->flags & GORO_MAP_CHECK) {
    m->classes |= *p++ << 16;
    m->need = uleb (&p);
  } else
    m->nslots = uleb (&p);
  m->slots = p;
}

/* Direct-mapped, a few frames' worth: recursion hits always.  */
enum { CACHE = 64 };
struct cache {
  uint32_t generation;
  struct goro_map maps[CACHE];
};
static __thread struct cache *cache;

const struct goro_map *goro__map_find (uintptr_t pc)
{
  uint32_t now = atomic_load_explicit (&generation, memory_order_relaxed); /* see search () */
  if (__builtin_expect (cache == NULL, false)) {
    cache = goro__os_map (sizeof *cache);
    if (cache == NULL)
      goro__throw ("no memory for decoded pointer maps");
  }
  struct goro_map *m = &cache->maps[(pc ^ pc >> 7) % CACHE];
  if (__builtin_expect (cache->generation != now, false)) {
    for (int i = 0; i < CACHE; i++)
      cache->maps[i].pc = 0;
    cache->generation = now;
  }
  if (m->pc == pc)
    return m;
  const uint8_t *record = search (pc);
  if (record == NULL)
    return NULL;
  decode (m, pc, record);
  return m;
}

struct look {
  uintptr_t pc, best;
  bool exact;
  struct goro_place *place;
};

static bool look_piece (const int32_t *piece, void *arg)
{
  struct look *l = arg;
  uintptr_t base = (uintptr_t) relative (piece), entry = (uintptr_t) relative (piece + 1);
  const int32_t *site = piece + GORO_MAP_HEADER_WORDS;
  for (int32_t i = 0; i < piece[6]; i++, site += GORO_MAP_SITE_WORDS) {
    uintptr_t pc = base + site[0];
    bool nearer = !l->exact && ((pc <= l->pc && pc > l->best) || (entry <= l->pc && entry > l->best));
    if (pc == l->pc || nearer) {
      l->best = pc <= l->pc && pc > entry ? pc : entry;
      *l->place = (struct goro_place) { relative (piece + 2), relative (piece + 3), entry, site[2] };
      if (pc == l->pc)
        return true;
    }
  }
  return false;
}

bool goro__map_place (uintptr_t pc, bool exact, struct goro_place *place)
{
  struct look l = { pc, 0, exact, place };
  place->function = NULL;
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  each_piece (look_piece, &l);
  goro__unlock (&registry_lock);
  return place->function != NULL;
}

/* Called by the constructor of every module, on a thread's stack.  */
GORO_PUBLIC void __goro_libgoro_is_missing__link_with_goro_gcc_or_lgoro (const int32_t *start, const int32_t *stop,
                                                                         unsigned abi);
void __goro_libgoro_is_missing__link_with_goro_gcc_or_lgoro (const int32_t *start, const int32_t *stop, unsigned abi)
{
  if (abi != GORO_ABI_VERSION) {
    goro__os_print ("goro: this program holds objects compiled by another version of the plugin "
                    "(ABI %d, libgoro has %d); recompile them\n", (int) abi, GORO_ABI_VERSION);
    goro__os_exit (2);
  }
  static struct module *spare;
  static int spares;
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  if (spares == 0) {
    spare = goro__os_map (4096);
    spares = spare ? 4096 / sizeof *spare : 0;
  }
  if (spares == 0)
    goro__throw ("no memory for the list of modules");
  struct module *mod = &spare[--spares];
  mod->start = start;
  mod->stop = stop;
  mod->next = modules;
  modules = mod;
  atomic_fetch_add (&generation, 1);
  goro__unlock (&registry_lock);
}

void goro__maps_fork_lock (void)
{
  goro__lock (&registry_lock, GORO_RANK_MAPS);
}

void goro__maps_fork_unlock (void)
{
  goro__unlock (&registry_lock);
}

/* Set when the process begins to exit: destructors run then too, but other goroutines go on until the end.  */
static _Atomic bool exiting;

void goro__maps_keep (void)
{
  atomic_store (&exiting, true);
}

/* Called by the destructor of every module: by dlclose, and at exit.  */
GORO_PUBLIC void __goro_module_remove (const int32_t *start);
void __goro_module_remove (const int32_t *start)
{
  if (atomic_load (&exiting))
    return;
  goro__lock (&registry_lock, GORO_RANK_MAPS);
  for (struct module **p = &modules; *p; p = &(*p)->next)
    if ((*p)->start == start) {
      *p = (*p)->next;
      break;
    }
  atomic_fetch_add (&generation, 1);
  goro__unlock (&registry_lock);
}
