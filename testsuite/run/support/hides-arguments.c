/* SPDX-License-Identifier: MIT */
/* A foreign function of whose arguments nothing is left in registers or on its stack while it runs, but what the collector cannot read.  */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define FORGET() \
  __asm__ volatile ("xorl %%eax, %%eax\n\txorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\txorl %%esi, %%esi\n\txorl %%edi, %%edi\n\t" \
                    "xorl %%r8d, %%r8d\n\txorl %%r9d, %%r9d" : : : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "memory")

/* Until *go_on: what is behind the first three.  */
int hold (const int *a, const int *b, const int *c, const volatile int *go_on);
#pragma GCC optimize ("O2")
int hold (const int *a, const int *b, const int *c, const volatile int *go_on)
{
  static const uintptr_t mask = 0x5555000000000000;
  uintptr_t hidden[3] = { (uintptr_t) a ^ mask, (uintptr_t) b ^ mask, (uintptr_t) c ^ mask };
  __asm__ volatile ("" : "+m" (hidden));
  FORGET ();
  while (!*go_on)
    usleep (100);
  __asm__ volatile ("" : "+m" (hidden));
  int sum = 0;
  for (int i = 0; i < 3; i++)
    sum += *(const int *) (hidden[i] ^ mask);
  return sum;
}
