/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the argument registers that a variadic function has saved are wanted.

   Nothing declares what is in them, so their words are ambiguous, but only va_arg reads them, by way of a va_list.
   They are wanted where a va_list of the function may still be used: backward over the last GIMPLE, where va_arg
   has become loads through the pointers in the va_list.  The set of variables in use (scopes.cc) carries
   the result to the calls, as the bit of the function's own DECL_UID, for which the same
   scheme finds the pointers that were loaded from a va_list.

   A va_list whose address, or what is in it, goes where it is not followed may be used as long as the function runs: passed to any
   function but the C library's, kept in a structure, copied to elsewhere.  C wants a callee that copies a va_list to
   end it before it returns, but programs do not always.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/scopes.h"
#include "hash-set.h"

namespace {

bitmap lists;              /* DECL_UIDs of the function's va_lists */
bool always;               /* one is not followed */
hash_set<gimple *> *quiet; /* calls behind which no va_list is used */
const bitmap *addresses;   /* by SSA version, with the function's own bit */
unsigned area;

bool list_type_p (const_tree type)
{
  return TYPE_MAIN_VARIANT (type) == TYPE_MAIN_VARIANT (va_list_type_node);
}

bool list_p (tree var)
{
  return var && VAR_P (var) && bitmap_bit_p (lists, DECL_UID (var));
}

/* Does OP, an operand, hold the address of a va_list (LIST), or a pointer that was in one (CONTENT)?  */
void tainted (tree op, bool *list, bool *content)
{
  auto_bitmap found;
  goro_add_addresses (found, addresses, op);
  *list = bitmap_intersect_p (found, lists);
  *content = bitmap_bit_p (found, area);
}

bool builtin_p (gimple *call, built_in_function code)
{
  return gimple_call_builtin_p (call, code);
}

/* va_start and va_end themselves, which use no argument.  */
bool marker_p (gimple *stmt)
{
  return builtin_p (stmt, BUILT_IN_VA_START) || builtin_p (stmt, BUILT_IN_VA_END);
}

/* vprintf and its kin, which keep nothing of the va_list.  */
bool prints_p (gimple *call)
{
  if (!gimple_call_builtin_p (call, BUILT_IN_NORMAL))
    return false;
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (call))) {
  case BUILT_IN_VPRINTF:
  case BUILT_IN_VFPRINTF:
  case BUILT_IN_VSPRINTF:
  case BUILT_IN_VSNPRINTF:
  case BUILT_IN_VPRINTF_CHK:
  case BUILT_IN_VFPRINTF_CHK:
  case BUILT_IN_VSPRINTF_CHK:
  case BUILT_IN_VSNPRINTF_CHK:
  case BUILT_IN_VSCANF:
  case BUILT_IN_VFSCANF:
  case BUILT_IN_VSSCANF:
    return true;
  default:
    return false;
  }
}

bool call_escapes_p (gimple *call)
{
  if (builtin_p (call, BUILT_IN_VA_END))
    return false;
  if (builtin_p (call, BUILT_IN_SAVEREGS) || builtin_p (call, BUILT_IN_APPLY_ARGS))
    return true;
  bool own = builtin_p (call, BUILT_IN_VA_START) || builtin_p (call, BUILT_IN_VA_COPY);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++) {
    tree arg = gimple_call_arg (call, i);
    bool list, content;
    if (own && i == 0) {
      tree base = TREE_CODE (arg) == ADDR_EXPR ? get_base_address (TREE_OPERAND (arg, 0)) : NULL_TREE;
      if (!list_p (base))
        return true;
      continue;
    }
    tainted (arg, &list, &content);
    if ((list && !own && !prints_p (call)) || (content && !gimple_call_builtin_p (call, BUILT_IN_NORMAL)))
      return true;
  }
  return false;
}

bool escapes_p (gimple *stmt)
{
  if (is_gimple_call (stmt))
    return call_escapes_p (stmt);
  bool list = false, content = false;
  if (is_a<gasm *> (stmt)) {
    for (unsigned i = 0; i < gimple_num_ops (stmt); i++) {
      tree op = gimple_op (stmt, i);
      op = op && TREE_CODE (op) == TREE_LIST ? TREE_VALUE (op) : op;
      if (op == NULL_TREE)
        continue;
      tainted (op, &list, &content);
      if (list || content || list_p (get_base_address (op)))
        return true;
    }
    return false;
  }
  if (!is_gimple_assign (stmt) || gimple_vdef (stmt) == NULL_TREE || list_p (get_base_address (gimple_assign_lhs (stmt))))
    return false;
  /* A store, or the copy of an aggregate, to anything but a va_list.  */
  for (unsigned i = 1; i < gimple_num_ops (stmt); i++) {
    tainted (gimple_op (stmt, i), &list, &content);
    if (list || content)
      return true;
  }
  return false;
}

} // namespace

void goro_va_begin (function *fun)
{
  unsigned k;
  tree var;
  lists = BITMAP_ALLOC (NULL);
  area = DECL_UID (fun->decl);
  always = fun->calls_setjmp || fun->has_nonlocal_label;
  FOR_EACH_LOCAL_DECL (fun, k, var)
    if (VAR_P (var) && !TREE_STATIC (var) && !DECL_EXTERNAL (var) && list_type_p (TREE_TYPE (var)))
      bitmap_set_bit (lists, DECL_UID (var));
}

bool goro_va_load_p (tree op, const bitmap *address_of)
{
  tree base = lists && !bitmap_empty_p (lists) ? get_base_address (op) : NULL_TREE;
  if (list_p (base))
    return true;
  if (base == NULL_TREE || TREE_CODE (base) != MEM_REF || TREE_CODE (TREE_OPERAND (base, 0)) != SSA_NAME)
    return false;
  bitmap b = address_of[SSA_NAME_VERSION (TREE_OPERAND (base, 0))];
  return b && bitmap_intersect_p (b, lists);
}

void goro_va_solve (function *fun, const bitmap *address_of)
{
  quiet = new hash_set<gimple *>;
  addresses = address_of;
  basic_block bb;
  auto uses = [&] (gimple *stmt) {
    auto_bitmap found;
    if (is_gimple_debug (stmt) || gimple_clobber_p (stmt) || marker_p (stmt))
      return false;
    goro_mentions (stmt, addresses, found);
    return bitmap_bit_p (found, area) || bitmap_intersect_p (found, lists);
  };
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi) && !always; gsi_next (&gsi))
      always = escapes_p (gsi_stmt (gsi));
  if (always)
    return;

  auto_vec<bool> in;
  in.safe_grow_cleared (last_basic_block_for_fn (fun));
  auto leave = [&] (basic_block b) {
    edge e;
    edge_iterator ei;
    bool any = false;
    FOR_EACH_EDGE (e, ei, b->succs)
      any |= e->dest != EXIT_BLOCK_PTR_FOR_FN (fun) && in[e->dest->index];
    return any;
  };
  for (bool changed = true; changed; ) {
    changed = false;
    FOR_EACH_BB_REVERSE_FN (bb, fun) {
      bool any = leave (bb);
      for (gimple_stmt_iterator gsi = gsi_last_bb (bb); !gsi_end_p (gsi) && !any; gsi_prev (&gsi))
        any = uses (gsi_stmt (gsi));
      changed |= any && !in[bb->index];
      in[bb->index] |= any;
    }
  }
  FOR_EACH_BB_FN (bb, fun) {
    bool any = leave (bb);
    for (gimple_stmt_iterator gsi = gsi_last_bb (bb); !gsi_end_p (gsi) && !any; gsi_prev (&gsi)) {
      any = uses (gsi_stmt (gsi));
      if (!any)
        quiet->add (gsi_stmt (gsi));
    }
  }
}

bool goro_va_wanted_p (gimple *stmt)
{
  return always || !quiet->contains (stmt);
}

void goro_va_end (void)
{
  BITMAP_FREE (lists);
  delete quiet;
  quiet = NULL;
}
