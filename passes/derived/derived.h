/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where GCC may compute a pointer from another, and what keeps the result from outliving a call.  */
#ifndef GORO_DERIVED_H
#define GORO_DERIVED_H

/* Can the stack move at this statement?  At a call, then, or at arithmetic that becomes one.  */
bool goro_moves_at_p (gimple *stmt);
/* Into a region of loops without calls, out of one (nests.cc), and before one sum or use (rebuild.cc).  */
enum goro_fence { FENCE_IN, FENCE_OUT, FENCE_HERE };

/* A statement that passes FROM on as TO and that no pass sees through, moves, copies or deletes.  */
gasm *goro_build_fence (tree to, tree from, goro_fence kind);
bool goro_fence_p (const gimple *stmt, goro_fence kind);
/* A statement at which the stack can move while NAME is live, or NULL; the same for one use of it.  */
gimple *goro_crossed (tree name);
gimple *goro_crossed_before (tree name, use_operand_p use);
/* How many uses rebuild.cc gave a new name, for -fplugin-arg-goro-map-stats.  */
extern unsigned goro_rebuilt_uses;

#endif
