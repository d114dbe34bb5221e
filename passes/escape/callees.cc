/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call does with what it is given, in this order:

     GCC's builtins that are more than functions; the runtime's own entries
     a function of the unit that no other can replace: its summary; a call through a pointer is one of each function that it can reach (targets.cc)
     C library functions: libgoro/abi/noescape.def
     what another file says of its function (facts.cc)
     __attribute__ ((goro_noescape (1, ...))), const, pure, what GCC knows by itself (its fnspecs, its access attributes)
     all others keep everything  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/escape/facts.h"
#include "passes/escape/library.h"
#include "attr-fnspec.h"

namespace {

/* Entries of goro.h, and those that the plugin's passes call.  What they keep while the goroutine waits, the runtime moves with the
   stack.  The channel's own memory is on the heap.  */
const goro_library_line runtime[] = {
  { "__goro_builtin_longjmp", "1", "" },
  { "__goro_builtin_setjmp", "1 2", "" },
  { "__goro_chan_cap", "1", "" },
  { "__goro_chan_close", "1", "" },
  { "__goro_chan_free", "1", "" },
  { "__goro_chan_len", "1", "" },
  { "__goro_chan_recv", "1 2", "" },
  { "__goro_chan_send", "1 2", "h=*2" },
  { "__goro_chan_try_recv", "1 2", "" },
  { "__goro_chan_try_send", "1 2", "h=*2" },
  { "__goro_cond_wait", "1 2", "" },
  { "__goro_mutex_not_locked", "1", "" },
  { "__goro_mutex_try", "1", "" },
  { "__goro_mutex_wait", "1", "" },
  { "__goro_mutex_wake", "1", "" },
  { "__goro_nonlocal_goto", "1", "" },
  { "__goro_rwmutex_try_lock", "1", "" },
  { "__goro_rwmutex_try_read_lock", "1", "" },
  { "__goro_sem_try_acquire", "1", "" },
  { "__goro_spawn", "1 2 4", "h=*2" },
  { "goro_cond_broadcast", "1", "" },
  { "goro_cond_signal", "1", "" },
  { "goro_read_mem_stats", "1", "" },
  { "goro_read_gc_pauses", "1", "" },
  { "goro_read_sched_stats", "1", "" },
  { "goro_remove_root", "1", "" },
  { "goro_rwmutex_lock", "1", "" },
  { "goro_rwmutex_read_lock", "1", "" },
  { "goro_rwmutex_read_unlock", "1", "" },
  { "goro_rwmutex_unlock", "1", "" },
  { "goro_sem_acquire", "1", "" },
  { "goro_sem_release", "1", "" },
  { "goro_wait_group_add", "1", "" },
  { "goro_wait_group_done", "1", "" },
  { "goro_wait_group_wait", "1", "" },
};

hash_map<nofree_string_hash, const goro_library_line *> *lines;

const goro_library_line *find (const goro_library_line *table, size_t n, const char *name)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];
  return NULL;
}

const goro_library_line *library_line (const char *name)
{
  if (lines == NULL) {
    lines = new hash_map<nofree_string_hash, const goro_library_line *>;
    for (unsigned i = 0; i < goro_library_count; i++)
      lines->put (goro_library[i].name, &goro_library[i]);
  }
  const goro_library_line **l = lines->get (name);
  if (l && (*l)->parameters == NULL)
    l = lines->get ((*l)->flows);
  return l ? *l : NULL;
}

const char *name_of (const_tree fn)
{
  const char *name = DECL_NAME (fn) ? IDENTIFIER_POINTER (DECL_NAME (fn)) : "";
  return startswith (name, "__builtin_") ? name + strlen ("__builtin_") : name;
}

unsigned argument (const goro_call *c, unsigned i)
{
  return i < c->arguments.length () ? c->arguments[i] : (unsigned) NODE_NONE;
}

/* The function whose address VALUE is.  */
tree function_value (tree value)
{
  while (TREE_CODE (value) == SSA_NAME && gimple_assign_single_p (SSA_NAME_DEF_STMT (value)))
    value = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (value));
  return TREE_CODE (value) == ADDR_EXPR && TREE_CODE (TREE_OPERAND (value, 0)) == FUNCTION_DECL ? TREE_OPERAND (value, 0) : NULL_TREE;
}

/* The function or functions that VALUE may be; NULL: any.  */
void functions_of (tree value, vec<tree> *all)
{
  if (tree fn = function_value (value))
    all->safe_push (fn);
  else if (!goro_targets_of_value (value, all)) {
    all->truncate (0);
    all->safe_push (NULL_TREE);
  }
}

/* N outlives the call, where WHERE says.  */
void keep (goro_call *c, unsigned n, unsigned where)
{
  c->graph->copy (where, n, c->stmt);
}

void result_from_elsewhere (goro_call *c)
{
  c->graph->copy (c->result, NODE_HEAP, c->stmt);
}

/* A call of a function with summary S, with these nodes as arguments.  */
void apply_summary (goro_call *c, const goro_summary *s, const vec<unsigned> &arguments, unsigned chain)
{
  goro_graph *g = c->graph;
  gimple *stmt = c->stmt;
  unsigned n = s->bits.length ();
  auto_vec<unsigned> nodes, deep;
  for (unsigned i = 0; i < n; i++) {
    nodes.safe_push (i + 1 == n ? chain : i < arguments.length () ? arguments[i] : (unsigned) NODE_NONE);
    deep.safe_push (NODE_NONE);
  }
  auto content = [&] (unsigned i) {
    if (deep[i] == NODE_NONE)
      deep[i] = g->reachable (nodes[i], stmt);
    return deep[i];
  };
  /* Beyond the named ones: what va_arg finds.  */
  for (unsigned i = n - 1; i < arguments.length (); i++)
    g->copy (NODE_UNSEEN, arguments[i], stmt);
  for (unsigned i = 0; i < n; i++) {
    unsigned bits = s->bits[i];
    if (nodes[i] == NODE_NONE)
      continue;
    if (bits & PARAM_KEPT)
      keep (c, nodes[i], NODE_KEPT);
    if (bits & PARAM_STORED)
      keep (c, nodes[i], NODE_STORED);
    if (bits & PARAM_UNSEEN)
      keep (c, nodes[i], NODE_UNSEEN);
    if (bits & CONTENT_KEPT)
      keep (c, content (i), NODE_KEPT);
    if (bits & CONTENT_STORED)
      keep (c, content (i), NODE_STORED);
    if (bits & CONTENT_UNSEEN)
      keep (c, content (i), NODE_UNSEEN);
    if (bits & PARAM_RESULT)
      g->copy (c->result, nodes[i], stmt);
    if ((bits & CONTENT_RESULT) && c->result)
      g->copy (c->result, content (i), stmt);
    if (bits & PARAM_NUMBER)
      g->copy (c->number, nodes[i], stmt);
    if ((bits & CONTENT_NUMBER) && c->number)
      g->copy (c->number, content (i), stmt);
    if (bits & PARAM_WRITTEN)
      g->store (nodes[i], NODE_HEAP, stmt);
    if (bits & CONTENT_WRITTEN)
      g->store (content (i), NODE_HEAP, stmt);
  }
  for (const goro_move &m : s->moves) {
    if (nodes[m.from] == NODE_NONE || nodes[m.to] == NODE_NONE)
      continue;
    unsigned from = m.from_content ? content (m.from) : nodes[m.from];
    g->store (m.to_content ? content (m.to) : nodes[m.to], from, stmt);
  }
  if (s->other_result)
    result_from_elsewhere (c);
  if (s->lasting_result)
    g->copy (c->result, NODE_STATIC, stmt);
  if (s->malloc_result && c->result)
    g->address (c->result, NODE_MALLOC, stmt);
}

/* A call of FN's: the caller looks again when the summary has grown.  */
void apply_function (goro_call *c, goro_function *fn, const vec<unsigned> &arguments, unsigned chain)
{
  if (!fn->users.contains (c->caller))
    fn->users.safe_push (c->caller);
  apply_summary (c, &fn->summary, arguments, chain);
}

/* Function FN is called during the call, with any number of arguments from node N.  */
void call_back (goro_call *c, tree fn, unsigned n)
{
  goro_function *f = fn ? goro_function_of (fn) : NULL;
  if (f == NULL) {
    keep (c, n, NODE_UNSEEN);
    return;
  }
  auto_vec<unsigned> arguments;
  for (tree p = DECL_ARGUMENTS (fn); p; p = DECL_CHAIN (p))
    arguments.safe_push (n);
  unsigned result = c->result;
  c->result = NODE_NONE;
  apply_function (c, f, arguments, NODE_NONE);
  c->result = result;
}

/* The source or destination TEXT of a flow; *deref: behind it.  */
unsigned operand (goro_call *c, const char *text, bool *deref)
{
  *deref = *text == '*';
  if (*deref)
    text++;
  if (*text == 'r')
    return c->result;
  return argument (c, atoi (text) - 1);
}

void flow (goro_call *c, const char *text, unsigned kept)
{
  const char *equals = strchr (text, '=');
  bool deref, to_deref;
  unsigned from = operand (c, equals + 1, &deref);
  if (deref && from != NODE_NONE) {
    unsigned n = c->graph->add (KIND_VALUE, NULL_TREE, c->stmt);
    c->graph->load (n, from, c->stmt);
    from = n;
  }
  if (*text == 'h')
    keep (c, from, kept);
  else if (*text == 'c') {
    unsigned i = atoi (text + 1) - 1;
    auto_vec<tree> all;
    if (i < c->values.length ())
      functions_of (c->values[i], &all);
    else
      all.safe_push (NULL_TREE);
    for (tree fn : all)
      call_back (c, fn, from);
  } else {
    unsigned to = operand (c, text, &to_deref);
    if (to_deref)
      c->graph->store (to, from, c->stmt);
    else
      c->graph->copy (to, from, c->stmt);
  }
}

/* May the callee store through its parameter I?  */
bool writes_p (goro_call *c, unsigned i)
{
  tree type = gimple_call_fntype (c->stmt), t = type ? TYPE_ARG_TYPES (type) : NULL_TREE;
  for (; t && i > 0; i--)
    t = TREE_CHAIN (t);
  return t == NULL_TREE || !POINTER_TYPE_P (TREE_VALUE (t)) || !TYPE_READONLY (TREE_TYPE (TREE_VALUE (t)));
}

/* KEPT: where the destination h is.  */
void apply_line (goro_call *c, const goro_library_line *l, unsigned kept)
{
  auto_vec<bool> forgotten;
  forgotten.safe_grow_cleared (c->arguments.length ());
  bool result = false, stores = strncmp (l->name, "memset", 6) != 0 && strcmp (l->name, "bzero") != 0;
  for (const char *p = l->parameters; *p; ) {
    unsigned i = atoi (p), j;
    p += strspn (p, "0123456789");
    if (i == 0 && startswith (p, "...")) {
      p += 3;
      for (j = 0; j < forgotten.length (); j++)
        if (j >= (TYPE_ARG_TYPES (gimple_call_fntype (c->stmt))
                  ? (unsigned) type_num_arguments (gimple_call_fntype (c->stmt)) : 0U))
          forgotten[j] = true;
    } else if (i == 0)
      p += strcspn (p, " ");
    else if (i <= forgotten.length ())
      forgotten[i - 1] = true;
    p += strspn (p, " ");
  }
  for (const char *p = l->flows; *p; ) {
    char text[32];
    size_t n = strcspn (p, " ");
    memcpy (text, p, n);
    text[n] = '\0';
    flow (c, text, kept);
    if (*text == 'r')
      result = true;
    if (*text == '*')
      stores = false;
    if (*text == 'h' && text[2] != '*' && atoi (text + 2) > 0 && (unsigned) atoi (text + 2) <= forgotten.length ())
      forgotten[atoi (text + 2) - 1] = true;
    p += n;
    p += strspn (p, " ");
  }
  for (unsigned i = 0; i < forgotten.length (); i++)
    if (!forgotten[i])
      keep (c, c->arguments[i], NODE_UNSEEN);
    else if (stores && writes_p (c, i))
      c->graph->store (c->arguments[i], NODE_HEAP, c->stmt);
  if (!result)
    result_from_elsewhere (c);
}

/* The callee keeps no argument, but may copy what it finds behind one to what another leads to: PROMISED: not to the heap.  */
void copy_among (goro_call *c, bool promised)
{
  unsigned all = c->graph->add (KIND_VALUE, NULL_TREE, c->stmt);
  for (unsigned n : c->arguments)
    c->graph->copy (all, n, c->stmt);
  unsigned content = c->graph->reachable (all, c->stmt);
  c->graph->store (all, content, c->stmt, promised);
  c->graph->store (all, NODE_HEAP, c->stmt, promised);
  c->graph->copy (c->result, all, c->stmt);
  c->graph->copy (c->result, content, c->stmt);
  result_from_elsewhere (c);
}

void result_of_malloc (goro_call *c)
{
  c->graph->copy (c->result, NODE_UNKNOWN, c->stmt);
  if (!goro_opt.malloc_gc && c->result)
    c->graph->address (c->result, NODE_MALLOC, c->stmt);
}

bool atomic_p (tree fn)
{
  const char *name = name_of (fn);
  return startswith (name, "__atomic_") || startswith (name, "__sync_");
}

/* An operation on memory by value: *0 = the others; what is expected by a comparison stands behind argument 1.  */
void atomic (goro_call *c, bool compares)
{
  unsigned held = c->graph->add (KIND_VALUE, NULL_TREE, c->stmt);
  c->graph->load (held, argument (c, 0), c->stmt);
  for (unsigned i = 1; i < c->arguments.length (); i++)
    if (unsigned n = c->arguments[i]) {
      if (compares && i == 1)
        c->graph->store (n, held, c->stmt);
      else
        c->graph->store (argument (c, 0), n, c->stmt);
    }
  c->graph->copy (c->result, held, c->stmt);
  c->graph->copy (c->number, held, c->stmt);
}

/* True if FN is one of GCC's that is no mere function, and done with.  */
bool builtin (goro_call *c, tree fn)
{
  if (!fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    return false;
  if (atomic_p (fn)) {
    if (strchr ("0123456789", name_of (fn)[strlen (name_of (fn)) - 1]))
      atomic (c, startswith (name_of (fn), "__atomic_compare_exchange"));
    else
      copy_among (c, false);
    return true;
  }
  switch (DECL_FUNCTION_CODE (fn)) {
  case BUILT_IN_ALLOCA:
  case BUILT_IN_ALLOCA_WITH_ALIGN:
  case BUILT_IN_ALLOCA_WITH_ALIGN_AND_MAX:
    if (c->result)
      c->graph->address (c->result, c->graph->add (KIND_ALLOCA, NULL_TREE, c->stmt), c->stmt);
    return true;
  case BUILT_IN_VA_START:
    /* What va_arg will find has escaped in the callers (apply_summary).  */
    c->graph->store (argument (c, 0), NODE_HEAP, c->stmt);
    return true;
  case BUILT_IN_VA_COPY:
    copy_among (c, false);
    return true;
  case BUILT_IN_EXPECT:
  case BUILT_IN_EXPECT_WITH_PROBABILITY:
  case BUILT_IN_ASSUME_ALIGNED:
    c->graph->copy (c->result, argument (c, 0), c->stmt);
    return true;
  case BUILT_IN_MALLOC:
  case BUILT_IN_CALLOC:
  case BUILT_IN_ALIGNED_ALLOC:
  case BUILT_IN_STRDUP:
  case BUILT_IN_STRNDUP:
    result_of_malloc (c);
    return true;
  case BUILT_IN_REALLOC:
    result_of_malloc (c);
    return true;
  case BUILT_IN_RETURN_ADDRESS:
  case BUILT_IN_FRAME_ADDRESS:
  case BUILT_IN_DWARF_CFA:
  case BUILT_IN_STACK_SAVE:
  case BUILT_IN_STACK_RESTORE:
  case BUILT_IN_VA_END:
  case BUILT_IN_PREFETCH:
  case BUILT_IN_OBJECT_SIZE:
  case BUILT_IN_DYNAMIC_OBJECT_SIZE:
  case BUILT_IN_CONSTANT_P:
  case BUILT_IN_UNREACHABLE:
  case BUILT_IN_TRAP:
  case BUILT_IN_FREE:
  case BUILT_IN_SETJMP:
  case BUILT_IN_SETJMP_SETUP:
  case BUILT_IN_SETJMP_RECEIVER:
  case BUILT_IN_LONGJMP:
  case BUILT_IN_NONLOCAL_GOTO:
  case BUILT_IN_CLEAR_CACHE:
    return true;
  default:
    return false;
  }
}

/* The function has been started or is called by the runtime only: with pointers from elsewhere.  */
void trampoline (goro_call *c)
{
  tree fn = function_value (c->values[1]);
  goro_function *f = fn ? goro_function_of (fn) : NULL;
  if (f == NULL) {
    keep (c, argument (c, 2), NODE_UNSEEN);
    return;
  }
  auto_vec<unsigned> arguments;
  for (tree p = DECL_ARGUMENTS (fn); p; p = DECL_CHAIN (p))
    arguments.safe_push (NODE_HEAP);
  apply_function (c, f, arguments, argument (c, 2));
}

/* goro.h's inline function as well: in its own summary the array of cases, the buffers and what is in them are all one.  */
bool select_p (const_tree fn)
{
  const char *name = name_of (fn);
  return strcmp (name, "__goro_select") == 0 || strcmp (name, "__goro_select_try") == 0 || strcmp (name, "__goro_select_any") == 0;
}

/* Each case leads to a buffer: what is there is sent, or it is received into.  */
void select (goro_call *c)
{
  unsigned buffers = c->graph->add (KIND_VALUE, NULL_TREE, c->stmt), sent = c->graph->add (KIND_VALUE, NULL_TREE, c->stmt);
  c->graph->load (buffers, argument (c, 0), c->stmt);
  c->graph->load (sent, buffers, c->stmt);
  c->graph->store (buffers, NODE_HEAP, c->stmt);
  keep (c, sent, NODE_KEPT);
}

tree noescape_attribute_of (goro_call *c, tree fn)
{
  tree attribute = NULL_TREE, type = gimple_call_fntype (c->stmt);
  if (fn)
    attribute = lookup_attribute ("goro_noescape", DECL_ATTRIBUTES (fn));
  if (attribute == NULL_TREE && type)
    attribute = lookup_attribute ("goro_noescape", TYPE_ATTRIBUTES (type));
  return attribute;
}

/* True if the declaration says what the callee keeps.  */
bool promised (goro_call *c, tree fn)
{
  tree attribute = noescape_attribute_of (c, fn);
  int flags = gimple_call_flags (c->stmt);
  bool quiet = (flags & (ECF_CONST | ECF_PURE)) != 0;
  auto_vec<unsigned> all;
  bool any = false;
  for (unsigned i = 0; i < c->arguments.length (); i++) {
    bool forgotten = quiet, alone = false;
    for (tree a = attribute; a && !forgotten; a = lookup_attribute ("goro_noescape", TREE_CHAIN (a)))
      for (tree v = TREE_VALUE (a); v; v = TREE_CHAIN (v))
        if (tree_fits_uhwi_p (TREE_VALUE (v)) && tree_to_uhwi (TREE_VALUE (v)) == i + 1)
          forgotten = true;
    if (!forgotten && c->arguments[i] != NODE_NONE) {
      int eaf = gimple_call_arg_flags (c->stmt, i);
      alone = (eaf & EAF_NO_DIRECT_ESCAPE) != 0;
      forgotten = (eaf & EAF_UNUSED) || (alone && (eaf & EAF_NO_INDIRECT_ESCAPE));
    }
    if (!forgotten && alone) {
      keep (c, c->graph->reachable (c->arguments[i], c->stmt), NODE_UNSEEN);
      forgotten = true;
    }
    any |= forgotten;
    all.safe_push (c->arguments[i]);
    if (!forgotten)
      keep (c, c->arguments[i], NODE_UNSEEN);
  }
  if (any) {
    /* What is kept has escaped by now; all the same it may be stored in what is not.  */
    if (!quiet)
      copy_among (c, true);
    else {
      for (unsigned n : all) {
        c->graph->copy (c->result, n, c->stmt);
        if (!(flags & ECF_CONST) && c->result)
          c->graph->copy (c->result, c->graph->reachable (n, c->stmt), c->stmt);
      }
      result_from_elsewhere (c);
    }
  }
  return any;
}

} // namespace

/* __attribute__ ((goro_noescape (1, 3))): of a function or of its type.  */
static tree handle_noescape (tree *node, tree name, tree args, int, bool *no_add)
{
  for (; args; args = TREE_CHAIN (args)) {
    tree v = TREE_VALUE (args);
    if (v)
      STRIP_NOPS (v);
    if (v == NULL_TREE || TREE_CODE (v) != INTEGER_CST || tree_int_cst_sgn (v) <= 0) {
      error ("%qE takes the numbers of parameters, counted from 1", name);
      *no_add = true;
      return NULL_TREE;
    }
    TREE_VALUE (args) = v;
    unsigned HOST_WIDE_INT n = tree_to_uhwi (v);
    if (!prototype_p (*node) || stdarg_p (*node))
      continue;
    if (n > (unsigned HOST_WIDE_INT) type_num_arguments (*node)) {
      error ("%qE (%wu): the function has %d parameters", name, n, type_num_arguments (*node));
      *no_add = true;
      return NULL_TREE;
    }
  }
  return NULL_TREE;
}

static struct attribute_spec noescape_attribute
  = { "goro_noescape", 1, -1, false, true, true, false, handle_noescape, NULL };

void goro_escape_register_attributes (void)
{
  register_attribute (&noescape_attribute);
}

/* FN, NULL if nobody knows it, is what C calls.  */
static void apply_call_of (goro_call *c, tree fn)
{
  gcall *stmt = c->stmt;
  if (gimple_call_internal_p (stmt, IFN_VA_ARG)) {
    unsigned list = c->graph->reachable (argument (c, 0), stmt);
    c->graph->copy (c->result, list, stmt);
    result_from_elsewhere (c);
    return;
  }
  if (gimple_call_internal_p (stmt)) {
    copy_among (c, false);
    return;
  }
  if (fn) {
    const char *name = name_of (fn);
    if (builtin (c, fn))
      return;
    if (select_p (fn)) {
      select (c);
      return;
    }
    if (goro_function *f = goro_function_of (fn)) {
      apply_function (c, f, c->arguments, c->chain);
      return;
    }
    if (startswith (name, "__goro_") || startswith (name, "goro_")) {
      if (strcmp (name, "__goro_new") == 0 || strcmp (name, "__goro_make") == 0) {
        if (c->result) {
          unsigned object = c->graph->add (KIND_NEW, NULL_TREE, stmt);
          c->graph->copy (c->result, NODE_STATIC, stmt);
          c->graph->address (c->result, object, stmt);
        }
        return;
      }
      if (strcmp (name, "__goro_trampoline") == 0) {
        trampoline (c);
        return;
      }
      if (strcmp (name, "goro_alloc") == 0 || strcmp (name, "__goro_new_flexible") == 0) {
        c->graph->copy (c->result, NODE_STATIC, stmt);
        return;
      }
      if (const goro_library_line *l = goro_runtime_function_p (fn) ? find (runtime, ARRAY_SIZE (runtime), name) : NULL) {
        apply_line (c, l, NODE_KEPT);
        return;
      }
      /* What the table does not know may be kept, for as long as anybody likes.  */
      if (goro_runtime_function_p (fn))
        for (unsigned n : c->arguments)
          keep (c, n, NODE_KEPT);
    }
    bool library = fndecl_built_in_p (fn) || in_system_header_at (DECL_SOURCE_LOCATION (fn));
    cgraph_node *node = cgraph_node::get (fn);
    if (library && TREE_PUBLIC (fn) && (node == NULL || !node->definition || DECL_EXTERNAL (fn)))
      if (const goro_library_line *l = library_line (name)) {
        apply_line (c, l, NODE_STORED);
        return;
      }
  }
  /* What the user promises counts for more.  The linker checks what direct calls rely on.  */
  goro_facts *facts = fn && fn == gimple_call_fndecl (stmt) && noescape_attribute_of (c, fn) == NULL_TREE ? goro_facts_of (stmt, fn) : NULL;
  if (facts) {
    for (unsigned i = 0; i < c->arguments.length () && i < facts->holds.length (); i++)
      if (c->arguments[i] != NODE_NONE && (facts->holds[i] & FACT_STAYS))
        c->caller->uses.safe_push (goro_use { facts, i, c->arguments[i], stmt, c->result });
    /* That nothing comes from elsewhere counts even if no argument does.  */
    if (c->result != NODE_NONE && facts->result_from_arguments)
      c->caller->uses.safe_push (goro_use { facts, 0, NODE_NONE, stmt, c->result });
    apply_summary (c, &facts->summary, c->arguments, c->chain);
    return;
  }
  if (promised (c, fn))
    return;
  unsigned all = c->graph->add (KIND_VALUE, NULL_TREE, stmt);
  for (unsigned n : c->arguments)
    c->graph->copy (all, n, stmt);
  c->graph->copy (all, c->chain, stmt);
  keep (c, all, NODE_UNSEEN);
  result_from_elsewhere (c);
}

void goro_apply_call (goro_call *c)
{
  tree fn = gimple_call_fndecl (c->stmt);
  auto_vec<tree> targets;
  if (fn == NULL_TREE && goro_targets_of_call (c->stmt, &targets))
    for (tree t : targets)
      apply_call_of (c, t);
  else
    apply_call_of (c, fn);
}
