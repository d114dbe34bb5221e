/* SPDX-License-Identifier: MIT */
/* Purpose: The records of variables, built with -fuse-ld=lld -fdata-sections -Wl,--gc-sections. */
/* Options: -fuse-ld=lld -fdata-sections -Wl,--gc-sections */
/* Needs: ld.lld */
/* Output: done */
#include "type-roots.c"
