/* SPDX-License-Identifier: MIT */
#include "gc/cycle.h"
void goro__gc_check (void)
{
}
