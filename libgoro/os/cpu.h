/* SPDX-License-Identifier: MIT */
/* The processor's part of the runtime's C files: chosen here, once.  */
#ifndef GORO_OS_CPU_H
#define GORO_OS_CPU_H

#ifndef _GNU_SOURCE
#error "define _GNU_SOURCE before the first header"
#endif

#include <stdbool.h>
#include <stdint.h>
#include <ucontext.h>

struct goro_m;

#if defined __x86_64__
#include "asm/x86_64/cpu.h"
#else
#error "goro has no port to this processor"
#endif

#endif
