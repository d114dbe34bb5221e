/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GCC may believe of calls where variables of the thread are used (lower.cc has the whole picture).

   A goroutine can change threads in any call of instrumented code: at the callee's check,
   whatever its body does.  In a translation unit that uses thread-local variables every such call has
   to look as if it wrote memory, so there

     - functions declared const or pure are ordinary functions;
     - the passes that find out the like of a function's body are off (goro_tls_gate), and so is the one that
       would split a function and hand an address over to its second part, whose check it would cross;
     - malloc and its kin are ordinary functions: GCC's own knowledge of them says that they touch nothing of
       the program's, but they may be the program's.

   Library functions with names that GCC knows and goro calls in place or through a veneer, strlen or sin, run on
   one thread, and GCC's knowledge of them stands.

   Some functions of the C library are declared const though they are about the thread that calls: they
   only read memory, in every translation unit.  __errno_location is not one of them: it is the goroutine's.  */

#include "plugin/goro-plugin.h"
#include "passes/foreign/veneer.h"
#include "passes/tls/tls.h"

namespace {

const pass_data unit_data = { SIMPLE_IPA_PASS, "goro_tls_unit", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_tls_unit : public simple_ipa_opt_pass {
public:
  pass_tls_unit (gcc::context *ctxt) : simple_ipa_opt_pass (unit_data, ctxt) {}
  unsigned int execute (function *) final override;
};

bool uses_tls;

bool in_list_p (const char *const *list, const char *name)
{
  for (; *list; list++)
    if (strcmp (*list, name) == 0)
      return true;
  return false;
}

/* Functions whose result is the thread's, or is in the thread's memory.  */
bool about_thread_p (const char *name)
{
  static const char *const names[] = { "pthread_self", "thrd_current", "__h_errno_location", "__res_state", NULL };
  return in_list_p (names, name);
}

/* These change with uselocale (), and end with the thread; isalpha () in a loop should not call each time.  */
bool tables_p (const char *name)
{
  static const char *const names[] = { "__ctype_b_loc", "__ctype_tolower_loc", "__ctype_toupper_loc", NULL };
  return in_list_p (names, name);
}

bool allocator_p (tree decl)
{
  switch (DECL_FUNCTION_CODE (decl)) {
  case BUILT_IN_MALLOC:
  case BUILT_IN_CALLOC:
  case BUILT_IN_REALLOC:
  case BUILT_IN_FREE:
  case BUILT_IN_ALIGNED_ALLOC:
  case BUILT_IN_POSIX_MEMALIGN:
  case BUILT_IN_STRDUP:
  case BUILT_IN_STRNDUP:
    return true;
  default:
    return false;
  }
}

void forget (cgraph_node *node)
{
  tree decl = node->decl;
  if (fndecl_built_in_p (decl)) {
    if (fndecl_built_in_p (decl, BUILT_IN_NORMAL) && allocator_p (decl))
      set_decl_built_in_function (decl, NOT_BUILT_IN, 0);
    return;
  }
  const char *name = goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl)));
  if (strcmp (name, "__errno_location") == 0 || about_thread_p (name) || tables_p (name) || goro_leaf_p (name))
    return;
  TREE_READONLY (decl) = 0;
  DECL_PURE_P (decl) = 0;
  DECL_LOOPING_CONST_OR_PURE_P (decl) = 0;
}

/* A call has the type of the pointer it goes through, which may say const too: that of the declaration, or of a
   pointer variable.  (What expansion takes from the latter, rtl.cc takes back.)  */
void forget_types (cgraph_node *node)
{
  basic_block bb;
  function *fun = DECL_STRUCT_FUNCTION (node->decl);
  if (fun == NULL || fun->cfg == NULL)
    return;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gcall *call = dyn_cast<gcall *> (gsi_stmt (gsi));
      if (call == NULL || gimple_call_internal_p (call) || !TYPE_READONLY (gimple_call_fntype (call)))
        continue;
      tree callee = gimple_call_fndecl (call);
      if (callee ? !TREE_READONLY (callee) : uses_tls)
        gimple_call_set_fntype (call, TYPE_MAIN_VARIANT (gimple_call_fntype (call)));
    }
}

unsigned int pass_tls_unit::execute (function *)
{
  varpool_node *var;
  cgraph_node *node;
  bool changed = false;

  FOR_EACH_VARIABLE (var)
    uses_tls |= DECL_THREAD_LOCAL_P (var->decl);
  FOR_EACH_FUNCTION (node) {
    if (fndecl_built_in_p (node->decl, BUILT_IN_THREAD_POINTER))
      uses_tls = true;
    if (fndecl_built_in_p (node->decl) || !TREE_READONLY (node->decl))
      continue;
    const char *name = goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (node->decl)));
    bool thread = about_thread_p (name);
    if (thread || tables_p (name)) {
      TREE_READONLY (node->decl) = 0;
      DECL_PURE_P (node->decl) = 1;
      changed = true;
    }
    uses_tls |= thread;
  }
  /* The units it will be joined with may.  */
  uses_tls |= flag_generate_lto || flag_lto;
  if (uses_tls)
    FOR_EACH_FUNCTION (node)
      forget (node);
  if (uses_tls || changed)
    FOR_EACH_FUNCTION_WITH_GIMPLE_BODY (node)
      forget_types (node);
  return 0;
}

} // namespace

bool goro_tls_unit_p (void)
{
  return uses_tls || in_lto_p;
}

/* Before the source is read.  With -flto what the passes find out about a function is written into the object
   whatever the gate says, and read when it is joined with units that do use thread-local variables.  The
   options are each function's, so they are switched off where functions take them from.  */
void goro_tls_start (void)
{
  if (in_lto_p || !(flag_generate_lto || flag_lto))
    return;
  flag_ipa_modref = flag_ipa_pure_const = flag_ipa_reference = 0;
  global_options_set.x_flag_ipa_modref = global_options_set.x_flag_ipa_pure_const = 1;
  global_options_set.x_flag_ipa_reference = 1;
  optimization_default_node = build_optimization_node (&global_options, &global_options_set);
  optimization_current_node = optimization_default_node;
}

bool goro_tls_gate (const char *pass)
{
  static const char *const off[] = { "modref", "pure-const", "local-pure-const", "static-var", "pta", "fnsplit",
                                     "feedback_fnsplit", NULL };
  return !goro_tls_unit_p () || !in_list_p (off, pass);
}

opt_pass *goro_make_tls_unit_pass (void)
{
  return new pass_tls_unit (g);
}
