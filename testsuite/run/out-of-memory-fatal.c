/* SPDX-License-Identifier: MIT */
/* Purpose: Where the system gives no more memory the collector tries, then the program ends with a message that names the goroutine. */
/* Stress: without gcloop slices, the second marking has no memory left for its bits */
/* Exit: 2 */
/* Stderr: ^fatal error: out of memory */
/* Stderr: goroutine [0-9]+ \[running\] */
/* Stderr: fill\(\.\.\.\) */
/* Output: collected */
#include "support/check.h"
#include <sys/resource.h>

enum { MB = 1 << 20 };

static void *volatile live[1000];

static OPAQUE void fill (void)
{
  for (int i = 0; i < 1000; i++)
    live[i] = goro_alloc (MB, GORO_NO_POINTERS);
}

/* As much garbage: no limit to that.  */
static OPAQUE void churn (void)
{
  for (int i = 0; i < 1000; i++)
    live[i % 10] = goro_alloc (MB, GORO_NO_POINTERS);
}

static void test (void)
{
  churn ();
  puts ("collected");
  fflush (stdout);
  fill ();
}

int main (void)
{
  struct rlimit limit = { (rlim_t) 500 * MB, (rlim_t) 500 * MB };
  CHECK (setrlimit (RLIMIT_AS, &limit) == 0);
  in_goroutine (test);
  return 0;
}
