/* SPDX-License-Identifier: MIT */
/* Purpose: the code that a signal must not stop begins with a barrier's test, not behind it: between its comparison and its jump it has looked already. */
/* Output: good */
#include "support/check.h"
#include <stdint.h>

extern const int32_t first_range[] __asm__ ("__start_goro_nopreempt") __attribute__ ((visibility ("hidden")));
extern const int32_t behind_ranges[] __asm__ ("__stop_goro_nopreempt") __attribute__ ((visibility ("hidden")));

static OPAQUE void store (void **p, void *q) { *p = q; }

static bool covered (uintptr_t pc)
{
  for (const int32_t *r = first_range; r < behind_ranges; r += 2)
    if (pc >= (uintptr_t) r + (uintptr_t) (intptr_t) r[0] && pc < (uintptr_t) &r[1] + (uintptr_t) (intptr_t) r[1])
      return true;
  return false;
}

int main (void)
{
  /* cmpl $0, __goro_marking(%rip): 83 3d, a distance, 00; then the jump.  */
  const unsigned char *code = (const unsigned char *) (uintptr_t) store;
  int at = 0;
  while (at < 200 && !(code[at] == 0x83 && code[at + 1] == 0x3d && code[at + 6] == 0))
    at++;
  CHECK (at < 200);
  CHECK (covered ((uintptr_t) code + (uintptr_t) at + 7));
  CHECK (at == 0 || !covered ((uintptr_t) code));
  puts ("good");
  return 0;
}
