/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled from preprocessed source, as ccache and -save-temps do. */
/* Options: -no-integrated-cpp */
/* Levels: -O2 */
#include "support/codegen-battery.h"
