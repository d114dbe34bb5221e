/* SPDX-License-Identifier: MIT */
/* The word that compiled code looks at before it stores a pointer.  Alone in a file: programs without a collector have it too.  */
#include "gc/gc.h"
#include "goro.h"

GORO_PUBLIC _Atomic uint32_t __goro_marking;
