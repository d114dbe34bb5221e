/* SPDX-License-Identifier: MIT */
/* Purpose: The records of variables, built with -flto. */
/* Options: -flto */
/* Output: done */
#include "type-roots.c"
