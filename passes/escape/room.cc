/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room in the goroutine's own blocks (libgoro/stack/scope.c), with -fplugin-arg-goro-unknown-calls=scope: for variables that nothing but unseen callees may
   keep.  They last until their function returns, as the code's author has taken for granted:

       base = __goro_scope_enter (bytes);  p = base + offset
       __goro_scope_leave (base)           before each return; after setjmp, and where a nested function jumps to: (base + bytes), for the frames that are left

   There is one for all iterations of a loop, as in a frame.  Each is taken in the last block that all its mentions follow and that is in no loop, so that a
   function whose fast path uses none pays for a test at its return only: `if (base)'.  (At the function's entry: 1.1 million times in Lua's benchmark, where
   0.25 million are needed.)  A function that calls setjmp takes all at its entry.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "gimplify-me.h"

namespace {

tree scope_decl (const char *name, tree type)
{
  tree decl = goro_runtime_decl (name, type);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("leaf"), NULL_TREE, DECL_ATTRIBUTES (decl));
  return decl;
}

gcall *build_leave (tree leave_fn, tree base, location_t loc)
{
  gcall *call = gimple_build_call (leave_fn, 1, base);
  gimple_set_location (call, loc);
  return call;
}

/* Does control come to STMT, or come back from it, by a jump out of other functions?  */
bool jumped_to_p (const gimple *stmt)
{
  if (const glabel *label = dyn_cast<const glabel *> (stmt))
    return DECL_NONLOCAL (gimple_label_label (label));
  return is_gimple_call (stmt) && ((gimple_call_flags (stmt) & ECF_RETURNS_TWICE) || gimple_call_builtin_p (stmt, BUILT_IN_SETJMP_RECEIVER));
}

/* After each such statement, what frames had that are gone goes back: above TOP.  */
void leave_after_jumps (tree leave_fn, tree top)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (!jumped_to_p (stmt))
        continue;
      if (gimple_code (stmt) == GIMPLE_LABEL) {
        gsi = gsi_after_labels (bb);
        gsi_insert_before (&gsi, build_leave (leave_fn, top, gimple_location (stmt)), GSI_NEW_STMT);
        continue;
      }
      gcall *leave = build_leave (leave_fn, top, gimple_location (stmt));
      if (!stmt_ends_bb_p (stmt))
        gsi_insert_after (&gsi, leave, GSI_CONTINUE_LINKING);
      else if (edge e = find_fallthru_edge (bb->succs))
        gsi_insert_on_edge (e, leave);
    }
  gsi_commit_edge_inserts ();
}

/* Can control come back to BB?  */
bool in_cycle_p (basic_block bb)
{
  auto_bitmap seen;
  auto_vec<basic_block> work;
  work.safe_push (bb);
  while (!work.is_empty ()) {
    edge e;
    edge_iterator ei;
    FOR_EACH_EDGE (e, ei, work.pop ()->succs) {
      if (e->dest == bb)
        return true;
      if (e->dest != EXIT_BLOCK_PTR_FOR_FN (cfun) && bitmap_set_bit (seen, e->dest->index))
        work.safe_push (e->dest);
    }
  }
  return false;
}

/* `if (base) leave (base)' before the return.  */
void leave_if_entered (gimple *ret, tree leave_fn, tree base)
{
  gimple_stmt_iterator gsi = gsi_for_stmt (ret);
  basic_block bb = gimple_bb (ret);
  gsi_prev (&gsi);
  edge e = gsi_end_p (gsi) ? split_block_after_labels (bb) : split_block (bb, gsi_stmt (gsi));
  basic_block rest = e->dest, leaving = split_edge (e);
  bb = single_pred (leaving);
  gsi = gsi_last_bb (bb);
  gcond *cond = gimple_build_cond (NE_EXPR, base, null_pointer_node, NULL_TREE, NULL_TREE);
  gimple_set_location (cond, gimple_location (ret));
  gsi_insert_after (&gsi, cond, GSI_NEW_STMT);
  e = single_succ_edge (bb);
  e->flags = (e->flags & ~EDGE_FALLTHRU) | EDGE_TRUE_VALUE;
  make_edge (bb, rest, EDGE_FALSE_VALUE);
  gsi = gsi_start_bb (leaving);
  gsi_insert_after (&gsi, build_leave (leave_fn, base, gimple_location (ret)), GSI_NEW_STMT);
}

/* Takes the variables of PLACE, and returns their size.  SEVERAL: others may have been taken before.  */
unsigned HOST_WIDE_INT enter_room (goro_room *place, tree enter_fn, tree base, bool several, location_t loc)
{
  unsigned HOST_WIDE_INT size = 0;
  tree here = several ? create_tmp_var (ptr_type_node, "scope") : base;
  gimple_stmt_iterator gsi = gsi_after_labels (place->block);
  gcall *enter = gimple_build_call (enter_fn, 1, size_zero_node);
  gimple_call_set_lhs (enter, here);
  gimple_set_location (enter, loc);
  gsi_insert_before (&gsi, enter, GSI_SAME_STMT);
  if (several) {
    tree none = build2 (EQ_EXPR, boolean_type_node, base, null_pointer_node);
    gsi_insert_before (&gsi, gimple_build_assign (base, COND_EXPR, none, here, base), GSI_SAME_STMT);
  }
  for (const goro_scoped &v : place->variables) {
    gassign *address = gimple_build_assign (v.pointer, POINTER_PLUS_EXPR, here, size_int (size));
    gimple_set_location (address, loc);
    gsi_insert_before (&gsi, address, GSI_SAME_STMT);
    size += (tree_to_uhwi (DECL_SIZE_UNIT (v.var)) + 15) & ~(unsigned HOST_WIDE_INT) 15;
    if (TREE_CODE (v.var) == PARM_DECL)
      goro_copy_parameter (v.var, v.pointer, &gsi);
  }
  gimple_call_set_arg (enter, 0, size_int (size));
  return size;
}

/* One room at the function's entry, if there is one anyway.  */
bool join_rooms (goro_rooms *rooms)
{
  goro_room *at_entry = NULL;
  for (goro_room *place : rooms->list)
    if (place->block == rooms->first)
      at_entry = place;
  if (at_entry == NULL && rooms->jumps) {
    at_entry = new goro_room;
    at_entry->block = rooms->first;
    rooms->list.safe_push (at_entry);
  }
  if (at_entry == NULL)
    return false;
  for (goro_room *place : rooms->list)
    if (place != at_entry) {
      at_entry->variables.safe_splice (place->variables);
      delete place;
    }
  rooms->list.truncate (0);
  rooms->list.safe_push (at_entry);
  return true;
}

} // namespace

bool goro_returns_twice_p (void)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (jumped_to_p (gsi_stmt (gsi)))
        return true;
  return false;
}

void goro_find_rooms (goro_rooms *rooms, const vec<goro_scoped> &scoped, basic_block first)
{
  hash_map<basic_block, goro_room *> by_block;
  rooms->first = first;
  rooms->jumps = goro_opt.scope && goro_returns_twice_p ();
  if (!rooms->jumps && !scoped.is_empty ())
    calculate_dominance_info (CDI_DOMINATORS);
  for (const goro_scoped &v : scoped) {
    basic_block at = NULL;
    unsigned index;
    bitmap_iterator bi;
    if (!rooms->jumps)
      EXECUTE_IF_SET_IN_BITMAP (v.used, 0, index, bi) {
        basic_block bb = BASIC_BLOCK_FOR_FN (cfun, index);
        if (get_immediate_dominator (CDI_DOMINATORS, bb) == NULL)
          continue; /* cannot be reached */
        at = at ? nearest_common_dominator (CDI_DOMINATORS, at, bb) : bb;
      }
    while (at && at != first && (at->index < NUM_FIXED_BLOCKS || in_cycle_p (at)))
      at = at->index < NUM_FIXED_BLOCKS ? NULL : get_immediate_dominator (CDI_DOMINATORS, at);
    bool existed;
    goro_room *&place = by_block.get_or_insert (at ? at : first, &existed);
    if (!existed) {
      place = new goro_room;
      place->block = at ? at : first;
      rooms->list.safe_push (place);
    }
    place->variables.safe_push (v);
  }
  free_dominance_info (CDI_DOMINATORS);
}

void goro_enter_rooms (goro_rooms *rooms, location_t loc)
{
  bool always = join_rooms (rooms);
  if (rooms->list.is_empty ())
    return;
  tree enter_fn = scope_decl ("__goro_scope_enter", build_function_type_list (ptr_type_node, size_type_node, NULL_TREE));
  tree leave_fn = scope_decl ("__goro_scope_leave", build_function_type_list (void_type_node, ptr_type_node, NULL_TREE));
  tree base = create_tmp_var (ptr_type_node, "scope");
  for (goro_room *place : rooms->list) {
    unsigned HOST_WIDE_INT size = enter_room (place, enter_fn, base, rooms->list.length () > 1, loc);
    if (rooms->jumps) {
      gimple_stmt_iterator gsi = gsi_after_labels (rooms->first);
      gsi_next (&gsi); /* the call */
      tree top = create_tmp_var (ptr_type_node, "scope");
      gsi_insert_before (&gsi, gimple_build_assign (top, POINTER_PLUS_EXPR, base, size_int (size)), GSI_SAME_STMT);
      leave_after_jumps (leave_fn, top);
    }
  }
  if (!always) {
    gimple_stmt_iterator gsi = gsi_after_labels (rooms->first);
    gsi_insert_before (&gsi, gimple_build_assign (base, build_zero_cst (ptr_type_node)), GSI_SAME_STMT);
  }
  auto_vec<gimple *> returns;
  goro_find_returns (&returns);
  for (gimple *ret : returns)
    if (always) {
      gimple_stmt_iterator gsi = gsi_for_stmt (ret);
      gsi_insert_before (&gsi, build_leave (leave_fn, base, gimple_location (ret)), GSI_SAME_STMT);
    } else
      leave_if_entered (ret, leave_fn, base);
}
