/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escape analysis: functions bottom-up, then promotion.

   Where: when every function of the unit is in SSA form and nothing has been optimised yet.  A local whose address is used after
   its scope is undefined in C, and the first dead store elimination would already take `int x = 1' out of `return &x'.  So promotion comes
   before all that; what a variable is promoted to, memory from a function that GCC knows nothing of, no optimiser can misunderstand.
   (Rejected: late, after inlining, when fewer addresses are taken.  Every pass before would have to be kept from believing
   in C's lifetimes.)  Without inlining the summaries of callees do nearly as well.

   A function is looked at again when the summary of one of its callees has grown, until none does; summaries start from
   `keeps nothing', so recursion is no obstacle.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/escape/facts.h"
#include "passes/types/types.h"
#include "ipa-utils.h"
#include "ssa.h"

namespace {

const pass_data escape_data = { SIMPLE_IPA_PASS, "goro_escape", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_escape : public simple_ipa_opt_pass {
public:
  pass_escape (gcc::context *ctxt) : simple_ipa_opt_pass (escape_data, ctxt) {}
  unsigned int execute (function *) final override;
};

enum { PARAMETERS_MAX = 64 };

hash_map<tree, goro_function *> *functions;

/* A list of registers' and arguments' addresses: it is rebased in the frame, and can be nowhere else.  */
bool va_list_p (const_tree type)
{
  while (TREE_CODE (type) == ARRAY_TYPE)
    type = TREE_TYPE (type);
  if (TREE_CODE (type) == RECORD_TYPE || TREE_CODE (type) == UNION_TYPE) {
    if (TYPE_MAIN_VARIANT (type) == TYPE_MAIN_VARIANT (TREE_CODE (va_list_type_node) == ARRAY_TYPE ? TREE_TYPE (va_list_type_node)
                                                                                                    : va_list_type_node))
      return true;
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL && va_list_p (TREE_TYPE (f)))
        return true;
  }
  return false;
}

/* The frame of a function that a nested one may leave by a goto: holds the place to go to.  */
bool nonlocal_frame_p (const_tree var)
{
  if (!DECL_ARTIFICIAL (var) || TREE_CODE (TREE_TYPE (var)) != RECORD_TYPE)
    return false;
  for (tree f = TYPE_FIELDS (TREE_TYPE (var)); f; f = DECL_CHAIN (f))
    if (TREE_CODE (f) == FIELD_DECL && DECL_NAME (f) && strcmp (IDENTIFIER_POINTER (DECL_NAME (f)), "__nl_goto_buf") == 0)
      return true;
  return false;
}

bool promotable_p (tree var)
{
  if (TREE_CODE (var) == RESULT_DECL || (VAR_P (var) && DECL_HARD_REGISTER (var)) || DECL_SIZE (var) == NULL_TREE
      || TREE_CODE (DECL_SIZE (var)) != INTEGER_CST)
    return false;
  return !va_list_p (TREE_TYPE (var)) && !nonlocal_frame_p (var);
}

/* Can it stand in a block of stack/scope.c?  */
bool scopable_p (const_tree var)
{
  return DECL_ALIGN (var) <= 128 && tree_fits_uhwi_p (DECL_SIZE_UNIT (var)) && tree_to_uhwi (DECL_SIZE_UNIT (var)) < 1 << 20;
}

/* What cannot be promoted stays in the frame, whose end it outlives, or which moves.  */
void diagnose_frame_only (goro_function *fn)
{
  for (tree var : fn->frame_only) {
    tree decl = fn->node->decl;
    diagnostic_t kind = goro_opt.local_address == 2 ? DK_ERROR : DK_WARNING;
    if (goro_opt.local_address == 0)
      return;
    rich_location where (line_table, DECL_ARTIFICIAL (var) ? DECL_SOURCE_LOCATION (decl) : DECL_SOURCE_LOCATION (var));
    if (DECL_ARTIFICIAL (var))
      emit_diagnostic (kind, where.get_loc (), 0, "the frame of %qD, to which a nested function jumps back, is kept beyond it", decl);
    else
      emit_diagnostic (kind, where.get_loc (), 0, "the address of %qD, which holds a %<va_list%>, is kept beyond its frame; "
                       "it is wrong as soon as the stack moves", var);
  }
}

void note_summary (goro_graph *g, const vec<unsigned> &objects, goro_function *fn, bool grown)
{
  goro_summary *s = &fn->summary;
  unsigned n = objects.length () / 2;
  auto set = [&] (unsigned i, unsigned bits) {
    if ((s->bits[i] | bits) != s->bits[i]) {
      s->bits[i] |= bits;
      grown = true;
    }
  };
  s->bits.safe_grow_cleared (n);
  for (unsigned i = 0; i < n; i++) {
    unsigned object = objects[2 * i], content = objects[2 * i + 1];
    set (i, (g->contains (NODE_STORED, object) ? PARAM_STORED : 0) | (g->contains (NODE_UNSEEN, object) ? PARAM_UNSEEN : 0)
            | (g->contains (NODE_STORED, content) ? CONTENT_STORED : 0) | (g->contains (NODE_UNSEEN, content) ? CONTENT_UNSEEN : 0)
            | (g->contains (NODE_KEPT, object) ? PARAM_KEPT : 0) | (g->contains (NODE_KEPT, content) ? CONTENT_KEPT : 0)
            | (g->contains (NODE_RESULT, object) ? PARAM_RESULT : 0) | (g->contains (NODE_RESULT, content) ? CONTENT_RESULT : 0)
            | (g->contains (NODE_NUMBER, object) ? PARAM_NUMBER : 0) | (g->contains (NODE_NUMBER, content) ? CONTENT_NUMBER : 0));
    for (unsigned part = 0; part < 2; part++) {
      unsigned written = g->nodes[objects[2 * i + part]].written, o;
      bitmap_iterator bi;
      EXECUTE_IF_SET_IN_BITMAP (g->nodes[written].set, 0, o, bi)
        if (o == NODE_HEAP || g->local_p (o))
          set (i, part ? CONTENT_WRITTEN : PARAM_WRITTEN);
        else if (g->nodes[o].kind == KIND_PARAMETER || g->nodes[o].kind == KIND_CONTENT) {
          goro_move m = { (unsigned short) g->nodes[o].index, (unsigned short) i, g->nodes[o].kind == KIND_CONTENT, part == 1 };
          if (!s->moves.contains (m)) {
            s->moves.safe_push (m);
            grown = true;
          }
        }
    }
  }
  unsigned o;
  bitmap_iterator bi;
  EXECUTE_IF_SET_IN_BITMAP (g->nodes[NODE_RESULT].set, 0, o, bi)
    if ((o == NODE_HEAP || g->local_p (o)) && !s->other_result)
      s->other_result = grown = true;
  if (g->contains (NODE_RESULT, NODE_LASTING) && !s->lasting_result)
    s->lasting_result = grown = true;
  if (grown)
    for (goro_function *user : fn->users)
      user->dirty = true;
}

/* last: the summaries are final.  */
void analyse (goro_function *fn, bool last)
{
  goro_graph g;
  auto_vec<unsigned> objects;
  push_cfun (DECL_STRUCT_FUNCTION (fn->node->decl));
  fn->uses.truncate (0);
  goro_build_graph (&g, fn, &objects);
  g.solve ();
  /* A pointer to nothing that is known, with something stored there: made of a number, or read where nobody has written.  */
  for (unsigned i = NODE_FIRST; i < g.nodes.length (); i++)
    if (!g.nodes[i].stores.is_empty () && bitmap_empty_p (g.nodes[i].set))
      g.copy (i, NODE_UNKNOWN, NULL);
  g.solve ();
  fn->promoted.truncate (0);
  fn->scoped.truncate (0);
  fn->allocas.truncate (0);
  goro_keep_uses (fn, &g);
  fn->frame_only.truncate (0);
  fn->addressed = 0;
  for (unsigned i = NODE_FIRST; i < g.nodes.length (); i++) {
    if (g.nodes[i].kind == KIND_VARIABLE && TREE_ADDRESSABLE (g.nodes[i].decl))
      fn->addressed++;
    if (!g.escapes_p (i))
      continue;
    if (g.nodes[i].kind == KIND_VARIABLE && promotable_p (g.nodes[i].decl)) {
      bool scoped = goro_opt.scope && !g.contains (NODE_KEPT, i) && scopable_p (g.nodes[i].decl);
      (scoped ? fn->scoped : fn->promoted).safe_push (g.nodes[i].decl);
    }
    else if (g.nodes[i].kind == KIND_VARIABLE && g.stored_p (i) && TREE_CODE (g.nodes[i].decl) != RESULT_DECL
             && DECL_SIZE (g.nodes[i].decl))
      fn->frame_only.safe_push (g.nodes[i].decl);
    else if (g.nodes[i].kind == KIND_ALLOCA)
      fn->allocas.safe_push (g.nodes[i].stmt);
  }
  bool grown = goro_find_uncollected (fn, &g);
  if (last) {
    goro_note_function (fn, &g);
    if (dump_file)
      goro_dump_escape (dump_file, fn, &g);
  }
  if (fn->has_summary)
    note_summary (&g, objects, fn, grown);
  pop_cfun ();
}

/* One line, for scripts too: key=value.  */
void print_stats (const vec<goro_function *> &order)
{
  unsigned addressed = 0, heap = 0, scope = 0, blocks = 0, calls, known;
  goro_count_pointer_calls (&calls, &known);
  for (const goro_function *f : order) {
    addressed += f->addressed;
    heap += f->promoted.length ();
    scope += f->scoped.length ();
    blocks += f->allocas.length ();
  }
  if (addressed + heap + scope + blocks + calls > 0)
    fprintf (stderr, "goro escapes: addressed=%u heap=%u scope=%u blocks=%u moved-percent=%.1f pointer-calls=%u known=%u\n", addressed, heap,
             scope, blocks, addressed ? 100.0 * (heap + scope) / addressed : 0.0, calls, known);
}

void collect (vec<goro_function *> *order)
{
  cgraph_node **nodes = XCNEWVEC (cgraph_node *, symtab->cgraph_count);
  int n = ipa_reverse_postorder (nodes);
  for (int i = n - 1; i >= 0; i--) {
    cgraph_node *node = nodes[i];
    function *fun = DECL_STRUCT_FUNCTION (node->decl);
    if (!node->has_gimple_body_p () || node->alias || fun == NULL || fun->cfg == NULL || !gimple_in_ssa_p (fun))
      continue;
    goro_function *f = new goro_function;
    f->node = node;
    f->dirty = true;
    /* What a naked function does with its parameters, its text alone knows.  */
    f->has_summary = list_length (DECL_ARGUMENTS (node->decl)) < PARAMETERS_MAX && !lookup_attribute ("naked", DECL_ATTRIBUTES (node->decl));
    f->summary.other_result = f->summary.lasting_result = f->summary.malloc_result = false;
    if (f->has_summary)
      f->summary.bits.safe_grow_cleared (list_length (DECL_ARGUMENTS (node->decl)) + 1);
    functions->put (node->decl, f);
    order->safe_push (f);
  }
  free (nodes);
}

unsigned int pass_escape::execute (function *)
{
  auto_vec<goro_function *> order;
  functions = new hash_map<tree, goro_function *>;
  collect (&order);
  if (goro_opt.summaries)
    goro_read_facts ();
  goro_find_targets (order);
  goro_order_by_targets (&order);
  for (bool again = true; again; ) {
    again = false;
    for (goro_function *f : order)
      if (f->dirty) {
        f->dirty = false;
        analyse (f, false);
        again = true;
      }
  }
  if (goro_opt.escape_notes || goro_opt.escape_json || dump_file) {
    for (goro_function *f : order)
      analyse (f, true);
    goro_print_notes ();
  }
  if (goro_opt.summaries)
    goro_record_facts (order);
  if (goro_opt.escape_stats)
    print_stats (order);
  goro_forget_targets ();
  for (goro_function *f : order) {
    diagnose_frame_only (f);
    goro_warn_uncollected (f);
  }
  for (goro_function *f : order) {
    push_cfun (DECL_STRUCT_FUNCTION (f->node->decl));
    if (f->promoted.is_empty () && f->scoped.is_empty () && f->allocas.is_empty ()
        && !(goro_opt.scope && goro_returns_twice_p ()))
      goro_remove_marks (NULL);
    else {
      goro_promote (f);
      current_function_decl = f->node->decl;
      cgraph_edge::rebuild_edges ();
    }
    pop_cfun ();
    current_function_decl = NULL_TREE;
  }
  goro_fill_descriptors ();
  for (goro_function *f : order)
    delete f;
  delete functions;
  functions = NULL;
  return 0;
}

} // namespace

goro_function *goro_function_of (tree decl)
{
  cgraph_node *node = cgraph_node::get (decl);
  enum availability avail;
  if (node == NULL)
    return NULL;
  node = node->ultimate_alias_target (&avail);
  /* noipa is about optimisation: the body is the one that runs.  */
  if (avail == AVAIL_INTERPOSABLE && node->definition && lookup_attribute ("noipa", DECL_ATTRIBUTES (node->decl))
      && !lookup_attribute ("ifunc", DECL_ATTRIBUTES (node->decl)) && !node->ifunc_resolver && !DECL_WEAK (node->decl)
      && !(TREE_PUBLIC (node->decl) && decl_replaceable_p (node->decl, opt_for_fn (node->decl, flag_semantic_interposition))))
    avail = AVAIL_AVAILABLE;
  if (avail <= AVAIL_INTERPOSABLE)
    return NULL;
  /* The definition that is called in the end may be another one.  */
  if (DECL_EXTERNAL (node->decl) && !lookup_attribute ("always_inline", DECL_ATTRIBUTES (node->decl)))
    return NULL;
  goro_function **f = functions->get (node->decl);
  return f && (*f)->has_summary ? *f : NULL;
}

opt_pass *goro_make_escape_pass (void)
{
  return new pass_escape (g);
}
