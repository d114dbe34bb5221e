/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that needs no barrier.

   The frame: the collector scans it as a whole when the goroutine has stopped, and again in the next cycle.

   A fresh object holds nothing that could be lost by overwriting, and what is stored there needs no barrier if it is no object of the heap, or
   fresh itself: then both are of the same colour.  Any other pointer does: the object may be black, never to be scanned, while the
   stack, which has not been scanned yet, forgets the pointer.  (Rejected: white objects until the stack of whoever allocates has been scanned.  It would
   save a comparison, and every change of threads in between would have to be followed.)  Between the allocations and the store there must be no
   place where the goroutine could have stopped, for marking could have begun there.  */

#include "plugin/goro-plugin.h"
#include "passes/barrier/barrier.h"

namespace {

enum { STEPS = 16 };

/* The pointer that ADDRESS is computed from by adding to it; or an ADDR_EXPR.  */
tree origin (tree address)
{
  for (int i = 0; i < STEPS && TREE_CODE (address) == SSA_NAME; i++) {
    gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (address));
    if (def == NULL)
      break;
    enum tree_code code = gimple_assign_rhs_code (def);
    tree rhs = gimple_assign_rhs1 (def);
    if (code == ADDR_EXPR) {
      tree base = get_base_address (TREE_OPERAND (rhs, 0));
      if (base == NULL_TREE || TREE_CODE (base) != MEM_REF)
        return rhs;
      address = TREE_OPERAND (base, 0);
    } else if (code == POINTER_PLUS_EXPR || code == SSA_NAME
               || (CONVERT_EXPR_CODE_P (code) && POINTER_TYPE_P (TREE_TYPE (rhs))))
      address = rhs;
    else
      break;
  }
  return address;
}

/* The address that a reference is based on, or NULL for a variable, which goes to *variable.  */
tree base_pointer (tree place, tree *variable)
{
  tree base = get_base_address (place);
  *variable = NULL_TREE;
  if (base == NULL_TREE)
    return NULL_TREE;
  if (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF)
    return TREE_OPERAND (base, 0);
  *variable = base;
  return NULL_TREE;
}

bool frame_variable_p (tree t)
{
  return DECL_P (t) && TREE_CODE (t) != FUNCTION_DECL && TREE_CODE (t) != CONST_DECL && !is_global_var (t);
}

const char *function_name (gimple *call)
{
  tree fn = gimple_call_fndecl (call);
  return fn && DECL_NAME (fn) ? IDENTIFIER_POINTER (DECL_NAME (fn)) : "";
}

bool allocator_p (gimple *stmt)
{
  static const char *const names[] = { "__goro_new", "__goro_promote", "__goro_make", "__goro_new_flexible", "goro_alloc" };
  if (!is_gimple_call (stmt))
    return false;
  for (const char *name : names)
    if (strcmp (function_name (stmt), name) == 0)
      return true;
  return false;
}

} // namespace

bool goro_frame_address_p (tree address)
{
  address = origin (address);
  if (TREE_CODE (address) == ADDR_EXPR)
    return goro_frame_place_p (TREE_OPERAND (address, 0));
  if (TREE_CODE (address) == SSA_NAME) {
    gimple *def = SSA_NAME_DEF_STMT (address);
    return gimple_call_builtin_p (def, BUILT_IN_ALLOCA) || gimple_call_builtin_p (def, BUILT_IN_ALLOCA_WITH_ALIGN)
           || gimple_call_builtin_p (def, BUILT_IN_ALLOCA_WITH_ALIGN_AND_MAX);
  }
  return false;
}

bool goro_frame_place_p (tree place)
{
  tree variable, pointer = base_pointer (place, &variable);
  if (pointer != NULL_TREE)
    return goro_frame_address_p (pointer);
  return variable != NULL_TREE && frame_variable_p (variable);
}

bool goro_fresh_address_p (tree address, gimple *stmt)
{
  address = origin (address);
  if (TREE_CODE (address) != SSA_NAME || !allocator_p (SSA_NAME_DEF_STMT (address)))
    return false;
  gimple *allocation = SSA_NAME_DEF_STMT (address);
  if (gimple_bb (allocation) != gimple_bb (stmt))
    return false;
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  for (gsi_prev (&gsi); !gsi_end_p (gsi); gsi_prev (&gsi)) {
    if (gsi_stmt (gsi) == allocation)
      return true;
    /* Most builtin functions are instructions or leaf functions; which, is decided too late.  */
    if (is_gimple_call (gsi_stmt (gsi)) && !gimple_call_builtin_p (gsi_stmt (gsi), BUILT_IN_MEMSET)
        && !gimple_call_builtin_p (gsi_stmt (gsi), BUILT_IN_MEMCPY))
      return false;
  }
  return false;
}

bool goro_fresh_place_p (tree place, gimple *stmt)
{
  tree variable, pointer = base_pointer (place, &variable);
  return pointer != NULL_TREE && goro_fresh_address_p (pointer, stmt);
}

bool goro_harmless_value_p (tree value, gimple *stmt)
{
  if (TREE_CODE (value) == CONSTRUCTOR)
    return CONSTRUCTOR_NELTS (value) == 0;
  if (CONSTANT_CLASS_P (value))
    return true;
  if (TREE_CODE (value) != SSA_NAME && TREE_CODE (value) != ADDR_EXPR)
    return false;
  tree pointer = origin (value);
  if (TREE_CODE (pointer) == ADDR_EXPR) {
    tree base = get_base_address (TREE_OPERAND (pointer, 0));
    return base != NULL_TREE && DECL_P (base) && is_global_var (base);
  }
  return CONSTANT_CLASS_P (pointer) || goro_fresh_address_p (pointer, stmt);
}
