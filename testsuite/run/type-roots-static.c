/* SPDX-License-Identifier: MIT */
/* Purpose: The records of variables, built with -static. */
/* Options: -static */
/* Output: done */
#include "type-roots.c"
