/* SPDX-License-Identifier: MIT */
/* Purpose: Constructors run before main and destructors after it, in code that the plugin
   compiled, with foreign calls, on the thread's stack. */
/* Output: constructor */
/* Output: main */
/* Output: destructor */
#include "support/check.h"

static int ready;

__attribute__ ((constructor)) static void before (void)
{
  char text[32];
  snprintf (text, sizeof text, "%s", "constructor");
  puts (text);
  grow (1000);
  ready = 1;
}

__attribute__ ((destructor)) static void after (void)
{
  grow (1000);
  puts ("destructor");
}

int main (void)
{
  CHECK (ready);
  puts ("main");
  return 0;
}
