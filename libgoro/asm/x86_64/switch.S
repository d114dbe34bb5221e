/* SPDX-License-Identifier: MIT */
/* Switching stacks on x86-64: from a goroutine to its thread, from the
   thread to a goroutine, from goroutine to goroutine.

   The switch frame, what a goroutine that does not run has at its saved sp:

       sp + 0   r15
       sp + 8   r14
       sp + 16  r13
       sp + 24  r12
       sp + 32  rbx
       sp + 40  rbp
       sp + 48  return address
       sp + 56  (the frame of the caller, described by its pointer map)

   stack/walk.c reads it; __goro_morestack (morestack.S) puts one below its own
   frame.  Only callee-saved registers are here: whoever switches made a call.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* uintptr_t goro__call_sys (goro__sys_fn *fn, uintptr_t a, uintptr_t b, uintptr_t c);
   In: rdi fn, rsi a, rdx b, rcx c.  Out: rax.  Clobbers what a call may.
   On a goroutine's stack: saves a switch frame and calls fn (gp, a, b, c) on
   the thread's stack with the guard 0; a, b and c stay in gp->held for the collector.  On a thread's stack: calls fn there,
   after adopting the thread when it is new to us.  */
HIDDEN_FUNCTION (goro__call_sys)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Lon_thread
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	pushq	%rbx
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbx, 0
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r12, 0
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r13, 0
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r14, 0
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r15, 0
	movq	%fs:GORO_TCB_M, %rbx
	movq	GORO_M_CURG(%rbx), %r12
	movq	%rdi, %rax
	movq	%r12, %rdi
	movq	%rsp, GORO_G_SP(%r12)
	movq	%rsi, GORO_G_HELD(%r12)
	movq	%rdx, GORO_G_HELD + 8(%r12)
	movq	%rcx, GORO_G_HELD + 16(%r12)
	movq	%rsp, %rbp
	.cfi_def_cfa rbp, 56
	movq	$0, %fs:GORO_TCB_GUARD
	movq	GORO_M_SYS_SP(%rbx), %rsp
	call	*%rax
	/* fn finished without parking: the same M, the same G; its stack may
	   have moved while fn had it (growth), so sp comes from the G.  */
	movq	GORO_G_SP(%r12), %rsp
	.cfi_def_cfa rsp, 56
	movq	GORO_G_GUARD(%r12), %rcx
	movq	%rcx, %fs:GORO_TCB_GUARD
	.cfi_remember_state
	popq	%r15
	.cfi_adjust_cfa_offset -8
	.cfi_restore r15
	popq	%r14
	.cfi_adjust_cfa_offset -8
	.cfi_restore r14
	popq	%r13
	.cfi_adjust_cfa_offset -8
	.cfi_restore r13
	popq	%r12
	.cfi_adjust_cfa_offset -8
	.cfi_restore r12
	popq	%rbx
	.cfi_adjust_cfa_offset -8
	.cfi_restore rbx
	popq	%rbp
	.cfi_adjust_cfa_offset -8
	.cfi_restore rbp
	ret
.Lon_thread:
	movq	%fs:GORO_TCB_M, %rax
	testq	%rax, %rax
	je	.Ladopt
.Lknown:
	movq	%rdi, %r8
	movq	GORO_M_CURG(%rax), %rdi
	jmp	*%r8
.Ladopt:
	pushq	%rdi
	.cfi_adjust_cfa_offset 8
	pushq	%rsi
	.cfi_adjust_cfa_offset 8
	pushq	%rdx
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	subq	$8, %rsp
	.cfi_adjust_cfa_offset 8
	call	goro__adopt_thread
	addq	$8, %rsp
	.cfi_adjust_cfa_offset -8
	popq	%rcx
	.cfi_adjust_cfa_offset -8
	popq	%rdx
	.cfi_adjust_cfa_offset -8
	popq	%rsi
	.cfi_adjust_cfa_offset -8
	popq	%rdi
	.cfi_adjust_cfa_offset -8
	jmp	.Lknown
	.cfi_endproc
END_FUNCTION (goro__call_sys)

/* _Noreturn void goro__gogo (struct goro_m *mp, struct goro_g *gp);
   In: rdi mp, rsi gp.  Leaves the thread's stack for gp's; rax is gp->ret
   there.  Every caller-saved register is dead in gp by then.  */
HIDDEN_FUNCTION (goro__gogo)
	.cfi_startproc
	.cfi_undefined rip
	movq	%rsi, GORO_M_CURG(%rdi)
	movq	%rsi, GORO_M_SCOPE_G(%rdi)
	movq	GORO_G_SP(%rsi), %rsp
	movq	GORO_G_GUARD(%rsi), %rcx
	movq	%rcx, %fs:GORO_TCB_GUARD
	movq	GORO_G_RET(%rsi), %rax
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret
	.cfi_endproc
END_FUNCTION (goro__gogo)

/* void goro__switch_yield (struct goro_m *mp, struct goro_g *gp,
                            struct goro_g *next, struct goro_p *pp);
   In: rdi mp, rsi gp (running here), rdx next, rcx pp, whose ring has room.
   gp is put in the ring only when its context is saved; from that store on
   another P may run it, so nothing below touches its stack.  The tail's plain
   store is a release on x86-64.  */
HIDDEN_FUNCTION (goro__switch_yield)
	.cfi_startproc
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	.cfi_adjust_cfa_offset 48
	movq	%rsp, GORO_G_SP(%rsi)
	movq	%rdx, GORO_M_CURG(%rdi)
	movq	%rdx, GORO_M_SCOPE_G(%rdi)
	movl	GORO_P_RUNQ_TAIL(%rcx), %r8d
	movl	%r8d, %r9d
	andl	$(GORO_P_RUNQ_SIZE - 1), %r9d
	movq	%rsi, GORO_P_RUNQ(%rcx,%r9,8)
	incl	%r8d
	movl	%r8d, GORO_P_RUNQ_TAIL(%rcx)
	movq	GORO_G_SP(%rdx), %rsp
	movq	GORO_G_GUARD(%rdx), %rax
	movq	%rax, %fs:GORO_TCB_GUARD
	movq	GORO_G_RET(%rdx), %rax
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	.cfi_adjust_cfa_offset -48
	ret
	.cfi_endproc
END_FUNCTION (goro__switch_yield)

/* _Noreturn void goro__enter_sys (struct goro_m *mp, void (*fn) (struct goro_m *));
   In: rdi mp, rsi fn.  The thread's stack below this point serves every
   call from a goroutine, each from the same top.  */
HIDDEN_FUNCTION (goro__enter_sys)
	.cfi_startproc
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	movq	%rsp, %rbp
	.cfi_def_cfa_register rbp
	andq	$-16, %rsp
	movq	%rsp, GORO_M_SYS_SP(%rdi)
	call	*%rsi
	ud2
	.cfi_endproc
END_FUNCTION (goro__enter_sys)

/* Where a new goroutine starts: its first switch frame returns here.
   In: r12 fn, rbx arg.  rsp is a multiple of 16 here.  fn may be foreign (goro_spawn), so the call goes
   the way of every indirect call.  */
HIDDEN_FUNCTION (goro__start)
	.cfi_startproc
	.cfi_undefined rip
	movq	%rbx, %rdi
	movq	%r12, %r10
	movq	%r12, %r11
	cmpl	$GORO_MAGIC, -GORO_MAGIC_OFFSET(%r11)
	leaq	__goro_foreign_ptr(%rip), %rax
	cmovne	%rax, %r11
	call	*%r11
	.globl	goro__start_ret
	.hidden	goro__start_ret
goro__start_ret:
	/* The goroutine has ended; nothing on its stack is needed again.  rax is main's
	   result in goroutine 1.  */
	movq	%fs:GORO_TCB_M, %rcx
	movq	GORO_M_CURG(%rcx), %rdi
	movq	%rax, GORO_G_RET(%rdi)
	movq	$0, %fs:GORO_TCB_GUARD
	movq	GORO_M_SYS_SP(%rcx), %rsp
	call	goro__goexit_sys
	ud2
	.cfi_endproc
END_FUNCTION (goro__start)

	.section .note.GNU-stack,"",@progbits
