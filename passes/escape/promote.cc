/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A variable that escapes becomes an object of the collected heap.

       p = __goro_promote (descriptor);    at each mark of scopes.cc; a parameter: at the function's entry, and *p = parameter
       x  ->  *p                           everywhere; for the debugger, too: DECL_VALUE_EXPR
       keep p                              where GCC says that x ends, else at each return

   The last is an assembly statement that reads p.  The object may be known to nobody but memory from malloc, which the collector does not scan;
   by C's rules it has to last as long as its scope.

   With -fplugin-arg-goro-unknown-calls=scope some become variables of the goroutine's own blocks (room.cc), and p points there.

   A block of alloca, and so an array of variable length, becomes one that goro_alloc gives.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/types/types.h"
#include "gimplify-me.h"
#include "gimple-walk.h"
#include "tree-dfa.h"

tree goro_runtime_decl (const char *name, tree type)
{
  tree decl = build_fn_decl (name, type);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, NULL_TREE);
  TREE_NOTHROW (decl) = 1;
  return decl;
}

/* *POINTER, for VAR.  */
tree goro_promoted_place (tree var, tree pointer)
{
  tree type = TREE_TYPE (var);
  tree ref = build2 (MEM_REF, type, pointer, build_int_cst (build_pointer_type (type), 0));
  TREE_THIS_VOLATILE (ref) = TREE_THIS_VOLATILE (var);
  TREE_SIDE_EFFECTS (ref) = TREE_THIS_VOLATILE (var);
  TREE_THIS_NOTRAP (ref) = 1;
  return ref;
}

/* The parameter's value goes to its new place.  */
void goro_copy_parameter (tree var, tree pointer, gimple_stmt_iterator *gsi)
{
  location_t loc = DECL_SOURCE_LOCATION (var);
  tree value = var;
  if (is_gimple_reg_type (TREE_TYPE (var))) {
    value = create_tmp_var (TYPE_MAIN_VARIANT (TREE_TYPE (var)));
    gimple *load = gimple_build_assign (value, var);
    gimple_set_location (load, loc);
    gsi_insert_before (gsi, load, GSI_SAME_STMT);
  }
  gimple *store = gimple_build_assign (goro_promoted_place (var, pointer), value);
  gimple_set_location (store, loc);
  gsi_insert_before (gsi, store, GSI_SAME_STMT);
}

void goro_find_returns (vec<gimple *> *returns)
{
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (cfun)->preds) {
    gimple *last = last_stmt (e->src);
    if (last && gimple_code (last) == GIMPLE_RETURN)
      returns->safe_push (last);
  }
}

namespace {

struct promoted {
  tree pointer;                /* a variable, not in SSA form yet */
  tree descriptor;
  auto_vec<unsigned char> first; /* by block: what comes first */
  auto_bitmap used;            /* blocks with a mention that is no clobber */
  bool ends;                   /* GCC says where */
  bool scoped;
};
enum { NOTHING, MARK, MENTION };

struct rewriter {
  hash_map<tree, promoted *> variables;
  bool changed;                /* by the present walk */

  void add (tree var, bool scoped);
  void look (void);
  bool around_p (promoted *v);
  void statement (gimple_stmt_iterator *gsi);
  void phi (gphi *phi);
  void keep_at_returns (tree pointer);
};

tree allocator_decl (const char *name, tree type)
{
  tree decl = goro_runtime_decl (name, type);
  DECL_IS_MALLOC (decl) = 1;
  return decl;
}

/* The garbage collector does not run inside this pass.  */
tree promote_fn, alloc_fn;

gcall *build_promote (promoted *v, location_t loc)
{
  if (promote_fn == NULL_TREE)
    promote_fn = allocator_decl ("__goro_promote", build_function_type_list (ptr_type_node, const_ptr_type_node, NULL_TREE));
  gcall *call = gimple_build_call (promote_fn, 1, v->descriptor);
  gimple_call_set_lhs (call, v->pointer);
  gimple_set_location (call, loc);
  return call;
}

gasm *build_keep (tree pointer, location_t loc)
{
  vec<tree, va_gc> *inputs = NULL;
  vec_safe_push (inputs, build_tree_list (build_tree_list (NULL_TREE, build_string (2, "rm")), pointer));
  gasm *stmt = gimple_build_asm_vec ("# goro: keep %0", inputs, NULL, NULL, NULL);
  gimple_asm_set_volatile (stmt, true);
  gimple_set_location (stmt, loc);
  return stmt;
}

tree pointer_variable (tree type, tree named)
{
  tree p = create_tmp_var (build_pointer_type (type), named ? get_name (named) : NULL);
  DECL_IGNORED_P (p) = 0;
  return p;
}

void rewriter::add (tree var, bool scoped)
{
  promoted *v = new promoted;
  tree type = TYPE_MAIN_VARIANT (TREE_TYPE (var));
  if (DECL_ALIGN (var) > TYPE_ALIGN (type))
    type = build_aligned_type (type, DECL_ALIGN (var));
  v->pointer = pointer_variable (TREE_TYPE (var), var);
  v->scoped = scoped;
  v->descriptor = scoped ? NULL_TREE : goro_type_descriptor (type);
  v->first.safe_grow_cleared (last_basic_block_for_fn (cfun));
  v->ends = false;
  variables.put (var, v);
}

struct looking {
  rewriter *r;
  basic_block bb;
};

bool mentioned (gimple *, tree base, tree, void *data)
{
  looking *l = (looking *) data;
  base = base ? get_base_address (base) : NULL_TREE;
  promoted **v = base && DECL_P (base) ? l->r->variables.get (base) : NULL;
  if (v)
    bitmap_set_bit ((*v)->used, l->bb->index);
  if (v && (*v)->first[l->bb->index] == NOTHING)
    (*v)->first[l->bb->index] = MENTION;
  return false;
}

/* Fills in `first' and `ends'.  */
void rewriter::look (void)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun) {
    looking l = { this, bb };
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (is_gimple_debug (stmt))
        continue;
      if (gimple_clobber_p (stmt) && DECL_P (gimple_assign_lhs (stmt))) {
        promoted **v = variables.get (gimple_assign_lhs (stmt));
        if (v) {
          if (!goro_mark_p (stmt))
            (*v)->ends = true;
          if ((*v)->first[bb->index] == NOTHING)
            (*v)->first[bb->index] = goro_mark_p (stmt) ? MARK : MENTION;
        }
        continue;
      }
      walk_stmt_load_store_addr_ops (stmt, &l, mentioned, mentioned, mentioned);
    }
    edge e;
    edge_iterator ei;
    FOR_EACH_EDGE (e, ei, bb->succs)
      for (gphi_iterator gsi = gsi_start_phis (e->dest); !gsi_end_p (gsi); gsi_next (&gsi)) {
        tree arg = PHI_ARG_DEF_FROM_EDGE (gsi.phi (), e);
        if (TREE_CODE (arg) == ADDR_EXPR)
          mentioned (NULL, TREE_OPERAND (arg, 0), NULL_TREE, &l);
      }
  }
}

/* Can it be mentioned before it is allocated?  */
bool rewriter::around_p (promoted *v)
{
  auto_sbitmap seen (last_basic_block_for_fn (cfun));
  auto_vec<basic_block> work;
  bitmap_clear (seen);
  work.safe_push (ENTRY_BLOCK_PTR_FOR_FN (cfun));
  while (!work.is_empty ()) {
    basic_block bb = work.pop ();
    if (bb->index >= NUM_FIXED_BLOCKS && v->first[bb->index] != NOTHING) {
      if (v->first[bb->index] == MENTION)
        return true;
      continue;
    }
    edge e;
    edge_iterator ei;
    FOR_EACH_EDGE (e, ei, bb->succs)
      if (e->dest != EXIT_BLOCK_PTR_FOR_FN (cfun) && bitmap_set_bit (seen, e->dest->index))
        work.safe_push (e->dest);
  }
  return false;
}

tree replace (tree *tp, int *walk_subtrees, void *data)
{
  rewriter *r = (rewriter *) ((walk_stmt_info *) data)->info;
  if (TYPE_P (*tp)) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  if (TREE_CODE (*tp) == ADDR_EXPR) {
    bool before = r->changed;
    tree op = TREE_OPERAND (*tp, 0);
    r->changed = false;
    walk_tree (&TREE_OPERAND (*tp, 0), replace, data, NULL);
    if (r->changed) {
      if (DECL_P (op)) {
        /* &x: p itself.  */
        *tp = TREE_OPERAND (TREE_OPERAND (*tp, 0), 0);
      } else
        recompute_tree_invariant_for_addr_expr (*tp);
    }
    r->changed |= before;
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  if ((VAR_P (*tp) || TREE_CODE (*tp) == PARM_DECL) && r->variables.get (*tp)) {
    *tp = goro_promoted_place (*tp, (*r->variables.get (*tp))->pointer);
    r->changed = true;
    *walk_subtrees = 0;
  }
  return NULL_TREE;
}

tree find (tree *tp, int *walk_subtrees, void *data)
{
  rewriter *r = (rewriter *) ((walk_stmt_info *) data)->info;
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return (VAR_P (*tp) || TREE_CODE (*tp) == PARM_DECL) && r->variables.get (*tp) ? *tp : NULL_TREE;
}

/* Operands that were shared constants: their own copies, for they are changed in place.  */
void unshare (gimple *stmt)
{
  for (unsigned i = 0; i < gimple_num_ops (stmt); i++) {
    tree op = gimple_op (stmt, i);
    if (op && !DECL_P (op) && !TYPE_P (op) && TREE_CODE (op) != SSA_NAME && !CONSTANT_CLASS_P (op) && TREE_CODE (op) != TREE_LIST)
      gimple_set_op (stmt, i, unshare_expr (op));
    else if (op && TREE_CODE (op) == TREE_LIST)
      TREE_VALUE (op) = unshare_expr (TREE_VALUE (op));
  }
}

bool address_with_variable_p (tree t)
{
  return t && TREE_CODE (t) == ADDR_EXPR && !is_gimple_min_invariant (t);
}

void rewriter::statement (gimple_stmt_iterator *gsi)
{
  gimple *stmt = gsi_stmt (*gsi);
  walk_stmt_info wi;
  memset (&wi, 0, sizeof wi);
  wi.info = this;
  if (walk_gimple_op (stmt, find, &wi) == NULL_TREE)
    return;
  unshare (stmt);
  memset (&wi, 0, sizeof wi);
  wi.info = this;
  walk_gimple_op (stmt, replace, &wi);
  if (is_gimple_debug (stmt)) {
    if (gimple_debug_bind_p (stmt))
      gimple_debug_bind_reset_value (stmt);
    update_stmt (stmt);
    return;
  }
  /* The address of a part of *p is computed by a statement of its own.  */
  unsigned from = is_gimple_assign (stmt) && gimple_assign_rhs_code (stmt) == ADDR_EXPR ? 2 : 0;
  for (unsigned i = from; i < gimple_num_ops (stmt); i++) {
    tree op = gimple_op (stmt, i), list = NULL_TREE;
    if (op && TREE_CODE (op) == TREE_LIST) {
      list = op;
      op = TREE_VALUE (list);
    }
    if (!address_with_variable_p (op))
      continue;
    op = force_gimple_operand_gsi (gsi, op, true, NULL_TREE, true, GSI_SAME_STMT);
    if (list)
      TREE_VALUE (list) = op;
    else
      gimple_set_op (stmt, i, op);
  }
  /* An address inside a reference: MEM [&x.b] and its like.  */
  for (unsigned i = 0; i < gimple_num_ops (stmt); i++) {
    tree op = gimple_op (stmt, i);
    if (op && TREE_CODE (op) == TREE_LIST)
      op = TREE_VALUE (op);
    if (op && TREE_CODE (op) == ADDR_EXPR)
      op = TREE_OPERAND (op, 0);
    while (op && (handled_component_p (op) || TREE_CODE (op) == WITH_SIZE_EXPR))
      op = TREE_OPERAND (op, 0);
    if (op && TREE_CODE (op) == MEM_REF && address_with_variable_p (TREE_OPERAND (op, 0)))
      TREE_OPERAND (op, 0) = force_gimple_operand_gsi (gsi, TREE_OPERAND (op, 0), true, NULL_TREE, true, GSI_SAME_STMT);
  }
  if (greturn *ret = dyn_cast<greturn *> (stmt)) {
    tree value = gimple_return_retval (ret);
    if (value && TREE_CODE (value) == MEM_REF) {
      tree copy = create_tmp_var (TREE_TYPE (value));
      gsi_insert_before (gsi, gimple_build_assign (copy, value), GSI_SAME_STMT);
      gimple_return_set_retval (ret, copy);
    }
  }
  if (gassign *a = dyn_cast<gassign *> (stmt))
    if (gimple_assign_rhs_code (a) != ADDR_EXPR && gimple_assign_single_p (a) && TREE_CODE (gimple_assign_rhs1 (a)) == VAR_DECL
        && is_gimple_reg (gimple_assign_rhs1 (a)))
      gimple_assign_set_rhs_code (a, VAR_DECL);
  update_stmt (stmt);
}

void rewriter::phi (gphi *phi)
{
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++) {
    tree arg = gimple_phi_arg_def (phi, i);
    if (TREE_CODE (arg) != ADDR_EXPR)
      continue;
    walk_stmt_info wi;
    memset (&wi, 0, sizeof wi);
    wi.info = this;
    changed = false;
    arg = unshare_expr (arg);
    walk_tree (&arg, replace, &wi, NULL);
    if (!changed)
      continue;
    edge e = gimple_phi_arg_edge (phi, i);
    tree name = make_ssa_name (TREE_TYPE (gimple_phi_result (phi)));
    gassign *assign = gimple_build_assign (name, arg);
    gsi_insert_on_edge (e, assign);
    SET_PHI_ARG_DEF (phi, i, name);
  }
}

void rewriter::keep_at_returns (tree pointer)
{
  auto_vec<gimple *> returns;
  goro_find_returns (&returns);
  for (gimple *ret : returns) {
    gimple_stmt_iterator gsi = gsi_for_stmt (ret);
    gsi_insert_before (&gsi, build_keep (pointer, gimple_location (ret)), GSI_SAME_STMT);
  }
}

/* A function with alloca has a frame pointer, by which its callees find its caller (__builtin_return_address (1)): also when its blocks are on the heap.  */
void keep_frame_pointer (tree fn)
{
  tree old = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (fn), present = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set, TREE_OPTIMIZATION (old ? old : optimization_default_node));
  flag_omit_frame_pointer = 0;
  global_options_set.x_flag_omit_frame_pointer = 1; /* or the processor's part of GCC sets it */
  DECL_FUNCTION_SPECIFIC_OPTIMIZATION (fn) = build_optimization_node (&global_options, &global_options_set);
  cl_optimization_restore (&global_options, &global_options_set, TREE_OPTIMIZATION (present));
}

/* A block of the stack becomes one of the heap.  */
void promote_alloca (rewriter *r, gimple *stmt)
{
  tree lhs = gimple_call_lhs (stmt), size = gimple_call_arg (stmt, 0);
  unsigned HOST_WIDE_INT align = gimple_call_builtin_p (stmt, BUILT_IN_ALLOCA) ? BITS_PER_WORD
                                 : tree_to_uhwi (gimple_call_arg (stmt, 1));
  align /= BITS_PER_UNIT;
  if (alloc_fn == NULL_TREE)
    alloc_fn = allocator_decl ("goro_alloc", build_function_type_list (ptr_type_node, size_type_node, integer_type_node, NULL_TREE));
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  location_t loc = gimple_location (stmt);
  if (align > 16)
    size = force_gimple_operand_gsi (&gsi, fold_build2 (PLUS_EXPR, size_type_node, fold_convert (size_type_node, size),
                                                        size_int (align)), true, NULL_TREE, true, GSI_SAME_STMT);
  gcall *call = gimple_build_call (alloc_fn, 2, size, integer_one_node);
  gimple_set_location (call, loc);
  tree block = make_ssa_name (ptr_type_node);
  gimple_call_set_lhs (call, block);
  gsi_insert_before (&gsi, call, GSI_SAME_STMT);
  tree value = block;
  if (align > 16) {
    tree word = long_unsigned_type_node;
    value = fold_build2 (BIT_AND_EXPR, word, fold_build1 (NEGATE_EXPR, word, fold_convert (word, block)),
                         build_int_cst (word, align - 1));
    value = force_gimple_operand_gsi (&gsi, fold_build_pointer_plus (block, value), true, NULL_TREE, true, GSI_SAME_STMT);
  }
  tree keep = pointer_variable (char_type_node, NULL_TREE);
  gimple_stmt_iterator entry = gsi_after_labels (single_succ (ENTRY_BLOCK_PTR_FOR_FN (cfun)));
  gsi_insert_before (&entry, gimple_build_assign (keep, build_zero_cst (TREE_TYPE (keep))), GSI_SAME_STMT);
  gsi_insert_before (&gsi, gimple_build_assign (keep, NOP_EXPR, block), GSI_SAME_STMT);
  r->keep_at_returns (keep);
  gassign *copy = gimple_build_assign (lhs, value);
  gimple_set_location (copy, loc);
  gsi_replace (&gsi, copy, false);
}

} // namespace

bool goro_mark_p (const gimple *stmt)
{
  return gimple_clobber_p (stmt) && CLOBBER_KIND (gimple_assign_rhs1 (stmt)) == CLOBBER_UNDEF
         && VAR_P (gimple_assign_lhs (stmt));
}

void goro_remove_marks (const hash_set<tree> *except)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); ) {
      gimple *stmt = gsi_stmt (gsi);
      if (goro_mark_p (stmt) && !(except && const_cast<hash_set<tree> *> (except)->contains (gimple_assign_lhs (stmt)))) {
        unlink_stmt_vdef (stmt);
        gsi_remove (&gsi, true);
        release_defs (stmt);
      } else
        gsi_next (&gsi);
    }
}

/* The block that the function begins with, with no way back to it.  */
static basic_block entry_block (void)
{
  edge e = single_succ_edge (ENTRY_BLOCK_PTR_FOR_FN (cfun));
  return single_pred_p (e->dest) && gimple_seq_empty_p (phi_nodes (e->dest)) ? e->dest : split_edge (e);
}

/* In the present function.  */
void goro_promote (goro_function *fn)
{
  rewriter r;
  hash_set<tree> all;
  basic_block bb;
  promote_fn = alloc_fn = NULL_TREE;
  for (tree var : fn->promoted)
    all.add (var);
  goro_remove_marks (&all); /* there is nothing to do where the scope of a scoped variable begins */
  for (tree var : fn->promoted)
    r.add (var, false);
  for (tree var : fn->scoped)
    r.add (var, true);
  basic_block first = entry_block ();
  for (auto v : r.variables)
    v.second->first.safe_grow_cleared (last_basic_block_for_fn (cfun));
  r.look ();
  auto_vec<tree> at_entry;
  for (tree var : fn->promoted)
    if (VAR_P (var) && r.around_p (*r.variables.get (var)))
      at_entry.safe_push (var);
  auto_vec<goro_scoped> scoped;
  for (tree var : fn->scoped) {
    promoted *v = *r.variables.get (var);
    scoped.safe_push ({ var, v->pointer, v->used });
  }
  goro_rooms rooms;
  goro_find_rooms (&rooms, scoped, first);

  FOR_EACH_BB_FN (bb, cfun) {
    for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (!virtual_operand_p (gimple_phi_result (gsi.phi ())))
        r.phi (gsi.phi ());
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); ) {
      gimple *stmt = gsi_stmt (gsi);
      promoted **v = gimple_clobber_p (stmt) && DECL_P (gimple_assign_lhs (stmt)) ? r.variables.get (gimple_assign_lhs (stmt))
                     : NULL;
      if (v == NULL) {
        r.statement (&gsi);
        gsi_next (&gsi);
        continue;
      }
      location_t loc = gimple_location (stmt);
      if (!(*v)->scoped) {
        gimple *with = goro_mark_p (stmt) ? (gimple *) build_promote (*v, loc) : (gimple *) build_keep ((*v)->pointer, loc);
        gsi_insert_before (&gsi, with, GSI_SAME_STMT);
      }
      unlink_stmt_vdef (stmt);
      gsi_remove (&gsi, true);
      release_defs (stmt);
    }
  }
  gsi_commit_edge_inserts ();

  for (tree var : fn->promoted) {
    promoted *v = *r.variables.get (var);
    bool parameter = TREE_CODE (var) == PARM_DECL;
    if (parameter || at_entry.contains (var)) {
      gimple_stmt_iterator gsi = gsi_after_labels (first);
      location_t loc = DECL_SOURCE_LOCATION (var);
      gsi_insert_before (&gsi, build_promote (v, loc), GSI_SAME_STMT);
      if (parameter)
        goro_copy_parameter (var, v->pointer, &gsi);
    }
    if (!v->ends)
      r.keep_at_returns (v->pointer);
  }
  for (gimple *stmt : fn->allocas)
    promote_alloca (&r, stmt);
  if (!fn->allocas.is_empty ())
    keep_frame_pointer (fn->node->decl);
  goro_enter_rooms (&rooms, DECL_SOURCE_LOCATION (fn->node->decl));
  auto_vec<tree> taken;
  for (auto v : r.variables) {
    tree var = v.first, shown = build1 (INDIRECT_REF, TREE_TYPE (var), v.second->pointer);
    TREE_THIS_NOTRAP (shown) = 1;
    SET_DECL_VALUE_EXPR (var, shown);
    DECL_HAS_VALUE_EXPR_P (var) = 1;
    if (v.second->scoped)
      taken.safe_push (v.second->pointer);
    delete v.second;
  }
  update_ssa (TODO_update_ssa);
  for (tree pointer : taken) {
    tree none = ssa_default_def (cfun, pointer);
    gcc_assert (none == NULL_TREE || has_zero_uses (none));
  }
  free_dominance_info (CDI_DOMINATORS);
  free_dominance_info (CDI_POST_DOMINATORS);
}
