/* SPDX-License-Identifier: MIT */
/* goro.h: goroutines, channels and select for C.  The one public header.

   Compile with `gcc -fplugin=goro` (or with goro-gcc) and link with -lgoro.
   Code compiled without the plugin may include this header too and call
   everything in it but `go`; it then runs on its thread's own stack.

   Contents: 1 statements, 2 goroutines, 3 stacks, 4 time, 5 channels,
   6 select, 7 wait group, 8 mutex, 9 readers-writer mutex, 10 condition,
   11 once, 12 semaphore, 13 memory, 14 finalizers, cleanups, weak pointers.

   Said once for all of it:

   - The meaning is Go's, of the thing with the same name, where Go has one.
   - "Blocks" means: the calling goroutine waits, its thread runs others.
     On a thread's own stack (in a callback from foreign code, or on a thread
     that goro did not start) the thread itself waits.
   - "Fatal" means: a message and the goroutine's calls on standard error,
     then exit with status 2.  A message that starts with `panic:` is Go's panic.
   - Objects of this header hold no resources other than memory; where all bytes are
     zero, as in static storage, they are ready for use.  Share one between
     goroutines only where it does not move: in static storage or on the heap, not as
     a local variable of a goroutine.  Do not copy one that is in use.
   - Macros evaluate each argument exactly once.  */
#ifndef GORO_H
#define GORO_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the declarations below are marked.  GORO_PUBLIC: exported by libgoro.so.
   GORO_RUNTIME: compiled code calls it directly on the goroutine's stack.  */
#define GORO_PUBLIC __attribute__ ((__visibility__ ("default")))
#ifdef __GORO__
#define GORO_RUNTIME __attribute__ ((__goro_runtime__))
#else
#define GORO_RUNTIME
#endif

/* --- 1. Statements ------------------------------------------------------------ */

/* go f (x, y);

   Calls f (x, y) in a new goroutine.  f and its arguments are evaluated here
   and now, converted to f's parameter types, and copied; the result of f is
   dropped.  f may be a function, a pointer to one, a member of a structure.
   The operand must be a call, or the compiler reports an error.  Does not block.

   `__go` is the same; with GORO_NO_KEYWORDS defined before this header is
   included it is the only name.  */
#ifdef __GORO__
extern void __goro_go (void) GORO_RUNTIME;
#else
extern void __goro_go (void)
  __attribute__ ((__error__ ("`go' needs the goro plugin: compile this file with gcc -fplugin=goro or with goro-gcc")));
#endif
#define __go __goro_go (),
#ifndef GORO_NO_KEYWORDS
#define go __goro_go (),
#endif

/* What the plugin makes of a go statement: thunk runs in a new goroutine with the
   address of its copy of the size bytes at args; pc is the function called.  */
GORO_PUBLIC void __goro_spawn (void (*thunk) (void *), const void *args, size_t size, void *pc) GORO_RUNTIME;

/* --- 2. Goroutines ------------------------------------------------------------- */

/* Start a goroutine that calls fn (arg): the plain function for code that the
   plugin did not compile.  May be called from any thread.  Does not block.  */
GORO_PUBLIC void goro_spawn (void (*fn) (void *), void *arg) GORO_RUNTIME;

/* Let other goroutines run, then go on (Go's runtime.Gosched).  */
GORO_PUBLIC void goro_yield (void) GORO_RUNTIME;

/* End the calling goroutine (runtime.Goexit).  Called by goroutine 1, the others go
   on; when none is left that could run, that is fatal (a deadlock).  */
GORO_PUBLIC void goro_exit (void) GORO_RUNTIME __attribute__ ((__noreturn__));

/* Number of the calling goroutine, as tracebacks print it.  main runs in 1;
   numbers are not used again.  */
GORO_PUBLIC uint64_t goro_self (void) GORO_RUNTIME;

/* How many goroutines exist now, the caller included (runtime.NumGoroutine).  */
GORO_PUBLIC int goro_count (void) GORO_RUNTIME;

/* What the goroutines are doing (runtime/metrics, /sched/goroutines).  Threads that goro did not start count as goroutines
   while they wait in a function of goro's.  */
typedef struct goro_sched_stats {
  uint32_t goroutines;  /* the sum of the next four */
  uint32_t running;     /* compiled code, the caller included */
  uint32_t runnable;    /* ready, not running */
  uint32_t waiting;     /* for a channel, a lock, a timer, ... */
  uint32_t foreign;     /* in functions that the plugin did not compile */
  uint32_t procs;       /* how many may run at the same time */
  uint32_t idle_procs;  /* of those, without work */
  uint32_t threads;     /* that run goroutines, or could, and those goro did not start that have called it */
} goro_sched_stats;
/* Stops nobody, so that goroutines are counted at slightly different moments; takes time in proportion to the
   goroutines that ever existed at once.  Does not block.  */
GORO_PUBLIC void goro_read_sched_stats (goro_sched_stats *stats) GORO_RUNTIME;

/* Set how many goroutines may run at the same time (runtime.GOMAXPROCS) and
   return the number before.  n < 1 changes nothing.  The first value comes from the
   environment, GOROMAXPROCS, else from the processors this process may use.  */
GORO_PUBLIC int goro_set_procs (int n) GORO_RUNTIME;

/* Tie the calling goroutine to the thread it runs on: no other will run it, and it
   runs no other (runtime.LockOSThread).  Calls nest; each needs one
   goro_unlock_thread; one too many of those does nothing.  A goroutine that ends
   while tied takes its thread with it, unless that is the initial one.  */
GORO_PUBLIC void goro_lock_thread (void) GORO_RUNTIME;
GORO_PUBLIC void goro_unlock_thread (void) GORO_RUNTIME;

/* --- 3. Stacks ------------------------------------------------------------------ */

/* Bytes of stack that the calling goroutine has at present: 2 KB at first, doubled as
   it needs more, at most 1 GB (more is fatal: "stack overflow").
   0 on a thread that goro did not start.  */
GORO_PUBLIC size_t goro_stack_size (void) GORO_RUNTIME;

/* Halve the calling goroutine's stack if less than a quarter of it is in use.  */
GORO_PUBLIC void goro_stack_shrink (void) GORO_RUNTIME;

/* Shrink the stack of every waiting goroutine that uses little of it.  Takes
   time in proportion to the number of goroutines.  */
GORO_PUBLIC void goro_stack_shrink_parked (void) GORO_RUNTIME;

/* --- 4. Time ---------------------------------------------------------------------- */

/* Durations and times are nanoseconds in an int64_t: up to 292 years.  */
#define GORO_NANOSECOND  ((int64_t) 1)
#define GORO_MICROSECOND ((int64_t) 1000)
#define GORO_MILLISECOND ((int64_t) 1000000)
#define GORO_SECOND      ((int64_t) 1000000000)

/* Block for at least ns nanoseconds (time.Sleep).  Zero or less returns at once.  */
GORO_PUBLIC void goro_sleep (int64_t ns) GORO_RUNTIME;

/* Nanoseconds since a fixed point in the past; never goes back.  */
GORO_PUBLIC int64_t goro_now (void) GORO_RUNTIME;

/* --- 5. Channels ------------------------------------------------------------------- */

/* The type of a channel of elements of type T, for any T that a C function may
   return.  It is written as a pointer to a function so that the compiler keeps T and
   checks it; it is never called.  Two uses, also in two files, are the same type.
   A null pointer is Go's nil channel: sending and receiving block for ever.  */
struct goro_chan_;
#define goro_chan(T) __typeof__ (__typeof__ (T) (*) (struct goro_chan_ *))

/* The element type of channel c; c is not evaluated.  */
#define GORO_ELEM(c) __typeof__ ((c) ((struct goro_chan_ *) 0))

/* c as the runtime sees it; an error if c is not a channel.  */
#define __GORO_CHAN(c) ((void) sizeof ((c) ((struct goro_chan_ *) 0)), (struct goro_chan_ *) (c))
/* p as a pointer to an element of c, as an assignment would convert it.  (No parentheses around p,
   here and where values are sent: messages then point to the user's line.)  */
#define __GORO_ELEM_PTR(c, p) ((__typeof__ (GORO_ELEM (c) *)) { p })

/* goro_chan (T) goro_chan_make (T, n): a new channel with room for n elements;
   0 makes it unbuffered: a send then waits for its receive.  n < 0, or more bytes
   than can be addressed: "panic: makechan: size out of range".  */
#define goro_chan_make(T, n) (__extension__ (goro_chan (T)) __goro_chan_make (sizeof (T), (n)))

/* goro_chan_free (c): release c's memory now.  No operation on c may be under way
   or follow; elements still in it are dropped.  c may be null.  Optional: a channel that
   nobody can reach any more is collected (section 13).  */
#define goro_chan_free(c) (__extension__ __goro_chan_free (__GORO_CHAN (c)))

/* void goro_send (c, v): send v, converted to the element type as an assignment would.
   Blocks until a receiver has it (unbuffered) or the buffer has room.
   "panic: send on closed channel" if c is closed or becomes so while it waits.  */
#define goro_send(c, ...) \
  (__extension__ ({ GORO_ELEM (c) __goro_sent = __VA_ARGS__; \
                    __goro_chan_send (__GORO_CHAN (c), &__goro_sent); }))

/* T goro_recv (c): receive one element.  Blocks until there is one; if c is closed and
   empty, returns all zeroes at once.  */
#define goro_recv(c) \
  (__extension__ ({ GORO_ELEM (c) __goro_got; \
                    __goro_chan_recv (__GORO_CHAN (c), &__goro_got); \
                    __goro_got; }))

/* bool goro_recv_ok (c, T *p): the same into *p; false if c is closed and empty, *p is
   then all zeroes.  p may be a null pointer: the element is dropped.  */
#define goro_recv_ok(c, p) \
  (__extension__ ({ bool __goro_ok = __goro_chan_recv (__GORO_CHAN (c), __GORO_ELEM_PTR (c, p)) != 0; \
                    __goro_ok; }))

/* bool goro_try_send (c, v): send if that is possible without blocking; true if v was
   sent.  Panics as goro_send on a closed channel.  */
#define goro_try_send(c, ...) \
  (__extension__ ({ GORO_ELEM (c) __goro_sent = __VA_ARGS__; \
                    bool __goro_ok = __goro_chan_try_send (__GORO_CHAN (c), &__goro_sent) != 0; \
                    __goro_ok; }))

/* int goro_try_recv (c, T *p): receive if that is possible without blocking.
   1: *p has an element.  0: it would block, *p is as it was.  -1: c is closed and
   empty, *p is all zeroes.  p may be a null pointer.  */
#define goro_try_recv(c, p) \
  (__extension__ ({ int __goro_got = (int) __goro_chan_try_recv (__GORO_CHAN (c), __GORO_ELEM_PTR (c, p)); \
                    __goro_got; }))

/* void goro_close (c): no more sends.  What is in the buffer can still be received; then
   receives return zeroes at once.  Wakes everyone who waits on c.
   "panic: close of closed channel", "panic: close of nil channel".  */
#define goro_close(c) (__extension__ __goro_chan_close (__GORO_CHAN (c)))

/* size_t goro_chan_len (c), goro_chan_cap (c): elements in the buffer now, and its
   room.  0 for a null channel.  */
#define goro_chan_len(c) (__extension__ __goro_chan_len (__GORO_CHAN (c)))
#define goro_chan_cap(c) (__extension__ __goro_chan_cap (__GORO_CHAN (c)))

/* goro_range (v, c) { ... }: a loop that declares v and receives into it until c is
   closed and empty.  break and continue mean what they say.  */
#define goro_range(v, c) __GORO_RANGE (v, c, __LINE__)
#define __GORO_RANGE(v, c, line) __GORO_RANGE_IN (v, c, line)
#define __GORO_RANGE_IN(v, c, line) __GORO_RANGE_AS (v, c, __goro_range_##line, __goro_once_##line)
#define __GORO_RANGE_AS(v, c, ch, once) \
  for (bool once = true; once;) \
    for (__typeof__ (c) ch = (c); once; once = false) \
      for (GORO_ELEM (c) v; __extension__ __goro_chan_recv ((struct goro_chan_ *) ch, &v) != 0;)

/* What the macros call.  Elements go through the address of a local of the caller.  */
GORO_PUBLIC uintptr_t __goro_chan_make (size_t elem_size, int64_t n) GORO_RUNTIME;
GORO_PUBLIC void __goro_chan_free (struct goro_chan_ *c) GORO_RUNTIME;
GORO_PUBLIC void __goro_chan_send (struct goro_chan_ *c, const void *elem) GORO_RUNTIME;
GORO_PUBLIC uintptr_t __goro_chan_recv (struct goro_chan_ *c, void *elem) GORO_RUNTIME;
GORO_PUBLIC uintptr_t __goro_chan_try_send (struct goro_chan_ *c, const void *elem) GORO_RUNTIME;
GORO_PUBLIC intptr_t __goro_chan_try_recv (struct goro_chan_ *c, void *elem) GORO_RUNTIME;
GORO_PUBLIC void __goro_chan_close (struct goro_chan_ *c) GORO_RUNTIME;
GORO_PUBLIC size_t __goro_chan_len (const struct goro_chan_ *c) GORO_RUNTIME;
GORO_PUBLIC size_t __goro_chan_cap (const struct goro_chan_ *c) GORO_RUNTIME;

/* --- 6. Select ----------------------------------------------------------------------- */

/* int goro_select (case, case, ...): do one of several channel operations.

     switch (goro_select (goro_case_recv (a, &x), goro_case_send (b, y), goro_default)) {
     case 0: ...            x was received from a
     case 1: ...            y was sent on b
     case GORO_DEFAULT: ... neither was possible at once
     }

   If several can proceed, one of them is chosen at random; if none, the default if
   there is one; else it blocks until one can.  Returns the place of the chosen case
   in the list, from 0, or GORO_DEFAULT.  goro_default stands last, so that it does not
   shift the places.  Up to 65535 cases; a channel may stand in several; a null channel is never
   chosen; no cases at all block for ever.  All channels and all values to send are
   evaluated, once, whichever is chosen.  Panics as goro_send when a send
   on a closed channel is chosen.  */
#define goro_select(...) \
  (__extension__ ({ struct goro_case __goro_cases[] = { __VA_ARGS__ }; \
                    int __goro_chosen \
                      = (int) __goro_select_any (__goro_cases, sizeof __goro_cases / sizeof (struct goro_case)); \
                    __goro_chosen; }))

/* goro_case_recv (c, T *p): receive into *p; p may be a null pointer.  */
#define goro_case_recv(c, p) \
  { __GORO_CHAN (c), __GORO_ELEM_PTR (c, p), (bool *) 0, __GORO_CASE_RECV, 0, 0, 0 }

/* goro_case_recv_ok (c, T *p, bool *ok): the same; *ok is as goro_recv_ok's result.  */
#define goro_case_recv_ok(c, p, ok) \
  { __GORO_CHAN (c), __GORO_ELEM_PTR (c, p), ok, __GORO_CASE_RECV, 0, 0, 0 }

/* goro_case_send (c, v): send v, converted as goro_send does.  */
#define goro_case_send(c, ...) \
  { __GORO_CHAN (c), (GORO_ELEM (c)[1]) { ({ GORO_ELEM (c) __goro_sent = __VA_ARGS__; __goro_sent; }) }, \
    (bool *) 0, __GORO_CASE_SEND, 0, 0, 0 }

#define goro_default { (struct goro_chan_ *) 0, (void *) 0, (bool *) 0, __GORO_CASE_DEFAULT, 0, 0, 0 }
#define GORO_DEFAULT (-1)

/* One case.  To be made by the macros above only.  The last three are the runtime's:
   orders in which to look at the cases and to lock their channels.  */
struct goro_case {
  struct goro_chan_ *chan;
  void *elem;
  bool *ok;
  uint16_t kind, poll, lock, spare;
};
#define __GORO_CASE_RECV    1
#define __GORO_CASE_SEND    2
#define __GORO_CASE_DEFAULT 3
GORO_PUBLIC intptr_t __goro_select (struct goro_case *cases, size_t n) GORO_RUNTIME;
GORO_PUBLIC intptr_t __goro_select_try (struct goro_case *only) GORO_RUNTIME;
/* One case and a default: trying it is all there is to do.  */
static inline intptr_t __goro_select_any (struct goro_case *cases, size_t n)
{
  return n == 2 && cases[1].kind == __GORO_CASE_DEFAULT ? __goro_select_try (cases) : __goro_select (cases, n);
}

/* --- 7. Wait group ------------------------------------------------------------------ */

/* A counter that goroutines wait for to become zero (sync.WaitGroup).  */
typedef struct goro_wait_group {
  int64_t state;  /* counter in the high half, number of waiters in the low half */
  uint32_t lock;  /* guards queue */
  uint32_t spare;
  void *queue;    /* waiting goroutines */
} goro_wait_group;

/* Add n, which may be negative, to the counter.  At zero everyone who waits goes on.
   Below zero: "panic: negative wait group counter".  Does not block.  */
GORO_PUBLIC void goro_wait_group_add (goro_wait_group *wg, int n) GORO_RUNTIME;
/* The same as adding -1.  */
GORO_PUBLIC void goro_wait_group_done (goro_wait_group *wg) GORO_RUNTIME;
/* Block until the counter is zero.  */
GORO_PUBLIC void goro_wait_group_wait (goro_wait_group *wg) GORO_RUNTIME;

/* --- 8. Mutex ------------------------------------------------------------------------ */

/* Mutual exclusion (sync.Mutex).  Not recursive; may be unlocked by another goroutine
   than the one that locked it.  Waiters go on in the order they came, but one that
   happens to run may get in between, until somebody has waited for 1 ms.  */
typedef struct goro_mutex {
  int64_t taken, given; /* how often, as long as nobody waits; else given < 0 */
  uint16_t state;       /* bits, while given < 0: sync/mutex.c */
  uint8_t held;         /* given + 1 at the time of the last lock, its low bits */
  uint8_t spare;
  uint32_t lock;        /* guards the queue */
  void *queue;          /* waiting goroutines: the last; its link leads to the first */
} goro_mutex;

/* Lock m or wait once.  0: locked.  Else a wait is over and m has still to be locked: call
   again with the result, which is the time when the waiting began.  */
GORO_PUBLIC uintptr_t __goro_mutex_wait (goro_mutex *m, uintptr_t since) GORO_RUNTIME;
GORO_PUBLIC uintptr_t __goro_mutex_try (goro_mutex *m) GORO_RUNTIME;
/* The rest of unlocking; the same when m was not locked.  */
GORO_PUBLIC void __goro_mutex_wake (goro_mutex *m) GORO_RUNTIME;
GORO_PUBLIC void __goro_mutex_not_locked (goro_mutex *m) GORO_RUNTIME;

/* Lock m unless it is locked or somebody waits for it.  Relaxed: a count that is out of date
   makes the exchange fail, and that is what orders.  */
static inline bool __goro_mutex_take (goro_mutex *m)
{
  int64_t given = __atomic_load_n (&m->given, __ATOMIC_RELAXED);
  return given >= 0
         && __atomic_compare_exchange_n (&m->taken, &given, given + 1, false,
                                         __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* Unlock m unless somebody waits for it.  The addition is one instruction without a lock prefix:
   only who holds m adds, and sync/mutex.c says why that is enough.  A store is a release here.  */
static inline bool __goro_mutex_give (goro_mutex *m)
{
#ifdef __x86_64__
  bool contended;
  __asm__ __volatile__ ("addq $1, %0" : "+m" (m->given), "=@ccs" (contended) : : "memory", "cc");
  return !contended;
#else
  return __atomic_add_fetch (&m->given, 1, __ATOMIC_RELEASE) >= 0;
#endif
}

/* m has been locked; and was it?  Relaxed: from one who locks to one who unlocks there is an order.  */
static inline void __goro_mutex_hold (goro_mutex *m)
{
  int64_t given = __atomic_load_n (&m->given, __ATOMIC_RELAXED);
  __atomic_store_n (&m->held, (uint8_t) (given + 1), __ATOMIC_RELAXED);
}
static inline bool __goro_mutex_held (goro_mutex *m)
{
  int64_t given = __atomic_load_n (&m->given, __ATOMIC_RELAXED);
  return __atomic_load_n (&m->held, __ATOMIC_RELAXED) == (uint8_t) (given + 1);
}

/* Lock m if it is free; true if that was so.  Does not block.  */
static inline bool goro_mutex_try_lock (goro_mutex *m)
{
  if (!__goro_mutex_take (m) && !__goro_mutex_try (m))
    return false;
  __goro_mutex_hold (m);
  return true;
}

/* Block until m is free, and lock it.  */
static inline void goro_mutex_lock (goro_mutex *m)
{
  if (!__goro_mutex_take (m)) {
    /* A goroutine that was woken has to try again; the loop stands here because m may
       be in memory that moves while it waits.  */
    uintptr_t since = 0;
    do
      since = __goro_mutex_wait (m, since);
    while (since != 0);
  }
  __goro_mutex_hold (m);
}

/* Unlock m.  "fatal error: sync: unlock of unlocked mutex".  Does not block.  */
static inline void goro_mutex_unlock (goro_mutex *m)
{
  if (!__goro_mutex_held (m))
    __goro_mutex_not_locked (m);
  else if (!__goro_mutex_give (m))
    __goro_mutex_wake (m);
}

/* --- 9. Readers-writer mutex ------------------------------------------------------------ */

/* Held by any number of readers or by one writer (sync.RWMutex).  A writer that waits
   keeps new readers out, so do not lock it for reading twice in one goroutine.  */
typedef struct goro_rwmutex {
  uint32_t lock;    /* guards the rest */
  int32_t holders;  /* readers inside, or -1: a writer */
  void *head;       /* waiting goroutines, first and last */
  void *tail;
} goro_rwmutex;

/* Block until no other goroutine holds rw, and lock it for writing.  */
GORO_PUBLIC void goro_rwmutex_lock (goro_rwmutex *rw) GORO_RUNTIME;
/* "fatal error: sync: Unlock of unlocked RWMutex".  */
GORO_PUBLIC void goro_rwmutex_unlock (goro_rwmutex *rw) GORO_RUNTIME;
/* Block until no writer holds rw or waits for it, and lock it for reading.  */
GORO_PUBLIC void goro_rwmutex_read_lock (goro_rwmutex *rw) GORO_RUNTIME;
/* "fatal error: sync: RUnlock of unlocked RWMutex".  */
GORO_PUBLIC void goro_rwmutex_read_unlock (goro_rwmutex *rw) GORO_RUNTIME;
/* The same two without blocking: true if it was locked.  */
GORO_PUBLIC uintptr_t __goro_rwmutex_try_lock (goro_rwmutex *rw) GORO_RUNTIME;
GORO_PUBLIC uintptr_t __goro_rwmutex_try_read_lock (goro_rwmutex *rw) GORO_RUNTIME;
static inline bool goro_rwmutex_try_lock (goro_rwmutex *rw) { return __goro_rwmutex_try_lock (rw) != 0; }
static inline bool goro_rwmutex_try_read_lock (goro_rwmutex *rw) { return __goro_rwmutex_try_read_lock (rw) != 0; }

/* --- 10. Condition ----------------------------------------------------------------------- */

/* Wait until another goroutine says that something has changed (sync.Cond).  */
typedef struct goro_cond {
  uint32_t lock; /* guards the queue */
  uint32_t spare;
  void *head;    /* waiting goroutines, first and last */
  void *tail;
} goro_cond;

GORO_PUBLIC void __goro_cond_wait (goro_cond *cond, goro_mutex *m) GORO_RUNTIME;

/* Unlock m, block until goro_cond_signal or goro_cond_broadcast, lock m again.  The
   caller holds m, and tests what it waits for in a loop.  */
static inline void goro_cond_wait (goro_cond *cond, goro_mutex *m)
{
  __goro_cond_wait (cond, m);
  goro_mutex_lock (m);
}

/* Wake the goroutine that has waited longest, if any; wake all.  Neither blocks; the
   caller may hold the mutex or not.  */
GORO_PUBLIC void goro_cond_signal (goro_cond *cond) GORO_RUNTIME;
GORO_PUBLIC void goro_cond_broadcast (goro_cond *cond) GORO_RUNTIME;

/* --- 11. Once ------------------------------------------------------------------------------ */

/* Something to be done once (sync.Once).  */
typedef struct goro_once {
  uint32_t done;
  goro_mutex m;
} goro_once;

/* Call fn if this is the first call for this once.  Blocks while another goroutine is in its
   fn: when this returns, fn has returned.  fn must not use the same once.  */
static inline void goro_once_do (goro_once *once, void (*fn) (void))
{
  if (__atomic_load_n (&once->done, __ATOMIC_ACQUIRE))
    return;
  goro_mutex_lock (&once->m);
  if (!__atomic_load_n (&once->done, __ATOMIC_RELAXED)) {
    fn ();
    __atomic_store_n (&once->done, 1, __ATOMIC_RELEASE);
  }
  goro_mutex_unlock (&once->m);
}

/* --- 12. Semaphore --------------------------------------------------------------------------- */

/* A number of permits; all zeroes means none, GORO_SEM_INIT (n) starts with n.  */
typedef struct goro_sem {
  uint32_t lock;  /* guards the rest */
  uint32_t count; /* permits to be had */
  void *head;     /* waiting goroutines, first and last */
  void *tail;
} goro_sem;
#define GORO_SEM_INIT(n) { 0, (n), (void *) 0, (void *) 0 }

/* Take a permit; blocks while there is none.  Waiters are served in order.  */
GORO_PUBLIC void goro_sem_acquire (goro_sem *sem) GORO_RUNTIME;
/* Give a permit back, or a new one.  Does not block.  */
GORO_PUBLIC void goro_sem_release (goro_sem *sem) GORO_RUNTIME;
/* Take a permit if there is one; true if there was.  Does not block.  */
GORO_PUBLIC uintptr_t __goro_sem_try_acquire (goro_sem *sem) GORO_RUNTIME;
static inline bool goro_sem_try_acquire (goro_sem *sem) { return __goro_sem_try_acquire (sem) != 0; }

/* --- 13. Memory ------------------------------------------------------------------------------- */

/* Objects of the collected heap: nobody frees them.  They are zero when they are made, never move, and live as
   long as a pointer to them, or to any byte of them, or one past their end, is in

   - a local variable or a temporary of compiled code (code built with the plugin),
   - a static or thread-local variable of compiled code,
   - another such object, where its type says that a pointer may be,
   - a channel, the arguments of a go statement,
   - memory named by goro_add_root.

   Not in memory from malloc, nor in memory that foreign code keeps.  Fatal when there is no memory.

   T *goro_new (T): one T (Go's new).  */
#define goro_new(T) ((__typeof__ (T) *) __goro_new (__GORO_TYPE (T)))

/* T *goro_make (T, n): an array of n.  n < 0, or more bytes than can be addressed: "panic: goro_make: len out of
   range".  n == 0 gives a pointer that may not be read from.  */
#define goro_make(T, n) ((__typeof__ (T) *) __goro_make (__GORO_ELEMENT (T), (n)))

/* T *goro_new_flexible (T, member, n): a structure T whose last member is an array without a length, with n elements of
   it.  Errors as goro_make.  */
#define goro_new_flexible(T, member, n) \
  ((__typeof__ (T) *) __goro_new_flexible (__GORO_TYPE (T), offsetof (__typeof__ (T), member), \
                                           __GORO_ELEMENT (__typeof__ (((__typeof__ (T) *) 0)->member[0])), (n)))

/* size bytes, aligned as malloc's.  GORO_POINTERS: every word may hold a pointer; GORO_NO_POINTERS: none does, the
   collector does not look inside.  */
GORO_PUBLIC void *goro_alloc (size_t size, int pointers) GORO_RUNTIME __attribute__ ((__malloc__, __alloc_size__ (1)));
#define GORO_NO_POINTERS 0
#define GORO_POINTERS    1

/* What the macros call.  A type's descriptor is made by the plugin; in other code every word may hold a pointer.  */
struct goro_type;
#ifdef __GORO__
extern const struct goro_type *__goro_type (int, ...) GORO_RUNTIME;
#define __GORO_TYPE(T) __goro_type (0, (__typeof__ (T) *) 0)
#define __GORO_ELEMENT(T) __goro_type (1, (__typeof__ (T) *) 0) /* of an array */
#else
#define __GORO_TYPE(T) \
  (__extension__ ({ static struct { uint32_t a, b; uint64_t c, d, e[sizeof (T) / 512 + 1]; } __goro_any; \
                    (const struct goro_type *) __goro_any_type (&__goro_any, sizeof (T), __alignof__ (T)); }))
#define __GORO_ELEMENT(T) __GORO_TYPE (T)
GORO_PUBLIC const struct goro_type *__goro_any_type (void *room, size_t size, size_t align);
#endif
GORO_PUBLIC void *__goro_new (const struct goro_type *type) GORO_RUNTIME __attribute__ ((__malloc__));
GORO_PUBLIC void *__goro_scope_enter (size_t bytes) GORO_RUNTIME;
GORO_PUBLIC void __goro_scope_leave (void *base) GORO_RUNTIME;
GORO_PUBLIC void __goro_scope_back (void); /* its arguments are pushed (passes/escape/room.cc) */
GORO_PUBLIC void *__goro_promote (const struct goro_type *type) GORO_RUNTIME __attribute__ ((__malloc__));
GORO_PUBLIC void *__goro_make (const struct goro_type *type, int64_t n) GORO_RUNTIME __attribute__ ((__malloc__));
GORO_PUBLIC void *__goro_new_flexible (const struct goro_type *type, size_t offset, const struct goro_type *element,
                                       int64_t n) GORO_RUNTIME __attribute__ ((__malloc__));

/* Collect all garbage now; returns when everything that was unreachable at the call has been freed or queued for its
   finalizer (runtime.GC).  Blocks.  */
GORO_PUBLIC void goro_gc (void) GORO_RUNTIME;

/* A new collection begins when the heap has grown by this many percent since the last (debug.SetGCPercent); negative: never.
   Returns the value before.  The first one comes from GOROGC, a number or `off', else 100.  */
GORO_PUBLIC int goro_set_gc_percent (int percent) GORO_RUNTIME;

/* Bytes that the runtime tries to stay under, by collecting more often and giving free memory back (debug.SetMemoryLimit); negative changes
   nothing.  They are sys - heap_released of goro_read_mem_stats: the heap, stacks, and the runtime's own records; not memory from malloc.  It is
   exceeded where live objects and stacks need more: the collector takes no more than half of the time.  Returns the value before.  The first one comes from GOROMEMLIMIT, a number with an optional B, KiB, MiB, GiB or
   TiB, else INT64_MAX.  */
GORO_PUBLIC int64_t goro_set_memory_limit (int64_t bytes) GORO_RUNTIME;

/* What the heap is doing, in bytes where nothing else is said (runtime.MemStats).  Objects count when the run of memory that a
   processor allocates from is set aside, and as freed when the collector sweeps them.  */
typedef struct goro_mem_stats {
  uint64_t alloc;          /* objects: allocated and not freed; the same as heap_alloc */
  uint64_t total_alloc;    /* objects: ever allocated */
  uint64_t sys;            /* obtained from the system: heap, stacks, the runtime's own */
  uint64_t mallocs;        /* number of objects ever allocated ... */
  uint64_t frees;          /* ... and freed */
  uint64_t heap_alloc;
  uint64_t heap_sys;       /* of the heap's addresses, those in use or used before */
  uint64_t heap_idle;      /* of those, pages without objects */
  uint64_t heap_inuse;     /* pages with objects */
  uint64_t heap_released;  /* of heap_idle, without memory of the system's */
  uint64_t heap_objects;   /* mallocs - frees */
  uint64_t other_sys;      /* sys - heap_sys: stacks, goroutines, the heap's own records */
  uint64_t stack_sys;      /* of that, stacks and goroutines, in use or kept for the next */
  uint64_t stack_inuse;    /* stacks of goroutines that are there */
  uint64_t next_gc;        /* a collection begins at this heap_alloc */
  uint64_t last_gc;        /* when the last one ended, ns since 1970; 0: none */
  uint64_t gc_ns;          /* time of the collector's work, all threads */
  uint32_t num_gc;         /* collections that have ended ... */
  uint32_t num_forced_gc;  /* ... of those, by goro_gc () */
} goro_mem_stats;
/* Stops nobody: each field is right, together they may be of slightly different moments.  */
GORO_PUBLIC void goro_read_mem_stats (goro_mem_stats *stats) GORO_RUNTIME;

/* How long the collector has kept goroutines from running: a goroutine's part in a round of all, the scan of its stack with it, and the slices of
   marking and sweeping that its thread does where no processor is to spare.  What an allocation has to mark for its own sake is not in it, nor what the system does with
   the thread.  count[i]: how often for less than goro_gc_pause_limit (i) ns and not less than goro_gc_pause_limit (i - 1); four buckets
   for each doubling (the histogram /sched/pauses of runtime/metrics).  Since the start of the program.  Stops nobody.  */
#define GORO_GC_PAUSES 128
typedef struct goro_gc_pauses {
  uint64_t count[GORO_GC_PAUSES];
  uint64_t longest;        /* ns */
} goro_gc_pauses;
GORO_PUBLIC void goro_read_gc_pauses (goro_gc_pauses *pauses) GORO_RUNTIME;
static inline uint64_t goro_gc_pause_limit (int i)
{
  return i < 4 ? (uint64_t) i + 1 : (uint64_t) (5 + i % 4) << (i / 4 - 1);
}

/* The words of size bytes at p, memory that the collector does not know, may hold pointers, until goro_remove_root with
   the same p.  */
GORO_PUBLIC void goro_add_root (void *p, size_t size) GORO_RUNTIME;
GORO_PUBLIC void goro_remove_root (void *p) GORO_RUNTIME;

/* The object that p points to is reachable up to here, whatever the compiler thinks (runtime.KeepAlive): its finalizer, its
   cleanups have not been called, its weak pointers are good.  p may point into it.  */
static inline void goro_keep_alive (const volatile void *p)
{
  /* It clobbers memory so that what was done with the object before is not moved behind it.  */
  __asm__ volatile ("" : : "r" (p) : "memory");
}

/* --- 14. Finalizers, cleanups, weak pointers --------------------------------------------------- */

/* goro_set_finalizer (T *p, void (*fn) (T *));

   Once a collection finds the object at p unreachable, fn (p) is called in a goroutine of its own (runtime.SetFinalizer).  The call makes the
   object reachable again, and it has no finalizer any more: if nobody sets a new one, a later collection frees it.  fn NULL: the object shall have
   no finalizer.

   Finalizers are called one after the other, in any order but one: where objects with finalizers point to each other, the
   one that points is called first, and the others at a later collection.  If objects with finalizers form a circle, none is ever
   called or freed.  None is called when the program ends.  One that has much to do, or blocks, should start a goroutine.

   p must point to the start of an object of the collected heap.  An object is unreachable as soon as nothing will look at a pointer
   to it any more: goro_keep_alive says until when it is in use.  A small object is not put together with others, as
   Go does it, so its finalizer does not wait for them; but a pointer one past the end of the object before it looks like a
   pointer to it.  Fatal where p is NULL, not an object's start, or has a finalizer.  Does not block.  */
#define goro_set_finalizer(p, fn) \
  (__extension__ ({ \
    __typeof__ (1 ? (p) : (p)) __goro_p = (p); \
    void (*__goro_fn) (__typeof__ (1 ? (p) : (p))) = (fn); \
    __goro_set_finalizer (__goro_p, (void (*) (void *)) __goro_fn); \
  }))
GORO_PUBLIC void __goro_set_finalizer (const volatile void *p, void (*fn) (void *)) GORO_RUNTIME;

/* goro_cleanup goro_add_cleanup (void *p, void (*fn) (A *), A *arg);

   Once the object that p points into has been freed, fn (arg) is called in a goroutine of its own (runtime.AddCleanup).
   The object itself is gone by then, so, unlike with finalizers, it is freed by the first collection that finds it unreachable, and circles are; an
   object may have many cleanups; with a finalizer it has to be found unreachable again, after that has been called.  arg is
   kept reachable until then, so it must not lead to the object: then neither is ever freed.  Cleanups are called one after the other,
   in any order.  Fatal: p that does not point into an object of the collected heap, arg that points into the same, fn NULL.
   Does not block.  */
typedef struct goro_cleanup {
  uint64_t id;      /* 0: of no cleanup */
  uint64_t hidden;  /* ~p: this does not keep the object */
} goro_cleanup;
#define goro_add_cleanup(p, fn, arg) \
  (__extension__ ({ \
    const volatile void *__goro_p = (p); \
    __typeof__ (1 ? (arg) : (arg)) __goro_arg = (arg); \
    void (*__goro_fn) (__typeof__ (1 ? (arg) : (arg))) = (fn); \
    goro_cleanup __goro_made; \
    __goro_made.id = __goro_add_cleanup (__goro_p, (void (*) (void *)) __goro_fn, (void *) __goro_arg); \
    __goro_made.hidden = ~(uint64_t) (uintptr_t) __goro_p; \
    __goro_made; \
  }))
GORO_PUBLIC uint64_t __goro_add_cleanup (const volatile void *p, void (*fn) (void *), void *arg) GORO_RUNTIME;
/* It shall not be called; nothing happens if it has been queued, or called (Cleanup.Stop).  While the object may still be unreachable
   one cannot know which: keep it alive to be certain.  */
GORO_PUBLIC void __goro_cleanup_stop (uint64_t id, uint64_t hidden) GORO_RUNTIME;
static inline void goro_cleanup_stop (goro_cleanup cleanup)
{
  __goro_cleanup_stop (cleanup.id, cleanup.hidden);
}

/* The type of a weak pointer to a T (weak.Pointer): it does not keep the object.  As with channels the compiler knows what it points to; a
   null pointer is a weak pointer to nothing.  */
struct goro_weak_;
#define goro_weak(T) __typeof__ (__typeof__ (T) *(*) (struct goro_weak_ *))

/* goro_weak (T) goro_weak_make (T *p): a weak pointer to *p.  Two of them are equal (==) if they were made from equal pointers, also after
   the object is gone.  p may point into an object; then it is another weak pointer than the one to its start.  Of NULL: NULL.  Memory that is not
   of the collected heap lasts for ever; but a goroutine's stack is fatal.  */
#define goro_weak_make(p) (__extension__ (__GORO_WEAK_OF (p)) __goro_weak_make ((p)))
#ifdef __cplusplus
#define __GORO_WEAK_OF(p) goro_weak (__typeof__ (*(p)))
#else
/* Without *p, for pointers to void.  */
#define __GORO_WEAK_OF(p) __typeof__ (__typeof__ (1 ? (p) : (p)) (*) (struct goro_weak_ *))
#endif
GORO_PUBLIC struct goro_weak_ *__goro_weak_make (const volatile void *p) GORO_RUNTIME;

/* T *goro_weak_value (goro_weak (T) w): the pointer that w was made from, or NULL if the object has been found unreachable; then it
   stays NULL, whatever a finalizer does with the object.  It is cleared before the finalizer is called.  Does not block.  */
#define goro_weak_value(w) \
  (__extension__ (__typeof__ ((w) ((struct goro_weak_ *) 0))) __goro_weak_value ((struct goro_weak_ *) (w)))
GORO_PUBLIC void *__goro_weak_value (struct goro_weak_ *w) GORO_RUNTIME;

#ifdef __cplusplus
}
#endif

#endif
