/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A warning: an object of the collected heap that only memory from malloc knows is freed while it is in use.

   malloc's memory is not scanned (but with -fplugin-arg-goro-malloc=gc, where none of this is looked at).  A frame keeps what has been promoted
   in it until the scope ends, so a block that does not outlive the function is no danger, and C code of before is right.  Said is what has all of
   these:

     - the address of a promoted local, or what goro_new has returned, is stored behind a pointer from malloc;
     - such a pointer is returned, or stored where it outlives the function;
     - the address is kept nowhere else; that an unseen callee may keep it counts for what goro_new has returned, and not for
       a local, which C allows nobody to keep;
     - the function does not call goro_add_root.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"

namespace {

struct finder {
  const goro_graph *g;
  auto_bitmap blocks;          /* nodes that hold what malloc has returned */

  void values (unsigned object, bitmap found);
  bool from_malloc_p (unsigned n) { return bitmap_bit_p (blocks, n); }
  bool flows_p (const_bitmap nodes, unsigned to);
  bool elsewhere_p (unsigned n);
  bool outlives_p (void);
  bool root_added_p (void);
  bool found_p (unsigned object);
  gimple *store_of (unsigned object);
};

/* The nodes that hold the address of OBJECT, and have not got it from the heap, where all that is stored is one.  What is read from
   malloc's memory counts.  */
void finder::values (unsigned object, bitmap found)
{
  auto_vec<unsigned> work;
  auto add = [&] (unsigned n) {
    if (n >= NODE_FIRST && g->nodes[n].kind != KIND_SPECIAL && !(g->object_p (n) && g->escapes_p (n)) && bitmap_set_bit (found, n))
      work.safe_push (n);
  };
  for (const goro_edge &e : g->edges)
    if (e.from == 0 && e.object == object)
      add (e.to);
  do {
    while (!work.is_empty ()) {
      unsigned to;
      bitmap_iterator bi;
      EXECUTE_IF_SET_IN_BITMAP (g->nodes[work.pop ()].next, 0, to, bi)
        add (to);
    }
    if (object == NODE_MALLOC)
      return;
    bool in_block = false;
    unsigned n;
    bitmap_iterator bi;
    EXECUTE_IF_SET_IN_BITMAP (blocks, 0, n, bi)
      for (const goro_flow &s : g->nodes[n].stores)
        in_block = in_block || bitmap_bit_p (found, s.node);
    if (in_block)
      EXECUTE_IF_SET_IN_BITMAP (blocks, 0, n, bi)
        for (const goro_flow &l : g->nodes[n].loads)
          add (l.node);
  } while (!work.is_empty ());
}

bool finder::flows_p (const_bitmap nodes, unsigned to)
{
  unsigned n;
  bitmap_iterator bi;
  EXECUTE_IF_SET_IN_BITMAP (nodes, 0, n, bi)
    if (bitmap_bit_p (g->nodes[n].next, to))
      return true;
  return false;
}

/* Does a pointer of N lead where it may be found later, in other memory than malloc's?  */
bool finder::elsewhere_p (unsigned n)
{
  unsigned o;
  bitmap_iterator bi;
  if (from_malloc_p (n))
    return false;
  EXECUTE_IF_SET_IN_BITMAP (g->nodes[n].set, 0, o, bi)
    if (o == NODE_HEAP || o == NODE_LASTING || g->nodes[o].written)
      return true;
  return false;
}

bool finder::outlives_p (void)
{
  if (flows_p (blocks, NODE_RESULT) || flows_p (blocks, NODE_KEPT))
    return true;
  for (unsigned n = 0; n < g->nodes.length (); n++)
    for (const goro_flow &s : g->nodes[n].stores)
      if (from_malloc_p (s.node) && elsewhere_p (n))
        return true;
  return false;
}

bool finder::root_added_p (void)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gcall *call = dyn_cast<gcall *> (gsi_stmt (gsi));
      tree fn = call ? gimple_call_fndecl (call) : NULL_TREE;
      if (fn && DECL_NAME (fn) && id_equal (DECL_NAME (fn), "goro_add_root"))
        return true;
    }
  return false;
}

/* Is OBJECT known to something that the collector finds?  */
bool finder::found_p (unsigned object)
{
  auto_bitmap nodes, stored;
  values (object, nodes);
  if (flows_p (nodes, NODE_RESULT) || flows_p (nodes, NODE_KEPT) || (g->nodes[object].kind == KIND_NEW && flows_p (nodes, NODE_UNSEEN)))
    return true;
  for (unsigned n = 0; n < g->nodes.length (); n++) {
    for (const goro_flow &s : g->nodes[n].stores) {
      bitmap_set_bit (stored, s.node);
      if (bitmap_bit_p (nodes, s.node) && elsewhere_p (n))
        return true;
    }
    /* An object that is known itself, but not only to malloc's memory.  */
    if (n != object && (g->local_p (n) || g->nodes[n].kind == KIND_NEW) && g->escapes_p (n) && !g->contains (NODE_IN_MALLOC, n)
        && flows_p (nodes, n))
      return true;
  }
  for (const goro_edge &e : g->edges)
    if (e.to == NODE_STORED && e.stmt && bitmap_bit_p (nodes, e.from) && !bitmap_bit_p (stored, e.from))
      return true;
  return false;
}

/* The statement that stores the address of OBJECT.  */
gimple *finder::store_of (unsigned object)
{
  for (unsigned n = NODE_FIRST; n < g->nodes.length (); n++)
    if (from_malloc_p (n))
      for (const goro_flow &s : g->nodes[n].stores)
        if (g->contains (s.node, object))
          return s.stmt;
  return NULL;
}

} // namespace

bool goro_find_uncollected (goro_function *fn, const goro_graph *g)
{
  finder f;
  f.g = g;
  fn->uncollected.truncate (0);
  f.values (NODE_MALLOC, f.blocks);
  bool grown = fn->has_summary && !fn->summary.malloc_result && f.flows_p (f.blocks, NODE_RESULT);
  if (grown)
    fn->summary.malloc_result = true;
  if (goro_opt.malloc_address == 0 || bitmap_empty_p (g->nodes[NODE_IN_MALLOC].set) || !f.outlives_p () || f.root_added_p ())
    return grown;
  unsigned o;
  bitmap_iterator bi;
  EXECUTE_IF_SET_IN_BITMAP (g->nodes[NODE_IN_MALLOC].set, NODE_FIRST, o, bi) {
    const goro_node &node = g->nodes[o];
    bool collected = node.kind == KIND_NEW || node.kind == KIND_ALLOCA
                     || (node.kind == KIND_VARIABLE && fn->promoted.contains (node.decl));
    gimple *stmt = collected && !f.found_p (o) ? f.store_of (o) : NULL;
    if (stmt)
      fn->uncollected.safe_push (goro_uncollected { node.kind == KIND_VARIABLE ? node.decl : NULL_TREE, node.kind == KIND_NEW,
                                                    gimple_location (stmt) });
  }
  return grown;
}

void goro_warn_uncollected (goro_function *fn)
{
  for (const goro_uncollected &u : fn->uncollected) {
    diagnostic_t kind = goro_opt.malloc_address == 2 ? DK_ERROR : DK_WARNING;
    rich_location where (line_table, u.place != UNKNOWN_LOCATION ? u.place : DECL_SOURCE_LOCATION (fn->node->decl));
    const char *object = u.made ? "an object of the collected heap" : "memory of variable size that is on the collected heap";
    if (u.decl == NULL_TREE)
      emit_diagnostic (kind, where.get_loc (), 0, "the address of %s is kept only in memory from %<malloc%>, "
                       "which the collector does not scan", object);
    else if (DECL_NAME (u.decl))
      emit_diagnostic (kind, where.get_loc (), 0, "the address of %qD, which is on the collected heap, is kept only in memory from "
                       "%<malloc%>, which the collector does not scan", u.decl);
    else
      emit_diagnostic (kind, where.get_loc (), 0, "the address of a compound literal, which is on the collected heap, is kept only in "
                       "memory from %<malloc%>, which the collector does not scan");
  }
}
