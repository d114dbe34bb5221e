/* SPDX-License-Identifier: MIT */
/* What goro_cond needs of goro_mutex.  */
#ifndef GORO_MUTEX_H
#define GORO_MUTEX_H

#include "goro.h"

/* Unlock m on any stack; false if it was not locked.  */
bool goro__mutex_unlock (goro_mutex *m);

#endif
