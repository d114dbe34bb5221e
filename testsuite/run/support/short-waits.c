/* SPDX-License-Identifier: MIT */
/* A library that waits for short times, in system calls that a handler of a signal ends with EINTR, and does not expect any.  */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

int short_waits (int kind, const volatile int *stop);

/* Answers how often a call ended with EINTR.  */
int short_waits (int kind, const volatile int *stop)
{
  int interrupted = 0, epoll = epoll_create1 (0);
  sem_t never;
  sem_init (&never, 0, 0);
  while (!*stop) {
    struct timespec ts = { 0, 1000 };
    struct timeval tv = { 0, 1 };
    struct epoll_event event;
    int result = 0;
    errno = 0;
    switch (kind) {
    case 0: result = poll (NULL, 0, 1); break;
    case 1: result = select (0, NULL, NULL, NULL, &tv); break;
    case 2: result = nanosleep (&ts, NULL); break;
    case 3: result = epoll_wait (epoll, &event, 1, 1); break;
    case 4: result = ppoll (NULL, 0, &ts, NULL); break;
    case 5: result = usleep (1); break;
    case 6:
      clock_gettime (CLOCK_REALTIME, &ts);
      result = sem_timedwait (&never, &ts);
      break;
    default: result = pselect (0, NULL, NULL, NULL, &ts, NULL); break;
    }
    interrupted += result == -1 && errno == EINTR;
  }
  sem_destroy (&never);
  close (epoll);
  return interrupted;
}
