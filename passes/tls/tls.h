/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of passes/tls share; lower.cc says what they do together.  */
#ifndef GORO_PASSES_TLS_H
#define GORO_PASSES_TLS_H

/* unit.cc: does this translation unit use variables of the thread?  Known before the first SSA form.  */
bool goro_tls_unit_p (void);

/* lower.cc: has any function been lowered?  */
bool goro_tls_lowered_p (void);

/* dynamic.cc: a declaration of the function that returns the running thread's address of VAR.  READS: as one that reads
   memory, without an argument; else as one of the thread pointer, its argument, alone.  */
tree goro_tls_getter (tree var, bool reads);

#endif
