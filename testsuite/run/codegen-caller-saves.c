/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with other register allocation. */
/* Options: -fno-caller-saves -fira-region=one */
/* Levels: -O2 */
#include "support/codegen-battery.h"
