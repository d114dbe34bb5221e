/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fcf-protection=full. */
/* Options: -fcf-protection=full */
/* Levels: -O2 */
#include "support/codegen-battery.h"
