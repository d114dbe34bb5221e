/* SPDX-License-Identifier: MIT */
/* Purpose: The records of variables, built with -fcommon. */
/* Options: -fcommon */
/* Output: done */
#include "type-roots.c"
