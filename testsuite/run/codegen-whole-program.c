/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fwhole-program -fipa-pta. */
/* Options: -fwhole-program -fipa-pta */
/* Levels: -O2 */
#include "support/codegen-battery.h"
