/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack check.

   It is made where the target makes the prologue, as its first insn: so GCC's
   shrink-wrapping moves both together (an early exit pays nothing), takes what the check
   clobbers into account, and the frame rule at the check is always that of
   the entry.  It stands before the first push, so a stack that moves there
   has no half-made frame.

   No check in a function whose deepest path fits what callers leave, GORO_FRAME_LEAF: its own frame,
   red zone included, and the frames of what it calls, if all of that is compiled already,
   in this file, without a check, or one of the C library's leaf functions.  (A tail call is
   a jump; GCC compiles callees first where it can.)  Nor in naked functions, whose author
   answers for the stack.  One with the attribute no_split_stack is refused if it needs a check.

   A check insn is a volatile asm without operands, so no pass moves anything
   across it.  Its text is made last (ptrmap), when the number of its label is known; until then the
   template is CHECK_TEMPLATE.  */

#include "plugin/goro-plugin.h"
#include "passes/foreign/veneer.h"
#include "hash-map.h"

static const char CHECK_TEMPLATE[] = "# goro check";

static rtx_insn *(*target_prologue) (void);

/* What the present function's check makes room for.  */
static HOST_WIDE_INT check_need;

HOST_WIDE_INT goro_check_need (void)
{
  return check_need;
}

/* The deepest that it pushes arguments of calls.  */
static HOST_WIDE_INT argument_depth;

HOST_WIDE_INT goro_argument_depth (void)
{
  return argument_depth;
}

static rtx check_body (const rtx_insn *insn)
{
  if (!NONJUMP_INSN_P (insn))
    return NULL_RTX;
  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) != PARALLEL || GET_CODE (XVECEXP (pat, 0, 0)) != ASM_OPERANDS)
    return NULL_RTX;
  return XVECEXP (pat, 0, 0);
}

bool goro_check_insn_p (const rtx_insn *insn)
{
  rtx body = check_body (insn);
  return body && strcmp (ASM_OPERANDS_TEMPLATE (body), CHECK_TEMPLATE) == 0;
}

void goro_check_label (rtx_insn *insn, unsigned label)
{
  rtx body = check_body (insn);
  XSTR (body, 0) = goro_target_check_text (check_need, label);
}

/* The stack that functions of this file need which have no check, by DECL_UID.  */
static hash_map<int_hash<int, -1, -2>, int> *unchecked;

/* The stack that the callee of a call needs, if it has no check; else more than there is.  */
static HOST_WIDE_INT callee_depth (rtx_insn *insn)
{
  const HOST_WIDE_INT unknown = 1 << 20;
  rtx call = get_call_rtx_from (insn);
  rtx symbol = call ? goro_target_call_symbol (call) : NULL_RTX;
  if (symbol == NULL_RTX)
    return unknown;
  if (goro_local_callee_p (symbol)) {
    int *depth = unchecked ? unchecked->get (DECL_UID (SYMBOL_REF_DECL (symbol))) : NULL;
    return depth ? *depth : unknown;
  }
  if (goro_leaf_p (goro_symbol_name (XSTR (symbol, 0))) && XEXP (call, 1) == const0_rtx)
    return GORO_LEAF_STACK;
  return unknown;
}

/* Arguments of calls are pushed under the frame; every insn that moves the
   stack pointer for them says how deep it is.  Also tells how much the calls need, those that return here and the others.  */
static HOST_WIDE_INT deepest_arguments (HOST_WIDE_INT *calls, HOST_WIDE_INT *tail_calls)
{
  HOST_WIDE_INT deepest = 0;
  basic_block bb;
  rtx_insn *insn;
  *calls = *tail_calls = 0;
  /* By blocks: get_insns () is the sequence under construction here.  */
  FOR_EACH_BB_FN (bb, cfun)
    FOR_BB_INSNS (bb, insn) {
      if (!NONDEBUG_INSN_P (insn))
        continue;
      if (goro_barrier_insn_p (insn))
        *calls = MAX (*calls, GORO_BARRIER_STACK);
      if (goro_target_real_call_p (insn)) {
        HOST_WIDE_INT *most = SIBLING_CALL_P (insn) ? tail_calls : calls;
        *most = MAX (*most, callee_depth (insn));
      }
      rtx note = find_reg_note (insn, REG_ARGS_SIZE, NULL_RTX);
      if (note && CONST_INT_P (XEXP (note, 0)))
        deepest = MAX (deepest, INTVAL (XEXP (note, 0)));
    }
  return deepest;
}

static rtx_insn *gen_check (void)
{
  auto_vec<rtx> clobbers;
  goro_target_check_clobbers (&clobbers, check_need);
  rtx body = gen_rtx_ASM_OPERANDS (VOIDmode, CHECK_TEMPLATE, "", 0, rtvec_alloc (0), rtvec_alloc (0),
                                   rtvec_alloc (0), UNKNOWN_LOCATION);
  MEM_VOLATILE_P (body) = 1;
  rtx par = gen_rtx_PARALLEL (VOIDmode, rtvec_alloc (1 + clobbers.length ()));
  XVECEXP (par, 0, 0) = body;
  for (unsigned i = 0; i < clobbers.length (); i++)
    XVECEXP (par, 0, 1 + i) = gen_rtx_CLOBBER (VOIDmode, clobbers[i]);
  return emit_insn (par);
}

static rtx_insn *gen_prologue_with_check (void)
{
  HOST_WIDE_INT calls, tail_calls;
  rtx_insn *seq = target_prologue ();
  HOST_WIDE_INT args = deepest_arguments (&calls, &tail_calls);

  argument_depth = args;
  if (!goro_ours_p (current_function_decl) || lookup_attribute ("naked", DECL_ATTRIBUTES (current_function_decl)))
    return seq;
  check_need = goro_target_frame_depth () + goro_target_realign_depth () + args + UNITS_PER_WORD;
  /* A function that calls nothing may use the red zone.  */
  HOST_WIDE_INT deepest = check_need + (calls ? calls : 128);
  bool forbidden = lookup_attribute ("no_split_stack", DECL_ATTRIBUTES (current_function_decl));
  if (deepest <= GORO_FRAME_LEAF && (forbidden || !goro_opt.all_checks)) {
    if (unchecked == NULL)
      unchecked = new hash_map<int_hash<int, -1, -2>, int>;
    /* What it jumps to stands on its caller's stack like itself: where that is not known to
       fit, its callers are told nothing, and have a check.  */
    deepest = MAX (deepest, tail_calls);
    if (deepest <= GORO_FRAME_LEAF)
      unchecked->put (DECL_UID (current_function_decl), deepest);
    return seq;
  }
  if (forbidden)
    error_at (DECL_SOURCE_LOCATION (current_function_decl), "goro: %qD has the attribute %<no_split_stack%>, but without "
              "a stack check it may use, with all that it calls, %d bytes at the most", current_function_decl,
              GORO_FRAME_LEAF);
  if (check_need > HOST_WIDE_INT_C (0x40000000)) {
    error_at (DECL_SOURCE_LOCATION (current_function_decl),
              "goro: the frame of %qD is larger than the largest stack, 1 GB", current_function_decl);
    check_need = 0;
  }
  start_sequence ();
  gen_check ();
  emit_insn (seq);
  seq = get_insns ();
  end_sequence ();
  return seq;
}

void goro_stackcheck_init (void)
{
  target_prologue = targetm.gen_prologue;
  targetm.gen_prologue = gen_prologue_with_check;
}
