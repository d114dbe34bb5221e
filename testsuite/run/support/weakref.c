/* SPDX-License-Identifier: MIT */
/* Another file's name for another function, and the functions.  */

static int hook (int x) __attribute__ ((weakref ("second")));

int call_hook (int x)
{
  return hook (x);
}

int first (int x)
{
  return x + 100;
}

int second (int x)
{
  return x + 200;
}
