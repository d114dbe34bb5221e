/* SPDX-License-Identifier: MIT */
/* GORODEBUG=schedtrace=MS: one line in Go's format, printed by the monitor.  All
   numbers are read while others change them.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "sched/runq.h"

/* The monitor's alone.  */
static char line[32 * 1024];
static size_t length;

static __attribute__ ((format (printf, 1, 2))) void add (const char *format, ...)
{
  va_list ap;
  va_start (ap, format);
  int n = vsnprintf (line + length, sizeof line - length, format, ap);
  va_end (ap);
  if (n > 0)
    length += (size_t) n;
  if (length >= sizeof line)
    length = sizeof line - 1;
}

void goro__schedtrace (int64_t now)
{
  struct goro_sched *s = &goro__sched;
  uint32_t procs = atomic_load (&s->procs);
  length = 0;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  uint32_t threads = s->m_count - atomic_load (&s->adopted_ms) + 1, idle_threads = s->idle_ms;
  goro__unlock (&s->lock);
  add ("SCHED %lldms: gomaxprocs=%u idleprocs=%u threads=%u spinningthreads=%u needspinning=0 "
       "idlethreads=%u runqueue=%u [", (long long) ((now - s->start_time) / 1000000), procs,
       atomic_load (&s->idle_ps), threads, atomic_load (&s->spinning), idle_threads,
       atomic_load (&s->global_count));
  for (uint32_t i = 0; i < procs; i++) {
    struct goro_p *pp = atomic_load (&s->ps[i]);
    uint32_t head = atomic_load (&pp->runq_head);
    uint32_t count = atomic_load (&pp->runq_tail) - head;
    add (" %u", count + (atomic_load (&pp->runnext) != NULL));
  }
  add (" ] schedticks=[");
  for (uint32_t i = 0; i < procs; i++)
    add (" %u", *(volatile uint32_t *) &atomic_load (&s->ps[i])->sched_tick);
  add (" ]\n");
  ssize_t written = write (2, line, length);
  (void) written;
}
