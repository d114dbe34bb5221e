/* SPDX-License-Identifier: MIT */
/* Purpose: With -flto descriptors are the same. */
/* Options: -flto */
/* Output: done */
#include "type-bits.c"
