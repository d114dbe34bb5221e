/* SPDX-License-Identifier: MIT */
/* Locks that belong to a thread, in compiled code, on x86-64: ours (foreign/owner.c), called as foreign functions.  A file of its own:
   programs without such locks do without.  */

#include "abi/abi.h"
#include "asm/x86_64/macros.h"

	.text

/* NAME as the C library declares it: arguments in rdi, rsi, rdx.  */
	.macro	owner name
PUBLIC_FUNCTION (goro.\name)
	.cfi_startproc
	leaq	goro__\name(%rip), %r11
	jmp	__goro_foreign
	.cfi_endproc
END_FUNCTION (goro.\name)
	.endm

	owner	flockfile
	owner	ftrylockfile
	owner	funlockfile
	owner	mtx_lock
	owner	mtx_timedlock
	owner	mtx_trylock
	owner	mtx_unlock
	owner	pthread_mutex_clocklock
	owner	pthread_mutex_lock
	owner	pthread_mutex_timedlock
	owner	pthread_mutex_trylock
	owner	pthread_mutex_unlock
	owner	pthread_rwlock_clockwrlock
	owner	pthread_rwlock_timedwrlock
	owner	pthread_rwlock_trywrlock
	owner	pthread_rwlock_unlock
	owner	pthread_rwlock_wrlock

	.section .note.GNU-stack,"",@progbits
