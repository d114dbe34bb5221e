/* SPDX-License-Identifier: MIT */
/* The slow path of a stack check on x86-64, and the room for alloca.

   A check in compiled code is

	cmpq	%fs:GUARD, %rsp
	jb	slow			out of line: call __goro_morestack; jmp back

   at the place of the prologue, before it touches the stack.  Any register may
   be live there (arguments, the static chain, with -fipa-ra even vector
   registers a callee is known to leave alone), so all are kept: the general
   ones in the frame below, where the stack move rebases them by the map of
   the check; the vector ones by not being touched, or, when the goroutine is
   preempted, in gp->xstate.

   The frame on the goroutine's stack (GORO_FULL_*):

       sp + 0 ... 40    r15 r14 r13 r12 rbx rbp, as in a switch frame
       sp + 48 ... 112  r11 r10 r9 r8 rdi rsi rdx rcx rax
       sp + 120         return address into the check's slow path  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* void __goro_morestack (void);
   Preserves every register but the flags.  */
PUBLIC_FUNCTION (__goro_morestack)
	.cfi_startproc
	pushq	%rax
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	pushq	%rdx
	.cfi_adjust_cfa_offset 8
	pushq	%rsi
	.cfi_adjust_cfa_offset 8
	pushq	%rdi
	.cfi_adjust_cfa_offset 8
	pushq	%r8
	.cfi_adjust_cfa_offset 8
	pushq	%r9
	.cfi_adjust_cfa_offset 8
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	pushq	%r11
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	pushq	%rbx
	.cfi_adjust_cfa_offset 8
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	/* No arguments: what is in their registers may be dead, and would stay in gp->held.  */
	xorl	%esi, %esi
	xorl	%edx, %edx
	xorl	%ecx, %ecx
	leaq	goro__morestack_sys(%rip), %rdi
	call	goro__call_sys
	.globl	goro__morestack_ret
	.hidden	goro__morestack_ret
goro__morestack_ret:
	movq	%fs:GORO_TCB_M, %rcx
	movq	GORO_M_CURG(%rcx), %rcx
	cmpq	$0, GORO_G_XSTATE(%rcx)
	jne	.Lrestore_vectors
.Lrestored:
	popq	%r15
	.cfi_adjust_cfa_offset -8
	popq	%r14
	.cfi_adjust_cfa_offset -8
	popq	%r13
	.cfi_adjust_cfa_offset -8
	popq	%r12
	.cfi_adjust_cfa_offset -8
	popq	%rbx
	.cfi_adjust_cfa_offset -8
	popq	%rbp
	.cfi_adjust_cfa_offset -8
	popq	%r11
	.cfi_adjust_cfa_offset -8
	popq	%r10
	.cfi_adjust_cfa_offset -8
	popq	%r9
	.cfi_adjust_cfa_offset -8
	popq	%r8
	.cfi_adjust_cfa_offset -8
	popq	%rdi
	.cfi_adjust_cfa_offset -8
	popq	%rsi
	.cfi_adjust_cfa_offset -8
	popq	%rdx
	.cfi_adjust_cfa_offset -8
	popq	%rcx
	.cfi_adjust_cfa_offset -8
	popq	%rax
	.cfi_adjust_cfa_offset -8
	cmpl	$0, goro__debug_cleardead(%rip)
	jne	1f
	ret
	/* What is left of this frame would be in the function's, as if the function had put it there.  */
1:	.set	.Lword, 8
	.rept	28
	movq	$0xffffffffdbdbdbdb, -.Lword(%rsp)
	.set	.Lword, .Lword + 8
	.endr
	ret
	.cfi_adjust_cfa_offset 120
	/* goro__vectors_done gives the area back; it may not touch a vector register.  */
.Lrestore_vectors:
	movq	GORO_G_XSTATE(%rcx), %rdi
	movl	$GORO_XSTATE_MASK, %eax
	xorl	%edx, %edx
	xrstor64	(%rdi)
	xorl	%esi, %esi
	xorl	%ecx, %ecx
	leaq	goro__vectors_done_sys(%rip), %rdi
	call	goro__call_sys
	.globl	goro__vectors_done_ret
	.hidden	goro__vectors_done_ret
goro__vectors_done_ret:
	jmp	.Lrestored
	.cfi_endproc
END_FUNCTION (__goro_morestack)

/* void goro__save_vectors (void *area);
   In: rdi area of 4096 bytes, zeroed where the header is.  Clobbers rax, rdx.  */
HIDDEN_FUNCTION (goro__save_vectors)
	.cfi_startproc
	movl	$GORO_XSTATE_MASK, %eax
	xorl	%edx, %edx
	xsave64	(%rdi)
	ret
	.cfi_endproc
END_FUNCTION (goro__save_vectors)

/* void goro__restore_vectors (const void *area);
   In: rdi what goro__save_vectors has filled.  Clobbers rax, rdx.  */
HIDDEN_FUNCTION (goro__restore_vectors)
	.cfi_startproc
	movl	$GORO_XSTATE_MASK, %eax
	xorl	%edx, %edx
	xrstor64	(%rdi)
	ret
	.cfi_endproc
END_FUNCTION (goro__restore_vectors)

/* void __goro_stack_reserve (size_t size, size_t extra);
   In: rdi, rsi.  Before an alloca of size bytes, and extra for its alignment: on return they can be taken.
   A sum that wraps around is as large as a number gets, which no stack is.
   An ordinary call with an ordinary pointer map; the stack may have moved.  */
PUBLIC_FUNCTION (__goro_stack_reserve)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	1f
	addq	%rsi, %rdi
	sbbq	%rax, %rax
	orq	%rax, %rdi
	leaq	-GORO_RESERVE_MARGIN(%rsp), %rax
	subq	%rdi, %rax
	jb	2f
	cmpq	%fs:GORO_TCB_GUARD, %rax
	jb	2f
1:	ret
2:	movq	%rdi, %rsi
	xorl	%edx, %edx
	xorl	%ecx, %ecx
	leaq	goro__reserve_sys(%rip), %rdi
	jmp	goro__call_sys
	.cfi_endproc
END_FUNCTION (__goro_stack_reserve)

	.section .note.GNU-stack,"",@progbits
