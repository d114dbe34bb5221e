/* SPDX-License-Identifier: MIT */
/* pthread_create in compiled code, on x86-64: ours (foreign/create.c), called as a foreign function.  A file of its own: programs
   that make no threads do without.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* int goro.pthread_create (pthread_t *thread, const pthread_attr_t *attr, void *(*fn) (void *), void *arg);
   In: rdi, rsi, rdx, rcx.  */
PUBLIC_FUNCTION (goro.pthread_create)
	.cfi_startproc
	leaq	goro__pthread_create(%rip), %r11
	jmp	__goro_foreign
	.cfi_endproc
END_FUNCTION (goro.pthread_create)

	.section .note.GNU-stack,"",@progbits
