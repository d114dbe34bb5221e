/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code linked by lld, which throws unused sections away. */
/* Options: -fuse-ld=lld -ffunction-sections -Wl,--gc-sections */
/* Needs: ld.lld */
/* Levels: -O2 */
#include "support/codegen-battery.h"
