/* SPDX-License-Identifier: MIT */
/* qsort and qsort_r in compiled code, on x86-64: ours (foreign/sort.c), called as foreign functions.  A file of its own: programs
   that do not sort do without.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* void goro.qsort (void *array, size_t n, size_t size, int (*compare) (const void *, const void *));
   In: rdi, rsi, rdx, rcx.  */
PUBLIC_FUNCTION (goro.qsort)
	.cfi_startproc
	leaq	goro__qsort(%rip), %r11
	jmp	__goro_foreign
	.cfi_endproc
END_FUNCTION (goro.qsort)

/* void goro.qsort_r (void *array, size_t n, size_t size, int (*compare) (const void *, const void *, void *), void *arg);
   In: rdi, rsi, rdx, rcx, r8.  */
PUBLIC_FUNCTION (goro.qsort_r)
	.cfi_startproc
	leaq	goro__qsort_r(%rip), %r11
	jmp	__goro_foreign
	.cfi_endproc
END_FUNCTION (goro.qsort_r)

	.section .note.GNU-stack,"",@progbits
