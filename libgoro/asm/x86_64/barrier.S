/* SPDX-License-Identifier: MIT */
/* The write barrier's entries from compiled code (passes/barrier).  They keep every register.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* void __goro_wb (void **slot, void *value);
   In: rdi the place that will be written, rsi what.  Clobbers flags.  */
PUBLIC_FUNCTION (__goro_wb)
	.cfi_startproc
	ret
	.cfi_endproc
END_FUNCTION (__goro_wb)

/* void __goro_wb_range (void *to, const void *from, size_t bytes);
   In: rdi, rsi (may be 0), rdx.  Clobbers flags.  */
PUBLIC_FUNCTION (__goro_wb_range)
	.cfi_startproc
	ret
	.cfi_endproc
END_FUNCTION (__goro_wb_range)

	.section .note.GNU-stack,"",@progbits
