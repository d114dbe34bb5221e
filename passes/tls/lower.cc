/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread-local variables of a goroutine, which changes threads.

   GCC takes the address of a thread-local variable for a constant of the function, and keeps it, or the
   thread pointer in it, across calls.  After a call the goroutine may run on another thread.  So on
   the first SSA form, before any optimisation, each use of a thread-local variable x becomes

       tp = *(word __seg_fs *) 0         a load from memory: the thread pointer
       p = (T *) ((word) &x + tp)        &x now stands for x's distance from the thread pointer
       ... *p ...

   and from there on one rule that every optimiser keeps anyway makes all of it right: a load from memory
   that anybody may write does not cross a call that may write memory, and is not combined with one on
   the other side of it.  Between two calls they are combined, leave loops, and so on.  The load's type has an
   alias set of its own, so ordinary stores do not stand in its way.  The accesses themselves cannot cross a
   call either: p may point to global memory.  (word) &x is the same in all threads and may go anywhere.

   The other half of the proof is that GCC believes of every call at which the goroutine can change
   threads that it may write memory: unit.cc.  And a function's check must come before its first
   use of x: rtl.cc, which also turns &x into the distance, right after expansion.

   Where x is reached through the dynamic linker (the models global-dynamic and local-dynamic), its address
   comes from a function that is called as any foreign function is, without a change of threads (dynamic.cc).  For an
   access GCC takes it for a function of tp and nothing else: where tp may not go, the access may not either.  For
   &x in the source it is a function that reads memory, which stays between the calls where the source has it, though
   the pointer may be used much later.

   What was rejected: an assembly statement that reads %fs:0 is never combined nor moved out of a loop by
   GIMPLE's passes; a volatile load neither; rematerialising addresses after register allocation comes too late
   for values (stores moved out of loops, dead stores); accesses in the address space
   of %fs itself need no thread pointer, but their values are still combined across calls, and several passes
   lose the address space.

   Later passes make thread-local variables of their own (-fprofile-generate); their accesses are
   lowered just before expansion.  By then only direct accesses are theirs: an address &x is ours.  */

#include "plugin/goro-plugin.h"
#include "gimple-walk.h"
#include "passes/tls/tls.h"

namespace {

const pass_data lower_data = { GIMPLE_PASS, "goro_tls", OPTGROUP_NONE, TV_NONE, PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_tls_lower : public gimple_opt_pass {
public:
  pass_tls_lower (gcc::context *ctxt, bool late) : gimple_opt_pass (lower_data, ctxt), is_late (late) {}
  unsigned int execute (function *) final override;
private:
  bool is_late;
};

bool lowered_any;

/* What the walk over a statement's operands carries.  */
struct lowering {
  gimple_seq before; /* new statements, to stand before this one */
  location_t loc;
  bool late, changed;
};

bool tls_p (const_tree t)
{
  return VAR_P (t) && DECL_THREAD_LOCAL_P (t);
}

/* The thread-local variable at the base of the reference REF, or NULL.  MEM[&x] counts.  */
tree tls_base (tree ref)
{
  tree base = get_base_address (ref);
  return base && tls_p (base) ? base : NULL_TREE;
}

tree thread_pointer (lowering *l)
{
  tree ref = goro_target_thread_pointer_ref ();
  tree name = make_ssa_name (TYPE_MAIN_VARIANT (long_unsigned_type_node));
  gassign *load = gimple_build_assign (name, ref);
  gimple_set_location (load, l->loc);
  suppress_warning (load);
  gimple_seq_add_stmt_without_update (&l->before, load);
  return name;
}

/* -fPIC alone says that any variable may have to be reached through the dynamic linker, which takes 8 ns from a
   goroutine.  The loader keeps 1,664 bytes for small variables of libraries that come later; larger ones, and where the
   user asked for it, go the long way.  A function beside the variable (dynamic.cc) would not follow it through a link of
   intermediate code, so with -flto all are of the model initial-exec.  */
void choose_model (tree var)
{
  const unsigned HOST_WIDE_INT small = 64;
  if (DECL_TLS_MODEL (var) >= TLS_MODEL_INITIAL_EXEC)
    return;
  bool asked = lookup_attribute ("tls_model", DECL_ATTRIBUTES (var)) || global_options_set.x_flag_tls_default;
  tree size = DECL_SIZE_UNIT (var);
  if (flag_generate_lto || flag_lto || in_lto_p
      || (!asked && size && tree_fits_uhwi_p (size) && tree_to_uhwi (size) <= small))
    set_decl_tls_model (var, TLS_MODEL_INITIAL_EXEC);
}

/* The address of VAR in the running thread, as a pointer to its type.  kept: the source takes it, and may
   use it after the goroutine has changed threads.  */
tree address_of (tree var, bool kept, lowering *l)
{
  tree type = build_pointer_type (TREE_TYPE (var));
  TREE_USED (var) = 1;
  l->changed = true;
  choose_model (var);
  if (DECL_TLS_MODEL (var) < TLS_MODEL_INITIAL_EXEC) {
    tree p = make_ssa_name (type);
    gcall *call = kept ? gimple_build_call (goro_tls_getter (var, true), 0)
                       : gimple_build_call (goro_tls_getter (var, false), 1, thread_pointer (l));
    gimple_set_location (call, l->loc);
    gimple_call_set_nothrow (call, true);
    gimple_call_set_lhs (call, p);
    gimple_seq_add_stmt_without_update (&l->before, call);
    return p;
  }
  TREE_ADDRESSABLE (var) = 1;
  tree word = TYPE_MAIN_VARIANT (long_unsigned_type_node);
  tree tp = thread_pointer (l);
  tree distance = make_ssa_name (word), sum = make_ssa_name (word), p = make_ssa_name (type);
  gimple *stmts[] = { gimple_build_assign (distance, NOP_EXPR, build_fold_addr_expr (var)),
                      gimple_build_assign (sum, PLUS_EXPR, distance, tp),
                      gimple_build_assign (p, NOP_EXPR, sum) };
  for (gimple *s : stmts) {
    gimple_set_location (s, l->loc);
    gimple_seq_add_stmt_without_update (&l->before, s);
  }
  return p;
}

/* What stands for the variable itself, given its address.  */
tree contents (tree var, tree p)
{
  tree type = TREE_TYPE (var);
  if (DECL_ALIGN (var) < TYPE_ALIGN (type))
    type = build_aligned_type (type, DECL_ALIGN (var));
  tree mem = build2 (MEM_REF, type, p, build_int_cst (reference_alias_ptr_type (var), 0));
  TREE_THIS_VOLATILE (mem) = TREE_SIDE_EFFECTS (mem) = TREE_THIS_VOLATILE (var);
  TREE_THIS_NOTRAP (mem) = 1;
  return mem;
}

/* Puts the running thread's variable in the place of the base of the reference *REF.  */
void replace_base (tree *ref, bool kept, lowering *l)
{
  while (handled_component_p (*ref))
    ref = &TREE_OPERAND (*ref, 0);
  if (tls_p (*ref))
    *ref = contents (*ref, address_of (*ref, kept, l));
  else if (TREE_CODE (*ref) == MEM_REF) {
    tree p = address_of (TREE_OPERAND (TREE_OPERAND (*ref, 0), 0), kept, l);
    TREE_OPERAND (*ref, 0) = p;
  }
}

/* The value of an address in a thread-local variable.  */
tree address_value (tree addr, lowering *l)
{
  tree type = TREE_TYPE (addr);
  addr = unshare_expr (addr);
  replace_base (&TREE_OPERAND (addr, 0), true, l);
  tree name = make_ssa_name (type);
  tree base = TREE_OPERAND (addr, 0);
  if (TREE_CODE (base) == MEM_REF && integer_zerop (TREE_OPERAND (base, 1)))
    addr = TREE_OPERAND (base, 0);
  else
    recompute_tree_invariant_for_addr_expr (addr);
  gimple *stmt = TREE_CODE (addr) == SSA_NAME ? gimple_build_assign (name, NOP_EXPR, addr)
                                              : gimple_build_assign (name, addr);
  gimple_set_location (stmt, l->loc);
  gimple_seq_add_stmt_without_update (&l->before, stmt);
  return name;
}

/* For walk_gimple_op.  */
tree lower_operand (tree *tp, int *walk_subtrees, void *data)
{
  lowering *l = (lowering *) ((walk_stmt_info *) data)->info;
  if (TYPE_P (*tp)) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  if (TREE_CODE (*tp) == ADDR_EXPR) {
    tree var = tls_base (TREE_OPERAND (*tp, 0));
    *walk_subtrees = 0;
    if (var == NULL_TREE) {
      if (!is_gimple_min_invariant (*tp))
        *walk_subtrees = 1;
    } else if (!l->late)
      *tp = address_value (*tp, l);
  } else if (tls_p (*tp)) {
    *tp = contents (*tp, address_of (*tp, false, l));
    *walk_subtrees = 0;
  } else if (TREE_CODE (*tp) == MEM_REF && TREE_CODE (TREE_OPERAND (*tp, 0)) == ADDR_EXPR
             && tls_base (*tp)) {
    replace_base (tp, false, l);
    *walk_subtrees = 0;
  }
  return NULL_TREE;
}

bool thread_pointer_call_p (gimple *stmt)
{
  return gimple_call_builtin_p (stmt, BUILT_IN_THREAD_POINTER);
}

void lower_statement (gimple_stmt_iterator *gsi, bool late)
{
  gimple *stmt = gsi_stmt (*gsi);
  lowering l = { NULL, gimple_location (stmt), late, false };
  if (thread_pointer_call_p (stmt) && gimple_call_lhs (stmt)) {
    tree lhs = gimple_call_lhs (stmt);
    tree tp = thread_pointer (&l);
    gsi_insert_seq_before (gsi, l.before, GSI_SAME_STMT);
    gsi_replace (gsi, gimple_build_assign (lhs, NOP_EXPR, tp), true);
    lowered_any = true;
    return;
  }
  walk_stmt_info wi;
  memset (&wi, 0, sizeof wi);
  wi.info = &l;
  walk_gimple_op (stmt, lower_operand, &wi);
  if (!l.changed)
    return;
  lowered_any = true;
  gsi_insert_seq_before (gsi, l.before, GSI_SAME_STMT);
  update_stmt (stmt);
}

/* x = f (): which thread's x it is must be found out after the call.  */
void split_call (gimple_stmt_iterator *gsi)
{
  gcall *call = as_a<gcall *> (gsi_stmt (*gsi));
  tree lhs = gimple_call_lhs (call), type = TREE_TYPE (lhs);
  tree value = is_gimple_reg_type (type) ? make_ssa_name (type) : create_tmp_var (type, "result");
  gimple_call_set_lhs (call, value);
  gassign *store = gimple_build_assign (lhs, value);
  gimple_set_location (store, gimple_location (call));
  if (value != lhs && TREE_CODE (value) == SSA_NAME)
    SSA_NAME_DEF_STMT (value) = call;
  update_stmt (call);
  if (!stmt_ends_bb_p (call)) {
    gsi_insert_after (gsi, store, GSI_SAME_STMT);
    return;
  }
  edge e = find_fallthru_edge (gimple_bb (call)->succs);
  if (e)
    gsi_insert_on_edge (e, store);
}

unsigned int pass_tls_lower::execute (function *fun)
{
  basic_block bb;
  bool before = lowered_any;
  lowered_any = false;

  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (is_gimple_call (gsi_stmt (gsi)) && gimple_call_lhs (gsi_stmt (gsi))
          && TREE_CODE (gimple_call_lhs (gsi_stmt (gsi))) != SSA_NAME && tls_base (gimple_call_lhs (gsi_stmt (gsi))))
        split_call (&gsi);
  gsi_commit_edge_inserts ();

  FOR_EACH_BB_FN (bb, fun) {
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (!is_gimple_debug (gsi_stmt (gsi)))
        lower_statement (&gsi, is_late);
    if (is_late)
      continue;
    /* An address that comes into a block on an edge is taken on that edge.  */
    for (gphi_iterator gpi = gsi_start_phis (bb); !gsi_end_p (gpi); gsi_next (&gpi))
      for (unsigned i = 0; i < gimple_phi_num_args (gpi.phi ()); i++) {
        tree arg = gimple_phi_arg_def (gpi.phi (), i);
        if (TREE_CODE (arg) != ADDR_EXPR || !tls_base (TREE_OPERAND (arg, 0)))
          continue;
        edge e = gimple_phi_arg_edge (gpi.phi (), i);
        lowering l = { NULL, gimple_phi_arg_location (gpi.phi (), i), false, false };
        SET_PHI_ARG_DEF (gpi.phi (), i, address_value (arg, &l));
        gsi_insert_seq_on_edge (e, l.before);
        lowered_any = true;
      }
  }
  gsi_commit_edge_inserts ();
  if (!lowered_any) {
    lowered_any = before;
    return 0;
  }
  mark_virtual_operands_for_renaming (fun);
  return TODO_update_ssa;
}

} // namespace

bool goro_tls_lowered_p (void)
{
  return lowered_any;
}

opt_pass *goro_make_tls_lower_pass (bool late)
{
  return new pass_tls_lower (g, late);
}
