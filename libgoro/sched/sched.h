/* SPDX-License-Identifier: MIT */
/* G, M and P: goroutine, thread, and the right to run goroutines.

   A G is born with a first stack of its own, together GORO_G_BLOCK bytes (stack/block.c).  The struct
   never moves; the stack does, and then the first one lies idle until the G ends or its stack gets small
   again.

   An M runs goroutines only while it holds a P.  On a goroutine's stack
   %fs:GUARD is not zero; on the thread's own stack (scheduler, foreign code,
   callbacks, threads goro did not start) it is zero.  Code that has to know
   where it runs asks goro__on_g ().

   While an M is in foreign code its fseq is odd; its P, though still in
   mp->p, may be taken by the monitor at any moment (sched/monitor.c).  So
   goro__getp () answers NULL there, and everything that wants a P works
   without one through the global queue.

   Life of a G's status:

       IDLE -> RUNNABLE -> RUNNING -> WAITING -> RUNNABLE ...
                              |-> DEAD (on a free list, block kept)

   Who may touch what: a RUNNING G's fields belong to its M; a WAITING G's
   saved context belongs to nobody until goro__ready () wins it; a RUNNABLE
   G's to the queue that holds it.  */
#ifndef GORO_SCHED_H
#define GORO_SCHED_H

#include <stdint.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdatomic.h>

#include "abi/abi.h"
#include "heap/heap.h"
#include "os/lock.h"

struct goro_g;
struct goro_m;
struct goro_p;
struct goro_sudog;
struct goro_trampoline;
struct goro_scope;

enum { GORO_XSTATE_SIZE = 4096 };

enum goro_g_status { GORO_G_IDLE, GORO_G_RUNNABLE, GORO_G_RUNNING, GORO_G_WAITING, GORO_G_DEAD };

/* Why a G waits; the names (goro__wait_names) are Go's, for tracebacks.  */
enum goro_wait {
  GORO_WAIT_NONE,
  GORO_WAIT_CHAN_RECEIVE,       /* chan receive */
  GORO_WAIT_CHAN_SEND,          /* chan send */
  GORO_WAIT_CHAN_RECEIVE_NIL,   /* chan receive (nil chan) */
  GORO_WAIT_CHAN_SEND_NIL,      /* chan send (nil chan) */
  GORO_WAIT_SELECT,             /* select */
  GORO_WAIT_SELECT_NO_CASES,    /* select (no cases) */
  GORO_WAIT_SLEEP,              /* sleep */
  GORO_WAIT_MUTEX,              /* sync.Mutex.Lock */
  GORO_WAIT_WAIT_GROUP,         /* sync.WaitGroup.Wait */
  GORO_WAIT_COND,               /* sync.Cond.Wait */
  GORO_WAIT_SEM,                /* semacquire */
  GORO_WAIT_GC,                 /* wait for GC cycle */
  GORO_WAIT_COUNT
};

/* One wait of one goroutine on one channel.  The one inside the G serves
   every operation but a select of more than one case.  */
struct goro_sudog {
  struct goro_g *g;
  struct goro_sudog *next, *prev; /* the channel's queue; its lock */
  void *elem;                     /* may point into g's stack: rebased by a move, which
                                     holds the locks of every channel g waits on */
  void *chan;
  struct goro_sudog *wait_link;   /* the G's list of all its sudogs */
  uint32_t case_index;
  bool is_select, success;
};

struct goro_g {
  /* Offsets known to assembly: abi/abi.h.  */
  uintptr_t sp;           /* saved stack pointer while not running */
  uintptr_t guard;        /* what %fs:GUARD holds while it runs */
  uintptr_t lo, hi;       /* its stack, [lo, hi) */
  uintptr_t ret;          /* what goro__call_sys () answers when the G resumes */
  int err;                /* this goroutine's errno */

  _Atomic uint32_t status;
  void *xstate;           /* vector state saved by a preemption at a check, GORO_XSTATE_SIZE bytes, or NULL */
  struct goro_g *sched_link;        /* run queue or free list */

  /* The second cache line: what a start and a schedule touch besides the first.  */
  void (*resume) (struct goro_g *); /* run once on the thread's stack before the G resumes */
  struct goro_m *bound_m;           /* only this M may run it (foreign return without a P,
                                       goro_lock_thread), or NULL */
  uint8_t wait_reason;              /* enum goro_wait */
  bool thread_mode;                 /* its last wait was on a futex of its thread, not on a stack of its own */
  bool preempt;                     /* asked to yield at its next check; or compacted */
  _Atomic uint8_t moving;           /* somebody moves the stack of this waiting G: a waker waits */
  _Atomic uint32_t select_done;     /* a select has been won: 1 */
  struct goro_trampoline *trampolines; /* of its frames, the innermost first (stack/trampoline.c) */
  uint64_t id;
  uintptr_t start_pc;               /* what the go statement called, for tracebacks */
  uintptr_t creator_pc;             /* return address of the go statement */
  uint64_t creator_id;

  struct goro_sudog sudog;
  struct goro_sudog *waiting;       /* all its sudogs, in lock order, while it waits on channels */
  int64_t wait_since;               /* ns, set when the collector first sees it wait; 0: not seen yet */
  void *context;                    /* of the signal that has stopped it where it was (sched/async.c), or NULL: sp is
                                       no switch frame then, and the stack stays where it is */
  uintptr_t held[3];                /* a, b, c of the last goro__call_sys: what its function works with while
                                       gp waits; for the collector */
  _Atomic uint32_t gc_scan;         /* has its stack been scanned?  gc/gc.h */
  _Atomic bool gc_stopped;          /* stands still with its context saved: gccheckmark */
  bool shrink;                      /* the next check's slow path makes its stack smaller (stack/shrink.c) */
  uint8_t finalizer;                /* it calls one, of this queue (gc/finalizer.c), or 0 */
  _Atomic uint8_t compact;          /* where its stack and the memory of its first one are (stack/compact.h) */
  struct goro_scope *scope;         /* of its functions' variables that must not move (stack/scope.c); never NULL */
};

_Static_assert (sizeof (struct goro_g) <= GORO_G_SIZE, "a G must fit its place in the block");
_Static_assert (offsetof (struct goro_g, sp) == GORO_G_SP, "abi");
_Static_assert (offsetof (struct goro_g, guard) == GORO_G_GUARD, "abi");
_Static_assert (offsetof (struct goro_g, lo) == GORO_G_LO, "abi");
_Static_assert (offsetof (struct goro_g, hi) == GORO_G_HI, "abi");
_Static_assert (offsetof (struct goro_g, ret) == GORO_G_RET, "abi");
_Static_assert (offsetof (struct goro_g, err) == GORO_G_ERRNO, "abi");
_Static_assert (offsetof (struct goro_g, xstate) == GORO_G_XSTATE, "abi");
_Static_assert (offsetof (struct goro_g, id) == GORO_G_ID, "abi");
_Static_assert (offsetof (struct goro_g, held) == GORO_G_HELD, "abi");
_Static_assert (offsetof (struct goro_g, scope) == GORO_G_SCOPE, "abi");

/* --- Assembly entries (libgoro/asm/<cpu>/switch.S) ---------------------- */

/* Run fn (gp, a, b, c) on the thread's stack.  From a goroutine's stack the
   context (callee-saved registers, sp) is saved first, so fn may park the
   goroutine and never return; the value is then gp->ret when it is resumed.
   Called on a thread's stack (a callback from foreign code, or a thread that
   goro did not start, which is adopted) fn runs in place, with thread_mode.
   Callers must reach this by a tail call, so that no frame the pointer maps
   do not know stays on the goroutine's stack.  */
typedef uintptr_t goro__sys_fn (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c);
uintptr_t goro__call_sys (goro__sys_fn *fn, uintptr_t a, uintptr_t b, uintptr_t c);
/* The same for functions that return an int: GCC makes no tail call of one whose result it has to convert.  */
int goro__call_sys_int (goro__sys_fn *fn, uintptr_t a, uintptr_t b, uintptr_t c) __asm__ ("goro__call_sys")
  __attribute__ ((visibility ("hidden")));

/* Leave the thread's stack and resume gp, whose context is saved.  Sets
   mp->curg and the guard.  */
_Noreturn void goro__gogo (struct goro_m *mp, struct goro_g *gp);

/* Note the present stack pointer as mp->sys_sp, then call fn (mp) on the same stack.
   fn must not return.  */
_Noreturn void goro__enter_sys (struct goro_m *mp, void (*fn) (struct goro_m *));

/* From gp's stack: save gp's context, put it at the tail of pp's ring (which has room), resume next.  */
void goro__switch_yield (struct goro_m *mp, struct goro_g *gp, struct goro_g *next, struct goro_p *pp);

/* Prepare the stack of a new gp so that goro__gogo starts fn (arg), then
   ends the goroutine.  gp->hi is its top.  If size is not 0, size bytes at arg are
   copied to the top of the new stack and fn receives their new address.  */
void goro__g_init_stack (struct goro_g *gp, void (*fn) (void *), const void *arg, size_t size);

struct goro_timer_entry;

struct goro_p {
  /* Offsets known to assembly: abi/abi.h.  The ring: the owner writes tail,
     owner and thieves advance head by compare-and-swap.  */
  _Atomic uint32_t runq_head;
  _Atomic uint32_t runq_tail;
  _Atomic (struct goro_g *) runnext;
  _Atomic (struct goro_g *) runq[GORO_P_RUNQ_SIZE];

  /* The barrier's buffer (gc/barrier.c) and the P's part of the collector's rounds (gc/round.c): the owner's, or the
     collector's while nobody owns this P or its M is kept in foreign code.  Room is between next and end.  */
  uintptr_t *wb_next, *wb_end, *wb_start;
  _Atomic uint32_t gc_round;  /* the last round it has done its part of; anybody may look */
  bool gc_scanning;           /* goroutines are scanned before they run */
  int64_t gc_slice_due;       /* when its M may do something for the collector again (gc/slice.c) */

  /* The owner's alone.  */
  struct goro_m *m;
  uint32_t id;
  uint32_t sched_tick;
  struct goro_g *free_g;
  uint32_t free_g_count;
  uint64_t next_id, last_id;
  struct goro_select_block *select_blocks; /* chan/select.c */
  uint32_t select_block_count;
  int64_t started, finished;
  struct goro_g *free_chain;  /* a full chain of finished Gs, or NULL (glist.c) */
  uintptr_t g_chunk, g_chunk_end; /* Gs not yet made (stack/block.c) */
  uint32_t countdown;         /* schedules until the next look at the global queue */
  uint32_t random;
  bool lone;                  /* no other P exists: nobody steals (runq.h) */
  struct goro_stack_cache {
    void *head;
    uint32_t count;
  } stack_cache[4];           /* of 4, 8, 16, 32 KB (stack/pool.c) */

  /* sched.lock.  */
  uint8_t state;              /* enum goro_p_state (state.h) */
  bool pending_spinning;      /* how the M made for it starts */
  struct goro_p *link;        /* idle list; list of Ps that wait for a new thread */

  /* Anybody; on lines of their own, so that looking does not slow the owner.  */
  _Alignas (64) _Atomic uint32_t attention; /* the next schedule takes the slow path */
  _Atomic uint32_t wake_skip, wake_backoff; /* wakes of idle Ps to leave out (machine.c) */
  _Atomic uint32_t waking;    /* its holder is in the system call that wakes an M */
  _Atomic int64_t timer_when; /* when the first timer is due, or GORO_FOREVER */

  /* timer_lock.  */
  struct goro_lock timer_lock;
  uint32_t timer_count, timer_room;
  struct goro_timer_entry *timers; /* a 4-ary heap */

  /* The monitor's alone.  */
  uint32_t seen_tick, seen_fseq, seen_schedules;
  bool seen_ring;
  int64_t seen_tick_when, seen_fseq_when;

  /* The owner's again.  Last, because most pages of the array are never touched.  */
  _Alignas (64) struct goro_heap_counts heap;
  _Alignas (64) struct goro_heap_run runs[GORO_CLASSES]; /* heap/cache.c */
};

struct goro_m {
  /* Offsets known to assembly: abi/abi.h.  */
  uintptr_t sys_sp;          /* top of the part of the thread's stack that calls from goroutines use */
  _Atomic (struct goro_g *) curg; /* NULL while it looks for work */
  _Atomic uint32_t fseq;     /* odd while in foreign code */
  _Atomic uint32_t retake;   /* nonzero: the return from foreign code takes the slow path */
  int *err;                  /* &errno of this thread */
  uintptr_t foreign_sp;      /* while in foreign code: where the goroutine's frames begin */
  struct goro_p *p;
  struct goro_g *scope_g;    /* this thread's alone: whose blocks functions take (stack/scope.c): curg's, or, in the handler of a signal that
                                came between goroutines, signal_g's */

  uintptr_t *tcb_guard;      /* address of this thread's %fs:GUARD, for requests from outside */
  int tid;                   /* for signals */
  _Atomic uint32_t interrupt; /* what the signal is for: foreign/interrupt.c */
  _Atomic uint32_t scanned;  /* the last scan of threads that this one has had: gc/thread.c */
  _Atomic uint32_t settled;  /* fseq on the last slow way back from foreign code, once nothing is in registers alone */
  uint32_t scan_begun, scan_fseq; /* sched.lock: the scan that began when it was there, and what fseq was */
  uint32_t scan_cycle;       /* sched.lock: the last cycle in which this thread was seen waiting in the kernel, ... */
  uintptr_t scan_runs;       /* ... and how often it had been given a processor by then */
  uintptr_t stack_lo, stack_hi; /* sched.lock: of the thread; 0: not known yet */

  /* This thread's alone.  */
  uint32_t id;
  bool spinning;             /* looks for work, and is counted in sched.spinning */
  bool adopted;              /* a thread goro did not start: never runs Gs, has no P; fseq stays odd */
  bool initial;              /* the thread main began on */
  uint8_t in_signal;         /* depth of signal handlers */
  uintptr_t signal_guard, signal_sp; /* the guard and sp where the outermost of them interrupted this thread */
  struct goro_g signal_g;    /* no goroutine: nothing but its scope is used */
  uint32_t tied;             /* nesting of goro_lock_thread */
  struct goro_g *tied_g;     /* the goroutine that is tied to this thread */
  struct goro_trampoline *trampolines[2]; /* of frames on this thread's stack; of signal handlers' */
  struct goro_p *old_p;      /* the P that was taken while in foreign code */
  struct goro_p *waker;      /* the P whose work this M was woken for */
  uintptr_t spawn_pc, spawn_creator; /* more arguments of spawn_sys () */
  void *leave[5];            /* __builtin_setjmp: how the thread ends */
  void *signal_stack;
  size_t signal_stack_size;

  /* retake_lock: p, next to the thread itself; retake.  */
  struct goro_lock retake_lock;

  /* Whoever took this M from the idle list, or runs a G bound to it.  */
  struct goro_p *next_p;     /* the P handed over; then wake = 1 */
  _Atomic uint32_t wake;     /* futex */

  /* sched.lock.  */
  struct goro_m *idle_link, *all_link;
};

_Static_assert (offsetof (struct goro_m, sys_sp) == GORO_M_SYS_SP, "abi");
_Static_assert (offsetof (struct goro_m, curg) == GORO_M_CURG, "abi");
_Static_assert (offsetof (struct goro_m, fseq) == GORO_M_FSEQ, "abi");
_Static_assert (offsetof (struct goro_m, retake) == GORO_M_RETAKE, "abi");
_Static_assert (offsetof (struct goro_m, err) == GORO_M_ERRNO, "abi");
_Static_assert (offsetof (struct goro_m, foreign_sp) == GORO_M_FOREIGN_SP, "abi");
_Static_assert (offsetof (struct goro_m, p) == GORO_M_P, "abi");
_Static_assert (offsetof (struct goro_m, scope_g) == GORO_M_SCOPE_G, "abi");
_Static_assert (offsetof (struct goro_p, runq_head) == GORO_P_RUNQ_HEAD, "abi");
_Static_assert (offsetof (struct goro_p, runq_tail) == GORO_P_RUNQ_TAIL, "abi");
_Static_assert (offsetof (struct goro_p, runnext) == GORO_P_RUNNEXT, "abi");
_Static_assert (offsetof (struct goro_p, runq) == GORO_P_RUNQ, "abi");
_Static_assert (offsetof (struct goro_p, wb_next) == GORO_P_WB_NEXT, "abi");
_Static_assert (offsetof (struct goro_p, wb_end) == GORO_P_WB_END, "abi");

/* --- Who am I ------------------------------------------------------------ */

static inline struct goro_m *goro__getm (void)
{
  struct goro_m *mp;
  __asm__ volatile ("movq %%fs:%c1, %0" : "=r" (mp) : "i" (GORO_TCB_M));
  return mp;
}

/* On a goroutine's stack?  */
static inline bool goro__on_g (void)
{
  bool on;
  __asm__ volatile ("cmpq $0, %%fs:%c1" : "=@ccne" (on) : "i" (GORO_TCB_GUARD));
  return on;
}

/* The P this thread holds for sure, or NULL (foreign code, foreign thread).  */
static inline struct goro_p *goro__getp (void)
{
  struct goro_m *mp = goro__getm ();
  if (mp == NULL || (atomic_load_explicit (&mp->fseq, memory_order_relaxed) & 1))
    return NULL;
  return mp->p;
}

/* --- Parking and waking: the whole interface that chan, sync and time use --- */

/* To park, on the thread's stack (in a function run by goro__call_sys):

     goro__park_prepare (gp, reason);     status WAITING from here on
     publish gp where a waker finds it; unlock
     goro__park_sys (gp);                 returns only when gp->thread_mode
     return gp->ret;

   A waker sets gp->ret (and gp->resume if work is left that must run on
   gp's side), then calls goro__ready (gp), exactly once per park.  */
void goro__park_prepare (struct goro_g *gp, enum goro_wait reason);
void goro__park_sys (struct goro_g *gp);

/* Make a WAITING gp runnable: it goes in the run-next slot of the present P when
   next is true, else at the ring's tail; without a P to the global queue.
   Wakes an idle P when there is one.  Callable anywhere in the runtime.  */
void goro__ready (struct goro_g *gp, bool next);

/* The goroutine that runs here; adopts a thread goro did not start.  */
struct goro_g *goro__curg (void);

extern const char *const goro__wait_names[GORO_WAIT_COUNT];

/* Never returns: finds something to run.  On the thread's stack, with a P.  */
_Noreturn void goro__schedule (struct goro_m *mp);

/* Called by assembly ----------------------------------------------------- */
struct goro_m *goro__adopt_thread (void);        /* M and G for a thread goro did not start; GUARD stays 0 */
void goro__foreign_return_slow (struct goro_m *mp); /* retake was set: returns holding a P */
_Noreturn void goro__goexit_sys (struct goro_g *gp); /* gp has ended; on the thread's stack */
/* gp was asked to yield at a check; its context is saved, vector state too.  */
_Noreturn void goro__preempted_sys (struct goro_g *gp);

/* --- Fatal errors (panic/fatal.c) ---------------------------------------- */

/* "fatal error: MSG", then the calling goroutine's calls, exit status 2.  */
_Noreturn void goro__fatal (const char *msg);
/* "panic: MSG" in Go's format, then the calls, exit status 2.  */
_Noreturn void goro__panic (const char *msg);
/* A broken invariant of the runtime itself: message and abort ().  */
_Noreturn void goro__throw (const char *msg);

#endif
