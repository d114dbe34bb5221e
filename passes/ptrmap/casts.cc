/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which integers and character arrays of this unit have addresses kept in them.

   C's types say of an integer that it is none, and nearly always are right.  The exceptions show: somewhere a
   pointer is converted to an integer that is then kept, or an integer that was kept is
   converted to a pointer.  Seen here, on the trees as parsed, are

       integers (variables, parameters, fields, results of functions) that get a converted pointer, and all to
       which they are assigned in turn; and those that are converted to pointers, and all that are
       assigned to them;
       character arrays used as storage: their address is converted to a pointer to something that can hold one, or
       given as void * to a function that is not known to treat it as text, or pointers are
       copied into them; the same for other objects into which memcpy copies pointers.

   Calls through pointers are one place for all functions whose address is taken.

   Each is marked with an attribute, which goes along with -flto; its words are ambiguous.  An array used as storage
   begins as zeros: a byte written over what is left of an old address would look like an
   address of this stack.

   Not seen: a pointer that one file makes an integer, another file keeps, and a third makes a pointer again, without
   uintptr_t.  Where it starts as the address of a local there is a warning.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "hash-map.h"
#include "hash-set.h"

static const char CARRIES[] = "goro carries";

bool goro_carries_p (const_tree decl)
{
  if (decl == NULL_TREE)
    return false;
  if (TYPE_P (decl))
    return lookup_attribute (CARRIES, TYPE_ATTRIBUTES (TYPE_MAIN_VARIANT (decl)));
  return DECL_P (decl) && lookup_attribute (CARRIES, DECL_ATTRIBUTES (decl));
}

/* Declared as uintptr_t or intptr_t, through any number of typedefs?  */
bool goro_pointer_sized_name_p (const_tree type)
{
  while (type && TYPE_NAME (type) && TREE_CODE (TYPE_NAME (type)) == TYPE_DECL && DECL_NAME (TYPE_NAME (type))) {
    const char *name = IDENTIFIER_POINTER (DECL_NAME (TYPE_NAME (type)));
    if (strcmp (name, "uintptr_t") == 0 || strcmp (name, "intptr_t") == 0)
      return true;
    type = DECL_ORIGINAL_TYPE (TYPE_NAME (type));
  }
  return false;
}

namespace {

/* A value flows from one to the other.  A parameter of a function that may be defined later: by number.  */
struct edge_between {
  tree to;
  int parameter; /* -1: to itself */
  tree from;
};

auto_vec<edge_between> edges;
hash_set<tree> from_pointer, to_pointer;
/* What is stored and loaded through pointers to integers.  */
#define INDIRECT ptr_type_node
/* As a leaf of an expression: a converted pointer.  */
#define CONVERTED null_pointer_node
/* What calls through pointers give and get.  */
#define CALLS void_type_node

bool indirect_carries, calls_carry;

/* All of them, for the garbage collector to know.  */
tree kept;
hash_set<tree> seen;
const struct ggc_root_tab roots[] = {
  { &kept, 1, sizeof kept, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

tree keep (tree t)
{
  if (t && !seen.add (t))
    kept = tree_cons (NULL_TREE, t, kept);
  return t;
}

void mark (tree t)
{
  if (t == INDIRECT)
    indirect_carries = true;
  else if (t == CALLS)
    calls_carry = true;
  else if (goro_carries_p (t))
    return;
  else if (TYPE_P (t)) {
    t = TYPE_MAIN_VARIANT (t);
    TYPE_ATTRIBUTES (t) = tree_cons (get_identifier (CARRIES), NULL_TREE, TYPE_ATTRIBUTES (t));
  } else
    DECL_ATTRIBUTES (t) = tree_cons (get_identifier (CARRIES), NULL_TREE, DECL_ATTRIBUTES (t));
}

bool word_integer_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_WORD;
}

bool character_array_p (const_tree type)
{
  return TREE_CODE (type) == ARRAY_TYPE && TREE_CODE (TREE_TYPE (type)) == INTEGER_TYPE
         && TYPE_PRECISION (TREE_TYPE (type)) == BITS_PER_UNIT;
}

tree object_of (tree e);

/* A builtin that works on an integer in memory as one step, by its first argument.  */
bool atomic_p (tree fn)
{
  return fn && fndecl_built_in_p (fn, BUILT_IN_NORMAL) && DECL_NAME (fn)
         && (startswith (IDENTIFIER_POINTER (DECL_NAME (fn)), "__atomic_")
             || startswith (IDENTIFIER_POINTER (DECL_NAME (fn)), "__sync_"));
}

/* The integer that the pointer E points to.  */
tree pointed_integer (tree e)
{
  tree object = object_of (e);
  return object ? object : INDIRECT;
}

/* The variable, field or function that an expression reads or writes, or NULL.  */
tree node_of (tree e)
{
  while (TREE_CODE (e) == ARRAY_REF)
    e = TREE_OPERAND (e, 0);
  switch (TREE_CODE (e)) {
  case VAR_DECL:
  case PARM_DECL:
  case RESULT_DECL:
    if (goro_pointer_sized_name_p (TREE_TYPE (e)))
      mark (e);
    return e;
  case COMPONENT_REF:
    if (TREE_CODE (TREE_OPERAND (e, 1)) == FIELD_DECL && goro_pointer_sized_name_p (TREE_TYPE (TREE_OPERAND (e, 1))))
      mark (TREE_OPERAND (e, 1));
    return TREE_OPERAND (e, 1);
  case INDIRECT_REF:
  case MEM_REF:
    return INDIRECT;
  case CALL_EXPR: {
    tree fn = get_callee_fndecl (e);
    if (fn == NULL_TREE)
      return CALLS;
    if (atomic_p (fn) && call_expr_nargs (e) > 0)
      return pointed_integer (CALL_EXPR_ARG (e, 0));
    if (goro_pointer_sized_name_p (TREE_TYPE (TREE_TYPE (fn))))
      mark (fn);
    return fn;
  }
  default:
    return NULL_TREE;
  }
}

/* Adds what the value of E, a word-sized integer, may come from.  */
void leaves (tree e, vec<tree> *to, unsigned depth = 0)
{
  if (e == NULL_TREE || depth > 64)
    return;
  switch (TREE_CODE (e)) {
  CASE_CONVERT:
  case NON_LVALUE_EXPR:
  case SAVE_EXPR:
  case C_MAYBE_CONST_EXPR: {
    tree op = TREE_OPERAND (e, TREE_CODE (e) == C_MAYBE_CONST_EXPR ? 1 : 0);
    if (op == NULL_TREE)
      return;
    if (POINTER_TYPE_P (TREE_TYPE (op))) {
      if (!integer_zerop (op))
        to->safe_push (CONVERTED);
    } else if (!INTEGRAL_TYPE_P (TREE_TYPE (op)) || TYPE_PRECISION (TREE_TYPE (op)) >= BITS_PER_WORD)
      leaves (op, to, depth + 1);
    return;
  }
  case BIT_AND_EXPR:
    if (tree_fits_uhwi_p (TREE_OPERAND (e, 1)) && tree_to_uhwi (TREE_OPERAND (e, 1)) <= 0xffffffff)
      return;
    /* FALLTHRU */
  case PLUS_EXPR:
  case BIT_IOR_EXPR:
  case BIT_XOR_EXPR:
  case MAX_EXPR:
  case MIN_EXPR:
    leaves (TREE_OPERAND (e, 0), to, depth + 1);
    leaves (TREE_OPERAND (e, 1), to, depth + 1);
    return;
  case MINUS_EXPR: {
    auto_vec<tree> other;
    leaves (TREE_OPERAND (e, 1), &other, depth + 1);
    if (!other.contains (CONVERTED))
      leaves (TREE_OPERAND (e, 0), to, depth + 1);
    return;
  }
  case COND_EXPR:
    leaves (TREE_OPERAND (e, 1), to, depth + 1);
    leaves (TREE_OPERAND (e, 2), to, depth + 1);
    return;
  case COMPOUND_EXPR:
  case MODIFY_EXPR:
  case INIT_EXPR:
    leaves (TREE_OPERAND (e, 1), to, depth + 1);
    return;
  case BIT_NOT_EXPR:
  case NEGATE_EXPR:
  case PREINCREMENT_EXPR:
  case PREDECREMENT_EXPR:
  case POSTINCREMENT_EXPR:
  case POSTDECREMENT_EXPR:
    leaves (TREE_OPERAND (e, 0), to, depth + 1);
    return;
  default:
    if (tree n = node_of (e))
      to->safe_push (keep (n));
    return;
  }
}

void flow (tree to, int parameter, tree value)
{
  if (to == NULL_TREE || value == NULL_TREE || !word_integer_p (TREE_TYPE (value)))
    return;
  auto_vec<tree> from;
  leaves (value, &from);
  keep (to);
  for (tree t : from)
    edges.safe_push ({ to, parameter, t });
}

/* Without conversions between pointers.  */
tree strip (tree e)
{
  while (CONVERT_EXPR_P (e) || TREE_CODE (e) == NON_LVALUE_EXPR || TREE_CODE (e) == SAVE_EXPR)
    e = TREE_OPERAND (e, 0);
  return e;
}

/* The object whose address, or a place in which, E is; NULL if E is some other pointer.  */
tree object_of (tree e)
{
  e = strip (e);
  while (TREE_CODE (e) == POINTER_PLUS_EXPR)
    e = strip (TREE_OPERAND (e, 0));
  if (TREE_CODE (e) != ADDR_EXPR)
    return NULL_TREE;
  e = TREE_OPERAND (e, 0);
  while (TREE_CODE (e) == ARRAY_REF)
    e = TREE_OPERAND (e, 0);
  if (TREE_CODE (e) == COMPONENT_REF)
    return TREE_OPERAND (e, 1);
  return DECL_P (e) ? e : NULL_TREE;
}

/* Can an object of TYPE hold a pointer, as far as is known?  */
bool holds_pointer_p (tree type)
{
  if (VOID_TYPE_P (type) || FUNC_OR_METHOD_TYPE_P (type))
    return false;
  if (!COMPLETE_TYPE_P (type))
    return true;
  unsigned char kinds[64] = { 0 };
  goro_type_words (type, NULL_TREE, 0, kinds, 64);
  for (unsigned char k : kinds)
    if (k & (GORO_KIND_POINTER | GORO_KIND_EITHER))
      return true;
  return false;
}

tree pointed (tree e)
{
  tree type = TREE_TYPE (e);
  return POINTER_TYPE_P (type) ? TREE_TYPE (type) : NULL_TREE;
}

bool character_p (const_tree type)
{
  return type && TREE_CODE (type) == INTEGER_TYPE && TYPE_PRECISION (type) == BITS_PER_UNIT;
}

bool bytes_of_void;    /* it takes the bytes of what it gets as void * */
bool casts_characters; /* the function at hand makes something else of a pointer to characters */

/* E, converted to a pointer to TYPE.  */
void convert_pointer (tree e, tree type)
{
  tree from = pointed (e);
  if (from == NULL_TREE || !(character_p (from) || character_array_p (from)) || VOID_TYPE_P (type)
      || !holds_pointer_p (type))
    return;
  tree object = object_of (e);
  if (object == NULL_TREE)
    casts_characters = true;
  else if (character_array_p (TREE_TYPE (object)))
    mark (object);
}

/* C library functions that get bytes as void * and treat them as such, apart from GCC's builtins.  */
bool bytes_function_p (tree fn)
{
  static const char *const names[] = { "read", "write", "pread", "pwrite", "recv", "recvfrom", "send", "sendto",
                                       "getrandom", "getentropy", "inet_ntop", "inet_pton", "pread64", "pwrite64",
                                       "fread", "fwrite", "free", "setvbuf", "getsockopt", "setsockopt" };
  for (const char *n : names)
    if (DECL_NAME (fn) && strcmp (IDENTIFIER_POINTER (DECL_NAME (fn)), n) == 0)
      return true;
  return fndecl_built_in_p (fn);
}

bool copies_p (tree fn)
{
  if (fn == NULL_TREE || !fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    return false;
  switch (DECL_FUNCTION_CODE (fn)) {
  case BUILT_IN_MEMCPY:
  case BUILT_IN_MEMMOVE:
  case BUILT_IN_MEMPCPY:
  case BUILT_IN_MEMCPY_CHK:
  case BUILT_IN_MEMMOVE_CHK:
  case BUILT_IN_MEMPCPY_CHK:
    return true;
  default:
    return false;
  }
}

/* memcpy (to, from): pointers into something declared without?  */
void copy_bytes (tree to, tree from)
{
  tree t = pointed (strip (to)), f = pointed (strip (from)), buffer = object_of (to);
  /* Of somebody's elements, whatever they are.  */
  if (f && buffer && character_array_p (TREE_TYPE (buffer)) && (VOID_TYPE_P (f) || (bytes_of_void && character_p (f))))
    mark (buffer);
  if (t == NULL_TREE || f == NULL_TREE || VOID_TYPE_P (t) || VOID_TYPE_P (f) || !holds_pointer_p (f)
      || holds_pointer_p (t))
    return;
  tree object = object_of (to);
  if (object)
    mark (object);
  else if (!character_p (t))
    mark (t);
  else
    casts_characters = true;
}

/* The address of a local, made an integer and passed as one that is not uintptr_t.  */
struct departure {
  tree fn, local, type;
  location_t place;
};
auto_vec<departure> departures;

/* The local whose address E, an integer, is; or NULL.  */
tree converted_local (tree e)
{
  while (CONVERT_EXPR_P (e) || TREE_CODE (e) == NON_LVALUE_EXPR || TREE_CODE (e) == SAVE_EXPR || TREE_CODE (e) == PLUS_EXPR
         || TREE_CODE (e) == POINTER_PLUS_EXPR || TREE_CODE (e) == BIT_IOR_EXPR)
    e = TREE_OPERAND (e, 0);
  tree base = TREE_CODE (e) == ADDR_EXPR ? get_base_address (TREE_OPERAND (e, 0)) : NULL_TREE;
  return base && (VAR_P (base) || TREE_CODE (base) == PARM_DECL) && auto_var_p (base) ? base : NULL_TREE;
}

/* Arguments behind the dots, and those of C library functions that are not compiled with goro as a rule, are left alone.  */
void note_departures (tree e, tree fn)
{
  /* Without a function: one of GCC's internal ones, as __builtin_add_overflow becomes.  */
  if (goro_opt.local_address == 0 || CALL_EXPR_FN (e) == NULL_TREE || (fn && fndecl_built_in_p (fn)))
    return;
  tree fntype = TREE_TYPE (TREE_TYPE (CALL_EXPR_FN (e)));
  tree types = TYPE_ARG_TYPES (fntype);
  for (int i = 0; i < call_expr_nargs (e) && types && !VOID_TYPE_P (TREE_VALUE (types)); i++, types = TREE_CHAIN (types)) {
    tree type = TREE_VALUE (types), local;
    if (word_integer_p (type) && !goro_pointer_sized_name_p (type) && (local = converted_local (CALL_EXPR_ARG (e, i))))
      departures.safe_push ({ keep (fn), keep (local), type, EXPR_LOCATION (e) });
  }
}

/* Those to functions that are not in this unit, which cannot know.  */
void warn_of_departures (void)
{
  for (const departure &d : departures)
    if (d.fn == NULL_TREE || DECL_EXTERNAL (d.fn) || !DECL_STRUCT_FUNCTION (d.fn)) {
      if (goro_opt.local_address == 2)
        error_at (d.place, "address of local %qD is passed as %qT, which another file takes for no address; "
                  "use %<uintptr_t%>", d.local, d.type);
      else
        warning_at (d.place, 0, "address of local %qD is passed as %qT, which another file takes for no address; "
                    "use %<uintptr_t%>", d.local, d.type);
    }
}

void call (tree e)
{
  tree fn = get_callee_fndecl (e);
  note_departures (e, fn);
  if (copies_p (fn) && call_expr_nargs (e) >= 2)
    copy_bytes (CALL_EXPR_ARG (e, 0), CALL_EXPR_ARG (e, 1));
  for (int i = 0; i < call_expr_nargs (e); i++) {
    tree arg = CALL_EXPR_ARG (e, i);
    if (atomic_p (fn)) {
      if (i > 0 && word_integer_p (TREE_TYPE (arg)))
        flow (pointed_integer (CALL_EXPR_ARG (e, 0)), -1, arg);
      else if (i > 0 && POINTER_TYPE_P (TREE_TYPE (arg))) {
        tree a = keep (pointed_integer (CALL_EXPR_ARG (e, 0))), b = keep (pointed_integer (arg));
        edges.safe_push ({ a, -1, b });
        edges.safe_push ({ b, -1, a });
      }
    } else if (word_integer_p (TREE_TYPE (arg)))
      flow (fn ? fn : CALLS, fn ? i : -1, arg);
    if (!(fn && (bytes_function_p (fn) || copies_p (fn))) && pointed (arg) && VOID_TYPE_P (pointed (arg))) {
      tree object = object_of (arg);
      if (object && (character_array_p (TREE_TYPE (object)) || word_integer_p (TREE_TYPE (object))))
        mark (object);
    }
  }
}

void initialize (tree object, tree value)
{
  if (value == NULL_TREE)
    return;
  if (TREE_CODE (value) == CONSTRUCTOR) {
    unsigned k;
    tree index, v;
    FOR_EACH_CONSTRUCTOR_ELT (CONSTRUCTOR_ELTS (value), k, index, v)
      initialize (index && TREE_CODE (index) == FIELD_DECL ? index : object, v);
  } else {
    flow (object, -1, value);
    if (pointed (value) && VOID_TYPE_P (pointed (value))) {
      tree from = object_of (value);
      if (from && character_array_p (TREE_TYPE (from)))
        mark (from);
    }
  }
}

auto_vec<tree> arrays; /* local character arrays of the function at hand */

tree visit (tree *tp, int *walk_subtrees, void *)
{
  tree e = *tp;
  if (TYPE_P (e)) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  switch (TREE_CODE (e)) {
  case MODIFY_EXPR:
  case INIT_EXPR:
    initialize (node_of (TREE_OPERAND (e, 0)), TREE_OPERAND (e, 1));
    break;
  case DECL_EXPR: {
    tree var = DECL_EXPR_DECL (e);
    if (!VAR_P (var))
      break;
    node_of (var);
    initialize (var, DECL_INITIAL (var));
    if (character_array_p (TREE_TYPE (var)) && !TREE_STATIC (var) && !DECL_EXTERNAL (var)) {
      arrays.safe_push (var);
      if (DECL_USER_ALIGN (var) && DECL_ALIGN (var) >= BITS_PER_WORD)
        mark (var);
    }
    break;
  }
  case ADDR_EXPR: {
    /* What is stored through pointers to integers may be stored here.  */
    tree type = strip_array_types (TREE_TYPE (TREE_OPERAND (e, 0)));
    tree n = word_integer_p (type) ? node_of (TREE_OPERAND (e, 0)) : NULL_TREE;
    if (n && n != INDIRECT) {
      keep (n);
      edges.safe_push ({ n, -1, INDIRECT });
      edges.safe_push ({ INDIRECT, -1, n });
    }
    break;
  }
  case CALL_EXPR:
    call (e);
    break;
  case RETURN_EXPR: {
    tree v = TREE_OPERAND (e, 0);
    if (v && (TREE_CODE (v) == MODIFY_EXPR || TREE_CODE (v) == INIT_EXPR))
      initialize (current_function_decl, TREE_OPERAND (v, 1));
    break;
  }
  CASE_CONVERT: {
    tree op = TREE_OPERAND (e, 0);
    if (!POINTER_TYPE_P (TREE_TYPE (e)))
      break;
    if (POINTER_TYPE_P (TREE_TYPE (op)) && VOID_TYPE_P (TREE_TYPE (TREE_TYPE (op))) && DECL_P (strip (op))
        && character_p (TREE_TYPE (TREE_TYPE (e))))
      bytes_of_void = true;
    if (POINTER_TYPE_P (TREE_TYPE (op)))
      convert_pointer (op, TREE_TYPE (TREE_TYPE (e)));
    else if (word_integer_p (TREE_TYPE (op))) {
      auto_vec<tree> from;
      leaves (op, &from);
      for (tree t : from)
        if (t != CONVERTED)
          to_pointer.add (t);
    }
    break;
  }
  default:
    break;
  }
  return NULL_TREE;
}

tree parameter (tree fn, int n)
{
  tree p = DECL_ARGUMENTS (fn);
  while (p && n-- > 0)
    p = DECL_CHAIN (p);
  return p;
}

} // namespace

bool goro_bytes_function_p (tree fn)
{
  return fn && bytes_function_p (fn);
}

bool goro_integers_carry_p (void)
{
  return in_lto_p || indirect_carries;
}

bool goro_call_results_carry_p (void)
{
  return in_lto_p || calls_carry;
}

/* One function, as parsed.  */
void goro_scan_casts (tree fndecl)
{
  casts_characters = bytes_of_void = false;
  arrays.truncate (0);
  for (tree p = DECL_ARGUMENTS (fndecl); p; p = DECL_CHAIN (p))
    node_of (p);
  walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl), visit, NULL);
  for (tree var : arrays) {
    if (casts_characters)
      mark (var);
    if (goro_carries_p (var) && DECL_INITIAL (var) == NULL_TREE
        && !lookup_attribute ("uninitialized", DECL_ATTRIBUTES (var)) && TREE_CODE (TYPE_SIZE (TREE_TYPE (var))) == INTEGER_CST)
      DECL_INITIAL (var) = build_constructor (TREE_TYPE (var), NULL);
  }
}

/* All functions have been seen.  */
static void goro_spread_casts (void *, void *)
{
  if (in_lto_p)
    return;
  for (edge_between &e : edges)
    if (e.parameter >= 0) {
      e.to = parameter (e.to, e.parameter);
      e.parameter = -1;
    }
  /* Whoever calls through a pointer may call these.  */
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (node->address_taken) {
      for (tree p = DECL_ARGUMENTS (node->decl); p; p = DECL_CHAIN (p))
        if (word_integer_p (TREE_TYPE (p)))
          edges.safe_push ({ p, -1, CALLS });
      if (word_integer_p (TREE_TYPE (TREE_TYPE (node->decl))))
        edges.safe_push ({ CALLS, -1, node->decl });
    }
  for (const edge_between &e : edges)
    if (e.to && e.from == CONVERTED)
      from_pointer.add (e.to);
  for (bool changed = true; changed; ) {
    changed = false;
    for (const edge_between &e : edges) {
      if (e.to == NULL_TREE || e.from == CONVERTED)
        continue;
      if (from_pointer.contains (e.from) && !from_pointer.add (e.to))
        changed = true;
      if (to_pointer.contains (e.to) && !to_pointer.add (e.from))
        changed = true;
    }
  }
  for (tree t : from_pointer)
    mark (t);
  for (tree t : to_pointer)
    mark (t);
  warn_of_departures ();
  edges.release ();
  kept = NULL_TREE;
}

void goro_casts_init (const char *name)
{
  register_callback (name, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
  register_callback (name, PLUGIN_ALL_IPA_PASSES_START, goro_spread_casts, NULL);
}
