/* SPDX-License-Identifier: MIT */
/* How goroutine 1 starts on x86-64.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* Where the first switch frame of goroutine 1 returns (goro__main_frame in cpu.h).
   In: r12 main, r13d argc, r14 argv, r15 envp; rsp is a multiple of 16.
   main returns to goro__start_ret, as every goroutine's function does, with the exit status in eax;
   goro__goexit_sys finds it in gp->ret.  */
HIDDEN_FUNCTION (goro__main_start)
	.cfi_startproc
	.cfi_undefined rip
	movl	%r13d, %edi
	movq	%r14, %rsi
	movq	%r15, %rdx
	leaq	goro__start_ret(%rip), %rax
	pushq	%rax
	xorl	%eax, %eax
	xorl	%ebp, %ebp
	jmp	*%r12
	.cfi_endproc
END_FUNCTION (goro__main_start)

	.section .note.GNU-stack,"",@progbits
