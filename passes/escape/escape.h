/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escape analysis: what the files of this folder share.

     scopes.cc    where each variable's life begins, marked while scopes can still be seen
     build.cc     from statements to a graph of what points to what
     graph.cc     the graph, and its solution
     targets.cc   which functions a call through a pointer can reach; reach.cc: the graph that it makes
     callees.cc   what a call does with its arguments: summaries, the table of the C library, attributes
     facts.cc     summaries of other files' functions, in a folder
     assumed.cc   what the unit relies on of them, in its object, for the linker to check
     remake.cc    and for make, in its dependencies
     promote.cc   variables that escape become objects of the collected heap
     room.cc      or get room in their goroutine's own blocks
     notes.cc     what the user is told
     uncollected.cc  what only memory from malloc knows
     dump.cc      what -fdump-tree-goro_escape shows
     escape.cc    the pass: functions bottom-up  */
#ifndef GORO_ESCAPE_H
#define GORO_ESCAPE_H

#include "bitmap.h"
#include "hash-map.h"
#include "hash-set.h"

/* --- graph.cc ------------------------------------------------------------------------------- */

/* A node is a value or an object; an object's own set is what the pointers stored in it point to (it has no fields).  The first ones: */
enum {
  NODE_NONE,
  NODE_HEAP,      /* heap, static memory, anything else that outlives the frame; as a node: what can be loaded from there */
  NODE_LASTING,   /* of it what is known to be static or made by goro_new */
  NODE_STATIC,    /* a pointer to such */
  NODE_UNKNOWN,   /* a pointer to the rest */
  NODE_KEPT,      /* what goro's rules keep: stored in LASTING, returned, sent, given to a goroutine */
  NODE_STORED,    /* what code that we see stores in HEAP */
  NODE_UNSEEN,    /* what callees that we do not see may store there */
  NODE_RESULT,
  NODE_NUMBER,    /* of it what is a number that has been loaded from somewhere (build.cc) */
  NODE_PARAMETERS, /* what is stored in memory that parameters lead to: any two of them may be the same */
  NODE_MALLOC,    /* memory from malloc, which the collector does not scan; points to HEAP as well */
  NODE_IN_MALLOC, /* what is stored there */
  NODE_FIRST
};

enum goro_node_kind {
  KIND_VALUE,
  KIND_SPECIAL,
  KIND_VARIABLE,  /* an object: decl */
  KIND_ALLOCA,    /* an object: stmt */
  KIND_NEW,       /* an object of the heap: stmt; what is stored there is in HEAP's set */
  KIND_PARAMETER, /* an object: what parameter `index' points to */
  KIND_CONTENT    /* an object: what can be reached from there */
};

struct goro_flow {
  unsigned node;
  gimple *stmt;
  bool frame;                  /* a store: not to the heap */
};

struct goro_node {
  enum goro_node_kind kind;
  unsigned index;
  tree decl;
  gimple *stmt;
  bitmap set, done;            /* objects; those whose consequences have been drawn */
  bitmap next;                 /* nodes that contain all this one does */
  vec<goro_flow> loads, stores; /* n contains what the objects hold; the objects hold what n contains */
  unsigned written;            /* objects of parameters: the node for what is stored there */
};

struct goro_edge {
  unsigned from, to;           /* from == 0: to is given the address of object `object' */
  unsigned object;
  gimple *stmt;
};

struct goro_graph {
  bitmap_obstack memory;
  auto_vec<goro_node> nodes;
  auto_vec<goro_edge> edges;   /* in the order in which they were found */
  auto_vec<unsigned> work;
  bitmap pending;

  goro_graph ();
  ~goro_graph ();
  unsigned add (enum goro_node_kind kind, tree decl, gimple *stmt);
  bool object_p (unsigned n) const { return nodes[n].kind >= KIND_VARIABLE; }
  bool local_p (unsigned n) const { return nodes[n].kind == KIND_VARIABLE || nodes[n].kind == KIND_ALLOCA; }
  void address (unsigned n, unsigned object, gimple *stmt);   /* n = &object */
  void copy (unsigned to, unsigned from, gimple *stmt);       /* to = from */
  void load (unsigned to, unsigned pointer, gimple *stmt);    /* to = *pointer */
  void store (unsigned pointer, unsigned from, gimple *stmt, bool frame = false); /* *pointer = from */
  unsigned reachable (unsigned pointer, gimple *stmt);        /* all that can be loaded from pointer, and from that, ... */
  void solve (void);
  bool contains (unsigned n, unsigned object) const { return bitmap_bit_p (nodes[n].set, object); }
  bool stored_p (unsigned object) const { return contains (NODE_KEPT, object) || contains (NODE_STORED, object); }
  bool escapes_p (unsigned object) const { return stored_p (object) || contains (NODE_UNSEEN, object); }

private:
  bool narrow_p (unsigned object) const;
  void push (unsigned n);
  void draw (unsigned n);
};

/* --- callees.cc ------------------------------------------------------------------------------- */

/* What a function does with a parameter: bits.  */
enum {
  PARAM_STORED = 1, PARAM_UNSEEN = 2,     /* it outlives the call; perhaps */
  CONTENT_STORED = 4, CONTENT_UNSEEN = 8, /* what it leads to does */
  PARAM_RESULT = 16, CONTENT_RESULT = 32,
  PARAM_WRITTEN = 64, CONTENT_WRITTEN = 128, /* pointers from elsewhere are stored behind it */
  PARAM_KEPT = 256, CONTENT_KEPT = 512,      /* as STORED; by goro's rules */
  PARAM_NUMBER = 1024, CONTENT_NUMBER = 2048 /* as RESULT, a number (build.cc) */
};

struct goro_move {
  unsigned short from, to;     /* parameters */
  bool from_content, to_content;
  bool operator== (const goro_move &o) const
  { return from == o.from && to == o.to && from_content == o.from_content && to_content == o.to_content; }
};

/* All bits zero, no moves: nothing escapes.  Grows only.  */
struct goro_summary {
  auto_vec<unsigned short> bits;
  auto_vec<goro_move> moves;   /* from is stored in what `to' leads to */
  bool malloc_result;          /* the result may be from malloc */
  bool other_result;           /* the result may point to heap, static memory, ... */
  bool lasting_result;         /* ... that is known to be LASTING */
};

/* A call as build.cc sees it: nodes, NODE_NONE where there can be no address.  */
struct goro_function;
struct goro_call {
  gcall *stmt;
  goro_function *caller;       /* is told of when a summary changes */
  goro_graph *graph;
  auto_vec<unsigned> arguments;
  auto_vec<tree> values;
  unsigned chain, result;
  unsigned number;             /* the result as a number that may have been loaded from somewhere, build.cc */
};

struct goro_facts;             /* facts.h */

/* A call relied on what another file says of its callee.  */
struct goro_use {
  goro_facts *facts;
  unsigned parameter, node;    /* node: of the argument, or NODE_NONE and no parameter */
  gcall *stmt;
  unsigned result;             /* the node, if there is a result that may be an address */
};

/* Draws the call's consequences.  */
void goro_apply_call (goro_call *call);

/* --- targets.cc ------------------------------------------------------------------------------- */

/* For all functions of the unit, before their graphs are made.  */
void goro_find_targets (const vec<goro_function *> &order);
void goro_forget_targets (void);
/* Callees before callers, calls through pointers included; summaries are right in any order, this one takes the fewest rounds.  */
void goro_order_by_targets (vec<goro_function *> *order);
/* The calls through pointers in FN.  */
void goro_dump_targets (FILE *file, const goro_function *fn);
/* True if STMT, a call through a pointer, or whoever calls VALUE, calls one of TARGETS and nothing else.  */
bool goro_targets_of_call (gcall *stmt, vec<tree> *targets);
bool goro_targets_of_value (tree value, vec<tree> *targets);
void goro_count_pointer_calls (unsigned *all, unsigned *known);

/* --- build.cc ----------------------------------------------------------------------------------- */

/* An object that only memory from malloc knows: a variable, or what goro_new has MADE, or a block of alloca.  */
struct goro_uncollected {
  tree decl;
  bool made;
  location_t place;
};

struct goro_function {
  cgraph_node *node;
  goro_summary summary;
  bool has_summary;            /* there is a body, and few enough parameters */
  bool dirty;
  auto_vec<goro_function *> users; /* callers who have relied on the summary */
  auto_vec<tree> promoted;     /* variables: to the heap */
  auto_vec<tree> scoped;       /* to the goroutine's blocks, until the function returns */
  auto_vec<gimple *> allocas;
  unsigned addressed;          /* variables whose address is taken */
  auto_vec<goro_uncollected> uncollected;
  auto_vec<goro_use> uses;     /* where it may make a difference */
  auto_vec<tree> frame_only;   /* variables whose address is stored elsewhere, and that cannot be promoted */
};

/* The graph of the present function; parameters' objects are at objects[2 i], what they lead to at objects[2 i + 1], the static chain last.  */
void goro_build_graph (goro_graph *graph, goro_function *fn, vec<unsigned> *objects);
goro_function *goro_function_of (tree decl);
bool goro_may_hold_address_p (const_tree type);

/* --- promote.cc --------------------------------------------------------------------------------- */

void goro_promote (goro_function *fn);
/* Takes the marks of scopes.cc out of the present function.  */
void goro_remove_marks (const hash_set<tree> *except);
bool goro_mark_p (const gimple *stmt);
/* *POINTER, for VAR; and VAR's value, a parameter's, stored there.  */
tree goro_promoted_place (tree var, tree pointer);
void goro_copy_parameter (tree var, tree pointer, gimple_stmt_iterator *gsi);
/* A function of the runtime's.  */
tree goro_runtime_decl (const char *name, tree type);
void goro_find_returns (vec<gimple *> *returns);

/* --- room.cc ------------------------------------------------------------------------------------ */

/* A variable of the goroutine's blocks; USED: the blocks of the function that mention it.  */
struct goro_scoped {
  tree var, pointer;
  bitmap used;
};

/* Variables that are taken together, at the start of BLOCK.  */
struct goro_room {
  basic_block block;
  auto_vec<goro_scoped> variables;
};

struct goro_rooms {
  basic_block first;           /* the function's first block, with no way back to it */
  bool jumps;                  /* frames may be left by a jump to the function */
  auto_delete_vec<goro_room> list;
};

/* Before anything is changed; then the entries and exits.  */
void goro_find_rooms (goro_rooms *rooms, const vec<goro_scoped> &scoped, basic_block first);
void goro_enter_rooms (goro_rooms *rooms, location_t loc);
/* Is there a call that returns twice, or a label that nested functions jump to, so that frames may be left by a jump to the present function?  */
bool goro_returns_twice_p (void);

/* --- notes.cc ----------------------------------------------------------------------------------- */

/* FN with its final summary, the present function; then all that has been noted.  */
void goro_note_function (goro_function *fn, const goro_graph *g);
void goro_print_notes (void);
/* FN's parameter number I; NULL: that of a nested function's frame.  */
tree goro_parameter (const goro_function *fn, unsigned i);
/* The edges of the graph from where the address of OBJECT is taken to where it is lost.  */
void goro_escape_path (const goro_graph *g, unsigned object, vec<unsigned> *steps);

/* --- uncollected.cc ------------------------------------------------------------------------------ */

/* Fills in fn->uncollected, when the variables to promote are known; true if the summary has grown.  What is there is said.  */
bool goro_find_uncollected (goro_function *fn, const goro_graph *g);
void goro_warn_uncollected (goro_function *fn);

/* --- dump.cc ------------------------------------------------------------------------------------ */

/* FN with its final summary, the present function.  */
void goro_dump_escape (FILE *file, goro_function *fn, const goro_graph *g);

#endif
