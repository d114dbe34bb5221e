/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which variables are in use at a call, as the last GIMPLE knew it.  */
#ifndef GORO_SCOPES_H
#define GORO_SCOPES_H

/* DECL_UIDs of the variables in use across the call; NULL: not known, all of them.  */
const_bitmap goro_variables_in_use (const rtx_insn *call);
/* A list of the function's variables, which GCC forgets when it goes over to RTL.  */
tree goro_function_variables (void);
/* Adds to TO the DECL_UIDs of the variables whose address OP, an operand, is or may hold; address_of: by SSA
   version.  True if there were new ones.  */
bool goro_add_addresses (bitmap to, const bitmap *address_of, tree op);

/* Adds the variables that STMT mentions.  */
void goro_mentions (gimple *stmt, const bitmap *address_of, bitmap to);

/* varargs.cc: the bit of DECL_UID (fun->decl) among the variables in use stands for the argument registers that
   a variadic function has saved.  */
void goro_va_begin (function *fun);
/* Is OP read from a va_list?  */
bool goro_va_load_p (tree op, const bitmap *address_of);
void goro_va_solve (function *fun, const bitmap *address_of);
/* Are they wanted while STMT runs?  */
bool goro_va_wanted_p (gimple *stmt);
void goro_va_end (void);

#endif
