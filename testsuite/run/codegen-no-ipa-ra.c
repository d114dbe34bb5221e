/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without -fipa-ra. */
/* Options: -fno-ipa-ra */
/* Levels: -O2 */
#include "support/codegen-battery.h"
