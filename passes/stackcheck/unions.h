/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings about addresses of locals in unions (unions.cc).  */
#ifndef GORO_UNIONS_H
#define GORO_UNIONS_H

/* On the first SSA form, with casts.cc's marks.  */
void goro_check_union (gimple *stmt);

#endif
