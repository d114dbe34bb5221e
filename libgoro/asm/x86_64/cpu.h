/* SPDX-License-Identifier: MIT */
/* What the C files of the runtime need of the processor, on x86-64: system
   calls, the thread control block, the first frame of goroutine 1, the fault of a
   probe for the magic word.  Included by os/cpu.h only.  */
#ifndef GORO_ASM_CPU_H
#define GORO_ASM_CPU_H

#include "abi/abi.h"

/* The kernel keeps every register but rax, rcx and r11.  */
static inline long goro__syscall6 (long number, long a, long b, long c, long d, long e, long f)
{
  register long r10 __asm__ ("r10") = d;
  register long r8 __asm__ ("r8") = e;
  register long r9 __asm__ ("r9") = f;
  long result;
  __asm__ volatile ("syscall" : "=a" (result)
                    : "0" (number), "D" (a), "S" (b), "d" (c), "r" (r10), "r" (r8), "r" (r9)
                    : "rcx", "r11", "memory");
  return result;
}

static inline void goro__cpu_pause (void)
{
  __asm__ volatile ("pause" : : : "memory");
}

/* A full fence; cheaper than mfence.  */
static inline void goro__cpu_fence (void)
{
  __asm__ volatile ("lock orl $0, -8(%%rsp)" : : : "memory", "cc");
}

static inline uintptr_t goro__guard_get (void)
{
  uintptr_t guard;
  __asm__ volatile ("movq %%fs:%c1, %0" : "=r" (guard) : "i" (GORO_TCB_GUARD));
  return guard;
}

static inline void goro__guard_set (uintptr_t guard)
{
  __asm__ volatile ("movq %0, %%fs:%c1" : : "r" (guard), "i" (GORO_TCB_GUARD) : "memory");
}

static inline void goro__setm (struct goro_m *mp)
{
  __asm__ volatile ("movq %0, %%fs:%c1" : : "r" (mp), "i" (GORO_TCB_M) : "memory");
}

/* The thread control block begins with its own address.  */
static inline uintptr_t *goro__guard_address (void)
{
  char *tcb;
  __asm__ ("movq %%fs:0, %0" : "=r" (tcb));
  return (uintptr_t *) (tcb + GORO_TCB_GUARD);
}

static inline uintptr_t goro__stack_pointer (void)
{
  uintptr_t sp;
  __asm__ volatile ("movq %%rsp, %0" : "=r" (sp));
  return sp;
}

/* The switch frame (asm/x86_64/switch.S) that starts user_main through goro__main_start
   (asm/x86_64/main.S).  rsp has to be a multiple of 16 there.  */
extern char goro__main_start[] __attribute__ ((visibility ("hidden")));
static inline uintptr_t goro__main_frame (uintptr_t hi, uintptr_t user_main, uintptr_t argc,
                                          uintptr_t argv, uintptr_t envp)
{
  uintptr_t *sp = (uintptr_t *) ((hi - GORO_STACK_PAD) & ~(uintptr_t) 15) - 7;
  sp[0] = envp;
  sp[1] = argv;
  sp[2] = argc;
  sp[3] = user_main;
  sp[4] = 0;
  sp[5] = 0;
  sp[6] = (uintptr_t) goro__main_start;
  return (uintptr_t) sp;
}

/* Bytes [41] 81 78+r fc MAGIC: cmpl $GORO_MAGIC, -4(%register), the probe before an indirect
   call; the register is any but rsp and r12, whose encoding is longer.  Code at the very start of a page may have
   nothing mapped in front of it; then the probe faults, and the answer is `no magic word': ZF clear, go on.  */
static inline bool goro__fault_is_probe (void *context, uintptr_t address)
{
  static const unsigned char numbers[16] = { REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                             REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15 };
  ucontext_t *uc = context;
  greg_t *regs = uc->uc_mcontext.gregs;
  const unsigned char *pc = (const unsigned char *) regs[REG_RIP];
  uintptr_t callee = address + GORO_MAGIC_OFFSET;
  /* First of all: the code at pc can be read, for the fault is elsewhere.  */
  if (address == (uintptr_t) pc || (callee & 0xfff) >= GORO_MAGIC_OFFSET)
    return false;
  unsigned high = pc[0] == 0x41;
  const unsigned char *op = pc + high;
  if (op[0] != 0x81 || (op[1] & 0xf8) != 0x78 || (op[1] & 7) == 4 || op[2] != 0xfc)
    return false;
  if (op[3] != (GORO_MAGIC & 0xff) || op[4] != ((GORO_MAGIC >> 8) & 0xff)
      || op[5] != ((GORO_MAGIC >> 16) & 0xff) || op[6] != ((GORO_MAGIC >> 24) & 0xff))
    return false;
  if (callee != (uintptr_t) regs[numbers[(op[1] & 7) + 8 * high]])
    return false;
  regs[REG_EFL] &= ~(greg_t) 0x40;
  regs[REG_RIP] += 7 + high;
  return true;
}

/* The general registers of what a signal has interrupted: goro__context_count words; and where its vector
   registers are, with the size.  */
enum { goro__context_count = 16 }; /* r8 ... r15 rdi rsi rbp rbx rdx rax rcx rsp */
static inline const uintptr_t *goro__context_registers (void *context)
{
  return (const uintptr_t *) ((ucontext_t *) context)->uc_mcontext.gregs;
}

static inline uintptr_t goro__context_vectors (void *context, size_t *size)
{
  const char *area = (const char *) ((ucontext_t *) context)->uc_mcontext.fpregs;
  const uint32_t *software = (const uint32_t *) (area + 464); /* the kernel's struct _fpx_sw_bytes */
  *size = area == 0 ? 0 : software[0] == 0x46505853 ? software[1] : 512;
  return (uintptr_t) area;
}

/* Bytes of the instruction at p if it is one of those that load arguments of a system call, and does not change eax; 0: another.  */
static inline unsigned goro__argument_length (const unsigned char *p)
{
  unsigned rex = (p[0] & 0xf0) == 0x40 ? p[0] : 0, n = rex != 0;
  unsigned op = p[n++];
  if (op > 0xb8 && op <= 0xbf && (rex & 8) == 0)
    return n + 4; /* movl $x, %reg */
  bool to_reg = op == 0x8b || op == 0x33 || op == 0x8d;   /* mov, xor, lea */
  bool byte = op == 0x80 || op == 0x83;                   /* xorb $x, %reg */
  if (!to_reg && !byte && op != 0x89 && op != 0x31)
    return 0;
  unsigned mod = p[n] >> 6, reg = (p[n] >> 3 & 7) | (rex & 4) << 1, rm = p[n] & 7;
  if ((to_reg && reg == 0) || (!to_reg && mod == 3 && (rm | (rex & 1) << 3) == 0))
    return 0;
  n++;
  if (mod != 3 && rm == 4) {
    if (mod == 0 && (p[n] & 7) == 5)
      return 0;
    n++;
  }
  return n + byte + (mod == 1 ? 1 : mod == 2 || (mod == 0 && rm == 5) ? 4 : 0);
}

/* The signal has ended a system call with EINTR (or the next instruction has not been reached since that happened), and the
   code before pc, 32 bytes of it, says which: b8 NUMBER ... 0f 05, movl $NUMBER, %eax; instructions that load other registers; syscall.  -1: not
   so.  The kernel keeps the arguments' registers, and the number nowhere.  The instruction leaves its own end in rcx.  */
static inline long goro__context_interrupted_call (void *context)
{
  const greg_t *regs = ((ucontext_t *) context)->uc_mcontext.gregs;
  const unsigned char *end = (const unsigned char *) regs[REG_RIP] - 2;
  if (regs[REG_RAX] != -4 /* EINTR */ || regs[REG_RCX] != regs[REG_RIP] || end[0] != 0x0f || end[1] != 0x05)
    return -1;
  for (const unsigned char *at = end - 5; at > end - 28; at--) {
    /* 41 b8 ...: another register.  */
    if (at[0] != 0xb8 || (at[-1] & 0xf0) == 0x40 || at[4] != 0 || at[3] != 0)
      continue;
    const unsigned char *next = at + 5;
    for (unsigned length; next < end && (length = goro__argument_length (next)) != 0; )
      next += length;
    if (next == end)
      return (long) (at[1] | at[2] << 8);
  }
  return -1;
}

/* From now on it does not look so, also when the handler has returned.  Nobody has anything in rcx after a system call.  */
static inline void goro__context_keep_interrupted (void *context)
{
  ((ucontext_t *) context)->uc_mcontext.gregs[REG_RCX] = 0;
}

/* It is made again when the handler returns.  */
static inline void goro__context_call_again (void *context, long number)
{
  greg_t *regs = ((ucontext_t *) context)->uc_mcontext.gregs;
  regs[REG_RAX] = number;
  regs[REG_RIP] -= 2;
}

static inline uintptr_t goro__fault_pc (void *context)
{
  return (uintptr_t) ((ucontext_t *) context)->uc_mcontext.gregs[REG_RIP];
}

static inline uintptr_t goro__fault_fp (void *context)
{
  return (uintptr_t) ((ucontext_t *) context)->uc_mcontext.gregs[REG_RBP];
}

static inline uintptr_t goro__fault_sp (void *context)
{
  return (uintptr_t) ((ucontext_t *) context)->uc_mcontext.gregs[REG_RSP];
}

#endif
