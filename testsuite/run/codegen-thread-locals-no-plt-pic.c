/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables in a program of position-independent code without a PLT. */
/* Options: -fPIC -fno-plt */
/* Sources: support/thread-locals.c */
/* Procs: 1 */
#include "support/thread-locals-battery.h"
