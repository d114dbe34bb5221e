/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variables that a nested function shares with the one around it.

   GCC makes them members of a structure, FRAME, before the unit has been seen whole (tree-nested.cc).  What casts.cc finds out of a
   variable is true of its member.  A member has the name and the place of its variable and no other link to it where the
   variable is a parameter; so that is how they are found.  Two variables of one name at one place come from a macro
   and share what either is.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"

namespace {

bool same_p (const_tree field, const_tree var)
{
  return DECL_NAME (field) == DECL_NAME (var) && DECL_SOURCE_LOCATION (field) == DECL_SOURCE_LOCATION (var);
}

/* By the variables in BLOCK and in those inside.  */
bool carried_in_p (const_tree field, tree block)
{
  for (; block; block = BLOCK_CHAIN (block)) {
    for (tree v = BLOCK_VARS (block); v; v = DECL_CHAIN (v))
      if (VAR_P (v) && same_p (field, v) && goro_carries_p (v))
        return true;
    if (carried_in_p (field, BLOCK_SUBBLOCKS (block)))
      return true;
  }
  return false;
}

void mark_members (function *fun, tree frame)
{
  for (tree f = TYPE_FIELDS (TREE_TYPE (frame)); f; f = DECL_CHAIN (f)) {
    if (TREE_CODE (f) != FIELD_DECL || DECL_NAME (f) == NULL_TREE)
      continue;
    bool carries = carried_in_p (f, DECL_INITIAL (fun->decl));
    for (tree p = DECL_ARGUMENTS (fun->decl); p; p = DECL_CHAIN (p))
      carries |= same_p (f, p) && goro_carries_p (p);
    if (carries)
      goro_mark_carries (f);
  }
}

} // namespace

void goro_mark_captured (void)
{
  cgraph_node *node;
  FOR_EACH_DEFINED_FUNCTION (node) {
    function *fun = DECL_STRUCT_FUNCTION (node->decl);
    tree var;
    unsigned i;
    if (fun == NULL || !node->has_gimple_body_p ())
      continue;
    FOR_EACH_LOCAL_DECL (fun, i, var)
      if (VAR_P (var) && DECL_NAME (var) && TREE_CODE (TREE_TYPE (var)) == RECORD_TYPE
          && startswith (IDENTIFIER_POINTER (DECL_NAME (var)), "FRAME."))
        mark_members (fun, var);
  }
}
