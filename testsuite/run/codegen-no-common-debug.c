/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fno-common -g3 -pipe. */
/* Options: -fno-common -g3 -pipe */
#include "support/codegen-battery.h"
