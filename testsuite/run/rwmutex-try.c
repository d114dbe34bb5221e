/* SPDX-License-Identifier: MIT */
/* Purpose: The try variants of a readers-writer mutex. */
#include "support/check.h"

static goro_rwmutex rw;

int main (void)
{
  CHECK (goro_rwmutex_try_read_lock (&rw));
  CHECK (goro_rwmutex_try_read_lock (&rw));
  CHECK (!goro_rwmutex_try_lock (&rw));
  goro_rwmutex_read_unlock (&rw);
  CHECK (!goro_rwmutex_try_lock (&rw));
  goro_rwmutex_read_unlock (&rw);
  CHECK (goro_rwmutex_try_lock (&rw));
  CHECK (!goro_rwmutex_try_lock (&rw));
  CHECK (!goro_rwmutex_try_read_lock (&rw));
  goro_rwmutex_unlock (&rw);
  goro_rwmutex_read_lock (&rw);
  goro_rwmutex_read_unlock (&rw);
  return 0;
}
