/* SPDX-License-Identifier: MIT */
/* What the assembly files of x86-64 share.  */
#ifndef GORO_ASM_MACROS_H
#define GORO_ASM_MACROS_H

#define HIDDEN_FUNCTION(name)	\
	.globl	name;		\
	.hidden	name;		\
	.type	name, @function; \
	.p2align 4;		\
name:

#define PUBLIC_FUNCTION(name)	\
	.globl	name;		\
	.type	name, @function; \
	.p2align 4;		\
name:

#define END_FUNCTION(name)	\
	.size	name, . - name

#endif
