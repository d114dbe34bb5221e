/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ivopts by loop nests.

   ivopts leaves induction variables that are integers biased by any distance from the object they walk
   over, while the object's own address is dead.  No map can rebase such a word, so none may be live
   where the stack can move.  In a function with calls we split the loops in two kinds:

   - A loop that contains a call, itself or in a loop within, is hidden from ivopts: the
     value that each of its header's PHIs gets round the latch goes through a fence while the pass runs, so
     that scalar evolution finds no induction variable there.

   - An outermost loop without a call, with all loops in it, is a region.  ivopts does what it likes there;
     where it did something, fences close the region off: each integer or pointer that comes in, at the
     end of the preheader, and each value that leaves, behind the PHIs of the exits.

         a_2 = fence in (a_1)             x_7 = PHI <x_6 (exiting)>
         ivtmp_3 = (long) a_2 - 8000000   x_8 = fence out (x_7)

     What ivopts made is computed from the new names, so it does not exist before the region and is not
     equal
     to anything computed before it; and what leaves the region is complete when it does.  Between the
     fences there is no
     call.  So nothing biased is live across one, and no later pass can make it so.

   Two kinds of statements could still come between: calls of functions without side effects and arithmetic
   done by a library, which GCC sinks to where they are used, and that may be at the front of an exit's
   block, before
   the fences.  verify.cc puts those back, at the end of GIMPLE, and looks whether all came out right.  */

#include "plugin/goro-plugin.h"
#include "tree-scalar-evolution.h"
#include "tree-ssa-loop-manip.h"
#include "tree-ssa-loop-niter.h"
#include "tree-ssa-loop.h"
#include "ssa-iterators.h"
#include "tree-dfa.h"
#include "tree-eh.h"
#include "gimple-ssa.h"
#include "stringpool.h"
#include "tree-ssanames.h"
#include "passes/derived/derived.h"

namespace {

/* Of the function under way, from the pass before ivopts to the one after it.  */
struct {
  bool refused;            /* no ivopts here at all */
  vec<gasm *> latches;     /* what hides loops */
  vec<int> regions;        /* loop numbers */
  int fenced;              /* the number of the function that has fences */
} nests;

/* For -fplugin-arg-goro-map-stats.  */
struct {
  unsigned loops, without_calls, hidden, refused, fenced, in, out;
} stats;

bool word_type_p (const_tree type)
{
  return (POINTER_TYPE_P (type) || INTEGRAL_TYPE_P (type)) && TYPE_PRECISION (type) <= BITS_PER_WORD
         && SCALAR_INT_MODE_P (TYPE_MODE (type));
}

/* Can a fence hold a value of this type?  */
bool fence_type_p (const_tree type)
{
  machine_mode mode = TYPE_MODE (type);
  if (word_type_p (type))
    return true;
  if (VECTOR_TYPE_P (type))
    return VECTOR_MODE_P (mode) && known_ge (GET_MODE_SIZE (mode), 16) && targetm.vector_mode_supported_p (mode);
  return (mode == SFmode || mode == DFmode) && TARGET_SSE_MATH && SCALAR_FLOAT_TYPE_P (type);
}

bool complex_edges_p (basic_block bb)
{
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, bb->preds)
    if (e->flags & EDGE_COMPLEX)
      return true;
  FOR_EACH_EDGE (e, ei, bb->succs)
    if (e->flags & EDGE_COMPLEX)
      return true;
  return false;
}

/* Can fences close the loop off?  */
bool closable_p (class loop *loop)
{
  edge entry = loop_preheader_edge (loop);
  if (complex_edges_p (entry->src) || !single_succ_p (entry->src))
    return false;
  basic_block *body = get_loop_body (loop);
  bool good = true;
  for (unsigned i = 0; good && i < loop->num_nodes; i++)
    good = !complex_edges_p (body[i]);
  free (body);
  for (edge e : get_loop_exit_edges (loop)) {
    if (complex_edges_p (e->dest))
      return false;
    for (gphi_iterator gsi = gsi_start_phis (e->dest); !gsi_end_p (gsi); gsi_next (&gsi)) {
      tree result = gimple_phi_result (gsi.phi ());
      if (!virtual_operand_p (result) && !fence_type_p (TREE_TYPE (result)))
        return false;
    }
  }
  return good;
}

/* Every statement there is now.  */
void mark_old (basic_block bb)
{
  for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi))
    gimple_set_plf (gsi.phi (), GF_PLF_1, true);
  for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
    gimple_set_plf (gsi_stmt (gsi), GF_PLF_1, true);
}

bool old_p (gimple *stmt)
{
  return gimple_plf (stmt, GF_PLF_1) || is_gimple_debug (stmt);
}

/* Fences on the way round the latch.  */
void hide (class loop *loop)
{
  edge latch = loop_latch_edge (loop);
  stats.hidden++;
  for (gphi_iterator gsi = gsi_start_phis (loop->header); !gsi_end_p (gsi); gsi_next (&gsi)) {
    gphi *phi = gsi.phi ();
    tree arg = PHI_ARG_DEF_FROM_EDGE (phi, latch);
    if (virtual_operand_p (gimple_phi_result (phi)) || TREE_CODE (arg) != SSA_NAME
        || SSA_NAME_OCCURS_IN_ABNORMAL_PHI (gimple_phi_result (phi))
        || !(INTEGRAL_TYPE_P (TREE_TYPE (arg)) || POINTER_TYPE_P (TREE_TYPE (arg))))
      continue;
    tree name = make_ssa_name (TREE_TYPE (arg));
    gasm *fence = goro_build_fence (name, arg, FENCE_IN);
    gimple_stmt_iterator at = gsi_last_bb (loop->latch);
    gsi_insert_after (&at, fence, GSI_NEW_STMT);
    SET_USE (PHI_ARG_DEF_PTR_FROM_EDGE (phi, latch), name);
    nests.latches.safe_push (fence);
  }
}

void unhide (void)
{
  for (gasm *fence : nests.latches) {
    tree name = TREE_VALUE (gimple_asm_output_op (fence, 0));
    tree value = TREE_VALUE (gimple_asm_input_op (fence, 0));
    replace_uses_by (name, value);
    gimple_stmt_iterator gsi = gsi_for_stmt (fence);
    gsi_remove (&gsi, true);
    release_ssa_name (name);
  }
  nests.latches.release ();
}

/* Sets the bits of loops that contain a call.  Answers how many calls there are, or -1 if the function
   has to do without ivopts.  */
int find_calls (function *fun, bitmap with_call)
{
  basic_block bb;
  int calls = 0;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      if (!goro_moves_at_p (gsi_stmt (gsi)))
        continue;
      calls++;
      for (class loop *l = bb->loop_father; l && l->num != 0; l = loop_outer (l))
        bitmap_set_bit (with_call, l->num);
    }
  return calls && fun->calls_setjmp ? -1 : calls;
}

const pass_data before_data = { GIMPLE_PASS, "goro_nests", OPTGROUP_LOOP, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_before : public gimple_opt_pass {
public:
  pass_before (gcc::context *ctxt) : gimple_opt_pass (before_data, ctxt) {}
  bool gate (function *) final override { return flag_ivopts && !goro_opt.keep_ivopts; }
  unsigned int execute (function *) final override;
};

unsigned int pass_before::execute (function *fun)
{
  auto_bitmap with_call;
  nests.refused = false;
  nests.fenced = 0;
  nests.regions.truncate (0);
  int calls = find_calls (fun, with_call);
  stats.loops += number_of_loops (fun) - 1;
  if (calls == 0) {
    stats.without_calls += number_of_loops (fun) - 1;
    return 0;
  }
  if (calls < 0 || !loops_state_satisfies_p (fun, LOOPS_NORMAL | LOOP_CLOSED_SSA)) {
    nests.refused = true;
    stats.refused += number_of_loops (fun) - 1;
    return 0;
  }
  for (class loop *loop : loops_list (fun, 0)) {
    class loop *outer = loop_outer (loop);
    if (bitmap_bit_p (with_call, loop->num))
      hide (loop);
    else if (outer->num != 0 && !bitmap_bit_p (with_call, outer->num))
      ;
    else if (!closable_p (loop)) {
      for (class loop *l : loops_list (fun, 0, loop))
        hide (l);
    } else {
      basic_block *body = get_loop_body (loop);
      for (unsigned i = 0; i < loop->num_nodes; i++)
        mark_old (body[i]);
      mark_old (loop_preheader_edge (loop)->src);
      free (body);
      nests.regions.safe_push (loop->num);
    }
  }
  if (nests.regions.is_empty ())
    nests.refused = true;
  scev_reset ();
  free_numbers_of_iterations_estimates (fun);
  return 0;
}

/* A region after ivopts.  */
struct region {
  class loop *loop;
  basic_block preheader;
  gimple *first;             /* of the statements ivopts put at the preheader's end, or NULL */
  hash_set<gimple *> tail;   /* these */
  hash_map<tree, tree> inside; /* names that come in, and what they are called inside */
  auto_vec<std::pair<tree, tree>> addresses; /* the same for addresses of locals */
  gimple_seq fences = NULL, derived = NULL;

  bool contains (gimple *stmt)
  {
    basic_block bb = gimple_bb (stmt);
    return bb && (flow_bb_inside_loop_p (loop, bb) || tail.contains (stmt));
  }
  void find_tail (void);
  bool touched (basic_block *body);
  tree name_inside (tree value, bool any_width);
  tree address_inside (tree value);
  void rename_operands (gimple *stmt);
  void rename_arguments (gphi *phi);
  void close_exits (void);
  void close (void);
};

void region::find_tail (void)
{
  preheader = loop_preheader_edge (loop)->src;
  first = NULL;
  for (gimple_stmt_iterator gsi = gsi_last_bb (preheader); !gsi_end_p (gsi); gsi_prev (&gsi)) {
    gimple *stmt = gsi_stmt (gsi);
    if (is_gimple_debug (stmt))
      continue;
    if (old_p (stmt))
      break;
    tail.add (stmt);
    first = stmt;
  }
}

/* Did ivopts do anything?  */
bool region::touched (basic_block *body)
{
  if (first)
    return true;
  for (unsigned i = 0; i < loop->num_nodes; i++) {
    for (gphi_iterator gsi = gsi_start_phis (body[i]); !gsi_end_p (gsi); gsi_next (&gsi))
      if (!old_p (gsi.phi ()))
        return true;
    for (gimple_stmt_iterator gsi = gsi_start_bb (body[i]); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (!old_p (stmt))
        return true;
      for (unsigned k = 0; is_gimple_assign (stmt) && k < gimple_num_ops (stmt); k++)
        if (TREE_CODE (gimple_op (stmt, k)) == TARGET_MEM_REF)
          return true;
    }
  }
  return false;
}

/* What VALUE is called inside, or NULL if it does not come in or cannot matter.  A value narrower than
   an address matters only where it is compared: equality is all that could make it known outside.  */
tree region::name_inside (tree value, bool any_width)
{
  if (TREE_CODE (value) != SSA_NAME || virtual_operand_p (value) || !word_type_p (TREE_TYPE (value)))
    return NULL_TREE;
  if (!any_width && TYPE_PRECISION (TREE_TYPE (value)) < POINTER_SIZE)
    return NULL_TREE;
  if (contains (SSA_NAME_DEF_STMT (value)))
    return NULL_TREE;
  bool existed;
  tree &name = inside.get_or_insert (value, &existed);
  if (!existed) {
    name = make_ssa_name (TREE_TYPE (value));
    gimple_seq_add_stmt (&fences, goro_build_fence (name, value, FENCE_IN));
    if (POINTER_TYPE_P (TREE_TYPE (value)) && SSA_NAME_PTR_INFO (value))
      duplicate_ssa_name_ptr_info (name, SSA_NAME_PTR_INFO (value));
    stats.in++;
  }
  return name;
}

/* The same for the address of a local, near or far.  */
tree region::address_inside (tree value)
{
  if (TREE_CODE (value) != ADDR_EXPR || !is_gimple_min_invariant (value))
    return NULL_TREE;
  poly_int64 off;
  tree base = get_addr_base_and_unit_offset (TREE_OPERAND (value, 0), &off);
  HOST_WIDE_INT offset, size;
  if (base == NULL_TREE || !DECL_P (base) || !auto_var_p (base) || !off.is_constant (&offset))
    return NULL_TREE;
  for (auto &known : addresses)
    if (operand_equal_p (known.first, value, 0))
      return known.second;
  size = int_size_in_bytes (TREE_TYPE (base));
  bool within = offset >= 0 && offset <= size;
  tree from = within ? value : build_fold_addr_expr (base);
  tree name = make_ssa_name (TREE_TYPE (from));
  gimple_seq_add_stmt (&fences, goro_build_fence (name, from, FENCE_IN));
  if (!within) {
    tree far = make_ssa_name (TREE_TYPE (value));
    gimple_seq_add_stmt (&derived, gimple_build_assign (far, POINTER_PLUS_EXPR, name, size_int (offset)));
    name = far;
  }
  stats.in++;
  addresses.safe_push (std::make_pair (value, name));
  return name;
}

void region::rename_operands (gimple *stmt)
{
  ssa_op_iter iter;
  use_operand_p use;
  if (is_gimple_debug (stmt) || goro_fence_p (stmt, FENCE_IN))
    return;
  /* A narrow value in the preheader may be the result of a call that is sunk to its use: then to the
     fence.  */
  bool any_width = tail.contains (stmt) || gimple_code (stmt) == GIMPLE_COND || gimple_code (stmt) == GIMPLE_SWITCH
                   || (is_gimple_assign (stmt) && (gimple_assign_rhs_code (stmt) == COND_EXPR
                                                   || TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_comparison));
  bool changed = false;
  FOR_EACH_SSA_USE_OPERAND (use, stmt, iter, SSA_OP_USE)
    if (tree name = name_inside (USE_FROM_PTR (use), any_width)) {
      SET_USE (use, name);
      changed = true;
    }
  if (is_gimple_assign (stmt) || gimple_code (stmt) == GIMPLE_COND)
    for (unsigned k = is_gimple_assign (stmt); k < gimple_num_ops (stmt); k++) {
      tree op = gimple_op (stmt, k);
      if (op == NULL_TREE)
        continue;
      if (tree name = address_inside (op)) {
        gimple_set_op (stmt, k, name);
        if (is_gimple_assign (stmt) && gimple_assign_single_p (stmt))
          gimple_assign_set_rhs_code (stmt, SSA_NAME);
        changed = true;
      }
    }
  if (changed)
    update_stmt (stmt);
}

void region::rename_arguments (gphi *phi)
{
  if (virtual_operand_p (gimple_phi_result (phi)))
    return;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++) {
    tree arg = gimple_phi_arg_def (phi, i), name = name_inside (arg, false);
    if (name == NULL_TREE)
      name = address_inside (arg);
    if (name)
      SET_PHI_ARG_DEF (phi, i, name);
  }
}

void region::close_exits (void)
{
  hash_set<gimple *> done;
  for (edge e : get_loop_exit_edges (loop)) {
    gimple_stmt_iterator at = gsi_after_labels (e->dest);
    for (gphi_iterator gsi = gsi_start_phis (e->dest); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gphi *phi = gsi.phi ();
      tree result = gimple_phi_result (phi), arg = PHI_ARG_DEF_FROM_EDGE (phi, e);
      if (virtual_operand_p (result) || TREE_CODE (arg) != SSA_NAME || !contains (SSA_NAME_DEF_STMT (arg))
          || done.add (phi))
        continue;
      tree name = make_ssa_name (TREE_TYPE (result));
      gasm *fence = goro_build_fence (name, result, FENCE_OUT);
      if (POINTER_TYPE_P (TREE_TYPE (result)) && SSA_NAME_PTR_INFO (result))
        duplicate_ssa_name_ptr_info (name, SSA_NAME_PTR_INFO (result));
      imm_use_iterator iter;
      gimple *stmt;
      use_operand_p use;
      bool used = false;
      FOR_EACH_IMM_USE_STMT (stmt, iter, result) {
        if (is_gimple_debug (stmt))
          continue;
        FOR_EACH_IMM_USE_ON_STMT (use, iter)
          SET_USE (use, name);
        update_stmt (stmt);
        used = true;
      }
      if (!used) {
        release_ssa_name (name);
        continue;
      }
      TREE_VALUE (gimple_asm_input_op (fence, 0)) = result;
      gsi_insert_before (&at, fence, GSI_SAME_STMT);
      stats.out++;
    }
  }
}

void region::close (void)
{
  basic_block *body = get_loop_body (loop);
  find_tail ();
  if (touched (body)) {
    stats.fenced++;
    nests.fenced = cfun->funcdef_no + 1;
    for (gimple_stmt_iterator gsi = gsi_last_bb (preheader); !gsi_end_p (gsi); gsi_prev (&gsi))
      if (tail.contains (gsi_stmt (gsi)))
        rename_operands (gsi_stmt (gsi));
    for (unsigned i = 0; i < loop->num_nodes; i++) {
      for (gphi_iterator gsi = gsi_start_phis (body[i]); !gsi_end_p (gsi); gsi_next (&gsi))
        rename_arguments (gsi.phi ());
      for (gimple_stmt_iterator gsi = gsi_start_bb (body[i]); !gsi_end_p (gsi); gsi_next (&gsi))
        rename_operands (gsi_stmt (gsi));
    }
    gimple_seq_add_seq (&fences, derived);
    if (fences) {
      gimple_stmt_iterator at = first ? gsi_for_stmt (first) : gsi_last_bb (preheader);
      if (first)
        gsi_insert_seq_before (&at, fences, GSI_SAME_STMT);
      else
        gsi_insert_seq_after (&at, fences, GSI_NEW_STMT);
    }
    close_exits ();
  }
  free (body);
}

const pass_data after_data = { GIMPLE_PASS, "goro_fences", OPTGROUP_LOOP, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_after : public gimple_opt_pass {
public:
  pass_after (gcc::context *ctxt) : gimple_opt_pass (after_data, ctxt) {}
  bool gate (function *) final override { return flag_ivopts && !goro_opt.keep_ivopts; }
  unsigned int execute (function *fun) final override
  {
    unhide ();
    scev_reset ();
    for (int num : nests.regions) {
      region r;
      r.loop = get_loop (fun, num);
      if (r.loop)
        r.close ();
    }
    nests.regions.truncate (0);
    return 0;
  }
};

} // namespace

bool goro_ivopts_refused (void)
{
  return nests.refused;
}

/* uncprop puts names for the constants that a condition says they are equal to, if need be of a loop
   that is over: harmless, but there would be no telling it from harm.  */
bool goro_uncprop_refused (void)
{
  return nests.fenced == cfun->funcdef_no + 1;
}

opt_pass *goro_make_nests_pass (void)
{
  return new pass_before (g);
}

opt_pass *goro_make_fences_pass (void)
{
  return new pass_after (g);
}

void goro_nests_stats (void)
{
  fprintf (stderr, "goro ivopts: %u loops; %u in functions without calls, %u with a call in them, %u in functions "
           "left alone; %u regions closed by %u fences in, %u out; %u far addresses computed anew\n",
           stats.loops, stats.without_calls, stats.hidden, stats.refused, stats.fenced, stats.in, stats.out,
           goro_rebuilt_uses);
}
