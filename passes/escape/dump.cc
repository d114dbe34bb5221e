/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What -fdump-tree-goro_escape shows of a function: its graph, its solution, the summary that callers use, and what becomes of each object.

       graph      one line for each flow: t = &x, t = u, t = *p, *p = t, with the place in the source; those that the solution has added, too,
                  but for those that all functions have
       sets       what each node may point to
       calls through pointers   what each can reach: functions, or anybody
       summary    of each parameter and what it leads to
       elsewhere  arguments of which another file says that they do not escape
       objects    stays, or where it goes, and on which way its address is lost

   Nodes are named after the source: variables, SSA names; *p is what parameter p points to, **p all that is deeper; t7 a value without a name.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/escape/facts.h"
#include "tree-pretty-print.h"

namespace {

struct dumper {
  FILE *f;
  goro_function *fn;
  const goro_graph *g;

  const char *parameter (unsigned i);
  bool frame_p (unsigned n);
  void place (location_t loc);
  void name (unsigned n);
  void edge (const goro_edge &e);
  void set (const_bitmap s);
  void graph (void);
  void sets (void);
  void summary (void);
  void elsewhere (void);
  void objects (void);
};

const char *dumper::parameter (unsigned i)
{
  tree p = goro_parameter (fn, i);
  return p == NULL_TREE ? "chain" : DECL_NAME (p) ? IDENTIFIER_POINTER (DECL_NAME (p)) : "nameless";
}

/* What begins the graph of each function: the special nodes, what parameters lead to.  */
bool dumper::frame_p (unsigned n)
{
  enum goro_node_kind kind = g->nodes[n].kind;
  return kind == KIND_SPECIAL || kind == KIND_PARAMETER || kind == KIND_CONTENT;
}

void dumper::place (location_t loc)
{
  expanded_location x = expand_location (loc);
  if (loc != UNKNOWN_LOCATION && x.file)
    fprintf (f, "%s:%d:%d", lbasename (x.file), x.line, x.column);
}

void dumper::name (unsigned n)
{
  static const char *const special[NODE_FIRST] = {
    "nothing", "heap", "lasting", "static", "unknown", "kept", "stored", "unseen", "result", "number", "behind-parameters", "malloc", "in-malloc"
  };
  const goro_node &node = g->nodes[n];
  if (n < NODE_FIRST)
    fputs (special[n], f);
  else if (node.kind == KIND_PARAMETER)
    fprintf (f, "*%s", parameter (node.index));
  else if (node.kind == KIND_CONTENT)
    fprintf (f, "**%s", parameter (node.index));
  else if (node.kind == KIND_ALLOCA || node.kind == KIND_NEW) {
    fputs (node.kind == KIND_NEW ? "new@" : "alloca@", f);
    place (gimple_location (node.stmt));
  } else if (node.decl)
    print_generic_expr (f, node.decl, TDF_SLIM);
  else {
    for (unsigned o = NODE_FIRST; o < g->nodes.length (); o++)
      if (g->nodes[o].written == n) {
        fputs ("stored-in-", f);
        name (o);
        return;
      }
    fprintf (f, "t%u", n);
  }
}

void dumper::edge (const goro_edge &e)
{
  name (e.to);
  fputs (e.from == 0 ? " = &" : " = ", f);
  name (e.from == 0 ? e.object : e.from);
  if (e.stmt) {
    fputs ("   ", f);
    place (gimple_location (e.stmt));
  }
  putc ('\n', f);
}

void dumper::set (const_bitmap s)
{
  unsigned o;
  bitmap_iterator bi;
  fputs ("{", f);
  EXECUTE_IF_SET_IN_BITMAP (s, 0, o, bi) {
    putc (' ', f);
    name (o);
  }
  fputs (" }", f);
}

void dumper::graph (void)
{
  fputs (" graph\n", f);
  for (const goro_edge &e : g->edges) {
    if (e.stmt == NULL && frame_p (e.to) && frame_p (e.from == 0 ? e.object : e.from))
      continue;
    fputs ("  ", f);
    edge (e);
  }
  for (unsigned n = 0; n < g->nodes.length (); n++) {
    for (const goro_flow &l : g->nodes[n].loads) {
      fputs ("  ", f);
      name (l.node);
      fputs (" = *", f);
      name (n);
      fputs ("   ", f);
      place (l.stmt ? gimple_location (l.stmt) : UNKNOWN_LOCATION);
      putc ('\n', f);
    }
    for (const goro_flow &s : g->nodes[n].stores) {
      fputs ("  *", f);
      name (n);
      fputs (" = ", f);
      name (s.node);
      fputs (s.frame ? " not in the heap   " : "   ", f);
      place (s.stmt ? gimple_location (s.stmt) : UNKNOWN_LOCATION);
      putc ('\n', f);
    }
  }
}

void dumper::sets (void)
{
  fputs (" sets\n", f);
  for (unsigned n = NODE_HEAP; n < g->nodes.length (); n++)
    if (!bitmap_empty_p (g->nodes[n].set) && (!frame_p (n) || n < NODE_FIRST || bitmap_count_bits (g->nodes[n].set) > 1)) {
      fputs ("  ", f);
      name (n);
      fputs (" = ", f);
      set (g->nodes[n].set);
      putc ('\n', f);
    }
}

void dumper::summary (void)
{
  static const struct { unsigned bit; const char *text; } words[] = {
    { PARAM_KEPT, "kept" }, { PARAM_STORED, "stored" }, { PARAM_UNSEEN, "perhaps kept" },
    { CONTENT_KEPT, "content kept" }, { CONTENT_STORED, "content stored" }, { CONTENT_UNSEEN, "content perhaps kept" },
    { PARAM_RESULT, "returned" }, { CONTENT_RESULT, "content returned" },
    { PARAM_NUMBER, "returned as a number" }, { CONTENT_NUMBER, "content returned as a number" },
    { PARAM_WRITTEN, "pointers from elsewhere stored in it" }, { CONTENT_WRITTEN, "pointers from elsewhere stored in its content" }
  };
  fputs (" summary\n", f);
  if (!fn->has_summary) {
    fputs ("  none: too many parameters\n", f);
    return;
  }
  const goro_summary *s = &fn->summary;
  unsigned n = s->bits.length ();
  for (unsigned i = 0; i < n; i++) {
    tree p = goro_parameter (fn, i);
    if (p ? !goro_may_hold_address_p (TREE_TYPE (p)) && s->bits[i] == 0 : cfun->static_chain_decl == NULL_TREE)
      continue;
    fprintf (f, "  %s:", parameter (i));
    const char *comma = " ";
    for (auto w : words)
      if (s->bits[i] & w.bit) {
        fprintf (f, "%s%s", comma, w.text);
        comma = ", ";
      }
    for (const goro_move &m : s->moves)
      if (m.from == i) {
        fprintf (f, "%s%sstored in %s%s", comma, m.from_content ? "content " : "", m.to_content ? "the content of " : "*",
                 parameter (m.to));
        comma = ", ";
      }
    fprintf (f, "%s\n", *comma == ' ' ? " does not escape" : "");
  }
  if (s->other_result)
    fputs ("  the result may point elsewhere\n", f);
}

void dumper::elsewhere (void)
{
  if (!fn->uses.is_empty ())
    fputs (" elsewhere\n", f);
  for (const goro_use &u : fn->uses) {
    if (u.node == NODE_NONE)
      fprintf (f, "  %s (result), %s: ", u.facts->name, u.facts->unit);
    else
      fprintf (f, "  %s (%u), %s: ", u.facts->name, u.parameter + 1, u.facts->unit);
    name (u.node ? u.node : u.result);
    fputs ("   ", f);
    place (gimple_location (u.stmt));
    putc ('\n', f);
  }
}

void dumper::objects (void)
{
  fputs (" objects\n", f);
  for (unsigned n = NODE_FIRST; n < g->nodes.length (); n++) {
    const goro_node &node = g->nodes[n];
    if (!g->local_p (n) && node.kind != KIND_NEW)
      continue;
    if (node.kind == KIND_VARIABLE && !TREE_ADDRESSABLE (node.decl) && !g->escapes_p (n))
      continue;
    fputs ("  ", f);
    name (n);
    fputs (": ", f);
    if (!g->escapes_p (n)) {
      fputs (node.kind == KIND_NEW ? "does not escape\n" : "stays\n", f);
      continue;
    }
    bool scoped = node.kind == KIND_VARIABLE && fn->scoped.contains (node.decl);
    bool moved = scoped || node.kind == KIND_ALLOCA || (node.kind == KIND_VARIABLE && fn->promoted.contains (node.decl));
    fputs (node.kind == KIND_NEW ? "escapes" : scoped ? "moved to scope" : moved ? "moved to heap" : "escapes, but has to stay", f);
    fprintf (f, ", %s\n", g->contains (NODE_RESULT, n) ? "returned" : g->contains (NODE_KEPT, n) ? "kept"
                        : g->contains (NODE_STORED, n) ? "stored" : "perhaps kept");
    auto_vec<unsigned> steps;
    goro_escape_path (g, n, &steps);
    for (unsigned i : steps) {
      fputs ("    ", f);
      edge (g->edges[i]);
    }
  }
}

} // namespace

void goro_dump_escape (FILE *file, goro_function *fn, const goro_graph *g)
{
  dumper d = { file, fn, g };
  fprintf (file, "\nfunction %s   ", function_name (cfun));
  d.place (DECL_SOURCE_LOCATION (fn->node->decl));
  putc ('\n', file);
  d.graph ();
  d.sets ();
  goro_dump_targets (file, fn);
  d.summary ();
  d.elsewhere ();
  d.objects ();
}
