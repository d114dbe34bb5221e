/* SPDX-License-Identifier: GPL-3.0-or-later */
/* __goro_type (0, (T *) 0), which goro_new and its kin are made of, becomes the address of T's descriptor.

   A descriptor is a variable of GCC's, so that -flto carries and merges it.  The call is replaced where the source has it, at the front end's last
   moment; what the descriptor says is filled in when all functions have been parsed, because only then it is known
   which integers carry addresses (passes/ptrmap/casts.cc).  Its name is a hash of the contents: types of the same
   contents share one, by COMDAT.  Of two in the same file the second becomes a reference to the first.  */

#include "plugin/goro-plugin.h"
#include "passes/types/types.h"
#include "libgoro/abi/types.h"
#include "hash-map.h"

namespace {

/* Lists of (type . descriptor), for the garbage collector to know: those not filled in yet, and all.  */
tree descriptors, all_descriptors;
const struct ggc_root_tab roots[] = {
  { &descriptors, 1, sizeof descriptors, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  { &all_descriptors, 1, sizeof all_descriptors, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};
unsigned count;

/* The descriptor of TYPE, not filled in yet.  */
tree descriptor_of (tree type)
{
  for (tree t = descriptors; t; t = TREE_CHAIN (t))
    if (TREE_PURPOSE (t) == type)
      return TREE_VALUE (t);
  HOST_WIDE_INT size = VOID_TYPE_P (type) ? UNITS_PER_WORD : int_size_in_bytes (type);
  /* Class and alignment, size, number of words, bits.  */
  unsigned HOST_WIDE_INT length = 3 + (size / UNITS_PER_WORD + 63) / 64;
  tree array = build_array_type_nelts (long_long_unsigned_type_node, length);
  char name[32];
  snprintf (name, sizeof name, GORO_TYPE_PREFIX "%u", count++);
  tree decl = build_decl (UNKNOWN_LOCATION, VAR_DECL, get_identifier (name), array);
  TREE_STATIC (decl) = 1;
  TREE_PUBLIC (decl) = 0;
  TREE_USED (decl) = 1;
  TREE_ADDRESSABLE (decl) = 1;
  DECL_ARTIFICIAL (decl) = 1;
  DECL_IGNORED_P (decl) = 1;
  SET_DECL_ALIGN (decl, BITS_PER_WORD);
  DECL_USER_ALIGN (decl) = 1;
  DECL_INITIAL (decl) = build_constructor (array, NULL);
  varpool_node::finalize_decl (decl);
  descriptors = tree_cons (type, decl, descriptors);
  all_descriptors = tree_cons (type, decl, all_descriptors);
  return decl;
}

void fill (tree type, tree decl, hash_set<nofree_string_hash> *names)
{
  goro_layout l;
  goro_lay_out (VOID_TYPE_P (type) ? goro_numbers_carry_p () ? ptr_type_node : long_long_unsigned_type_node : type, NULL_TREE,
                &l);
  l.repeat ();
  vec<constructor_elt, va_gc> *elements = NULL;
  tree word = long_long_unsigned_type_node;
  /* The type of a variable that is aligned further than its type has its size all the same.  */
  l.size = ROUND_UP (l.size, l.align);
  unsigned HOST_WIDE_INT head[3] = { (unsigned HOST_WIDE_INT) l.align << 32, l.size, l.words () };
  for (unsigned i = 0; i < 3; i++)
    CONSTRUCTOR_APPEND_ELT (elements, size_int (i), build_int_cstu (word, head[i]));
  for (unsigned i = 0; i < l.bits.length (); i++)
    CONSTRUCTOR_APPEND_ELT (elements, size_int (3 + i), build_int_cstu (word, l.bits[i]));
  DECL_INITIAL (decl) = build_constructor (TREE_TYPE (decl), elements);

  char digits[17];
  goro_layout_name (&l, digits);
  char *name = concat (GORO_TYPE_PREFIX, digits, NULL);
  bool again = names->add (name);
  varpool_node *node = varpool_node::get (decl);
  symtab->change_decl_assembler_name (decl, get_identifier (name));
  TREE_PUBLIC (decl) = 1;
  DECL_VISIBILITY (decl) = VISIBILITY_HIDDEN;
  DECL_VISIBILITY_SPECIFIED (decl) = 1;
  if (again) {
    DECL_INITIAL (decl) = NULL_TREE;
    TREE_STATIC (decl) = 0;
    DECL_EXTERNAL (decl) = 1;
    node->definition = node->analyzed = false;
  } else
    make_decl_one_only (decl, DECL_ASSEMBLER_NAME (decl));
}

/* All types are known, and what their members carry.  */
void fill_all (void *, void *)
{
  goro_fill_descriptors ();
  if (!in_lto_p)
    goro_align_roots ();
}

} // namespace

void goro_fill_descriptors (void)
{
  /* Of the whole unit: escape analysis makes more.  */
  static hash_set<nofree_string_hash> *names = new hash_set<nofree_string_hash>;
  for (tree t = descriptors; t; t = TREE_CHAIN (t))
    fill (TREE_PURPOSE (t), TREE_VALUE (t), names);
  descriptors = NULL_TREE;
}

bool goro_descriptor_p (const_tree decl)
{
  return DECL_ARTIFICIAL (decl) && DECL_NAME (decl)
         && startswith (IDENTIFIER_POINTER (DECL_NAME (decl)), GORO_TYPE_PREFIX);
}

tree goro_described_type (const_tree address)
{
  if (TREE_CODE (address) == ADDR_EXPR)
    for (tree t = all_descriptors; t; t = TREE_CHAIN (t))
      if (TREE_VALUE (t) == TREE_OPERAND (address, 0))
        return TREE_PURPOSE (t);
  return NULL_TREE;
}

bool goro_type_marker_p (const_tree call)
{
  tree fn = get_callee_fndecl (call);
  return fn && DECL_NAME (fn) && strcmp (IDENTIFIER_POINTER (DECL_NAME (fn)), "__goro_type") == 0;
}

tree goro_type_descriptor (tree type)
{
  return build_fold_addr_expr (descriptor_of (type));
}

tree goro_lower_type_marker (tree call)
{
  location_t loc = expansion_point_location (EXPR_LOC_OR_LOC (call, input_location));
  tree result = TREE_TYPE (call), type;
  if (call_expr_nargs (call) != 2 || !POINTER_TYPE_P (TREE_TYPE (CALL_EXPR_ARG (call, 1)))) {
    error_at (loc, "%<__goro_type%> is for the macros of goro.h");
    return build_zero_cst (result);
  }
  type = TREE_TYPE (TREE_TYPE (CALL_EXPR_ARG (call, 1)));
  if (VOID_TYPE_P (type) || TREE_CODE (type) == FUNCTION_TYPE)
    error_at (loc, "an object of type %qT cannot be allocated", type);
  else if (!COMPLETE_TYPE_P (type))
    error_at (loc, "an object of the incomplete type %qT cannot be allocated", type);
  else if (variably_modified_type_p (type, NULL_TREE) || int_size_in_bytes (type) < 0)
    error_at (loc, "the size of type %qT is not constant: use %<goro_make%> with the type of an element, or %<goro_alloc%>",
              type);
  else {
    goro_layout l;
    goro_lay_out (type, NULL_TREE, &l);
    if (l.misaligned)
      warning_at (loc, 0, "the collector does not see the misaligned pointer %qD of type %qT", l.misaligned, type);
    else if (!integer_zerop (CALL_EXPR_ARG (call, 0)) && !l.bits.is_empty () && l.size % UNITS_PER_WORD != 0)
      warning_at (loc, 0, "the collector does not see the misaligned pointers in an array of type %qT", type);
    return fold_convert_loc (loc, result, build_fold_addr_expr (descriptor_of (TYPE_MAIN_VARIANT (type))));
  }
  return build_zero_cst (result);
}

void goro_types_init (const char *plugin)
{
  register_callback (plugin, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
  /* Registered before casts.cc's, which comes first: GCC calls the last one first.  */
  register_callback (plugin, PLUGIN_ALL_IPA_PASSES_START, fill_all, NULL);
}
