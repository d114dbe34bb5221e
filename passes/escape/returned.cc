/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `return &x' as the C front end leaves it: `return (&x, 0)', with a warning.  Here it is an allocation.

   What the source itself writes as (&x, 0) has a location.  */

#include "plugin/goro-plugin.h"
#include "options.h"
#include "opts.h"

static bool local_address_p (tree t)
{
  STRIP_NOPS (t);
  while (TREE_CODE (t) == POINTER_PLUS_EXPR || CONVERT_EXPR_P (t))
    t = TREE_OPERAND (t, 0);
  if (TREE_CODE (t) != ADDR_EXPR)
    return false;
  tree base = get_base_address (TREE_OPERAND (t, 0));
  return base && ((DECL_P (base) && auto_var_in_fn_p (base, current_function_decl)) || TREE_CODE (base) == COMPOUND_LITERAL_EXPR);
}

void goro_returned_address (tree e)
{
  if ((TREE_CODE (e) != MODIFY_EXPR && TREE_CODE (e) != INIT_EXPR) || TREE_CODE (TREE_OPERAND (e, 0)) != RESULT_DECL)
    return;
  tree value = TREE_OPERAND (e, 1);
  if (TREE_CODE (value) == COMPOUND_EXPR && EXPR_LOCATION (value) == UNKNOWN_LOCATION && integer_zerop (TREE_OPERAND (value, 1))
      && TREE_CODE (TREE_OPERAND (value, 1)) == INTEGER_CST && local_address_p (TREE_OPERAND (value, 0)))
    TREE_OPERAND (e, 1) = TREE_OPERAND (value, 0);
}

/* Two warnings about what is right here, unless they are asked for.  */
void goro_escape_start (void)
{
  if (!OPTION_SET_P (warn_return_local_addr))
    warn_return_local_addr = 0;
  if (!OPTION_SET_P (warn_dangling_pointer))
    warn_dangling_pointer = 0;
}
