/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code that probes large frames. */
/* Options: -fstack-clash-protection */
/* Levels: -O2 */
#include "support/codegen-battery.h"
