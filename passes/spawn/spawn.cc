/* SPDX-License-Identifier: GPL-3.0-or-later */
/* go statements.

   goro.h turns `go f (x, y);' into `__goro_go (), f (x, y);', which the C parser
   checks and converts like any call.  Before the function is generalised, each such
   comma expression becomes

       { struct args { T1 a; T2 b; } t;  t.a = x;  t.b = y;
         __goro_spawn (main.go.1, &t, sizeof t, f); }

   with a function of our own that makes the call from the copy on the new
   goroutine's stack:

       static void main.go.1 (struct args *p) { f (p->a, p->b); }

   So any argument that C can pass can be passed, on every processor, and the fields' types
   reach the pointer maps.  Here, at the front end's last moment, because later the arguments of one call
   and of another cannot be told apart any more.

   Also here: main becomes goro.main, so that the stub named main can start the
   runtime (with -flto only when code is made, because the linker wants to see the name main before); and __errno_location loses its const, which GCC would use to keep
   the address across a point where the goroutine changes threads.  */

#include "plugin/goro-plugin.h"

static unsigned thunk_count;

static tree handle_runtime_attribute (tree *node, tree name, tree, int, bool *no_add)
{
  if (TREE_CODE (*node) != FUNCTION_DECL) {
    warning (OPT_Wattributes, "%qE attribute applies to functions only", name);
    *no_add = true;
  }
  return NULL_TREE;
}

static struct attribute_spec runtime_attribute
  = { "goro_runtime", 0, 0, true, false, false, false, handle_runtime_attribute, NULL };

/* Not to be written in C.  With -flto it is how lto1 knows the program's main.  */
#define PROGRAM_MAIN "goro main"

void goro_register_attributes (void *, void *)
{
  register_attribute (&runtime_attribute);
  goro_escape_register_attributes ();
}

/* Parts that GCC makes of main, for OpenMP say, have its attributes.  */
bool goro_main_p (const_tree decl)
{
  return DECL_NAME (decl) && MAIN_NAME_P (DECL_NAME (decl))
         && lookup_attribute (PROGRAM_MAIN, DECL_ATTRIBUTES (decl)) != NULL_TREE;
}

void goro_rename_main (tree decl)
{
  if (!goro_main_p (decl))
    return;
  /* lto1 finds a body by its function's name.  */
  cgraph_node *node = cgraph_node::get (decl);
  if (in_lto_p && node && node->definition && !node->in_other_partition && !node->alias)
    node->get_untransformed_body ();
  symtab->change_decl_assembler_name (decl, get_identifier ("goro.main"));
}

/* A function of the runtime that is called on the goroutine's stack.  */
bool goro_runtime_function_p (const_tree decl)
{
  return decl && TREE_CODE (decl) == FUNCTION_DECL
         && lookup_attribute ("goro_runtime", DECL_ATTRIBUTES (decl)) != NULL_TREE;
}

static tree build_runtime_decl (const char *name, tree type)
{
  tree decl = build_fn_decl (name, type);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, DECL_ATTRIBUTES (decl));
  return decl;
}

static tree strip_wrappers (tree t)
{
  while (CONVERT_EXPR_P (t) || TREE_CODE (t) == NON_LVALUE_EXPR || TREE_CODE (t) == C_MAYBE_CONST_EXPR
         || TREE_CODE (t) == VIEW_CONVERT_EXPR)
    t = TREE_CODE (t) == C_MAYBE_CONST_EXPR ? C_MAYBE_CONST_EXPR_EXPR (t) : TREE_OPERAND (t, 0);
  return t;
}

/* A pointer to a nested function is good as long as the frame of the function around it.  */
static tree find_nested (tree *tp, int *walk_subtrees, void *)
{
  /* What a call does with an address it is given is not the goroutine's business.  */
  if (TYPE_P (*tp) || TREE_CODE (*tp) == CALL_EXPR || TREE_CODE (*tp) == INDIRECT_REF) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  if (TREE_CODE (*tp) != ADDR_EXPR || TREE_CODE (TREE_OPERAND (*tp, 0)) != FUNCTION_DECL)
    return NULL_TREE;
  tree fn = TREE_OPERAND (*tp, 0);
  return decl_function_context (fn) != NULL_TREE ? fn : NULL_TREE;
}

static void diagnose_nested (location_t loc, tree arg)
{
  tree found = goro_opt.local_address ? walk_tree_without_duplicates (&arg, find_nested, NULL) : NULL_TREE;
  if (found == NULL_TREE)
    return;
  if (goro_opt.local_address == 2)
    error_at (loc, "address of local %qD is an argument of %<go%>; the goroutine may outlive it", found);
  else
    warning_at (loc, 0, "address of local %qD is an argument of %<go%>; the goroutine may outlive it", found);
}

/* The function that makes the call on the new goroutine; fields[0] is the callee where
   it is not known by name.  */
static tree build_thunk (location_t loc, tree record, tree call, const vec<tree> &fields, bool indirect)
{
  tree caller = current_function_decl;
  struct function *saved_cfun = cfun;
  char *name = xasprintf ("%s.go.%u", IDENTIFIER_POINTER (DECL_NAME (caller)), ++thunk_count);
  tree decl = build_decl (loc, FUNCTION_DECL, get_identifier (name),
                          build_function_type_list (void_type_node, ptr_type_node, NULL_TREE));
  free (name);

  current_function_decl = decl;
  tree result = build_decl (loc, RESULT_DECL, NULL_TREE, void_type_node);
  DECL_ARTIFICIAL (result) = 1;
  DECL_CONTEXT (result) = decl;
  DECL_RESULT (decl) = result;
  tree parm = build_decl (loc, PARM_DECL, get_identifier ("args"), ptr_type_node);
  DECL_ARG_TYPE (parm) = ptr_type_node;
  DECL_CONTEXT (parm) = decl;
  TREE_READONLY (parm) = 1;
  TREE_USED (parm) = 1;
  DECL_ARTIFICIAL (parm) = 1;
  DECL_ARGUMENTS (decl) = parm;

  allocate_struct_function (decl, false);
  TREE_STATIC (decl) = 1;
  TREE_USED (decl) = 1;
  DECL_ARTIFICIAL (decl) = 1;
  DECL_NO_INSTRUMENT_FUNCTION_ENTRY_EXIT (decl) = 1;
  DECL_FUNCTION_SPECIFIC_OPTIMIZATION (decl) = DECL_FUNCTION_SPECIFIC_OPTIMIZATION (caller);
  DECL_FUNCTION_SPECIFIC_TARGET (decl) = DECL_FUNCTION_SPECIFIC_TARGET (caller);
  DECL_SOURCE_LOCATION (decl) = loc;
  cfun->function_start_locus = cfun->function_end_locus = loc;

  unsigned nargs = call_expr_nargs (call), first = indirect ? 1 : 0;
  auto_vec<tree> args;
  tree object = build_fold_indirect_ref (fold_convert (build_pointer_type (record), parm));
  for (unsigned i = 0; i < nargs; i++)
    args.safe_push (build3 (COMPONENT_REF, TREE_TYPE (fields[first + i]), unshare_expr (object),
                            fields[first + i], NULL_TREE));
  tree fn = indirect ? build3 (COMPONENT_REF, TREE_TYPE (fields[0]), unshare_expr (object), fields[0], NULL_TREE)
                     : unshare_expr (CALL_EXPR_FN (call));
  tree body = build_call_array_loc (loc, TREE_TYPE (call), fn, nargs, args.address ());
  if (!VOID_TYPE_P (TREE_TYPE (call)))
    body = build1 (CONVERT_EXPR, void_type_node, body);

  tree block = make_node (BLOCK);
  BLOCK_SUPERCONTEXT (block) = decl;
  TREE_USED (block) = 1;
  DECL_INITIAL (decl) = block;
  tree list = alloc_stmt_list ();
  append_to_statement_list_force (body, &list);
  DECL_SAVED_TREE (decl) = build3 (BIND_EXPR, void_type_node, NULL_TREE, list, block);

  gimplify_function_tree (decl);
  cgraph_node::add_new_function (decl, false);

  set_cfun (saved_cfun);
  current_function_decl = caller;
  return decl;
}

/* What `go CALL' becomes.  */
static tree lower_go (location_t loc, tree call)
{
  tree fn = CALL_EXPR_FN (call);
  tree callee = get_callee_fndecl (call);
  if (callee && decl_function_context (callee) && !DECL_EXTERNAL (callee) && TREE_CODE (callee) == FUNCTION_DECL
      && DECL_STATIC_CHAIN (callee)) {
    error_at (loc, "%<go%> cannot start the nested function %qD: it needs the frame of the function around it",
              callee);
    return NULL_TREE;
  }
  bool indirect = callee == NULL_TREE;
  unsigned nargs = call_expr_nargs (call);

  tree spawn_type = build_function_type_list (void_type_node, ptr_type_node, const_ptr_type_node, size_type_node,
                                              ptr_type_node, NULL_TREE);
  tree spawn = build_runtime_decl ("__goro_spawn", spawn_type);

  if (nargs == 0 && !indirect && callee) {
    TREE_ADDRESSABLE (callee) = 1;
    tree addr = fold_convert (ptr_type_node, build_fold_addr_expr_loc (loc, callee));
    return build_call_expr_loc (loc, spawn, 4, addr, null_pointer_node, size_zero_node, unshare_expr (addr));
  }

  /* The record of callee and arguments.  */
  tree record = lang_hooks.types.make_type (RECORD_TYPE);
  auto_vec<tree> fields;
  tree chain = NULL_TREE;
  for (unsigned i = 0; i < nargs + (indirect ? 1 : 0); i++) {
    tree type = indirect && i == 0 ? TREE_TYPE (fn) : TREE_TYPE (CALL_EXPR_ARG (call, i - (indirect ? 1 : 0)));
    char name[16];
    sprintf (name, "a%u", i);
    tree field = build_decl (loc, FIELD_DECL, get_identifier (name), TYPE_MAIN_VARIANT (type));
    SET_DECL_ALIGN (field, TYPE_ALIGN (TREE_TYPE (field)));
    DECL_FIELD_CONTEXT (field) = record;
    DECL_CHAIN (field) = NULL_TREE;
    if (chain)
      DECL_CHAIN (fields.last ()) = field;
    else
      chain = field;
    fields.safe_push (field);
  }
  TYPE_FIELDS (record) = chain;
  layout_type (record);
  if (TYPE_ALIGN (record) > 128) {
    error_at (loc, "%<go%> cannot pass an argument aligned to more than 16 bytes");
    return NULL_TREE;
  }

  tree var = build_decl (loc, VAR_DECL, create_tmp_var_name ("go"), record);
  DECL_ARTIFICIAL (var) = 1;
  DECL_IGNORED_P (var) = 1;
  TREE_USED (var) = 1;
  TREE_ADDRESSABLE (var) = 1;
  DECL_CONTEXT (var) = current_function_decl;

  tree list = alloc_stmt_list ();
  for (unsigned i = 0; i < fields.length (); i++) {
    tree value = indirect && i == 0 ? fn : CALL_EXPR_ARG (call, i - (indirect ? 1 : 0));
    if (!(indirect && i == 0))
      diagnose_nested (EXPR_LOC_OR_LOC (value, loc), value);
    if (integer_zerop (TYPE_SIZE (TREE_TYPE (fields[i])))) {
      append_to_statement_list (value, &list);
      continue;
    }
    tree ref = build3 (COMPONENT_REF, TREE_TYPE (fields[i]), var, fields[i], NULL_TREE);
    append_to_statement_list_force (build2_loc (loc, MODIFY_EXPR, TREE_TYPE (ref), ref, value), &list);
  }
  tree thunk = build_thunk (loc, record, call, fields, indirect);
  tree start = indirect ? fold_convert (ptr_type_node, build3 (COMPONENT_REF, TREE_TYPE (fields[0]), var, fields[0],
                                                               NULL_TREE))
                        : fold_convert (ptr_type_node, build_fold_addr_expr_loc (loc, callee));
  tree spawn_call = build_call_expr_loc (loc, spawn, 4, fold_convert (ptr_type_node, build_fold_addr_expr (thunk)),
                                         fold_convert (const_ptr_type_node, build_fold_addr_expr (var)),
                                         fold_convert (size_type_node, TYPE_SIZE_UNIT (record)), start);
  append_to_statement_list_force (spawn_call, &list);
  tree bind = build3 (BIND_EXPR, void_type_node, var, list, NULL_TREE);
  TREE_SIDE_EFFECTS (bind) = 1;
  return bind;
}

static bool go_marker_p (tree t)
{
  t = strip_wrappers (t);
  if (TREE_CODE (t) != CALL_EXPR)
    return false;
  tree fn = get_callee_fndecl (t);
  return fn && DECL_NAME (fn) && strcmp (IDENTIFIER_POINTER (DECL_NAME (fn)), "__goro_go") == 0;
}

static tree lower_statement (tree *tp, int *walk_subtrees, void *)
{
  if (TYPE_P (*tp)) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  goro_returned_address (*tp);
  goro_malloc_expression (*tp);
  if (TREE_CODE (*tp) == CALL_EXPR && goro_type_marker_p (*tp)) {
    *tp = goro_lower_type_marker (*tp);
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  if (TREE_CODE (*tp) != COMPOUND_EXPR)
    return NULL_TREE;
  /* `a, go f ()' parses as `(a, marker), f ()'.  */
  tree before = NULL_TREE;
  if (TREE_CODE (TREE_OPERAND (*tp, 0)) == COMPOUND_EXPR && go_marker_p (TREE_OPERAND (TREE_OPERAND (*tp, 0), 1)))
    before = TREE_OPERAND (TREE_OPERAND (*tp, 0), 0);
  else if (!go_marker_p (TREE_OPERAND (*tp, 0)))
    return NULL_TREE;

  /* Never inside goro.h: the macro's expansion is what the user wrote.  */
  location_t loc = expansion_point_location (EXPR_LOC_OR_LOC (TREE_OPERAND (*tp, 1),
                                                              EXPR_LOC_OR_LOC (*tp, input_location)));
  tree operand = strip_wrappers (TREE_OPERAND (*tp, 1));
  tree type = TREE_TYPE (*tp);
  tree lowered = NULL_TREE;
  if (TREE_CODE (operand) != CALL_EXPR || go_marker_p (operand) || CALL_EXPR_FN (operand) == NULL_TREE)
    error_at (loc, "the operand of %<go%> must be a function call");
  else
    lowered = lower_go (loc, operand);
  if (lowered == NULL_TREE)
    lowered = build_empty_stmt (loc);
  if (before)
    lowered = build2_loc (loc, COMPOUND_EXPR, void_type_node, before, lowered);
  *tp = VOID_TYPE_P (type) ? lowered : build2_loc (loc, COMPOUND_EXPR, type, lowered, build_zero_cst (type));
  TREE_SIDE_EFFECTS (*tp) = 1;
  return NULL_TREE;
}

void goro_pre_genericize (void *event, void *)
{
  tree decl = (tree) event;
  if (TREE_CODE (decl) != FUNCTION_DECL || seen_error ())
    return;
  if (MAIN_NAME_P (DECL_NAME (decl)) && DECL_FILE_SCOPE_P (decl) && TREE_PUBLIC (decl) && flag_hosted)
    DECL_ATTRIBUTES (decl) = tree_cons (get_identifier (PROGRAM_MAIN), NULL_TREE, DECL_ATTRIBUTES (decl));
  goro_malloc_defined (decl);
  tree saved = current_function_decl;
  struct function *saved_cfun = cfun;
  current_function_decl = decl;
  set_cfun (DECL_STRUCT_FUNCTION (decl));
  walk_tree_without_duplicates (&DECL_SAVED_TREE (decl), lower_statement, NULL);
  goro_scan_casts (decl);
  set_cfun (saved_cfun);
  current_function_decl = saved;
}

void goro_finish_decl (void *event, void *)
{
  tree decl = (tree) event;
  if (VAR_P (decl) && DECL_REGISTER (decl) && DECL_FILE_SCOPE_P (decl))
    error_at (DECL_SOURCE_LOCATION (decl), "goro: a global register variable is not supported: each goroutine has "
              "registers of its own, and no map tells of this one");
  goro_malloc_declared (decl);
  if (TREE_CODE (decl) == FUNCTION_DECL && DECL_NAME (decl)
      && strcmp (IDENTIFIER_POINTER (DECL_NAME (decl)), "__errno_location") == 0) {
    TREE_READONLY (decl) = 0;
    DECL_PURE_P (decl) = 0;
  }
}
