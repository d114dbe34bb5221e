/* SPDX-License-Identifier: MIT */
/* Stacks of goroutines: where their memory comes from (pool.c), how they
   move (move.c), how the pointer maps are found (maps.c) and read (walk.c).

   A stack is [lo, hi).  sizes are powers of two from 2 KB to 1 GB; hi is a multiple of 64
   and the distance between any two stacks' hi is a multiple of 64, so a move keeps
   addresses modulo 64.  The top GORO_STACK_PAD bytes hold nothing.

   Everything reached from a check runs with the vector registers unsaved:
   files on that path are compiled with -mgeneral-regs-only and call no libc.  */
#ifndef GORO_STACK_H
#define GORO_STACK_H

#include "sched/sched.h"

/* pool.c: memory.  No libc, general registers only.  pp may be NULL.
   size is a power of two of at least 4096 bytes (stacks of more than the first
   block); NULL when there is no memory.  Freed memory may be given to
   anybody at once.  */
void *goro__stack_alloc (struct goro_p *pp, size_t size);
void goro__stack_free (struct goro_p *pp, void *lo, size_t size);

/* All stacks in pp's caches go to the central pool.  pp is the caller's.  */
void goro__stack_cache_flush (struct goro_p *pp);

/* The pool's locks, while the process forks.  */
void goro__stack_fork_lock (void);
void goro__stack_fork_unlock (void);

/* Bytes of all stacks of a size class that run goroutines, and of all that there are.  */
void goro__stack_class_bytes (uint64_t *in_use, uint64_t *made);

/* block.c: a G with its first stack; zeroed on first use.  NULL: no memory.  */
struct goro_g *goro__g_block_alloc (struct goro_p *pp);
/* Calls fn on every G ever made.  */
void goro__g_each (void (*fn) (struct goro_g *gp, void *arg), void *arg);
/* The same in portions: at most `most' Gs side by side, first to end; false: there are no more.  *at is all zero at first.  */
struct goro_g_cursor {
  void *arena;
  uintptr_t next;
};
bool goro__g_next (struct goro_g_cursor *at, uint32_t most, struct goro_g **first, struct goro_g **end);
/* Calls fn on runs of neighbours, whose first stacks are neighbours too: most in each, a multiple of 16, but for the first and last run of
   an arena.  The stacks of all runs but an arena's first begin with a page.  */
void goro__g_each_run (uint32_t most, void (*fn) (struct goro_g *first, struct goro_g *end));
/* How many have been made.  */
uint64_t goro__g_count_made (void);
void goro__blocks_fork_lock (void);
void goro__blocks_fork_unlock (void);

/* move.c.  */
/* Grow gp's stack (it stands at a check or reserve, context saved) to hold need more
   bytes under its saved sp.  Fatal on overflow of the limit.  */
void goro__stack_grow (struct goro_g *gp, size_t need);
/* Move gp's stack to a new address of new_size bytes; false if it does not fit
   or there is no memory.  gp is not running and cannot be made to run meanwhile.  */
bool goro__stack_move (struct goro_g *gp, size_t new_size);
/* The same, to the small stack [lo, hi) (compact.c).  */
void goro__stack_move_small (struct goro_g *gp, uintptr_t lo, uintptr_t hi);
/* 2 KB for a first stack.  */
size_t goro__stack_size (struct goro_g *gp);

/* Bytes of memory for stacks and the blocks of goroutines, in use or kept for the next; and of those mapped for them, the ones that have
   never been given out.  Statistics.  */
size_t goro__stack_memory (void);
size_t goro__stack_untouched (void);
/* shrink.c.  Halve gp's stack if less than a quarter is in use.  */
void goro__stack_shrink (struct goro_g *gp);
/* asm: vector registers of the goroutine to area, 4096 bytes.  */
void goro__save_vectors (void *area);
/* asm: and back.  */
void goro__restore_vectors (const void *area);
/* chan/: the locks of all channels that gp waits on, taken while its stack moves.  */
void goro__chan_lock_waiting (struct goro_g *gp);
void goro__chan_unlock_waiting (struct goro_g *gp);
/* chan/: rebase the records that point into gp's stack: every sudog's elem (and
   whatever else the select keeps there) that lies in [lo, hi] moves by delta.  */
void goro__chan_rebase (struct goro_g *gp, uintptr_t lo, uintptr_t hi, intptr_t delta);

/* scope.c.  What a G has before it needs a block.  */
extern struct goro_scope goro__scope_none;
/* Calls scan with the ranges that are in use; gp's blocks go back.  */
void goro__scope_words (const struct goro_g *gp, void (*scan) (uintptr_t lo, uintptr_t hi));
void goro__scope_drop (struct goro_p *pp, struct goro_g *gp);
/* When mp's thread ends.  */
void goro__scope_drop_of_signals (struct goro_m *mp);

/* trampoline.c: pointers to nested functions.  The list is empty afterwards.  */
void goro__trampolines_drop (struct goro_trampoline **list);
void goro__trampolines_rebase (struct goro_g *gp, uintptr_t lo, uintptr_t hi, intptr_t delta);
/* Calls fn with the static chain of each.  */
void goro__trampolines_each (const struct goro_trampoline *list, void (*fn) (uintptr_t chain));
void goro__trampolines_fork_lock (void);
void goro__trampolines_fork_unlock (void);

/* The call whose frame holds address, in a stack whose context was saved at sp and that ends at hi; false: nobody knows (walk.c).
   Of a stack that has been left, too, as long as it is as it was.  */
struct goro_place;
bool goro__frame_at (uintptr_t sp, uintptr_t hi, uintptr_t address, struct goro_place *place);

/* Traceback of one goroutine in Go's format to standard error (walk.c):
   "goroutine 7 [chan receive]:" and its calls.  */
void goro__traceback (struct goro_g *gp);
/* The same after a fault at pc on gp's stack.  */
void goro__traceback_fault (struct goro_g *gp, uintptr_t pc, uintptr_t sp, uintptr_t fp);

/* verify.c: what the maps say about gp's stack against what it holds.  It was copied, all
   addresses plus delta, and not changed; dead words with addresses are overwritten in the copy.  */
void goro__stack_verify (struct goro_g *gp, intptr_t delta);
/* Counts of all that, if asked for, at exit.  */
void goro__verify_report (void);

/* observe/escape-verify.c; NULL in a static program without a collected heap, which is not to carry it.
   Under GORODEBUG=escapeverify: gp's stack [lo, hi), whose context was saved at sp, has been left.  Its memory,
   unless it is the first one or a small one, where lo is sp, belongs to escapeverify now.  */
__attribute__ ((weak)) void goro__escape_moved (struct goro_g *gp, uintptr_t lo, uintptr_t hi, uintptr_t sp);
/* At exit.  */
__attribute__ ((weak)) void goro__escape_report (void);
__attribute__ ((weak)) void goro__escape_fork_lock (void);
__attribute__ ((weak)) void goro__escape_fork_unlock (void);
extern int goro__debug_escapeverify;

/* Set from GORODEBUG at start.  */
extern int goro__debug_cleardead;    /* mapverify or escapeverify: no dead word keeps an address */
extern int goro__debug_mapverify;    /* 1: the first wrong map is fatal; 2: all are counted */
extern bool goro__debug_preempt;     /* yield at every check */
extern bool goro__debug_stackmove;   /* move at every check */
extern bool goro__debug_stackpoison; /* overwrite what is freed */

#endif
