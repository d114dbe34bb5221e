/* SPDX-License-Identifier: MIT */
/* Stopping a thread for a moment, by a signal: to scan it (gc/thread.c), or to take a goroutine that calls
   nothing off its processor (sched/async.c).

   SIGURG, as in Go: nobody has it who does not use out-of-band data, it is ignored by default, debuggers let it pass.  The program
   may have a handler for it all the same; ours calls that for each one that we did not send.

   mp->interrupt says what a signal is for.  It is set before the signal is sent and taken by the handler, so two requests
   may share one signal, and one that comes late finds nothing to do.

   No system call may end with EINTR because of us: neither libraries nor programs expect that of a process in which nobody
   sends signals.  SA_RESTART sees to most calls.  Those that it does not restart (poll, select, nanosleep, ...) are not sent
   one while they wait (gc/thread.c), but the thread may begin to wait between the look and the signal.  There is no way to stop another thread
   only while it is not in the kernel, so the handler makes the call again: the frame of the signal shows that a call
   has just ended with EINTR, the registers with its arguments are as they were, the C library's code has the number in one of the instructions before.  The call
   had not begun when we looked, so next to nothing of its time was over; select has the rest of its time in its argument.

   The program's own signals keep their effect.  While our handler runs all others are blocked; if one of those is pending then that
   would interrupt the call as well, its EINTR stays and the program's handler runs when ours returns.  A handler of the program's
   that has interrupted the call itself leaves a mark in its frame (goro__interrupt_note), in case our signal, blocked meanwhile, comes in
   the moment it returns.  What is left: handlers that foreign code has set, which leave none; and calls made by other code than the C library's, by
   syscall () for instance, whose number we do not know.  The text of the library is where gnu_get_libc_version is, whose address no program takes; in a static program, the whole program.

   Rejected: to look again for longer before the signal, which makes it rare, not impossible; syscall user dispatch, which would tell us of each call that
   begins, and makes all of them slower.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <gnu/libc-version.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>

#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"

/* In programs that have a collector.  */
__attribute__ ((weak)) void goro__gc_interrupted (struct goro_m *mp, void *context);

/* --- The call that was interrupted -------------------------------------------------------------- */

/* The C library's text.  Set before the first signal is sent.  */
static uintptr_t text_lo, text_hi;

static int find_text (struct dl_phdr_info *info, size_t size, void *inside)
{
  (void) size;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + p->p_vaddr;
    if (p->p_type == PT_LOAD && (uintptr_t) inside - start < p->p_memsz) {
      text_lo = start + 32; /* the bytes before can be read */
      text_hi = start + p->p_memsz;
      return 1;
    }
  }
  return 0;
}

/* The number of the call that has just ended with EINTR and may be made again; -1: there is none.  */
static long interrupted_call (void *context)
{
  uintptr_t pc = goro__fault_pc (context);
  if (pc < text_lo || pc >= text_hi)
    return -1;
  long number = goro__context_interrupted_call (context);
  switch (number) {
  case SYS_poll: case SYS_ppoll: case SYS_select: case SYS_pselect6:
  case SYS_epoll_wait: case SYS_epoll_pwait: case SYS_epoll_pwait2:
  case SYS_nanosleep: case SYS_clock_nanosleep: case SYS_futex:
  case SYS_pause: case SYS_rt_sigsuspend: case SYS_rt_sigtimedwait:
  case SYS_semop: case SYS_semtimedop: case SYS_msgsnd: case SYS_msgrcv:
  case SYS_io_getevents: case SYS_mq_timedsend: case SYS_mq_timedreceive:
  /* With a limit set on the socket.  */
  case SYS_accept: case SYS_accept4: case SYS_recvfrom: case SYS_recvmsg: case SYS_recvmmsg:
  case SYS_sendto: case SYS_sendmsg: case SYS_sendmmsg: case SYS_read: case SYS_readv: case SYS_write: case SYS_writev:
    return number;
  default:
    return -1;
  }
}

void goro__interrupt_note (void *context)
{
  if (interrupted_call (context) >= 0)
    goro__context_keep_interrupted (context);
}

/* All other signals are blocked.  */
static void call_again (ucontext_t *context)
{
  long number = interrupted_call (context);
  if (number < 0)
    return;
  uint64_t pending = 0, mask;
  __builtin_memcpy (&mask, &context->uc_sigmask, sizeof mask);
  if (goro__syscall2 (SYS_rt_sigpending, &pending, sizeof pending) == 0
      && (pending & ~mask & ~((uint64_t) 1 << (SIGURG - 1))) == 0)
    goro__context_call_again (context, number);
}

/* --- The handler ---------------------------------------------------------------------------------- */

/* The signals that were not blocked before are let through again.  */
static void unblock (const ucontext_t *context)
{
  uint64_t mask;
  __builtin_memcpy (&mask, &context->uc_sigmask, sizeof mask);
  mask |= (uint64_t) 1 << (SIGURG - 1);
  goro__syscall4 (SYS_rt_sigprocmask, SIG_SETMASK, &mask, 0, sizeof mask);
}

static void interrupted (int sig, siginfo_t *info, void *context)
{
  struct goro_m *mp = goro__getm ();
  uint32_t why = mp != NULL ? atomic_exchange (&mp->interrupt, 0) : 0;
  if (why & GORO_INTERRUPT_SCAN)
    goro__gc_interrupted (mp, context);
  if (why == 0 || info->si_code != SI_TKILL) {
    /* Not by us, or late.  A handler of the program's may expect the EINTR.  */
    if (goro__signal_handled (sig)) {
      unblock (context);
      goro__signal_pass_on (sig, info, context);
      return;
    }
  }
  call_again (context);
  if (why & GORO_INTERRUPT_PREEMPT) {
    unblock (context); /* may wait */
    goro__async_interrupted (mp, context);
  }
}

static void reserve (void)
{
  dl_iterate_phdr (find_text, (void *) (uintptr_t) &gnu_get_libc_version);
  goro__signal_reserve (SIGURG, interrupted);
}

void goro__interrupt_init (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once (&once, reserve);
}

void goro__interrupt (struct goro_m *mp, uint32_t why)
{
  atomic_fetch_or (&mp->interrupt, why);
  goro__syscall3 (SYS_tgkill, goro__syscall1 (SYS_getpid, 0), mp->tid, SIGURG);
}
