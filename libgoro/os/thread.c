/* SPDX-License-Identifier: MIT */
/* Threads, through libc: foreign code on them wants its thread-local storage.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <resolv.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>

#include "os/os.h"
#include "os/syscall.h"

struct start {
  void (*fn) (void *);
  void *arg;
  sigset_t mask;
};

static sigset_t first_mask;
bool goro__os_own_stacks;

/* glibc's pthread_create gives each new thread a state for the resolver, and the variable that points to the thread's comes in a static
   program with all of the resolver: 60 KB.  This one takes its place where nothing else asks for the resolver's own: it is weak, with the same meaning, and the
   first thread's state is initialized at its first use, as theirs is.  Hidden: nobody's in a program with a shared C library.  */
static struct __res_state resolver_state;
__attribute__ ((weak, visibility ("hidden"))) __thread struct __res_state *__libc_resp = &resolver_state;

static void *thread_main (void *arg)
{
  struct start start = *(struct start *) arg;
  goro__os_unmap (arg, 4096);
  pthread_sigmask (SIG_SETMASK, &start.mask, NULL);
  start.fn (start.arg);
  return NULL;
}

/* A stack that is ours before anything is written to it: a new thread saves the registers that it was made with, and its creator's are full of
   addresses.  It is not given back: nobody knows when the thread has left it.  */
static void give_own_stack (pthread_attr_t *attr)
{
  size_t size;
  if (!goro__os_own_stacks || pthread_attr_getstacksize (attr, &size) != 0)
    return;
  long stack = goro__syscall6 (SYS_mmap, 0, (long) size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stack < 0)
    return;
  goro__os_own ((uintptr_t) stack, size);
  goro__syscall3 (SYS_mprotect, stack, 4096, PROT_NONE);
  pthread_attr_setstack (attr, (void *) stack, size);
}

void goro__os_thread_init (void)
{
  pthread_sigmask (SIG_SETMASK, NULL, &first_mask);
}

int goro__os_thread_start (void (*fn) (void *), void *arg, bool block_signals)
{
  struct start *start = goro__os_map (4096);
  if (start == NULL)
    return ENOMEM;
  start->fn = fn;
  start->arg = arg;

  /* Faults of the thread itself are not to be held back.  */
  sigset_t mask, old;
  sigfillset (&mask);
  sigdelset (&mask, SIGSEGV);
  sigdelset (&mask, SIGBUS);
  sigdelset (&mask, SIGFPE);
  sigdelset (&mask, SIGILL);
  sigdelset (&mask, SIGTRAP);
  start->mask = block_signals ? mask : first_mask;
  /* The new thread inherits the mask; with first_mask here, a signal this thread has blocked would be
     delivered to it meanwhile.  */
  pthread_sigmask (SIG_SETMASK, &mask, &old);
  pthread_attr_t attr;
  pthread_attr_init (&attr);
  pthread_attr_setdetachstate (&attr, PTHREAD_CREATE_DETACHED);
  give_own_stack (&attr);
  pthread_t thread;
  int error = pthread_create (&thread, &attr, thread_main, start);
  /* The kernel makes no threads for a process while one of its threads is in exec, which may yet fail: so the monitor of a
     forked child meets EAGAIN.  A limit may be reached for a moment only, too.  */
  for (int ms = 1; error == EAGAIN && ms <= 40; ms++) {
    goro__os_sleep (ms * 1000000);
    error = pthread_create (&thread, &attr, thread_main, start);
  }
  pthread_attr_destroy (&attr);
  pthread_sigmask (SIG_SETMASK, &old, NULL);
  if (error != 0)
    goro__os_unmap (start, 4096);
  return error;
}

int goro__os_cpu_count (void)
{
  cpu_set_t set;
  long bytes = goro__syscall3 (SYS_sched_getaffinity, 0, sizeof set, &set);
  if (bytes <= 0)
    return 1;
  int count = 0;
  const unsigned char *p = (const unsigned char *) &set;
  for (long i = 0; i < bytes; i++)
    count += __builtin_popcount (p[i]);
  return count > 0 ? count : 1;
}

int goro__os_thread_count (void)
{
  struct entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
  };
  long fd = goro__syscall4 (SYS_openat, AT_FDCWD, "/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0)
    return 0;
  char buffer[2048] __attribute__ ((aligned (8)));
  int count = 0;
  long bytes;
  while ((bytes = goro__syscall3 (SYS_getdents64, fd, buffer, sizeof buffer)) > 0)
    for (long at = 0; at < bytes; ) {
      struct entry *entry = (struct entry *) (buffer + at);
      if (entry->name[0] != '.')
        count++;
      at += entry->length;
    }
  goro__syscall1 (SYS_close, fd);
  return bytes < 0 ? 0 : count;
}
