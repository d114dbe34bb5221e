/* SPDX-License-Identifier: MIT */
/* Purpose: A thread-local variable of another file is the running thread's after each yield, in position-independent code. */
/* Options: -fPIC -O3 */
/* Sources: support/thread-numbers.c */
#include "support/tls-extern.h"
