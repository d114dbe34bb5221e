/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread-local variables in RTL: three small passes.

   Right after expansion: the lowered code (lower.cc) adds the thread pointer itself, so an address &x that GCC
   has expanded as thread pointer plus distance becomes the distance.  Calls through pointers to const functions
   become ordinary ones (unit.cc).

   Around the prologue: a check in a shrink-wrapped prologue would stand behind uses of the variable, and the
   goroutine would change threads between them.  A function that reads the thread pointer has its check at its entry.

   At the end, the proof: nothing in the function takes the thread pointer for a constant.  */

#include "plugin/goro-plugin.h"
#include "passes/tls/tls.h"

namespace {

/* --- after expansion ------------------------------------------------------------------------------ */

const pass_data distance_data = { RTL_PASS, "goro_tls_distance", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_tls_distance : public rtl_opt_pass {
public:
  pass_tls_distance (gcc::context *ctxt) : rtl_opt_pass (distance_data, ctxt) {}
  bool gate (function *) final override { return goro_tls_lowered_p () || in_lto_p; }
  unsigned int execute (function *) final override;
};

unsigned int pass_tls_distance::execute (function *)
{
  for (rtx_insn *insn = get_insns (), *next; insn; insn = next) {
    next = NEXT_INSN (insn);
    if (!INSN_P (insn))
      continue;
    goro_target_drop_thread_pointer (insn);
    /* Expansion took this from the type of the pointer.  */
    if (goro_tls_unit_p () && goro_target_real_call_p (insn)) {
      rtx call = get_call_rtx_from (insn);
      if (call && goro_target_call_symbol (call) == NULL_RTX)
        RTL_CONST_CALL_P (insn) = RTL_PURE_CALL_P (insn) = RTL_LOOPING_CONST_OR_PURE_CALL_P (insn) = 0;
    }
  }
  return 0;
}

/* --- around the prologue -------------------------------------------------------------------------- */

const pass_data wrap_data = { RTL_PASS, "goro_tls_wrap", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

int shrink_wrap_was = -1;

class pass_tls_wrap : public rtl_opt_pass {
public:
  pass_tls_wrap (gcc::context *ctxt, bool before) : rtl_opt_pass (wrap_data, ctxt), is_before (before) {}
  unsigned int execute (function *) final override;
private:
  bool is_before;
};

bool reads_thread_pointer_p (function *fun)
{
  basic_block bb;
  rtx_insn *insn;
  FOR_EACH_BB_FN (bb, fun)
    FOR_BB_INSNS (bb, insn)
      if (NONDEBUG_INSN_P (insn) && goro_target_reads_thread_pointer_p (insn))
        return true;
  return false;
}

unsigned int pass_tls_wrap::execute (function *fun)
{
  if (!is_before) {
    if (shrink_wrap_was >= 0)
      flag_shrink_wrap = shrink_wrap_was;
    shrink_wrap_was = -1;
  } else if (flag_shrink_wrap && reads_thread_pointer_p (fun)) {
    shrink_wrap_was = flag_shrink_wrap;
    flag_shrink_wrap = 0;
  }
  return 0;
}

/* --- at the end ----------------------------------------------------------------------------------- */

const pass_data verify_data = { RTL_PASS, "goro_tls_verify", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_tls_verify : public rtl_opt_pass {
public:
  pass_tls_verify (gcc::context *ctxt) : rtl_opt_pass (verify_data, ctxt) {}
  unsigned int execute (function *) final override;
};

unsigned int pass_tls_verify::execute (function *fun)
{
  basic_block bb;
  rtx_insn *insn;
  FOR_EACH_BB_FN (bb, fun)
    FOR_BB_INSNS (bb, insn)
      if (NONDEBUG_INSN_P (insn) && goro_target_constant_thread_pointer_p (insn)) {
        error_at (INSN_LOCATION (insn) ? INSN_LOCATION (insn) : DECL_SOURCE_LOCATION (fun->decl),
                  "goro: the address of a thread-local variable is kept while the goroutine may change threads");
        return 0;
      }
  return 0;
}

} // namespace

opt_pass *goro_make_tls_distance_pass (void)
{
  return new pass_tls_distance (g);
}

opt_pass *goro_make_tls_wrap_pass (bool before)
{
  return new pass_tls_wrap (g, before);
}

opt_pass *goro_make_tls_verify_pass (void)
{
  return new pass_tls_verify (g);
}
