/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for alloca and variable-length arrays.

   Before each such allocation the runtime is asked for room:

       __goro_stack_reserve (size);  p = alloca (size);

   as late as GIMPLE goes, when allocations of known size have become variables and what
   is left really moves the stack pointer.  It is a call like any other, so the
   stack can move there; nothing between it and the allocation can use stack.  */

#include "plugin/goro-plugin.h"

namespace {

const pass_data reserve_data = { GIMPLE_PASS, "goro_reserve", OPTGROUP_NONE, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_reserve : public gimple_opt_pass {
public:
  pass_reserve (gcc::context *ctxt) : gimple_opt_pass (reserve_data, ctxt) {}
  bool gate (function *fun) final override { return fun->calls_alloca; }
  unsigned int execute (function *) final override;
};

bool alloca_call_p (gcall *call)
{
  tree fn = gimple_call_fndecl (call);
  if (fn == NULL_TREE || !fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    return false;
  switch (DECL_FUNCTION_CODE (fn)) {
  CASE_BUILT_IN_ALLOCA:
    return true;
  default:
    return false;
  }
}

unsigned int pass_reserve::execute (function *fun)
{
  basic_block bb;
  tree decl = NULL_TREE;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gcall *call = dyn_cast<gcall *> (gsi_stmt (gsi));
      if (!call || !alloca_call_p (call))
        continue;
      if (decl == NULL_TREE) {
        decl = build_fn_decl ("__goro_stack_reserve",
                              build_function_type_list (void_type_node, size_type_node, NULL_TREE));
        DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, NULL_TREE);
      }
      /* The allocation may add its alignment, twice over.  */
      unsigned HOST_WIDE_INT extra = 64;
      if (gimple_call_num_args (call) > 1 && tree_fits_uhwi_p (gimple_call_arg (call, 1)))
        extra += 2 * tree_to_uhwi (gimple_call_arg (call, 1)) / BITS_PER_UNIT;
      location_t loc = gimple_location (call);
      gimple_seq seq = NULL;
      tree size = gimple_convert (&seq, loc, size_type_node, gimple_call_arg (call, 0));
      size = gimple_build (&seq, loc, PLUS_EXPR, size_type_node, size, build_int_cst (size_type_node, extra));
      gcall *reserve = gimple_build_call (decl, 1, size);
      gimple_set_location (reserve, loc);
      gimple_set_vuse (reserve, gimple_vuse (call));
      gimple_seq_add_stmt (&seq, reserve);
      gsi_insert_seq_before (&gsi, seq, GSI_SAME_STMT);
    }
  if (decl)
    mark_virtual_operands_for_renaming (fun);
  return decl ? TODO_update_ssa_only_virtuals : 0;
}

} // namespace

opt_pass *goro_make_reserve_pass (void)
{
  return new pass_reserve (g);
}
