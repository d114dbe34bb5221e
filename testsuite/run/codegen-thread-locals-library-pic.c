/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables of a shared library. */
/* Options: -fPIC */
/* Shared: support/thread-locals.c */
/* Procs: 1 */
#include "support/thread-locals-battery.h"
