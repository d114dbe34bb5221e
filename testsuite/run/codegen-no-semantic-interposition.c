/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without semantic interposition. */
/* Options: -pipe -fno-semantic-interposition -fPIC */
/* Levels: -O2 */
#include "support/codegen-battery.h"
