/* SPDX-License-Identifier: MIT */
/* Locks of the C library that belong to a thread: who unlocks must be the thread that has locked, or nothing is unlocked and nobody is told.
   A goroutine that holds one stays on its thread, as under goro_lock_thread, until it has given it back.

       mutexes that are recursive, check for errors, are robust, or inherit or protect a priority; not the normal ones, which
       have no owner
       read-write locks, locked for writing
       the lock of a FILE (flockfile)

   The functions are called as foreign ones (asm/<cpu>/owner.S), since they may wait.  What a condition variable does with its mutex it does on
   the same thread.  Which kind a mutex is stands in glibc's __kind: below are the bits of pthread_mutex_init's.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os")
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <threads.h>

#include "goro.h"
#include "os/syscall.h"
#include "sched/state.h"

enum {
  KIND_OWNED = PTHREAD_MUTEX_RECURSIVE_NP | PTHREAD_MUTEX_ERRORCHECK_NP, /* both: adaptive, which is not */
  KIND_SPECIAL = 0x10 | 0x20 | 0x40 /* robust, priority inherited, protected */
};

static bool owned (const pthread_mutex_t *mutex)
{
  int kind = *(const volatile int *) &mutex->__data.__kind;
  return (kind & KIND_SPECIAL) != 0 || ((kind & KIND_OWNED) != 0 && (kind & KIND_OWNED) != KIND_OWNED);
}

/* A thread that the runtime does not know stays itself anyway.  */
static void hold (void)
{
  if (goro__getm () != NULL)
    goro_lock_thread ();
}

static void let_go (void)
{
  if (goro__getm () != NULL)
    goro_unlock_thread ();
}

/* Locked, or locked with the owner dead.  */
static int mutex_locked (const pthread_mutex_t *mutex, int error)
{
  if ((error == 0 || error == EOWNERDEAD) && owned (mutex))
    hold ();
  return error;
}

int goro__pthread_mutex_lock (pthread_mutex_t *mutex);
int goro__pthread_mutex_lock (pthread_mutex_t *mutex)
{
  return mutex_locked (mutex, pthread_mutex_lock (mutex));
}

int goro__pthread_mutex_trylock (pthread_mutex_t *mutex);
int goro__pthread_mutex_trylock (pthread_mutex_t *mutex)
{
  return mutex_locked (mutex, pthread_mutex_trylock (mutex));
}

int goro__pthread_mutex_timedlock (pthread_mutex_t *mutex, const struct timespec *until);
int goro__pthread_mutex_timedlock (pthread_mutex_t *mutex, const struct timespec *until)
{
  return mutex_locked (mutex, pthread_mutex_timedlock (mutex, until));
}

int goro__pthread_mutex_clocklock (pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until);
int goro__pthread_mutex_clocklock (pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until)
{
  return mutex_locked (mutex, pthread_mutex_clocklock (mutex, clock, until));
}

/* The mutex may be gone as soon as it is unlocked.  */
int goro__pthread_mutex_unlock (pthread_mutex_t *mutex);
int goro__pthread_mutex_unlock (pthread_mutex_t *mutex)
{
  bool was_owned = owned (mutex);
  int error = pthread_mutex_unlock (mutex);
  if (error == 0 && was_owned)
    let_go ();
  return error;
}

/* C11's are the same objects.  */
static int mtx_locked (const mtx_t *mutex, int result)
{
  if (result == thrd_success && owned ((const pthread_mutex_t *) mutex))
    hold ();
  return result;
}

int goro__mtx_lock (mtx_t *mutex);
int goro__mtx_lock (mtx_t *mutex)
{
  return mtx_locked (mutex, mtx_lock (mutex));
}

int goro__mtx_trylock (mtx_t *mutex);
int goro__mtx_trylock (mtx_t *mutex)
{
  return mtx_locked (mutex, mtx_trylock (mutex));
}

int goro__mtx_timedlock (mtx_t *mutex, const struct timespec *until);
int goro__mtx_timedlock (mtx_t *mutex, const struct timespec *until)
{
  return mtx_locked (mutex, mtx_timedlock (mutex, until));
}

int goro__mtx_unlock (mtx_t *mutex);
int goro__mtx_unlock (mtx_t *mutex)
{
  bool was_owned = owned ((const pthread_mutex_t *) mutex);
  int result = mtx_unlock (mutex);
  if (result == thrd_success && was_owned)
    let_go ();
  return result;
}

static int written (int error)
{
  if (error == 0)
    hold ();
  return error;
}

int goro__pthread_rwlock_wrlock (pthread_rwlock_t *lock);
int goro__pthread_rwlock_wrlock (pthread_rwlock_t *lock)
{
  return written (pthread_rwlock_wrlock (lock));
}

int goro__pthread_rwlock_trywrlock (pthread_rwlock_t *lock);
int goro__pthread_rwlock_trywrlock (pthread_rwlock_t *lock)
{
  return written (pthread_rwlock_trywrlock (lock));
}

int goro__pthread_rwlock_timedwrlock (pthread_rwlock_t *lock, const struct timespec *until);
int goro__pthread_rwlock_timedwrlock (pthread_rwlock_t *lock, const struct timespec *until)
{
  return written (pthread_rwlock_timedwrlock (lock, until));
}

int goro__pthread_rwlock_clockwrlock (pthread_rwlock_t *lock, clockid_t clock, const struct timespec *until);
int goro__pthread_rwlock_clockwrlock (pthread_rwlock_t *lock, clockid_t clock, const struct timespec *until)
{
  return written (pthread_rwlock_clockwrlock (lock, clock, until));
}

int goro__pthread_rwlock_unlock (pthread_rwlock_t *lock);
int goro__pthread_rwlock_unlock (pthread_rwlock_t *lock)
{
  bool writer = *(volatile int *) &lock->__data.__cur_writer == (int) goro__syscall1 (SYS_gettid, 0);
  int error = pthread_rwlock_unlock (lock);
  if (error == 0 && writer)
    let_go ();
  return error;
}

void goro__flockfile (FILE *f);
void goro__flockfile (FILE *f)
{
  flockfile (f);
  hold ();
}

int goro__ftrylockfile (FILE *f);
int goro__ftrylockfile (FILE *f)
{
  return written (ftrylockfile (f));
}

void goro__funlockfile (FILE *f);
void goro__funlockfile (FILE *f)
{
  funlockfile (f);
  let_go ();
}
