/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pass that puts write barriers before stores of addresses.

       if (__goro_marking)           one comparison with memory, and a jump that is not taken
         __goro_wb (&p->next, q);    what is overwritten and what is stored are shaded
       p->next = q;

   Behind the stores stands an empty statement that reads what was written (ranges.cc).  Neither it nor the call may cost anything where the call is not made,
   so no address is computed for them: the one has the written places for operands, the other computes what it needs from copies made beside it.

   The call is an assembly statement: the entry keeps every register, is no place where a goroutine could stop, and
   writes no memory that GCC knows of, so nothing is reloaded after it.  It reads the place that is written, so that no
   store to it stands on the wrong side.

   Where: after inlining, when allocations and what is done with the object can be seen in one function; before the first pass that would
   make one wide store out of two of pointers (the vectorisers, store merging) or a loop of stores a call of memset (loop distribution), and
   before any that moves stores.  "adjust_alignment" is the last pass that runs at every level before those.

   A function whose result is a structure writes it through a pointer of its caller's; so the result of such a call goes to a variable of the
   frame first, and from there to its place.

   Stores of one block that have no call between them share a test: what they overwrite and store is shaded before the first of them, if it is
   known there.  A place that one of them writes and a later one overwrites has been shaded as well, as what the first stores.

   Between the test and the store the goroutine must not be stopped: the barrier would be missing from a store that comes after
   marking has begun.  No call stands there; ranges.cc tells the handler of the signal.  */

#include "plugin/goro-plugin.h"
#include "passes/barrier/barrier.h"
#include "passes/types/types.h"
#include "gimplify-me.h"
#include "cfgloop.h"
#include "tree-dfa.h"

namespace {

const pass_data barrier_data = { GIMPLE_PASS, "goro_barrier", OPTGROUP_NONE, TV_NONE, PROP_ssa | PROP_cfg, 0, 0, 0,
                                 TODO_update_ssa_only_virtuals };

class pass_barrier : public gimple_opt_pass {
public:
  pass_barrier (gcc::context *ctxt) : gimple_opt_pass (barrier_data, ctxt) {}
  bool gate (function *) final override { return goro_opt.barriers; }
  unsigned int execute (function *) final override;
};

tree marking;
const struct ggc_root_tab roots[] = {
  { &marking, 1, sizeof marking, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

tree marking_variable (void)
{
  if (marking != NULL_TREE)
    return marking;
  marking = build_decl (UNKNOWN_LOCATION, VAR_DECL, get_identifier ("__goro_marking"), uint32_type_node);
  DECL_EXTERNAL (marking) = 1;
  TREE_PUBLIC (marking) = 1;
  TREE_ADDRESSABLE (marking) = 1;
  DECL_ARTIFICIAL (marking) = 1;
  DECL_VISIBILITY (marking) = VISIBILITY_DEFAULT;
  DECL_VISIBILITY_SPECIFIED (marking) = 1;
  varpool_node::get_create (marking);
  return marking;
}

tree operand (const char *constraint, tree value)
{
  return build_tree_list (build_tree_list (NULL_TREE, build_string (strlen (constraint), constraint)), value);
}

gasm *build_asm (const char *text, vec<tree, va_gc> *inputs, location_t loc)
{
  vec<tree, va_gc> *clobbers = NULL;
  vec_safe_push (clobbers, build_tree_list (NULL_TREE, build_string (2, "cc")));
  gasm *stmt = gimple_build_asm_vec (text, inputs, NULL, clobbers, NULL);
  gimple_asm_set_volatile (stmt, true);
  gimple_set_location (stmt, loc);
  return stmt;
}

/* VALUE as a word, an operand.  */
tree as_word (tree value, gimple_stmt_iterator *gsi)
{
  if (value == NULL_TREE)
    return null_pointer_node;
  tree type = TREE_TYPE (value);
  if (!POINTER_TYPE_P (type) && !INTEGRAL_TYPE_P (type))
    value = fold_build1 (VIEW_CONVERT_EXPR, long_unsigned_type_node, value);
  return force_gimple_operand_gsi (gsi, unshare_expr (value), true, NULL_TREE, false, GSI_CONTINUE_LINKING);
}

struct copies {
  gimple_stmt_iterator *gsi;
  hash_map<tree, tree> made;
};

/* A name in an address, replaced by a copy about which nothing is known.  */
tree copy_name (tree *tp, int *walk_subtrees, void *data)
{
  copies *c = (copies *) data;
  if (TYPE_P (*tp) || TREE_CODE (*tp) == SSA_NAME)
    *walk_subtrees = 0;
  if (TREE_CODE (*tp) != SSA_NAME || !POINTER_TYPE_P (TREE_TYPE (*tp)))
    return NULL_TREE;
  bool existed;
  tree &copy = c->made.get_or_insert (*tp, &existed);
  if (!existed) {
    vec<tree, va_gc> *outputs = NULL, *inputs = NULL;
    copy = make_ssa_name (TREE_TYPE (*tp));
    vec_safe_push (outputs, operand ("=r", copy));
    vec_safe_push (inputs, operand ("0", *tp));
    gasm *stmt = gimple_build_asm_vec (GORO_SLOT_TEXT, inputs, outputs, NULL, NULL);
    gimple_asm_set_volatile (stmt, true);
    SSA_NAME_DEF_STMT (copy) = stmt;
    gsi_insert_after (c->gsi, stmt, GSI_CONTINUE_LINKING);
  }
  *tp = copy;
  return NULL_TREE;
}

/* The calls, in BB.  An address that has to be computed for them is computed from a copy of its pointer that is made there: else GCC finds the same address in
   other barriers' calls as well, and computes it for all of them where the program comes by often (in Lua, before the jump to each
   instruction's code).  */
void fill (basic_block bb, const vec<goro_store> &list, location_t loc)
{
  gimple_stmt_iterator gsi = gsi_last_bb (bb);
  copies c;
  c.gsi = &gsi;
  for (const goro_store &s : list) {
    vec<tree, va_gc> *inputs = NULL;
    tree slot = unshare_expr (s.slot);
    if (!is_gimple_val (slot))
      walk_tree (&slot, copy_name, &c, NULL);
    slot = force_gimple_operand_gsi (&gsi, slot, true, NULL_TREE, false, GSI_CONTINUE_LINKING);
    /* One word: in any registers, the text pushes them.  What lives across the test would have to keep out of fixed ones.  */
    vec_safe_push (inputs, operand (s.bytes == NULL_TREE ? "r" : "D", slot));
    if (s.bytes == NULL_TREE)
      vec_safe_push (inputs, operand ("re", as_word (s.value, &gsi)));
    else {
      vec_safe_push (inputs, operand ("S", as_word (s.source, &gsi)));
      vec_safe_push (inputs, operand ("d", as_word (s.bytes, &gsi)));
    }
    if (s.bytes == NULL_TREE)
      vec_safe_push (inputs, operand ("m", fold_build2 (MEM_REF, ptr_type_node, slot,
                                                   build_int_cst (build_pointer_type_for_mode (char_type_node, ptr_mode, true), 0))));
    gasm *stmt = build_asm (goro_target_barrier_text (s.bytes != NULL_TREE, true), inputs, loc);
    gsi_insert_after (&gsi, stmt, GSI_CONTINUE_LINKING);
  }
}

/* Before STMT.  The test is one insn, an assembly statement that jumps: a comparison whose result GCC knew of would be kept in a
   register as soon as anything stands between it and the jump.  */
void guard (gimple *stmt, const vec<goro_store> &list)
{
  location_t loc = gimple_location (stmt);
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  gimple *before = gimple_build_nop ();
  gsi_insert_before (&gsi, before, GSI_SAME_STMT);
  gcond *cond = gimple_build_cond (NE_EXPR, integer_zero_node, integer_zero_node, NULL_TREE, NULL_TREE);
  basic_block from = gimple_bb (stmt);
  basic_block calls = insert_cond_bb (from, before, cond, profile_probability::very_unlikely ());
  edge taken, other;
  extract_true_false_edges_from_block (from, &taken, &other);
  taken->flags &= ~EDGE_TRUE_VALUE;
  other->flags = (other->flags & ~EDGE_FALSE_VALUE) | EDGE_FALLTHRU;

  vec<tree, va_gc> *inputs = NULL, *labels = NULL;
  vec_safe_push (inputs, operand ("m", marking_variable ()));
  vec_safe_push (labels, build_tree_list (NULL_TREE, gimple_block_label (calls)));
  gasm *test = gimple_build_asm_vec (goro_target_marking_text (), inputs, NULL, NULL, labels);
  gimple_asm_set_volatile (test, true);
  gimple_set_location (test, loc);
  gsi = gsi_for_stmt (cond);
  gsi_insert_after (&gsi, test, GSI_SAME_STMT);
  gsi_remove (&gsi, true);
  gsi = gsi_for_stmt (before);
  gsi_remove (&gsi, true);
  fill (calls, list, loc);
}

enum { SMALL = 256 };

/* A call that copies or clears so little that it may become plain stores.  */
bool small_copy_p (const vec<goro_store> &list)
{
  for (const goro_store &s : list)
    if (s.bytes != NULL_TREE && tree_fits_uhwi_p (s.bytes) && tree_to_uhwi (s.bytes) <= SMALL)
      return true;
  return false;
}

/* Nothing but a return comes behind CALL, which may become a jump.  */
bool tail_p (gimple *call)
{
  gimple_stmt_iterator gsi = gsi_for_stmt (call);
  basic_block bb = gimple_bb (call);
  gsi_next_nondebug (&gsi);
  for (int blocks = 0; gsi_end_p (gsi) && single_succ_p (bb) && blocks < 4; blocks++) {
    bb = single_succ (bb);
    gsi = gsi_start_nondebug_after_labels_bb (bb);
  }
  return !gsi_end_p (gsi) && gimple_code (gsi_stmt (gsi)) == GIMPLE_RETURN;
}

/* What the assignment STMT writes, as an operand in memory: the place itself, so that no address has to be computed for it.  NULL: it cannot be one.  */
tree written_place (gimple *stmt)
{
  tree place = gimple_assign_lhs (stmt);
  for (tree t = place; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) != ARRAY_REF && (TREE_CODE (t) != COMPONENT_REF || DECL_BIT_FIELD (TREE_OPERAND (t, 1))))
      return NULL_TREE;
  if (!TYPE_SIZE (TREE_TYPE (place)) || TREE_CODE (TYPE_SIZE (TREE_TYPE (place))) != INTEGER_CST)
    return NULL_TREE;
  mark_addressable (place);
  return unshare_expr (place);
}

/* Behind the last store of a group: reads what was stored, so that it has been.  A call, or what takes the place of one in line, stays where it is
   anyway, but leads out of the range by itself only if it is one in the end.  */
void finish (gimple *stmt, const vec<goro_store> &list, const vec<gimple *> &stores)
{
  if (is_gimple_call (stmt) && !flag_instrument_function_entry_exit && tail_p (stmt))
    return;
  vec<tree, va_gc> *inputs = NULL;
  gimple_stmt_iterator gsi = gsi_for_stmt (stmt);
  tree any = build_pointer_type_for_mode (char_type_node, ptr_mode, true);
  bool known = is_gimple_assign (stmt);
  for (gimple *store : stores)
    if (tree place = known ? written_place (store) : NULL_TREE)
      vec_safe_push (inputs, operand ("m", place));
    else {
      known = false;
      inputs = NULL;
    }
  if (!known && (!is_gimple_call (stmt) || small_copy_p (list)))
    for (const goro_store &s : list) {
      tree slot = force_gimple_operand_gsi (&gsi, unshare_expr (s.slot), true, NULL_TREE, true, GSI_SAME_STMT);
      vec_safe_push (inputs, operand ("m", fold_build2 (MEM_REF, char_type_node, slot, build_int_cst (any, 0))));
    }
  gasm *marker = build_asm (GORO_STORED_TEXT, inputs, gimple_location (stmt));
  if (!stmt_ends_bb_p (stmt))
    gsi_insert_after (&gsi, marker, GSI_SAME_STMT);
  else if (edge e = find_fallthru_edge (gimple_bb (stmt)->succs))
    gsi_insert_on_edge_immediate (e, marker);
}

/* A call whose result is stored in memory that is not the frame's.  */
void split_result (gcall *call)
{
  tree lhs = gimple_call_lhs (call);
  if (lhs == NULL_TREE || TREE_CODE (lhs) == SSA_NAME || goro_frame_place_p (lhs))
    return;
  tree type = TYPE_MAIN_VARIANT (TREE_TYPE (lhs));
  goro_layout l;
  goro_lay_out (type, NULL_TREE, &l);
  if (l.bits.is_empty () || TREE_ADDRESSABLE (type))
    return;
  tree result = is_gimple_reg_type (type) ? make_ssa_name (type) : create_tmp_var (type, "result");
  gimple_call_set_lhs (call, result);
  if (TREE_CODE (result) == SSA_NAME)
    SSA_NAME_DEF_STMT (result) = call;
  gassign *store = gimple_build_assign (lhs, result);
  gimple_set_location (store, gimple_location (call));
  update_stmt (call);
  if (stmt_ends_bb_p (call)) {
    edge e = find_fallthru_edge (gimple_bb (call)->succs);
    if (e)
      gsi_insert_on_edge_immediate (e, store);
  } else {
    gimple_stmt_iterator gsi = gsi_for_stmt (call);
    gsi_insert_after (&gsi, store, GSI_SAME_STMT);
  }
}

/* At most: operands of one assembly statement.  */
enum { STORES = 8 };

/* The stores that share the test before the first.  */
struct group {
  gimple *first, *last;
  auto_vec<goro_store> list;
  auto_vec<gimple *> stores;
};

/* A name that is made behind the statement `data'?  */
tree made_behind (tree *tp, int *walk_subtrees, void *data)
{
  gimple *first = (gimple *) data;
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  if (TREE_CODE (*tp) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (*tp);
  return gimple_bb (def) == gimple_bb (first) && gimple_code (def) != GIMPLE_PHI && gimple_uid (def) >= gimple_uid (first)
         ? *tp : NULL_TREE;
}

/* Is all of LIST known before FIRST?  What is loaded from memory may change until it is stored.  */
bool known_before_p (const vec<goro_store> &list, gimple *first)
{
  for (const goro_store &s : list) {
    tree slot = s.slot, value = s.value, bytes = s.bytes;
    if (s.source != NULL_TREE || (value != NULL_TREE && !is_gimple_val (value))
        || walk_tree (&slot, made_behind, first, NULL) != NULL_TREE
        || (value != NULL_TREE && walk_tree (&value, made_behind, first, NULL) != NULL_TREE)
        || (bytes != NULL_TREE && walk_tree (&bytes, made_behind, first, NULL) != NULL_TREE))
      return false;
  }
  return true;
}

unsigned int pass_barrier::execute (function *fun)
{
  auto_vec<gimple *> calls;
  auto_delete_vec<group> groups;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (is_gimple_call (gsi_stmt (gsi)))
        calls.safe_push (gsi_stmt (gsi));
  for (gimple *call : calls)
    split_result (as_a<gcall *> (call));

  auto_vec<goro_store> list;
  FOR_EACH_BB_FN (bb, fun)
    {
      group *open = NULL;
      renumber_gimple_stmt_uids_in_blocks (&bb, 1);
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
        gimple *stmt = gsi_stmt (gsi);
        bool ends = is_gimple_call (stmt) || gimple_code (stmt) == GIMPLE_ASM;
        list.truncate (0);
        goro_pointer_stores (stmt, &list);
        if (!list.is_empty ()) {
          if (goro_opt.show_barriers)
            inform (gimple_location (stmt), "write barrier");
          if (open == NULL || ends || open->list.length () >= STORES || !known_before_p (list, open->first)) {
            open = new group;
            open->first = stmt;
            groups.safe_push (open);
          }
          open->last = stmt;
          open->list.safe_splice (list);
          open->stores.safe_push (stmt);
        }
        if (ends)
          open = NULL;
      }
    }
  for (group *g : groups) {
    finish (g->last, g->list, g->stores);
    guard (g->first, g->list);
  }
  if (!groups.is_empty () || !calls.is_empty ())
    mark_virtual_operands_for_renaming (fun);
  return 0;
}

} // namespace

opt_pass *goro_make_barrier_pass (void)
{
  return new pass_barrier (g);
}

void goro_barrier_init (const char *plugin)
{
  register_callback (plugin, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
}

bool goro_barrier_part_p (const gimple *stmt)
{
  const gasm *assembly = dyn_cast<const gasm *> (stmt);
  if (assembly == NULL)
    return false;
  const char *text = gimple_asm_string (assembly);
  return strstr (text, "__goro_wb") != NULL || strcmp (text, GORO_STORED_TEXT) == 0 || strcmp (text, GORO_SLOT_TEXT) == 0;
}

/* A function gives its scoped variables back (passes/escape/room.cc).  */
static bool leave_p (const_rtx body)
{
  return strstr (ASM_OPERANDS_TEMPLATE (body), "__goro_scope_back") != NULL;
}

bool goro_barrier_insn_p (const rtx_insn *insn)
{
  rtx body = NONJUMP_INSN_P (insn) ? extract_asm_operands (PATTERN (insn)) : NULL_RTX;
  return body && (strstr (ASM_OPERANDS_TEMPLATE (body), "__goro_wb") != NULL || leave_p (body));
}

void goro_barrier_keeps_no_red_zone (rtx_insn *insn)
{
  rtx body = extract_asm_operands (PATTERN (insn));
  if (leave_p (body)) {
    bool nothing = strcmp (XSTR (body, 0), goro_target_leave_text (true, true)) == 0;
    XSTR (body, 0) = goro_target_leave_text (nothing, false);
    return;
  }
  XSTR (body, 0) = goro_target_barrier_text (strstr (ASM_OPERANDS_TEMPLATE (body), "__goro_wb_range") != NULL, false);
}
