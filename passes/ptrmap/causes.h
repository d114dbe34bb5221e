/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where ambiguous words come from (causes.cc).  */
#ifndef GORO_CAUSES_H
#define GORO_CAUSES_H

/* A word of FUNCTION is ambiguous at a call: KIND is declared (by a type), shared, slot, register, check (a register there), arguments or unknown; DECL the variable
   it is in, or NULL; PLACE the byte in the variable, or from the CFA, or the register's number.  */
void goro_count_cause (tree function, const char *kind, tree decl, long place);
void goro_print_causes (void);

#endif
