/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that leave instrumented code.

   Each direct call of an external function f, those that GCC makes itself included,
   goes to goro.f instead: the strong alias beside an instrumented definition, or
   the weak veneer that every file which calls f carries (veneer.cc).  With stack
   arguments it is goro.args.f, which gets their size in a register.  Calls of
   functions in this file that no other definition can replace stay as they
   are.  Functions of the runtime, and the C library's small leaf functions (abi/leaf.def),
   are called through the GOT, with no veneer and no lazy binding.  Calls through
   pointers test the magic word before the callee's entry.

   This runs on final RTL, after every pass that could move, copy or invent a
   call, so it sees all of them and no other pass sees the new symbols.  */

#include "plugin/goro-plugin.h"
#include "passes/foreign/veneer.h"

/* Is the callee a function of this assembly file that no other definition can replace?  ours: made by us, or
   with -flto from an object that was compiled without the plugin.  */
static bool bound_here_p (rtx symbol, bool ours)
{
  tree decl = SYMBOL_REF_DECL (symbol);
  if (decl == NULL_TREE || TREE_CODE (decl) != FUNCTION_DECL || DECL_EXTERNAL (decl))
    return false;
  cgraph_node *node = cgraph_node::get (decl), *target = node;
  if (node == NULL || !node->definition || node->ifunc_resolver || lookup_attribute ("ifunc", DECL_ATTRIBUTES (decl)))
    return false;
  /* An alias of something in another file is that other thing.  */
  if (node->alias) {
    target = node->ultimate_alias_target ();
    if (target == NULL || !target->definition || target->alias || DECL_EXTERNAL (target->decl))
      return false;
  }
  return goro_ours_p (target->decl) == ours && decl_binds_to_current_def_p (decl);
}

bool goro_local_callee_p (rtx symbol)
{
  return bound_here_p (symbol, true);
}

namespace {

const pass_data foreign_data = { RTL_PASS, "goro_foreign", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_foreign : public rtl_opt_pass {
public:
  pass_foreign (gcc::context *ctxt) : rtl_opt_pass (foreign_data, ctxt) {}
  unsigned int execute (function *) final override;
};

/* Those that calls of DECL use, from whichever file: the collector looks at them, and at nothing that is left in the others.  */
int argument_registers (rtx_insn *insn, tree decl)
{
  bool known = decl && TREE_CODE (decl) == FUNCTION_DECL && prototype_p (TREE_TYPE (decl)) && !stdarg_p (TREE_TYPE (decl));
  return known ? goro_target_used_registers (insn) : GORO_ARGUMENT_REGISTERS;
}

void rewrite_call (rtx_insn *insn)
{
  rtx call = get_call_rtx_from (insn);
  if (call == NULL_RTX)
    return;
  HOST_WIDE_INT args = CONST_INT_P (XEXP (call, 1)) ? INTVAL (XEXP (call, 1)) : 0;
  rtx symbol = goro_target_call_symbol (call);
  if (symbol == NULL_RTX) {
    /* In the large model a call of a known function goes through a register as well; and -fipa-ra may keep values
       in registers that only that very function leaves alone.  */
    rtx note = find_reg_note (insn, REG_CALL_DECL, NULL_RTX);
    if (note && XEXP (note, 0) && goro_local_callee_p (XEXP (note, 0)))
      return;
  }
  if (symbol == NULL_RTX)
    symbol = goro_target_loaded_symbol (insn, call);
  /* The name of a clone is this file's own, so none for a veneer.  */
  if (symbol == NULL_RTX || bound_here_p (symbol, false)) {
    goro_target_indirect_call (insn, call, args);
    return;
  }
  if (goro_local_callee_p (symbol))
    return;
  const char *name = goro_symbol_name (XSTR (symbol, 0));
  tree decl = SYMBOL_REF_DECL (symbol);
  /* The name of a weakref is this file's own; veneers go by what it stands for.  */
  for (tree id = get_identifier (name); IDENTIFIER_TRANSPARENT_ALIAS (id) && TREE_CHAIN (id); ) {
    id = TREE_CHAIN (id);
    name = goro_symbol_name (IDENTIFIER_POINTER (id));
  }
  /* The linker knows the call of __tls_get_addr by its form.  */
  if (startswith (name, "goro.") || startswith (name, "__x86") || strcmp (name, "__tls_get_addr") == 0)
    return;
  if (goro_runtime_function_p (decl) || (args == 0 && goro_leaf_p (name))) {
    goro_target_set_callee (insn, call, symbol, true);
    return;
  }
  /* vfork's child would use the thread's stack under its parent's frame; POSIX lets it be fork.  */
  if (strcmp (name, "vfork") == 0 || strcmp (name, "__vfork") == 0)
    name = "fork";
  /* The buffer of pthread_cleanup_push is smaller than a jmp_buf; its declaration has a name of its own.  */
  if (decl && DECL_P (decl) && DECL_NAME (decl) && id_equal (DECL_NAME (decl), "__sigsetjmp_cancel"))
    name = "__sigsetjmp_cancel";
  bool provided = goro_provided_p (name);
  bool with_args = args > 0 && !provided;
  const char *target = ggc_strdup (ACONCAT (("*goro.", with_args ? "args." : "", name, NULL)));
  rtx veneer = gen_rtx_SYMBOL_REF (Pmode, target);
  if (!provided) {
    SYMBOL_REF_FLAGS (veneer) |= SYMBOL_FLAG_FUNCTION | SYMBOL_FLAG_LOCAL;
    goro_need_veneer (name, with_args, decl && DECL_P (decl) && DECL_WEAK (decl), argument_registers (insn, decl));
  }
  if (with_args)
    goro_target_pass_args_size (insn, args);
  goro_target_set_callee (insn, call, veneer, provided);
}

unsigned int pass_foreign::execute (function *fun)
{
  basic_block bb;
  rtx_insn *insn, *next;
  FOR_EACH_BB_FN (bb, fun)
    FOR_BB_INSNS_SAFE (bb, insn, next)
      if (goro_target_real_call_p (insn))
        rewrite_call (insn);
      else if (goro_barrier_insn_p (insn)) {
        if (!crtl->is_leaf)
          goro_barrier_keeps_no_red_zone (insn);
      } else if (NONJUMP_INSN_P (insn))
        goro_target_clear_padding (insn);
  goro_mark_definition (fun->decl);
  return 0;
}

} // namespace

opt_pass *goro_make_foreign_pass (void)
{
  return new pass_foreign (g);
}
