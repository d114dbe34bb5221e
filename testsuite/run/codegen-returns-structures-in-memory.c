/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fpcc-struct-return -Wno-psabi. */
/* Options: -fpcc-struct-return -Wno-psabi */
#include "support/codegen-battery.h"
