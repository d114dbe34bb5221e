/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with more of GCSE and of register pressure. */
/* Options: -fgcse-las -fgcse-sm -fira-hoist-pressure -fsched-pressure */
/* Levels: -O3 */
#include "support/codegen-battery.h"
