/* SPDX-License-Identifier: MIT */
/* Purpose: The records of variables, built with -fuse-ld=gold -fdata-sections -Wl,--gc-sections. */
/* Options: -fuse-ld=gold -fdata-sections -Wl,--gc-sections */
/* Needs: ld.gold */
/* Output: done */
#include "type-roots.c"
