/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which variables are in use at a call, as the last GIMPLE knew it.  */
#ifndef GORO_SCOPES_H
#define GORO_SCOPES_H

/* DECL_UIDs of the variables in use across the call; NULL: not known, all of them.  */
const_bitmap goro_variables_in_use (const rtx_insn *call);
/* A list of the function's variables, which GCC forgets when it goes over to RTL.  */
tree goro_function_variables (void);

#endif
