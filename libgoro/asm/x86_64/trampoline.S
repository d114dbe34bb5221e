/* SPDX-License-Identifier: MIT */
/* The code of a trampoline on x86-64; it is copied, never run here (stack/trampoline.c).  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.section .rodata, "a", @progbits

/* const char goro__trampoline_stub[GORO_TRAMPOLINE_STUB];
   In: any call's arguments.  Sets r10, the static chain, from the data that lies
   GORO_TRAMPOLINE_SPAN above the stub, and jumps.  */
	.globl	goro__trampoline_stub
	.hidden	goro__trampoline_stub
	.type	goro__trampoline_stub, @object
	.p2align 5
goro__trampoline_stub:
	.skip	GORO_TRAMPOLINE_ENTRY - GORO_MAGIC_OFFSET, 0xcc
	.long	GORO_MAGIC
	endbr64
	movq	goro__trampoline_stub + GORO_TRAMPOLINE_SPAN(%rip), %r10
	jmp	*goro__trampoline_stub + GORO_TRAMPOLINE_SPAN + 8(%rip)
	.skip	goro__trampoline_stub + GORO_TRAMPOLINE_STUB - ., 0xcc
	.size	goro__trampoline_stub, GORO_TRAMPOLINE_STUB

	.section .note.GNU-stack,"",@progbits
