/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which statements store addresses, and which words.

   By type, as the pointer maps see it (passes/ptrmap/types.cc): pointers, integers that carry addresses, unions with
   either; of a structure the words of its layout.  Words that are copied from one plain place to another, as integers: a loop that moves words about may be in a file
   without any pointer but those to numbers.  (SQLite has one test more for that, Lua and zlib none.)  What copies or clears memory without a type (memcpy, memset) counts as a whole, but for
   sizes under a word.  Atomic builtins know only sizes: each of eight bytes or more counts.  */

#include "plugin/goro-plugin.h"
#include "passes/barrier/barrier.h"
#include "passes/ptrmap/types.h"
#include "passes/types/types.h"

namespace {

/* A structure with more words than this is shaded as a block.  */
enum { WORDS = 4 };

tree word_at (tree place, HOST_WIDE_INT offset)
{
  tree type = build_qualified_type (ptr_type_node, TYPE_QUALS (TREE_TYPE (place)) & TYPE_QUAL_VOLATILE);
  tree address = build_fold_addr_expr (unshare_expr (place));
  return fold_build2 (MEM_REF, type, address, build_int_cst (ptr_type_node, offset));
}

tree address_of (tree place, HOST_WIDE_INT offset)
{
  return fold_build_pointer_plus_hwi (fold_convert (ptr_type_node, build_fold_addr_expr (unshare_expr (place))), offset);
}

void add_block (tree slot, tree source, tree bytes, vec<goro_store> *list)
{
  list->safe_push (goro_store { slot, NULL_TREE, source, fold_convert (size_type_node, bytes) });
}

void add_word (tree slot, tree value, vec<goro_store> *list)
{
  list->safe_push (goro_store { slot, value, NULL_TREE, NULL_TREE });
}

/* Static and never written: what it holds was known to the linker, so no address of the heap.  The address of such an object must
   not be an operand of ours either: GCC 12's SRA aborts where it meets the object itself after that.  */
bool constant_object_p (tree place)
{
  tree base = get_base_address (place);
  return base && VAR_P (base) && TREE_READONLY (base) && TREE_STATIC (base) && !TREE_THIS_VOLATILE (base);
}

void structure_store (tree lhs, tree rhs, vec<goro_store> *list)
{
  goro_layout l;
  goro_lay_out (TREE_TYPE (lhs), NULL_TREE, &l);
  if (l.bits.is_empty ())
    return;
  unsigned words = l.words (), pointers = 0;
  for (unsigned HOST_WIDE_INT w : l.bits)
    pointers += popcount_hwi (w);
  bool clears = TREE_CODE (rhs) == CONSTRUCTOR || CONSTANT_CLASS_P (rhs) || constant_object_p (rhs);
  if (l.count != 1 || pointers > WORDS || (clears && pointers > 1)) {
    if (!clears && DECL_P (get_base_address (rhs)))
      mark_addressable (rhs);
    add_block (address_of (lhs, 0), clears ? NULL_TREE : address_of (rhs, 0), size_int (l.size * l.count), list);
    return;
  }
  for (unsigned i = 0; i < words; i++)
    if (l.bits[i / 64] >> (i % 64) & 1)
      add_word (address_of (lhs, i * UNITS_PER_WORD), clears ? NULL_TREE : word_at (rhs, i * UNITS_PER_WORD), list);
}

/* *p or p[i], no member of a structure?  */
bool plain_p (tree ref)
{
  while (TREE_CODE (ref) == ARRAY_REF)
    ref = TREE_OPERAND (ref, 0);
  return (TREE_CODE (ref) == MEM_REF || TREE_CODE (ref) == TARGET_MEM_REF) && TREE_CODE (TREE_OPERAND (ref, 0)) == SSA_NAME;
}

/* Is T what a statement loads from there?  */
bool plain_load_p (tree t)
{
  if (TREE_CODE (t) != SSA_NAME)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (t);
  return gimple_assign_single_p (def) && plain_p (gimple_assign_rhs1 (def));
}

/* An integer from a plain place to another, or from one of several: whatever its type says, it may be a pointer that is copied (passes/escape/build.cc).  */
bool copied_word_p (tree lhs, tree rhs)
{
  if (TREE_CODE (rhs) != SSA_NAME || !INTEGRAL_TYPE_P (TREE_TYPE (rhs)) || !plain_p (lhs))
    return false;
  if (gphi *phi = dyn_cast<gphi *> (SSA_NAME_DEF_STMT (rhs)))
    for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
      if (plain_load_p (gimple_phi_arg_def (phi, i)))
        return true;
  return plain_load_p (rhs);
}

void word_store (tree lhs, tree rhs, vec<goro_store> *list)
{
  HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (lhs));
  if (size < UNITS_PER_WORD || (goro_expr_class (lhs) == GORO_NOT_POINTER && !copied_word_p (lhs, rhs)))
    return;
  /* A place in a word.  */
  if (TREE_CODE (lhs) == BIT_FIELD_REF || (TREE_CODE (lhs) == COMPONENT_REF && DECL_BIT_FIELD (TREE_OPERAND (lhs, 1)))) {
    add_word (address_of (get_base_address (lhs), 0), rhs, list);
    return;
  }
  if (size == UNITS_PER_WORD) {
    add_word (address_of (lhs, 0), rhs, list);
    return;
  }
  /* Two words, or a vector: what is there by its address, what is stored word by word.  */
  add_block (address_of (lhs, 0), NULL_TREE, size_int (size), list);
  if (TREE_CODE (rhs) != SSA_NAME)
    return;
  /* memcpy of 32 or 64 bytes may be a load and a store of such an integer, which cannot be shifted.  */
  if (INTEGRAL_TYPE_P (TREE_TYPE (rhs)) && size > 2 * UNITS_PER_WORD)
    rhs = fold_build1 (VIEW_CONVERT_EXPR, build_vector_type (long_unsigned_type_node, size / UNITS_PER_WORD), rhs);
  for (HOST_WIDE_INT i = 0; i < size / UNITS_PER_WORD; i++) {
    tree part = VECTOR_TYPE_P (TREE_TYPE (rhs))
                ? build3 (BIT_FIELD_REF, long_unsigned_type_node, rhs, bitsize_int (BITS_PER_WORD), bitsize_int (i * BITS_PER_WORD))
                : INTEGRAL_TYPE_P (TREE_TYPE (rhs))
                  ? fold_convert (long_unsigned_type_node,
                                  fold_build2 (RSHIFT_EXPR, TREE_TYPE (rhs), rhs, build_int_cst (integer_type_node,
                                                                                                 i * BITS_PER_WORD)))
                  : NULL_TREE;
    if (part)
      add_word (address_of (lhs, i * UNITS_PER_WORD), part, list);
    }
}

void place_store (tree lhs, tree rhs, vec<goro_store> *list)
{
  if (is_gimple_reg_type (TREE_TYPE (lhs)))
    word_store (lhs, rhs, list);
  else
    structure_store (lhs, rhs, list);
}

/* Functions that write memory by address and size: the positions of destination, source and size.  STRING: what the source is
   long, with its end; the runtime counts (gc/barrier.c).  Of the string functions only those that run where they are called
   (abi/leaf.def): the others are foreign calls, before which all of the object is shaded.  */
enum { STRING = -2 };
struct copier {
  const char *name;
  int to, from, size;
};

const copier copiers[] = {
  { "memcpy", 0, 1, 2 }, { "memmove", 0, 1, 2 }, { "mempcpy", 0, 1, 2 }, { "memset", 0, -1, 2 }, { "bcopy", 1, 0, 2 },
  { "bzero", 0, -1, 1 }, { "__memcpy_chk", 0, 1, 2 }, { "__memmove_chk", 0, 1, 2 }, { "__mempcpy_chk", 0, 1, 2 },
  { "__memset_chk", 0, -1, 2 }, { "explicit_bzero", 0, -1, 1 }, { "__mempcpy", 0, 1, 2 }, { "wmemcpy", 0, 1, -1 },
  { "memccpy", 0, 1, 3 }, { "strcpy", 0, 1, STRING }, { "stpcpy", 0, 1, STRING }, { "strncpy", 0, -1, 2 },
};

bool copying_call (gcall *call, vec<goro_store> *list)
{
  tree fn = gimple_call_fndecl (call);
  if (fn == NULL_TREE || DECL_NAME (fn) == NULL_TREE)
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fn));
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  for (const copier &c : copiers) {
    if (strcmp (name, c.name) != 0 || (int) gimple_call_num_args (call) <= MAX (c.size, MAX (c.to, c.from)))
      continue;
    tree to = gimple_call_arg (call, c.to);
    tree size = c.size == STRING ? build_all_ones_cst (size_type_node) : c.size < 0 ? NULL_TREE : gimple_call_arg (call, c.size);
    if (size == NULL_TREE)
      size = fold_build2 (MULT_EXPR, size_type_node, fold_convert (size_type_node, gimple_call_arg (call, 2)), size_int (4));
    if ((tree_fits_uhwi_p (size) && tree_to_uhwi (size) < UNITS_PER_WORD) || goro_frame_address_p (to)
        || goro_new_address_p (to, call))
      return true;
    add_block (fold_convert (ptr_type_node, to), c.from < 0 ? NULL_TREE : fold_convert (ptr_type_node, gimple_call_arg (call, c.from)),
               size, list);
    return true;
  }
  return false;
}

/* The position of the new value in a call of an atomic builtin that stores a word or two, -1 if it stores none,
   -2 if it is no such call.  */
int atomic_value (gcall *call, int *bytes)
{
  *bytes = UNITS_PER_WORD;
  if (gimple_call_internal_p (call, IFN_ATOMIC_COMPARE_EXCHANGE)) {
    *bytes = tree_to_shwi (gimple_call_arg (call, 3)) & 255;
    return 2;
  }
  if (!gimple_call_builtin_p (call, BUILT_IN_NORMAL))
    return -2;
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (call))) {
  case BUILT_IN_ATOMIC_STORE_16:
  case BUILT_IN_ATOMIC_EXCHANGE_16:
  case BUILT_IN_SYNC_LOCK_TEST_AND_SET_16:
    *bytes = 16;
    return 1;
  case BUILT_IN_ATOMIC_STORE_8:
  case BUILT_IN_ATOMIC_EXCHANGE_8:
  case BUILT_IN_SYNC_LOCK_TEST_AND_SET_8:
    return 1;
  case BUILT_IN_ATOMIC_COMPARE_EXCHANGE_16:
  case BUILT_IN_SYNC_BOOL_COMPARE_AND_SWAP_16:
  case BUILT_IN_SYNC_VAL_COMPARE_AND_SWAP_16:
    *bytes = 16;
    return 2;
  case BUILT_IN_ATOMIC_COMPARE_EXCHANGE_8:
  case BUILT_IN_SYNC_BOOL_COMPARE_AND_SWAP_8:
  case BUILT_IN_SYNC_VAL_COMPARE_AND_SWAP_8:
    return 2;
  case BUILT_IN_SYNC_LOCK_RELEASE_8:
  /* What is left may be no address of the object any more.  A sum is one.  */
  case BUILT_IN_ATOMIC_FETCH_AND_8:
  case BUILT_IN_ATOMIC_FETCH_OR_8:
  case BUILT_IN_ATOMIC_FETCH_XOR_8:
  case BUILT_IN_ATOMIC_FETCH_NAND_8:
  case BUILT_IN_ATOMIC_AND_FETCH_8:
  case BUILT_IN_ATOMIC_OR_FETCH_8:
  case BUILT_IN_ATOMIC_XOR_FETCH_8:
  case BUILT_IN_ATOMIC_NAND_FETCH_8:
  case BUILT_IN_SYNC_FETCH_AND_AND_8:
  case BUILT_IN_SYNC_FETCH_AND_OR_8:
  case BUILT_IN_SYNC_FETCH_AND_XOR_8:
  case BUILT_IN_SYNC_FETCH_AND_NAND_8:
  case BUILT_IN_SYNC_AND_AND_FETCH_8:
  case BUILT_IN_SYNC_OR_AND_FETCH_8:
  case BUILT_IN_SYNC_XOR_AND_FETCH_8:
  case BUILT_IN_SYNC_NAND_AND_FETCH_8:
    return -1;
  default:
    return -2;
  }
}

void atomic_call (gcall *call, vec<goro_store> *list)
{
  int bytes, at = atomic_value (call, &bytes);
  tree place;
  if (at == -2 || bytes < UNITS_PER_WORD || goro_frame_address_p (gimple_call_arg (call, 0)))
    return;
  place = fold_convert (ptr_type_node, gimple_call_arg (call, 0));
  if (bytes == UNITS_PER_WORD) {
    add_word (place, at < 0 ? NULL_TREE : gimple_call_arg (call, at), list);
    return;
  }
  add_block (place, NULL_TREE, size_int (bytes), list);
  tree value = gimple_call_arg (call, at);
  for (int i = 0; i < 2; i++)
    add_word (place, fold_convert (long_unsigned_type_node,
                                   fold_build2 (RSHIFT_EXPR, TREE_TYPE (value), value,
                                                build_int_cst (integer_type_node, i * BITS_PER_WORD))), list);
}

} // namespace

bool goro_copier_p (const char *name)
{
  for (const copier &c : copiers)
    if (strcmp (name, c.name) == 0)
      return true;
  return false;
}

void goro_pointer_stores (gimple *stmt, vec<goro_store> *list)
{
  if (gcall *call = dyn_cast<gcall *> (stmt)) {
    if (!copying_call (call, list))
      atomic_call (call, list);
    return;
  }
  if (gasm *assembly = dyn_cast<gasm *> (stmt)) {
    /* What it writes where is declared as a memory operand.  What it stores there is not known, but was on the stack.  */
    for (unsigned i = 0; i < gimple_asm_noutputs (assembly); i++) {
      tree place = TREE_VALUE (gimple_asm_output_op (assembly, i));
      if (TREE_CODE (place) != SSA_NAME && !goro_frame_place_p (place) && !goro_new_place_p (place, stmt))
        place_store (place, null_pointer_node, list);
    }
    return;
  }
  if (!gimple_assign_single_p (stmt) || gimple_clobber_p (stmt))
    return;
  tree lhs = gimple_assign_lhs (stmt), rhs = gimple_assign_rhs1 (stmt);
  if (TREE_CODE (lhs) == SSA_NAME || goro_frame_place_p (lhs) || goro_new_place_p (lhs, stmt))
    return;
  place_store (lhs, rhs, list);
}
