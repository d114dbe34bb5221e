/* SPDX-License-Identifier: MIT */
/* Purpose: sigsetjmp saves the signal mask when asked, siglongjmp restores it; setjmp leaves it alone;
   longjmp with 0 gives 1; errno stays. */
/* Procs: 1 */
/* Output: saved: 0, not saved: 1, value 1, errno 33 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static __attribute__ ((noinline)) void leave (sigjmp_buf *env, int depth)
{
  volatile char room[300];
  room[0] = 1;
  if (depth > 0)
    leave (env, depth - 1);
  room[1] = 1;
  errno = 33;
  siglongjmp (*env, 0);
}

static __attribute__ ((noinline)) int blocked_after (int save, volatile int *value)
{
  sigset_t set, now;
  sigjmp_buf env;
  sigemptyset (&set);
  sigprocmask (SIG_SETMASK, &set, NULL);
  *value = sigsetjmp (env, save);
  if (*value == 0) {
    sigaddset (&set, SIGUSR1);
    sigprocmask (SIG_SETMASK, &set, NULL);
    leave (&env, 30);
  }
  sigprocmask (SIG_SETMASK, NULL, &now);
  return sigismember (&now, SIGUSR1);
}

int main (void)
{
  volatile int value;
  int saved = blocked_after (1, &value), not_saved = blocked_after (0, &value);
  printf ("saved: %d, not saved: %d, value %d, errno %d\n", saved, not_saved, value, errno);
  return 0;
}
