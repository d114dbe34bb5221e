/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room in the goroutine's own blocks (libgoro/stack/scope.c), with -fplugin-arg-goro-unknown-calls=scope: for variables that nothing but unseen callees may
   keep.  They last until their function returns, as the code's author has taken for granted:

       end = the block's top + bytes;  top = end       if that is in the block, else end = __goro_scope_enter (bytes) + bytes
       p = end - distance
       top -= bytes                                    before each return, if top == end, else __goro_scope_back (end, bytes)

   Each of the two is one assembly statement, ten instructions and six.  The first jumps to the call, a block of its own, where the goroutine may stop; the
   second has the call out of line, hidden as that of a write barrier is: no block of code and no register for it.  A statement finds the goroutine's block by itself, so no thread pointer
   and no block is known across a safepoint, and the collector or a signal's handler sees nothing half done.  top != end means that what
   was taken later is still there (frames left by a jump), or that it is the top of another block.

   After setjmp, and where a nested function jumps to, what the frames had that are left goes back: top = end.

   Rejected: an entry with a hidden call (SQLite, million instructions: 2,203 for 2,196, as the inliner and the register allocator happen to go); an exit that jumps to a
   call (2,204).  The same in GIMPLE.  The thread's record would be kept across calls as any other memory is unless all calls of the file were impure, and
   the check is one: passes/tls does that, at a price.  Two words of the thread control block for top and end: nine instructions for both, and four more for each switch of goroutines.
   Top and end in the G itself: fourteen, but an exchange of the block is not one store then, which a handler can come between.

   There is one for all iterations of a loop, as in a frame.  Each is taken in the last block that all its mentions follow and that is in no loop, so that a
   function whose fast path uses none pays for a test at its return only: `if (end)'.  (At the function's entry: 1.1 million times in Lua's benchmark, where
   0.25 million are needed.)  A function that calls setjmp takes all at its entry.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "gimplify-me.h"

namespace {

/* COLD: called in the one case of many.  */
tree scope_decl (const char *name, tree type, bool cold)
{
  tree decl = goro_runtime_decl (name, type);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("leaf"), NULL_TREE, DECL_ATTRIBUTES (decl));
  if (cold)
    DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("cold"), NULL_TREE, DECL_ATTRIBUTES (decl));
  return decl;
}

/* What is taken so often that it could stand in line, but is this large, does not: it needs a block of its own every time.  */
const unsigned HOST_WIDE_INT large = 16384;

gcall *build_enter (tree base, unsigned HOST_WIDE_INT size, bool cold, location_t loc)
{
  tree fn = scope_decl ("__goro_scope_enter", build_function_type_list (ptr_type_node, size_type_node, NULL_TREE), cold);
  gcall *call = gimple_build_call (fn, 1, size_int (size));
  gimple_call_set_lhs (call, base);
  gimple_set_location (call, loc);
  return call;
}

gcall *build_leave_call (tree base, location_t loc)
{
  tree fn = scope_decl ("__goro_scope_leave", build_function_type_list (void_type_node, ptr_type_node, NULL_TREE), false);
  gcall *call = gimple_build_call (fn, 1, base);
  gimple_set_location (call, loc);
  return call;
}

gassign *build_sum (tree sum, tree pointer, HOST_WIDE_INT distance, location_t loc)
{
  gassign *assign = gimple_build_assign (sum, POINTER_PLUS_EXPR, pointer, size_int (distance));
  gimple_set_location (assign, loc);
  return assign;
}

tree operand (const char *constraint, tree value)
{
  return build_tree_list (build_tree_list (NULL_TREE, build_string (strlen (constraint), constraint)), value);
}

tree pointer_named (const char *name)
{
  return create_tmp_var (ptr_type_node, name);
}

gasm *build_asm (const char *text, vec<tree, va_gc> *inputs, vec<tree, va_gc> *outputs, vec<tree, va_gc> *clobbers, vec<tree, va_gc> *labels,
                 location_t loc)
{
  gasm *stmt = gimple_build_asm_vec (text, inputs, outputs, clobbers, labels);
  gimple_asm_set_volatile (stmt, true);
  gimple_asm_set_inline (stmt, true); /* for the inliner it is no longer than a call */
  gimple_set_location (stmt, loc);
  return stmt;
}

/* TO is FROM, and nobody knows that.  */
gasm *build_copy (tree to, tree from, location_t loc)
{
  vec<tree, va_gc> *inputs = NULL, *outputs = NULL;
  vec_safe_push (inputs, operand ("0", from));
  vec_safe_push (outputs, operand ("=r", to));
  return build_asm ("", inputs, outputs, NULL, NULL, loc);
}

/* At the end of FROM, a block with one way out: END is the end of SIZE bytes.  The copy of what the statement finds stands in a block of its own: GCC copies an output from where
   it stands on the edge, and what a PHI makes of it before that, if that is on the same edge (GCC 12).  The copy where both ways come together makes END a
   root for passes/derived, which would keep both that it is made of.  */
void insert_enter (basic_block from, tree end, unsigned HOST_WIDE_INT size, location_t loc)
{
  tree found = pointer_named ("scope"), either = pointer_named ("scope"), base = pointer_named ("scope");
  basic_block to = single_succ (from), copy = split_edge (single_succ_edge (from)), slow = create_empty_bb (copy);
  if (current_loops)
    add_bb_to_loop (slow, to->loop_father);
  make_single_succ_edge (slow, to, EDGE_FALLTHRU);
  make_edge (from, slow, 0);

  gimple_stmt_iterator gsi = gsi_after_labels (to);
  gsi_insert_before (&gsi, build_copy (end, either, loc), GSI_SAME_STMT);
  gsi = gsi_start_bb (copy);
  gsi_insert_after (&gsi, build_copy (either, found, loc), GSI_NEW_STMT);
  gsi = gsi_start_bb (slow);
  gsi_insert_after (&gsi, build_enter (base, size, true, loc), GSI_NEW_STMT);
  gsi_insert_after (&gsi, build_sum (either, base, size, loc), GSI_NEW_STMT);

  vec<tree, va_gc> *inputs = NULL, *outputs = NULL, *clobbers = NULL, *labels = NULL;
  vec_safe_push (outputs, operand ("=&r", found));
  vec_safe_push (outputs, operand ("=&r", pointer_named ("scope")));
  vec_safe_push (inputs, operand ("i", size_int (size)));
  vec_safe_push (clobbers, build_tree_list (NULL_TREE, build_string (2, "cc")));
  vec_safe_push (labels, build_tree_list (NULL_TREE, gimple_block_label (slow)));
  gsi = gsi_last_bb (from);
  gsi_insert_after (&gsi, build_asm (goro_target_enter_text (), inputs, outputs, clobbers, labels, loc), GSI_NEW_STMT);
}

/* The SIZE bytes before END go back, and what was taken after them.  No use of them is moved across that.  */
gasm *build_leave (tree end, unsigned HOST_WIDE_INT size, location_t loc)
{
  vec<tree, va_gc> *inputs = NULL, *outputs = NULL, *clobbers = NULL;
  vec_safe_push (outputs, operand ("=&r", pointer_named ("scope")));
  vec_safe_push (inputs, operand ("r", end));
  vec_safe_push (inputs, operand ("i", size_int (size)));
  vec_safe_push (clobbers, build_tree_list (NULL_TREE, build_string (2, "cc")));
  vec_safe_push (clobbers, build_tree_list (NULL_TREE, build_string (6, "memory")));
  return build_asm (goro_target_leave_text (size == 0, true), inputs, outputs, clobbers, NULL, loc);
}

/* Does control come to STMT, or come back from it, by a jump out of other functions?  */
bool jumped_to_p (const gimple *stmt)
{
  if (const glabel *label = dyn_cast<const glabel *> (stmt))
    return DECL_NONLOCAL (gimple_label_label (label));
  return is_gimple_call (stmt) && ((gimple_call_flags (stmt) & ECF_RETURNS_TWICE) || gimple_call_builtin_p (stmt, BUILT_IN_SETJMP_RECEIVER));
}

/* After each such statement, what frames had that are gone goes back: above END.  */
void leave_after_jumps (tree end)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (!jumped_to_p (stmt))
        continue;
      gasm *leave = build_leave (end, 0, gimple_location (stmt));
      if (gimple_code (stmt) == GIMPLE_LABEL) {
        gsi = gsi_after_labels (bb);
        gsi_insert_before (&gsi, leave, GSI_NEW_STMT);
      } else if (!stmt_ends_bb_p (stmt))
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

/* A block before the return RET, `if (end)'.  */
basic_block block_before (gimple *ret, tree end)
{
  gimple_stmt_iterator gsi = gsi_for_stmt (ret);
  basic_block bb = gimple_bb (ret);
  gsi_prev (&gsi);
  edge e = gsi_end_p (gsi) ? split_block_after_labels (bb) : split_block (bb, gsi_stmt (gsi));
  basic_block rest = e->dest, leaving = split_edge (e);
  bb = single_pred (leaving);
  gsi = gsi_last_bb (bb);
  gcond *cond = gimple_build_cond (NE_EXPR, end, null_pointer_node, NULL_TREE, NULL_TREE);
  gimple_set_location (cond, gimple_location (ret));
  gsi_insert_after (&gsi, cond, GSI_NEW_STMT);
  e = single_succ_edge (bb);
  e->flags = (e->flags & ~EDGE_FALLTHRU) | EDGE_TRUE_VALUE;
  make_edge (bb, rest, EDGE_FALSE_VALUE);
  return leaving;
}

unsigned HOST_WIDE_INT size_of (tree var)
{
  return (tree_to_uhwi (DECL_SIZE_UNIT (var)) + 15) & ~(unsigned HOST_WIDE_INT) 15;
}

/* Not 0: the end of nothing is in no block.  */
unsigned HOST_WIDE_INT size_of (const goro_room *place)
{
  unsigned HOST_WIDE_INT size = 0;
  for (const goro_scoped &v : place->variables)
    size += size_of (v.var);
  return size ? size : 16;
}

/* Takes the variables of PLACE: END is their end.  What needs them comes behind: before what is returned.  */
gimple_stmt_iterator enter_room (goro_room *place, tree end, location_t loc)
{
  unsigned HOST_WIDE_INT size = size_of (place), offset = 0;
  gimple_stmt_iterator gsi = gsi_start_bb (split_block_after_labels (place->block)->dest);
  if (size <= large)
    insert_enter (place->block, end, size, loc);
  else {
    tree base = pointer_named ("scope");
    gsi_insert_before (&gsi, build_enter (base, size, false, loc), GSI_SAME_STMT);
    gsi_insert_before (&gsi, build_sum (end, base, size, loc), GSI_SAME_STMT);
  }
  for (const goro_scoped &v : place->variables) {
    gsi_insert_before (&gsi, build_sum (v.pointer, end, (HOST_WIDE_INT) (offset - size), loc), GSI_SAME_STMT);
    if (TREE_CODE (v.var) == PARM_DECL)
      goro_copy_parameter (v.var, v.pointer, &gsi);
    offset += size_of (v.var);
  }
  return gsi;
}

/* The only room.  */
void enter_and_leave (goro_rooms *rooms, location_t loc, const vec<gimple *> &returns)
{
  goro_room *place = rooms->list[0];
  bool at_entry = place->block == rooms->first;
  unsigned HOST_WIDE_INT size = size_of (place);
  tree end = pointer_named ("scope");
  if (rooms->jumps)
    leave_after_jumps (end);
  enter_room (place, end, loc);
  if (!at_entry) {
    gimple_stmt_iterator gsi = gsi_after_labels (rooms->first);
    gsi_insert_before (&gsi, gimple_build_assign (end, build_zero_cst (ptr_type_node)), GSI_SAME_STMT);
  }
  for (gimple *ret : returns) {
    gasm *leave = build_leave (end, size, gimple_location (ret));
    gimple_stmt_iterator gsi;
    if (at_entry) {
      gsi = gsi_for_stmt (ret);
      gsi_insert_before (&gsi, leave, GSI_SAME_STMT);
    } else {
      gsi = gsi_start_bb (block_before (ret, end));
      gsi_insert_after (&gsi, leave, GSI_NEW_STMT);
    }
  }
}

/* Several, of which any may be the first that is taken.  */
void enter_several (goro_rooms *rooms, location_t loc, const vec<gimple *> &returns)
{
  tree base = pointer_named ("scope");
  for (goro_room *place : rooms->list) {
    tree end = pointer_named ("scope"), here = pointer_named ("scope");
    gimple_stmt_iterator gsi = enter_room (place, end, loc);
    gsi_insert_before (&gsi, build_sum (here, end, -(HOST_WIDE_INT) size_of (place), loc), GSI_SAME_STMT);
    tree none = build2 (EQ_EXPR, boolean_type_node, base, null_pointer_node);
    gsi_insert_before (&gsi, gimple_build_assign (base, COND_EXPR, none, here, base), GSI_SAME_STMT);
  }
  gimple_stmt_iterator gsi = gsi_after_labels (rooms->first);
  gsi_insert_before (&gsi, gimple_build_assign (base, build_zero_cst (ptr_type_node)), GSI_SAME_STMT);
  for (gimple *ret : returns) {
    gsi = gsi_start_bb (block_before (ret, base));
    gsi_insert_after (&gsi, build_leave_call (base, gimple_location (ret)), GSI_NEW_STMT);
  }
}

/* One room at the function's entry, if there is one anyway.  */
void join_rooms (goro_rooms *rooms)
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
    return;
  for (goro_room *place : rooms->list)
    if (place != at_entry) {
      at_entry->variables.safe_splice (place->variables);
      delete place;
    }
  rooms->list.truncate (0);
  rooms->list.safe_push (at_entry);
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
  join_rooms (rooms);
  if (rooms->list.is_empty ())
    return;
  auto_vec<gimple *> returns;
  goro_find_returns (&returns);
  if (rooms->list.length () > 1)
    enter_several (rooms, loc, returns);
  else
    enter_and_leave (rooms, loc, returns);
}
