/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings about addresses of locals in unions, where one member is not what was stored in another.

   A word of a union with a pointer in it is ambiguous: what looks like an address of the stack moves with it.  So
   two things go wrong that C allows, and both can be seen where the address is stored in the same function:

       u.p = &x;  u.s = 3;       a short beside the upper bytes of the address: a move may change it
       u.p = &x;  k->n = u.n;    the address as a number where no number is known to be one: no move changes it

   From the store or load backward over the stores that may have reached it, to the one that wrote the whole word last.  A call on the way
   is taken to leave the union alone, unless it is given the union's address.  What is made of the member's own old value is a tag
   in a pointer, which is meant to stay one.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "passes/stackcheck/unions.h"
#include "tree-dfa.h"

namespace {

/* A word of memory.  */
struct word {
  tree base;
  HOST_WIDE_INT bit;
};

/* The bits that REF is, in the words of one object.  */
bool extent (tree ref, tree *base, HOST_WIDE_INT *bit, HOST_WIDE_INT *bits)
{
  poly_int64 off, size, max;
  bool reverse;
  *base = get_ref_base_and_extent (ref, &off, &size, &max, &reverse);
  return *base && off.is_constant (bit) && size.is_constant (bits) && known_eq (size, max) && *bits > 0;
}

bool same_object_p (tree a, tree b)
{
  return a == b || operand_equal_p (a, b, 0);
}

bool in_union_p (tree ref)
{
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) == COMPONENT_REF && TREE_CODE (TREE_TYPE (TREE_OPERAND (ref, 0))) == UNION_TYPE)
      return true;
  return false;
}

/* The local whose address VALUE is, or NULL.  */
tree local_behind (tree value)
{
  for (int depth = 0; depth < 8; depth++) {
    if (TREE_CODE (value) == ADDR_EXPR) {
      tree base = get_base_address (TREE_OPERAND (value, 0));
      return base && auto_var_p (base) ? base : NULL_TREE;
    }
    gimple *def = TREE_CODE (value) == SSA_NAME ? SSA_NAME_DEF_STMT (value) : NULL;
    if (def == NULL || !is_gimple_assign (def)
        || !(gimple_assign_single_p (def) || CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
             || gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR))
      return NULL_TREE;
    value = gimple_assign_rhs1 (def);
  }
  return NULL_TREE;
}

/* Is VALUE computed from what is in the word?  */
bool from_word_p (tree value, const word *w, int depth = 0)
{
  if (depth > 6 || TREE_CODE (value) != SSA_NAME)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (value);
  if (!is_gimple_assign (def))
    return false;
  tree base;
  HOST_WIDE_INT bit, bits;
  if (gimple_assign_load_p (def))
    return extent (gimple_assign_rhs1 (def), &base, &bit, &bits) && same_object_p (base, w->base)
           && ROUND_DOWN (bit, BITS_PER_WORD) == w->bit;
  for (unsigned k = 1; k < gimple_num_ops (def); k++)
    if (gimple_op (def, k) && from_word_p (gimple_op (def, k), w, depth + 1))
      return true;
  return false;
}

struct search {
  word w;
  tree found; /* a local */
};

/* Is CALL given the address of the object, or of something in it?  */
bool gets_p (gimple *call, tree object)
{
  for (unsigned i = 0; i < gimple_call_num_args (call); i++) {
    tree arg = gimple_call_arg (call, i);
    if (TREE_CODE (object) == MEM_REF ? arg == TREE_OPERAND (object, 0)
        : TREE_CODE (arg) == ADDR_EXPR && get_base_address (TREE_OPERAND (arg, 0)) == object)
      return true;
  }
  return false;
}

/* True ends the walk on this path.  */
bool reaching (ao_ref *, tree vdef, void *data)
{
  search *s = (search *) data;
  gimple *def = SSA_NAME_DEF_STMT (vdef);
  tree base;
  HOST_WIDE_INT bit, bits;
  if (is_gimple_call (def) && gets_p (def, s->w.base))
    return true;
  tree lhs = gimple_get_lhs (def);
  if (lhs == NULL_TREE || TREE_CODE (lhs) == SSA_NAME || !extent (lhs, &base, &bit, &bits) || !same_object_p (base, s->w.base)
      || bit > s->w.bit || bit + bits < s->w.bit + BITS_PER_WORD)
    return false;
  if (gimple_assign_single_p (def) && bits == BITS_PER_WORD && s->found == NULL_TREE)
    s->found = local_behind (gimple_assign_rhs1 (def));
  return true;
}

/* The local whose address may be in the word of REF before STMT, or NULL.  */
tree address_before (gimple *stmt, tree ref, search *s)
{
  HOST_WIDE_INT bits;
  ao_ref whole;
  if (gimple_vuse (stmt) == NULL_TREE || !in_union_p (ref) || !extent (ref, &s->w.base, &s->w.bit, &bits))
    return NULL_TREE;
  if (ROUND_DOWN (s->w.bit, BITS_PER_WORD) != ROUND_DOWN (s->w.bit + bits - 1, BITS_PER_WORD))
    return NULL_TREE;
  s->w.bit = ROUND_DOWN (s->w.bit, BITS_PER_WORD);
  s->found = NULL_TREE;
  /* Without a type: the members of the union are of several.  */
  ao_ref_init (&whole, ref);
  whole.base = s->w.base;
  whole.ref = NULL_TREE;
  whole.ref_alias_set = whole.base_alias_set = 0;
  whole.offset = s->w.bit;
  whole.size = whole.max_size = BITS_PER_WORD;
  walk_aliased_vdefs (&whole, gimple_vuse (stmt), reaching, s, NULL, NULL, 200);
  return s->found;
}

/* Is VALUE kept in memory as a number that is not known to carry addresses?  */
bool kept_as_number_p (tree value)
{
  use_operand_p use;
  imm_use_iterator it;
  FOR_EACH_IMM_USE_FAST (use, it, value) {
    gimple *stmt = USE_STMT (use);
    if (!gimple_store_p (stmt) || !gimple_assign_single_p (stmt))
      continue;
    tree to = gimple_assign_lhs (stmt);
    if (!POINTER_TYPE_P (TREE_TYPE (to)) && !in_union_p (to) && goro_expr_class (to) == GORO_NOT_POINTER)
      return true;
  }
  return false;
}

} // namespace

void goro_check_union (gimple *stmt)
{
  search s;
  if (!gimple_assign_single_p (stmt))
    return;
  tree lhs = gimple_assign_lhs (stmt), rhs = gimple_assign_rhs1 (stmt);
  if (gimple_store_p (stmt) && is_gimple_reg_type (TREE_TYPE (lhs)) && in_union_p (lhs)) {
    tree base;
    HOST_WIDE_INT bit, bits;
    if (!extent (lhs, &base, &bit, &bits) || bits >= BITS_PER_WORD)
      return;
    tree local = address_before (stmt, lhs, &s);
    if (local && !from_word_p (rhs, &s.w))
      warning_at (gimple_location (stmt), 0, "what is stored in a part of a union is changed by a move of the stack if the "
                  "rest is left from the address of %qD; store null in the pointer first", local);
  } else if (gimple_assign_load_p (stmt) && TREE_CODE (lhs) == SSA_NAME && goro_wide_number_p (TREE_TYPE (lhs))
             && kept_as_number_p (lhs)) {
    tree local = address_before (stmt, rhs, &s);
    if (local)
      warning_at (gimple_location (stmt), 0, "the address of %qD is read from a union as a number and kept as one; it is wrong "
                  "as soon as the stack moves", local);
  }
}
