/* SPDX-License-Identifier: MIT */
/* Purpose: Thread-local variables of a shared library are the running thread's after each yield. */
/* Options: -fPIC */
/* Shared: support/thread-numbers.c */
#include "support/tls-extern.h"
