/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements at which the stack can move, and fences.

   The stack can move at every call but those of the C library's leaf functions and of what GCC always
   expands to a few instructions.  Arithmetic for which it calls its own library counts as a call: that
   is on types wider than a register or that the processor does not have.

   A fence is a volatile asm that makes a new name of an old one and has no text:

       asm volatile ("# goro fence in" : "=r" (new) : "0" (old));

   No GIMPLE or RTL pass merges two of them, moves one across a call or a jump, or knows that new and
   old are equal.  So nothing computed from "new" exists before it.  HACKING.md goes through the passes.  */

#include "plugin/goro-plugin.h"
#include "internal-fn.h"
#include "passes/foreign/veneer.h"
#include "passes/derived/derived.h"

static bool inline_builtin_p (tree fn)
{
  if (fndecl_built_in_p (fn, BUILT_IN_MD))
    return true;
  if (!fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    return false;
  switch (DECL_FUNCTION_CODE (fn)) {
  case BUILT_IN_EXPECT:
  case BUILT_IN_EXPECT_WITH_PROBABILITY:
  case BUILT_IN_UNREACHABLE:
  case BUILT_IN_TRAP:
  case BUILT_IN_PREFETCH:
  case BUILT_IN_ASSUME_ALIGNED:
  case BUILT_IN_OBJECT_SIZE:
  case BUILT_IN_CONSTANT_P:
  case BUILT_IN_BSWAP16:
  case BUILT_IN_BSWAP32:
  case BUILT_IN_BSWAP64:
  case BUILT_IN_CLZ:
  case BUILT_IN_CLZL:
  case BUILT_IN_CLZLL:
  case BUILT_IN_CTZ:
  case BUILT_IN_CTZL:
  case BUILT_IN_CTZLL:
  case BUILT_IN_MEMCMP_EQ: /* as memcmp, and so on, which are leaf functions */
  case BUILT_IN_STRCMP_EQ:
  case BUILT_IN_STRNCMP_EQ:
  CASE_FLT_FN (BUILT_IN_FABS):
    return true;
  default:
    return false;
  }
}

/* Does GCC call a function of its library for operations on this type?  */
static bool library_type_p (const_tree type)
{
  if (type == NULL_TREE || VECTOR_TYPE_P (type))
    return type && library_type_p (TREE_TYPE (type));
  if (TREE_CODE (type) == COMPLEX_TYPE)
    return true;
  machine_mode mode = TYPE_MODE (type);
  if (SCALAR_FLOAT_MODE_P (mode))
    return mode != SFmode && mode != DFmode && mode != XFmode;
  return (INTEGRAL_TYPE_P (type) || TREE_CODE (type) == FIXED_POINT_TYPE) && TYPE_PRECISION (type) > BITS_PER_WORD;
}

static bool library_arithmetic_p (gimple *stmt)
{
  tree a = TREE_TYPE (gimple_assign_lhs (stmt));
  tree b = TREE_TYPE (gimple_assign_rhs1 (stmt));
  if (!library_type_p (a) && !library_type_p (b))
    return false;
  switch (gimple_assign_rhs_code (stmt)) {
  case TRUNC_DIV_EXPR:
  case TRUNC_MOD_EXPR:
  case CEIL_DIV_EXPR:
  case CEIL_MOD_EXPR:
  case FLOOR_DIV_EXPR:
  case FLOOR_MOD_EXPR:
  case ROUND_DIV_EXPR:
  case ROUND_MOD_EXPR:
  case EXACT_DIV_EXPR:
  case RDIV_EXPR:
  case FLOAT_EXPR:
  case FIX_TRUNC_EXPR:
    return true;
  default:
    /* In integers GCC does the rest in line; only products of complex numbers, and all on floats it has
       not.  */
    return gimple_assign_rhs_class (stmt) != GIMPLE_SINGLE_RHS
           && !(INTEGRAL_TYPE_P (a) && INTEGRAL_TYPE_P (b));
  }
}

bool goro_moves_at_p (gimple *stmt)
{
  if (is_gimple_assign (stmt))
    return library_arithmetic_p (stmt)
           || (flag_trapv && gimple_assign_rhs_class (stmt) != GIMPLE_SINGLE_RHS
               && ANY_INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_lhs (stmt))));
  if (gimple_code (stmt) == GIMPLE_COND)
    return library_type_p (TREE_TYPE (gimple_cond_lhs (stmt))) && !INTEGRAL_TYPE_P (TREE_TYPE (gimple_cond_lhs (stmt)));
  if (!is_gimple_call (stmt))
    return false;
  if (gimple_call_internal_p (stmt)) {
    internal_fn fn = gimple_call_internal_fn (stmt);
    switch (fn) {
    case IFN_ADD_OVERFLOW:
    case IFN_SUB_OVERFLOW:
    case IFN_MUL_OVERFLOW:
      return library_type_p (TREE_TYPE (gimple_call_arg (stmt, 0)))
             || library_type_p (TREE_TYPE (gimple_call_arg (stmt, 1)))
             || (gimple_call_lhs (stmt) && library_type_p (TREE_TYPE (TREE_TYPE (gimple_call_lhs (stmt)))));
    case IFN_FALLTHROUGH:
    case IFN_BUILTIN_EXPECT:
    case IFN_ANNOTATE:
    case IFN_LOOP_VECTORIZED:
    case IFN_LOOP_DIST_ALIAS:
    case IFN_ATOMIC_BIT_TEST_AND_SET:
    case IFN_ATOMIC_BIT_TEST_AND_COMPLEMENT:
    case IFN_ATOMIC_BIT_TEST_AND_RESET:
    case IFN_ATOMIC_COMPARE_EXCHANGE:
    case IFN_DIVMOD:
    case IFN_UNIQUE:
      return false;
    default:
      /* The others that have no instruction of their own are sanitizers', which become calls.  */
      return !direct_internal_fn_p (fn);
    }
  }
  tree callee = gimple_call_fndecl (stmt);
  if (callee == NULL_TREE || !DECL_NAME (callee))
    return true;
  if (inline_builtin_p (callee))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  return !goro_leaf_p (name);
}

static const char *const fence_text[3] = { "# goro fence in", "# goro fence out", "# goro fence" };

bool goro_fence_text_p (const char *text)
{
  for (const char *known : fence_text)
    if (strcmp (text, known) == 0)
      return true;
  return false;
}

gasm *goro_build_fence (tree to, tree from, goro_fence kind)
{
  const char *constraint = INTEGRAL_TYPE_P (TREE_TYPE (to)) || POINTER_TYPE_P (TREE_TYPE (to)) ? "=r"
                           : VECTOR_TYPE_P (TREE_TYPE (to)) ? "=v" : "=x";
  vec<tree, va_gc> *outputs = NULL, *inputs = NULL;
  vec_safe_push (outputs, build_tree_list (build_tree_list (NULL_TREE, build_string (2, constraint)), to));
  vec_safe_push (inputs, build_tree_list (build_tree_list (NULL_TREE, build_string (1, "0")), from));
  gasm *fence = gimple_build_asm_vec (fence_text[kind], inputs, outputs, NULL, NULL);
  gimple_asm_set_volatile (fence, true);
  if (TREE_CODE (to) == SSA_NAME)
    SSA_NAME_DEF_STMT (to) = fence;
  return fence;
}

bool goro_fence_p (const gimple *stmt, goro_fence kind)
{
  const gasm *a = dyn_cast<const gasm *> (stmt);
  return a && strcmp (gimple_asm_string (a), fence_text[kind]) == 0;
}
