/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -finstrument-functions. */
/* Options: -finstrument-functions */
#include "support/codegen-battery.h"
