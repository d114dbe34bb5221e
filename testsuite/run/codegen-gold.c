/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code linked by gold, which throws unused sections away. */
/* Options: -fuse-ld=gold -ffunction-sections -Wl,--gc-sections */
/* Needs: ld.gold */
/* Levels: -O2 */
#include "support/codegen-battery.h"
