/* SPDX-License-Identifier: MIT */
/* Purpose: A thread-local variable of another file is the running thread's after each yield, at -O3. */
/* Options: -O3 -funroll-loops -fgcse-las -fgcse-sm -ftree-loop-distribution */
/* Sources: support/thread-numbers.c */
#include "support/tls-extern.h"
