/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An object of the collected heap lives as long as a word of a stack or a register points into it, or one past its end.  GCC owes us no such
   word.  p[i - 3] may be accessed through p + i * 8, which can lie behind the object, or through p - 24, with p itself dead; and
   ivopts walks over an array with a pointer to the element before.

   So, at the end of GIMPLE: where memory is accessed, or a pointer is handed on, through a sum that may have been taken apart, the pointers at
   the sum's roots are used once more by an empty volatile asm behind that.

       t_4 = p_1 + x_3;   c_5 = MEM [t_4 - 24];      asm volatile ("" : : "g" (p_1));
       d_6 = t_4 - 16;    d_7 = fence (d_6);         asm volatile ("" : : "g" (p_1));      f (d_7);

   A root is what the program itself calls a pointer there: a parameter, what has been loaded or returned, a variable of the source.  C says that
   such a pointer points into its object or one past the end.

   Why that is enough.  Whatever RTL makes of the sum, between the definition of the root and the asm the root is in a register or in a word
   of the frame, whole, because no pass computes it from something else: it is no sum.  Before its definition the object is reached
   from where the root was loaded from, and so on.  Behind the asm the object is not needed for this access any more, and what comes out of
   the fence is complete, with nothing known about how it came about.  The argument does not ask where the goroutine is stopped, so it is
   good for calls and for signals.

   Which sums.  A root and a constant: wherever GCC splits them, both parts are in the object, and so is the root.  A root and one unknown
   number, as p[i]: the sum is the element's address, and a member's offset is added to that.  All others can go wrong: a
   constant besides something unknown, two unknown numbers, a PHI that is no variable of the source's.

   A barrier's own statements are left out.  From the test of __goro_marking to the store nobody stops the goroutine (passes/barrier/ranges.cc), and the store
   that the barrier is for is itself such an access, with the roots used behind it.

   A root found through a PHI need not be set on every way to the asm.  Then a variable of our own is set to it behind its definition, and used:
   on the other ways it has an older value, or none.

   In a loop that the root comes from outside of, the asm stands behind the loop's exits instead: each point in the loop
   reaches them, and the loop stays as it is.

   Cost: "g" lets the root wait in its spill slot, and the asm is no instruction.  */

#include "plugin/goro-plugin.h"
#include "ssa-iterators.h"
#include "gimple-ssa.h"
#include "tree-ssa-loop-manip.h"
#include "tree-eh.h"
#include "tree-into-ssa.h"
#include "tree-ssa-loop-niter.h"
#include "stringpool.h"
#include "tree-ssanames.h"
#include "passes/derived/derived.h"

namespace {

bool address_type_p (const_tree type)
{
  return POINTER_TYPE_P (type) || (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == POINTER_SIZE);
}

/* A variable of the source, as far as GCC still knows.  */
bool named_p (const_tree name)
{
  const_tree var = SSA_NAME_VAR (name);
  return var && !DECL_ARTIFICIAL (var) && !DECL_IGNORED_P (var) && POINTER_TYPE_P (TREE_TYPE (name));
}

/* Is T a number that GCC cannot take apart into a sum: a name that is no sum, perhaps times a constant?  */
bool plain_number_p (tree t, int depth = 8)
{
  if (TREE_CODE (t) != SSA_NAME)
    return TREE_CODE (t) == INTEGER_CST;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (t));
  if (def == NULL || gimple_vuse (def))
    return true;
  if (depth == 0)
    return false;
  tree b = gimple_assign_rhs2 (def);
  switch (gimple_assign_rhs_code (def)) {
  CASE_CONVERT:
  case SSA_NAME:
    return plain_number_p (gimple_assign_rhs1 (def), depth - 1);
  case MULT_EXPR:
  case LSHIFT_EXPR:
    return TREE_CODE (b) != INTEGER_CST || plain_number_p (gimple_assign_rhs1 (def), depth - 1);
  case NEGATE_EXPR:
    return plain_number_p (gimple_assign_rhs1 (def), depth - 1);
  case PLUS_EXPR:
  case MINUS_EXPR:
  case POINTER_PLUS_EXPR:
  case POINTER_DIFF_EXPR:
  case COND_EXPR:
  case MIN_EXPR:
  case MAX_EXPR:
    return false;
  default:
    return true;
  }
}

/* The operand that a statement passes on unchanged.  */
tree passed_on (gimple *stmt)
{
  if (goro_fence_p (stmt, FENCE_IN) || goro_fence_p (stmt, FENCE_OUT))
    return TREE_VALUE (gimple_asm_input_op (as_a<gasm *> (stmt), 0));
  return NULL_TREE;
}

/* Is NAME made by arithmetic from others, which are then its parts?  */
bool sum_p (tree name)
{
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (SSA_NAME_IS_DEFAULT_DEF (name) || !address_type_p (TREE_TYPE (name)))
    return false;
  return is_a<gphi *> (def) || passed_on (def) || (is_gimple_assign (def) && !gimple_vuse (def));
}

bool loose_reference_p (tree ref);
bool exact_p (tree a, int depth = 8);

/* Names under way, and what is known, in the function at hand.  */
hash_map<tree, bool> *known_exact;

HOST_WIDE_INT pointee_size (const_tree name)
{
  tree to = POINTER_TYPE_P (TREE_TYPE (name)) ? TREE_TYPE (TREE_TYPE (name)) : NULL_TREE;
  return to && COMPLETE_TYPE_P (to) && !VOID_TYPE_P (to) && TREE_CODE (to) != FUNCTION_TYPE ? MAX (int_size_in_bytes (to), 1) : 1;
}

/* Is NAME used as it is only, and nothing computed from it?  */
bool direct_p (tree name)
{
  imm_use_iterator iter;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, iter, name) {
    gimple *stmt = USE_STMT (use);
    if (is_gimple_debug (stmt) || !is_gimple_assign (stmt))
      continue;
    bool handed_on = gimple_vdef (stmt) && gimple_assign_single_p (stmt) && gimple_assign_rhs1 (stmt) == name;
    for (unsigned k = 0; k < gimple_num_ops (stmt); k++) {
      tree op = gimple_op (stmt, k);
      if (op == name && !handed_on && TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) != tcc_comparison)
        return false;
      if (op == NULL_TREE || op == name)
        continue;
      bool variable = false;
      if (TREE_CODE (op) == ADDR_EXPR)
        op = TREE_OPERAND (op, 0);
      for (; handled_component_p (op); op = TREE_OPERAND (op, 0))
        variable |= TREE_CODE (op) == ARRAY_REF && TREE_CODE (TREE_OPERAND (op, 1)) != INTEGER_CST;
      if (TREE_CODE (op) == TARGET_MEM_REF && (TMR_BASE (op) == name || TMR_INDEX (op) == name || TMR_INDEX2 (op) == name))
        return false;
      if (TREE_CODE (op) != MEM_REF || TREE_OPERAND (op, 0) != name)
        continue;
      tree c = TREE_OPERAND (op, 1);
      if (variable || !tree_fits_uhwi_p (c) || (HOST_WIDE_INT) tree_to_uhwi (c) >= pointee_size (name))
        return false;
    }
  }
  return true;
}

/* A choice between pointers.  One that is used as it is points into its object then, and what is not exact among the arguments is made so on
   the edge.  */
bool exact_phi_p (gphi *phi, int depth)
{
  if (direct_p (gimple_phi_result (phi)))
    return POINTER_TYPE_P (TREE_TYPE (gimple_phi_result (phi)));
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++) {
    tree arg = gimple_phi_arg_def (phi, i);
    if (!exact_p (arg, depth - 1))
      return false;
    gassign *def = TREE_CODE (arg) == SSA_NAME && !named_p (arg) ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (arg)) : NULL;
    if (def && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR && tree_fits_shwi_p (gimple_assign_rhs2 (def))) {
      HOST_WIDE_INT c = tree_to_shwi (gimple_assign_rhs2 (def));
      if (c < 0 || c >= pointee_size (arg))
        return false;
    }
  }
  return true;
}

/* Is A where an unknown number may be added: no sum, but a choice at most?  */
bool leaf_p (tree a)
{
  if (TREE_CODE (a) != SSA_NAME || !sum_p (a))
    return true;
  gimple *def = SSA_NAME_DEF_STMT (a);
  return passed_on (def) ? leaf_p (passed_on (def)) : is_a<gphi *> (def) && exact_p (a);
}

bool exact_sum_p (gimple *def, tree a, int depth)
{
  tree from = gimple_assign_rhs1 (def), by = gimple_assign_rhs2 (def);
  switch (gimple_assign_rhs_code (def)) {
  CASE_CONVERT:
  case SSA_NAME:
    return !address_type_p (TREE_TYPE (from)) || exact_p (from, depth - 1);
  case ADDR_EXPR:
    return !loose_reference_p (TREE_OPERAND (from, 0));
  case COND_EXPR:
    return exact_p (by, depth - 1) && exact_p (gimple_assign_rhs3 (def), depth - 1);
  case POINTER_PLUS_EXPR:
    if (TREE_CODE (by) != INTEGER_CST)
      return leaf_p (from) && plain_number_p (by);
    return leaf_p (from) || ((named_p (a) || (tree_fits_uhwi_p (by) && (HOST_WIDE_INT) tree_to_uhwi (by) < pointee_size (from)))
                             && exact_p (from, depth - 1));
  default:
    return false;
  }
}

/* Does A point where the program says, or to the same object, however GCC computes it?  */
bool exact_p (tree a, int depth)
{
  if (TREE_CODE (a) != SSA_NAME || !sum_p (a))
    return true;
  gimple *def = SSA_NAME_DEF_STMT (a);
  if (is_a<gphi *> (def) && named_p (a))
    return true;
  if (depth == 0)
    return false;
  bool existed;
  bool &known = known_exact->get_or_insert (a, &existed);
  if (existed)
    return known;
  /* What is made of itself by sums is not.  */
  known = false;
  bool exact = is_a<gphi *> (def) ? exact_phi_p (as_a<gphi *> (def), depth)
               : passed_on (def) ? exact_p (passed_on (def), depth - 1)
               : is_gimple_assign (def) && exact_sum_p (def, a, depth);
  known_exact->put (a, exact);
  return exact;
}

/* Is NAME, a sum, the address of an element, and C the offset of a member in it?  */
bool member_p (tree name, HOST_WIDE_INT c)
{
  HOST_WIDE_INT size = pointee_size (name);
  if (c < 0 || c >= size)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (named_p (name) || is_a<gphi *> (def))
    return true;
  if (!is_gimple_assign (def))
    return false;
  if (gimple_assign_rhs_code (def) == ADDR_EXPR)
    return true;
  tree by = gimple_num_ops (def) > 2 ? gimple_assign_rhs2 (def) : NULL_TREE;
  if (by == NULL_TREE || TREE_CODE (by) != SSA_NAME)
    return false;
  gassign *scale = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (by));
  tree factor = scale && gimple_num_ops (scale) > 2 ? gimple_assign_rhs2 (scale) : NULL_TREE;
  if (factor == NULL_TREE || !tree_fits_uhwi_p (factor))
    return false;
  unsigned HOST_WIDE_INT f = tree_to_uhwi (factor);
  return (gimple_assign_rhs_code (scale) == MULT_EXPR && f != 0 && f % size == 0)
         || (gimple_assign_rhs_code (scale) == LSHIFT_EXPR && f < 32 && ((HOST_WIDE_INT) 1 << f) % size == 0);
}

/* Can the address of the reference REF have been taken apart?  */
bool loose_reference_p (tree ref)
{
  bool variable = false, loose = false;
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == ARRAY_REF || TREE_CODE (ref) == ARRAY_RANGE_REF) {
      tree index = TREE_OPERAND (ref, 1);
      if (TREE_CODE (index) == INTEGER_CST)
        continue;
      loose |= variable || !plain_number_p (index);
      variable = true;
    }
  if (TREE_CODE (ref) == TARGET_MEM_REF) {
    tree base = TMR_BASE (ref), index = TMR_INDEX (ref), offset = TMR_OFFSET (ref);
    if (loose || variable || TMR_INDEX2 (ref) || !leaf_p (base) || !exact_p (base))
      return true;
    /* An element and a member.  */
    return index && (!plain_number_p (index) || !tree_fits_uhwi_p (offset)
                     || tree_to_uhwi (offset) >= (TMR_STEP (ref) ? tree_to_uhwi (TMR_STEP (ref)) : 1));
  }
  if (TREE_CODE (ref) != MEM_REF || TREE_CODE (TREE_OPERAND (ref, 0)) != SSA_NAME)
    return false;
  tree pointer = TREE_OPERAND (ref, 0);
  if (loose || !exact_p (pointer))
    return true;
  return sum_p (pointer) && ((variable && !leaf_p (pointer))
                             || (!integer_zerop (TREE_OPERAND (ref, 1))
                                 && (!tree_fits_shwi_p (TREE_OPERAND (ref, 1))
                                     || !member_p (pointer, tree_to_shwi (TREE_OPERAND (ref, 1))))));
}

/* A sum that a variable of the source is set to, and that a fence can follow.  */
bool named_sum_p (tree name)
{
  return is_gimple_assign (SSA_NAME_DEF_STMT (name)) && named_p (name) && !SSA_NAME_OCCURS_IN_ABNORMAL_PHI (name);
}

gasm *use_of (tree root, tree loaded = NULL_TREE)
{
  vec<tree, va_gc> *inputs = NULL;
  if (loaded)
    vec_safe_push (inputs, build_tree_list (build_tree_list (NULL_TREE, build_string (1, "g")), loaded));
  vec_safe_push (inputs, build_tree_list (build_tree_list (NULL_TREE, build_string (1, "g")), root));
  gasm *stmt = gimple_build_asm_vec ("", inputs, NULL, NULL, NULL);
  gimple_asm_set_volatile (stmt, true);
  return stmt;
}

struct keeper {
  function *fun;
  hash_map<tree, tree> copies;           /* of roots that must not live longer */
  hash_map<tree, tree> variables;        /* of ours, for roots that are not set on every way to where they are kept */
  hash_set<tree> *behind;                /* roots that are kept further down in the block at hand */
  auto_vec<std::pair<int, tree>> loops;  /* and behind the exits of loops */
  auto_vec<tree> list, numbers;          /* roots at hand; integers that may be some */
  hash_set<tree> seen;
  bool through = false;                  /* what a region has let out is followed to what has come in: no name of the region may live on */
  bool edges;

  void add_roots (tree t, bool product);
  void roots_of_name (tree name);
  void roots_of_reference (tree ref);
  void settle_roots (void);
  tree copy_of (tree root, hash_map<tree, tree> *made, tree (*copy) (tree type));
  tree stable (tree root, gimple *stmt, basic_block end);
  tree kept (tree root, gimple *stmt, basic_block end);
  bool behind_loop (gimple *stmt, tree root);
  void keep_behind (gimple *stmt);
  gimple_seq complete (tree name, tree *result, gimple *stmt, basic_block end);
  void look (gimple *stmt);
  void look_at_arguments (gphi *phi);
  void close_named (tree name);
};

/* Has NAME been loaded from a va_list?  Then it points to the stack.  */
bool from_va_list_p (tree name)
{
  gassign *def = SSA_NAME_IS_DEFAULT_DEF (name) ? NULL : dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name));
  if (def == NULL || !gimple_assign_load_p (def) || TREE_CODE (gimple_assign_rhs1 (def)) != COMPONENT_REF)
    return false;
  tree list = TREE_CODE (va_list_type_node) == ARRAY_TYPE ? TREE_TYPE (va_list_type_node) : va_list_type_node;
  return TYPE_MAIN_VARIANT (DECL_CONTEXT (TREE_OPERAND (gimple_assign_rhs1 (def), 1))) == TYPE_MAIN_VARIANT (list);
}

/* The names at the roots of T.  What is multiplied is no pointer.  */
void keeper::add_roots (tree t, bool product)
{
  if (t == NULL_TREE || TREE_CODE (t) != SSA_NAME || !address_type_p (TREE_TYPE (t)) || seen.add (t))
    return;
  gimple *def = SSA_NAME_DEF_STMT (t);
  bool pointer = POINTER_TYPE_P (TREE_TYPE (t));
  if (!sum_p (t) || (!through && (named_sum_p (t) || (is_a<gphi *> (def) && exact_p (t))))) {
    if (pointer && !from_va_list_p (t))
      list.safe_push (t);
    else if (!pointer && !product)
      numbers.safe_push (t);
    return;
  }
  if (gphi *phi = dyn_cast<gphi *> (def)) {
    for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
      add_roots (gimple_phi_arg_def (phi, i), product);
    return;
  }
  if (tree from = passed_on (def)) {
    bool before = through;
    through |= goro_fence_p (def, FENCE_OUT);
    add_roots (from, product);
    through = before;
    return;
  }
  enum tree_code code = gimple_assign_rhs_code (def);
  if (code == ADDR_EXPR) {
    roots_of_reference (TREE_OPERAND (gimple_assign_rhs1 (def), 0));
    return;
  }
  bool scaled = product || code == MULT_EXPR || code == LSHIFT_EXPR || code == NEGATE_EXPR || code == POINTER_DIFF_EXPR;
  for (unsigned k = 1; k < gimple_num_ops (def); k++)
    add_roots (gimple_op (def, k), scaled || (k == 2 && (code == MINUS_EXPR || code == POINTER_PLUS_EXPR)));
}

void keeper::roots_of_reference (tree ref)
{
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  if (TREE_CODE (ref) == TARGET_MEM_REF) {
    add_roots (TMR_BASE (ref), false);
    add_roots (TMR_INDEX (ref), !TMR_STEP (ref) || !integer_onep (TMR_STEP (ref)));
    add_roots (TMR_INDEX2 (ref), false);
  } else if (TREE_CODE (ref) == MEM_REF)
    add_roots (TREE_OPERAND (ref, 0), false);
}

/* Integers count where nothing else is found: the program has made a pointer of one.  */
void keeper::settle_roots (void)
{
  if (list.is_empty ())
    list.safe_splice (numbers);
  numbers.truncate (0);
  seen.empty ();
}

/* ROOT's copy in MADE; if there is none yet, what COPY makes, set right behind the definition.  */
tree keeper::copy_of (tree root, hash_map<tree, tree> *made, tree (*copy) (tree type))
{
  bool existed;
  tree &known = made->get_or_insert (root, &existed);
  if (existed)
    return known;
  tree to = known = copy (TREE_TYPE (root));
  gasm *fence = goro_build_fence (to, root, FENCE_HERE);
  gimple *def = SSA_NAME_DEF_STMT (root);
  gimple_stmt_iterator at;
  if (SSA_NAME_IS_DEFAULT_DEF (root))
    at = gsi_after_labels (single_succ (ENTRY_BLOCK_PTR_FOR_FN (fun)));
  else if (is_a<gphi *> (def))
    at = gsi_after_labels (gimple_bb (def));
  else if (stmt_ends_bb_p (def)) {
    gsi_insert_on_edge (find_fallthru_edge (gimple_bb (def)->succs), fence);
    edges = true;
    return to;
  } else {
    at = gsi_for_stmt (def);
    gsi_insert_after (&at, fence, GSI_SAME_STMT);
    return to;
  }
  gsi_insert_before (&at, fence, GSI_SAME_STMT);
  return to;
}

bool uses_p (gimple *stmt, tree name)
{
  tree use;
  ssa_op_iter iter;
  FOR_EACH_SSA_TREE_OPERAND (use, stmt, iter, SSA_OP_USE)
    if (use == name)
      return true;
  return false;
}

/* A statement that uses ROOT on each way from its definition to STMT, or to the end of block END: one near by, or none.  */
gimple *last_use (tree root, gimple *stmt, basic_block end)
{
  enum { NEAR = 50 };
  basic_block here = stmt ? gimple_bb (stmt) : end;
  gimple_stmt_iterator gsi = stmt ? gsi_for_stmt (stmt) : gsi_last_bb (here);
  for (int i = 0; i < NEAR && !gsi_end_p (gsi); i++, gsi_prev (&gsi))
    if (!is_gimple_debug (gsi_stmt (gsi)) && uses_p (gsi_stmt (gsi), root))
      return gsi_stmt (gsi);
  gimple *best = NULL;
  imm_use_iterator iter;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, iter, root) {
    gimple *user = USE_STMT (use);
    if (is_gimple_debug (user) || is_a<gphi *> (user) || gimple_bb (user) == here || gimple_bb (user) == NULL
        || !dominated_by_p (CDI_DOMINATORS, here, gimple_bb (user)))
      continue;
    if (best == NULL || (gimple_bb (user) != gimple_bb (best) && dominated_by_p (CDI_DOMINATORS, gimple_bb (user), gimple_bb (best))))
      best = user;
  }
  return best;
}

/* What to use in ROOT's place behind STMT or at the end of END.  A name that lives across abnormal edges may not live longer: a copy of it, made where it is used
   anyway; so not behind its definition, where the program may come by much more often (the jump to an instruction's code, in an
   interpreter).  Up to there the name itself is alive, from there on the copy.  */
tree keeper::stable (tree root, gimple *stmt, basic_block end)
{
  if (!SSA_NAME_OCCURS_IN_ABNORMAL_PHI (root))
    return root;
  gimple *user = last_use (root, stmt, end);
  if (user == NULL)
    return copy_of (root, &copies, [] (tree type) { return make_ssa_name (type); });
  if (goro_fence_p (user, FENCE_HERE))
    return TREE_VALUE (gimple_asm_output_op (as_a<gasm *> (user), 0));
  tree copy = make_ssa_name (TREE_TYPE (root));
  gimple_stmt_iterator at = gsi_for_stmt (user);
  gsi_insert_before (&at, goro_build_fence (copy, root, FENCE_HERE), GSI_SAME_STMT);
  return copy;
}

/* What to use in ROOT's place behind STMT, or, without one, at the end of block END.  */
tree keeper::kept (tree root, gimple *stmt, basic_block end)
{
  gimple *def = SSA_NAME_DEF_STMT (root);
  if (SSA_NAME_IS_DEFAULT_DEF (root)
      || (stmt ? stmt == def || stmt_dominates_stmt_p (def, stmt) : dominated_by_p (CDI_DOMINATORS, end, gimple_bb (def))))
    return stable (root, stmt, end);
  return copy_of (root, &variables, [] (tree type) { return create_tmp_reg (type); });
}

/* Keeps ROOT behind the outermost loop around STMT that it comes into from outside, if there is one that ends.  */
bool keeper::behind_loop (gimple *stmt, tree root)
{
  basic_block def = SSA_NAME_IS_DEFAULT_DEF (root) ? NULL : gimple_bb (SSA_NAME_DEF_STMT (root));
  class loop *outermost = NULL;
  for (class loop *l = gimple_bb (stmt)->loop_father; l && l->num != 0; l = loop_outer (l)) {
    if (def && flow_bb_inside_loop_p (l, def))
      break;
    outermost = l;
  }
  if (outermost == NULL)
    return false;
  for (auto &known : loops)
    if (known.first == outermost->num && known.second == root)
      return true;
  auto_vec<edge> exits = get_loop_exit_edges (outermost);
  if (exits.is_empty ())
    return false;
  for (edge e : exits)
    if (e->flags & EDGE_COMPLEX)
      return false;
  for (edge e : exits)
    gsi_insert_on_edge (e, use_of (kept (root, NULL, e->src)));
  edges = true;
  loops.safe_push (std::make_pair (outermost->num, root));
  return true;
}

/* The roots at hand, behind STMT.  */
void keeper::keep_behind (gimple *stmt)
{
  /* The load itself must not be put off until behind the asm.  */
  tree loaded = gimple_assign_load_p (stmt) && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
                && (INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))) || POINTER_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))))
                ? gimple_assign_lhs (stmt) : NULL_TREE;
  settle_roots ();
  for (tree root : list)
    if (!behind_loop (stmt, root) && (!behind->add (root) || loaded)) {
      gimple_stmt_iterator at = gsi_for_stmt (stmt);
      gsi_insert_after (&at, use_of (kept (root, stmt, NULL), loaded), GSI_SAME_STMT);
      loaded = NULL_TREE;
    }
  list.truncate (0);
}

/* Makes *RESULT of NAME, complete, at STMT or the end of block END; nothing if no object of the heap can be behind it.  */
gimple_seq keeper::complete (tree name, tree *result, gimple *stmt, basic_block end)
{
  gimple_seq seq = NULL;
  gimple *def = SSA_NAME_DEF_STMT (name);
  /* The sum's, though the name is the root for others.  */
  if (named_sum_p (name)) {
    if (gimple_assign_rhs_code (def) == ADDR_EXPR)
      roots_of_reference (TREE_OPERAND (gimple_assign_rhs1 (def), 0));
    else
      for (unsigned k = 1; k < gimple_num_ops (def); k++)
        add_roots (gimple_op (def, k), k == 2);
  } else
    add_roots (name, false);
  settle_roots ();
  *result = name;
  if (list.is_empty ())
    return NULL;
  *result = make_ssa_name (TREE_TYPE (name));
  gimple_seq_add_stmt (&seq, goro_build_fence (*result, name, FENCE_HERE));
  if (POINTER_TYPE_P (TREE_TYPE (name)) && SSA_NAME_PTR_INFO (name))
    duplicate_ssa_name_ptr_info (*result, SSA_NAME_PTR_INFO (name));
  for (tree root : list)
    gimple_seq_add_stmt (&seq, use_of (kept (root, stmt, end)));
  list.truncate (0);
  return seq;
}

bool handed_on_p (tree name)
{
  return TREE_CODE (name) == SSA_NAME && POINTER_TYPE_P (TREE_TYPE (name)) && !exact_p (name) && !named_sum_p (name);
}

/* What STMT accesses and hands on.  */
void keeper::look (gimple *stmt)
{
  bool assign = is_gimple_assign (stmt) && !stmt_ends_bb_p (stmt), access = false;
  if (is_gimple_debug (stmt) || gimple_clobber_p (stmt) || goro_fence_p (stmt, FENCE_IN) || goro_fence_p (stmt, FENCE_OUT)
      || goro_fence_p (stmt, FENCE_HERE) || goro_barrier_part_p (stmt))
    return;
  for (unsigned k = 0; gimple_vuse (stmt) && k < gimple_num_ops (stmt); k++) {
    tree op = gimple_op (stmt, k);
    if (op == NULL_TREE || (!handled_component_p (op) && TREE_CODE (op) != MEM_REF && TREE_CODE (op) != TARGET_MEM_REF)
        || !loose_reference_p (op))
      continue;
    if (assign) {
      roots_of_reference (op);
      access = true;
      continue;
    }
    tree *base = gimple_op_ptr (stmt, k), fresh;
    while (handled_component_p (*base))
      base = &TREE_OPERAND (*base, 0);
    if (TREE_CODE (*base) != MEM_REF || !sum_p (TREE_OPERAND (*base, 0)))
      continue;
    gimple_seq seq = complete (TREE_OPERAND (*base, 0), &fresh, stmt, NULL);
    if (seq == NULL)
      continue;
    TREE_OPERAND (*base, 0) = fresh;
    gimple_stmt_iterator at = gsi_for_stmt (stmt);
    gsi_insert_seq_before (&at, seq, GSI_SAME_STMT);
    update_stmt (stmt);
  }
  if (access)
    keep_behind (stmt);
  if (is_gimple_call (stmt) || gimple_code (stmt) == GIMPLE_RETURN || gimple_code (stmt) == GIMPLE_ASM
      || (gimple_vdef (stmt) && gimple_assign_single_p (stmt))) {
    use_operand_p use;
    ssa_op_iter iter;
    bool changed = false;
    FOR_EACH_SSA_USE_OPERAND (use, stmt, iter, SSA_OP_USE) {
      tree name = USE_FROM_PTR (use), fresh;
      if (!handed_on_p (name) || (is_gimple_assign (stmt) && gimple_assign_rhs1 (stmt) != name))
        continue;
      gimple_seq seq = complete (name, &fresh, stmt, NULL);
      if (seq == NULL)
        continue;
      gimple_stmt_iterator at = gsi_for_stmt (stmt);
      gsi_insert_seq_before (&at, seq, GSI_SAME_STMT);
      SET_USE (use, fresh);
      changed = true;
    }
    if (changed)
      update_stmt (stmt);
  }
}

/* What becomes a variable of the source.  */
void keeper::look_at_arguments (gphi *phi)
{
  tree result = gimple_phi_result (phi);
  if (virtual_operand_p (result) || !POINTER_TYPE_P (TREE_TYPE (result)) || !exact_p (result))
    return;
  auto_vec<edge> from;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    from.safe_push (gimple_phi_arg_edge (phi, i));
  for (edge e : from) {
    tree arg = PHI_ARG_DEF_FROM_EDGE (phi, e), fresh;
    if (!handed_on_p (arg) || (e->flags & EDGE_COMPLEX))
      continue;
    gimple_seq seq = complete (arg, &fresh, NULL, e->src);
    if (seq == NULL)
      continue;
    SET_PHI_ARG_DEF (phi, e->dest_idx, fresh);
    gsi_insert_seq_on_edge (e, seq);
    /* At once: FRESH may be a root for others, who want to know in which block it is.  */
    gsi_commit_one_edge_insert (e, NULL);
  }
}

/* A variable of the source that is set to a sum which can have been taken apart.  */
void keeper::close_named (tree name)
{
  gimple *def = SSA_NAME_DEF_STMT (name), *stmt;
  if (stmt_ends_bb_p (def))
    return;
  tree fresh;
  gimple_seq seq = complete (name, &fresh, def, NULL);
  if (seq == NULL)
    return;
  gimple *fence = gimple_seq_first_stmt (seq);
  gimple_stmt_iterator at = gsi_for_stmt (def);
  gsi_insert_seq_after (&at, seq, GSI_SAME_STMT);
  imm_use_iterator iter;
  use_operand_p use;
  FOR_EACH_IMM_USE_STMT (stmt, iter, name) {
    if (stmt == fence || is_gimple_debug (stmt))
      continue;
    FOR_EACH_IMM_USE_ON_STMT (use, iter)
      SET_USE (use, fresh);
    update_stmt (stmt);
  }
}

const pass_data keep_data = { GIMPLE_PASS, "goro_keep", OPTGROUP_NONE, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_keep : public gimple_opt_pass {
public:
  pass_keep (gcc::context *ctxt) : gimple_opt_pass (keep_data, ctxt) {}
  bool gate (function *) final override { return goro_opt.barriers; }
  unsigned int execute (function *) final override;
};

unsigned int pass_keep::execute (function *fun)
{
  keeper k;
  hash_map<tree, bool> known;
  unsigned i;
  tree name;
  basic_block bb;
  auto_vec<tree> named;
  known_exact = &known;
  k.fun = fun;
  k.edges = false;
  loop_optimizer_init (LOOPS_NORMAL);
  FOR_EACH_SSA_NAME (i, name, fun)
    if (!SSA_NAME_IS_DEFAULT_DEF (name) && !virtual_operand_p (name) && POINTER_TYPE_P (TREE_TYPE (name)) && named_sum_p (name)
        && !exact_p (name))
      named.safe_push (name);
  for (tree t : named)
    k.close_named (t);
  FOR_EACH_BB_FN (bb, fun) {
    hash_set<tree> behind;
    k.behind = &behind;
    for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      k.look_at_arguments (gsi.phi ());
    gimple_stmt_iterator gsi = gsi_last_bb (bb), before;
    for (; !gsi_end_p (gsi); gsi = before) {
      before = gsi;
      gsi_prev (&before);
      k.look (gsi_stmt (gsi));
    }
  }
  if (k.edges)
    gsi_commit_edge_inserts ();
  loop_optimizer_finalize ();
  return k.variables.is_empty () ? 0 : TODO_update_ssa;
}

} // namespace

opt_pass *goro_make_keep_pass (void)
{
  return new pass_keep (g);
}
