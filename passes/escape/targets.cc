/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which functions a call through a pointer can reach.

   One graph for the unit, of what pointers may hold: functions, and places in variables, by inclusion, with the members of structures apart and the elements
   of arrays together, without order of statements.  A call through a pointer that may hold functions F and G passes its arguments to the parameters of both;
   that is why calls and pointers are solved at once.

   What the rest of the program does is the node ELSEWHERE: it holds what has left our sight, and a pointer that may come from there is `unknown'.  So:

   - Wherever a value is lost from sight (an unseen callee, memory that is not followed, a conversion to a number, assembly) it goes to ELSEWHERE,
     and wherever one comes from there (such a callee's result, such memory, a number, volatile memory) it is unknown.
   - A variable whose address is in ELSEWHERE may hold anything, and what is stored in it is in ELSEWHERE, too.  A constant one holds what its initialiser says.
   - A function whose address is in ELSEWHERE, or that other files can call by its name, has unknown parameters, and its result goes there.
   - A variable that is accessed in another way than as the pointer in it (a number there, a part of a word, a variable distance) may hold anything
     in those words, and what they hold goes to ELSEWHERE.

   Followed are variables with a function pointer within reach of their type: a matter of time only, all others are ELSEWHERE.  Memory from allocators is not followed.

   Null pointers are no targets: a call of one does not return.  A call all of whose targets are known is, for callees.cc, a call of each.  A target without a body,
   or one that another may replace, is what a direct call of it is: known by its name.  Under -flto the unit is what is compiled at once.

   Why not GCC's points-to sets: those of a unit (-fipa-pta) come after all that we must come before (escape.cc), and those of a function know no parameters.  */

#include "passes/escape/targets.h"

namespace goro_reach {

static solver *unit;

/* --- initialisers --- */

/* All addresses in T.  */
void solver::lose_all_in (tree t)
{
  if (t == NULL_TREE || t == error_mark_node)
    return;
  if (TREE_CODE (t) == CONSTRUCTOR) {
    unsigned i;
    tree v;
    FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (t), i, v)
      lose_all_in (v);
  } else if (TREE_CODE (t) == ADDR_EXPR)
    lose (address_of (TREE_OPERAND (t, 0)));
  else if (EXPR_P (t))
    for (int i = 0; i < TREE_OPERAND_LENGTH (t); i++)
      if (TREE_OPERAND (t, i))
        lose_all_in (TREE_OPERAND (t, i));
}

unsigned solver::initial_value (tree value)
{
  bool pointers = POINTER_TYPE_P (TREE_TYPE (value));
  while (CONVERT_EXPR_P (value) || TREE_CODE (value) == NON_LVALUE_EXPR) {
    value = TREE_OPERAND (value, 0);
    pointers = pointers && POINTER_TYPE_P (TREE_TYPE (value));
  }
  if (integer_zerop (value))
    return NONE;
  if (pointers && TREE_CODE (value) == ADDR_EXPR)
    return address_of (TREE_OPERAND (value, 0));
  lose_all_in (value);
  return UNKNOWN;
}

/* AT of the object is VALUE in the beginning.  */
void solver::initialise (unsigned number, tree value, part at)
{
  if (TREE_CODE (value) == CONSTRUCTOR && !VECTOR_TYPE_P (TREE_TYPE (value))) {
    unsigned i;
    tree index, v;
    FOR_EACH_CONSTRUCTOR_ELT (CONSTRUCTOR_ELTS (value), i, index, v) {
      part inner = at;
      inner.size = bytes (TYPE_SIZE_UNIT (TREE_TYPE (v)));
      if (TREE_CODE (TREE_TYPE (value)) == ARRAY_TYPE)
        ; /* elements are all one */
      else if (index && TREE_CODE (index) == FIELD_DECL && bytes (DECL_FIELD_OFFSET (index)) >= 0)
        inner.offset += int_byte_position (index);
      else
        inner.vague = true;
      /* In a union elements are not one.  */
      if (TREE_CODE (TREE_TYPE (value)) == UNION_TYPE && TREE_CODE (v) == CONSTRUCTOR)
        inner.vague = true;
      initialise (number, v, inner);
    }
    return;
  }
  if (POINTER_TYPE_P (TREE_TYPE (value))) {
    unsigned n = initial_value (value);
    HOST_WIDE_INT offset = at.vague ? -1 : canonical (TREE_TYPE (objects[number].decl), at.offset, 0);
    if (n == NONE)
      return;
    if (offset >= 0 && offset % UNITS_PER_WORD == 0) {
      copy (place (number, offset), n);
      return;
    }
    lose (n);
  } else
    lose_all_in (value);
  /* No function of ours: but perhaps one.  */
  if (!integer_zerop (value) && TREE_CODE (value) != STRING_CST && wide_p (TREE_TYPE (value))) {
    bool constant = objects[number].constant;
    objects[number].constant = false;
    words (number, at.vague ? -1 : canonical (TREE_TYPE (objects[number].decl), at.offset, 0), at.size, true);
    objects[number].constant = constant;
  }
}

/* --- statements --- */

unsigned solver::name (tree ssa)
{
  if (!POINTER_TYPE_P (TREE_TYPE (ssa)))
    return wide_p (TREE_TYPE (ssa)) ? UNKNOWN : NONE;
  bool existed;
  unsigned &known = names.get_or_insert (ssa, &existed);
  if (existed)
    return known;
  unsigned n = known = add (VALUE, 0, 0);
  tree var = SSA_NAME_VAR (ssa);
  if (!SSA_NAME_IS_DEFAULT_DEF (ssa) || var == NULL_TREE)
    return n;
  if (TREE_CODE (var) == PARM_DECL) {
    unsigned i = 0, f = function_of (present->node->decl);
    const callee &c = callees[nodes[f].of];
    bool found = false;
    for (tree p = DECL_ARGUMENTS (present->node->decl); p; p = DECL_CHAIN (p), i++)
      if (p == var && i < c.parameters.length ()) {
        copy (n, c.parameters[i]);
        found = true;
      }
    if (!found)
      unknown (n); /* the static chain */
  } else if (VAR_P (var) && DECL_HARD_REGISTER (var))
    unknown (n);
  return n;
}

/* The number of BASE, which is accessed; 0: it is not followed.  */
unsigned solver::object_in (tree base)
{
  if (TREE_CODE (base) == CONST_DECL)
    lose_all_in (DECL_INITIAL (base));
  return variable_p (base) ? object_of (base) : 0;
}

/* REF is memory of an assembly statement.  */
void solver::lose_place (tree ref)
{
  tree base;
  bool pointer;
  part_of (ref, &base, &pointer);
  lose (pointer ? value (base) : address_of (base));
}

unsigned solver::address_of (tree ref)
{
  tree base;
  bool pointer;
  if (TREE_CODE (ref) == FUNCTION_DECL)
    return address (function_of (ref));
  part p = part_of (ref, &base, &pointer);
  if (pointer) {
    unsigned from = value (base);
    if (p.offset == 0 && p.step == 0 && !p.vague)
      return from;
    unsigned n = add (VALUE, 0, 0);
    attach (from, MEMBER, n, p);
    return n;
  }
  if (TREE_CODE (base) == FUNCTION_DECL)
    return address (function_of (base));
  unsigned o = object_in (base);
  if (o == 0)
    return UNKNOWN;
  unsigned n = add (VALUE, 0, 0);
  access (o, 0, MEMBER, n, p);
  return n;
}

unsigned solver::value (tree t)
{
  switch (TREE_CODE (t)) {
  case SSA_NAME:
    return name (t);
  case ADDR_EXPR:
    return address_of (TREE_OPERAND (t, 0));
  case INTEGER_CST:
    return integer_zerop (t) ? NONE : UNKNOWN;
  default:
    if (CONSTANT_CLASS_P (t))
      return wide_p (TREE_TYPE (t)) ? UNKNOWN : NONE;
    if (TREE_CODE (t) == CONSTRUCTOR) {
      unsigned i;
      tree v;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (t), i, v)
        lose (value (v));
      return CONSTRUCTOR_NELTS (t) ? UNKNOWN : NONE;
    }
    return load (t);
  }
}

/* SIZE bytes at DISTANCE in REF; 0: all of it.  */
void solver::memory_use (tree ref, use_kind kind, unsigned other, HOST_WIDE_INT distance, HOST_WIDE_INT size)
{
  tree base;
  bool pointer;
  if (kind == STORE && other == NONE)
    return;
  part p = part_of (ref, &base, &pointer);
  if (size) {
    p.offset += distance;
    p.size = size;
  }
  if (pointer) {
    attach (value (base), kind, other, p);
    return;
  }
  if (TREE_CODE (base) == SSA_NAME || CONSTANT_CLASS_P (base)) {
    if (TREE_CODE (base) == SSA_NAME)
      lose (name (base)); /* a part of it, or as another type */
    if (kind == LOAD)
      unknown (other);
    else if (kind == STORE)
      lose (other);
    return;
  }
  unsigned o = object_in (base);
  if (o)
    access (o, 0, kind, other, p);
  else if (kind == LOAD)
    unknown (other);
  else if (kind == STORE)
    lose (other);
}

/* What REF holds; what is no pointer is lost.  */
unsigned solver::load (tree ref)
{
  if (POINTER_TYPE_P (TREE_TYPE (ref))) {
    unsigned n = add (VALUE, 0, 0);
    memory_use (ref, LOAD, n);
    return n;
  }
  memory_use (ref, READ, NONE);
  return wide_p (TREE_TYPE (ref)) ? UNKNOWN : NONE;
}

/* TO = FROM, word by word, if they are small.  */
bool solver::copy_object (tree to, tree from)
{
  tree type = TREE_TYPE (to);
  HOST_WIDE_INT size = int_size_in_bytes (type);
  if (!AGGREGATE_TYPE_P (type) || size <= 0 || size > 16 * UNITS_PER_WORD || size % UNITS_PER_WORD != 0
      || int_size_in_bytes (TREE_TYPE (from)) != size || TREE_CODE (from) == CONSTRUCTOR || CONSTANT_CLASS_P (from))
    return false;
  for (HOST_WIDE_INT at = 0; at < size; at += UNITS_PER_WORD)
    if (canonical (type, at, 0) % UNITS_PER_WORD == 0) {
      unsigned n = add (VALUE, 0, 0);
      memory_use (from, LOAD, n, at, UNITS_PER_WORD);
      memory_use (to, STORE, n, at, UNITS_PER_WORD);
    } else {
      memory_use (from, READ, NONE, at, UNITS_PER_WORD);
      memory_use (to, WRITE, NONE, at, UNITS_PER_WORD);
    }
  return true;
}

void solver::assign (gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt), a = gimple_assign_rhs1 (stmt);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  if (gimple_clobber_p (stmt))
    return;
  bool reg = TREE_CODE (lhs) == SSA_NAME;
  unsigned to = reg ? name (lhs) : (unsigned) NONE;
  if (reg && !POINTER_TYPE_P (TREE_TYPE (lhs)))
    to = NONE;
  if (gimple_assign_single_p (stmt)) {
    if (!reg && copy_object (lhs, a))
      return;
    unsigned from = value (a);
    if (reg) {
      if (to != NONE)
        copy (to, from);
      else
        lose (from);
    } else if (POINTER_TYPE_P (TREE_TYPE (lhs)))
      memory_use (lhs, STORE, from);
    else if (TREE_CODE (a) == CONSTRUCTOR ? CONSTRUCTOR_NELTS (a) > 0 : !(CONSTANT_CLASS_P (a) && initializer_zerop (a))) {
      lose (from);
      memory_use (lhs, WRITE, NONE);
    }
    return;
  }
  if (!reg)
    return;
  if (CONVERT_EXPR_CODE_P (code)) {
    if (to != NONE)
      copy (to, POINTER_TYPE_P (TREE_TYPE (a)) ? value (a) : (unsigned) UNKNOWN);
    else if (POINTER_TYPE_P (TREE_TYPE (a)))
      lose (value (a));
    return;
  }
  if (code == POINTER_DIFF_EXPR) {
    /* A number that leads to a function, from wherever it is counted.  */
    attach (value (a), MEMBER, NONE, part { 0, 0, 0, false, 0, 0 });
    attach (value (gimple_assign_rhs2 (stmt)), MEMBER, NONE, part { 0, 0, 0, false, 0, 0 });
    return;
  }
  if (TREE_CODE_CLASS (code) == tcc_comparison)
    return;
  if (to != NONE && code == POINTER_PLUS_EXPR) {
    tree b = gimple_assign_rhs2 (stmt);
    part p = { 0, 0, 0, false, 0, 0 };
    if (tree_fits_shwi_p (b))
      p.offset = tree_to_shwi (b);
    else {
      gimple *def = TREE_CODE (b) == SSA_NAME ? SSA_NAME_DEF_STMT (b) : NULL;
      p.vague = true;
      if (def && is_gimple_assign (def) && gimple_assign_rhs_code (def) == MULT_EXPR && tree_fits_uhwi_p (gimple_assign_rhs2 (def))
          && tree_to_uhwi (gimple_assign_rhs2 (def)) < 65536) {
        p.step = tree_to_uhwi (gimple_assign_rhs2 (def));
        p.vague = p.step == 0;
      }
    }
    if (p.offset % UNITS_PER_WORD != 0)
      p.vague = true;
    /* From one element to another, in either direction.  */
    tree points = TREE_TYPE (TREE_TYPE (lhs));
    HOST_WIDE_INT size = VOID_TYPE_P (points) || TREE_CODE (points) == FUNCTION_TYPE ? 0 : int_size_in_bytes (points);
    if (p.step != 0 && (size < UNITS_PER_WORD || p.step % size != 0))
      p.vague = true;
    if (!p.vague && p.step == 0 && size >= UNITS_PER_WORD && p.offset % size == 0) {
      p.step = size;
      p.offset = 0;
    }
    p.moved = p.offset;
    attach (value (a), MEMBER, to, p);
    return;
  }
  unsigned from = code == COND_EXPR ? 1 : 0;
  bool same = code == COND_EXPR || code == MIN_EXPR || code == MAX_EXPR;
  for (unsigned i = from; i + 1 < gimple_num_ops (stmt); i++) {
    tree op = gimple_op (stmt, i + 1);
    if (op == NULL_TREE || !POINTER_TYPE_P (TREE_TYPE (op)))
      continue;
    if (same && to != NONE)
      copy (to, value (op));
    else
      lose (value (op));
  }
  if (!same)
    unknown (to);
}

/* Does the callee look at what argument I leads to, and no more?  */
static bool only_read_p (gcall *stmt, unsigned i)
{
  const int wanted = EAF_NO_DIRECT_CLOBBER | EAF_NO_INDIRECT_CLOBBER | EAF_NO_DIRECT_ESCAPE | EAF_NO_INDIRECT_ESCAPE
                     | EAF_NOT_RETURNED_DIRECTLY | EAF_NOT_RETURNED_INDIRECTLY;
  int flags = gimple_call_arg_flags (stmt, i);
  return (flags & EAF_UNUSED) || (flags & wanted) == wanted;
}

void solver::call_statement (gcall *stmt)
{
  tree fn = gimple_call_fndecl (stmt), lhs = gimple_call_lhs (stmt);
  unsigned result = NONE;
  bool harmless = false;
  auto_vec<unsigned> arguments;
  for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
    arguments.safe_push (value (gimple_call_arg (stmt, i)));
  if (gimple_call_chain (stmt))
    lose (value (gimple_call_chain (stmt)));
  if (lhs && POINTER_TYPE_P (TREE_TYPE (lhs))) {
    result = TREE_CODE (lhs) == SSA_NAME ? name (lhs) : add (VALUE, 0, 0);
    if (TREE_CODE (lhs) != SSA_NAME)
      memory_use (lhs, STORE, result);
  } else if (lhs && TREE_CODE (lhs) != SSA_NAME)
    memory_use (lhs, WRITE, NONE);
  if (fn == NULL_TREE && !gimple_call_internal_p (stmt)) {
    pointer_call c = pointer_call ();
    c.stmt = stmt;
    c.caller = present;
    c.pointer = value (gimple_call_fn (stmt));
    c.result = result;
    c.arguments.safe_splice (arguments);
    unsigned number = calls.length ();
    calls.safe_push (c);
    by_stmt.put (stmt, number);
    if (c.pointer == NONE || c.pointer == UNKNOWN)
      call_unknown (number);
    else
      attach (c.pointer, CALL, number, part { 0, 0, 0, false, 0, 0 });
    return;
  }
  if (fn && goro_function_of (fn)) {
    const callee &c = callees[nodes[function_of (fn)].of];
    if (takes_p (stmt, c.decl)) {
      pass (c, arguments, result);
      return;
    }
    lose (address (c.node));
  } else if (fn && fndecl_built_in_p (fn, BUILT_IN_MEMSET) && gimple_call_num_args (stmt) == 3 && integer_zerop (gimple_call_arg (stmt, 1))) {
    copy (result, arguments[0]);
    return;
  } else if (fn && (fndecl_built_in_p (fn, BUILT_IN_FREE) || fndecl_built_in_p (fn, BUILT_IN_OBJECT_SIZE)))
    harmless = true;
  for (unsigned i = 0; i < arguments.length (); i++)
    if (!harmless && !only_read_p (stmt, i))
      lose (arguments[i]);
  unknown (result);
}

void solver::statement (gimple *stmt)
{
  switch (gimple_code (stmt)) {
  case GIMPLE_ASSIGN:
    assign (as_a<gassign *> (stmt));
    break;
  case GIMPLE_CALL:
    call_statement (as_a<gcall *> (stmt));
    break;
  case GIMPLE_RETURN:
    if (tree v = gimple_return_retval (as_a<greturn *> (stmt))) {
      unsigned from = value (v);
      unsigned result = callees[nodes[function_of (present->node->decl)].of].result;
      if (POINTER_TYPE_P (TREE_TYPE (v)) && result != NONE)
        copy (result, from);
      else
        lose (from);
    }
    break;
  case GIMPLE_ASM: {
    gasm *text = as_a<gasm *> (stmt);
    for (unsigned i = 0; i < gimple_asm_ninputs (text); i++) {
      tree in = TREE_VALUE (gimple_asm_input_op (text, i));
      if (TREE_CODE (in) != SSA_NAME && !CONSTANT_CLASS_P (in) && TREE_CODE (in) != ADDR_EXPR)
        lose_place (in);
      lose (value (in));
    }
    for (unsigned i = 0; i < gimple_asm_noutputs (text); i++) {
      tree out = TREE_VALUE (gimple_asm_output_op (text, i));
      if (TREE_CODE (out) == SSA_NAME)
        unknown (name (out));
      else
        lose_place (out);
    }
    break;
  }
  case GIMPLE_TRANSACTION:
  default:
    break;
  }
}

void solver::function (goro_function *fn)
{
  tree decl = fn->node->decl;
  present = fn;
  push_cfun (DECL_STRUCT_FUNCTION (decl));
  callee c = callees[nodes[function_of (decl)].of];
  cgraph_node *node = fn->node;
  bool ours = c.fn == fn && !TREE_PUBLIC (decl) && !node->externally_visible && !node->ifunc_resolver && !node->has_aliases_p ()
              && !node->used_from_object_file_p () && !DECL_PRESERVE_P (decl) && !DECL_EXTERNAL (decl) && !DECL_STATIC_CONSTRUCTOR (decl)
              && !DECL_STATIC_DESTRUCTOR (decl);
  if (!ours)
    lose (address (c.node));
  unsigned i = 0;
  for (tree p = DECL_ARGUMENTS (decl); p; p = DECL_CHAIN (p), i++) {
    unsigned given = i < c.parameters.length () ? c.parameters[i] : (unsigned) UNKNOWN;
    if (!POINTER_TYPE_P (TREE_TYPE (p)) && given != UNKNOWN)
      lose (given);
    if (is_gimple_reg (p))
      continue;
    if (POINTER_TYPE_P (TREE_TYPE (p)))
      memory_use (p, STORE, given);
    else
      memory_use (p, WRITE, NONE);
  }
  basic_block bb;
  FOR_EACH_BB_FN (bb, cfun) {
    for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      tree result = gimple_phi_result (gsi.phi ());
      if (virtual_operand_p (result))
        continue;
      for (unsigned k = 0; k < gimple_phi_num_args (gsi.phi ()); k++) {
        unsigned from = value (gimple_phi_arg_def (gsi.phi (), k));
        if (POINTER_TYPE_P (TREE_TYPE (result)))
          copy (name (result), from);
        else
          lose (from);
      }
    }
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      statement (gsi_stmt (gsi));
  }
  pop_cfun ();
}

/* The functions that N may hold, if it can hold nothing else.  */
bool solver::targets (unsigned n, vec<tree> *found)
{
  if (n == NONE || nodes[n].unknown || nodes[n].set == NULL || bitmap_empty_p (nodes[n].set))
    return false;
  unsigned e;
  bitmap_iterator bi;
  EXECUTE_IF_SET_IN_BITMAP (nodes[n].set, 0, e, bi) {
    if (nodes[elements[e]].kind != FUNCTION)
      return false;
    found->safe_push (callees[nodes[elements[e]].of].decl);
  }
  return true;
}

bool solver::targets_of (const pointer_call &c, vec<tree> *found)
{
  return !c.odd && targets (c.pointer, found);
}

} // namespace

using namespace goro_reach;

void goro_find_targets (const vec<goro_function *> &order)
{
  /* A body that we do not look at may do anything.  */
  cgraph_node *node;
  unsigned bodies = 0;
  FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
    bodies += !node->alias;
  if (bodies != order.length ())
    return;
  unit = new solver;
  for (goro_function *fn : order)
    unit->function (fn);
  varpool_node *variable;
  FOR_EACH_VARIABLE (variable)
    unit->object_of (variable->decl);
  unit->solve ();
}

void goro_forget_targets (void)
{
  delete unit;
  unit = NULL;
}

bool goro_targets_of_call (gcall *stmt, vec<tree> *targets)
{
  unsigned *number = unit ? unit->by_stmt.get (stmt) : NULL;
  return number && unit->targets_of (unit->calls[*number], targets);
}

bool goro_targets_of_value (tree value, vec<tree> *targets)
{
  if (TREE_CODE (value) == ADDR_EXPR && TREE_CODE (TREE_OPERAND (value, 0)) == FUNCTION_DECL) {
    targets->safe_push (TREE_OPERAND (value, 0));
    return true;
  }
  unsigned *n = unit && TREE_CODE (value) == SSA_NAME ? unit->names.get (value) : NULL;
  return n && unit->targets (*n, targets);
}

void goro_count_pointer_calls (unsigned *all, unsigned *known)
{
  *all = *known = 0;
  if (unit == NULL)
    return;
  for (const pointer_call &c : unit->calls) {
    auto_vec<tree> targets;
    ++*all;
    *known += unit->targets_of (c, &targets);
  }
}

void goro_order_by_targets (vec<goro_function *> *order)
{
  hash_map<goro_function *, unsigned> numbers;
  auto_delete_vec<auto_vec<unsigned> > callees;
  bool any = false;
  if (unit == NULL)
    return;
  for (unsigned i = 0; i < order->length (); i++) {
    numbers.put ((*order)[i], i);
    callees.safe_push (new auto_vec<unsigned>);
  }
  auto calls = [&] (unsigned caller, tree decl) {
    goro_function *f = goro_function_of (decl);
    if (f)
      callees[caller]->safe_push (*numbers.get (f));
    return f != NULL;
  };
  for (const pointer_call &c : unit->calls) {
    auto_vec<tree> targets;
    if (unit->targets_of (c, &targets))
      for (tree t : targets)
        any |= calls (*numbers.get (c.caller), t);
  }
  if (!any)
    return;
  for (unsigned i = 0; i < order->length (); i++)
    for (cgraph_edge *e = (*order)[i]->node->callees; e; e = e->next_callee)
      calls (i, e->callee->decl);
  /* Callees first, from where the present order begins.  */
  auto_vec<goro_function *> sorted;
  auto_vec<unsigned> path, next;
  auto_bitmap seen;
  next.safe_grow_cleared (order->length ());
  for (unsigned i = 0; i < order->length (); i++) {
    if (bitmap_set_bit (seen, i))
      path.safe_push (i);
    while (!path.is_empty ()) {
      unsigned at = path.last ();
      if (next[at] == callees[at]->length ()) {
        sorted.safe_push ((*order)[at]);
        path.pop ();
      } else {
        unsigned callee = (*callees[at])[next[at]++];
        if (bitmap_set_bit (seen, callee))
          path.safe_push (callee);
      }
    }
  }
  order->truncate (0);
  order->safe_splice (sorted);
}

void goro_dump_targets (FILE *file, const goro_function *fn)
{
  bool headed = false;
  for (unsigned i = 0; unit && i < unit->calls.length (); i++) {
    const pointer_call &c = unit->calls[i];
    auto_vec<tree> targets;
    if (c.caller != fn)
      continue;
    if (!headed)
      fputs (" calls through pointers\n", file);
    headed = true;
    expanded_location x = expand_location (gimple_location (c.stmt));
    fprintf (file, "  %s:%d:%d:", x.file ? lbasename (x.file) : "", x.line, x.column);
    if (!unit->targets_of (c, &targets))
      fputs (" anybody", file);
    else
      for (tree t : targets)
        fprintf (file, " %s", IDENTIFIER_POINTER (DECL_NAME (t)));
    putc ('\n', file);
  }
}
