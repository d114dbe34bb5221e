/* SPDX-License-Identifier: MIT */
/* What every C program here shares: the clock, and the line that bench/run
   reads.  The Go side is go/report.go.  */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Nanoseconds on the monotonic clock.  */
static inline int64_t now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C (1000000000) + t.tv_nsec;
}

static inline void report (const char *name, double value, const char *unit)
{
  printf ("%s %.3f %s\n", name, value, unit);
  fflush (stdout);
}

/* VmRSS of /proc/self/status.  */
static inline int64_t resident_bytes (void)
{
  char line[128];
  int64_t kb = 0;
  FILE *f = fopen ("/proc/self/status", "r");
  if (f == NULL)
    return 0;
  while (fgets (line, sizeof line, f) != NULL)
    if (strncmp (line, "VmRSS:", 6) == 0)
      kb = strtoll (line + 6, NULL, 10);
  fclose (f);
  return kb * 1024;
}

#endif
