/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which functions a call through a pointer can reach: what targets.cc, from statements to the graph, and reach.cc, the graph and its solution, share.  */
#ifndef GORO_TARGETS_H
#define GORO_TARGETS_H

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"

/* Names of its own: escape.h's graph has nodes and calls, too.  */
namespace goro_reach {

enum { NONE, ELSEWHERE, UNKNOWN, FIRST };
enum { PLACES_MAX = 256 };     /* of one object: a pointer wanders through it byte by byte */

/* Part of something, in bytes.  STEP: and all that are multiples of it away.  SPAN: in an array of that size, as the type says; 0: it does not.
   MOVED: that much of the offset is arithmetic with a pointer, which may lead out of any array.  */
struct part {
  HOST_WIDE_INT offset, size, step;
  bool vague;                  /* anywhere, or not to be relied upon */
  HOST_WIDE_INT span, moved;
};

/* What is done with a pointer.  */
enum use_kind { LOAD, STORE, MEMBER, READ, WRITE, CALL };

struct use {
  use_kind kind;
  unsigned other;              /* LOAD, MEMBER: where to; STORE: what; CALL: which */
  part at;
};

enum node_kind { VALUE, PLACE, FUNCTION };

struct node {
  node_kind kind;
  unsigned of;                 /* PLACE: in which object; FUNCTION: number */
  HOST_WIDE_INT offset;
  unsigned holder;             /* the value that is this address */
  unsigned element;            /* PLACE, FUNCTION: its number in sets */
  bitmap set, done, next;      /* NULL: empty */
  vec<use> uses;
  bool unknown, unknown_done, pending;
};

struct object {
  tree decl;
  HOST_WIDE_INT size;
  bool constant, escaped;
  bool overwritten, read;      /* all of it */
  bitmap overwritten_words, read_words;
  vec<unsigned> places;
};

struct callee {
  tree decl;
  goro_function *fn;           /* its body, if a call is sure to reach it */
  vec<unsigned> parameters;
  unsigned result, node;
};

struct pointer_call {
  gcall *stmt;
  goro_function *caller;
  vec<unsigned> arguments;
  unsigned pointer, result;
  bool odd;                    /* a target takes other arguments */
};

struct solver {
  bitmap_obstack memory;
  auto_vec<node> nodes;
  auto_vec<object> objects;
  auto_vec<callee> callees;
  auto_vec<pointer_call> calls;
  auto_vec<unsigned> work, elements;
  bitmap absorbed;     /* elements that `unknown' includes */
  hash_map<tree, unsigned> names, variables, functions;
  hash_map<gimple *, unsigned> by_stmt;
  hash_map<tree, bool> interesting;
  goro_function *present;

  solver ();
  ~solver ();
  unsigned add (node_kind kind, unsigned of, HOST_WIDE_INT offset);
  void push (unsigned n);
  void point (unsigned n, unsigned element);
  void unknown (unsigned n);
  void flow (unsigned to, unsigned from);
  void copy (unsigned to, unsigned from);
  void lose (unsigned n) { copy (ELSEWHERE, n); }
  void attach (unsigned pointer, use_kind kind, unsigned other, part at);
  unsigned address (unsigned element);

  bool interesting_p (tree type, int depth);
  unsigned object_of (tree decl);
  unsigned function_of (tree decl);
  unsigned place (unsigned object, HOST_WIDE_INT offset);
  void whole_escapes (unsigned object);
  void words (unsigned object, HOST_WIDE_INT offset, HOST_WIDE_INT size, bool write);
  void access (unsigned object, HOST_WIDE_INT from, use_kind kind, unsigned other, part at);
  void reach (unsigned element, const use &u);
  void call (unsigned number, unsigned function);
  void call_unknown (unsigned number);
  void pass (const callee &f, const vec<unsigned> &arguments, unsigned result);

  void initialise (unsigned object, tree value, part at);
  unsigned initial_value (tree value);
  void lose_all_in (tree t);
  unsigned name (tree ssa);
  unsigned object_in (tree base);
  void lose_place (tree ref);
  unsigned address_of (tree ref);
  unsigned value (tree t);
  void memory_use (tree ref, use_kind kind, unsigned other, HOST_WIDE_INT distance = 0, HOST_WIDE_INT size = 0);
  bool copy_object (tree to, tree from);
  unsigned load (tree ref);
  void assign (gassign *stmt);
  void call_statement (gcall *stmt);
  void statement (gimple *stmt);
  void function (goro_function *fn);
  void lost (unsigned element);
  void draw (unsigned n);
  void solve (void);
  bool targets (unsigned n, vec<tree> *found);
  bool targets_of (const pointer_call &c, vec<tree> *found);
};

bool wide_p (const_tree type);
HOST_WIDE_INT bytes (tree size);
bool variable_p (const_tree t);
/* What part of *BASE, a declaration or a pointer (POINTER), REF is.  */
part part_of (tree ref, tree *base, bool *pointer);
/* OFFSET in an object of TYPE, all elements of arrays being the first; -1: STEP leads elsewhere.  Unions stay as they are.  */
HOST_WIDE_INT canonical (const_tree type, HOST_WIDE_INT offset, HOST_WIDE_INT step, HOST_WIDE_INT span = 0);
/* Is FROM + DISTANCE one place, in whichever elements of arrays FROM is?  */
bool within_elements_p (const_tree type, HOST_WIDE_INT from, HOST_WIDE_INT distance);
/* Are the arguments of STMT what FN takes?  */
bool takes_p (gcall *stmt, const_tree fn);

}

#endif
