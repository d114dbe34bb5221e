/* SPDX-License-Identifier: MIT */
/* Signals.

   A handler of the program's runs on the alternate stack of its M, with the guard 0,
   so that its code takes itself for code on a thread's stack: checks pass, calls
   of foreign functions are plain.  It may not block.  Compiled code's sigaction and
   signal come here (goro.sigaction ...), so that every handler is entered through
   `enter'; what they answer is the program's own view.

   SIGSEGV and SIGBUS are always caught: a probe for the magic word may fault
   (asm/<cpu>/cpu.h).  A fault that nobody handles is reported as Go does, with the goroutine's
   calls, and then kills the process as it does in plain C.

   Table entries are written by goro.sigaction under `table_lock' before the kernel
   knows of them; handlers read them without.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>

#include "goro.h"
#include "os/os.h"
#include "os/syscall.h"
#include "panic/report.h"
#include "sched/state.h"
#include "stack/stack.h"

/* Sibling calls: see goro__call_sys.  */

enum { SIGNALS = 65 };

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry {
  _Atomic uintptr_t handler; /* the program's, SIG_DFL or SIG_IGN */
  _Atomic int flags;
} table[SIGNALS];

static bool is_fault (int sig)
{
  return sig == SIGSEGV || sig == SIGBUS;
}

static bool is_reported (int sig)
{
  return is_fault (sig) || sig == SIGFPE || sig == SIGILL;
}

/* --- The alternate stack of an M ------------------------------------------------------- */

void goro__signal_stack (struct goro_m *mp)
{
  size_t least = getauxval (AT_MINSIGSTKSZ);
  size_t size = ((least > 2048 ? least : 2048) + 64 * 1024 + 4095) & ~(size_t) 4095;
  stack_t old;
  /* The program may have set one on its first thread.  */
  if (sigaltstack (NULL, &old) == 0 && (old.ss_flags & SS_DISABLE) == 0 && old.ss_size >= size)
    return;
  void *stack = goro__os_map (size);
  if (stack == NULL)
    goro__fatal ("out of memory");
  stack_t new = { .ss_sp = stack, .ss_size = size };
  sigaltstack (&new, NULL);
  mp->signal_stack = stack;
  mp->signal_stack_size = size;
}

void goro__signal_stack_free (struct goro_m *mp)
{
  goro__scope_drop_of_signals (mp);
  if (mp->signal_stack == NULL)
    return;
  stack_t none = { .ss_flags = SS_DISABLE };
  sigaltstack (&none, NULL);
  goro__os_unmap (mp->signal_stack, mp->signal_stack_size);
  mp->signal_stack = NULL;
}

/* --- Handlers -------------------------------------------------------------------------- */

static void run_handler (uintptr_t handler, int sig, siginfo_t *info, void *context)
{
  uintptr_t guard = goro__guard_get ();
  struct goro_m *mp = goro__getm ();
  goro__guard_set (0);
  struct goro_g *scope_g = NULL;
  if (mp != NULL) {
    if (mp->in_signal++ == 0) {
      mp->signal_guard = guard;
      mp->signal_sp = goro__fault_sp (context);
    }
    scope_g = mp->scope_g;
    /* The runtime's own code, between goroutines perhaps (stack/scope.c).  */
    if (guard == 0 && !goro__in_foreign (mp))
      mp->scope_g = &mp->signal_g;
  }
  ((void (*) (int, siginfo_t *, void *)) handler) (sig, info, context);
  goro__interrupt_note (context);
  if (mp != NULL) {
    mp->in_signal--;
    mp->scope_g = scope_g;
  }
  goro__guard_set (guard);
}

static bool is_program_handler (uintptr_t handler)
{
  return handler != (uintptr_t) SIG_DFL && handler != (uintptr_t) SIG_IGN;
}

static void enter (int sig, siginfo_t *info, void *context)
{
  uintptr_t handler = atomic_load (&table[sig].handler);
  if (is_program_handler (handler))
    run_handler (handler, sig, info, context);
}

/* The signal that the runtime uses itself, once it does; handlers of the program's are called by ours.  */
static int reserved;

void goro__signal_reserve (int sig, void (*handler) (int, siginfo_t *, void *))
{
  struct sigaction act, old;
  memset (&act, 0, sizeof act);
  act.sa_sigaction = handler;
  act.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  /* Nothing of the program's in between (interrupt.c); faults come all the same.  */
  sigfillset (&act.sa_mask);
  sigdelset (&act.sa_mask, SIGSEGV);
  sigdelset (&act.sa_mask, SIGBUS);
  pthread_mutex_lock (&table_lock);
  reserved = sig;
  sigaction (sig, &act, &old);
  /* One that foreign code has set.  */
  if (old.sa_sigaction != enter && old.sa_handler != SIG_DFL)
    atomic_store (&table[sig].handler, (uintptr_t) old.sa_handler);
  pthread_mutex_unlock (&table_lock);
}

bool goro__signal_handled (int sig)
{
  return is_program_handler (atomic_load (&table[sig].handler));
}

void goro__signal_pass_on (int sig, siginfo_t *info, void *context)
{
  enter (sig, info, context);
}

static void describe (int sig, const siginfo_t *info, uintptr_t pc)
{
  const char *panic = "invalid memory address or nil pointer dereference";
  const char *name = "SIGSEGV: segmentation violation";
  if (sig == SIGBUS)
    name = "SIGBUS: bus error";
  else if (sig == SIGFPE) {
    panic = info->si_code == FPE_INTDIV ? "integer divide by zero" : "floating point error";
    name = "SIGFPE: floating-point exception";
  } else if (sig == SIGILL) {
    panic = "illegal instruction";
    name = "SIGILL: illegal instruction";
  }
  goro__os_print ("panic: runtime error: %s\n[signal %s code=0x%x addr=0x%x pc=0x%x]\n", panic, name,
                  (unsigned long) (unsigned) info->si_code, (unsigned long) (uintptr_t) info->si_addr,
                  (unsigned long) pc);
}

static void fault (int sig, siginfo_t *info, void *context)
{
  bool by_kernel = info->si_code > 0;
  if (is_fault (sig) && by_kernel && goro__fault_is_probe (context, (uintptr_t) info->si_addr))
    return;
  uintptr_t handler = atomic_load (&table[sig].handler);
  if (is_program_handler (handler)) {
    if ((atomic_load (&table[sig].flags) & SA_RESETHAND) != 0)
      atomic_store (&table[sig].handler, (uintptr_t) SIG_DFL);
    run_handler (handler, sig, info, context);
    return;
  }
  if (!by_kernel && handler == (uintptr_t) SIG_IGN)
    return;

  uintptr_t guard = goro__guard_get ();
  uintptr_t pc = goro__fault_pc (context);
  struct goro_m *mp = goro__getm ();
  goro__guard_set (0);
  if (by_kernel) {
    goro__report_begin ();
    describe (sig, info, pc);
    if (guard != 0 && mp != NULL && mp->curg != NULL) {
      goro__os_print ("\n");
      goro__traceback_fault (mp->curg, pc, goro__fault_sp (context), goro__fault_fp (context));
    } else
      goro__report_goroutine ();
  }
  /* Back to where it happened, to die of it.  */
  struct sigaction act;
  memset (&act, 0, sizeof act);
  act.sa_handler = SIG_DFL;
  sigaction (sig, &act, NULL);
  if (!by_kernel)
    raise (sig);
  goro__guard_set (guard);
}

void goro__signal_init (void)
{
  static const int reported[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
  for (unsigned i = 0; i < sizeof reported / sizeof reported[0]; i++) {
    struct sigaction act, old;
    int sig = reported[i];
    memset (&act, 0, sizeof act);
    act.sa_sigaction = fault;
    act.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigaction (sig, &act, &old);
    /* Set before main began, by a constructor or by who started the program.  */
    if (old.sa_handler == SIG_DFL)
      continue;
    if (is_fault (sig)) {
      atomic_store (&table[sig].flags, old.sa_flags);
      atomic_store (&table[sig].handler, (uintptr_t) old.sa_handler);
    } else
      sigaction (sig, &old, NULL);
  }
}

/* --- What compiled code calls ------------------------------------------------------------- */

/* 0 or an errno.  */
static int set_action (int sig, const struct sigaction *act, struct sigaction *old)
{
  if (sig < 1 || sig >= SIGNALS || sig == SIGKILL || sig == SIGSTOP)
    return sigaction (sig, act, old) == 0 ? 0 : errno;
  struct entry *entry = &table[sig];
  struct sigaction kernel, before;
  int error = 0;
  pthread_mutex_lock (&table_lock);
  uintptr_t was = atomic_load (&entry->handler);
  int was_flags = atomic_load (&entry->flags);
  if (act != NULL) {
    kernel = *act;
    bool program = act->sa_handler != SIG_DFL && act->sa_handler != SIG_IGN;
    if (program || is_fault (sig) || (is_reported (sig) && act->sa_handler == SIG_DFL)) {
      kernel.sa_sigaction = is_reported (sig) ? fault : enter;
      kernel.sa_flags |= SA_SIGINFO | SA_ONSTACK;
      if (is_reported (sig))
        kernel.sa_flags &= ~SA_RESETHAND;
    }
    atomic_store (&entry->flags, act->sa_flags);
    atomic_store (&entry->handler, (uintptr_t) act->sa_handler);
    if (program && !is_reported (sig))
      atomic_store (&goro__sched.handlers, 1);
  }
  if (sig == reserved) {
    if (old != NULL) {
      memset (old, 0, sizeof *old);
      old->sa_handler = (sighandler_t) was;
      old->sa_flags = was_flags;
    }
  } else if (sigaction (sig, act != NULL ? &kernel : NULL, &before) != 0) {
    error = errno;
    atomic_store (&entry->flags, was_flags);
    atomic_store (&entry->handler, was);
  } else if (old != NULL) {
    *old = before;
    if (before.sa_sigaction == enter || before.sa_sigaction == fault) {
      old->sa_handler = (sighandler_t) was;
      old->sa_flags = was_flags;
    }
  }
  pthread_mutex_unlock (&table_lock);
  return error;
}

static void set_errno (struct goro_g *gp, int error)
{
  if (gp != NULL)
    gp->err = error;
  errno = error;
}

static uintptr_t sigaction_sys (struct goro_g *gp, uintptr_t sig, uintptr_t act, uintptr_t old)
{
  int error = set_action ((int) sig, (const struct sigaction *) act, (struct sigaction *) old);
  if (error == 0)
    return 0;
  set_errno (gp, error);
  return (uintptr_t) -1;
}

GORO_PUBLIC int goro__sigaction (int sig, const struct sigaction *act, struct sigaction *old)
  __asm__ ("goro.sigaction");
int goro__sigaction (int sig, const struct sigaction *act, struct sigaction *old)
{
  if (!goro__on_g ())
    return (int) sigaction_sys (NULL, (uintptr_t) sig, (uintptr_t) act, (uintptr_t) old);
  return goro__call_sys_int (sigaction_sys, (uintptr_t) sig, (uintptr_t) act, (uintptr_t) old);
}

static uintptr_t signal_sys (struct goro_g *gp, uintptr_t sig, uintptr_t handler, uintptr_t flags)
{
  struct sigaction act, old;
  memset (&act, 0, sizeof act);
  act.sa_handler = (sighandler_t) handler;
  act.sa_flags = (int) flags;
  if ((flags & SA_NODEFER) == 0)
    sigaddset (&act.sa_mask, (int) sig);
  int error = handler == (uintptr_t) SIG_ERR ? EINVAL : set_action ((int) sig, &act, &old);
  if (error == 0)
    return (uintptr_t) old.sa_handler;
  set_errno (gp, error);
  return (uintptr_t) SIG_ERR;
}

static inline sighandler_t set_signal (int sig, sighandler_t handler, int flags)
{
  if (!goro__on_g ())
    return (sighandler_t) signal_sys (NULL, (uintptr_t) sig, (uintptr_t) handler, (uintptr_t) flags);
  return (sighandler_t) goro__call_sys (signal_sys, (uintptr_t) sig, (uintptr_t) handler, (uintptr_t) flags);
}

#define SIGNAL_ENTRY(function, name, flags)					\
  GORO_PUBLIC sighandler_t function (int sig, sighandler_t handler) __asm__ (name); \
  sighandler_t function (int sig, sighandler_t handler)				\
  {										\
    return set_signal (sig, handler, flags);					\
  }

SIGNAL_ENTRY (goro__signal, "goro.signal", SA_RESTART)
SIGNAL_ENTRY (goro__bsd_signal, "goro.bsd_signal", SA_RESTART)
SIGNAL_ENTRY (goro__ssignal, "goro.ssignal", SA_RESTART)
SIGNAL_ENTRY (goro__sysv_signal, "goro.sysv_signal", (int) (SA_RESETHAND | SA_NODEFER))
SIGNAL_ENTRY (goro__strict_signal, "goro.__sysv_signal", (int) (SA_RESETHAND | SA_NODEFER))

static uintptr_t sigset_sys (struct goro_g *gp, uintptr_t sig, uintptr_t handler, uintptr_t unused)
{
  (void) unused;
  sigset_t set, before;
  sigemptyset (&set);
  if (sigaddset (&set, (int) sig) != 0) {
    set_errno (gp, EINVAL);
    return (uintptr_t) SIG_ERR;
  }
  struct sigaction act, old;
  memset (&act, 0, sizeof act);
  act.sa_handler = (sighandler_t) handler;
  bool hold = handler == (uintptr_t) SIG_HOLD;
  int error = set_action ((int) sig, hold ? NULL : &act, &old);
  if (error != 0) {
    set_errno (gp, error);
    return (uintptr_t) SIG_ERR;
  }
  pthread_sigmask (hold ? SIG_BLOCK : SIG_UNBLOCK, &set, &before);
  return sigismember (&before, (int) sig) ? (uintptr_t) SIG_HOLD : (uintptr_t) old.sa_handler;
}

GORO_PUBLIC sighandler_t goro__sigset (int sig, sighandler_t handler) __asm__ ("goro.sigset");
sighandler_t goro__sigset (int sig, sighandler_t handler)
{
  if (!goro__on_g ())
    return (sighandler_t) sigset_sys (NULL, (uintptr_t) sig, (uintptr_t) handler, 0);
  return (sighandler_t) goro__call_sys (sigset_sys, (uintptr_t) sig, (uintptr_t) handler, 0);
}
