/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What -fplugin-arg-goro-m says: the words of Go's -m, as notes.

       moved to heap: 'x'                          a local or a parameter
       moved to scope: 'x'                         with unknown-calls=scope: lasts until the function returns
       'p' does not escape                         a parameter that may hold an address
       leaking param: 'p'                          it outlives the call, or may
       leaking param content: 'p'                  what it leads to does
       leaking param: 'p' to result level=0        it is in the result (1: what it leads to is)
       leaking param: 'p' to '*q'                  it is stored where q leads to (Go has no such thing: leaking param)
       leaking param content: 'p' to '*q'          what it leads to is
       goro_new(T) escapes to heap, does not escape
       argument 1 of 'f' does not escape (summary of a.c)    a local or parameter is passed to what another file defines

   Functions of system headers, goro.h for one, are left out unless -Wsystem-headers asks for them.

   m=2 adds the way of what moves: from where its address is taken to where it is lost.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/escape/facts.h"
#include "passes/types/types.h"
#include "tree-pretty-print.h"
#include "gcc-rich-location.h"

namespace {

struct note {
  location_t loc;
  char *text;
};

auto_vec<note> notes;

void add (location_t loc, char *text)
{
  if (loc != UNKNOWN_LOCATION)
    notes.safe_push (note { loc, text });
}

const char *shown (const_tree decl)
{
  return DECL_NAME (decl) ? IDENTIFIER_POINTER (DECL_NAME (decl)) : "an object without a name";
}

void parameter (goro_function *fn, tree p, unsigned i)
{
  location_t loc = DECL_SOURCE_LOCATION (p);
  const char *name = shown (p);
  unsigned bits = fn->summary.bits[i];
  if (DECL_NAME (p) == NULL_TREE || !goro_may_hold_address_p (TREE_TYPE (p)))
    return;
  if (bits & (PARAM_KEPT | PARAM_STORED | PARAM_UNSEEN)) {
    add (loc, xasprintf ("leaking param: '%s'", name));
    return;
  }
  bool any = false;
  if (bits & (PARAM_RESULT | CONTENT_RESULT)) {
    add (loc, xasprintf ("leaking param: '%s' to result level=%d", name, (bits & PARAM_RESULT) ? 0 : 1));
    any = true;
  }
  /* Where itself, or else what it leads to, is stored.  */
  auto_bitmap noted;
  for (bool content : { false, true })
    for (const goro_move &m : fn->summary.moves)
      if (m.from == i && m.to != i && m.from_content == content && bitmap_set_bit (noted, m.to)) {
        tree to = goro_parameter (fn, m.to);
        add (loc, xasprintf ("leaking param%s: '%s' to '*%s'", content ? " content" : "", name, to ? shown (to) : "outer"));
        any = true;
      }
  if (bits & (CONTENT_KEPT | CONTENT_STORED | CONTENT_UNSEEN)) {
    add (loc, xasprintf ("leaking param content: '%s'", name));
    any = true;
  }
  if (!any)
    add (loc, xasprintf ("'%s' does not escape", name));
}

/* The object made by CALL: a note's beginning.  */
char *new_object (gimple *call)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (gimple_call_fndecl (call))) + strlen ("__");
  tree type = goro_described_type (gimple_call_arg (call, 0)), lhs = gimple_call_lhs (call);
  if (type == NULL_TREE && lhs && !VOID_TYPE_P (TREE_TYPE (TREE_TYPE (lhs))))
    type = TYPE_MAIN_VARIANT (TREE_TYPE (TREE_TYPE (lhs)));
  if (type == NULL_TREE)
    return xasprintf ("%s(...)", name);
  char *text = print_generic_expr_to_str (type);
  /* A structure without a name is shown whole, on several lines.  */
  char *whole = xasprintf ("%s(%s)", name, strchr (text, '\n') ? "..." : text);
  free (text);
  return whole;
}

int by_place (const void *pa, const void *pb)
{
  const note *a = (const note *) pa, *b = (const note *) pb;
  expanded_location x = expand_location (a->loc), y = expand_location (b->loc);
  int c = x.file && y.file ? strcmp (x.file, y.file) : 0;
  return c ? c : x.line != y.line ? x.line - y.line : x.column != y.column ? x.column - y.column : strcmp (a->text, b->text);
}

void path (const goro_graph *g, unsigned object)
{
  auto_vec<unsigned> steps;
  goro_escape_path (g, object, &steps);
  int lines = 0;
  for (unsigned i : steps) {
    const goro_edge &e = g->edges[i];
    if (e.stmt && gimple_location (e.stmt) != UNKNOWN_LOCATION && lines++ < 20) {
      const char *what = gimple_code (e.stmt) == GIMPLE_RETURN ? "return" : is_gimple_call (e.stmt) ? "call"
                         : gimple_code (e.stmt) == GIMPLE_ASM ? "assembly" : e.from == 0 ? "address-of" : "assign";
      inform (gimple_location (e.stmt), "  from here (%s)", what);
    }
  }
}

void print_json (const char *file)
{
  FILE *f = fopen (file, "w");
  if (f == NULL) {
    error ("goro: cannot write %qs: %m", file);
    return;
  }
  auto quoted = [f] (const char *s) {
    putc ('"', f);
    for (; *s; s++)
      if (*s == '"' || *s == '\\')
        fprintf (f, "\\%c", *s);
      else if ((unsigned char) *s < 32)
        fprintf (f, "\\u%04x", *s);
      else
        putc (*s, f);
    putc ('"', f);
  };
  fputs ("[", f);
  for (unsigned i = 0; i < notes.length (); i++) {
    expanded_location x = expand_location (notes[i].loc);
    fprintf (f, "%s\n  { \"file\": ", i ? "," : "");
    quoted (x.file ? x.file : "");
    fprintf (f, ", \"line\": %d, \"column\": %d, \"message\": ", x.line, x.column);
    quoted (notes[i].text);
    fputs (" }", f);
  }
  fputs ("\n]\n", f);
  fclose (f);
}

} // namespace

tree goro_parameter (const goro_function *fn, unsigned i)
{
  tree p = DECL_ARGUMENTS (fn->node->decl);
  while (p && i-- > 0)
    p = DECL_CHAIN (p);
  return p;
}

void goro_escape_path (const goro_graph *g, unsigned object, vec<unsigned> *steps)
{
  /* Backwards, breadth first, over nodes that hold the address.  */
  unsigned goal = g->contains (NODE_KEPT, object) ? NODE_KEPT : g->contains (NODE_STORED, object) ? NODE_STORED : NODE_UNSEEN;
  if (g->contains (NODE_RESULT, object))
    goal = NODE_RESULT;
  else
    for (unsigned i = NODE_FIRST; i < g->nodes.length (); i++)
      if (g->nodes[i].kind == KIND_SPECIAL && g->contains (i, object))
        goal = i;
  auto_vec<int> by;
  auto_vec<unsigned> queue;
  by.safe_grow_cleared (g->nodes.length ());
  queue.safe_push (goal);
  int origin = -1;
  by[goal] = -1;
  for (unsigned at = 0; at < queue.length () && origin < 0; at++)
    for (unsigned i = 0; i < g->edges.length (); i++) {
      const goro_edge &e = g->edges[i];
      if (e.to != queue[at])
        continue;
      if (e.from == 0 && e.object == object) {
        origin = i;
        break;
      }
      if (e.from != 0 && by[e.from] == 0 && e.from != goal && g->contains (e.from, object)) {
        by[e.from] = i + 1;
        queue.safe_push (e.from);
      }
    }
  if (origin < 0)
    return;
  for (int i = origin; i >= 0; ) {
    steps->safe_push (i);
    if (g->edges[i].to == goal)
      break;
    i = by[g->edges[i].to] - 1;
  }
}

void goro_note_function (goro_function *fn, const goro_graph *g)
{
  if (goro_opt.escape_notes == 0 && goro_opt.escape_json == NULL)
    return;
  if (DECL_IN_SYSTEM_HEADER (fn->node->decl) && !global_dc->dc_warn_system_headers)
    return;
  unsigned i = 0;
  if (fn->has_summary && !DECL_ARTIFICIAL (fn->node->decl))
    for (tree p = DECL_ARGUMENTS (fn->node->decl); p; p = DECL_CHAIN (p), i++)
      parameter (fn, p, i);
  for (const goro_use &u : fn->uses)
    if (u.node != NODE_NONE)
      add (gimple_location (u.stmt), xasprintf ("argument %u of '%s' does not escape (summary of %s)", u.parameter + 1, u.facts->name,
                                                lbasename (u.facts->unit)));
  for (unsigned n = NODE_FIRST; n < g->nodes.length (); n++) {
    const goro_node &node = g->nodes[n];
    bool escapes = g->escapes_p (n);
    if (node.kind == KIND_VARIABLE && escapes && fn->promoted.contains (node.decl)) {
      location_t loc = DECL_SOURCE_LOCATION (node.decl);
      add (loc, xasprintf ("moved to heap: '%s'", shown (node.decl)));
      if (goro_opt.escape_notes == 2) {
        inform (loc, "%qD escapes:", node.decl);
        path (g, n);
      }
    } else if (node.kind == KIND_VARIABLE && escapes && fn->scoped.contains (node.decl))
      add (DECL_SOURCE_LOCATION (node.decl), xasprintf ("moved to scope: '%s'", shown (node.decl)));
    else if (node.kind == KIND_ALLOCA && escapes)
      add (gimple_location (node.stmt), xasprintf ("moved to heap: memory of variable size"));
    else if (node.kind == KIND_NEW) {
      char *object = new_object (node.stmt);
      add (expansion_point_location (gimple_location (node.stmt)),
           xasprintf ("%s %s", object, escapes || g->contains (NODE_RESULT, n) ? "escapes to heap" : "does not escape"));
      free (object);
    }
  }
}

void goro_print_notes (void)
{
  notes.qsort (by_place);
  if (goro_opt.escape_notes)
    for (const note &n : notes)
      inform (n.loc, "%s", n.text);
  if (goro_opt.escape_json)
    print_json (goro_opt.escape_json);
  for (note &n : notes)
    free (n.text);
  notes.truncate (0);
}
