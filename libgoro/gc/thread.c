/* SPDX-License-Identifier: MIT */
/* Threads that run code without a P: foreign functions that goroutines have called, callbacks from there, and threads that
   goro did not start.  Their stacks and registers are read as words.

   Each such thread is stopped by a signal (foreign/interrupt.c), reads itself and goes on: so everything is seen as it was at
   one moment, also what a foreign function is about to rearrange:

   - the registers, general and vector;
   - the thread's stack from sp on, and if a handler of the program's is running, the one it interrupted;
   - of a goroutine that has called foreign code, its frames, here as words as well (stack.c reads them by the maps, but
     not at the same moment), and what the objects behind the first three arguments hold: see foreign.c.

   A signal in the middle of a barrier (goro__uninterruptible) is sent again later.

   A thread that waits in a system call which a handler would end with EINTR, SA_RESTART or not (poll, nanosleep, a futex with a limit, ...)
   is not disturbed; one that begins to wait after we have looked makes its call again (foreign/interrupt.c).  The kernel tells in /proc/self/task/TID/syscall where its stack is and what the six arguments of
   the call were; we read that from here, and afterwards make sure that the thread has not run meanwhile (the third number of
   schedstat).  What is not seen that way is what the foreign function keeps in callee-saved registers alone; it was
   reached through an argument of the call from the goroutine, which is seen.  A read of the two files costs 4 us, a signal there and
   back 5 us: so this is for the sake of programs, not of speed.  A thread that blocks SIGURG is seen the same way when it
   waits.

   A scan is made when marking begins and once more when nothing is left to mark: what a foreign function has taken out of the heap since, without a barrier, is
   in its registers and on its stack.  If that finds something new, marking goes on, and so on.  A thread that has come back meanwhile has shaded its results
   before fseq was raised (asm/<cpu>/foreign.S); or marking had not begun by then, and it does so on the slow way back, which the round has sent it: until
   mp->settled says so it is not done.

   Who has had the present scan has its number in mp->scanned.  sched.lock keeps threads from ending while they are
   looked at; modules are held, for goro__uninterruptible.  The handler takes no lock.  */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>

#include "gc/gc.h"
#include "gc/scan.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"
#include "stack/maps.h"
#include "stack/stack.h"

static _Atomic uint32_t request; /* number of the present scan, or the last */
static _Atomic uint32_t answers; /* futex: how many threads have done their part, ever */

static const int64_t retry_after = 100000; /* ns */
enum {
  LOOKS = 2,                               /* at a thread that runs, before it gets a signal */
  PATIENCE = 20                            /* looks at a thread that waits and does not answer */
};

/* --- What is read ------------------------------------------------------------------------------ */

/* A stack that nobody told us of (a library's coroutine): up to where its memory ends, 1 MB at the most.  */
static void scan_unknown_stack (uintptr_t sp)
{
  uintptr_t end = sp & ~(uintptr_t) 4095;
  unsigned char there;
  for (int pages = 0; pages < 256 && goro__syscall3 (SYS_mincore, end, 4096, &there) == 0; pages++)
    end += 4096;
  goro__gc_scan_words (sp & ~(uintptr_t) 7, end);
}

static void scan_stack_from (struct goro_m *mp, uintptr_t sp)
{
  uintptr_t red_zone = (sp - 128) & ~(uintptr_t) 7;
  uintptr_t signal_stack = (uintptr_t) mp->signal_stack;
  if (sp >= mp->stack_lo && sp < mp->stack_hi)
    goro__gc_scan_words (red_zone, mp->stack_hi);
  else if (signal_stack != 0 && sp - signal_stack < mp->signal_stack_size)
    goro__gc_scan_words (sp & ~(uintptr_t) 7, signal_stack + mp->signal_stack_size);
  else
    scan_unknown_stack (sp);
}

/* The thread does not run on: it is in our handler, or waits in the kernel.  */
static void scan_thread (struct goro_m *mp, uintptr_t sp, const uintptr_t *registers, int count)
{
  for (int i = 0; i < count; i++)
    goro__gc_shade_stack (registers[i]);
  scan_stack_from (mp, sp);
  if (mp->in_signal != 0 && mp->signal_guard == 0)
    scan_stack_from (mp, mp->signal_sp);
  goro__scope_words (&mp->signal_g, goro__gc_scan_words);

  struct goro_g *gp = mp->curg;
  /* While exit () runs main's frames are gone, and foreign_sp is of an older call, or none.  */
  if (mp->adopted || gp == NULL || atomic_load (&gp->gc_scan) == GORO_GC_NO_STACK)
    return;
  goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), gp->hi);
  goro__gc_shade_foreign (mp->foreign_sp);
}

static void done (struct goro_m *mp, uint32_t number)
{
  /* Release: who sees it sees what was marked.  */
  atomic_store_explicit (&mp->scanned, number, memory_order_release);
  atomic_fetch_add (&answers, 1);
  goro__futex_wake (&answers, 1);
}

/* False: it is on the slow way back from foreign code, and what the function has returned may be in its registers alone.  */
static bool settled (struct goro_m *mp)
{
  uint32_t fseq = atomic_load (&mp->fseq);
  return (fseq & 1) != 0 || atomic_load (&mp->retake) == 0 || atomic_load (&mp->settled) == fseq;
}

/* --- In the thread ------------------------------------------------------------------------------ */

void goro__gc_interrupted (struct goro_m *mp, void *context);
void goro__gc_interrupted (struct goro_m *mp, void *context)
{
  uint32_t number = atomic_load (&request);
  if (atomic_load (&mp->scanned) == number)
    return;
  if (!settled (mp))
    return;
  if (goro__in_foreign (mp)) {
    if (goro__uninterruptible (goro__fault_pc (context)))
      return;
    size_t size;
    uintptr_t vectors = goro__context_vectors (context, &size);
    goro__gc_scan_words (vectors, vectors + size);
    scan_thread (mp, goro__fault_sp (context), goro__context_registers (context), goro__context_count);
  }
  /* Else it has come back to its goroutine, and passes a safepoint like everybody.  */
  done (mp, number);
}

/* --- From outside --------------------------------------------------------------------------------- */

/* A small file of a thread's in /proc; the number of characters, 0: there is none.  */
static size_t read_task (int tid, const char *name, char *text, size_t size)
{
  char path[64] = "/proc/self/task/", digits[12], *p = path + 16;
  int n = 0;
  for (; tid > 0; tid /= 10)
    digits[n++] = (char) ('0' + tid % 10);
  while (n > 0)
    *p++ = digits[--n];
  *p++ = '/';
  while ((*p++ = *name++) != 0)
    ;
  long fd = goro__syscall4 (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return 0;
  long count = goro__syscall3 (SYS_read, fd, text, size - 1);
  goro__syscall1 (SYS_close, fd);
  if (count <= 0)
    return 0;
  text[count] = 0;
  return (size_t) count;
}

static uintptr_t number (const char **text)
{
  const char *p = *text;
  uintptr_t value = 0;
  while (*p == ' ')
    p++;
  unsigned base = 10;
  if (p[0] == '0' && p[1] == 'x') {
    base = 16;
    p += 2;
  }
  for (;; p++) {
    unsigned digit = *p >= '0' && *p <= '9' ? (unsigned) (*p - '0') : *p >= 'a' && *p <= 'f' ? (unsigned) (*p - 'a') + 10 : 99;
    if (digit >= base)
      break;
    value = value * base + digit;
  }
  *text = p;
  return value;
}

/* A thread that waits in the kernel.  */
struct waiting {
  long call;
  uintptr_t args[6], sp, pc;
  uintptr_t runs; /* how often it has been given a processor */
};

static bool count_runs (int tid, uintptr_t *runs)
{
  char text[256];
  if (read_task (tid, "schedstat", text, sizeof text) == 0)
    return false;
  const char *p = text;
  number (&p);
  number (&p);
  *runs = number (&p);
  return true;
}

static bool waits (int tid, struct waiting *w)
{
  char text[256];
  const char *p;
  if (!count_runs (tid, &w->runs) || read_task (tid, "syscall", text, sizeof text) == 0 || text[0] < '0' || text[0] > '9')
    return false; /* it runs, or waits for a page */
  p = text;
  w->call = (long) number (&p);
  for (int i = 0; i < 6; i++)
    w->args[i] = number (&p);
  w->sp = number (&p);
  w->pc = number (&p);
  return w->sp != 0;
}

/* Does the system call go on after a handler?  signal (7).  */
static bool restarts (const struct waiting *w)
{
  switch (w->call) {
  case SYS_read: case SYS_readv: case SYS_pread64: case SYS_preadv:
  case SYS_write: case SYS_writev: case SYS_pwrite64: case SYS_pwritev:
  case SYS_open: case SYS_openat: case SYS_ioctl: case SYS_flock: case SYS_fcntl:
  case SYS_wait4: case SYS_waitid: case SYS_getrandom:
    return true;
  case SYS_futex:
    return w->args[3] == 0 || (w->args[1] & FUTEX_CMD_MASK) == FUTEX_WAKE;
  default:
    return false;
  }
}

/* mp's thread waits, and is left alone; false: it has to be stopped.  sched.lock is held.  */
static bool scan_waiting (struct goro_m *mp, bool patient)
{
  struct waiting w, after;
  uint32_t cycle = atomic_load (&goro__gc.cycle);
  /* Seen waiting in this cycle, and not run since.  */
  if (mp->scan_cycle == cycle && count_runs (mp->tid, &w.runs) && w.runs == mp->scan_runs)
    return true;
  if (!waits (mp->tid, &w) || (patient && restarts (&w)) || !goro__in_foreign (mp))
    return false;
  scan_thread (mp, w.sp, w.args, 6);
  /* In the order of waits (): the number of runs first, so that nothing is missed.  */
  if (!waits (mp->tid, &after) || after.runs != w.runs || after.sp != w.sp || after.pc != w.pc)
    return false;
  mp->scan_runs = w.runs;
  mp->scan_cycle = cycle;
  return true;
}

/* Where the stack is.  sched.lock keeps the thread.  */
static void find_stack (struct goro_m *mp)
{
  pthread_attr_t attr;
  void *lo;
  size_t size;
  /* glibc's pthread_t is the thread pointer.  */
  if (mp->stack_hi != 0 || pthread_getattr_np ((pthread_t) mp->tcb_guard - GORO_TCB_GUARD, &attr) != 0)
    return;
  pthread_attr_getstack (&attr, &lo, &size);
  pthread_attr_destroy (&attr);
  mp->stack_lo = (uintptr_t) lo;
  mp->stack_hi = (uintptr_t) lo + size;
}

/* It is not in foreign code, or has not been for a moment since the scan began: then it is in another call, whose arguments
   have been looked at.  */
static bool came_back (struct goro_m *mp, uint32_t number)
{
  uint32_t fseq = atomic_load (&mp->fseq);
  return (fseq & 1) == 0 ? settled (mp) : mp->scan_begun == number && fseq != mp->scan_fseq;
}

/* Most calls are over within a microsecond, and take less than a signal or a look at what the kernel knows.  */
static void let_short_calls_end (uint32_t number)
{
  bool any = false;
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  for (struct goro_m *mp = goro__sched.all_m; mp != NULL; mp = mp->all_link) {
    mp->scan_begun = number;
    mp->scan_fseq = atomic_load (&mp->fseq);
    any |= !mp->adopted && (mp->scan_fseq & 1) != 0;
  }
  goro__unlock (&goro__sched.lock);
  for (int spins = 0; any && spins < 100; spins++)
    goro__cpu_pause ();
}

/* The part of one thread; true when it is done.  sched.lock is held.  */
static bool visit (struct goro_m *mp, uint32_t number, int tries)
{
  if (atomic_load (&mp->scanned) == number)
    return true;
  if (mp == goro__getm () || *(uintptr_t *volatile *) &mp->tcb_guard == NULL || came_back (mp, number)) {
    atomic_store (&mp->scanned, number);
    return true;
  }
  find_stack (mp);
  if (scan_waiting (mp, tries < PATIENCE)) {
    atomic_store (&mp->scanned, number);
    return true;
  }
  /* It runs, and may be about to wait: a signal that meets it there ends the system call early after all.  So it gets one when it has been
     seen to run three times.  */
  if (tries >= LOOKS)
    goro__interrupt (mp, GORO_INTERRUPT_SCAN);
  return false;
}

/* When marking begins a round and a scan of threads are the same: what a thread without a P does not do itself is to look at __goro_marking at the right
   moment, and it is not between a look and a store when it answers.  So the first one, with marking just begun, has to read
   the arguments' objects anyway.  */
void goro__gc_scan_threads (void)
{
  goro__interrupt_init ();
  goro__modules_hold ();
  uint32_t number = atomic_fetch_add (&request, 1) + 1;
  let_short_calls_end (number);
  for (int tries = 0;; tries++) {
    uint32_t seen = atomic_load (&answers);
    bool all = true;
    goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
    for (struct goro_m *mp = goro__sched.all_m; mp != NULL; mp = mp->all_link)
      all &= visit (mp, number, tries);
    goro__unlock (&goro__sched.lock);
    if (all)
      break;
    if (tries < LOOKS)
      goro__os_sleep (10000);
    else
      goro__futex_wait (&answers, seen, goro__nanotime () + retry_after);
  }
  goro__modules_release ();
}
