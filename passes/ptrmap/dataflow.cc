/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of registers and frame words at every call and check.

   A forward dataflow over the hard registers and the frame's words, on the final RTL.  The state
   holds for each general or vector register and each word a class (eval.cc says how classes
   arise), and for a general register whose value is a known distance from the frame's CFA, that distance: so the
   words behind sp, a frame pointer, or any other base are found.

   It runs twice.  First to know the frame addresses and with them every access of the frame: a
   place whose address goes into memory, to a callee, or into arithmetic that is not followed may be
   accessed by anybody from then on, and is part of an object (objects.cc).  Then with the objects
   known.  A word that only known insns access has the class of what was written there last; a word of an object
   has the class of its declared type, once anything has touched the object.  What a backward
   pass (live.cc) finds unwanted is dead.

   A frame that the function realigns has its words counted from an origin of its own (objects.h).  What lies below the
   static frame, alloca's memory, is ambiguous.

   Rejected: classes by the type of the pseudo (REG_EXPR) without flow: one hard register
   holds many webs, 6 % of the live values could be classified.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/ptrmap.h"
#include "passes/ptrmap/flow.h"
#include "passes/ptrmap/types.h"
#include "passes/ptrmap/scopes.h"
#include "passes/ptrmap/causes.h"
#include "hash-map.h"

struct flow goro_flow;

namespace {

const unsigned MAX_WORDS = 4096;
/* An address that is taken this near an object may be used to reach it.  */
const HOST_WIDE_INT REACH = 1024;

flow &f = goro_flow;
hash_map<int_hash<int, -1, -2>, goro_site *> *sites;

/* The place's address goes where it is not followed.  */
void expose (state *s, HOST_WIDE_INT off, bool declared = false)
{
  int i = declared ? -1 : goro_word_at (&f.words, off);
  if (i >= 0)
    bitmap_set_bit (f.exposed, i);
  /* Of a large array only a part may have words here; its address is that of the first byte.  */
  bool near = false;
  for (unsigned k = 0; k < f.words.nobjects; k++)
    if (IN_RANGE (off, f.words.low[k] - REACH, f.words.high[k] + REACH))
      s->touched[k] = near = true;
  /* It can be that of any.  */
  for (unsigned k = 0; !near && k < f.words.nobjects; k++)
    s->touched[k] = true;
}

/* A known access of CFA + [off, off + size).  */
void touch (state *s, HOST_WIDE_INT off, HOST_WIDE_INT size)
{
  for (HOST_WIDE_INT at = ROUND_DOWN (off, UNITS_PER_WORD); at < off + size; at += UNITS_PER_WORD) {
    int i = goro_word_at (&f.words, at);
    if (i >= 0 && f.words.object[i] >= 0)
      s->touched[f.words.object[i]] = true;
  }
}

void mention (state *s, rtx x, bool declared = false);

void mention_mem (state *s, rtx mem)
{
  HOST_WIDE_INT off, size;
  rtx addr = XEXP (mem, 0);
  if (GET_CODE (addr) == SCRATCH)
    return;
  if (goro_frame_access (s, mem, &off, &size)) {
    if (size < 0) {
      expose (s, off);
      return;
    }
    touch (s, off, size);
    int i = goro_word_at (&f.words, off);
    if (i >= 0 && goro_spill_slot_p (mem))
      for (HOST_WIDE_INT at = off; at < off + size; at += UNITS_PER_WORD)
        if ((i = goro_word_at (&f.words, at)) >= 0)
          f.claimed[i] = true;
    return;
  }
  /* At an index that is not known.  */
  tree decl = goro_mem_variable (mem);
  int object = decl ? goro_object_of (&f.words, decl) : -1;
  if (object >= 0)
    s->touched[object] = true;
  else if (GET_RTX_CLASS (GET_CODE (addr)) != RTX_AUTOINC)
    /* An element that the source names is in a declared object; arguments that nobody declared are not.  */
    mention (s, addr, MEM_EXPR (mem) != NULL_TREE && !f.fun->stdarg);
}

/* X is used in a way that is not followed, or is the address of something; declared: of a variable or a part
   of one.  */
void mention (state *s, rtx x, bool declared)
{
  if (x == NULL_RTX)
    return;
  switch (GET_CODE (x)) {
  case MEM:
    mention_mem (s, x);
    return;
  case REG: {
    int i = goro_target_gpr_index (REGNO (x));
    if (i >= 0 && i != SP && s->reg[i].framed && !(frame_pointer_needed && REGNO (x) == HARD_FRAME_POINTER_REGNUM))
      expose (s, s->reg[i].off, declared);
    return;
  }
  case PLUS: {
    value v = goro_eval (s, x);
    if (v.framed) {
      expose (s, v.off, declared);
      return;
    }
    /* Base, constant and index: the place is the base with the constant.  */
    HOST_WIDE_INT add = 0;
    rtx base = x;
    if (CONST_INT_P (XEXP (x, 1))) {
      add = INTVAL (XEXP (x, 1));
      base = XEXP (x, 0);
    }
    if (GET_CODE (base) == PLUS)
      for (int k = 0; k < 2; k++) {
        value b = goro_eval (s, XEXP (base, k));
        if (!b.framed)
          continue;
        expose (s, b.off + add, declared);
        /* The stack pointer is the address of nothing.  */
        if (XEXP (base, k) == stack_pointer_rtx) {
          mention (s, XEXP (base, !k), declared);
          return;
        }
      }
    break;
  }
  case CLOBBER:
    if (MEM_P (XEXP (x, 0)))
      mention_mem (s, XEXP (x, 0));
    return;
  default:
    break;
  }
  const char *format = GET_RTX_FORMAT (GET_CODE (x));
  for (int i = 0; i < GET_RTX_LENGTH (GET_CODE (x)); i++)
    if (format[i] == 'e')
      mention (s, XEXP (x, i), declared);
    else if (format[i] == 'E')
      for (int k = 0; k < XVECLEN (x, i); k++)
        mention (s, XVECEXP (x, i, k), declared);
}

/* All that an insn does to the frame but for the classes it writes.  */
void mention_insn (state *s, rtx_insn *insn)
{
  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) == COND_EXEC)
    pat = COND_EXEC_CODE (pat);
  int n = GET_CODE (pat) == PARALLEL ? XVECLEN (pat, 0) : 1;
  for (int i = 0; i < n; i++) {
    rtx p = GET_CODE (pat) == PARALLEL ? XVECEXP (pat, 0, i) : pat;
    if (GET_CODE (p) != SET) {
      mention (s, p);
      continue;
    }
    rtx dest = SET_DEST (p);
    /* An address that goes to a register is followed there.  */
    bool followed = REG_P (dest) && goro_target_gpr_index (REGNO (dest)) >= 0 && REG_NREGS (dest) == 1
                    && goro_eval (s, SET_SRC (p)).framed;
    if (!followed)
      mention (s, SET_SRC (p));
    while (GET_CODE (dest) == STRICT_LOW_PART || GET_CODE (dest) == ZERO_EXTRACT || GET_CODE (dest) == SUBREG)
      dest = XEXP (dest, 0);
    if (MEM_P (dest))
      mention_mem (s, dest);
    /* A prologue's stores of registers; the address of the arguments, which GCC's CFI is told about too, is a value.  */
    HOST_WIDE_INT off, size;
    if (RTX_FRAME_RELATED_P (insn) && !find_reg_note (insn, REG_CFA_SET_VDRAP, NULL_RTX) && MEM_P (dest) && REG_P (SET_SRC (p)) && goro_frame_access (s, dest, &off, &size)) {
      int w = goro_word_at (&f.words, off);
      if (w >= 0)
        f.saved[w] = true;
    }
  }
  if (CALL_P (insn))
    for (rtx link = CALL_INSN_FUNCTION_USAGE (insn); link; link = XEXP (link, 1))
      if (GET_CODE (XEXP (link, 0)) == USE)
        mention (s, XEXP (XEXP (link, 0), 0));
}

/* The effect of an address with side effects on its register.  */
void autoinc (state *s, rtx addr, machine_mode mode)
{
  if (GET_RTX_CLASS (GET_CODE (addr)) != RTX_AUTOINC || !REG_P (XEXP (addr, 0)))
    return;
  int i = goro_target_gpr_index (REGNO (XEXP (addr, 0)));
  if (i < 0)
    return;
  HOST_WIDE_INT size = GET_MODE_SIZE (mode).to_constant ();
  if (i == SP && size < UNITS_PER_WORD)
    size = UNITS_PER_WORD;
  value *v = &s->reg[i];
  switch (GET_CODE (addr)) {
  case PRE_DEC:
  case POST_DEC:
    v->off -= size;
    break;
  case PRE_INC:
  case POST_INC:
    v->off += size;
    break;
  case PRE_MODIFY:
  case POST_MODIFY:
    *v = goro_eval (s, XEXP (addr, 1));
    break;
  default:
    *v = plain (GORO_AMBIGUOUS);
  }
}

/* The stack pointer went down from OLD: what is below is new.  */
void clear_arguments (state *s, value old)
{
  if (!old.framed || !s->reg[SP].framed || !goro_same_origin_p (old.off, s->reg[SP].off))
    return;
  for (HOST_WIDE_INT off = s->reg[SP].off; off < old.off; off += UNITS_PER_WORD) {
    int i = goro_word_at (&f.words, off);
    if (i >= (int) f.static_words && i < (int) f.words.nframe)
      s->word[i] = GORO_GARBAGE;
  }
}

/* The class of a word of class OLD of which a part has been written, half of it or less.  A small value
   beside stale bytes is no pointer, whatever they look like.  */
int part_class (int old, bool half)
{
  return old == GORO_NOT_POINTER || old == GORO_NULL ? (int) GORO_NOT_POINTER
         : half || old == GORO_HALF ? (int) GORO_HALF : (int) GORO_PART;
}

void assign_mem (state *s, rtx mem, HOST_WIDE_INT off, HOST_WIDE_INT size, value v)
{
  tree expr = MEM_EXPR (mem);
  /* What is stored as a pointer is one.  */
  if (v.cls == GORO_AMBIGUOUS && expr && TREE_TYPE (expr) && POINTER_TYPE_P (TREE_TYPE (expr)))
    v = plain (GORO_POINTER);
  if (size < 0)
    return;
  for (HOST_WIDE_INT at = ROUND_DOWN (off, UNITS_PER_WORD); at < off + size; at += UNITS_PER_WORD) {
    int i = goro_word_at (&f.words, at);
    if (i < 0 || f.words.object[i] >= 0)
      continue;
    HOST_WIDE_INT first = MAX (off, at), end = MIN (off + size, at + UNITS_PER_WORD);
    if (GET_MODE (mem) == XFmode && at >= off + UNITS_PER_WORD)
      end = at + 2; /* all that the processor writes there */
    s->word[i] = end - first == UNITS_PER_WORD ? GET_MODE (mem) == XFmode ? (int) GORO_NOT_POINTER : v.cls
                 : part_class (s->word[i], end - first >= UNITS_PER_WORD / 2);
  }
}

void assign (state *s, rtx_insn *insn, rtx dest, value v, const value *place, HOST_WIDE_INT size)
{
  bool partial = false;
  while (GET_CODE (dest) == STRICT_LOW_PART || GET_CODE (dest) == ZERO_EXTRACT || GET_CODE (dest) == SUBREG) {
    partial |= GET_CODE (dest) != SUBREG;
    dest = XEXP (dest, 0);
  }
  if (REG_P (dest)) {
    /* A variable's type tells where nothing else does.  */
    if (v.cls == GORO_AMBIGUOUS && REG_EXPR (dest) && TREE_TYPE (REG_EXPR (dest))
        && POINTER_TYPE_P (TREE_TYPE (REG_EXPR (dest))) && GET_MODE (dest) == Pmode)
      v = plain (GORO_POINTER);
    for (unsigned r = REGNO (dest); r < END_REGNO (dest); r++) {
      int i = goro_target_gpr_index (r), k = vector_index (r);
      if (k >= 0)
        s->vec[k] = partial ? goro_join_class (s->vec[k], v.cls)
                    : narrow_p (GET_MODE (dest)) ? (int) GORO_NOT_POINTER : v.cls;
      if (i < 0)
        continue;
      if (partial)
        s->reg[i] = plain (goro_join_class (s->reg[i].cls, v.cls));
      else if (REG_NREGS (dest) > 1)
        s->reg[i] = plain (v.cls);
      else if (narrow_p (GET_MODE (dest))) {
        /* 32 bits clear the others, 16 and 8 do not.  */
        bool clears = known_ge (GET_MODE_SIZE (GET_MODE (dest)), UNITS_PER_WORD / 2)
                      || goro_target_clears_register_p (insn);
        s->reg[i] = plain (clears ? (int) GORO_NOT_POINTER : part_class (s->reg[i].cls, false));
      }
      else
        s->reg[i] = v;
    }
  } else if (MEM_P (dest) && place->framed)
    assign_mem (s, dest, place->off, size, v);
}

/* A structure that a call returns in several registers.  */
void assign_parts (state *s, rtx_insn *insn, rtx parts)
{
  rtx call = get_call_rtx_from (insn);
  tree decl, type = call ? goro_callee_type (call, &decl) : NULL_TREE;
  for (int k = 0; k < XVECLEN (parts, 0); k++) {
    rtx part = XVECEXP (parts, 0, k);
    if (XEXP (part, 0) == NULL_RTX)
      continue;
    int cls = type == NULL_TREE ? (int) GORO_AMBIGUOUS
              : AGGREGATE_TYPE_P (TREE_TYPE (type)) ? (int) goro_word_class (TREE_TYPE (type), INTVAL (XEXP (part, 1)) / UNITS_PER_WORD)
              : (int) goro_call_value (call).cls;
    assign (s, insn, XEXP (part, 0), plain (cls), NULL, 0);
  }
}

bool join_words (state *to, const state *from)
{
  bool changed = false;
  for (unsigned i = 0; i < f.words.n; i++) {
    int c = goro_join_class (to->word[i], from->word[i]);
    if (c != to->word[i]) {
      to->word[i] = c;
      changed = true;
    }
  }
  for (unsigned i = 0; i < f.words.nobjects; i++)
    if (from->touched[i] && !to->touched[i]) {
      to->touched[i] = true;
      changed = true;
    }
  return changed;
}

/* A call that returns twice (setjmp) may do so out of any other call, with memory as it is there.  */
void return_again (state *s, bool twice)
{
  if (twice)
    join_words (s, f.again);
  else if (join_words (f.again, s))
    f.again_changed = true;
}

void transfer (state *s, rtx_insn *insn)
{
  struct write {
    rtx dest;
    value v, place;
    HOST_WIDE_INT size;
  };
  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) == COND_EXEC)
    pat = COND_EXEC_CODE (pat);

  mention_insn (s, insn);
  value sp = s->reg[SP];
  /* Sources and places are read before anything is written.  */
  auto_vec<write, 8> writes;
  int n = GET_CODE (pat) == PARALLEL ? XVECLEN (pat, 0) : 1;
  for (int i = 0; i < n; i++) {
    rtx p = GET_CODE (pat) == PARALLEL ? XVECEXP (pat, 0, i) : pat;
    write w = { NULL_RTX, plain (GORO_AMBIGUOUS), plain (GORO_AMBIGUOUS), 0 };
    if (GET_CODE (p) == SET) {
      w.dest = SET_DEST (p);
      w.v = goro_eval (s, SET_SRC (p));
      HOST_WIDE_INT off;
      if (MEM_P (w.dest) && GET_CODE (XEXP (w.dest, 0)) != SCRATCH && goro_frame_access (s, w.dest, &off, &w.size))
        w.place = framed (off);
    } else if (GET_CODE (p) == CLOBBER && REG_P (XEXP (p, 0))) {
      w.dest = XEXP (p, 0);
      w.v = plain (GORO_GARBAGE);
      /* Where a nonlocal goto lands: it is as the goto made it, our own.  */
      if (frame_pointer_needed && REGNO (w.dest) == HARD_FRAME_POINTER_REGNUM)
        continue;
    } else
      continue;
    writes.safe_push (w);
  }
  /* Stack pointer and other registers changed by addresses.  */
  subrtx_var_iterator::array_type array;
  FOR_EACH_SUBRTX_VAR (iter, array, pat, NONCONST)
    if (MEM_P (*iter))
      autoinc (s, XEXP (*iter, 0), GET_MODE (*iter));
  clear_arguments (s, sp);
  sp = s->reg[SP];

  if (CALL_P (insn)) {
    for (int i : goro_target_caller_saved)
      s->reg[i] = plain (GORO_GARBAGE);
    if (goro_target_real_call_p (insn))
      memset (s->vec, GORO_GARBAGE, sizeof s->vec);
  }
  for (const write &w : writes)
    if (GET_CODE (w.dest) == PARALLEL)
      assign_parts (s, insn, w.dest);
    else
      assign (s, insn, w.dest, w.v, &w.place, w.size);
  clear_arguments (s, sp);
  if (f.fun->calls_setjmp && CALL_P (insn))
    return_again (s, find_reg_note (insn, REG_SETJMP, NULL_RTX) != NULL_RTX);
}

bool join_into (state *to, state *from)
{
  gcc_checking_assert (to != from);
  bool changed = false;
  if (!to->reached) {
    memcpy (to->reg, from->reg, sizeof to->reg);
    memcpy (to->vec, from->vec, sizeof to->vec);
    memcpy (to->word, from->word, f.words.n);
    memcpy (to->touched, from->touched, f.words.nobjects * sizeof (bool));
    to->reached = true;
    return true;
  }
  for (int i = 0; i < GORO_NUM_GPR; i++) {
    value a = to->reg[i], b = from->reg[i], v;
    if (a.framed && b.framed && a.off == b.off)
      continue;
    v = plain (goro_join_class (a.cls, b.cls));
    /* From here on nobody knows which of the two it is.  */
    if (i != SP) {
      if (a.framed)
        expose (to, a.off);
      if (b.framed)
        expose (to, b.off);
    }
    if (v.cls != a.cls || v.framed != a.framed) {
      to->reg[i] = v;
      changed = true;
    }
  }
  for (int i = 0; i < GORO_NUM_VECTORS; i++) {
    int c = goro_join_class (to->vec[i], from->vec[i]);
    if (c != to->vec[i]) {
      to->vec[i] = c;
      changed = true;
    }
  }
  return join_words (to, from) || changed;
}

/* A parameter that comes in registers.  */
void enter_parameter (state *s, tree parm)
{
  rtx r = DECL_INCOMING_RTL (parm);
  tree type = TREE_TYPE (parm);
  if (r == NULL_RTX)
    return;
  if (GET_CODE (r) == PARALLEL) {
    for (int k = 0; k < XVECLEN (r, 0); k++) {
      rtx part = XVECEXP (r, 0, k);
      if (XEXP (part, 0) == NULL_RTX || !REG_P (XEXP (part, 0)))
        continue;
      int i = goro_target_gpr_index (REGNO (XEXP (part, 0))), v = vector_index (REGNO (XEXP (part, 0)));
      int cls = AGGREGATE_TYPE_P (type) ? goro_word_class (type, INTVAL (XEXP (part, 1)) / UNITS_PER_WORD)
                : goro_value_class (type, parm);
      if (i >= 0)
        s->reg[i] = plain (cls);
      else if (v >= 0)
        s->vec[v] = cls;
    }
    return;
  }
  if (!REG_P (r))
    return;
  for (unsigned k = REGNO (r); k < END_REGNO (r); k++) {
    int i = goro_target_gpr_index (k), v = vector_index (k);
    if (v >= 0)
      s->vec[v] = goro_value_class (type, parm);
    if (i < 0)
      continue;
    if (AGGREGATE_TYPE_P (type))
      s->reg[i] = plain (goro_word_class (type, k - REGNO (r)));
    else
      s->reg[i] = plain (goro_value_class (type, parm));
  }
}

void entry_state (state *s, function *fun)
{
  s->reached = true;
  for (int i = 0; i < GORO_NUM_GPR; i++)
    s->reg[i] = plain (GORO_GARBAGE);
  memset (s->vec, GORO_GARBAGE, sizeof s->vec);
  memset (s->touched, 0, f.words.nobjects * sizeof (bool));
  for (unsigned i = 0; i < f.words.n; i++) {
    s->word[i] = GORO_GARBAGE;
    if (f.words.incoming[i]) {
      s->word[i] = goro_kind_place_class (f.words.kinds[i]);
      if (s->word[i] == GORO_NARROW)
        s->word[i] = GORO_PART;
      if (f.words.object[i] >= 0)
        s->touched[f.words.object[i]] = true;
    } else if (i >= f.words.nframe)
      s->word[i] = GORO_AMBIGUOUS;
  }
  s->reg[SP] = framed (f.words.cfa - UNITS_PER_WORD);
  /* Arguments that nobody declared.  */
  if (fun->stdarg)
    for (int i : goro_target_argument_registers)
      s->reg[i] = plain (GORO_AMBIGUOUS);
  /* Where to put the result.  */
  if (aggregate_value_p (DECL_RESULT (fun->decl), fun->decl))
    s->reg[goro_target_argument_registers[0]] = plain (GORO_POINTER);
  if (fun->static_chain_decl)
    s->reg[goro_target_static_chain] = plain (GORO_POINTER);
  for (tree p = DECL_ARGUMENTS (fun->decl); p; p = DECL_CHAIN (p))
    enter_parameter (s, p);
}

state *new_states (unsigned n)
{
  state *all = XCNEWVEC (state, n);
  unsigned char *word = XCNEWVEC (unsigned char, (size_t) n * f.words.n + 1);
  bool *touched = XCNEWVEC (bool, (size_t) n * f.words.nobjects + 1);
  for (unsigned i = 0; i < n; i++) {
    all[i].word = word + (size_t) i * f.words.n;
    all[i].touched = touched + (size_t) i * f.words.nobjects;
  }
  return all;
}

void free_states (state *all)
{
  free (all[0].word);
  free (all[0].touched);
  free (all);
}

void copy_state (state *to, const state *from)
{
  unsigned char *word = to->word;
  bool *touched = to->touched;
  *to = *from;
  to->word = word;
  to->touched = touched;
  memcpy (word, from->word, f.words.n);
  memcpy (touched, from->touched, f.words.nobjects * sizeof (bool));
}

/* To the fixpoint; leaves the state at the start of each block in f.in.  */
void run (void)
{
  bitmap work = BITMAP_ALLOC (NULL);
  edge e;
  edge_iterator ei;
  int n = n_basic_blocks_for_fn (f.fun) - NUM_FIXED_BLOCKS;

  f.in = new_states (f.nblocks + 2);
  state *cur = &f.in[f.nblocks];
  f.again = &f.in[f.nblocks + 1];
  memset (f.again->word, GORO_GARBAGE, f.words.n);
  entry_state (cur, f.fun);
  FOR_EACH_EDGE (e, ei, ENTRY_BLOCK_PTR_FOR_FN (f.fun)->succs)
    if (e->dest != EXIT_BLOCK_PTR_FOR_FN (f.fun) && join_into (&f.in[e->dest->index], cur))
      bitmap_set_bit (work, e->dest->index);
  while (!bitmap_empty_p (work)) {
    f.again_changed = false;
    for (int k = 0; k < n; k++) {
      if (!bitmap_clear_bit (work, f.order[k]))
        continue;
      basic_block bb = BASIC_BLOCK_FOR_FN (f.fun, f.order[k]);
      rtx_insn *insn;
      copy_state (cur, &f.in[bb->index]);
      FOR_BB_INSNS (bb, insn)
        if (NONDEBUG_INSN_P (insn))
          transfer (cur, insn);
      FOR_EACH_EDGE (e, ei, bb->succs)
        if (e->dest != EXIT_BLOCK_PTR_FOR_FN (f.fun) && join_into (&f.in[e->dest->index], cur))
          bitmap_set_bit (work, e->dest->index);
    }
    if (f.again_changed)
      for (int k = 0; k < n; k++)
        if (f.in[f.order[k]].reached)
          bitmap_set_bit (work, f.order[k]);
  }
  BITMAP_FREE (work);
}

/* A class of the flow as one of the maps, of a word that is wanted.  What is wanted but none of ours is a
   caller's.  */
int map_class (int cls, bool whole)
{
  switch (cls) {
  case GORO_GARBAGE:
    return whole ? GORO_AMBIGUOUS : GORO_NARROW;
  case GORO_NULL:
  case GORO_HALF:
    return GORO_NOT_POINTER;
  case GORO_PART:
    return GORO_NARROW;
  case GORO_MAYBE:
  case GORO_MAYBE_NULL:
  case GORO_PART_OR_NOT:
    return whole ? GORO_NOT_POINTER : GORO_NARROW;
  case GORO_PART_OR_ANY:
    return whole ? GORO_AMBIGUOUS : GORO_NARROW;
  default:
    return cls;
  }
}

/* The same where nobody wants it: what can be no stale address is as good as not a pointer.  */
int dead_class (int cls)
{
  return cls == GORO_NULL || cls == GORO_NOT_POINTER || cls == GORO_HALF ? (int) GORO_NOT_POINTER : (int) GORO_DEAD;
}

unsigned char *place_of (goro_site *site, unsigned i)
{
  return i < f.words.nframe ? &site->slots[i] : &site->args[i - f.words.nframe];
}

/* Where the words of a site count from.  */
void find_base (const state *s, goro_site *site)
{
  const value *sp = &s->reg[SP], *fp = &s->reg[FP];
  site->fp_place = fp->framed ? fp->off : goro_far;
  site->base = GORO_BASE_CFA;
  if (!f.realigned)
    return;
  site->base = GORO_BASE_UNKNOWN;
  if (sp->framed) {
    site->base = goro_same_origin_p (sp->off, 0) ? GORO_BASE_SP : GORO_BASE_NONE;
    site->base_place = -sp->off;
  } else if (fp->framed && goro_same_origin_p (fp->off, 0)) {
    site->base = GORO_BASE_FP;
    site->base_place = -fp->off;
  }
}

/* Is the address V further from the frame than any stack reaches?  Then nothing moves it with the stack: no pass
   is known to keep one across a call (passes/derived).  */
bool far_p (const state *s, const value *v)
{
  if (!v->framed)
    return false;
  HOST_WIDE_INT low = -(HOST_WIDE_INT) f.words.nframe * UNITS_PER_WORD, high = f.words.nargs * UNITS_PER_WORD;
  if (s->reg[SP].framed && goro_same_origin_p (s->reg[SP].off, 0))
    low = s->reg[SP].off;
  HOST_WIDE_INT off = goro_same_origin_p (v->off, f.words.cfa) ? v->off - f.words.cfa : v->off;
  return !IN_RANGE (off, low - 256, high + GORO_STACK_PAD - 8);
}

/* The site of a call or check, before the insn's effects; what nobody wants is dead after finish_site.  */
void record_site (const state *s, rtx_insn *insn)
{
  goro_site *site = XCNEW (goro_site);
  for (int i = 0; i < GORO_NUM_GPR; i++) {
    site->reg[i] = s->reg[i].cls;
    site->far |= (unsigned) far_p (s, &s->reg[i]) << i;
  }
  find_base (s, site);
  site->nslots = f.words.nframe;
  site->slots = XCNEWVEC (unsigned char, f.words.nframe + 1);
  site->nargs = f.words.nargs;
  site->args = XCNEWVEC (unsigned char, f.words.nargs + 1);
  for (unsigned i = 0; i < f.words.n; i++)
    if (f.words.object[i] < 0 && !f.saved[i])
      *place_of (site, i) = s->word[i];
  bool existed;
  goro_site *&place = sites->get_or_insert (INSN_UID (insn), &existed);
  gcc_assert (!existed);
  place = site;
}

/* The words of objects: of those that something has touched, and whose variable is in use.  */
void record_objects (const state *s, rtx_insn *insn)
{
  goro_site *site = *sites->get (INSN_UID (insn));
  const_bitmap in_use = CALL_P (insn) ? goro_variables_in_use (insn) : NULL;
  unsigned char *kinds = XNEWVEC (unsigned char, f.words.n + 1);
  goro_words_in_use (&f.words, in_use, kinds);
  for (unsigned i = 0; i < f.words.n; i++) {
    if (f.words.object[i] < 0)
      continue;
    int cls = goro_kind_place_class (kinds[i]);
    if (kinds[i] && s->touched[f.words.object[i]]) {
      site->live_words[cls]++;
      if (cls == GORO_AMBIGUOUS)
        goro_words_cause (&f.words, i, in_use, f.fun->decl);
    } else
      cls = GORO_DEAD;
    *place_of (site, i) = cls;
  }
  free (kinds);
}

const char *origin (unsigned word)
{
  return f.realigned && word < f.words.nframe ? "aligned" : "cfa";
}

/* For -fdump-rtl-goro_dataflow.  */
void dump_site (rtx_insn *insn)
{
  static const char *const names[] = { "-", "pointer", "ambiguous", "dead", "negated", "narrow" };
  goro_site *site = *sites->get (INSN_UID (insn));
  fprintf (dump_file, "\nsite %d, line %d:\n", INSN_UID (insn), INSN_HAS_LOCATION (insn) ? insn_line (insn) : 0);
  for (int i = 0; i < GORO_NUM_GPR; i++)
    if (site->reg[i] != GORO_NOT_POINTER)
      fprintf (dump_file, "  %s %s\n", reg_names[goro_target_gpr (i)], names[site->reg[i]]);
  for (unsigned i = 0; i < f.words.n; i++)
    if (f.saved[i])
      fprintf (dump_file, "  %s%+d saved register\n", origin (i), (int) (goro_word_offset (&f.words, i) % goro_far));
    else
      fprintf (dump_file, "  %s%+d %s%s\n", origin (i), (int) (goro_word_offset (&f.words, i) % goro_far), names[*place_of (site, i)],
               f.words.object[i] >= 0 ? " object" : "");
}

void finish_site (rtx_insn *insn, const_sbitmap live)
{
  goro_site *site = *sites->get (INSN_UID (insn));
  bool check = goro_check_insn_p (insn);
  for (int i = 0; i < GORO_NUM_GPR; i++) {
    bool counts = false;
    if (check)
      for (int k : goro_target_caller_saved)
        counts |= k == i;
    else
      for (int k : goro_target_callee_saved)
        counts |= k == i && !(frame_pointer_needed && k == FP);
    if (!counts) {
      site->reg[i] = map_class (site->reg[i], true);
      continue;
    }
    enum goro_wanted wanted = goro_live_register (live, i);
    if (wanted && (site->far >> i & 1))
      sorry_at (INSN_HAS_LOCATION (insn) ? INSN_LOCATION (insn) : DECL_SOURCE_LOCATION (f.fun->decl),
                "goro: an address far outside of the frame of %qD is kept across this call", f.fun->decl);
    if (!wanted)
      site->reg[i] = dead_class (site->reg[i]);
    else {
      site->reg[i] = map_class (site->reg[i], wanted == GORO_WANTED_WHOLE);
      site->live_words[site->reg[i]]++;
      if (site->reg[i] == GORO_AMBIGUOUS)
        goro_count_cause (f.fun->decl, check ? "check" : "register", NULL, i);
    }
  }
  for (unsigned i = 0; i < f.words.n; i++) {
    if (f.words.object[i] >= 0 || f.saved[i])
      continue;
    unsigned char *place = place_of (site, i);
    /* What no path to here has written is wanted only on ways that nobody goes: GCC's liveness does not
       know that two conditions are the same.  */
    enum goro_wanted wanted = goro_live_word (live, i);
    if (!wanted || *place == GORO_GARBAGE)
      *place = dead_class (*place);
    else {
      *place = map_class (*place, wanted == GORO_WANTED_WHOLE);
      site->live_words[*place]++;
      if (*place == GORO_AMBIGUOUS)
        goro_count_cause (f.fun->decl, "slot", NULL, goro_word_offset (&f.words, i) % goro_far);
    }
  }
  if (dump_file)
    dump_site (insn);
}

/* How many words of the frame are worth a place in the state.  */
unsigned count_words (void)
{
  HOST_WIDE_INT depth = goro_target_frame_depth () + UNITS_PER_WORD;
  f.static_words = 0;
  if (depth <= 0)
    return 0;
  f.static_words = depth / UNITS_PER_WORD;
  depth += goro_argument_depth ();
  return MIN ((HOST_WIDE_INT) MAX_WORDS, depth / UNITS_PER_WORD);
}

bool site_p (const rtx_insn *insn)
{
  return (goro_target_real_call_p (insn) && !SIBLING_CALL_P (insn)) || goro_check_insn_p (insn);
}

const pass_data dataflow_data = { RTL_PASS, "goro_dataflow", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_dataflow : public rtl_opt_pass {
public:
  pass_dataflow (gcc::context *ctxt) : rtl_opt_pass (dataflow_data, ctxt) {}
  unsigned int execute (function *) final override;
};

unsigned int pass_dataflow::execute (function *fun)
{
  basic_block bb;
  rtx_insn *insn;
  unsigned i;
  bitmap_iterator bi;

  goro_forget_sites ();
  sites = new hash_map<int_hash<int, -1, -2>, goro_site *>;
  f.fun = fun;
  f.realigned = crtl->stack_realign_needed;
  f.nblocks = last_basic_block_for_fn (fun);
  f.order = XNEWVEC (int, n_basic_blocks_for_fn (fun));
  pre_and_rev_post_order_compute_fn (fun, NULL, f.order, false);

  HOST_WIDE_INT args = 0;
  if (!crtl->args.size.is_constant (&args))
    args = 0;
  goro_words_begin (&f.words, fun, count_words (), args / UNITS_PER_WORD, f.realigned);
  f.saved = XCNEWVEC (bool, f.words.n + 1);
  f.claimed = XCNEWVEC (bool, f.words.n + 1);
  f.exposed = BITMAP_ALLOC (NULL);

  if (f.words.n) {
    run ();
    free_states (f.in);
    for (i = 0; i < f.words.n; i++)
      f.claimed[i] |= f.saved[i];
    EXECUTE_IF_SET_IN_BITMAP (f.exposed, 0, i, bi)
      goro_words_expose (&f.words, goro_word_offset (&f.words, i), f.claimed);
  }

  run ();
  goro_live_begin ();
  state *cur = &f.in[f.nblocks];
  FOR_EACH_BB_FN (bb, fun) {
    if (!f.in[bb->index].reached)
      continue;
    copy_state (cur, &f.in[bb->index]);
    FOR_BB_INSNS (bb, insn)
      if (NONDEBUG_INSN_P (insn)) {
        value sp = cur->reg[SP];
        goro_live_note (cur, insn);
        if (site_p (insn)) {
          record_site (cur, insn);
          /* What the call itself gets the address of is touched before the callee runs.  */
          transfer (cur, insn);
          record_objects (cur, insn);
        } else
          transfer (cur, insn);
        if (sp.framed && cur->reg[SP].framed && cur->reg[SP].off < sp.off
            && goro_same_origin_p (sp.off, cur->reg[SP].off))
          goro_live_lowered (cur->reg[SP].off, sp.off);
      }
  }
  goro_live_solve (finish_site);
  goro_live_end ();
  free_states (f.in);
  BITMAP_FREE (f.exposed);
  free (f.saved);
  free (f.claimed);
  free (f.order);
  goro_words_end (&f.words);
  return 0;
}

} // namespace

const struct goro_site *goro_find_site (const rtx_insn *insn)
{
  goro_site **site = sites ? sites->get (INSN_UID (insn)) : NULL;
  return site ? *site : NULL;
}

void goro_forget_sites (void)
{
  if (sites == NULL)
    return;
  for (auto it = sites->begin (); it != sites->end (); ++it) {
    free ((*it).second->slots);
    free ((*it).second->args);
    free ((*it).second);
  }
  delete sites;
  sites = NULL;
}

opt_pass *goro_make_dataflow_pass (void)
{
  return new pass_dataflow (g);
}
