/* SPDX-License-Identifier: MIT */
/* Purpose: A thread-local variable of another file is the running thread's after each yield. */
/* Sources: support/thread-numbers.c */
#include "support/tls-extern.h"
