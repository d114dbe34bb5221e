/* SPDX-License-Identifier: MIT */
/* setjmp and longjmp of compiled code on x86-64; what the buffer holds and why: foreign/jump.c.

   On a thread's stack every entry here is the C library's own function: a plain jump.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

#define POINTER_GUARD 0x30 /* in the thread control block: what glibc mangles code addresses with */

	.text

/* int goro.setjmp (jmp_buf env);
   int goro._setjmp (jmp_buf env);
   int goro.__sigsetjmp (jmp_buf env, int savemask);
   In: rdi env, esi savemask.  Out: eax 0, and again what longjmp was given.
   setjmp as a function saves the signal mask, as BSD's; the macro setjmp is _setjmp, which does not.
   Uses no stack.  */
PUBLIC_FUNCTION (goro.setjmp)
	.cfi_startproc
	movl	$1, %esi
	jmp	.Lsigsetjmp
	.cfi_endproc
END_FUNCTION (goro.setjmp)

PUBLIC_FUNCTION (goro._setjmp)
	.cfi_startproc
	xorl	%esi, %esi
	jmp	.Lsigsetjmp
	.cfi_endproc
END_FUNCTION (goro._setjmp)

/* A register in two words that no stack can be at: each has a half, under zeros.  xmm1 is 0.  */
.macro	SAVE reg, index
	movq	\reg, %xmm0
	punpckldq %xmm1, %xmm0
	movups	%xmm0, GORO_JUMP_REGS + 16 * \index(%rdi)
.endm

.macro	RESTORE reg, low, index
	movl	GORO_JUMP_REGS + 16 * \index + 8(%rdi), \low
	shlq	$32, \reg
	orq	GORO_JUMP_REGS + 16 * \index(%rdi), \reg
.endm

PUBLIC_FUNCTION (goro.__sigsetjmp)
	.cfi_startproc
.Lsigsetjmp:
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Llibc_setjmp
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_CURG(%rax), %rax
	movabsq	$GORO_JUMP_MAGIC, %rcx
	movq	%rcx, GORO_JUMP_MARK(%rdi)
	movq	GORO_G_LO(%rax), %rcx
	notq	%rcx
	movq	%rcx, GORO_JUMP_LO(%rdi)
	movq	GORO_G_HI(%rax), %rcx
	movq	%rcx, %rdx
	notq	%rcx
	movq	%rcx, GORO_JUMP_HI(%rdi)
	leaq	8(%rsp), %rcx
	subq	%rcx, %rdx
	movq	%rdx, GORO_JUMP_DEPTH(%rdi)
	movq	(%rsp), %rcx
	notq	%rcx
	movq	%rcx, GORO_JUMP_PC(%rdi)
	movq	GORO_G_ID(%rax), %rcx
	movq	%rcx, GORO_JUMP_ID(%rdi)
	movabsq	$GORO_JUMP_NO_STACK, %rcx
	xorq	%fs:POINTER_GUARD, %rcx
	rolq	$17, %rcx
	movq	%rcx, GORO_JUMP_LIBC_SP(%rdi)
	leaq	.Llanding(%rip), %rcx
	xorq	%fs:POINTER_GUARD, %rcx
	rolq	$17, %rcx
	movq	%rcx, GORO_JUMP_LIBC_PC(%rdi)
	pxor	%xmm1, %xmm1
	SAVE	%r15, 0
	SAVE	%r14, 1
	SAVE	%r13, 2
	SAVE	%r12, 3
	SAVE	%rbx, 4
	SAVE	%rbp, 5
	movl	$0, GORO_JUMP_MASKED(%rdi)
	testl	%esi, %esi
	jne	1f
	xorl	%eax, %eax
	ret
	/* rt_sigprocmask (SIG_BLOCK, NULL, &mask, 8)  */
1:	movl	$1, GORO_JUMP_MASKED(%rdi)
	leaq	GORO_JUMP_MASK(%rdi), %rdx
	xorl	%edi, %edi
	xorl	%esi, %esi
	movl	$8, %r10d
	movl	$14, %eax
	syscall
	xorl	%eax, %eax
	ret
.Llibc_setjmp:
	jmp	*__sigsetjmp@GOTPCREL(%rip)

	/* Where the C library's own longjmp arrives with our buffer, when foreign code called
	   it.  In: rdi the buffer, eax the value; rsp GORO_JUMP_NO_STACK.  From
	   here on it is the thread's stack, but under the buffer if that lies there.  */
	.cfi_undefined rip
.Llanding:
	movl	%eax, %esi
	movabsq	$GORO_JUMP_MAGIC, %rcx
	cmpq	%rcx, %rbx
	jne	.Llost
	movq	%fs:GORO_TCB_M, %rcx
	testq	%rcx, %rcx
	je	.Llost
	movq	GORO_M_SYS_SP(%rcx), %rcx
	testq	%rcx, %rcx
	je	.Llost
	movq	%rcx, %rax
	subq	%rdi, %rax
	cmpq	$GORO_JUMP_NEAR, %rax
	jae	1f
	leaq	-256(%rdi), %rcx
	andq	$-16, %rcx
1:	movq	%rcx, %rsp
	call	goro__longjmp_foreign
	ud2
.Llost:
	leaq	goro__jump_lost_stack + GORO_JUMP_LOST_STACK(%rip), %rsp
	call	goro__longjmp_lost
	ud2
	.cfi_endproc
END_FUNCTION (goro.__sigsetjmp)

/* int goro.__sigsetjmp_cancel (struct __cancel_jmp_buf_tag *env, int savemask);
   pthread_cleanup_push's, with a buffer too small for ours.  Nobody cancels a thread of the
   runtime's, so nobody jumps there.  */
PUBLIC_FUNCTION (goro.__sigsetjmp_cancel)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Llibc_cancel
	xorl	%eax, %eax
	ret
.Llibc_cancel:
	jmp	*__sigsetjmp@GOTPCREL(%rip)
	.cfi_endproc
END_FUNCTION (goro.__sigsetjmp_cancel)

/* _Noreturn void goro.longjmp (jmp_buf env, int value);  and its names
   In: rdi env, esi value.  With a buffer of the C library's, the runtime only has to know that signal
   handlers are left.  */
.macro	LONGJMP name, libc
PUBLIC_FUNCTION (\name)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	jne	.Ljump
	movabsq	$GORO_JUMP_MAGIC, %rcx
	cmpq	%rcx, GORO_JUMP_MARK(%rdi)
	je	goro__longjmp_foreign
	pushq	%rdi
	.cfi_adjust_cfa_offset 8
	pushq	%rsi
	.cfi_adjust_cfa_offset 8
	subq	$8, %rsp
	.cfi_adjust_cfa_offset 8
	movq	GORO_JUMP_LIBC_SP(%rdi), %rdi
	rorq	$17, %rdi
	xorq	%fs:POINTER_GUARD, %rdi
	call	goro__leave_handlers
	addq	$8, %rsp
	.cfi_adjust_cfa_offset -8
	popq	%rsi
	.cfi_adjust_cfa_offset -8
	popq	%rdi
	.cfi_adjust_cfa_offset -8
	jmp	*\libc@GOTPCREL(%rip)
	.cfi_endproc
END_FUNCTION (\name)
.endm

LONGJMP	goro.longjmp, longjmp
LONGJMP	goro._longjmp, _longjmp
LONGJMP	goro.siglongjmp, siglongjmp
LONGJMP	goro.__longjmp_chk, __longjmp_chk

	/* On a goroutine's stack.  Where nothing has to be rebased, reported or asked of the kernel, which is as good
	   as always, the jump is made here: the stack is where it was at setjmp, the goroutine is that
	   one, the frame lies further out than this call, no mask was saved.  Lua's coroutines, a setjmp
	   and a longjmp each, take an eighth more time without this.  */
.Ljump:
	.cfi_startproc
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_CURG(%rax), %rax
	movabsq	$GORO_JUMP_MAGIC, %rcx
	cmpq	%rcx, GORO_JUMP_MARK(%rdi)
	jne	.Ljump_sys
	movq	GORO_G_ID(%rax), %rcx
	cmpq	%rcx, GORO_JUMP_ID(%rdi)
	jne	.Ljump_sys
	movq	GORO_G_HI(%rax), %rdx
	movq	GORO_JUMP_HI(%rdi), %rcx
	notq	%rcx
	cmpq	%rcx, %rdx
	jne	.Ljump_sys
	/* Unsigned: one that is deeper than the stack fails too.  */
	subq	%rsp, %rcx
	subq	$8, %rcx
	cmpq	%rcx, GORO_JUMP_DEPTH(%rdi)
	ja	.Ljump_sys
	cmpl	$0, GORO_JUMP_MASKED(%rdi)
	jne	.Ljump_sys
	subq	GORO_JUMP_DEPTH(%rdi), %rdx
	movq	GORO_JUMP_PC(%rdi), %rcx
	notq	%rcx
	RESTORE	%r15, %r15d, 0
	RESTORE	%r14, %r14d, 1
	RESTORE	%r13, %r13d, 2
	RESTORE	%r12, %r12d, 3
	RESTORE	%rbx, %ebx, 4
	RESTORE	%rbp, %ebp, 5
	/* A value of 0 is 1.  */
	cmpl	$1, %esi
	adcl	$0, %esi
	movl	%esi, %eax
	movq	%rdx, %rsp
	jmp	*%rcx
.Ljump_sys:
	movl	%esi, %edx
	movq	%rdi, %rsi
	leaq	goro__longjmp_sys(%rip), %rdi
	jmp	goro__call_sys
	.cfi_endproc

/* Where a __builtin_longjmp in foreign code arrives with a buffer of ours, on goro__jump_lost_stack.  */
HIDDEN_FUNCTION (goro__builtin_landing)
	.cfi_startproc
	.cfi_undefined rip
	call	goro__builtin_lost
	ud2
	.cfi_endproc
END_FUNCTION (goro__builtin_landing)

/* void __goro_nonlocal_goto (void *area);
   In: rdi where the frame that the goto ends in keeps its stack pointer.  On a goroutine's stack: nothing to do.  */
PUBLIC_FUNCTION (__goro_nonlocal_goto)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	goro__nonlocal_goto_foreign
	ret
	.cfi_endproc
END_FUNCTION (__goro_nonlocal_goto)

	.section .note.GNU-stack,"",@progbits
