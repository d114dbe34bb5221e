/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nested functions and __builtin_setjmp, which GCC expands to code that keeps raw addresses of the stack.

     __builtin_setjmp (b)             __goro_builtin_setjmp (b, here), __builtin_setjmp (here): GCC's code fills a buffer in
                                      the frame itself, whose words a move rebases
     __builtin_longjmp (b, 1)         __builtin_longjmp (__goro_builtin_longjmp (b), 1): the present address of that
                                      buffer, after every check that the frame is there
     __builtin_init_trampoline (t, f, chain)
                                      __goro_trampoline (t, f, chain): takes code from the runtime's pool and stores its
                                      address in t, the place in the frame where GCC would have
                                      written the code
     __builtin_adjust_trampoline (t)  *(void **) t
     a goto out of a nested function  the same after __goro_nonlocal_goto (area), which in a callback from foreign
                                      code leads the thread back to the goroutine.  The area, in the
                                      frame of the function that the goto ends in, holds its stack pointer and
                                      frame pointer: words that a move rebases like others

   After tree-nested, which makes the last four, and before "lower", which would expand the first.  */

#include "plugin/goro-plugin.h"
#include "gimple-walk.h"

namespace {

const pass_data jumps_data = { GIMPLE_PASS, "goro_jumps", OPTGROUP_NONE, TV_NONE, PROP_gimple_any, 0, 0, 0, 0 };

class pass_jumps : public gimple_opt_pass {
public:
  pass_jumps (gcc::context *ctxt) : gimple_opt_pass (jumps_data, ctxt) {}
  unsigned int execute (function *) final override;
};

enum { SETJMP, LONGJMP, TRAMPOLINE, NONLOCAL_GOTO, ENTRIES };

/* Functions of the runtime, made where first needed in a function: the garbage collector knows nothing of
   this table.  */
tree entries[ENTRIES];

tree entry (int which)
{
  static const char *const names[ENTRIES] = { "__goro_builtin_setjmp", "__goro_builtin_longjmp", "__goro_trampoline",
                                              "__goro_nonlocal_goto" };
  if (entries[which])
    return entries[which];
  static const int arguments[ENTRIES] = { 2, 1, 3, 1 };
  tree types[3];
  for (tree &type : types)
    type = ptr_type_node;
  tree type = build_function_type_array (which == LONGJMP ? ptr_type_node : void_type_node, arguments[which], types);
  tree decl = build_fn_decl (names[which], type);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, NULL_TREE);
  TREE_NOTHROW (decl) = 1;
  return entries[which] = decl;
}

gcall *build_entry (int which, location_t loc, tree a, tree b = NULL_TREE, tree c = NULL_TREE)
{
  gcall *call = gimple_build_call (entry (which), c ? 3 : b ? 2 : 1, a, b, c);
  gimple_set_location (call, loc);
  return call;
}

/* The buffer that GCC's code for __builtin_setjmp fills, in this frame.  */
tree frame_buffer (void)
{
  tree var = create_tmp_var (build_array_type_nelts (ptr_type_node, 5), "setjmp");
  TREE_ADDRESSABLE (var) = 1;
  return build_fold_addr_expr (build4 (ARRAY_REF, ptr_type_node, var, size_zero_node, NULL_TREE, NULL_TREE));
}

tree replace (gimple_stmt_iterator *gsi, bool *handled, walk_stmt_info *)
{
  gcall *call = dyn_cast<gcall *> (gsi_stmt (*gsi));
  if (call == NULL)
    return NULL_TREE;
  tree fn = gimple_call_fndecl (call);
  location_t loc = gimple_location (call);
  if (fn == NULL_TREE) {
    if (gimple_call_chain (call))
      error_at (loc, "goro: a call through a pointer with a static chain is not supported");
    return NULL_TREE;
  }
  if (!fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    return NULL_TREE;
  tree arg = gimple_call_num_args (call) > 0 ? gimple_call_arg (call, 0) : NULL_TREE;
  gcall *with = NULL;
  tree here;
  switch (DECL_FUNCTION_CODE (fn)) {
  case BUILT_IN_SETJMP:
    here = frame_buffer ();
    gsi_insert_before (gsi, build_entry (SETJMP, loc, arg, here), GSI_SAME_STMT);
    gimple_call_set_arg (call, 0, here);
    return NULL_TREE;
  case BUILT_IN_LONGJMP:
    with = build_entry (LONGJMP, loc, arg);
    here = create_tmp_var (ptr_type_node);
    gimple_call_set_lhs (with, here);
    gsi_insert_before (gsi, with, GSI_SAME_STMT);
    gimple_call_set_arg (call, 0, here);
    return NULL_TREE;
  case BUILT_IN_INIT_TRAMPOLINE:
  case BUILT_IN_INIT_HEAP_TRAMPOLINE:
    with = build_entry (TRAMPOLINE, loc, arg, gimple_call_arg (call, 1), gimple_call_arg (call, 2));
    break;
  case BUILT_IN_ADJUST_TRAMPOLINE: {
    tree place = create_tmp_var (ptr_type_node);
    gimple *copy = gimple_build_assign (place, arg);
    gimple_set_location (copy, loc);
    gsi_insert_before (gsi, copy, GSI_SAME_STMT);
    tree any = build_pointer_type_for_mode (ptr_type_node, ptr_mode, true);
    tree load = build2 (MEM_REF, ptr_type_node, place, build_int_cst (any, 0));
    gassign *assign = gimple_build_assign (create_tmp_var (ptr_type_node), load);
    gimple_set_location (assign, loc);
    tree lhs = gimple_call_lhs (call);
    if (lhs && useless_type_conversion_p (TREE_TYPE (lhs), ptr_type_node))
      gimple_assign_set_lhs (assign, lhs);
    else if (lhs) {
      gsi_insert_before (gsi, assign, GSI_SAME_STMT);
      assign = gimple_build_assign (lhs, NOP_EXPR, gimple_assign_lhs (assign));
      gimple_set_location (assign, loc);
    }
    gsi_replace (gsi, assign, false);
    *handled = true;
    return NULL_TREE;
  }
  case BUILT_IN_NONLOCAL_GOTO:
    gsi_insert_before (gsi, build_entry (NONLOCAL_GOTO, loc, gimple_call_arg (call, 1)), GSI_SAME_STMT);
    return NULL_TREE;
  default:
    return NULL_TREE;
  }
  gsi_replace (gsi, with, false);
  *handled = true;
  return NULL_TREE;
}

unsigned int pass_jumps::execute (function *fun)
{
  walk_stmt_info wi;
  gimple_seq body = gimple_body (fun->decl);
  memset (&wi, 0, sizeof wi);
  memset (entries, 0, sizeof entries);
  walk_gimple_seq_mod (&body, replace, NULL, &wi);
  gimple_set_body (fun->decl, body);
  return 0;
}

} // namespace

opt_pass *goro_make_jumps_pass (void)
{
  return new pass_jumps (g);
}
