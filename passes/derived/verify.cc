/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proof, function by function, that nothing ivopts made is live where the stack can move.

   At the end of GIMPLE: every name computed, by anything but a load, from what a fence lets into a
   region (nests.cc) is followed from each of its uses up to where it is set.  A statement on the way at
   which the stack can move is an error.  None is known to happen; after this point only RTL passes are
   left, which move no call and nothing across a volatile asm.  What the fences themselves make are
   copies of what was there before, and may live anywhere.

   Before that, calls that were sunk in front of an exit's fences go behind them.  */

#include "plugin/goro-plugin.h"
#include "ssa-iterators.h"
#include "passes/derived/derived.h"

namespace {

bool address_sized_p (const_tree name)
{
  const_tree type = TREE_TYPE (name);
  return (POINTER_TYPE_P (type) || INTEGRAL_TYPE_P (type)) && TYPE_PRECISION (type) == POINTER_SIZE;
}

/* Names that come from inside of fences, in order of discovery; first those that the fences make:
   returns how many.  */
unsigned collect (function *fun, auto_vec<tree> *names)
{
  basic_block bb;
  hash_set<tree> seen;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (goro_fence_p (gsi_stmt (gsi), FENCE_IN)) {
        tree name = TREE_VALUE (gimple_asm_output_op (as_a<gasm *> (gsi_stmt (gsi)), 0));
        if (TREE_CODE (name) == SSA_NAME && !seen.add (name))
          names->safe_push (name);
      }
  unsigned copies = names->length ();
  for (unsigned i = 0; i < names->length (); i++) {
    imm_use_iterator iter;
    gimple *stmt;
    FOR_EACH_IMM_USE_STMT (stmt, iter, (*names)[i]) {
      tree lhs = NULL_TREE;
      if (gimple_code (stmt) == GIMPLE_PHI)
        lhs = gimple_phi_result (stmt);
      else if (is_gimple_assign (stmt) && !gimple_vuse (stmt))
        lhs = gimple_assign_lhs (stmt);
      if (lhs && TREE_CODE (lhs) == SSA_NAME && address_sized_p (lhs) && !seen.add (lhs))
        names->safe_push (lhs);
    }
  }
  return copies;
}

/* The first statement at which the stack can move, upward from GSI to the definition of NAME or the
   block's start.  Tells if the definition was met.  */
gimple *moves_above (gimple_stmt_iterator gsi, gimple *def, bool *met)
{
  for (; !gsi_end_p (gsi); gsi_prev (&gsi)) {
    if (gsi_stmt (gsi) == def) {
      *met = true;
      return NULL;
    }
    if (goro_moves_at_p (gsi_stmt (gsi)))
      return gsi_stmt (gsi);
  }
  *met = false;
  return NULL;
}

/* Upward from the end of the blocks in WORK, all in SEEN.  */
gimple *moves_on_the_way (gimple *def, auto_vec<basic_block> *work, bitmap seen)
{
  bool met;
  while (!work->is_empty ()) {
    basic_block bb = work->pop ();
    edge e;
    edge_iterator ei;
    if (gimple *call = moves_above (gsi_last_bb (bb), def, &met))
      return call;
    if (!met && bb != gimple_bb (def))
      FOR_EACH_EDGE (e, ei, bb->preds)
        if (bitmap_set_bit (seen, e->src->index))
          work->safe_push (e->src);
  }
  return NULL;
}

/* Starts from one use.  */
gimple *start_above (gimple *def, use_operand_p use, auto_vec<basic_block> *work, bitmap seen)
{
  gimple *stmt = USE_STMT (use);
  if (gphi *phi = dyn_cast<gphi *> (stmt)) {
    basic_block from = gimple_phi_arg_edge (phi, PHI_ARG_INDEX_FROM_USE (use))->src;
    if (bitmap_set_bit (seen, from->index))
      work->safe_push (from);
    return NULL;
  }
  bool met;
  edge e;
  edge_iterator ei;
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  gsi_prev (&gsi);
  if (gimple *call = moves_above (gsi, def, &met))
    return call;
  if (!met && gimple_bb (stmt) != gimple_bb (def))
    FOR_EACH_EDGE (e, ei, gimple_bb (stmt)->preds)
      if (bitmap_set_bit (seen, e->src->index))
        work->safe_push (e->src);
  return NULL;
}

/* Moves what the stack can move at, and what is computed from it, from before the block's fences out to
   behind them.  */
void put_back (basic_block bb)
{
  gimple *last = NULL;
  for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
    if (goro_fence_p (gsi_stmt (gsi), FENCE_OUT))
      last = gsi_stmt (gsi);
  if (last == NULL)
    return;
  /* Nothing moves across a store, or is one: crossed tells.  */
  for (gimple_stmt_iterator gsi = gsi_start_bb (bb); gsi_stmt (gsi) != last; gsi_next (&gsi))
    if (gimple_vdef (gsi_stmt (gsi)))
      return;
  hash_set<tree> late;
  gimple_stmt_iterator to = gsi_for_stmt (last), next;
  for (gimple_stmt_iterator gsi = gsi_start_bb (bb); gsi_stmt (gsi) != last; gsi = next) {
    gimple *stmt = gsi_stmt (gsi);
    ssa_op_iter iter;
    tree use, lhs;
    next = gsi;
    gsi_next (&next);
    bool move = goro_moves_at_p (stmt);
    FOR_EACH_SSA_TREE_OPERAND (use, stmt, iter, SSA_OP_USE)
      move |= late.contains (use);
    if (!move)
      continue;
    if (gimple_has_side_effects (stmt))
      return;
    FOR_EACH_SSA_TREE_OPERAND (lhs, stmt, iter, SSA_OP_DEF)
      late.add (lhs);
    gsi_move_after (&gsi, &to);
    to = gsi_for_stmt (stmt);
  }
}

const pass_data verify_data = { GIMPLE_PASS, "goro_derived", OPTGROUP_NONE, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_verify : public gimple_opt_pass {
public:
  pass_verify (gcc::context *ctxt) : gimple_opt_pass (verify_data, ctxt) {}
  bool gate (function *) final override { return optimize > 0; }
  unsigned int execute (function *) final override;
};

unsigned int pass_verify::execute (function *fun)
{
  auto_vec<tree> names;
  basic_block bb;
  unsigned copies = collect (fun, &names);
  FOR_EACH_BB_FN (bb, fun)
    put_back (bb);
  for (unsigned i = copies; i < names.length (); i++)
    if (gimple *call = goro_crossed (names[i])) {
      error_at (gimple_has_location (call) ? gimple_location (call) : DECL_SOURCE_LOCATION (fun->decl),
                "goro: a biased induction variable would be live across this call, where the stack can move");
      if (dump_file) {
        print_generic_expr (dump_file, names[i], TDF_SLIM);
        fprintf (dump_file, " is live across ");
        print_gimple_stmt (dump_file, call, 0, TDF_SLIM);
      }
      inform (DECL_SOURCE_LOCATION (fun->decl), "compile %qD with %<-fno-ivopts%>", fun->decl);
      break;
    }
  return 0;
}

} // namespace

gimple *goro_crossed_before (tree name, use_operand_p use)
{
  auto_vec<basic_block> work;
  auto_bitmap seen;
  gimple *def = SSA_NAME_DEF_STMT (name);
  gimple *call = start_above (def, use, &work, seen);
  return call ? call : moves_on_the_way (def, &work, seen);
}

gimple *goro_crossed (tree name)
{
  auto_vec<basic_block> work;
  auto_bitmap seen;
  imm_use_iterator iter;
  use_operand_p use;
  gimple *def = SSA_NAME_DEF_STMT (name);
  FOR_EACH_IMM_USE_FAST (use, iter, name)
    if (!is_gimple_debug (USE_STMT (use)))
      if (gimple *call = start_above (def, use, &work, seen))
        return call;
  return moves_on_the_way (def, &work, seen);
}

opt_pass *goro_make_verify_derived_pass (void)
{
  return new pass_verify (g);
}
