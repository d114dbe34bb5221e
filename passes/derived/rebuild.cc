/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that other passes than ivopts split far from their object, computed anew after each call.

   Predictive commoning, strength reduction, PRE and loop invariant motion split p[x + i - 1000000] into
   a base that is far from p's object and the rest, and keep the base across calls:

       b_1 = p_2 + x_3;   f ();   ... MEM [b_1 - 8000000] ...

   At the end of GIMPLE we look for such bases: sums of a pointer and something else, to which or from
   which a large constant is added or subtracted, in another sum or in an access to memory; and whatever
   is computed from one or makes one up by sums alone.  Where one is used and the stack may have moved
   since it was set, it is made anew, from the pointer at the sum's root:

       p_4 = fence in (p_2);   b_5 = p_4 + x_3;   ... MEM [b_5 - 8000000] ...

   before the use, or before the outermost loop without a call around it.  The root is a parameter, a
   loaded value, the result of a call, a PHI or a local's address: what the program itself calls a
   pointer there.

   And where GIMPLE has such a base only for a moment, or a constant in an offset, RTL may take them
   apart again: expand makes (p - 8000000) + x of p + (x - 8000000), whose first half loop2_invariant
   and gcse would keep across calls.  So offsets with a large constant in them go through a fence before
   they are added to a pointer or index an array, and the roots of the bases that are left do, too.

   Expansion also takes the address of a local's element apart, a[i][j] into (frame + i * n) + j + c, where c is
   the local's distance from the frame's end: the first sum is as far above the frame as the element is in
   its array.  So locals are indexed from an address that comes out of a fence, one for the statements of a block or
   of a loop without calls.

   "Large" is what may leave the stack's range: a pointer FAR_DOWN below an object in a live frame is
   still above the stack's low end, because of the room under the guard; one FAR_UP above is in the pad
   at the top.  */

#include "plugin/goro-plugin.h"
#include "ssa-iterators.h"
#include "gimple-ssa.h"
#include "tree-ssa-loop-manip.h"
#include "tree-eh.h"
#include "passes/derived/derived.h"

namespace {

const HOST_WIDE_INT FAR_DOWN = 256, FAR_UP = GORO_STACK_PAD - 8;

bool address_type_p (const_tree type)
{
  return POINTER_TYPE_P (type) || (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == POINTER_SIZE);
}

/* The operand of the sum that NAME is which carries its object, or NULL if NAME is no sum of a pointer
   and something else.  Integers count where a pointer was converted to one not too many sums before.  */
tree carrier (tree name, int depth = 8)
{
  if (depth == 0 || TREE_CODE (name) != SSA_NAME || !address_type_p (TREE_TYPE (name)))
    return NULL_TREE;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name));
  if (def == NULL)
    return NULL_TREE;
  tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
  switch (gimple_assign_rhs_code (def)) {
  case POINTER_PLUS_EXPR:
    return a;
  CASE_CONVERT:
  case SSA_NAME:
    if (!address_type_p (TREE_TYPE (a)))
      return NULL_TREE;
    return POINTER_TYPE_P (TREE_TYPE (a)) || POINTER_TYPE_P (TREE_TYPE (name)) || carrier (a, depth - 1) ? a : NULL_TREE;
  case PLUS_EXPR:
    if (carrier (a, depth - 1))
      return a;
    return carrier (b, depth - 1) ? b : NULL_TREE;
  case MINUS_EXPR:
    return carrier (a, depth - 1) && !carrier (b, depth - 1) ? a : NULL_TREE;
  default:
    return NULL_TREE;
  }
}

/* Does adding C to a value that is in its object's range afterwards mean that it is not before?  */
bool far_p (HOST_WIDE_INT c)
{
  return c > FAR_DOWN || c < -FAR_UP;
}

bool far_constant_p (tree t, bool negated = false)
{
  if (t == NULL_TREE || TREE_CODE (t) != INTEGER_CST)
    return false;
  return !cst_and_fits_in_hwi (t) || far_p (negated ? -(unsigned HOST_WIDE_INT) int_cst_value (t) : int_cst_value (t));
}

/* The constant that the sum adds or subtracts, or NULL.  */
tree constant_of (gimple *sum)
{
  tree c = gimple_num_ops (sum) > 2 ? gimple_op (sum, 2) : NULL_TREE;
  return c && TREE_CODE (c) == INTEGER_CST ? c : NULL_TREE;
}

/* Is memory accessed at a large distance from NAME?  */
bool far_access_p (gimple *stmt, tree name)
{
  for (unsigned k = 0; k < gimple_num_ops (stmt); k++) {
    tree op = gimple_op (stmt, k);
    if (op && TREE_CODE (op) == ADDR_EXPR)
      op = TREE_OPERAND (op, 0);
    while (op && handled_component_p (op))
      op = TREE_OPERAND (op, 0);
    if (op && TREE_CODE (op) == MEM_REF && TREE_OPERAND (op, 0) == name && far_constant_p (TREE_OPERAND (op, 1)))
      return true;
  }
  return false;
}

struct rebuilder {
  function *fun;
  hash_set<tree> suspects;
  auto_vec<tree> list;
  bool edges = false;

  void suspect (tree name)
  {
    if (name && TREE_CODE (name) == SSA_NAME && carrier (name) && !suspects.add (name))
      list.safe_push (name);
  }
  void find (void);
  tree copy (tree name, gimple_seq *seq);
  void rebuild (tree name);
};

void rebuilder::find (void)
{
  unsigned i;
  tree name;
  FOR_EACH_SSA_NAME (i, name, fun) {
    if (SSA_NAME_IS_DEFAULT_DEF (name) || virtual_operand_p (name) || !carrier (name))
      continue;
    gimple *def = SSA_NAME_DEF_STMT (name);
    /* A sum with a constant that is far from where it came, like a - 8000000; a smaller one may be a
       member's address, but not when something unknown is added to it.  */
    tree c = constant_of (def);
    bool sum_far = c && (far_constant_p (c) || far_constant_p (c, true));
    if (sum_far && (!cst_and_fits_in_hwi (c) || int_cst_value (c) > FAR_DOWN || int_cst_value (c) < -FAR_DOWN))
      suspect (name);
    imm_use_iterator iter;
    use_operand_p use;
    FOR_EACH_IMM_USE_FAST (use, iter, name) {
      gimple *stmt = USE_STMT (use);
      if (is_gimple_debug (stmt) || gimple_code (stmt) == GIMPLE_PHI)
        continue;
      if (far_access_p (stmt, name))
        suspect (name);
      if (is_gimple_assign (stmt) && gimple_num_ops (stmt) > 2 && carrier (gimple_assign_lhs (stmt)) == name
          && (constant_of (stmt) ? far_constant_p (constant_of (stmt), gimple_assign_rhs_code (stmt) == MINUS_EXPR) : sum_far))
        suspect (name);
    }
  }
  for (unsigned k = 0; k < list.length (); k++) {
    suspect (carrier (list[k]));
    imm_use_iterator iter;
    use_operand_p use;
    FOR_EACH_IMM_USE_FAST (use, iter, list[k]) {
      gimple *stmt = USE_STMT (use);
      if (is_gimple_assign (stmt) && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
          && carrier (gimple_assign_lhs (stmt)) == list[k])
        suspect (gimple_assign_lhs (stmt));
    }
  }
}

/* NAME made anew from its root.  */
tree rebuilder::copy (tree name, gimple_seq *seq)
{
  tree from = carrier (name);
  if (from == NULL_TREE) {
    if (TREE_CODE (name) != SSA_NAME && TREE_CODE (name) != ADDR_EXPR)
      return name;
    tree root = make_ssa_name (TREE_TYPE (name));
    gimple_seq_add_stmt (seq, goro_build_fence (root, name, FENCE_HERE));
    if (TREE_CODE (name) == SSA_NAME && POINTER_TYPE_P (TREE_TYPE (name)) && SSA_NAME_PTR_INFO (name))
      duplicate_ssa_name_ptr_info (root, SSA_NAME_PTR_INFO (name));
    return root;
  }
  tree base = copy (from, seq);
  gimple *sum = gimple_copy (SSA_NAME_DEF_STMT (name));
  tree result = make_ssa_name (TREE_TYPE (name), sum);
  gimple_assign_set_lhs (sum, result);
  /* The copy has its own of the operands that are no names.  */
  if (gimple_assign_rhs1 (SSA_NAME_DEF_STMT (name)) == from)
    gimple_assign_set_rhs1 (sum, base);
  else
    gimple_assign_set_rhs2 (sum, base);
  if (POINTER_TYPE_P (TREE_TYPE (name)) && SSA_NAME_PTR_INFO (name))
    duplicate_ssa_name_ptr_info (result, SSA_NAME_PTR_INFO (name));
  gimple_seq_add_stmt (seq, sum);
  return result;
}

bool loop_moves_p (class loop *loop)
{
  basic_block *body = get_loop_body (loop);
  bool moves = false;
  for (unsigned i = 0; i < loop->num_nodes && !moves; i++)
    for (gimple_stmt_iterator gsi = gsi_start_bb (body[i]); !gsi_end_p (gsi) && !moves; gsi_next (&gsi))
      moves = goro_moves_at_p (gsi_stmt (gsi));
  free (body);
  return moves;
}

/* Every use that a move may come before.  */
void rebuilder::rebuild (tree name)
{
  imm_use_iterator iter;
  use_operand_p use;
  auto_vec<std::pair<gimple *, use_operand_p>> uses;

  FOR_EACH_IMM_USE_FAST (use, iter, name)
    if (!is_gimple_debug (USE_STMT (use)) && goro_crossed_before (name, use))
      uses.safe_push (std::make_pair (USE_STMT (use), use));
  hash_map<edge, tree> made;
  for (auto &u : uses) {
    gimple *stmt = u.first;
    use = u.second;
    if (USE_FROM_PTR (use) != name)
      continue;
    basic_block bb = gimple_bb (stmt);
    edge e = NULL;
    if (gphi *phi = dyn_cast<gphi *> (stmt)) {
      e = gimple_phi_arg_edge (phi, PHI_ARG_INDEX_FROM_USE (use));
      bb = e->src;
    }
    class loop *outside = NULL;
    for (class loop *l = bb->loop_father; l && l->num != 0; l = loop_outer (l)) {
      if (flow_bb_inside_loop_p (l, gimple_bb (SSA_NAME_DEF_STMT (name))) || loop_moves_p (l))
        break;
      outside = l;
    }
    if (outside)
      e = loop_preheader_edge (outside);
    tree fresh = NULL_TREE;
    gimple_seq seq = NULL;
    if (e) {
      if (e->flags & EDGE_COMPLEX)
        continue;
      tree *known = made.get (e);
      fresh = known ? *known : copy (name, &seq);
      made.put (e, fresh);
      if (seq) {
        gsi_insert_seq_on_edge (e, seq);
        edges = true;
      }
    } else {
      fresh = copy (name, &seq);
      gimple_stmt_iterator at = gsi_for_stmt (stmt);
      gsi_insert_seq_before (&at, seq, GSI_SAME_STMT);
    }
    SET_USE (use, fresh);
    if (!is_a<gphi *> (stmt))
      update_stmt (stmt);
    goro_rebuilt_uses++;
  }
}

const pass_data rebuild_data = { GIMPLE_PASS, "goro_rebuild", OPTGROUP_NONE, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_rebuild : public gimple_opt_pass {
public:
  pass_rebuild (gcc::context *ctxt) : gimple_opt_pass (rebuild_data, ctxt) {}
  bool gate (function *) final override { return optimize > 0 && !goro_opt.keep_ivopts; }
  unsigned int execute (function *) final override;
};

/* Is there a constant in the offset T that is far when multiplied with SCALE?  */
bool far_offset_p (tree t, HOST_WIDE_INT scale, int depth = 8)
{
  if (depth == 0 || TREE_CODE (t) != SSA_NAME)
    return false;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (t));
  if (def == NULL)
    return false;
  tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
  bool constant = b && TREE_CODE (b) == INTEGER_CST && cst_and_fits_in_hwi (b);
  HOST_WIDE_INT c = constant ? int_cst_value (b) : 0;
  switch (gimple_assign_rhs_code (def)) {
  CASE_CONVERT:
  case SSA_NAME:
  case NEGATE_EXPR:
    return far_offset_p (a, scale, depth - 1);
  case MULT_EXPR:
    return !constant || c > FAR_DOWN || c < -FAR_DOWN ? far_offset_p (a, FAR_DOWN + 1, depth - 1)
                                                      : far_offset_p (a, scale * c, depth - 1);
  case LSHIFT_EXPR:
    return far_offset_p (a, constant && c >= 0 && c < 8 ? scale << c : FAR_DOWN + 1, depth - 1);
  case PLUS_EXPR:
  case POINTER_PLUS_EXPR:
  case MINUS_EXPR:
    if (constant) {
      HOST_WIDE_INT most = scale ? FAR_DOWN / (scale < 0 ? -scale : scale) : FAR_DOWN;
      return c > most || c < -most || far_offset_p (a, scale, depth - 1);
    }
    return TREE_CODE (b) == INTEGER_CST || far_offset_p (a, scale, depth - 1) || far_offset_p (b, scale, depth - 1);
  default:
    return false;
  }
}

/* A fence for VALUE before STMT.  */
tree fenced (tree value, gimple *stmt)
{
  tree name = make_ssa_name (TREE_TYPE (value));
  gimple_stmt_iterator at = gsi_for_stmt (stmt);
  gsi_insert_before (&at, goro_build_fence (name, value, FENCE_HERE), GSI_SAME_STMT);
  if (TREE_CODE (value) == SSA_NAME && POINTER_TYPE_P (TREE_TYPE (value)) && SSA_NAME_PTR_INFO (value))
    duplicate_ssa_name_ptr_info (name, SSA_NAME_PTR_INFO (value));
  goro_rebuilt_uses++;
  return name;
}

/* Addresses of locals, as they are called in the block or loop at hand.  */
struct local_base {
  tree decl, name;
  int loop; /* 0: in the block */
};
auto_vec<local_base> local_bases;

void forget_bases (bool in_loops)
{
  for (unsigned i = local_bases.length (); i-- > 0; )
    if (in_loops || local_bases[i].loop == 0)
      local_bases.unordered_remove (i);
}

/* May the sum of the frame's end and an index into DECL be above the stack?  */
bool large_local_p (tree decl)
{
  return decl && DECL_P (decl) && auto_var_p (decl) && TREE_CODE (TREE_TYPE (decl)) != VECTOR_TYPE
         && (int_size_in_bytes (TREE_TYPE (decl)) < 0 || int_size_in_bytes (TREE_TYPE (decl)) > FAR_UP);
}

/* What DECL's address is called at STMT.  */
tree local_base_at (tree decl, gimple *stmt)
{
  class loop *outside = NULL;
  for (class loop *l = gimple_bb (stmt)->loop_father; l && l->num != 0 && !loop_moves_p (l); l = loop_outer (l))
    outside = l;
  for (const local_base &b : local_bases)
    if (b.decl == decl && b.loop == (outside ? outside->num : 0))
      return b.name;
  mark_addressable (decl);
  tree from = build_fold_addr_expr (decl), name = make_ssa_name (TREE_TYPE (from));
  gasm *fence = goro_build_fence (name, from, FENCE_HERE);
  if (outside)
    gsi_insert_on_edge_immediate (loop_preheader_edge (outside), fence);
  else {
    gimple_stmt_iterator at = gsi_for_stmt (stmt);
    gsi_insert_before (&at, fence, GSI_SAME_STMT);
  }
  local_bases.safe_push ({ decl, name, outside ? outside->num : 0 });
  goro_rebuilt_uses++;
  return name;
}

/* Where the reference *REF is to a place in a local that is known at run time only, it begins with such a
   name afterwards.  */
bool rebase_reference (tree *ref, gimple *stmt)
{
  bool variable = false;
  tree *base = ref;
  for (; handled_component_p (*base); base = &TREE_OPERAND (*base, 0))
    if (TREE_CODE (*base) == ARRAY_REF || TREE_CODE (*base) == ARRAY_RANGE_REF)
      variable |= TREE_CODE (TREE_OPERAND (*base, 1)) != INTEGER_CST;
  if (TREE_CODE (*base) == TARGET_MEM_REF)
    variable |= TMR_INDEX (*base) || TMR_INDEX2 (*base);
  if (!variable)
    return false;
  if (DECL_P (*base)) {
    tree decl = *base;
    if (!large_local_p (decl))
      return false;
    tree mem = build2 (MEM_REF, TREE_TYPE (decl), local_base_at (decl, stmt),
                       build_int_cst (build_pointer_type (TREE_TYPE (decl)), 0));
    TREE_THIS_VOLATILE (mem) = TREE_THIS_VOLATILE (decl);
    TREE_SIDE_EFFECTS (mem) = TREE_THIS_VOLATILE (decl);
    *base = mem;
    return true;
  }
  if ((TREE_CODE (*base) != MEM_REF && TREE_CODE (*base) != TARGET_MEM_REF)
      || TREE_CODE (TREE_OPERAND (*base, 0)) != ADDR_EXPR)
    return false;
  tree decl = TREE_OPERAND (TREE_OPERAND (*base, 0), 0);
  if (!large_local_p (decl))
    return false;
  TREE_OPERAND (*base, 0) = local_base_at (decl, stmt);
  return true;
}

bool rebase_locals (gimple *stmt)
{
  bool changed = false;
  for (unsigned k = 0; k < gimple_num_ops (stmt); k++) {
    tree *op = gimple_op_ptr (stmt, k);
    if (*op == NULL_TREE)
      continue;
    if (TREE_CODE (*op) == ADDR_EXPR && !is_gimple_min_invariant (*op)) {
      changed |= rebase_reference (&TREE_OPERAND (*op, 0), stmt);
      recompute_tree_invariant_for_addr_expr (*op);
    } else if (handled_component_p (*op) || TREE_CODE (*op) == TARGET_MEM_REF)
      changed |= rebase_reference (op, stmt);
  }
  if (is_gimple_assign (stmt) && gimple_assign_rhs_code (stmt) == POINTER_PLUS_EXPR
      && TREE_CODE (gimple_assign_rhs1 (stmt)) == ADDR_EXPR && TREE_CODE (gimple_assign_rhs2 (stmt)) != INTEGER_CST
      && large_local_p (TREE_OPERAND (gimple_assign_rhs1 (stmt), 0))) {
    gimple_assign_set_rhs1 (stmt, local_base_at (TREE_OPERAND (gimple_assign_rhs1 (stmt), 0), stmt));
    changed = true;
  }
  if (changed)
    update_stmt (stmt);
  return changed;
}

/* What STMT adds to a pointer, indexes with, or starts from.  */
void fence_operands (gimple *stmt, hash_set<tree> *suspects)
{
  bool changed = false;
  for (unsigned k = 0; k < gimple_num_ops (stmt); k++) {
    tree op = gimple_op (stmt, k);
    if (op && TREE_CODE (op) == ADDR_EXPR)
      op = TREE_OPERAND (op, 0);
    for (; op && handled_component_p (op); op = TREE_OPERAND (op, 0))
      if ((TREE_CODE (op) == ARRAY_REF || TREE_CODE (op) == ARRAY_RANGE_REF)
          && TREE_CODE (TREE_OPERAND (op, 1)) == SSA_NAME) {
        tree size = TYPE_SIZE_UNIT (TREE_TYPE (op));
        HOST_WIDE_INT scale = size && tree_fits_shwi_p (size) ? tree_to_shwi (size) : FAR_DOWN + 1;
        if (far_offset_p (TREE_OPERAND (op, 1), MIN (scale, FAR_DOWN + 1))) {
          TREE_OPERAND (op, 1) = fenced (TREE_OPERAND (op, 1), stmt);
          changed = true;
        }
      }
    /* A local, far from where it is accessed.  */
    if (op && (TREE_CODE (op) == MEM_REF || TREE_CODE (op) == TARGET_MEM_REF)
        && TREE_CODE (TREE_OPERAND (op, 0)) == ADDR_EXPR && far_constant_p (TREE_OPERAND (op, 1))) {
      tree base = get_base_address (TREE_OPERAND (TREE_OPERAND (op, 0), 0));
      HOST_WIDE_INT size = base && DECL_P (base) && auto_var_p (base) ? int_size_in_bytes (TREE_TYPE (base)) : 0;
      tree off = TREE_OPERAND (op, 1);
      if (base && DECL_P (base) && auto_var_p (base)
          && (!cst_and_fits_in_hwi (off) || int_cst_value (off) < 0 || int_cst_value (off) > size)) {
        TREE_OPERAND (op, 0) = fenced (TREE_OPERAND (op, 0), stmt);
        changed = true;
      }
    }
  }
  tree lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  tree from = lhs ? carrier (lhs) : NULL_TREE;
  if (from) {
    for (unsigned k = 1; k < gimple_num_ops (stmt); k++)
      if (gimple_op (stmt, k) != from && gimple_num_ops (stmt) > 2 && far_offset_p (gimple_op (stmt, k), 1)) {
        gimple_set_op (stmt, k, fenced (gimple_op (stmt, k), stmt));
        changed = true;
      }
    if (suspects->contains (lhs) && !carrier (from)
        && !(TREE_CODE (from) == SSA_NAME && goro_fence_p (SSA_NAME_DEF_STMT (from), FENCE_HERE)
             && gimple_bb (SSA_NAME_DEF_STMT (from)) == gimple_bb (stmt)))
      for (unsigned k = 1; k < gimple_num_ops (stmt); k++)
        if (gimple_op (stmt, k) == from) {
          gimple_set_op (stmt, k, fenced (from, stmt));
          changed = true;
        }
  }
  if (changed)
    update_stmt (stmt);
}

bool moves_p (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (goro_moves_at_p (gsi_stmt (gsi)))
        return true;
  return false;
}

unsigned int pass_rebuild::execute (function *fun)
{
  rebuilder r;
  basic_block bb;
  bool crossed = false;
  if (!moves_p (fun))
    return 0;
  r.fun = fun;
  r.find ();
  for (unsigned i = 0; i < r.list.length () && !crossed; i++)
    crossed = goro_crossed (r.list[i]) != NULL;
  loop_optimizer_init (LOOPS_NORMAL);
  if (crossed) {
    for (tree name : r.list)
      r.rebuild (name);
    if (r.edges)
      gsi_commit_edge_inserts ();
  }
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (is_gimple_assign (gsi_stmt (gsi)) || is_gimple_call (gsi_stmt (gsi)))
        fence_operands (gsi_stmt (gsi), &r.suspects);
  FOR_EACH_BB_FN (bb, fun) {
    forget_bases (false);
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      if (is_gimple_assign (gsi_stmt (gsi)) || is_gimple_call (gsi_stmt (gsi)))
        rebase_locals (gsi_stmt (gsi));
      if (goro_moves_at_p (gsi_stmt (gsi)))
        forget_bases (false);
    }
  }
  forget_bases (true);
  loop_optimizer_finalize ();
  return 0;
}

} // namespace

unsigned goro_rebuilt_uses;

opt_pass *goro_make_rebuild_pass (void)
{
  return new pass_rebuild (g);
}
