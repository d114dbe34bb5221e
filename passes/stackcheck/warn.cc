/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings about what a moving stack cannot hold yet.

   Each of these compiles to code that works until the stack moves at the wrong
   moment, so each is named with its location: getcontext, va_list in a static object, inline assembly that calls or moves
   the stack pointer, and addresses in unions (unions.cc).  On the first SSA form, where
   every one of them still looks like the source.  Addresses of locals are passes/escape's.  */

#include "plugin/goro-plugin.h"
#include "passes/foreign/veneer.h"
#include "passes/stackcheck/unions.h"

namespace {

const pass_data warn_data = { GIMPLE_PASS, "goro_warn", OPTGROUP_NONE, TV_NONE, PROP_cfg, 0, 0, 0, 0 };

class pass_warn : public gimple_opt_pass {
public:
  pass_warn (gcc::context *ctxt) : gimple_opt_pass (warn_data, ctxt) {}
  unsigned int execute (function *) final override;
};

bool static_object_p (tree lhs)
{
  tree base = get_base_address (lhs);
  return base && VAR_P (base) && (TREE_STATIC (base) || DECL_EXTERNAL (base)) && !DECL_THREAD_LOCAL_P (base);
}

void check_call (gcall *call)
{
  /* setjmp is a macro of a system header, where warnings are silent.  */
  location_t loc = expansion_point_location_if_in_system_header (gimple_location (call));
  tree fn = gimple_call_fndecl (call);
  if (fn && fndecl_built_in_p (fn, BUILT_IN_NORMAL))
    switch (DECL_FUNCTION_CODE (fn)) {
    case BUILT_IN_APPLY_ARGS:
    case BUILT_IN_APPLY:
    case BUILT_IN_RETURN:
      error_at (loc, "goro: %qD is not supported: the arguments of such a call are not known", fn);
      return;
    case BUILT_IN_EH_RETURN:
      error_at (loc, "goro: %qD is not supported: it changes the stack pointer", fn);
      return;
    case BUILT_IN_VA_START:
    case BUILT_IN_VA_COPY: {
      tree list = gimple_call_arg (call, 0);
      if (TREE_CODE (list) == ADDR_EXPR && static_object_p (TREE_OPERAND (list, 0)))
        warning_at (loc, 0, "a %<va_list%> in a static object is wrong as soon as the stack moves");
      return;
    }
    default:
      break;
    }
  if (gimple_call_flags (call) & ECF_RETURNS_TWICE) {
    const char *name = fn && DECL_NAME (fn) ? IDENTIFIER_POINTER (DECL_NAME (fn)) : "";
    if (strstr (name, "fork") || goro_provided_p (name) || goro_runtime_function_p (fn))
      return;
    if (fn)
      warning_at (loc, 0, "%qD does not survive a move of the stack", fn);
    else
      warning_at (loc, 0, "a call that returns twice does not survive a move of the stack");
  }
}

bool word_char_p (char c)
{
  return ISALNUM (c) || c == '_' || c == '.' || c == '$';
}

/* Does the template hold an instruction whose mnemonic begins with PREFIX?  */
bool has_mnemonic (const char *text, const char *prefix)
{
  for (const char *p = text; (p = strstr (p, prefix)) != NULL; p++)
    if (p == text || !(word_char_p (p[-1]) || p[-1] == '%'))
      return true;
  return false;
}

void check_asm (gasm *stmt)
{
  const char *text = gimple_asm_string (stmt);
  if (has_mnemonic (text, "call") || has_mnemonic (text, "push") || has_mnemonic (text, "pop")
      || strstr (text, "%rsp") || strstr (text, "%esp") || has_mnemonic (text, "rsp")) {
    if (has_mnemonic (text, "popcnt") && !has_mnemonic (text, "call") && !has_mnemonic (text, "push"))
      return;
    warning_at (gimple_location (stmt), 0, "inline assembly that calls or uses the stack pointer has no stack check "
                "and no pointer map");
    return;
  }
  for (unsigned i = 0; i < gimple_asm_nclobbers (stmt); i++) {
    const char *name = TREE_STRING_POINTER (TREE_VALUE (gimple_asm_clobber_op (stmt, i)));
    if (decode_reg_name (name) == STACK_POINTER_REGNUM)
      error_at (gimple_location (stmt), "goro: inline assembly that changes the stack pointer is not supported");
  }
}

/* Functions of the other calling convention keep more registers than the maps describe.  */
void check_convention (location_t loc, const_tree type)
{
  if (type && lookup_attribute ("ms_abi", TYPE_ATTRIBUTES (type)))
    error_at (loc, "goro: functions with the attribute %<ms_abi%> are not supported");
  /* Callers keep values in registers that no record has.  */
  for (const char *name : { "interrupt", "no_caller_saved_registers" })
    if (type && lookup_attribute (name, TYPE_ATTRIBUTES (type)))
      error_at (loc, "goro: functions with the attribute %qs are not supported", name);
}

/* Has an object of TYPE, at BITS from a word boundary, a pointer that is not in a word of its own?  The
   maps describe words.  */
bool misaligned_pointer_p (const_tree type, unsigned HOST_WIDE_INT bits)
{
  switch (TREE_CODE (type)) {
  case POINTER_TYPE:
    return bits % BITS_PER_WORD != 0;
  case ARRAY_TYPE: {
    const_tree element = TREE_TYPE (type), size = TYPE_SIZE (element);
    if (misaligned_pointer_p (element, bits))
      return true;
    return size && tree_fits_uhwi_p (size) && tree_to_uhwi (size) % BITS_PER_WORD != 0
           && misaligned_pointer_p (element, bits + tree_to_uhwi (size));
  }
  case RECORD_TYPE:
  case UNION_TYPE:
    for (tree field = TYPE_FIELDS (type); field; field = DECL_CHAIN (field))
      if (TREE_CODE (field) == FIELD_DECL && tree_fits_uhwi_p (bit_position (field))
          && misaligned_pointer_p (TREE_TYPE (field), bits + tree_to_uhwi (bit_position (field))))
        return true;
    return false;
  default:
    return false;
  }
}

void check_variable (const_tree var)
{
  if (!auto_var_p (var) || is_gimple_reg (CONST_CAST_TREE (var)) || DECL_ARTIFICIAL (var))
    return;
  if (DECL_ALIGN (var) > GORO_STACK_ALIGN * BITS_PER_UNIT)
    warning_at (DECL_SOURCE_LOCATION (var), 0, "%qD is aligned to more than %d bytes; a move of the stack does not "
                "keep that", var, GORO_STACK_ALIGN);
  unsigned bits = DECL_ALIGN (var) % BITS_PER_WORD;
  if (misaligned_pointer_p (TREE_TYPE (var), bits))
    warning_at (DECL_SOURCE_LOCATION (var), 0, "%qD holds a pointer that is not at a multiple of 8 bytes; it is wrong "
                "as soon as the stack moves, if it points into the stack", var);
}

unsigned int pass_warn::execute (function *fun)
{
  basic_block bb;
  check_convention (DECL_SOURCE_LOCATION (fun->decl), TREE_TYPE (fun->decl));
  unsigned i;
  tree var;
  FOR_EACH_LOCAL_DECL (fun, i, var)
    check_variable (var);
  for (tree parm = DECL_ARGUMENTS (fun->decl); parm; parm = DECL_CHAIN (parm))
    check_variable (parm);
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (gcall *call = dyn_cast<gcall *> (stmt)) {
        check_call (call);
        check_convention (gimple_location (call), gimple_call_fntype (call));
      }
      else if (gasm *a = dyn_cast<gasm *> (stmt))
        check_asm (a);
      else
        goro_check_union (stmt);
    }
  return 0;
}

} // namespace

opt_pass *goro_make_warn_pass (void)
{
  return new pass_warn (g);
}
