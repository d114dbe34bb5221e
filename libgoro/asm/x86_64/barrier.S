/* SPDX-License-Identifier: MIT */
/* The write barrier on x86-64: what compiled code calls, while objects are marked, before it stores a pointer.

   Every register but the flags stays as it is, so the call is invisible to the compiler; it is made under the red zone.  It is no
   safepoint: nobody moves or scans the goroutine's stack meanwhile.  At most 64 bytes of the goroutine's stack are used, the arguments and the
   return address included; the rest happens on the thread's stack, at mp->sys_sp, as in a call from the goroutine.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* Around a call of C: what it may clobber besides rax and rcx.  The stack is a multiple of 16 before and after.  */
	.macro	SAVE
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	subq	$8, %rsp
	.endm
	.macro	RESTORE
	addq	$8, %rsp
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	.endm

/* To the thread's stack, where the goroutine's stack pointer is kept; and back, with the guard it has now.  rax is mp.  */
	.macro	ENTER
	movq	%fs:GORO_TCB_M, %rax
	movq	%rsp, %rcx
	movq	GORO_M_SYS_SP(%rax), %rsp
	movq	$0, %fs:GORO_TCB_GUARD
	pushq	%rcx
	subq	$8, %rsp
	.endm
	.macro	LEAVE
	addq	$8, %rsp
	popq	%rcx
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_CURG(%rax), %rax
	movq	GORO_G_GUARD(%rax), %rax
	movq	%rax, %fs:GORO_TCB_GUARD
	movq	%rcx, %rsp
	.endm

/* void __goro_wb (uintptr_t *slot, uintptr_t new);
   In: pushed, slot first; both are popped.  *slot = new is about to be done: *slot is shaded, and new as long as there are stacks that have not been
   scanned (gc/gc.h).  Clobbers the flags.  On the stack, because what GCC keeps in registers across the test would have to keep out of those
   that arguments came in.  */
#define GORO_WB_NEW  24 /* above rax, rcx and the return address */
#define GORO_WB_SLOT 32
#define GORO_WB_OLD  GORO_WB_SLOT
PUBLIC_FUNCTION (__goro_wb)
	.cfi_startproc
	/* The caller's stack pointer is the one behind the arguments.  */
	.cfi_def_cfa_offset 24
	.cfi_offset rip, -24
	pushq	%rax
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Lthread
	/* The phase first: what is read with MARK in sight is what a store of that time overwrites.  */
	cmpl	$GORO_PHASE_MARK, goro__gc(%rip)
	movq	GORO_WB_SLOT(%rsp), %rax
	movq	(%rax), %rax
	jne	.Lboth
	/* What is new holds NULL, and most stores are to what is new.  */
	testq	%rax, %rax
	je	.Ldone
	movq	%rax, GORO_WB_OLD(%rsp)
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_P(%rax), %rax
	movq	GORO_P_WB_NEXT(%rax), %rcx
	cmpq	GORO_P_WB_END(%rax), %rcx
	je	.Lfull
	/* Nobody else reads the buffer before this goroutine's next safepoint.  */
	addq	$8, %rcx
	movq	%rcx, GORO_P_WB_NEXT(%rax)
	movq	GORO_WB_OLD(%rsp), %rax
	movq	%rax, -8(%rcx)
.Ldone:
	popq	%rcx
	.cfi_adjust_cfa_offset -8
	popq	%rax
	.cfi_adjust_cfa_offset -8
	ret	$16
	.cfi_adjust_cfa_offset 16
.Lboth:
	movq	%rax, GORO_WB_OLD(%rsp)
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_P(%rax), %rax
	movq	GORO_P_WB_NEXT(%rax), %rcx
	addq	$16, %rcx
	cmpq	GORO_P_WB_END(%rax), %rcx
	ja	.Lfull
	movq	%rcx, GORO_P_WB_NEXT(%rax)
	movq	GORO_WB_OLD(%rsp), %rax
	movq	%rax, -8(%rcx)
	movq	GORO_WB_NEW(%rsp), %rax
	movq	%rax, -16(%rcx)
	jmp	.Ldone
.Lfull:
	ENTER
	.cfi_remember_state
	.cfi_def_cfa rcx, 40
	SAVE
	movq	GORO_WB_NEW(%rcx), %rdx
	movq	GORO_WB_OLD(%rcx), %rsi
	movq	%rax, %rdi
	call	goro__gc_wb_full
	RESTORE
	LEAVE
	.cfi_restore_state
	jmp	.Ldone
.Lthread:
	movq	%rsp, %rcx
	andq	$-16, %rsp
	pushq	%rcx
	subq	$8, %rsp
	SAVE
	movq	GORO_WB_SLOT(%rcx), %rdi
	movq	GORO_WB_NEW(%rcx), %rsi
	call	goro__gc_wb_thread
	RESTORE
	addq	$8, %rsp
	popq	%rsp
	jmp	.Ldone
	.cfi_endproc
END_FUNCTION (__goro_wb)

/* void __goro_wb_range (void *dst, const void *src, size_t bytes);
   In: rdi, rsi (or 0), rdx.  bytes at dst are about to be overwritten with those at src; SIZE_MAX: with the string at src.  Clobbers the flags.  */
PUBLIC_FUNCTION (__goro_wb_range)
	.cfi_startproc
	pushq	%rax
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Lthread_range
	ENTER
	.cfi_remember_state
	.cfi_def_cfa rcx, 24
	SAVE
	call	goro__gc_wb_range
	RESTORE
	LEAVE
	.cfi_restore_state
	jmp	.Ldone_range
.Lthread_range:
	movq	%rsp, %rcx
	andq	$-16, %rsp
	pushq	%rcx
	subq	$8, %rsp
	SAVE
	call	goro__gc_wb_thread_range
	RESTORE
	addq	$8, %rsp
	popq	%rsp
.Ldone_range:
	popq	%rcx
	.cfi_adjust_cfa_offset -8
	popq	%rax
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_endproc
END_FUNCTION (__goro_wb_range)

	/* In programs without a collector nobody comes there.  */
	.weak	goro__gc_wb_full, goro__gc_wb_thread, goro__gc_wb_range, goro__gc_wb_thread_range
	.hidden	goro__gc_wb_full, goro__gc_wb_thread, goro__gc_wb_range, goro__gc_wb_thread_range

	.section .note.GNU-stack,"",@progbits
