/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that needs no barrier.

   The frame: the collector scans it as a whole when the goroutine has stopped, and again in the next cycle.

   A new object, as long as nobody but the function that has made it knows of it, in those words that have not been written yet.  Nothing is overwritten
   there.  What is stored needs no shading either, whether marking goes on or not and however often the goroutine stops in between.  Once
   all stacks are black nothing that is stored needs it (libgoro/gc/gc.h).  Before that no object has been scanned.  The value was on the stack of whoever
   stores it; if that is scanned later it has the object, which will be scanned for that, or has given it away by a store with a barrier, which
   shades it, or has forgotten it.  If it has been scanned, the value is safe, or born black, as all that such a stack has; shading is for stores that cross with
   somebody else's in one place, and in a place that nobody else knows none does.

   (Before: only values that were new themselves or no objects of the heap, in the block of the allocation, and with no call in between.  Rejected: white objects until the
   stack of whoever allocates has been scanned: every change of threads in between would have to be followed.)  */

#include "plugin/goro-plugin.h"
#include "passes/barrier/barrier.h"

namespace {

enum { STEPS = 64, STATEMENTS = 500 };

/* The pointer that ADDRESS is computed from by adding to it; or an ADDR_EXPR; NULL: that is a long way.  */
tree origin (tree address)
{
  for (int i = 0; TREE_CODE (address) == SSA_NAME; i++) {
    if (i == STEPS)
      return NULL_TREE;
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

bool from_p (tree value, tree object)
{
  tree pointer = TREE_CODE (value) == SSA_NAME ? origin (value) : value;
  if (pointer != NULL_TREE && TREE_CODE (pointer) == ADDR_EXPR) {
    tree base = get_base_address (TREE_OPERAND (pointer, 0));
    return base == NULL_TREE
           || ((TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF) && from_p (TREE_OPERAND (base, 0), object));
  }
  return pointer == NULL_TREE || pointer == object;
}

bool nothing_p (tree value)
{
  return CONSTANT_CLASS_P (value) || (TREE_CODE (value) == CONSTRUCTOR && CONSTRUCTOR_NELTS (value) == 0);
}

/* STMT leaves OBJECT known to this function alone, and PLACE in it as it was, or without pointers.  */
bool keeps_new_p (gimple *stmt, tree object, ao_ref *place)
{
  if (is_gimple_debug (stmt) || gimple_clobber_p (stmt))
    return true;
  bool uses = false;
  tree use;
  ssa_op_iter i;
  FOR_EACH_SSA_TREE_OPERAND (use, stmt, i, SSA_OP_USE)
    uses |= POINTER_TYPE_P (TREE_TYPE (use)) && from_p (use, object);
  if (!uses || gimple_code (stmt) == GIMPLE_COND)
    return true;
  if (gimple_call_builtin_p (stmt, BUILT_IN_MEMSET))
    return integer_zerop (gimple_call_arg (stmt, 1)) && gimple_call_lhs (stmt) == NULL_TREE;
  if (!is_gimple_assign (stmt))
    return false;
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree lhs = gimple_assign_lhs (stmt), rhs = gimple_assign_rhs1 (stmt);
  if (TREE_CODE (lhs) == SSA_NAME)
    /* Another name of it, which origin () looks through; what is loaded from it; a comparison.  */
    return code == SSA_NAME || code == ADDR_EXPR || (code == POINTER_PLUS_EXPR && !from_p (gimple_assign_rhs2 (stmt), object))
           || (CONVERT_EXPR_CODE_P (code) && POINTER_TYPE_P (TREE_TYPE (lhs)))
           || TREE_CODE_CLASS (code) == tcc_reference || TREE_CODE_CLASS (code) == tcc_comparison;
  if (!gimple_assign_single_p (stmt))
    return false;
  /* Its address is not stored, not even in itself: it would come back from there under a name that nobody knows.  */
  if (!nothing_p (rhs) && TREE_CODE_CLASS (TREE_CODE (rhs)) != tcc_reference
      && (TREE_CODE (rhs) == CONSTRUCTOR || from_p (rhs, object)))
    return false;
  ao_ref written;
  ao_ref_init (&written, lhs);
  return nothing_p (rhs) || !refs_may_alias_p_1 (&written, place, false);
}

/* Is PLACE, at POINTER, in an object that is new and known to this function alone when STMT comes?  */
bool new_p (ao_ref *place, tree pointer, gimple *stmt)
{
  tree object = origin (pointer);
  if (object == NULL_TREE || TREE_CODE (object) != SSA_NAME || !allocator_p (SSA_NAME_DEF_STMT (object)))
    return false;
  gimple *allocation = SSA_NAME_DEF_STMT (object);
  /* All that can run between the two, upward from STMT; and STMT itself, if it can run twice.  */
  int steps = 0;
  auto_bitmap seen;
  auto_vec<basic_block> above;
  basic_block bb = gimple_bb (stmt);
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  gsi_prev (&gsi);
  for (;;) {
    while (!gsi_end_p (gsi) && gsi_stmt (gsi) != allocation) {
      if (++steps > STATEMENTS || !keeps_new_p (gsi_stmt (gsi), object, place))
        return false;
      gsi_prev (&gsi);
    }
    if (gsi_end_p (gsi)) {
      for (gphi_iterator phi = gsi_start_phis (bb); !gsi_end_p (phi); gsi_next (&phi))
        if (POINTER_TYPE_P (TREE_TYPE (gimple_phi_result (phi.phi ()))))
          for (unsigned i = 0; i < gimple_phi_num_args (phi.phi ()); i++)
            if (from_p (gimple_phi_arg_def (phi.phi (), i), object))
              return false;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->preds) {
        if (e->flags & (EDGE_ABNORMAL | EDGE_EH))
          return false;
        if (bitmap_set_bit (seen, e->src->index))
          above.safe_push (e->src);
      }
    }
    if (above.is_empty ())
      return true;
    bb = above.pop ();
    gsi = gsi_last_bb (bb);
  }
}

} // namespace

bool goro_frame_address_p (tree address)
{
  address = origin (address);
  if (address == NULL_TREE)
    return false;
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

bool goro_new_address_p (tree address, gimple *stmt)
{
  ao_ref place;
  ao_ref_init_from_ptr_and_size (&place, address, NULL_TREE);
  return new_p (&place, address, stmt);
}

bool goro_new_place_p (tree place, gimple *stmt)
{
  tree variable, pointer = base_pointer (place, &variable);
  if (pointer == NULL_TREE)
    return false;
  ao_ref ref;
  ao_ref_init (&ref, place);
  return new_p (&ref, pointer, stmt);
}
