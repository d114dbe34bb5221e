/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file needs beside its code so that calls find their way: veneers, aliases, magic words.  */
#ifndef GORO_VENEER_H
#define GORO_VENEER_H

/* Does libgoro itself define goro.NAME?  */
bool goro_provided_p (const char *name);
/* Is the callee a function of this file that no other definition can replace?  */
bool goro_local_callee_p (rtx symbol);
/* Is NAME a C library function that may run on a goroutine's stack?  */
bool goro_leaf_p (const char *name);
/* This file calls NAME, which it does not define, with so many registers that may hold pointers.  */
void goro_need_veneer (const char *name, bool args, bool weak, int registers);
/* DECL is being compiled: magic word, alias.  */
void goro_mark_definition (tree decl);

#endif
