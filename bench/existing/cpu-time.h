/* SPDX-License-Identifier: MIT */
/* The processor time of this process, in seconds.  */
#ifndef CPU_TIME_H
#define CPU_TIME_H

#include <time.h>

static inline double cpu_time (void)
{
  struct timespec t;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

#endif
