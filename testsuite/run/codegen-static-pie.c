/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -static-pie -fPIE. */
/* Options: -static-pie -fPIE */
#include "support/codegen-battery.h"
