/* SPDX-License-Identifier: MIT */
/* Functions that touch no memory, or little, in a file without thread-local variables.  Their frames
   are large enough to be checked.  */

__attribute__ ((noinline)) int found (int n)
{
  int used[128];
  for (int i = 0; i < 128; i++)
    used[i] = (i * n) & 127;
  for (int i = 0; i < 256; i++)
    used[used[i & 127] & 127] ^= i;
  return used[n & 127];
}

__attribute__ ((noinline, const)) int declared (int n)
{
  return found (n & 63) + 1;
}

static int other;
__attribute__ ((noinline)) void elsewhere (int n)
{
  other += found (n & 63);
}
