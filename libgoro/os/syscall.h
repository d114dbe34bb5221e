/* SPDX-License-Identifier: MIT */
/* System calls without libc: they touch no errno, no vector register, no PLT
   slot and next to no stack, so they can be made anywhere in the runtime.
   The answer is the kernel's: -errno where it failed.  */
#ifndef GORO_OS_SYSCALL_H
#define GORO_OS_SYSCALL_H

#include <sys/syscall.h>

#include "os/cpu.h"

#define goro__syscall1(n, a) goro__syscall6 (n, (long) (a), 0, 0, 0, 0, 0)
#define goro__syscall2(n, a, b) goro__syscall6 (n, (long) (a), (long) (b), 0, 0, 0, 0)
#define goro__syscall3(n, a, b, c) goro__syscall6 (n, (long) (a), (long) (b), (long) (c), 0, 0, 0)
#define goro__syscall4(n, a, b, c, d) \
  goro__syscall6 (n, (long) (a), (long) (b), (long) (c), (long) (d), 0, 0)

#endif
