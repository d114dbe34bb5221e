/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locals that begin as zeros.

   A word that may hold an address and may also be written in part, a byte of an array used as storage or a short in a union
   with a pointer, must not begin with what is left of an old address of this stack: the small value
   beside the stale bytes would look like an address, and a move would change it.

   Where the variable's type tells when it is declared, the declaration gets an empty initializer.  An array in a structure may
   turn out to be storage only when the whole unit has been seen (casts.cc): then the variable becomes zero at the
   function's entry, and again where its scope ends, so that it is zero whenever the scope is entered.

   Invariant: this runs before SSA form and before anything is inlined or streamed, so later passes see stores
   like any others, and delete those that nobody can tell from none.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "hash-set.h"

namespace {

hash_set<tree> *zeroed; /* initialised where they are declared; by address, never looked into */

/* May a word of it be an address, and be written in part?  */
bool written_in_part_p (tree type, tree decl)
{
  HOST_WIDE_INT size = int_size_in_bytes (type);
  if (!AGGREGATE_TYPE_P (type) || size <= 0)
    return false;
  if (TREE_CODE (type) == ARRAY_TYPE) {
    tree elem = strip_array_types (type);
    if (AGGREGATE_TYPE_P (elem))
      return written_in_part_p (elem, NULL_TREE);
  }
  HOST_WIDE_INT n = (size + UNITS_PER_WORD - 1) / UNITS_PER_WORD;
  unsigned char *kinds = XCNEWVEC (unsigned char, n);
  goro_type_words (type, decl, 0, kinds, n);
  bool found = false;
  for (HOST_WIDE_INT i = 0; i < n && !found; i++)
    found = (kinds[i] & GORO_KIND_PART) && goro_kind_class (kinds[i]) == GORO_AMBIGUOUS;
  free (kinds);
  return found;
}

bool candidate_p (tree var)
{
  return VAR_P (var) && !TREE_STATIC (var) && !DECL_EXTERNAL (var) && !DECL_HARD_REGISTER (var)
         && !DECL_HAS_VALUE_EXPR_P (var) && DECL_SIZE (var) && TREE_CODE (DECL_SIZE (var)) == INTEGER_CST
         && !lookup_attribute ("uninitialized", DECL_ATTRIBUTES (var));
}

/* An array of characters may lie anywhere, addresses are found at whole words only.  */
void align (tree var)
{
  if (DECL_ALIGN (var) < BITS_PER_WORD)
    SET_DECL_ALIGN (var, BITS_PER_WORD);
}

gimple *zero_store (tree var)
{
  return gimple_build_assign (var, build_constructor (TREE_TYPE (var), NULL));
}

void zero_in_function (function *fun)
{
  auto_vec<tree> vars;
  tree var;
  unsigned i;
  FOR_EACH_LOCAL_DECL (fun, i, var)
    if (candidate_p (var) && written_in_part_p (TREE_TYPE (var), var)) {
      align (var);
      if (!(zeroed && zeroed->contains (var)))
        vars.safe_push (var);
    }
  if (vars.is_empty ())
    return;
  push_cfun (fun);
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      if (gimple_clobber_p (gsi_stmt (gsi)) && vars.contains (gimple_assign_lhs (gsi_stmt (gsi))))
        gsi_replace (&gsi, zero_store (gimple_assign_lhs (gsi_stmt (gsi))), false);
  edge entry = single_succ_edge (ENTRY_BLOCK_PTR_FOR_FN (fun));
  for (tree v : vars)
    gsi_insert_on_edge (entry, zero_store (v));
  gsi_commit_edge_inserts ();
  pop_cfun ();
}

} // namespace

void goro_zero_declared (tree var)
{
  if (!candidate_p (var))
    return;
  if (written_in_part_p (TREE_TYPE (var), var)) {
    align (var);
    if (DECL_INITIAL (var) == NULL_TREE)
      DECL_INITIAL (var) = build_constructor (TREE_TYPE (var), NULL);
  }
  if (DECL_INITIAL (var)) {
    if (zeroed == NULL)
      zeroed = new hash_set<tree>;
    zeroed->add (var);
  }
}

void goro_begin_with_zeros (void)
{
  cgraph_node *node;
  FOR_EACH_DEFINED_FUNCTION (node)
    if (node->has_gimple_body_p () && DECL_STRUCT_FUNCTION (node->decl) && DECL_STRUCT_FUNCTION (node->decl)->cfg)
      zero_in_function (DECL_STRUCT_FUNCTION (node->decl));
  delete zeroed;
  zeroed = NULL;
}
