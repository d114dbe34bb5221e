/* SPDX-License-Identifier: MIT */
/* Purpose: Vectors of 64 bytes compile where the processor has registers for them; whether it has, the run tests
   do not know. */
/* Options: -mavx512f -Wno-psabi */
#include "../run/stack-vectors.c"
