/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings about addresses that no map can follow.

   casts.cc looks at every conversion between pointers and integers and asks here.  The address of a local that
   another file gets as an integer which is not uintptr_t: that file takes it for a number.  An address that is kept shifted, under a tag in
   the upper bits, or combined with another one is no address while it is kept, and no move changes it.  Each of the latter
   gets one warning a unit, since macros use them everywhere.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"

namespace {

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

} // namespace

/* Arguments behind the dots, and those of C library functions that are not compiled with goro as a rule, are left alone.  */
void goro_note_departures (tree e, tree fn)
{
  /* Without a function: one of GCC's internal ones, as __builtin_add_overflow becomes.  */
  if (goro_opt.local_address == 0 || CALL_EXPR_FN (e) == NULL_TREE || (fn && fndecl_built_in_p (fn)))
    return;
  tree fntype = TREE_TYPE (TREE_TYPE (CALL_EXPR_FN (e)));
  tree types = TYPE_ARG_TYPES (fntype);
  for (int i = 0; i < call_expr_nargs (e) && types && !VOID_TYPE_P (TREE_VALUE (types)); i++, types = TREE_CHAIN (types)) {
    tree type = TREE_VALUE (types), local;
    if (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_WORD && !goro_pointer_sized_name_p (type) && (local = converted_local (CALL_EXPR_ARG (e, i))))
      departures.safe_push ({ goro_casts_keep (fn), goro_casts_keep (local), type, EXPR_LOCATION (e) });
  }
}

/* Those to functions that are not in this unit, which cannot know.  */
void goro_warn_of_departures (void)
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

/* Warns once of a way to keep an address that no map can tell of.  */
void goro_hidden_address (location_t place, bool *warned, const char *how)
{
  if (*warned || goro_opt.local_address == 0)
    return;
  *warned = true;
  warning_at (place, 0, "an address %s does not move along with its stack, and keeps no object alive", how);
}

/* The integer E becomes a pointer.  */
void goro_look_at_hidden (tree e, location_t place)
{
  static bool shifted, tagged;
  while (CONVERT_EXPR_P (e) || TREE_CODE (e) == NON_LVALUE_EXPR || TREE_CODE (e) == SAVE_EXPR)
    e = TREE_OPERAND (e, 0);
  if (!INTEGRAL_TYPE_P (TREE_TYPE (e)) || TYPE_PRECISION (TREE_TYPE (e)) != BITS_PER_WORD)
    return;
  tree b = BINARY_CLASS_P (e) ? TREE_OPERAND (e, 1) : NULL_TREE;
  if (b == NULL_TREE || TREE_CODE (b) != INTEGER_CST || TREE_CODE (TREE_OPERAND (e, 0)) == INTEGER_CST)
    return;
  unsigned HOST_WIDE_INT value = TREE_INT_CST_LOW (b);
  if (TREE_CODE (e) == LSHIFT_EXPR || TREE_CODE (e) == RSHIFT_EXPR)
    goro_hidden_address (place, &shifted, "that is kept shifted");
  else if (TREE_CODE (e) == BIT_AND_EXPR && value >> 48 == 0 && value > 0xffffffff)
    goro_hidden_address (place, &tagged, "with other bits above it in an integer");
}
