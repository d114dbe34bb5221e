/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where GCC may compute a pointer from another, and what keeps the result from outliving a call.  */
#ifndef GORO_DERIVED_H
#define GORO_DERIVED_H

/* Can the stack move at this statement?  At a call, then, or at arithmetic that becomes one.  */
bool goro_moves_at_p (gimple *stmt);
/* A statement that passes FROM on as TO and that no pass sees through, moves, copies or deletes.  */
gasm *goro_build_fence (tree to, tree from, bool out);
/* Is it one?  Of a loop's exit, if OUT.  */
bool goro_fence_p (const gimple *stmt, bool out);

#endif
