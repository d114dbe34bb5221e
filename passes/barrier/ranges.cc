/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code that must not be interrupted: the test of __goro_marking, the store that it is for, and what lies between.

   A goroutine that is stopped there by a signal would count as one whose stores are seen by the barrier, and then store without.  The end is an
   empty assembly statement behind the stores, which reads them, so they cannot be moved behind it; the scheduler of RTL takes a
   volatile asm for a barrier.  It costs no instruction.

   A call or a check there would be an error of ours, and is one at compile time; none is known.

   Two passes.  The first follows the flow graph, so it runs where the dataflow of the maps does: at the end of all that moves insns.  The second
   runs after all that makes insns, and puts labels around what the first has found; an insn that has been made in between belongs
   to what is before it.  */

#include "plugin/goro-plugin.h"
#include "libgoro/abi/types.h"
#include "passes/foreign/veneer.h"
#include "hash-map.h"
#include "passes/barrier/barrier.h"

namespace {

const pass_data find_data = { RTL_PASS, "goro_ranges", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };
const pass_data label_data = { RTL_PASS, "goro_range_labels", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_find : public rtl_opt_pass {
public:
  pass_find (gcc::context *ctxt) : rtl_opt_pass (find_data, ctxt) {}
  bool gate (function *) final override { return goro_opt.barriers; }
  unsigned int execute (function *) final override;
};

class pass_label : public rtl_opt_pass {
public:
  pass_label (gcc::context *ctxt) : rtl_opt_pass (label_data, ctxt) {}
  bool gate (function *) final override { return goro_opt.barriers; }
  unsigned int execute (function *) final override;
};

/* Of the present function, by UID: true in a range, false outside.  */
hash_map<int_hash<int, -1, -2>, bool> *in_range;

struct range {
  unsigned from, to; /* numbers of labels */
};
vec<range> ranges;

bool text_p (const rtx_insn *insn, const char *text)
{
  rtx body = NONJUMP_INSN_P (insn) || JUMP_P (insn) ? extract_asm_operands (PATTERN (insn)) : NULL_RTX;
  return body && strcmp (ASM_OPERANDS_TEMPLATE (body), text) == 0;
}

/* State behind INSN, if it is STATE before.  */
bool step (rtx_insn *insn, bool state)
{
  if (text_p (insn, goro_target_marking_text ()))
    return true;
  if (goro_target_real_call_p (insn) || text_p (insn, GORO_STORED_TEXT))
    return false;
  return state;
}

/* A call that is itself the store: of a function that copies (stores.cc), or of an atomic operation that is none in line.  */
bool storing_call_p (rtx_insn *insn)
{
  rtx symbol = goro_target_call_symbol (get_call_rtx_from (insn));
  if (symbol == NULL_RTX || GET_CODE (symbol) != SYMBOL_REF)
    return false;
  const char *name = goro_symbol_name (XSTR (symbol, 0));
  for (const char *prefix : { "goro.", "args." })
    if (startswith (name, prefix))
      name += strlen (prefix);
  return goro_leaf_p (name) || goro_copier_p (name) || startswith (name, "__atomic_") || startswith (name, "__sync_");
}

/* The proof that no goroutine stops between the test and the stores by itself: neither a call nor the function's check, which the prologue may
   bring anywhere, stands there.  Of a call that does not return nothing comes afterwards.  */
void verify (rtx_insn *insn)
{
  if (find_reg_note (insn, REG_NORETURN, NULL_RTX))
    return;
  if (goro_check_insn_p (insn) || (goro_target_real_call_p (insn) && !storing_call_p (insn)))
    error_at (INSN_LOCATION (insn) ? INSN_LOCATION (insn) : DECL_SOURCE_LOCATION (current_function_decl),
              "goro: the goroutine could stop between a write barrier and its store");
}

unsigned int pass_find::execute (function *fun)
{
  basic_block bb;
  rtx_insn *insn;
  bool any = false;
  delete in_range;
  in_range = NULL;
  FOR_EACH_BB_FN (bb, fun)
    FOR_BB_INSNS (bb, insn)
      any |= NONDEBUG_INSN_P (insn) && text_p (insn, goro_target_marking_text ());
  if (!any)
    return 0;

  auto_vec<bool> out;
  out.safe_grow_cleared (last_basic_block_for_fn (fun));
  auto enter = [&out] (basic_block b) {
    edge e;
    edge_iterator ei;
    bool state = false;
    FOR_EACH_EDGE (e, ei, b->preds)
      state |= out[e->src->index];
    return state;
  };
  for (bool changed = true; changed; ) {
    changed = false;
    FOR_EACH_BB_FN (bb, fun) {
      bool state = enter (bb);
      FOR_BB_INSNS (bb, insn)
        if (NONDEBUG_INSN_P (insn))
          state = step (insn, state);
      changed |= state != out[bb->index];
      out[bb->index] = state;
    }
  }
  in_range = new hash_map<int_hash<int, -1, -2>, bool>;
  FOR_EACH_BB_FN (bb, fun) {
    bool state = enter (bb);
    FOR_BB_INSNS (bb, insn)
      if (NONDEBUG_INSN_P (insn)) {
        /* Before the marker the store may not have been made.  The test is two instructions: between them it has been made.  */
        bool tests = text_p (insn, goro_target_marking_text ());
        bool inside = tests || (state && !text_p (insn, GORO_STORED_TEXT));
        if (inside && !tests)
          verify (insn);
        in_range->put (INSN_UID (insn), inside);
        state = step (insn, state);
      }
  }
  return 0;
}

unsigned label_behind (rtx_insn *insn)
{
  rtx label = gen_label_rtx ();
  rtx_note *note = emit_note_after (NOTE_INSN_DELETED, insn);
  NOTE_KIND (note) = NOTE_INSN_DELETED_LABEL; /* final prints just the label */
  NOTE_DELETED_LABEL_NAME (note) = NULL;
  CODE_LABEL_NUMBER (note) = CODE_LABEL_NUMBER (label);
  return CODE_LABEL_NUMBER (label);
}

unsigned int pass_label::execute (function *)
{
  if (in_range == NULL)
    return 0;
  rtx_insn *last = NULL; /* of the open range */
  for (rtx_insn *insn = get_insns (), *next; insn; insn = next) {
    next = NEXT_INSN (insn);
    bool ends = NOTE_P (insn) && NOTE_KIND (insn) == NOTE_INSN_SWITCH_TEXT_SECTIONS;
    if (!ends && !NONDEBUG_INSN_P (insn))
      continue;
    bool *known = ends ? NULL : in_range->get (INSN_UID (insn));
    bool inside = ends ? false : known ? *known : last != NULL;
    if (inside && last == NULL) {
      /* Right before it: what stands between is no code of its own.  */
      ranges.safe_push (range { label_behind (PREV_INSN (insn)), 0 });
      last = insn;
    } else if (inside)
      last = insn;
    else if (last != NULL) {
      ranges.last ().to = label_behind (last);
      last = NULL;
    }
  }
  if (last != NULL)
    ranges.last ().to = label_behind (last);
  return 0;
}

} // namespace

opt_pass *goro_make_ranges_pass (void)
{
  return new pass_find (g);
}

opt_pass *goro_make_range_labels_pass (void)
{
  return new pass_label (g);
}

void goro_emit_ranges (FILE *file)
{
  for (const range &r : ranges)
    fprintf (file, "\t.section\t" GORO_NOPREEMPT_SECTION ",\"ao\",@progbits,.L%u\n\t.long\t.L%u - ., .L%u - .\n", r.from, r.from,
             r.to);
  ranges.release ();
}
