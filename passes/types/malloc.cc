/* SPDX-License-Identifier: GPL-3.0-or-later */
/* -fplugin-arg-goro-malloc=gc: malloc and its kin become functions of the collected heap (libgoro/heap/malloc.c).

   Each declaration of such a function gets the name of ours in the assembly, so that calls, addresses and what GCC makes of
   them, malloc and memset into calloc say, all change alike.  Where a call is converted to a pointer to T and its size shows
   that it is for objects of T and nothing else, it passes T's descriptor besides:

       T:       exactly sizeof (T), or a variable times sizeof (T), or calloc (n, sizeof (T))
       number:  any size, where no pointer to numbers in the unit becomes one to something else

   All others are for memory of which every word may hold a pointer.  10 * sizeof (T) is one of those, because it may be the size of
   a larger structure that begins with a T; so is sizeof (T) + n.  */

#include "plugin/goro-plugin.h"
#include "passes/types/types.h"
#include "hash-set.h"

static const struct allocator {
  const char *name;
  int size;           /* typed calls: the argument that is the size of an element, or of all; -1: there are none */
  int count;          /* the one that is the number of elements, or -1 */
  int builtin;        /* GCC's own declaration, or -1 */
} allocators[] = {
  { "malloc", 0, -1, BUILT_IN_MALLOC },
  { "calloc", 1, 0, BUILT_IN_CALLOC },
  { "realloc", 1, -1, BUILT_IN_REALLOC },
  { "reallocarray", 2, 1, -1 },
  { "free", -1, -1, BUILT_IN_FREE },
  { "strdup", -1, -1, BUILT_IN_STRDUP },
  { "strndup", -1, -1, BUILT_IN_STRNDUP },
  { "aligned_alloc", -1, -1, BUILT_IN_ALIGNED_ALLOC },
  { "posix_memalign", -1, -1, BUILT_IN_POSIX_MEMALIGN },
  { "memalign", -1, -1, -1 },
  { "valloc", -1, -1, -1 },
  { "pvalloc", -1, -1, -1 },
  { "malloc_usable_size", -1, -1, -1 },
};

/* Does the unit use memory that was allocated for numbers for something else, as far as is known?  */
static bool numbers_carry;
static hash_set<tree> harmless;

static const struct allocator *allocator_of (const_tree decl)
{
  if (decl == NULL_TREE || TREE_CODE (decl) != FUNCTION_DECL || !TREE_PUBLIC (decl) || DECL_NAME (decl) == NULL_TREE)
    return NULL;
  for (const allocator &a : allocators)
    if (id_equal (DECL_NAME (decl), a.name))
      return &a;
  return NULL;
}

static void rename_to_ours (tree decl, const struct allocator *a)
{
  char *name = concat ("__goro_c_", a->name, NULL);
  if (!DECL_ASSEMBLER_NAME_SET_P (decl) || !id_equal (DECL_ASSEMBLER_NAME (decl), name)) {
    symtab->change_decl_assembler_name (decl, get_identifier (name));
    DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, DECL_ATTRIBUTES (decl));
  }
  free (name);
}

void goro_malloc_declared (tree decl)
{
  const struct allocator *a = goro_opt.malloc_gc ? allocator_of (decl) : NULL;
  if (a && DECL_EXTERNAL (decl))
    rename_to_ours (decl, a);
}

/* Those that GCC knows without a declaration.  */
void goro_malloc_start (void)
{
  if (goro_opt.malloc_gc)
    for (const allocator &a : allocators)
      if (a.builtin >= 0 && builtin_decl_explicit ((enum built_in_function) a.builtin))
        rename_to_ours (builtin_decl_explicit ((enum built_in_function) a.builtin), &a);
}

void goro_malloc_defined (tree decl)
{
  if (goro_opt.malloc_gc && allocator_of (decl))
    error_at (DECL_STRUCT_FUNCTION (decl)->function_start_locus, "goro: %qD is defined here, but %<-fplugin-arg-goro-malloc=gc%> sends it to the "
              "collected heap", decl);
}

static bool number_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) || SCALAR_FLOAT_TYPE_P (type) || TREE_CODE (type) == COMPLEX_TYPE
         || VECTOR_TYPE_P (type);
}

static tree strip (tree e)
{
  while (CONVERT_EXPR_P (e) || TREE_CODE (e) == NON_LVALUE_EXPR || TREE_CODE (e) == SAVE_EXPR
         || TREE_CODE (e) == C_MAYBE_CONST_EXPR)
    e = TREE_CODE (e) == C_MAYBE_CONST_EXPR ? C_MAYBE_CONST_EXPR_EXPR (e) : TREE_OPERAND (e, 0);
  return e;
}

/* Does the size of CALL show that it is for objects of TYPE?  */
static bool sized_for_p (tree call, const struct allocator *a, tree type)
{
  tree size = TYPE_SIZE_UNIT (type), given = strip (CALL_EXPR_ARG (call, a->size));
  if (number_p (type))
    return true;
  if (size == NULL_TREE || TREE_CODE (size) != INTEGER_CST || integer_zerop (size))
    return false;
  auto same = [size] (tree t) { return TREE_CODE (strip (t)) == INTEGER_CST && tree_int_cst_equal (strip (t), size); };
  if (same (given) || (a->count >= 0 && same (CALL_EXPR_ARG (call, a->count))))
    return true;
  /* Not a constant: a structure's size would be one.  */
  return a->count < 0 && TREE_CODE (given) == MULT_EXPR && (same (TREE_OPERAND (given, 1)) || same (TREE_OPERAND (given, 0)));
}

/* CALL of an allocator for objects of TYPE, with the descriptor.  */
static tree typed_call (tree call, const struct allocator *a, tree type)
{
  tree descriptor = goro_type_descriptor (number_p (type) ? void_type_node : TYPE_MAIN_VARIANT (type));
  tree fn = get_callee_fndecl (call), result = TREE_TYPE (call);
  auto_vec<tree> args;
  for (int i = 0; i < call_expr_nargs (call); i++)
    args.safe_push (CALL_EXPR_ARG (call, i));
  args.safe_push (fold_convert (const_ptr_type_node, descriptor));
  char *name = concat ("__goro_", a->name, NULL);
  tree params = a->size == 0   ? build_function_type_list (result, size_type_node, const_ptr_type_node, NULL_TREE)
                : a->count == 0 ? build_function_type_list (result, size_type_node, size_type_node, const_ptr_type_node,
                                                            NULL_TREE)
                : a->count < 0  ? build_function_type_list (result, ptr_type_node, size_type_node, const_ptr_type_node,
                                                            NULL_TREE)
                                : build_function_type_list (result, ptr_type_node, size_type_node, size_type_node,
                                                            const_ptr_type_node, NULL_TREE);
  tree decl = build_fn_decl (name, params);
  free (name);
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("goro_runtime"), NULL_TREE, DECL_ATTRIBUTES (decl));
  DECL_IS_MALLOC (decl) = a->size == 0 || a->count == 0;
  TREE_NOTHROW (decl) = TREE_NOTHROW (fn);
  return build_call_array_loc (EXPR_LOCATION (call), result, build_fold_addr_expr (decl), args.length (), args.address ());
}

/* A pointer becomes one of another type.  */
static void look_at_conversion (tree conversion)
{
  tree *op = &TREE_OPERAND (conversion, 0), to = TREE_TYPE (TREE_TYPE (conversion));
  if (!POINTER_TYPE_P (TREE_TYPE (*op)))
    return;
  tree from = TREE_TYPE (TREE_TYPE (*op));
  if (number_p (from) && !number_p (to) && TREE_CODE (strip (*op)) != ADDR_EXPR && !harmless.contains (conversion))
    numbers_carry = true;
  while (CONVERT_EXPR_P (*op))
    op = &TREE_OPERAND (*op, 0);
  const struct allocator *a = TREE_CODE (*op) == CALL_EXPR ? allocator_of (get_callee_fndecl (*op)) : NULL;
  if (a == NULL || a->size < 0 || call_expr_nargs (*op) != MAX (a->size, a->count) + 1)
    return;
  if (VOID_TYPE_P (to) || TREE_CODE (to) == FUNCTION_TYPE || !COMPLETE_TYPE_P (to)
      || variably_modified_type_p (to, NULL_TREE) || int_size_in_bytes (to) < 0 || !sized_for_p (*op, a, to))
    return;
  *op = typed_call (*op, a, to);
}

/* Each expression of a function, as parsed, before what it consists of.  */
void goro_malloc_expression (tree e)
{
  if (!goro_opt.malloc_gc)
    return;
  if (CONVERT_EXPR_P (e) && POINTER_TYPE_P (TREE_TYPE (e)))
    look_at_conversion (e);
  else if (TREE_CODE (e) == ADDR_EXPR && TREE_CODE (TREE_OPERAND (e, 0)) == FUNCTION_DECL)
    goro_malloc_declared (TREE_OPERAND (e, 0));
  else if (TREE_CODE (e) == CALL_EXPR && goro_bytes_function_p (get_callee_fndecl (e)))
    for (int i = 0; i < call_expr_nargs (e); i++)
      if (CONVERT_EXPR_P (CALL_EXPR_ARG (e, i)))
        harmless.add (CALL_EXPR_ARG (e, i));
}

bool goro_numbers_carry_p (void)
{
  return numbers_carry;
}
