/* SPDX-License-Identifier: MIT */
/* Calls from a goroutine to code the plugin did not compile, on x86-64.

   Every file that calls an external function `f' has a veneer

       goro.f:	movq	f@GOTPCREL(%rip), %r11
		jmp	*__goro_foreign@GOTPCREL(%rip)

   (or __goro_foreign_args, with the bytes of stack arguments in r10d; or __goro_foreign_N where f has a prototype by which its
   arguments take N < 6 general registers).
   Indirect calls get here through __goro_foreign_ptr, or __goro_foreign_ptr_args, when the magic
   word is absent.  All argument registers, rax with its count of vector
   registers included, reach f as they are; r10 and r11 are free at any call.

   On a goroutine's stack f runs on the thread's stack:

       goroutine's stack            thread's stack
       ... stack arguments          <- mp->sys_sp
       return address               copy of the stack arguments
       saved rbp  <- rbp            return address, f's frame ...
       rbx r12 r13 r14 r15
       rdi rsi rdx
       N

   The callee-saved registers are for who looks at the goroutine meanwhile: with rbp and the return address they are a switch frame,
   which begins GORO_FOREIGN_FRAME below rbp.  The first three arguments are for the collector: f may be the only one who has
   them.  (Eight stores cost 0.25 ns, of which the five registers take nothing; all six arguments would cost 0.5 ns.)  N says which are arguments: the
   others hold something old, and to shade what is in a large object behind that took a millisecond, twice in a call of clock_gettime.

   While objects are marked, goro__gc_foreign_args (gc/foreign.c) sees the arguments before f does, goro__gc_foreign_end what their objects hold after it, and
   the results.  That is before fseq is raised: afterwards the thread may have to wait for a P while marking ends, and nobody would look into its
   registers any more.

   fseq is odd while f runs: the monitor may take the P, and says so by
   setting retake; it pairs that store with membarrier(2), so the increment
   and the load of retake need no fence here (sched/monitor.c).

   errno belongs to the goroutine: copied to the thread before f, back after it.

   The middle of the switch carries a local symbol named __morestack: gdb
   takes a caller's frame below its callee's for a corrupt stack unless the
   function has that name, which it knows from split stacks.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* In: r10 target.  Clobbers r11.  Reached only when the target has no magic word.  */
PUBLIC_FUNCTION (__goro_foreign_ptr)
	.cfi_startproc
	movq	%r10, %r11
	movl	$6, %r10d
	cmpq	$0, %fs:GORO_TCB_GUARD
	jne	.Lswitch
	jmp	*%r11
	.cfi_endproc
END_FUNCTION (__goro_foreign_ptr)

/* The same; bytes of stack arguments in %fs:ARGS, which the caller has just set.  */
PUBLIC_FUNCTION (__goro_foreign_ptr_args)
	.cfi_startproc
	movq	%r10, %r11
	movl	%fs:GORO_TCB_ARGS, %r10d
	cmpq	$0, %fs:GORO_TCB_GUARD
	jne	.Lswitch_args
	jmp	*%r11
	.cfi_endproc
END_FUNCTION (__goro_foreign_ptr_args)

/* In: r11 target; no stack arguments.  Clobbers r10, r11.  */
	.macro	foreign name, registers
PUBLIC_FUNCTION (\name)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Lplain\@
	movl	$\registers, %r10d
	cmpl	$GORO_MAGIC, -GORO_MAGIC_OFFSET(%r11)
	jne	.Lswitch
.Lplain\@:
	jmp	*%r11
	.cfi_endproc
END_FUNCTION (\name)
	.endm

	foreign	__goro_foreign, 6
	foreign	__goro_foreign_0, 0
	foreign	__goro_foreign_1, 1
	foreign	__goro_foreign_2, 2
	foreign	__goro_foreign_3, 3
	foreign	__goro_foreign_4, 4
	foreign	__goro_foreign_5, 5

/* In: r11 target, r10d bytes of stack arguments.  Clobbers r10, r11.  */
PUBLIC_FUNCTION (__goro_foreign_args)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	.Lplain_args
	cmpl	$GORO_MAGIC, -GORO_MAGIC_OFFSET(%r11)
	jne	.Lswitch_args
.Lplain_args:
	jmp	*%r11
	.cfi_endproc
END_FUNCTION (__goro_foreign_args)

	.p2align 4
	.type	__morestack, @function
__morestack:
	.cfi_startproc
.Lswitch_args:
	.cfi_remember_state
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	movq	%rsp, %rbp
	.cfi_def_cfa_register rbp
	pushq	%rbx
	pushq	%r12
	movl	%r10d, %r10d
	movq	%fs:GORO_TCB_M, %rbx
	movq	GORO_M_SYS_SP(%rbx), %rbx
	addq	$15, %r10
	andq	$-16, %r10
	subq	%r10, %rbx
	/* Copies from the last word to the first; r10 is a multiple of 16, so the
	   last word read may be padding of the caller's.  */
1:	subq	$8, %r10
	movq	16(%rbp,%r10), %r12
	movq	%r12, (%rbx,%r10)
	testq	%r10, %r10
	jne	1b
	movq	%rbx, %r12
	movq	%fs:GORO_TCB_M, %r10
	movq	-8(%rbp), %rbx
	movq	%r12, %rsp
	movq	-16(%rbp), %r12
	movq	$6, -GORO_FOREIGN_COUNT(%rbp)
	jmp	.Lswitched
	.cfi_restore_state

.Lswitch:
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	movq	%rsp, %rbp
	.cfi_def_cfa_register rbp
	movq	%r10, -GORO_FOREIGN_COUNT(%rbp)
	movq	%fs:GORO_TCB_M, %r10
	movq	%rbx, -8(%rbp)
	movq	%r12, -16(%rbp)
	movq	GORO_M_SYS_SP(%r10), %rsp
.Lswitched:
	movq	%r13, -24(%rbp)
	movq	%r14, -32(%rbp)
	movq	%r15, -40(%rbp)
	movq	%rdi, -48(%rbp)
	movq	%rsi, -56(%rbp)
	movq	%rdx, -64(%rbp)
	movq	$0, %fs:GORO_TCB_GUARD
	cmpl	$0, goro__gc(%rip)
	jne	.Lmark_arguments
.Lmarked_arguments:
	movq	%rbp, GORO_M_FOREIGN_SP(%r10)
	incl	GORO_M_FSEQ(%r10)
	pushq	%rbx
	movq	GORO_M_CURG(%r10), %rbx
	movl	GORO_G_ERRNO(%rbx), %ebx
	movq	GORO_M_ERRNO(%r10), %r10
	movl	%ebx, (%r10)
	popq	%rbx
	call	*%r11
	movq	%fs:GORO_TCB_M, %r10
	cmpl	$0, goro__gc(%rip)
	jne	.Lmark_again
.Lmarked_again:
	incl	GORO_M_FSEQ(%r10)
	cmpl	$0, GORO_M_RETAKE(%r10)
	jne	.Lretaken
.Lback:
	movq	GORO_M_CURG(%r10), %r11
	movq	GORO_M_ERRNO(%r10), %rcx
	movl	(%rcx), %ecx
	movl	%ecx, GORO_G_ERRNO(%r11)
	movq	GORO_G_GUARD(%r11), %rcx
	movq	%rcx, %fs:GORO_TCB_GUARD
	movq	%rbp, %rsp
	.cfi_remember_state
	.cfi_def_cfa_register rsp
	popq	%rbp
	.cfi_adjust_cfa_offset -8
	.cfi_restore rbp
	ret
	.cfi_restore_state
	/* The monitor wants, or has, the P.  The results stay in rax, rdx and
	   the vector registers, which the callee, built for general registers
	   only, leaves alone; so does x87's stack.  */
.Lretaken:
	movq	GORO_M_CURG(%r10), %r11
	leaq	-GORO_FOREIGN_FRAME(%rbp), %rcx
	movq	%rcx, GORO_G_SP(%r11)
	movq	%rax, GORO_G_HELD(%r11)
	movq	%rdx, GORO_G_HELD + 8(%r11)
	pushq	%rax
	pushq	%rdx
	movq	%r10, %rdi
	call	goro__foreign_return_slow
	popq	%rdx
	popq	%rax
	movq	%fs:GORO_TCB_M, %r10
	jmp	.Lback

	/* Everything that f gets stays as it is.  */
.Lmark_arguments:
	pushq	%r11
	pushq	%r10
	pushq	%rax
	pushq	%r9
	pushq	%r8
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	movq	%rsp, %rdi
	movl	-GORO_FOREIGN_COUNT(%rbp), %esi
	subq	$8, %rsp
	call	goro__gc_foreign_args
	addq	$8, %rsp
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%r8
	popq	%r9
	popq	%rax
	popq	%r10
	popq	%r11
	jmp	.Lmarked_arguments
.Lmark_again:
	pushq	%rax
	pushq	%rdx
	movq	%rbp, %rdi
	movq	%rsp, %rsi
	call	goro__gc_foreign_end
	popq	%rdx
	popq	%rax
	movq	%fs:GORO_TCB_M, %r10
	jmp	.Lmarked_again
	.weak	goro__gc_foreign_args, goro__gc_foreign_end
	.hidden	goro__gc_foreign_args, goro__gc_foreign_end
	.cfi_endproc
	.size	__morestack, . - __morestack

/* int *goro.__errno_location (void);
   Out: rax, the address of the running goroutine's errno: stable while
   the goroutine changes threads, which GCC takes for granted.  On a thread's own stack, the thread's.  */
PUBLIC_FUNCTION (goro.__errno_location)
	.cfi_startproc
	cmpq	$0, %fs:GORO_TCB_GUARD
	je	1f
	movq	%fs:GORO_TCB_M, %rax
	movq	GORO_M_CURG(%rax), %rax
	addq	$GORO_G_ERRNO, %rax
	ret
1:	jmp	*__errno_location@GOTPCREL(%rip)
	.cfi_endproc
END_FUNCTION (goro.__errno_location)

	.section .note.GNU-stack,"",@progbits
