/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still wanted at each site: backward over registers and frame words.

   Bits: two for each general register, whether anything of it and whether more than its lower half is
   wanted; then two for each word of the frame and of the arguments: the lower and the upper half, for a slot
   that holds an int at one time and a pointer at another.  Words of objects take no part: an object is wanted
   from the first insn that touches it on.

   The forward flow knows the frame addresses, so it notes for each insn, in order, what it
   reads and what it writes wholly; this file only solves the equations.

   A call that returns twice (setjmp): what is wanted after it is wanted at every call of the function, since the
   second return can come from any of them.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/flow.h"

namespace {

enum { EV_USE, EV_DEF, EV_CALL, EV_CHECK };

struct event {
  int kind;
  int bit;        /* of a use or a definition */
  rtx_insn *insn; /* of a site */
};

vec<event> *events; /* by block */
vec<event> *here;   /* of the block at hand */
unsigned nbits;
sbitmap *live_in, *live_out;
sbitmap twice; /* wanted after a call that returns twice */
bool any_twice;

void push (int kind, int bit, rtx_insn *insn)
{
  event e = { kind, bit, insn };
  here->safe_push (e);
}

int half_bit (HOST_WIDE_INT off)
{
  int i = goro_word_at (&goro_flow.words, off);
  if (i < 0 || goro_flow.words.object[i] >= 0 || goro_flow.saved[i])
    return -1;
  return 2 * GORO_NUM_GPR + 2 * i + ((off & 4) != 0);
}

void note_access (const state *s, rtx mem, bool write)
{
  HOST_WIDE_INT off, size;
  if (!goro_frame_access (s, mem, &off, &size))
    return;
  if (size < 0)
    size = UNITS_PER_WORD;
  /* What the register allocator stores in a slot is all there is in it.  */
  bool slot = goro_spill_slot_p (mem);
  for (HOST_WIDE_INT at = ROUND_DOWN (off, 4); at < off + size; at += 4) {
    int bit = half_bit (at);
    if (bit < 0)
      continue;
    if (!write)
      push (EV_USE, bit, NULL);
    else if (slot || (at >= off && at + 4 <= off + size))
      push (EV_DEF, bit, NULL);
  }
}

/* A register is read, or written as a whole.  */
void push_register (int kind, int index, bool narrow)
{
  push (kind, 2 * index, NULL);
  if (!narrow)
    push (kind, 2 * index + 1, NULL);
}

void note_uses (const state *s, rtx x)
{
  subrtx_var_iterator::array_type array;
  FOR_EACH_SUBRTX_VAR (iter, array, x, NONCONST) {
    rtx y = *iter;
    if (REG_P (y))
      for (unsigned r = REGNO (y); r < END_REGNO (y); r++) {
        int i = goro_target_gpr_index (r);
        if (i >= 0)
          push_register (EV_USE, i, narrow_p (GET_MODE (y)));
      }
    else if (MEM_P (y) && GET_CODE (XEXP (y, 0)) != SCRATCH)
      note_access (s, y, false);
  }
}

/* The uses that are part of a destination, and the definition.  */
void note_dest (const state *s, rtx dest, bool defs)
{
  bool partial = false;
  if (GET_CODE (dest) == PARALLEL) {
    for (int k = 0; k < XVECLEN (dest, 0); k++)
      if (XEXP (XVECEXP (dest, 0, k), 0))
        note_dest (s, XEXP (XVECEXP (dest, 0, k), 0), defs);
    return;
  }
  while (GET_CODE (dest) == STRICT_LOW_PART || GET_CODE (dest) == ZERO_EXTRACT || GET_CODE (dest) == SUBREG) {
    partial |= GET_CODE (dest) != SUBREG;
    dest = XEXP (dest, 0);
  }
  if (REG_P (dest)) {
    for (unsigned r = REGNO (dest); r < END_REGNO (dest); r++) {
      int i = goro_target_gpr_index (r);
      /* What is written in part is wanted as far as it is afterwards.  */
      if (i >= 0 && (defs ? !partial : partial))
        push_register (defs ? EV_DEF : EV_USE, i, partial);
    }
  } else if (MEM_P (dest) && GET_CODE (XEXP (dest, 0)) != SCRATCH) {
    if (defs)
      note_access (s, dest, true);
    else
      note_uses (s, XEXP (dest, 0));
  }
}

/* Registers and stack words that the callee or the assembler text gets.  */
void note_call_uses (const state *s, rtx_insn *insn)
{
  for (rtx link = CALL_INSN_FUNCTION_USAGE (insn); link; link = XEXP (link, 1))
    if (GET_CODE (XEXP (link, 0)) == USE) {
      rtx what = XEXP (XEXP (link, 0), 0);
      if (!MEM_P (what) || GET_CODE (XEXP (what, 0)) != SCRATCH)
        note_uses (s, what);
    }
}

/* The words of the arguments that the call passes on the stack.  */
void note_arguments (const state *s, rtx_insn *insn)
{
  rtx call = get_call_rtx_from (insn);
  if (call == NULL_RTX || !s->reg[SP].framed || !CONST_INT_P (XEXP (call, 1)))
    return;
  HOST_WIDE_INT size = INTVAL (XEXP (call, 1));
  for (HOST_WIDE_INT at = 0; at < size; at += 4) {
    int bit = half_bit (s->reg[SP].off + at);
    if (bit >= 0)
      push (EV_USE, bit, NULL);
  }
}

/* Applies an event, going backward.  */
void apply (sbitmap live, const event *e)
{
  if (e->kind == EV_DEF)
    bitmap_clear_bit (live, e->bit);
  else if (e->kind == EV_USE)
    bitmap_set_bit (live, e->bit);
}

bool solve_block (basic_block bb, sbitmap live)
{
  edge e;
  edge_iterator ei;
  bitmap_clear (live_out[bb->index]);
  FOR_EACH_EDGE (e, ei, bb->succs)
    if (e->dest != EXIT_BLOCK_PTR_FOR_FN (goro_flow.fun))
      bitmap_ior (live_out[bb->index], live_out[bb->index], live_in[e->dest->index]);
  bitmap_copy (live, live_out[bb->index]);
  vec<event> *list = &events[bb->index];
  for (unsigned k = list->length (); k-- > 0; ) {
    if ((*list)[k].kind == EV_CALL) {
      if (find_reg_note ((*list)[k].insn, REG_SETJMP, NULL_RTX) && bitmap_ior (twice, twice, live))
        any_twice = true;
      bitmap_ior (live, live, twice);
    }
    apply (live, &(*list)[k]);
  }
  return bitmap_ior (live_in[bb->index], live_in[bb->index], live);
}

} // namespace

void goro_live_begin (void)
{
  events = XCNEWVEC (vec<event>, goro_flow.nblocks);
}

void goro_live_note (const state *s, rtx_insn *insn)
{
  here = &events[BLOCK_FOR_INSN (insn)->index];
  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) == COND_EXEC)
    pat = COND_EXEC_CODE (pat);
  int n = GET_CODE (pat) == PARALLEL ? XVECLEN (pat, 0) : 1;

  /* Forward order: uses, the site, definitions; solved from the end.  A call's own result is not
     wanted across it, its arguments are.  */
  for (int i = 0; i < n; i++) {
    rtx p = GET_CODE (pat) == PARALLEL ? XVECEXP (pat, 0, i) : pat;
    if (GET_CODE (p) == SET) {
      note_uses (s, SET_SRC (p));
      note_dest (s, SET_DEST (p), false);
    } else if (GET_CODE (p) != CLOBBER)
      note_uses (s, p);
    else if (MEM_P (XEXP (p, 0)) && GET_CODE (XEXP (XEXP (p, 0), 0)) != SCRATCH)
      note_uses (s, XEXP (XEXP (p, 0), 0));
  }
  if (CALL_P (insn)) {
    note_call_uses (s, insn);
    if (goro_target_real_call_p (insn) && !SIBLING_CALL_P (insn)) {
      push (EV_CALL, 0, insn);
      /* Behind the call in the list, so that they count as wanted at the site.  */
      note_arguments (s, insn);
    }
  } else if (goro_check_insn_p (insn))
    push (EV_CHECK, 0, insn);
  for (int i = 0; i < n; i++) {
    rtx p = GET_CODE (pat) == PARALLEL ? XVECEXP (pat, 0, i) : pat;
    if (GET_CODE (p) == SET)
      note_dest (s, SET_DEST (p), true);
    else if (GET_CODE (p) == CLOBBER && REG_P (XEXP (p, 0)))
      note_dest (s, XEXP (p, 0), true);
  }
}

void goro_live_lowered (HOST_WIDE_INT low, HOST_WIDE_INT high)
{
  for (HOST_WIDE_INT at = low; at < high; at += 4) {
    int bit = half_bit (at);
    if (bit >= 0)
      push (EV_DEF, bit, NULL);
  }
}

void goro_live_solve (void (*fn) (rtx_insn *insn, const_sbitmap live))
{
  nbits = 2 * GORO_NUM_GPR + 2 * goro_flow.words.n;
  live_in = sbitmap_vector_alloc (goro_flow.nblocks, nbits);
  live_out = sbitmap_vector_alloc (goro_flow.nblocks, nbits);
  bitmap_vector_clear (live_in, goro_flow.nblocks);
  bitmap_vector_clear (live_out, goro_flow.nblocks);
  twice = sbitmap_alloc (nbits);
  bitmap_clear (twice);
  sbitmap live = sbitmap_alloc (nbits);
  basic_block bb;

  int *order = XNEWVEC (int, n_basic_blocks_for_fn (goro_flow.fun));
  int n = pre_and_rev_post_order_compute_fn (goro_flow.fun, NULL, order, false);
  for (bool changed = true; changed; ) {
    changed = any_twice = false;
    for (int k = n; k-- > 0; )
      changed |= solve_block (BASIC_BLOCK_FOR_FN (goro_flow.fun, order[k]), live);
    changed |= any_twice;
  }
  free (order);

  FOR_EACH_BB_FN (bb, goro_flow.fun) {
    bitmap_copy (live, live_out[bb->index]);
    vec<event> *list = &events[bb->index];
    for (unsigned k = list->length (); k-- > 0; ) {
      const event *e = &(*list)[k];
      if (e->kind == EV_CALL)
        bitmap_ior (live, live, twice);
      if (e->kind == EV_CALL || e->kind == EV_CHECK)
        fn (e->insn, live);
      apply (live, e);
    }
  }
  sbitmap_free (live);
  sbitmap_free (twice);
  sbitmap_vector_free (live_in);
  sbitmap_vector_free (live_out);
}

enum goro_wanted goro_live_register (const_sbitmap live, int index)
{
  return bitmap_bit_p (live, 2 * index + 1) ? GORO_WANTED_WHOLE
         : bitmap_bit_p (live, 2 * index) ? GORO_WANTED_HALF : GORO_WANTED_NOT;
}

enum goro_wanted goro_live_word (const_sbitmap live, unsigned word)
{
  int halves = bitmap_bit_p (live, 2 * (GORO_NUM_GPR + word)) + bitmap_bit_p (live, 2 * (GORO_NUM_GPR + word) + 1);
  return halves == 2 ? GORO_WANTED_WHOLE : halves == 1 ? GORO_WANTED_HALF : GORO_WANTED_NOT;
}

void goro_live_end (void)
{
  for (int i = 0; i < goro_flow.nblocks; i++)
    events[i].release ();
  free (events);
  events = NULL;
}
