/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the statements of a function to the graph of what points to what.

   A value is tracked if it can hold an address: a pointer, an integer of 48 bits and more, and in memory an integer that carries addresses as the
   pointer maps see it (passes/ptrmap/casts.cc).

   A number that is loaded through a plain pointer (*p, p[i]), or from a local that memcpy has filled, may be a pointer that is copied, or a piece of one, whatever its
   type: it counts as a copy of everything there, through choices, conversions, constants added or masked, calls.  One of any width where it is stored
   through a plain pointer again; one that has room for an address wherever it is stored, returned or passed on, because another file may know
   that it is an address.  A member of a structure is what its type says.  (`number': nodes beside those of the values, or what is added to a pointer
   as an index would be what the pointer points to.)  */

#include "plugin/goro-plugin.h"
#include "passes/escape/escape.h"
#include "passes/ptrmap/types.h"
#include "tree-dfa.h"

namespace {

struct builder {
  goro_graph *graph;
  goro_function *fn;
  hash_map<tree, unsigned> variables;
  auto_vec<unsigned> names, numbers;
  auto_vec<tree> wanted;
  vec<unsigned> *objects;

  unsigned variable (tree decl);
  unsigned name (tree ssa);
  unsigned parameter (unsigned number);
  unsigned address_of (tree object, gimple *stmt);
  unsigned value (tree t, gimple *stmt);
  unsigned loaded (tree pointer, gimple *stmt);
  unsigned read (tree ref, gimple *stmt);
  void write (tree ref, unsigned from, gimple *stmt);
  void put (tree ref, unsigned from, gimple *stmt);
  unsigned number (tree t);
  unsigned read_number (tree ref, gimple *stmt);
  void find_number (tree ssa);
  unsigned value_or_number (tree t, gimple *stmt);
  void assign (gassign *stmt);
  void call (gcall *stmt);
  void assembly (gasm *stmt);
  void phi (gphi *stmt);
  void statement (gimple *stmt);
};

bool carries_p (const_tree type)
{
  if (type == NULL_TREE || VOID_TYPE_P (type))
    return false;
  if (POINTER_TYPE_P (type))
    return true;
  if (INTEGRAL_TYPE_P (type))
    return TYPE_PRECISION (type) >= 48;
  /* Floating-point numbers may be the pieces of structures that are copied.  */
  HOST_WIDE_INT size = int_size_in_bytes (type);
  return size < 0 || size >= UNITS_PER_WORD;
}

/* Can an address be read from or written to memory by this reference?  */
bool reference_carries_p (tree ref)
{
  tree type = TREE_TYPE (ref);
  if (!carries_p (type))
    return false;
  if (POINTER_TYPE_P (type) || !is_gimple_reg_type (type))
    return true;
  return goro_expr_class (ref) != GORO_NOT_POINTER;
}

tree base_of (tree ref)
{
  if (TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  return ref;
}

bool variable_p (const_tree t)
{
  return (VAR_P (t) || TREE_CODE (t) == PARM_DECL || TREE_CODE (t) == RESULT_DECL) && !is_global_var (t);
}

/* A member of a structure, a variable?  Then it is what its type says, and no piece of something else.  */
bool pieces_p (tree ref)
{
  while (TREE_CODE (ref) == ARRAY_REF)
    ref = TREE_OPERAND (ref, 0);
  return (TREE_CODE (ref) == MEM_REF || TREE_CODE (ref) == TARGET_MEM_REF) && TREE_CODE (TREE_OPERAND (ref, 0)) == SSA_NAME;
}

/* Has a number of TYPE room for an address?  */
bool wide_p (const_tree type)
{
  return carries_p (type) && !SCALAR_FLOAT_TYPE_P (type);
}

/* Is what STMT computes still the address that its operands were?  */
bool number_kept_p (gassign *stmt)
{
  tree b = gimple_assign_rhs2 (stmt);
  switch (gimple_assign_rhs_code (stmt)) {
  CASE_CONVERT:
  case COND_EXPR:
    return true;
  case BIT_AND_EXPR:
    /* The bits below a page.  */
    return TREE_CODE (b) == INTEGER_CST && !(tree_fits_uhwi_p (b) && tree_to_uhwi (b) < 65536);
  case BIT_IOR_EXPR:
  case BIT_XOR_EXPR:
  case PLUS_EXPR:
  case MINUS_EXPR:
    return TREE_CODE (b) == INTEGER_CST;
  default:
    return gimple_assign_single_p (stmt);
  }
}

unsigned builder::parameter (unsigned number)
{
  return (*objects)[2 * number];
}

unsigned builder::variable (tree decl)
{
  bool existed;
  unsigned &n = variables.get_or_insert (decl, &existed);
  if (existed)
    return n;
  unsigned made = n = graph->add (KIND_VARIABLE, decl, NULL);
  if (TREE_CODE (decl) == RESULT_DECL)
    graph->copy (NODE_RESULT, made, NULL);
  else if (TREE_CODE (decl) == PARM_DECL && carries_p (TREE_TYPE (decl))) {
    unsigned i = 0;
    for (tree p = DECL_ARGUMENTS (current_function_decl); p; p = DECL_CHAIN (p), i++)
      if (p == decl)
        graph->address (made, fn->has_summary ? parameter (i) : (unsigned) NODE_HEAP, NULL);
  } else if (VAR_P (decl) && DECL_HARD_REGISTER (decl)) {
    graph->copy (NODE_STORED, made, NULL);
    graph->copy (made, NODE_HEAP, NULL);
  }
  return made;
}

unsigned builder::name (tree ssa)
{
  if (!carries_p (TREE_TYPE (ssa)) || SSA_NAME_IS_VIRTUAL_OPERAND (ssa))
    return NODE_NONE;
  unsigned version = SSA_NAME_VERSION (ssa);
  if (names[version])
    return names[version];
  unsigned n = names[version] = graph->add (KIND_VALUE, ssa, NULL);
  tree var = SSA_NAME_VAR (ssa);
  if (SSA_NAME_IS_DEFAULT_DEF (ssa) && var && TREE_CODE (var) == PARM_DECL) {
    if (!fn->has_summary)
      graph->copy (n, NODE_UNKNOWN, NULL);
    else if (var == cfun->static_chain_decl)
      graph->address (n, parameter (objects->length () / 2 - 1), NULL);
    else {
      unsigned i = 0;
      for (tree p = DECL_ARGUMENTS (current_function_decl); p; p = DECL_CHAIN (p), i++)
        if (p == var)
          graph->address (n, parameter (i), NULL);
    }
  } else if (var && VAR_P (var) && DECL_HARD_REGISTER (var))
    graph->copy (n, NODE_HEAP, NULL);
  return n;
}

unsigned builder::address_of (tree object, gimple *stmt)
{
  tree base = base_of (object);
  if (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF)
    return value (TREE_OPERAND (base, 0), stmt);
  if (variable_p (base)) {
    unsigned o = variable (base), n = graph->add (KIND_VALUE, NULL_TREE, stmt);
    graph->address (n, o, stmt);
    return n;
  }
  if (VAR_P (base))
    return NODE_STATIC;
  return NODE_NONE; /* functions, labels, strings */
}

/* The node of an operand that is a value or an aggregate.  */
unsigned builder::value (tree t, gimple *stmt)
{
  if (TREE_CODE (t) == SSA_NAME)
    return name (t);
  if (TREE_CODE (t) == ADDR_EXPR)
    return address_of (TREE_OPERAND (t, 0), stmt);
  if (TREE_CODE (t) == INTEGER_CST)
    return POINTER_TYPE_P (TREE_TYPE (t)) && !integer_zerop (t) ? NODE_UNKNOWN : NODE_NONE;
  if (CONSTANT_CLASS_P (t))
    return NODE_NONE;
  if (TREE_CODE (t) == CONSTRUCTOR) {
    unsigned n = NODE_NONE, k;
    tree v;
    FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (t), k, v)
      if (unsigned part = value (v, stmt)) {
        if (n == NODE_NONE)
          n = graph->add (KIND_VALUE, NULL_TREE, stmt);
        graph->copy (n, part, stmt);
      }
    return n;
  }
  return read (t, stmt);
}

/* What is in the memory that POINTER leads to.  */
unsigned builder::loaded (tree pointer, gimple *stmt)
{
  unsigned from = value (pointer, stmt);
  if (from == NODE_NONE)
    return NODE_NONE;
  unsigned n = graph->add (KIND_VALUE, NULL_TREE, stmt);
  graph->load (n, from, stmt);
  return n;
}

unsigned builder::read (tree ref, gimple *stmt)
{
  if (TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  tree base = base_of (ref);
  if (TREE_CODE (base) == SSA_NAME)
    return carries_p (TREE_TYPE (ref)) ? name (base) : (unsigned) NODE_NONE;
  if (CONSTANT_CLASS_P (base) || !reference_carries_p (ref))
    return NODE_NONE;
  if (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF) {
    if (TREE_CODE (TREE_OPERAND (base, 0)) == ADDR_EXPR && TREE_CODE (base) == MEM_REF) {
      tree decl = base_of (TREE_OPERAND (TREE_OPERAND (base, 0), 0));
      if (variable_p (decl))
        return variable (decl);
    }
    return loaded (TREE_OPERAND (base, 0), stmt);
  }
  if (variable_p (base))
    return variable (base);
  return VAR_P (base) ? NODE_HEAP : NODE_NONE;
}

void builder::write (tree ref, unsigned from, gimple *stmt)
{
  if (from != NODE_NONE && (TREE_CODE (base_of (ref)) == SSA_NAME || reference_carries_p (ref)))
    put (ref, from, stmt);
}

/* Whatever the type of REF says.  */
void builder::put (tree ref, unsigned from, gimple *stmt)
{
  tree base = base_of (ref);
  if (TREE_CODE (base) == SSA_NAME)
    graph->copy (name (base), from, stmt);
  else if (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF) {
    unsigned pointer = value (TREE_OPERAND (base, 0), stmt);
    graph->store (pointer ? pointer : (unsigned) NODE_STATIC, from, stmt);
  } else if (variable_p (base))
    graph->copy (variable (base), from, stmt);
  else
    graph->copy (NODE_KEPT, from, stmt);
}

/* As read, whatever the type of REF says.  */
unsigned builder::read_number (tree ref, gimple *stmt)
{
  tree base = base_of (ref);
  if (TREE_CODE (base) == SSA_NAME)
    return number (base);
  if (pieces_p (ref))
    return loaded (TREE_OPERAND (base, 0), stmt);
  while (TREE_CODE (ref) == ARRAY_REF
         || (TREE_CODE (ref) == COMPONENT_REF && TREE_CODE (TREE_TYPE (TREE_OPERAND (ref, 0))) == UNION_TYPE))
    ref = TREE_OPERAND (ref, 0);
  if (TREE_CODE (ref) == MEM_REF && TREE_CODE (TREE_OPERAND (ref, 0)) == ADDR_EXPR)
    ref = base_of (TREE_OPERAND (TREE_OPERAND (ref, 0), 0));
  return variable_p (ref) ? variable (ref) : (unsigned) NODE_NONE;
}

/* What was in the memory that the number T is from; NODE_NONE if it is from none.  */
unsigned builder::number (tree t)
{
  if (TREE_CODE (t) != SSA_NAME || POINTER_TYPE_P (TREE_TYPE (t)) || SSA_NAME_IS_VIRTUAL_OPERAND (t))
    return NODE_NONE;
  unsigned version = SSA_NAME_VERSION (t);
  if (numbers[version])
    return numbers[version];
  gimple *def = SSA_NAME_DEF_STMT (t);
  if (gimple_code (def) == GIMPLE_NOP)
    return name (t);
  if (gimple_code (def) == GIMPLE_CALL || gimple_code (def) == GIMPLE_ASM ? !wide_p (TREE_TYPE (t))
      : gimple_code (def) != GIMPLE_PHI && !(is_gimple_assign (def) && number_kept_p (as_a<gassign *> (def))))
    return NODE_NONE;
  wanted.safe_push (t);
  return numbers[version] = graph->add (KIND_VALUE, NULL_TREE, def);
}

/* Calls and assembly fill in their own.  */
void builder::find_number (tree ssa)
{
  unsigned n = numbers[SSA_NAME_VERSION (ssa)];
  gimple *def = SSA_NAME_DEF_STMT (ssa);
  if (gphi *phi = dyn_cast<gphi *> (def))
    for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
      graph->copy (n, number (gimple_phi_arg_def (phi, i)), def);
  else if (gimple_assign_single_p (def))
    graph->copy (n, read_number (gimple_assign_rhs1 (def), def), def);
  else if (is_gimple_assign (def))
    for (unsigned i = gimple_assign_rhs_code (def) == COND_EXPR ? 2 : 1; i < gimple_num_ops (def); i++)
      graph->copy (n, number (gimple_op (def, i)), def);
}

/* For those who may know that it is an address.  */
unsigned builder::value_or_number (tree t, gimple *stmt)
{
  unsigned n = value (t, stmt), copied = wide_p (TREE_TYPE (t)) ? number (t) : (unsigned) NODE_NONE;
  if (n == NODE_NONE || copied == NODE_NONE || n == copied)
    return n ? n : copied;
  unsigned both = graph->add (KIND_VALUE, NULL_TREE, stmt);
  graph->copy (both, n, stmt);
  graph->copy (both, copied, stmt);
  return both;
}

void builder::assign (gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree a = gimple_assign_rhs1 (stmt), b = gimple_assign_rhs2 (stmt), c = gimple_assign_rhs3 (stmt);
  if (gimple_clobber_p (stmt))
    return;
  if (gimple_assign_single_p (stmt)) {
    write (lhs, value (a, stmt), stmt);
    if (TREE_CODE (a) == SSA_NAME && TREE_CODE (base_of (lhs)) != SSA_NAME && (wide_p (TREE_TYPE (a)) || pieces_p (lhs)))
      if (unsigned n = number (a))
        put (lhs, n, stmt);
    return;
  }
  if (TREE_CODE (lhs) != SSA_NAME)
    return;
  unsigned to = name (lhs);
  if (to == NODE_NONE || FLOAT_TYPE_P (TREE_TYPE (lhs)))
    return;
  switch (code) {
  case POINTER_DIFF_EXPR:
  case TRUNC_MOD_EXPR: case FLOOR_MOD_EXPR: case CEIL_MOD_EXPR: case ROUND_MOD_EXPR:
  case FIX_TRUNC_EXPR:
    return;
  case BIT_AND_EXPR:
    /* The bits below a page.  */
    if (tree_fits_uhwi_p (b) && tree_to_uhwi (b) < 65536)
      return;
    break;
  default:
    if (TREE_CODE_CLASS (code) == tcc_comparison)
      return;
    break;
  }
  for (tree op : { a, b, c })
    if (op && !(code == COND_EXPR && op == a))
      graph->copy (to, value (op, stmt), stmt);
}

void builder::call (gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  goro_call c;
  c.stmt = stmt;
  c.caller = fn;
  c.graph = graph;
  for (unsigned i = 0; i < gimple_call_num_args (stmt); i++) {
    tree arg = gimple_call_arg (stmt, i);
    c.values.safe_push (arg);
    c.arguments.safe_push (gimple_call_internal_p (stmt) ? value (arg, stmt) : value_or_number (arg, stmt));
  }
  c.chain = gimple_call_chain (stmt) ? value (gimple_call_chain (stmt), stmt) : (unsigned) NODE_NONE;
  c.result = c.number = NODE_NONE;
  if (lhs && TREE_CODE (lhs) == SSA_NAME) {
    c.result = name (lhs);
    c.number = number (lhs);
  } else if (lhs && carries_p (TREE_TYPE (lhs))) {
    c.result = graph->add (KIND_VALUE, NULL_TREE, stmt);
    write (lhs, c.result, stmt);
  }
  goro_apply_call (&c);
}

/* Does the text hold no instruction?  Then nothing is stored.  */
bool empty_text_p (const char *text)
{
  while (ISSPACE (*text))
    text++;
  return *text == '\0' || (*text == '#' && strchr (text, '\n') == NULL && strchr (text, ';') == NULL);
}

void builder::assembly (gasm *stmt)
{
  bool empty = empty_text_p (gimple_asm_string (stmt));
  unsigned all = graph->add (KIND_VALUE, NULL_TREE, stmt), copied = graph->add (KIND_VALUE, NULL_TREE, stmt);
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++) {
    tree in = TREE_VALUE (gimple_asm_input_op (stmt, i));
    graph->copy (copied, value_or_number (in, stmt), stmt);
    if (TREE_CODE (in) != SSA_NAME && wide_p (TREE_TYPE (in)))
      graph->copy (copied, read_number (in, stmt), stmt);
  }
  graph->copy (all, copied, stmt);
  if (!empty) {
    graph->copy (NODE_STORED, all, stmt);
    graph->copy (all, NODE_HEAP, stmt);
  }
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++) {
    tree out = TREE_VALUE (gimple_asm_output_op (stmt, i));
    write (out, all, stmt);
    graph->copy (number (out), copied, stmt);
  }
}

void builder::phi (gphi *stmt)
{
  tree result = gimple_phi_result (stmt);
  if (virtual_operand_p (result))
    return;
  unsigned to = name (result);
  if (to != NODE_NONE)
    for (unsigned i = 0; i < gimple_phi_num_args (stmt); i++)
      graph->copy (to, value (gimple_phi_arg_def (stmt, i), stmt), stmt);
}

void builder::statement (gimple *stmt)
{
  switch (gimple_code (stmt)) {
  case GIMPLE_ASSIGN:
    assign (as_a<gassign *> (stmt));
    break;
  case GIMPLE_CALL:
    call (as_a<gcall *> (stmt));
    break;
  case GIMPLE_ASM:
    assembly (as_a<gasm *> (stmt));
    break;
  case GIMPLE_RETURN:
    if (tree v = gimple_return_retval (as_a<greturn *> (stmt))) {
      graph->copy (NODE_RESULT, value_or_number (v, stmt), stmt);
      if (wide_p (TREE_TYPE (v)))
        graph->copy (NODE_NUMBER, number (v), stmt);
    }
    break;
  case GIMPLE_TRANSACTION:
  default:
    break;
  }
}

} // namespace

bool goro_may_hold_address_p (const_tree type)
{
  return POINTER_TYPE_P (type) || AGGREGATE_TYPE_P (type);
}

void goro_build_graph (goro_graph *graph, goro_function *fn, vec<unsigned> *objects)
{
  builder b;
  b.graph = graph;
  b.fn = fn;
  b.objects = objects;
  b.names.safe_grow_cleared (num_ssa_names);
  b.numbers.safe_grow_cleared (num_ssa_names);
  if (fn->has_summary) {
    unsigned n = 1;
    for (tree p = DECL_ARGUMENTS (current_function_decl); p; p = DECL_CHAIN (p))
      n++;
    for (unsigned i = 0; i < n; i++) {
      unsigned object = graph->add (KIND_PARAMETER, NULL_TREE, NULL), content = graph->add (KIND_CONTENT, NULL_TREE, NULL);
      objects->safe_push (object);
      objects->safe_push (content);
      for (unsigned o : { object, content }) {
        unsigned written = graph->add (KIND_SPECIAL, NULL_TREE, NULL);
        graph->nodes[o].index = i;
        graph->nodes[written].index = 1;
        graph->nodes[o].written = written;
        graph->address (o, content, NULL);
        graph->copy (o, NODE_PARAMETERS, NULL);
      }
    }
  }
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun) {
    for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      b.phi (gsi.phi ());
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      b.statement (gsi_stmt (gsi));
  }  while (!b.wanted.is_empty ())
    b.find_number (b.wanted.pop ());
}
