/* SPDX-License-Identifier: MIT */
/* Variables of functions that must not move, on x86-64: where the way back in line (passes/escape/room.cc) does not do.

   Every register but the flags stays as it is, so the call is invisible to the compiler; it is made under the red zone.  It is no
   safepoint.  At most 64 bytes of the stack are used, the arguments and the return address included.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* void __goro_scope_back (uintptr_t end, size_t bytes);
   In: pushed, end first; both are popped.  The bytes before end go back, and what was taken after them: the block in which they are is the one
   in use again (stack/scope.c: leave_sys is the same in C).  Clobbers the flags.  */
#define SCOPE_BYTES 40 /* above rax, rcx, rdx, rsi and the return address */
#define SCOPE_TAKEN 48
PUBLIC_FUNCTION (__goro_scope_back)
	.cfi_startproc
	/* The caller's stack pointer is the one behind the arguments.  */
	.cfi_def_cfa_offset 24
	.cfi_offset rip, -24
	pushq	%rax
	.cfi_adjust_cfa_offset 8
	pushq	%rcx
	.cfi_adjust_cfa_offset 8
	pushq	%rdx
	.cfi_adjust_cfa_offset 8
	pushq	%rsi
	.cfi_adjust_cfa_offset 8
	movq	SCOPE_TAKEN(%rsp), %rcx
	subq	SCOPE_BYTES(%rsp), %rcx
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_SCOPE_G(%rax), %rax
	movq	GORO_G_SCOPE(%rax), %rdx
.Lblock:
	/* Inside: the first word after the header at the lowest, the block's end at the highest.  */
	leaq	-1(%rcx), %rsi
	subq	%rdx, %rsi
	cmpq	GORO_SCOPE_SIZE(%rdx), %rsi
	jb	.Lfound
	movq	GORO_SCOPE_PREV(%rdx), %rdx
	testq	%rdx, %rdx
	jne	.Lblock
	andq	$-16, %rsp
	call	goro__scope_lost
.Lfound:
	movq	%rcx, GORO_SCOPE_TOP(%rdx)
	movq	%rdx, GORO_G_SCOPE(%rax)
	popq	%rsi
	.cfi_adjust_cfa_offset -8
	popq	%rdx
	.cfi_adjust_cfa_offset -8
	popq	%rcx
	.cfi_adjust_cfa_offset -8
	popq	%rax
	.cfi_adjust_cfa_offset -8
	ret	$16
	.cfi_endproc
END_FUNCTION (__goro_scope_back)

	.section .note.GNU-stack,"",@progbits
