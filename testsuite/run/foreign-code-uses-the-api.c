/* SPDX-License-Identifier: MIT */
/* Purpose: Code that the plugin did not compile uses goro_spawn, channels, select, sleep and
   goro_yield, called from a goroutine and from goroutines it spawns itself. */
/* Foreign: support/foreign-api.c */
#include "support/check.h"

extern int foreign_spawn_and_sum (int n);

static void test (void)
{
  CHECK (foreign_spawn_and_sum (20) == 190);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
