/* SPDX-License-Identifier: MIT */
/* What compiled code, assembly and the runtime agree on: one table of
   constants, read by the plugin (C++), by libgoro (C) and by the assembly
   files (preprocessed).  Only #defines of plain numbers and strings stand here.

   Every offset below is asserted against the C structs in sched/sched.h.
   Changing any value here changes the ABI: raise GORO_ABI_VERSION.  */
#ifndef GORO_ABI_H
#define GORO_ABI_H

#define GORO_ABI_VERSION 5

/* Each object, and what it is linked into, says the version in an ELF note too: type 1 of
   owner "goro", a 32-bit word.  goro-maps reads it.  */
#define GORO_NOTE_SECTION ".note.goro"
#define GORO_NOTE_TYPE    1
#define GORO_NOTE_BYTES   24

/* The thread control block of glibc on x86-64, relative to %fs.
   0x70 is the slot that glibc sets aside for split stacks.  0x50-0x68 are set
   aside for transactional memory; libitm uses 0x50 and 0x58 only, so the two
   others are ours.  All are zero in a thread that goro did not start.  */
#define GORO_TCB_M     0x60 /* struct goro_m * of this thread, or 0 */
#define GORO_TCB_ARGS  0x68 /* bytes of stack arguments of the indirect call under way */
#define GORO_TCB_GUARD 0x70 /* stack guard; 0 = not on a goroutine's stack */

/* The word before the entry of every instrumented function whose address
   can be taken or that other files can call: the four bytes just below it.  */
#define GORO_MAGIC 0x6f726f67
#define GORO_MAGIC_OFFSET 4

/* Stack budget.  guard = lo + SLACK.  A function that passed a plain check
   (sp >= guard at its entry) may use FRAME_SMALL bytes below the guard and
   then call functions without a check, which need FRAME_LEAF bytes in all, red zone and
   C library's leaf functions included, or a runtime function, which may use at most
   NOSPLIT bytes of stack.  */
#define GORO_STACK_SLACK 640
#define GORO_FRAME_SMALL 128
#define GORO_FRAME_LEAF  448
#define GORO_NOSPLIT     448
#define GORO_LEAF_STACK  320 /* the same for the C library's leaf functions, leaf.def */

/* Guard values that no stack pointer is below of: every check takes its slow
   path.  STRESS stays in place, PREEMPT is one request.  */
#define GORO_GUARD_PREEMPT 0xfffffffffffff000
#define GORO_GUARD_STRESS  0xffffffffffffe000

/* What a goroutine is born with: its struct goro_g and its first stack, in an arena of Gs and of stacks
   in the same order (stack/block.c).  */
#define GORO_G_BLOCK 2048
#define GORO_G_SIZE  256
#define GORO_FIRST_STACK (GORO_G_BLOCK - GORO_G_SIZE)
#define GORO_G_ARENA    0x1000000
#define GORO_G_ARENA_GS 0x200000 /* where its stacks begin */
#define GORO_STACK_ALIGN 64 /* of the top of each stack, so what a move keeps of an address */
#define GORO_STACK_PAD 32 /* bytes at the top of each stack that hold nothing, so that
                             one past the last object still lies within [lo, hi] */

/* struct goro_g */
#define GORO_G_SP     0
#define GORO_G_GUARD  8
#define GORO_G_LO     16
#define GORO_G_HI     24
#define GORO_G_RET    32
#define GORO_G_ERRNO  40
#define GORO_G_XSTATE 48
#define GORO_G_ID     96
#define GORO_G_HELD   208
#define GORO_G_SCOPE  240

/* struct goro_scope (stack/scope.c) */
#define GORO_SCOPE_TOP 0
#define GORO_SCOPE_END 8
#define GORO_SCOPE_PREV 16
#define GORO_SCOPE_SIZE 32

/* What __goro_morestack saves: the callee-saved registers in the order of the
   switch frame, then the others.  The return address, into the check's slow path, follows.  */
#define GORO_FULL_R11   48
#define GORO_FULL_R10   56
#define GORO_FULL_R9    64
#define GORO_FULL_R8    72
#define GORO_FULL_RDI   80
#define GORO_FULL_RSI   88
#define GORO_FULL_RDX   96
#define GORO_FULL_RCX   104
#define GORO_FULL_RAX   112
#define GORO_FULL_PC    120
#define GORO_XSTATE_MASK 0xe7 /* x87, SSE, AVX, AVX-512: fits 4096 bytes */
#define GORO_RESERVE_MARGIN 64 /* what alloca may add for alignment */
#define GORO_SWITCH_PC  48 /* return address in a switch frame */
#define GORO_FOREIGN_FRAME 40 /* the switch frame of a goroutine in foreign code begins that much below mp->foreign_sp */
#define GORO_FOREIGN_ARGS  64 /* its first arguments, the third one first, that much */
#define GORO_FOREIGN_COUNT 72 /* how many of them there are, 6 where nobody knows, that much */

/* A jmp_buf that setjmp filled on a goroutine's stack (foreign/jump.c).  */
#define GORO_JUMP_MAGIC 0xb7e1676f726f6a01
#define GORO_JUMP_MARK  0   /* the C library's places for rbx rbp r12 ... r15: these six are ours */
#define GORO_JUMP_LO    8
#define GORO_JUMP_HI    16
#define GORO_JUMP_PC    24
#define GORO_JUMP_DEPTH 32
#define GORO_JUMP_ID    40
#define GORO_JUMP_LIBC_SP 48 /* as the C library reads them, and the three below */
#define GORO_JUMP_LIBC_PC 56
#define GORO_JUMP_MASKED  64
#define GORO_JUMP_MASK    72
#define GORO_JUMP_REGS    80 /* r15 r14 r13 r12 rbx rbp, each in two words of 32 bits */
#define GORO_JUMP_NO_STACK 0x7ffffffff000 /* a stack pointer above every stack */
#define GORO_JUMP_NEAR 0x800000 /* a buffer this near under the top of the thread's stack may lie on it */
#define GORO_JUMP_LOST_STACK 4096

/* Trampolines (stack/trampoline.c): the size of a stub and of its data, where in it one enters, and how
   far the data is from the code.  */
#define GORO_TRAMPOLINE_STUB  32
#define GORO_TRAMPOLINE_ENTRY 12
#define GORO_TRAMPOLINE_SPAN  16384

/* struct goro_m */
#define GORO_M_SYS_SP     0
#define GORO_M_CURG       8
#define GORO_M_FSEQ       16
#define GORO_M_RETAKE     20
#define GORO_M_ERRNO      24
#define GORO_M_FOREIGN_SP 32
#define GORO_M_P          40
#define GORO_M_SCOPE_G    48

/* struct goro_p */
#define GORO_P_RUNQ_HEAD 0
#define GORO_P_RUNQ_TAIL 4
#define GORO_P_RUNNEXT   8
#define GORO_P_RUNQ      16
#define GORO_P_RUNQ_SIZE 256
#define GORO_P_WB_NEXT   2064
#define GORO_P_WB_END    2072

/* enum goro_gc_phase, the first word of goro__gc (gc/marking.h) */
#define GORO_PHASE_MARK 3

#endif
