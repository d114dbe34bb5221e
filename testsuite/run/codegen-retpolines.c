/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code whose calls go through thunks. */
/* Options: -mindirect-branch=thunk -mfunction-return=thunk */
/* Levels: -O2 */
#include "support/codegen-battery.h"
