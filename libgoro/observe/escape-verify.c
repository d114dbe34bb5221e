/* SPDX-License-Identifier: MIT */
/* GORODEBUG=escapeverify: is the invariant true that lets stacks move?  No word outside a goroutine's stack may hold an address of it.

   When a stack moves the old one is kept as it was, and memory is searched for words that hold an address in the part of it that was
   in use.  A search of everything at every move would take hours for a program that moves a million times; so
   the first moves are searched for one by one, then a search is made as soon as the moves since the last one have cost about as much
   as it does.  A word that keeps an address is not changed by moves, so it is found then just as well, as long as it is not overwritten
   sooner.  What is searched, and with what certainty:

       static and thread-local variables, the collected heap    certain (escape-scan.c)
       stacks                                                   certain: the words that the maps say are pointers, of each stack when
                                                                it moves
       malloc's memory, other mappings                          live blocks; the word may be stale there, though the C library fills blocks that
                                                                it gives out (M_PERTURB)
       stacks of threads, registers, free memory                not at all: foreign code leaves dead words

   Kept stacks are found by a table of blocks of 256 bytes.  When there are too many, all are overwritten and given back.  They are kept for
   longer than a search because other stacks are looked at only when they move.  A G's first stack, and the small one of a parked G, cannot
   be kept: it is overwritten after its own move, and reports do not know its frames from then on.

   A program that uses an address it should not have reads what was there before the move, as long as the stack is kept: it goes on for a while,
   and the report comes before the crash.

   Locks: one, for all of it.  General registers only; the search saves the others.  */
#define _GNU_SOURCE
#pragma GCC target ("general-regs-only")
#include "observe/escapes.h"
#include "os/lock.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/sched.h"
#include "sched/state.h"
#include "stack/frames.h"
#include "stack/maps.h"
#include "stack/stack.h"

#pragma GCC optimize ("Os") /* seldom run; counts in every static program */

enum {
  KEPT_MAX = 4096,      /* stacks */
  SLOTS = 131072,       /* of the table of blocks, a power of two */
  BLOCK_SHIFT = 8,      /* stacks are multiples of that */
  ONE_BY_ONE = 64,      /* the first moves */
  MOVE_BYTES = 8192,    /* searching so many bytes costs about as much as a move */
  REPORTED = 1024,      /* places that have been reported */
  REPORTS_MAX = 100     /* then they are only counted */
};
static const size_t kept_bytes_max = (size_t) 32 << 20;

uintptr_t goro__escape_low = 1, goro__escape_high; /* none yet */

struct kept {
  uintptr_t lo, hi, sp;
  uint64_t id;
  bool intact;        /* as it was when it was left */
  bool first;         /* its G's first */
};

static struct goro_lock lock;
static struct state {
  struct kept kept[KEPT_MAX];
  struct slot {
    uintptr_t block;
    uint32_t kept;
  } slots[SLOTS];
  uintptr_t reported[REPORTED];
  char vectors[4096] __attribute__ ((aligned (64)));
} *state;
static uint32_t kept_count, slot_count, interval = 1, since; /* moves since the last search */
static size_t kept_bytes;
static uint64_t moves, searches, found_count;
static struct goro_g *current; /* whose stack has moved */

/* --- The table ------------------------------------------------------------------------------------ */

static struct slot *slot_of (uintptr_t block)
{
  uint32_t at = (uint32_t) ((block * UINT64_C (0x9e3779b97f4a7c15)) >> 40) % SLOTS;
  while (state->slots[at].block != 0 && state->slots[at].block != block)
    at = (at + 1) % SLOTS;
  return &state->slots[at];
}

/* The part in use may end one past the last object, below the pad.  */
static const struct kept *kept_at (uintptr_t value)
{
  const struct slot *s = slot_of (value >> BLOCK_SHIFT);
  if (s->block == 0)
    return NULL;
  const struct kept *k = &state->kept[s->kept];
  return value >= k->sp && value <= k->hi - GORO_STACK_PAD ? k : NULL;
}

bool goro__escape_kept (uintptr_t value)
{
  return kept_at (value) != NULL;
}

/* Of a very deep stack the innermost part, as far as there is room.  */
static void enter (uint32_t number)
{
  const struct kept *k = &state->kept[number];
  for (uintptr_t block = k->sp >> BLOCK_SHIFT; block <= (k->hi - 1) >> BLOCK_SHIFT && slot_count < SLOTS / 2; block++) {
    struct slot *s = slot_of (block);
    slot_count += s->block == 0;
    *s = (struct slot) { block, number };
  }
  /* Not the stack pointer: this very variable would be found.  */
  if (goro__escape_low > goro__escape_high || k->lo < goro__escape_low)
    goro__escape_low = k->lo;
  if (k->hi > goro__escape_high)
    goro__escape_high = k->hi;
}

static void overwrite (uintptr_t lo, uintptr_t hi)
{
  void *to = (void *) lo;
  size_t words = (hi - lo) / 8;
  __asm__ volatile ("rep stosq" : "+D" (to), "+c" (words) : "a" (UINT64_C (0xdbdbdbdbdbdbdbdb)) : "memory");
}

static void give_back (void)
{
  struct goro_p *pp = goro__getp ();
  for (uint32_t i = 0; i < kept_count; i++)
    if (!state->kept[i].first)
      goro__stack_free (pp, (void *) state->kept[i].lo, state->kept[i].hi - state->kept[i].lo);
  __builtin_memset (state->slots, 0, sizeof state->slots);
  kept_count = slot_count = 0;
  kept_bytes = 0;
  goro__escape_low = 1;
  goro__escape_high = 0;
}

/* --- Reports -------------------------------------------------------------------------------------- */

static bool reported (uintptr_t place)
{
  uint32_t at = (uint32_t) ((place * UINT64_C (0x9e3779b97f4a7c15)) >> 40) % REPORTED;
  for (uint32_t i = 0; i < 16; i++, at = (at + 1) % REPORTED) {
    if (state->reported[at] == place)
      return true;
    if (state->reported[at] == 0) {
      state->reported[at] = place;
      return false;
    }
  }
  state->reported[at] = place;
  return false;
}

static void print_owner (const struct goro_escape *e)
{
  uint64_t offset = e->place - e->start;
  switch (e->owner) {
  case GORO_OWNER_STATIC:
  case GORO_OWNER_THREAD_LOCAL:
    if (e->name != NULL)
      goro__os_print ("%s+0x%x", e->name, (unsigned long) offset);
    else
      goro__os_print ("%p", (void *) e->place);
    if (e->owner == GORO_OWNER_STATIC)
      goro__os_print (", static data of %s,", e->file);
    else
      goro__os_print (" of thread %U, thread-local in %s,", e->id, e->file);
    break;
  case GORO_OWNER_OBJECT:
    goro__os_print ("%p+0x%x, an object of %U bytes,", (void *) e->start, (unsigned long) offset, e->size);
    break;
  case GORO_OWNER_MALLOC:
    goro__os_print ("%p+0x%x, %U bytes from malloc (it may be stale),", (void *) e->start, (unsigned long) offset, e->size);
    break;
  case GORO_OWNER_MAPPED:
    goro__os_print ("%p, mapped memory (it may be stale),", (void *) e->place);
    break;
  case GORO_OWNER_STACK: {
    struct goro_place place;
    goro__os_print ("the stack of goroutine %U", e->id);
    if (goro__frame_at (current->sp, current->hi, e->place, &place))
      goro__os_print (", in %s (%s:%u)", place.function, place.file, place.line);
    goro__os_print (",");
    break;
  }
  }
}

void goro__escape_found (const struct goro_escape *e)
{
  const struct kept *k = kept_at (e->value);
  bool certain = e->owner != GORO_OWNER_MALLOC && e->owner != GORO_OWNER_MAPPED;
  /* A word of a moving stack has another place each time: its distance from the top stays.  */
  if (reported (e->owner == GORO_OWNER_STACK ? e->id << 32 | (current->hi - e->place) : e->place))
    return;
  if (++found_count > REPORTS_MAX)
    return;
  goro__os_print ("goro: escapeverify: ");
  print_owner (e);
  struct goro_place place;
  goro__os_print (" holds %p, %U bytes below the top of goroutine %U's stack", (void *) e->value, (uint64_t) (k->hi - e->value), k->id);
  if (k->intact && goro__frame_at (k->sp, k->hi, e->value, &place))
    goro__os_print (", in the frame of %s (%s:%u)", place.function, place.file, place.line);
  goro__os_print (", which has moved\n");
  if (found_count == REPORTS_MAX)
    goro__os_print ("goro: escapeverify: more of them are only counted\n");
  if (certain && goro__debug_escapeverify == 2)
    goro__throw ("an address of a stack is kept outside it");
}

/* --- This goroutine's own stack --------------------------------------------------------------------- */

static inline void look (uintptr_t *place, uintptr_t value)
{
  if (value - current->lo <= current->hi - current->lo || !goro__escape_suspect (value))
    return;
  struct goro_escape e = { .owner = GORO_OWNER_STACK, .place = (uintptr_t) place, .value = value, .id = current->id };
  goro__escape_found (&e);
}

static void look_word (const struct goro_walk *w, uintptr_t *word)
{
  (void) w;
  look (word, *word);
}

static void look_negated (const struct goro_walk *w, uintptr_t *word)
{
  (void) w;
  look (word, -*word);
}

static __attribute__ ((noinline)) void look_aligned (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa,
                                                     uintptr_t *base, uintptr_t *limit)
{
  goro__walk_aligned (w, m, cfa, base, limit, look_word, look_negated);
}

static void look_at_stack (struct goro_g *gp)
{
  struct goro_walk w = { gp->lo, gp->hi, 0 };
  goro__walk_stack (gp, &w, gp->sp, gp->hi, look_word, look_negated, look_aligned);
}

/* --- A move ------------------------------------------------------------------------------------------ */

static void search (void)
{
  __builtin_memset (state->vectors + 512, 0, 64);
  goro__save_vectors (state->vectors);
  if (searches++ == 0)
    goro__malloc_block_init ();
  size_t bytes = goro__escape_scan ();
  goro__restore_vectors (state->vectors);
  interval = moves < ONE_BY_ONE ? 1 : (uint32_t) (bytes / MOVE_BYTES);
  if (interval > KEPT_MAX)
    interval = KEPT_MAX;
  since = 0;
}

void goro__escape_moved (struct goro_g *gp, uintptr_t lo, uintptr_t hi, uintptr_t sp)
{
  /* Not to be kept: the memory is somebody's again at once.  */
  bool first = lo == goro__g_block (gp) || lo == sp;
  goro__lock (&lock, GORO_RANK_ESCAPE);
  if (state == NULL && (state = goro__os_map (sizeof *state)) == NULL)
    goro__fatal ("escapeverify: out of memory");
  state->kept[kept_count] = (struct kept) { lo, hi, sp, gp->id, true, first };
  enter (kept_count++);
  kept_bytes += hi - lo;
  moves++;
  current = gp;
  look_at_stack (gp);
  bool full = kept_count == KEPT_MAX || slot_count >= SLOTS / 2 - 64 || kept_bytes > kept_bytes_max;
  if (++since >= interval || full)
    search ();
  if (first)
    state->kept[kept_count - 1].intact = false;
  if (full)
    give_back ();
  goro__unlock (&lock);
  if (first)
    overwrite (lo, hi);
}

void goro__escape_report (void)
{
  if (goro__debug_escapeverify == 0)
    return;
  goro__lock (&lock, GORO_RANK_ESCAPE);
  if (since > 0)
    search ();
  if (goro__debug_escapeverify == 3 || found_count > REPORTS_MAX)
    goro__os_print ("goro: escapeverify: %U words found, %U searches for addresses of %U stacks\n", found_count, searches, moves);
  goro__unlock (&lock);
}

void goro__escape_fork_lock (void)
{
  goro__lock (&lock, GORO_RANK_ESCAPE);
}

void goro__escape_fork_unlock (void)
{
  goro__unlock (&lock);
}
