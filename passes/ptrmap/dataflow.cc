/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of registers and frame words at every call and check.

   A forward dataflow over the hard registers and the spill slots, on the final
   RTL.  The state holds for each general register and each tracked frame word one class:

       not a pointer   cannot be the address of anything on a stack
       pointer         an address
       ambiguous       C's types do not tell

   and for a register whose value is a known distance from the frame's CFA, that
   distance (so that the slots behind sp, a frame pointer, or any other base are found).

   A word may be called not a pointer only on proof: a constant, a value
   narrower than an address, the address of a static object, a comparison, or
   arithmetic on nothing but these.  A word-sized integer loaded, passed or
   returned is ambiguous, since it may be a pointer that was cast.  Everything
   computed from a pointer or an ambiguous word stays at least ambiguous.

   Tracked frame words are those that only register allocation uses (spill slots): no pointer to
   them exists.  All others are as what is declared there allows (words.cc).  In a frame that is
   realigned every word is ambiguous.  So the flow runs twice: first to know the
   frame addresses and with them every access, then with the classes of the words.
   At the entry every register is ambiguous: with -fipa-ra
   a caller may keep a pointer in any register that it knows this function leaves alone.

   Rejected: classes by the type of the pseudo (REG_EXPR) without flow: one hard register
   holds many webs, 6 % of the live values could be classified.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/ptrmap.h"
#include "passes/ptrmap/words.h"
#include "hash-map.h"

namespace {

struct value {
  unsigned char cls;
  bool framed;            /* CFA + off */
  HOST_WIDE_INT off;
};

struct state {
  bool reached;
  value reg[GORO_NUM_GPR];
  unsigned char *slots;
};

const unsigned MAX_SLOTS = 4096;
const int SP = 4; /* index of the stack pointer in the machine's encoding */

unsigned nslots;       /* tracked words of the frame */
unsigned static_slots; /* those above the arguments that calls push */
bool simple_frame;     /* frame addresses are known distances from the CFA */
unsigned char *word_classes; /* of the frame's words at the entry */
tree spill_decl;
hash_map<int_hash<int, -1, -2>, goro_site *> *sites;

inline value plain (int cls)
{
  value v = { (unsigned char) cls, false, 0 };
  return v;
}

inline value framed (HOST_WIDE_INT off)
{
  value v = { GORO_POINTER, true, off };
  return v;
}

int join_class (int a, int b)
{
  return a == b ? a : GORO_AMBIGUOUS;
}

value join (value a, value b)
{
  if (a.framed && b.framed && a.off == b.off)
    return a;
  return plain (join_class (a.cls, b.cls));
}

bool narrow_p (machine_mode mode)
{
  return mode != VOIDmode && GET_MODE_CLASS (mode) != MODE_CC && known_lt (GET_MODE_SIZE (mode), UNITS_PER_WORD);
}

bool type_pointer_p (tree expr)
{
  return expr && TREE_TYPE (expr) && POINTER_TYPE_P (TREE_TYPE (expr));
}

value eval (const state *s, rtx x);

/* The tracked slot that MEM is, or -1.  */
int slot_of (const state *s, rtx mem)
{
  if (!simple_frame || MEM_EXPR (mem) != spill_decl || spill_decl == NULL_TREE)
    return -1;
  rtx addr = XEXP (mem, 0);
  if (GET_RTX_CLASS (GET_CODE (addr)) == RTX_AUTOINC)
    return -1;
  value v = eval (s, addr);
  if (!v.framed || v.off >= 0 || v.off % UNITS_PER_WORD != 0)
    return -1;
  HOST_WIDE_INT i = -v.off / UNITS_PER_WORD - 1;
  return i < (HOST_WIDE_INT) nslots ? (int) i : -1;
}

/* Is every register and memory operand of X free of pointers?  */
bool operands_clean_p (const state *s, rtx x)
{
  subrtx_var_iterator::array_type array;
  FOR_EACH_SUBRTX_VAR (iter, array, x, NONCONST) {
    rtx y = *iter;
    if (REG_P (y) || MEM_P (y)) {
      if (eval (s, y).cls != GORO_NOT_POINTER)
        return false;
      iter.skip_subrtxes ();
    } else if (GET_CODE (y) == UNSPEC || GET_CODE (y) == UNSPEC_VOLATILE || GET_CODE (y) == ASM_OPERANDS
               || GET_RTX_CLASS (GET_CODE (y)) == RTX_AUTOINC)
      return false;
  }
  return true;
}

value eval (const state *s, rtx x)
{
  if (narrow_p (GET_MODE (x)))
    return plain (GORO_NOT_POINTER);
  if (COMPARISON_P (x))
    return plain (GORO_NOT_POINTER);
  switch (GET_CODE (x)) {
  CASE_CONST_ANY:
  case SYMBOL_REF:
  case LABEL_REF:
  case CONST:
    return plain (GORO_NOT_POINTER);
  case REG: {
    int i = goro_target_gpr_index (REGNO (x));
    if (i < 0 || REG_NREGS (x) != 1)
      return plain (GORO_AMBIGUOUS);
    return s->reg[i];
  }
  case SUBREG:
    if (narrow_p (GET_MODE (SUBREG_REG (x))))
      return plain (GORO_NOT_POINTER);
    return plain (GORO_AMBIGUOUS);
  case ZERO_EXTEND:
  case SIGN_EXTEND:
    if (narrow_p (GET_MODE (XEXP (x, 0))))
      return plain (GORO_NOT_POINTER);
    return plain (GORO_AMBIGUOUS);
  case MEM: {
    int slot = slot_of (s, x);
    if (slot >= 0 && known_eq (GET_MODE_SIZE (GET_MODE (x)), UNITS_PER_WORD))
      return plain (s->slots[slot]);
    if (type_pointer_p (MEM_EXPR (x)))
      return plain (GORO_POINTER);
    return plain (GORO_AMBIGUOUS);
  }
  case PLUS: {
    value a = eval (s, XEXP (x, 0)), b = eval (s, XEXP (x, 1));
    if (a.framed && CONST_INT_P (XEXP (x, 1)))
      return framed (a.off + INTVAL (XEXP (x, 1)));
    if (a.cls == GORO_POINTER || b.cls == GORO_POINTER)
      return plain (a.cls == b.cls ? GORO_AMBIGUOUS : GORO_POINTER);
    return plain (a.cls == GORO_NOT_POINTER && b.cls == GORO_NOT_POINTER ? GORO_NOT_POINTER : GORO_AMBIGUOUS);
  }
  case MINUS: {
    value a = eval (s, XEXP (x, 0)), b = eval (s, XEXP (x, 1));
    if (a.framed && CONST_INT_P (XEXP (x, 1)))
      return framed (a.off - INTVAL (XEXP (x, 1)));
    if (a.cls == GORO_NOT_POINTER && b.cls == GORO_NOT_POINTER)
      return plain (GORO_NOT_POINTER);
    if (a.cls == GORO_POINTER && b.cls == GORO_NOT_POINTER)
      return plain (GORO_POINTER);
    return plain (GORO_AMBIGUOUS);
  }
  case IF_THEN_ELSE:
    return plain (join_class (eval (s, XEXP (x, 1)).cls, eval (s, XEXP (x, 2)).cls));
  case ASM_OPERANDS:
    /* A fence hands on what it gets.  */
    if (goro_fence_text_p (ASM_OPERANDS_TEMPLATE (x)) && ASM_OPERANDS_INPUT_LENGTH (x) == 1)
      return eval (s, ASM_OPERANDS_INPUT (x, 0));
    return plain (GORO_AMBIGUOUS);
  case UNSPEC:
  case UNSPEC_VOLATILE:
  case CALL:
    return plain (GORO_AMBIGUOUS);
  default:
    return plain (operands_clean_p (s, x) ? GORO_NOT_POINTER : GORO_AMBIGUOUS);
  }
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
    *v = eval (s, XEXP (addr, 1));
    break;
  default:
    *v = plain (GORO_AMBIGUOUS);
  }
}

/* An argument stored where calls push them.  All is ambiguous there, since the callee owns the words and
   may put anything in them, but for an 80-bit float: its padding may hold stale bytes of an address.  */
void assign_argument (state *s, rtx mem)
{
  if (!simple_frame || GET_MODE (mem) != XFmode || GET_RTX_CLASS (GET_CODE (XEXP (mem, 0))) == RTX_AUTOINC)
    return;
  value v = eval (s, XEXP (mem, 0));
  HOST_WIDE_INT i = -v.off / UNITS_PER_WORD - 1;
  if (!v.framed || v.off >= 0 || i < (HOST_WIDE_INT) static_slots || i >= (HOST_WIDE_INT) nslots)
    return;
  s->slots[i] = s->slots[i - 1] = GORO_NOT_POINTER;
}

/* The stack pointer went down from OLD: what is below is new.  */
void clear_arguments (state *s, value old)
{
  if (!old.framed || !s->reg[SP].framed)
    return;
  for (HOST_WIDE_INT off = s->reg[SP].off; off < old.off; off += UNITS_PER_WORD) {
    HOST_WIDE_INT i = -off / UNITS_PER_WORD - 1;
    if (i >= (HOST_WIDE_INT) static_slots && i < (HOST_WIDE_INT) nslots)
      s->slots[i] = GORO_AMBIGUOUS;
  }
}

void assign (state *s, rtx dest, value v)
{
  bool partial = false;
  while (GET_CODE (dest) == STRICT_LOW_PART || GET_CODE (dest) == ZERO_EXTRACT || GET_CODE (dest) == SUBREG) {
    partial |= GET_CODE (dest) != SUBREG;
    dest = XEXP (dest, 0);
  }
  if (REG_P (dest)) {
    for (unsigned r = REGNO (dest); r < END_REGNO (dest); r++) {
      int i = goro_target_gpr_index (r);
      if (i < 0)
        continue;
      if (partial)
        s->reg[i] = plain (join_class (s->reg[i].cls, v.cls));
      else if (REG_NREGS (dest) > 1)
        s->reg[i] = plain (GORO_AMBIGUOUS);
      else if (narrow_p (GET_MODE (dest)))
        s->reg[i] = plain (GORO_NOT_POINTER);
      else
        s->reg[i] = v;
    }
  } else if (MEM_P (dest)) {
    int slot = slot_of (s, dest);
    if (slot < 0) {
      assign_argument (s, dest);
      return;
    }
    HOST_WIDE_INT size;
    if (!GET_MODE_SIZE (GET_MODE (dest)).is_constant (&size))
      size = 64;
    if (size == UNITS_PER_WORD)
      s->slots[slot] = v.cls;
    else if (size < UNITS_PER_WORD)
      s->slots[slot] = join_class (s->slots[slot], GORO_NOT_POINTER);
    else if (GET_MODE (dest) != XFmode)
      /* Upward from the slot's address: lower indexes.  */
      for (HOST_WIDE_INT i = 0; i < (size + UNITS_PER_WORD - 1) / UNITS_PER_WORD; i++)
        if (slot - i >= 0)
          s->slots[slot - i] = GORO_AMBIGUOUS;
  }
}

void record_site (const state *s, rtx_insn *insn)
{
  goro_site *site = XCNEW (goro_site);
  for (int i = 0; i < GORO_NUM_GPR; i++)
    site->reg[i] = s->reg[i].cls;
  site->nslots = nslots;
  site->slots = XNEWVEC (unsigned char, nslots + 1);
  if (nslots)
    memcpy (site->slots, s->slots, nslots);
  bool existed;
  goro_site *&place = sites->get_or_insert (INSN_UID (insn), &existed);
  place = site;
}

void transfer (state *s, rtx_insn *insn, bool record)
{
  if (!NONDEBUG_INSN_P (insn))
    return;
  if (record && ((goro_target_real_call_p (insn) && !SIBLING_CALL_P (insn)) || goro_check_insn_p (insn)))
    record_site (s, insn);

  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) == COND_EXEC)
    pat = COND_EXEC_CODE (pat);

  value sp = s->reg[SP];
  /* Sources are read before anything is written.  */
  auto_vec<std::pair<rtx, value>, 8> writes;
  int n = GET_CODE (pat) == PARALLEL ? XVECLEN (pat, 0) : 1;
  for (int i = 0; i < n; i++) {
    rtx p = GET_CODE (pat) == PARALLEL ? XVECEXP (pat, 0, i) : pat;
    if (GET_CODE (p) == SET)
      writes.safe_push (std::make_pair (SET_DEST (p), eval (s, SET_SRC (p))));
    else if (GET_CODE (p) == CLOBBER && REG_P (XEXP (p, 0)))
      writes.safe_push (std::make_pair (XEXP (p, 0), plain (GORO_AMBIGUOUS)));
  }
  /* Stack pointer and other registers changed by addresses.  */
  subrtx_var_iterator::array_type array;
  FOR_EACH_SUBRTX_VAR (iter, array, pat, NONCONST)
    if (MEM_P (*iter))
      autoinc (s, XEXP (*iter, 0), GET_MODE (*iter));

  if (CALL_P (insn))
    for (int i : goro_target_caller_saved)
      s->reg[i] = plain (GORO_AMBIGUOUS);
  for (unsigned i = 0; i < writes.length (); i++)
    assign (s, writes[i].first, writes[i].second);
  clear_arguments (s, sp);
}

bool join_into (state *to, const state *from)
{
  bool changed = false;
  if (!to->reached) {
    memcpy (to->reg, from->reg, sizeof to->reg);
    if (nslots)
      memcpy (to->slots, from->slots, nslots);
    to->reached = true;
    return true;
  }
  for (int i = 0; i < GORO_NUM_GPR; i++) {
    value v = join (to->reg[i], from->reg[i]);
    if (v.cls != to->reg[i].cls || v.framed != to->reg[i].framed) {
      to->reg[i] = v;
      changed = true;
    }
  }
  for (unsigned i = 0; i < nslots; i++) {
    int c = join_class (to->slots[i], from->slots[i]);
    if (c != to->slots[i]) {
      to->slots[i] = c;
      changed = true;
    }
  }
  return changed;
}

void entry_state (state *s, tree fndecl)
{
  s->reached = true;
  for (int i = 0; i < GORO_NUM_GPR; i++)
    s->reg[i] = plain (GORO_AMBIGUOUS);
  if (nslots)
    memcpy (s->slots, word_classes, nslots);
  if (simple_frame)
    s->reg[SP] = framed (-UNITS_PER_WORD);
  for (tree p = DECL_ARGUMENTS (fndecl); p; p = DECL_CHAIN (p)) {
    rtx r = DECL_INCOMING_RTL (p);
    if (r == NULL_RTX || !REG_P (r) || REG_NREGS (r) != 1)
      continue;
    int i = goro_target_gpr_index (REGNO (r));
    if (i < 0)
      continue;
    if (POINTER_TYPE_P (TREE_TYPE (p)))
      s->reg[i] = plain (GORO_POINTER);
    else if (narrow_p (GET_MODE (r)))
      s->reg[i] = plain (GORO_NOT_POINTER);
  }
}

/* How many words of the frame are worth a slot.  */
unsigned count_slots (void)
{
  HOST_WIDE_INT depth = goro_target_frame_depth () + UNITS_PER_WORD;
  static_slots = 0;
  if (!simple_frame || depth <= 0)
    return 0;
  static_slots = depth / UNITS_PER_WORD;
  depth += goro_argument_depth ();
  return MIN ((HOST_WIDE_INT) MAX_SLOTS, depth / UNITS_PER_WORD);
}

const pass_data dataflow_data = { RTL_PASS, "goro_dataflow", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_dataflow : public rtl_opt_pass {
public:
  pass_dataflow (gcc::context *ctxt) : rtl_opt_pass (dataflow_data, ctxt) {}
  unsigned int execute (function *) final override;
};

/* Notes every access of the frame by an insn, for words.cc.  */
void note_accesses (const state *s, rtx_insn *insn)
{
  subrtx_var_iterator::array_type array;
  FOR_EACH_SUBRTX_VAR (iter, array, PATTERN (insn), NONCONST) {
    rtx x = *iter;
    HOST_WIDE_INT size;
    if (!MEM_P (x) || GET_RTX_CLASS (GET_CODE (XEXP (x, 0))) == RTX_AUTOINC)
      continue;
    value v = eval (s, XEXP (x, 0));
    if (!v.framed)
      continue;
    if (!MEM_SIZE_KNOWN_P (x) || !MEM_SIZE (x).is_constant (&size))
      size = UNITS_PER_WORD;
    /* Half a word may be one half of something copied; the register allocator's own is not.  */
    HOST_WIDE_INT limit = MEM_EXPR (x) == spill_decl ? UNITS_PER_WORD : UNITS_PER_WORD / 2;
    bool narrow = GET_MODE (x) == XFmode || (GET_MODE (x) != BLKmode && size < limit);
    goro_words_access (v.off, size, narrow);
  }
}

struct flow {
  function *fun;
  state *in;      /* by block */
  state cur;
  int *order, n;
  size_t slots_size;

  void init (function *f);
  void run ();
  void enter (basic_block bb);
  void done ();
};

void flow::init (function *f)
{
  fun = f;
  int nblocks = last_basic_block_for_fn (fun);
  in = XCNEWVEC (state, nblocks);
  unsigned char *pool = XCNEWVEC (unsigned char, (size_t) (nblocks + 1) * nslots + 1);
  for (int i = 0; i < nblocks; i++)
    in[i].slots = pool + (size_t) i * nslots;
  cur.slots = pool + (size_t) nblocks * nslots;
  order = XNEWVEC (int, n_basic_blocks_for_fn (fun));
  n = pre_and_rev_post_order_compute_fn (fun, NULL, order, false);
}

void flow::done ()
{
  free (in[0].slots);
  free (in);
  free (order);
}

void flow::enter (basic_block bb)
{
  unsigned char *slots = cur.slots;
  cur = in[bb->index];
  cur.slots = slots;
  if (nslots)
    memcpy (cur.slots, in[bb->index].slots, nslots);
}

void flow::run ()
{
  bitmap work = BITMAP_ALLOC (NULL);
  edge e;
  edge_iterator ei;

  entry_state (&cur, fun->decl);
  FOR_EACH_EDGE (e, ei, ENTRY_BLOCK_PTR_FOR_FN (fun)->succs)
    if (e->dest != EXIT_BLOCK_PTR_FOR_FN (fun) && join_into (&in[e->dest->index], &cur))
      bitmap_set_bit (work, e->dest->index);
  while (!bitmap_empty_p (work))
    for (int k = 0; k < n; k++) {
      if (!bitmap_clear_bit (work, order[k]))
        continue;
      basic_block bb = BASIC_BLOCK_FOR_FN (fun, order[k]);
      rtx_insn *insn;
      enter (bb);
      FOR_BB_INSNS (bb, insn)
        transfer (&cur, insn, false);
      FOR_EACH_EDGE (e, ei, bb->succs)
        if (e->dest != EXIT_BLOCK_PTR_FOR_FN (fun) && join_into (&in[e->dest->index], &cur))
          bitmap_set_bit (work, e->dest->index);
    }
  BITMAP_FREE (work);
}

unsigned int pass_dataflow::execute (function *fun)
{
  basic_block bb;
  rtx_insn *insn;
  flow f;

  goro_forget_sites ();
  sites = new hash_map<int_hash<int, -1, -2>, goro_site *>;
  spill_decl = get_spill_slot_decl (false);
  /* setjmp may return again with what the slots held at any later call: no flow over them.  */
  if (fun->calls_setjmp)
    spill_decl = error_mark_node;
  simple_frame = !crtl->stack_realign_needed && !crtl->drap_reg && !fun->has_nonlocal_label;
  nslots = count_slots ();
  word_classes = XNEWVEC (unsigned char, nslots + 1);
  memset (word_classes, GORO_AMBIGUOUS, nslots + 1);

  if (nslots) {
    f.init (fun);
    f.run ();
    goro_words_begin (nslots);
    FOR_EACH_BB_FN (bb, fun) {
      if (!f.in[bb->index].reached)
        continue;
      f.enter (bb);
      FOR_BB_INSNS (bb, insn)
        if (NONDEBUG_INSN_P (insn)) {
          note_accesses (&f.cur, insn);
          transfer (&f.cur, insn, false);
        }
    }
    goro_words_end (fun, word_classes);
    f.done ();
  }

  f.init (fun);
  f.run ();
  FOR_EACH_BB_FN (bb, fun) {
    if (!f.in[bb->index].reached)
      continue;
    f.enter (bb);
    FOR_BB_INSNS (bb, insn)
      transfer (&f.cur, insn, true);
  }
  f.done ();
  free (word_classes);
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
