/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables in a program of position-independent code. */
/* Options: -fPIC */
/* Sources: support/thread-locals.c */
/* Procs: 1 */
#include "support/thread-locals-battery.h"
