/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of what points to what, and its solution.

   Sets grow until nothing changes.  Consequences are drawn for what is new in a set only (`done').

   What parameters lead to: each parameter i points to an object of its own, and that to one for all that is deeper.  Two parameters may be
   the same pointer, or lead to one another; so what is stored behind any of them can be loaded behind any other (NODE_PARAMETERS).

   What escapes takes along what is stored in it; and an object that has escaped may hold anything.  A local whose address is returned, or
   stored behind a parameter, has escaped: its frame ends first.

   A pointer from HEAP may point to any local that has escaped.  Its set does not say so, because it has no need to: what is stored through it is
   in STORED, and what is loaded is from HEAP again, which is all that can be in such a local.  (With all of them in HEAP's set, what had been handed to an
   unseen callee counted as kept by goro's rules as soon as any unknown pointer was.)  KEPT locals are in the set, so that what is stored in them is KEPT, too.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"

goro_graph::goro_graph ()
{
  bitmap_obstack_initialize (&memory);
  pending = BITMAP_ALLOC (&memory);
  for (unsigned i = 0; i < NODE_FIRST; i++)
    add (KIND_SPECIAL, NULL_TREE, NULL);
  address (NODE_HEAP, NODE_HEAP, NULL);
  address (NODE_STATIC, NODE_HEAP, NULL);
  address (NODE_STATIC, NODE_LASTING, NULL);
  address (NODE_UNKNOWN, NODE_HEAP, NULL);
  copy (NODE_LASTING, NODE_HEAP, NULL);
}

goro_graph::~goro_graph ()
{
  for (goro_node &n : nodes) {
    n.loads.release ();
    n.stores.release ();
  }
  bitmap_obstack_release (&memory);
}

unsigned goro_graph::add (enum goro_node_kind kind, tree decl, gimple *stmt)
{
  goro_node n;
  n.kind = kind;
  n.index = 0;
  n.decl = decl;
  n.stmt = stmt;
  n.set = BITMAP_ALLOC (&memory);
  n.done = BITMAP_ALLOC (&memory);
  n.next = BITMAP_ALLOC (&memory);
  n.loads = n.stores = vNULL;
  n.written = 0;
  nodes.safe_push (n);
  return nodes.length () - 1;
}

void goro_graph::push (unsigned n)
{
  if (bitmap_set_bit (pending, n))
    work.safe_push (n);
}

void goro_graph::address (unsigned n, unsigned object, gimple *stmt)
{
  if (n == NODE_NONE || !bitmap_set_bit (nodes[n].set, object))
    return;
  edges.safe_push (goro_edge { 0, n, object, stmt });
  push (n);
}

void goro_graph::copy (unsigned to, unsigned from, gimple *stmt)
{
  if (to == NODE_NONE || from == NODE_NONE || to == from || !bitmap_set_bit (nodes[from].next, to))
    return;
  edges.safe_push (goro_edge { from, to, 0, stmt });
  if (bitmap_ior_into (nodes[to].set, nodes[from].set))
    push (to);
}

void goro_graph::load (unsigned to, unsigned pointer, gimple *stmt)
{
  if (to == NODE_NONE || pointer == NODE_NONE)
    return;
  nodes[pointer].loads.safe_push (goro_flow { to, stmt, false });
  /* For all that is known so far; the rest when it comes.  */
  bitmap_clear (nodes[pointer].done);
  push (pointer);
}

void goro_graph::store (unsigned pointer, unsigned from, gimple *stmt, bool frame)
{
  if (pointer == NODE_NONE || from == NODE_NONE)
    return;
  nodes[pointer].stores.safe_push (goro_flow { from, stmt, frame });
  bitmap_clear (nodes[pointer].done);
  push (pointer);
}

unsigned goro_graph::reachable (unsigned pointer, gimple *stmt)
{
  if (pointer == NODE_NONE)
    return NODE_NONE;
  unsigned n = add (KIND_VALUE, NULL_TREE, stmt);
  load (n, pointer, stmt);
  load (n, n, stmt);
  return n;
}

/* Too small for an address: what may point to it stores none there.  */
bool goro_graph::narrow_p (unsigned o) const
{
  if (nodes[o].kind != KIND_VARIABLE)
    return false;
  const_tree size = DECL_SIZE_UNIT (nodes[o].decl);
  return size && tree_fits_uhwi_p (size) && tree_to_uhwi (size) < UNITS_PER_WORD;
}

/* What follows from what is new in N.  */
void goro_graph::draw (unsigned n)
{
  auto_bitmap fresh (&memory);
  bitmap_and_compl (fresh, nodes[n].set, nodes[n].done);
  bitmap_copy (nodes[n].done, nodes[n].set);
  unsigned o, to;
  bitmap_iterator bi;
  EXECUTE_IF_SET_IN_BITMAP (fresh, 0, o, bi) {
    for (unsigned i = 0; i < nodes[n].loads.length (); i++)
      copy (nodes[n].loads[i].node, o, nodes[n].loads[i].stmt);
    for (unsigned i = 0; i < nodes[n].stores.length (); i++) {
      goro_flow f = nodes[n].stores[i];
      if (f.frame && o == NODE_HEAP && n >= NODE_FIRST) {
        /* To a local that has escaped.  */
        store (NODE_STORED, f.node, f.stmt, true);
        store (NODE_UNSEEN, f.node, f.stmt, true);
      }
      if (narrow_p (o) || (f.frame && !local_p (o) && nodes[o].written == 0))
        continue;
      unsigned target = o == NODE_HEAP ? (unsigned) NODE_STORED : o == NODE_LASTING ? (unsigned) NODE_KEPT
                        : o == NODE_MALLOC ? (unsigned) NODE_IN_MALLOC : nodes[o].written ? nodes[o].written : o;
      copy (target, f.node, f.stmt);
    }
    if (n == NODE_KEPT || n == NODE_STORED || n == NODE_UNSEEN) {
      if (n == NODE_KEPT && o == NODE_MALLOC)
        copy (n, NODE_IN_MALLOC, NULL);
      /* Callers do the same for what parameters lead to.  */
      if (local_p (o) || nodes[o].kind == KIND_NEW) {
        copy (n, o, NULL);
        if (n == NODE_KEPT)
          address (NODE_HEAP, o, NULL);
        if (local_p (o) && !narrow_p (o))
          copy (o, NODE_HEAP, NULL);
      }
    } else if (n == NODE_RESULT && local_p (o))
      address (NODE_KEPT, o, NULL);
    else if (nodes[n].kind == KIND_SPECIAL && nodes[n].index == 1) {
      /* Behind a parameter may be memory that ends no later than this frame.  */
      if (local_p (o))
        address (NODE_UNSEEN, o, NULL);
      address (NODE_PARAMETERS, local_p (o) ? (unsigned) NODE_HEAP : o, NULL);
    }
  }
  bitmap next = BITMAP_ALLOC (&memory);
  bitmap_copy (next, nodes[n].next);
  EXECUTE_IF_SET_IN_BITMAP (next, 0, to, bi)
    if (bitmap_ior_into (nodes[to].set, nodes[n].set))
      push (to);
  BITMAP_FREE (next);
}

void goro_graph::solve (void)
{
  while (!work.is_empty ()) {
    unsigned n = work.pop ();
    bitmap_clear_bit (pending, n);
    draw (n);
  }
}
