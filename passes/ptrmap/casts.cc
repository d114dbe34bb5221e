/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which integers and character arrays of this unit have addresses kept in them.

   C's types say of an integer that it is none, and nearly always are right.  The exceptions show: somewhere a
   pointer is converted to an integer that is then kept, or an integer that was kept is
   converted to a pointer.  Seen here, on the trees as parsed, are

       numbers as wide as an address or wider (integers of 64 and 128 bits, doubles: variables, parameters, fields,
       results of functions) that get a converted pointer, and all to which they are assigned in
       turn; and those that are converted to pointers, and all that are assigned to them.  The
       numbers of one union are one place, and so is all that pointers to numbers point to.  memcpy between
       a number and a pointer, and a pointer read as a number, are conversions;
       arrays of characters or numbers used as storage: their address is converted to a pointer to something that can
       hold one, or given as void * to a function that is not known to treat it as text, or returned
       as void * to who knows whom, or pointers are copied into them.  An address is followed through pointers to characters and
       void *, fields and calls; the same for other objects into which memcpy copies pointers.

   Calls through pointers are one place for all functions whose address is taken.

   Each is marked with an attribute, which goes along with -flto; its words are ambiguous.  An array used as storage
   begins as zeros (zeros.cc): a byte written over what is left of an old address would look like an
   address of this stack.

   Not seen: a pointer that one file makes an integer, another file keeps, and a third makes a pointer again, without
   uintptr_t.  Where it starts as the address of a local there is a warning.  Nor is a pointer that is stored in one member of a
   union inside a structure, read from another member, and kept as a number in memory: that is how tagged values look, too.  An address with other bits
   above it, shifted, or combined with another one cannot be moved at all: a warning, once for each.  */

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
/* The same for pointers to characters, numbers or void; address: FROM is the object whose address flows.  */
struct pointer_edge {
  struct edge_between e;
  bool address, as_void;
};
auto_vec<pointer_edge> pointer_edges;
hash_set<tree> from_pointer, to_pointer;
/* Used as a pointer to what may hold addresses.  */
hash_set<tree> to_storage;
/* What is stored and loaded through pointers to numbers.  */
#define INDIRECT ptr_type_node
/* As a leaf of an expression: a converted pointer.  */
#define CONVERTED null_pointer_node
/* What calls through pointers give.  */
#define CALLS void_type_node

/* What calls through pointers get: argument I of N, which only functions of N parameters can be given.  */
tree passed (int n, int i)
{
  return build_int_cst (integer_type_node, n * 256 + i);
}

bool indirect_carries, calls_carry, doubles_carry, any_number_carries;

/* All of them, for the garbage collector to know.  */
tree kept;
hash_set<tree> seen;
const struct ggc_root_tab roots[] = {
  { &kept, 1, sizeof kept, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

void link (tree a, tree b);

tree keep (tree t)
{
  if (t && !seen.add (t)) {
    kept = tree_cons (NULL_TREE, t, kept);
    /* The members of a union are one place.  */
    if (TREE_CODE (t) == FIELD_DECL && DECL_CONTEXT (t) && TREE_CODE (DECL_CONTEXT (t)) == UNION_TYPE)
      link (t, TYPE_MAIN_VARIANT (DECL_CONTEXT (t)));
  }
  return t;
}

/* What is in one may be in the other.  */
void link (tree a, tree b)
{
  keep (a);
  keep (b);
  edges.safe_push ({ a, -1, b });
  edges.safe_push ({ b, -1, a });
}

void mark (tree t)
{
  if (TREE_CODE (t) == INTEGER_CST)
    return;
  const_tree number = t == INDIRECT || t == CALLS || TYPE_P (t) ? NULL_TREE
                      : strip_array_types (TREE_CODE (t) == FUNCTION_DECL ? TREE_TYPE (TREE_TYPE (t)) : TREE_TYPE (t));
  if (number == NULL_TREE || !(goro_pointer_sized_name_p (number)
                               || (INTEGRAL_TYPE_P (number) && TYPE_PRECISION (number) == BITS_PER_UNIT)))
    any_number_carries = true;
  if (t == INDIRECT)
    indirect_carries = true;
  else if (t == CALLS)
    calls_carry = true;
  else if (goro_carries_p (t))
    return;
  else if (TYPE_P (t)) {
    t = TYPE_MAIN_VARIANT (t);
    doubles_carry = true;
    TYPE_ATTRIBUTES (t) = tree_cons (get_identifier (CARRIES), NULL_TREE, TYPE_ATTRIBUTES (t));
  } else {
    DECL_ATTRIBUTES (t) = tree_cons (get_identifier (CARRIES), NULL_TREE, DECL_ATTRIBUTES (t));
    if (SCALAR_FLOAT_TYPE_P (strip_array_types (TREE_TYPE (t))))
      doubles_carry = true;
  }
}

bool word_integer_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_WORD;
}

/* A number with room for an address?  */
bool wide_number_p (const_tree type)
{
  return goro_wide_number_p (type);
}

bool character_array_p (const_tree type)
{
  return TREE_CODE (type) == ARRAY_TYPE && TREE_CODE (TREE_TYPE (type)) == INTEGER_TYPE
         && TYPE_PRECISION (TREE_TYPE (type)) == BITS_PER_UNIT;
}

bool number_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) || SCALAR_FLOAT_TYPE_P (type);
}

/* Memory that a program may put anything in?  */
bool storage_p (tree type)
{
  return TREE_CODE (type) == ARRAY_TYPE && number_p (strip_array_types (type));
}

/* Pointers to these are followed.  */
bool storage_pointer_p (const_tree type)
{
  if (!POINTER_TYPE_P (type))
    return false;
  tree to = strip_array_types (TREE_TYPE (type));
  return VOID_TYPE_P (to) || number_p (to);
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
    /* Of a structure in a union.  */
    for (tree t = TREE_OPERAND (e, 0); wide_number_p (TREE_TYPE (e)) && handled_component_p (t); t = TREE_OPERAND (t, 0))
      if (TREE_CODE (t) == COMPONENT_REF && TREE_CODE (DECL_CONTEXT (TREE_OPERAND (t, 1))) == UNION_TYPE)
        link (TREE_OPERAND (e, 1), TYPE_MAIN_VARIANT (DECL_CONTEXT (TREE_OPERAND (t, 1))));
    return TREE_OPERAND (e, 1);
  case INDIRECT_REF:
  case MEM_REF:
    return INDIRECT;
  case COMPOUND_LITERAL_EXPR:
    return COMPOUND_LITERAL_EXPR_DECL (e);
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

/* Without conversions between pointers.  */
tree strip (tree e)
{
  while (CONVERT_EXPR_P (e) || TREE_CODE (e) == NON_LVALUE_EXPR || TREE_CODE (e) == SAVE_EXPR)
    e = TREE_OPERAND (e, 0);
  return e;
}

void places (tree e, vec<tree> *vars, vec<tree> *objects, unsigned depth);
bool read_as_number_p (tree e);

/* What a statement expression has for a value.  */
tree statement_value (tree e)
{
  if (TREE_CODE (e) == TARGET_EXPR)
    return TARGET_EXPR_SLOT (e);
  if (TREE_CODE (e) == BIND_EXPR)
    return BIND_EXPR_BODY (e);
  tree_stmt_iterator last = tsi_last (e);
  return tsi_end_p (last) ? NULL_TREE : tsi_stmt (last);
}

/* Adds what the value of E, a wide number, may come from, and to OBJECTS, if not NULL, those whose address is part of it.  */
void leaves (tree e, vec<tree> *to, vec<tree> *objects = NULL, unsigned depth = 0)
{
  if (e == NULL_TREE || depth > 64)
    return;
  if (TREE_TYPE (e) && SCALAR_FLOAT_TYPE_P (TREE_TYPE (e)) && (UNARY_CLASS_P (e) || BINARY_CLASS_P (e)) && !CONVERT_EXPR_P (e)
      && TREE_CODE (e) != NON_LVALUE_EXPR)
    return; /* computed: a number */
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
      if (objects)
        places (op, to, objects, depth + 1);
    } else if (wide_number_p (TREE_TYPE (op)) && SCALAR_FLOAT_TYPE_P (TREE_TYPE (op)) == SCALAR_FLOAT_TYPE_P (TREE_TYPE (e)))
      leaves (op, to, objects, depth + 1);
    return;
  }
  case LSHIFT_EXPR:
  case RSHIFT_EXPR:
    /* From one half to the other.  */
    if (TYPE_PRECISION (TREE_TYPE (e)) > BITS_PER_WORD)
      leaves (TREE_OPERAND (e, 0), to, objects, depth + 1);
    return;
  case INDIRECT_REF:
    to->safe_push (read_as_number_p (e) ? CONVERTED : INDIRECT);
    return;
  case BIT_AND_EXPR:
    if (tree_fits_uhwi_p (TREE_OPERAND (e, 1)) && tree_to_uhwi (TREE_OPERAND (e, 1)) <= 0xffffffff)
      return;
    /* FALLTHRU */
  case PLUS_EXPR:
  case BIT_IOR_EXPR:
  case BIT_XOR_EXPR:
  case MAX_EXPR:
  case MIN_EXPR:
    leaves (TREE_OPERAND (e, 0), to, objects, depth + 1);
    leaves (TREE_OPERAND (e, 1), to, objects, depth + 1);
    return;
  case MINUS_EXPR: {
    auto_vec<tree> other;
    leaves (TREE_OPERAND (e, 1), &other, NULL, depth + 1);
    if (!other.contains (CONVERTED))
      leaves (TREE_OPERAND (e, 0), to, objects, depth + 1);
    return;
  }
  case BIND_EXPR:
  case STATEMENT_LIST:
  case TARGET_EXPR:
    leaves (statement_value (e), to, objects, depth + 1);
    return;
  case COND_EXPR:
    leaves (TREE_OPERAND (e, 1), to, objects, depth + 1);
    leaves (TREE_OPERAND (e, 2), to, objects, depth + 1);
    return;
  case COMPOUND_EXPR:
  case MODIFY_EXPR:
  case INIT_EXPR:
    leaves (TREE_OPERAND (e, 1), to, objects, depth + 1);
    return;
  case BIT_NOT_EXPR:
  case NEGATE_EXPR:
  case PREINCREMENT_EXPR:
  case PREDECREMENT_EXPR:
  case POSTINCREMENT_EXPR:
  case POSTDECREMENT_EXPR:
    leaves (TREE_OPERAND (e, 0), to, objects, depth + 1);
    return;
  default:
    if (tree n = node_of (e))
      to->safe_push (keep (n));
    return;
  }
}

void flow_pointer (tree to, int parameter, tree value);

void flow (tree to, int parameter, tree value)
{
  if (to == NULL_TREE || value == NULL_TREE)
    return;
  if (storage_pointer_p (TREE_TYPE (value)) || word_integer_p (TREE_TYPE (value)))
    flow_pointer (to, parameter, value);
  if (!wide_number_p (TREE_TYPE (value)))
    return;
  auto_vec<tree> from;
  leaves (value, &from);
  keep (to);
  for (tree t : from)
    edges.safe_push ({ to, parameter, t });
}

/* Where the pointer E may come from: variables, fields and results of functions, and objects whose address it may be.  */
void places (tree e, vec<tree> *vars, vec<tree> *objects, unsigned depth)
{
  if (e == NULL_TREE || depth > 64)
    return;
  switch (TREE_CODE (e)) {
  CASE_CONVERT:
    if (!POINTER_TYPE_P (TREE_TYPE (TREE_OPERAND (e, 0)))) {
      if (wide_number_p (TREE_TYPE (TREE_OPERAND (e, 0))))
        leaves (TREE_OPERAND (e, 0), vars, objects, depth + 1);
      return;
    }
    /* FALLTHRU */
  case NON_LVALUE_EXPR:
  case SAVE_EXPR:
  case POINTER_PLUS_EXPR:
  case PREINCREMENT_EXPR:
  case PREDECREMENT_EXPR:
  case POSTINCREMENT_EXPR:
  case POSTDECREMENT_EXPR:
    places (TREE_OPERAND (e, 0), vars, objects, depth + 1);
    return;
  case C_MAYBE_CONST_EXPR:
  case COMPOUND_EXPR:
  case MODIFY_EXPR:
  case INIT_EXPR:
    places (TREE_OPERAND (e, 1), vars, objects, depth + 1);
    return;
  case BIND_EXPR:
  case STATEMENT_LIST:
  case TARGET_EXPR:
    places (statement_value (e), vars, objects, depth + 1);
    return;
  case COND_EXPR:
    places (TREE_OPERAND (e, 1), vars, objects, depth + 1);
    places (TREE_OPERAND (e, 2), vars, objects, depth + 1);
    return;
  case ADDR_EXPR:
    if (tree object = object_of (e))
      objects->safe_push (keep (object));
    else {
      /* An element of what a pointer points to.  */
      tree t = TREE_OPERAND (e, 0);
      while (TREE_CODE (t) == ARRAY_REF)
        t = TREE_OPERAND (t, 0);
      if (TREE_CODE (t) == INDIRECT_REF)
        places (TREE_OPERAND (t, 0), vars, objects, depth + 1);
    }
    return;
  default:
    if (tree n = node_of (e))
      vars->safe_push (keep (n));
    return;
  }
}

bool same_structure_p (tree a, tree b)
{
  return TREE_CODE (a) == FIELD_DECL && TREE_CODE (b) == FIELD_DECL && DECL_CONTEXT (a) == DECL_CONTEXT (b);
}

/* May T hold the address of storage?  Of integers, locals only.  */
bool holds_place_p (tree t)
{
  return !DECL_P (t) || !wide_number_p (TREE_TYPE (t)) || ((VAR_P (t) || TREE_CODE (t) == PARM_DECL) && auto_var_p (t));
}

void flow_pointer (tree to, int parameter, tree value)
{
  auto_vec<tree> vars, objects;
  bool as_void = POINTER_TYPE_P (TREE_TYPE (value)) && VOID_TYPE_P (TREE_TYPE (TREE_TYPE (value)));
  if (POINTER_TYPE_P (TREE_TYPE (value)))
    places (value, &vars, &objects, 0);
  else
    leaves (value, &vars, &objects);
  keep (to);
  /* Pointers to char in a structure, behind a pointer, or passed as such: text nearly always, and where it may go from there,
     too much.  */
  tree pointed = POINTER_TYPE_P (TREE_TYPE (strip (value))) ? strip_array_types (TREE_TYPE (TREE_TYPE (strip (value)))) : NULL_TREE;
  bool text = pointed && (to == INDIRECT || parameter >= 0 || TREE_CODE (to) == FIELD_DECL)
              && TYPE_MAIN_VARIANT (pointed) == char_type_node;
  for (tree t : vars)
    if (t != CONVERTED && holds_place_p (t) && !(text && !same_structure_p (to, t)))
      pointer_edges.safe_push ({ { to, parameter, t }, false, as_void });
  for (tree t : objects)
    if (!(text && !same_structure_p (to, t)))
      pointer_edges.safe_push ({ { to, parameter, t }, true, as_void });
}

/* The memory of OBJECT, whose address is used as that of something with pointers.  Through void * a single number may go
   to a function that takes it for what it is.  */
void mark_storage (tree object, bool direct)
{
  if (!storage_p (TREE_TYPE (object)) && !(direct && wide_number_p (TREE_TYPE (object))))
    return;
  mark (object);
  if (wide_number_p (strip_array_types (TREE_TYPE (object)))) {
    from_pointer.add (object);
    to_pointer.add (object);
  }
}

/* The pointer E is used as one to what may hold addresses.  */
void use_as_storage (tree e)
{
  auto_vec<tree> vars, objects;
  places (e, &vars, &objects, 0);
  for (tree t : vars)
    if (t != CONVERTED && holds_place_p (t))
      to_storage.add (t);
  for (tree t : objects)
    mark_storage (t, !VOID_TYPE_P (TREE_TYPE (TREE_TYPE (e))));
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

/* Is E, *p of a number, what the source otherwise knows as something with pointers?  */
bool read_as_number_p (tree e)
{
  if (TREE_CODE (e) != INDIRECT_REF || !wide_number_p (TREE_TYPE (e)))
    return false;
  tree to = pointed (strip (TREE_OPERAND (e, 0)));
  return to && !number_p (strip_array_types (to)) && holds_pointer_p (to);
}

/* Does the pointer E point to a pointer, or to a structure that begins with one?  What is behind a structure is memory of another kind.  */
bool begins_with_pointer_p (tree e)
{
  unsigned char kind = 0;
  e = strip (e);
  tree to = pointed (e);
  if (to == NULL_TREE || TREE_CODE (e) == POINTER_PLUS_EXPR || VOID_TYPE_P (to) || !COMPLETE_TYPE_P (to))
    return false;
  goro_type_words (to, NULL_TREE, 0, &kind, 1);
  return kind & (GORO_KIND_POINTER | GORO_KIND_EITHER);
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
  if (from == NULL_TREE || VOID_TYPE_P (type) || !storage_pointer_p (TREE_TYPE (e)) || !holds_pointer_p (type))
    return;
  use_as_storage (e);
  if (!(character_p (from) || character_array_p (from)))
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

/* What the pointer E points to, if it is or may be a wide number; else NULL.  */
tree number_behind (tree e)
{
  tree object = object_of (e), type = pointed (strip (e));
  if (object)
    return number_p (strip_array_types (TREE_TYPE (object))) ? object : NULL_TREE;
  return type && wide_number_p (strip_array_types (type)) ? INDIRECT : NULL_TREE;
}

/* OBJECT or what pointers point to has addresses in it.  */
void carries (tree object)
{
  keep (object);
  from_pointer.add (object);
  to_pointer.add (object);
}

/* memcpy (to, from): pointers into something declared without?  */
void copy_bytes (tree to, tree from)
{
  tree t = pointed (strip (to)), f = pointed (strip (from)), buffer = object_of (to);
  /* Of somebody's elements, whatever they are.  */
  if (f && buffer && character_array_p (TREE_TYPE (buffer)) && (VOID_TYPE_P (f) || (bytes_of_void && character_p (f))))
    mark (buffer);
  tree a = number_behind (to), b = number_behind (from);
  if (a && b)
    link (a, b);
  else if (a && f && !VOID_TYPE_P (f) && !number_p (strip_array_types (f)) && holds_pointer_p (f))
    carries (a);
  else if (b && t && !VOID_TYPE_P (t) && !number_p (strip_array_types (t)) && holds_pointer_p (t))
    carries (b);
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

void call (tree e)
{
  tree fn = get_callee_fndecl (e);
  goro_note_departures (e, fn);
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
    } else if (wide_number_p (TREE_TYPE (arg)))
      flow (fn ? fn : keep (passed (call_expr_nargs (e), i)), fn ? i : -1, arg);
    else if (storage_pointer_p (TREE_TYPE (arg)) && !(fn && (bytes_function_p (fn) || copies_p (fn)))
             && (fn || VOID_TYPE_P (pointed (arg))))
      flow_pointer (fn ? fn : keep (passed (call_expr_nargs (e), i)), fn ? i : -1, arg);
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
      initialize (index && TREE_CODE (index) == FIELD_DECL ? keep (index) : object, v);
  } else {
    flow (object, -1, value);
    if (pointed (value) && VOID_TYPE_P (pointed (value))) {
      tree from = object_of (value);
      if (from && character_array_p (TREE_TYPE (from)))
        mark (from);
    }
  }
}

auto_vec<tree> locals; /* aggregates, of the function at hand */
hash_set<tree> unreached; /* those declared in front of a switch's first label, where no initializer is reached */

/* BODY: of a switch.  */
void note_unreached (tree body)
{
  while (body && TREE_CODE (body) == STATEMENT_LIST && !tsi_end_p (tsi_start (body)))
    body = tsi_stmt (tsi_start (body));
  if (body && TREE_CODE (body) == BIND_EXPR)
    for (tree var = BIND_EXPR_VARS (body); var; var = DECL_CHAIN (var))
      unreached.add (var);
}
/* Its unions that are variables by themselves, and the numbers and pointers in them that it uses.  */
auto_vec<tree> union_numbers;
hash_set<tree> pointer_unions;
hash_set<tree> dereferenced;

void note_union_member (tree e)
{
  tree base = TREE_OPERAND (e, 0), field = TREE_OPERAND (e, 1);
  if (!DECL_P (base) || TREE_CODE (TREE_TYPE (base)) != UNION_TYPE || TREE_CODE (field) != FIELD_DECL)
    return;
  if (wide_number_p (TREE_TYPE (field)))
    union_numbers.safe_push (e);
  else if (holds_pointer_p (TREE_TYPE (field)))
    pointer_unions.add (base);
}

tree visit (tree *tp, int *walk_subtrees, void *)
{
  tree e = *tp;
  if (TYPE_P (e)) {
    *walk_subtrees = 0;
    return NULL_TREE;
  }
  switch (TREE_CODE (e)) {
  case INDIRECT_REF:
    if (read_as_number_p (e))
      dereferenced.add (TREE_OPERAND (e, 0));
    break;
  case COMPONENT_REF:
    note_union_member (e);
    break;
  case SWITCH_STMT:
    note_unreached (SWITCH_STMT_BODY (e));
    break;
  case BIT_XOR_EXPR: {
    static bool combined;
    auto_vec<tree> a, b;
    if (!word_integer_p (TREE_TYPE (e)))
      break;
    leaves (TREE_OPERAND (e, 0), &a);
    leaves (TREE_OPERAND (e, 1), &b);
    if (a.contains (CONVERTED) && b.contains (CONVERTED))
      goro_hidden_address (EXPR_LOC_OR_LOC (e, input_location), &combined, "combined with another one");
    break;
  }
  case MODIFY_EXPR:
  case INIT_EXPR:
    if (read_as_number_p (TREE_OPERAND (e, 0))) {
      auto_vec<tree> from;
      leaves (TREE_OPERAND (e, 1), &from);
      for (tree t : from)
        if (t != CONVERTED)
          to_pointer.add (keep (t));
    }
    initialize (node_of (TREE_OPERAND (e, 0)), TREE_OPERAND (e, 1));
    break;
  case DECL_EXPR: {
    tree var = DECL_EXPR_DECL (e);
    if (!VAR_P (var))
      break;
    node_of (var);
    initialize (var, DECL_INITIAL (var));
    if (!AGGREGATE_TYPE_P (TREE_TYPE (var)) || TREE_STATIC (var) || DECL_EXTERNAL (var))
      break;
    locals.safe_push (var);
    if (character_array_p (TREE_TYPE (var)) && DECL_USER_ALIGN (var) && DECL_ALIGN (var) >= BITS_PER_WORD)
      mark (var);
    break;
  }
  case ADDR_EXPR: {
    /* What is stored through pointers to integers may be stored here.  */
    tree type = strip_array_types (TREE_TYPE (TREE_OPERAND (e, 0)));
    tree n = wide_number_p (type) || storage_pointer_p (type) ? node_of (TREE_OPERAND (e, 0)) : NULL_TREE;
    if (n == NULL_TREE || n == INDIRECT)
      break;
    keep (n);
    if (wide_number_p (type))
      link (n, INDIRECT);
    else if (TYPE_MAIN_VARIANT (strip_array_types (TREE_TYPE (type))) != char_type_node) {
      pointer_edges.safe_push ({ { n, -1, INDIRECT }, false, false });
      pointer_edges.safe_push ({ { INDIRECT, -1, n }, false, false });
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
    if (POINTER_TYPE_P (TREE_TYPE (op))) {
      convert_pointer (op, TREE_TYPE (TREE_TYPE (e)));
      tree from = pointed (op);
      if (wide_number_p (TREE_TYPE (TREE_TYPE (e))) && !dereferenced.contains (e) && !VOID_TYPE_P (from)
          && !number_p (strip_array_types (from)) && begins_with_pointer_p (op))
        carries (INDIRECT);
    } else if (wide_number_p (TREE_TYPE (op))) {
      auto_vec<tree> from, objects;
      bool storage = !VOID_TYPE_P (TREE_TYPE (TREE_TYPE (e))) && holds_pointer_p (TREE_TYPE (TREE_TYPE (e)));
      leaves (op, &from, &objects);
      for (tree t : from)
        if (t != CONVERTED) {
          to_pointer.add (t);
          if (storage && holds_place_p (t))
            to_storage.add (t);
        }
      for (tree t : objects)
        if (storage)
          mark_storage (t, true);
      goro_look_at_hidden (op, EXPR_LOC_OR_LOC (e, input_location));
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

tree goro_casts_keep (tree t)
{
  return keep (t);
}

void goro_mark_carries (tree decl)
{
  mark (decl);
}

bool goro_bytes_function_p (tree fn)
{
  return fn && bytes_function_p (fn);
}

bool goro_integers_carry_p (void)
{
  return in_lto_p || indirect_carries;
}

bool goro_unit_numbers_carry_p (void)
{
  return in_lto_p || any_number_carries;
}

bool goro_call_results_carry_p (void)
{
  return in_lto_p || calls_carry;
}

bool goro_doubles_carry_p (void)
{
  return in_lto_p || doubles_carry;
}

/* One function, as parsed.  */
void goro_scan_casts (tree fndecl)
{
  casts_characters = bytes_of_void = false;
  locals.truncate (0);
  union_numbers.truncate (0);
  pointer_unions.empty ();
  dereferenced.empty ();
  unreached.empty ();
  for (tree p = DECL_ARGUMENTS (fndecl); p; p = DECL_CHAIN (p))
    node_of (p);
  walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl), visit, NULL);
  for (tree e : union_numbers)
    if (pointer_unions.contains (TREE_OPERAND (e, 0)))
      carries (TREE_OPERAND (e, 1));
  /* To whoever calls it.  */
  if (TREE_PUBLIC (fndecl) && POINTER_TYPE_P (TREE_TYPE (TREE_TYPE (fndecl))) && VOID_TYPE_P (TREE_TYPE (TREE_TYPE (TREE_TYPE (fndecl)))))
    to_storage.add (keep (fndecl));
  for (tree var : locals) {
    if (casts_characters && character_array_p (TREE_TYPE (var)))
      mark (var);
    if (!unreached.contains (var))
      goro_zero_declared (var);
  }
}

/* Numbers for parameters are known now.  */
static void resolve (struct edge_between *e)
{
  if (e->parameter >= 0) {
    e->to = parameter (e->to, e->parameter);
    e->parameter = -1;
  }
}

/* Whoever calls through a pointer may call these.  */
static void add_calls (void)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (node->address_taken) {
      int n = list_length (DECL_ARGUMENTS (node->decl)), i = 0;
      bool more = stdarg_p (TREE_TYPE (node->decl));
      for (tree p = DECL_ARGUMENTS (node->decl); p; p = DECL_CHAIN (p), i++)
        for (int k = n; k <= (more ? n + 16 : n); k++)
          if (wide_number_p (TREE_TYPE (p)))
            edges.safe_push ({ p, -1, passed (k, i) });
          else if (POINTER_TYPE_P (TREE_TYPE (p)) && VOID_TYPE_P (TREE_TYPE (TREE_TYPE (p))))
            pointer_edges.safe_push ({ { p, -1, passed (k, i) }, false, false });
      tree result = TREE_TYPE (TREE_TYPE (node->decl));
      if (wide_number_p (result))
        edges.safe_push ({ CALLS, -1, node->decl });
      else if (POINTER_TYPE_P (result) && VOID_TYPE_P (TREE_TYPE (result)))
        pointer_edges.safe_push ({ { CALLS, -1, node->decl }, false, false });
    }
}

/* From uses of memory as storage back to the objects.  */
static void spread_storage (void)
{
  for (pointer_edge &p : pointer_edges) {
    /* Nobody knows what the function does with it.  */
    if (p.e.parameter >= 0 && p.as_void && !DECL_STRUCT_FUNCTION (p.e.to)) {
      if (p.address)
        mark_storage (p.e.from, false);
      else
        to_storage.add (p.e.from);
    }
    resolve (&p.e);
  }
  for (bool changed = true; changed; ) {
    changed = false;
    for (const pointer_edge &p : pointer_edges)
      if (p.e.to && !p.address && to_storage.contains (p.e.to) && !to_storage.add (p.e.from))
        changed = true;
  }
  for (const pointer_edge &p : pointer_edges)
    if (p.e.to && p.address && to_storage.contains (p.e.to))
      mark_storage (p.e.from, false);
}

/* All functions have been seen.  */
static void goro_spread_casts (void *, void *)
{
  if (in_lto_p)
    return;
  for (edge_between &e : edges)
    resolve (&e);
  add_calls ();
  spread_storage ();
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
  /* A union's type only stands for its members.  */
  for (tree t : from_pointer)
    if (!TYPE_P (t) || t == INDIRECT || t == CALLS)
      mark (t);
  for (tree t : to_pointer)
    if (!TYPE_P (t) || t == INDIRECT || t == CALLS)
      mark (t);
  goro_mark_captured ();
  goro_warn_of_departures ();
  goro_begin_with_zeros ();
  edges.release ();
  pointer_edges.release ();
  kept = NULL_TREE;
}

void goro_casts_init (const char *name)
{
  register_callback (name, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
  register_callback (name, PLUGIN_ALL_IPA_PASSES_START, goro_spread_casts, NULL);
}
