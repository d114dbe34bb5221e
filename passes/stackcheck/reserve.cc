/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for alloca and variable-length arrays.

   Before each such allocation the runtime is asked for room:

       __goro_stack_reserve (size, extra);  p = alloca (size);

   as late as GIMPLE goes, when allocations of known size have become variables and what
   is left really moves the stack pointer.  It is a call like any other, so the
   stack can move there; nothing between it and the allocation can use stack.

   The memory begins as zeros.  Nothing tells what it holds, so every word of it is ambiguous, and a byte written over what is
   left of an old address would look like an address of this stack.

   GCC aligns what it allocates so by dividing the address and multiplying it again.  Later passes may
   use the quotient for addressing, and keep it, and nothing else, across a call: no map can rebase that.
   So a second pass, the first on RTL, puts a mask in its place.  */

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
                              build_function_type_list (void_type_node, size_type_node, size_type_node,
                                                        NULL_TREE));
        DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, NULL_TREE);
      }
      /* The allocation may add its alignment, twice over.  */
      unsigned HOST_WIDE_INT extra = 64;
      if (gimple_call_num_args (call) > 1 && tree_fits_uhwi_p (gimple_call_arg (call, 1)))
        extra += 2 * tree_to_uhwi (gimple_call_arg (call, 1)) / BITS_PER_UNIT;
      location_t loc = gimple_location (call);
      gimple_seq seq = NULL;
      tree size = gimple_convert (&seq, loc, size_type_node, gimple_call_arg (call, 0));
      gcall *reserve = gimple_build_call (decl, 2, size, build_int_cst (size_type_node, extra));
      gimple_set_location (reserve, loc);
      gimple_set_vuse (reserve, gimple_vuse (call));
      gimple_seq_add_stmt (&seq, reserve);
      gsi_insert_seq_before (&gsi, seq, GSI_SAME_STMT);
      tree block = gimple_call_lhs (call);
      if (block) {
        /* The last word whole; what is allocated is a multiple of more.  */
        gimple_seq clearing = NULL;
        tree words = gimple_build (&clearing, loc, PLUS_EXPR, size_type_node, size, size_int (UNITS_PER_WORD - 1));
        words = gimple_build (&clearing, loc, BIT_AND_EXPR, size_type_node, words, size_int (-UNITS_PER_WORD));
        gcall *clear = gimple_build_call (builtin_decl_explicit (BUILT_IN_MEMSET), 3, block, integer_zero_node, words);
        gimple_set_location (clear, loc);
        gimple_seq_add_stmt (&clearing, clear);
        gsi_insert_seq_after (&gsi, clearing, GSI_NEW_STMT);
      }
    }
  if (decl)
    mark_virtual_operands_for_renaming (fun);
  return decl ? TODO_update_ssa_only_virtuals : 0;
}

const pass_data align_data = { RTL_PASS, "goro_align", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_align : public rtl_opt_pass {
public:
  pass_align (gcc::context *ctxt) : rtl_opt_pass (align_data, ctxt) {}
  unsigned int execute (function *) final override;
};

/* The shift by a constant that INSN does on an address-sized pseudo, or NULL.  */
rtx shift_of (rtx_insn *insn, enum rtx_code code)
{
  rtx set = insn && NONJUMP_INSN_P (insn) ? single_set (insn) : NULL_RTX;
  if (set == NULL_RTX || GET_CODE (SET_SRC (set)) != code || GET_MODE (SET_SRC (set)) != Pmode)
    return NULL_RTX;
  rtx src = SET_SRC (set);
  return REG_P (SET_DEST (set)) && REG_P (XEXP (src, 0)) && CONST_INT_P (XEXP (src, 1)) ? set : NULL_RTX;
}

/* a = b >> n; c = a << n  becomes  c = b & -(1 << n).  Right wherever it is done; where the source has shifts,
   GIMPLE made the mask already.  */
unsigned int pass_align::execute (function *)
{
  for (rtx_insn *insn = get_insns (); insn; insn = NEXT_INSN (insn)) {
    rtx right = shift_of (insn, LSHIFTRT);
    rtx_insn *second = right ? next_nonnote_nondebug_insn (insn) : NULL;
    rtx left = right ? shift_of (second, ASHIFT) : NULL_RTX;
    if (left == NULL_RTX || !rtx_equal_p (SET_DEST (right), XEXP (SET_SRC (left), 0))
        || !rtx_equal_p (XEXP (SET_SRC (right), 1), XEXP (SET_SRC (left), 1)))
      continue;
    rtx mask = gen_int_mode (HOST_WIDE_INT_M1U << INTVAL (XEXP (SET_SRC (left), 1)), Pmode);
    /* What an insn clobbers is the same for both.  */
    if (validate_change (second, &SET_SRC (left), gen_rtx_AND (Pmode, XEXP (SET_SRC (right), 0), mask), 0))
      remove_note (second, find_reg_note (second, REG_EQUAL, NULL_RTX));
  }
  return 0;
}

} // namespace

opt_pass *goro_make_align_pass (void)
{
  return new pass_align (g);
}

opt_pass *goro_make_reserve_pass (void)
{
  return new pass_reserve (g);
}
