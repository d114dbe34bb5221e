/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -ftree-parallelize-loops=2 -fopenmp. */
/* Options: -ftree-parallelize-loops=2 -fopenmp */
/* Levels: -O2 */
#include "support/codegen-battery.h"
