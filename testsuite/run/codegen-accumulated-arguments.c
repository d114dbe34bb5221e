/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with outgoing arguments accumulated. */
/* Options: -maccumulate-outgoing-args */
/* Levels: -O2 */
#include "support/codegen-battery.h"
