/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of the frame can hold a pointer at all, by what is declared there.

   A word that holds a small value beside stale bytes must not be taken for a pointer: a long
   double whose six bytes of padding are left from an old address of this very stack
   would lose its exponent in a move.  So a word is not a pointer where

       the variables that cover it have no field there that fills it: a pointer, a word-sized or
       larger integer or vector, part of an array of characters (which C lets
       hold anything), or a run of smaller integers without a gap (which can be copied over); or

       no variable covers it, and every access of it in the function is narrower
       than half a word, or of an 80-bit float (slots of the register allocator).

   Variables that share memory at different times: what one of them allows is allowed.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/words.h"

namespace {

enum { COVERED = 1, MAY_HOLD = 2, ACCESSED = 4, WIDE = 8 };

struct words {
  unsigned char *flags;
  unsigned char *bytes; /* by word: a bit for each byte that a field fills */
  unsigned n;
};

/* Marks the bytes [off, off + size) relative to the CFA.  */
void mark (words *w, HOST_WIDE_INT off, HOST_WIDE_INT size, int flag)
{
  if (size <= 0)
    return;
  for (HOST_WIDE_INT at = off & ~(HOST_WIDE_INT) 7; at < off + size; at += UNITS_PER_WORD) {
    HOST_WIDE_INT i = -at / UNITS_PER_WORD - 1;
    if (at < 0 && i < (HOST_WIDE_INT) w->n)
      w->flags[i] |= flag;
  }
}

/* A field fills the bytes [off, off + size).  */
void cover (words *w, HOST_WIDE_INT off, HOST_WIDE_INT size)
{
  for (HOST_WIDE_INT at = off & ~(HOST_WIDE_INT) 7; at < off + size; at += UNITS_PER_WORD) {
    HOST_WIDE_INT i = -at / UNITS_PER_WORD - 1;
    if (at >= 0 || i >= (HOST_WIDE_INT) w->n)
      continue;
    unsigned from = at < off ? off - at : 0, to = MIN (off + size - at, 8);
    w->bytes[i] |= (1u << to) - (1u << from);
    if (w->bytes[i] == 0xff)
      w->flags[i] |= MAY_HOLD;
  }
}

/* Where in an object of TYPE at OFF a pointer may be.  */
void mark_type (words *w, tree type, HOST_WIDE_INT off)
{
  HOST_WIDE_INT size = int_size_in_bytes (type);
  if (size <= 0)
    return;
  switch (TREE_CODE (type)) {
  case REAL_TYPE:
    /* An 80-bit float has 6 bytes of padding and cannot carry a pointer; others could be copied through.  */
    if (TYPE_MODE (type) != XFmode)
      cover (w, off, size);
    return;
  case COMPLEX_TYPE:
    if (TYPE_MODE (TREE_TYPE (type)) != XFmode)
      cover (w, off, size);
    return;
  case RECORD_TYPE: {
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f)) {
      if (TREE_CODE (f) != FIELD_DECL || !tree_fits_shwi_p (bit_position (f)) || DECL_SIZE (f) == NULL_TREE
          || !tree_fits_shwi_p (DECL_SIZE (f)))
        continue;
      HOST_WIDE_INT bit = int_bit_position (f), bits = tree_to_shwi (DECL_SIZE (f));
      if (DECL_BIT_FIELD (f)) {
        HOST_WIDE_INT first = off + bit / BITS_PER_UNIT, last = off + (bit + bits - 1) / BITS_PER_UNIT;
        /* An address has 47 bits.  */
        if (bits >= 47)
          mark (w, first, 1, MAY_HOLD);
        cover (w, first, last + 1 - first);
      } else
        mark_type (w, TREE_TYPE (f), off + bit / BITS_PER_UNIT);
    }
    return;
  }
  case UNION_TYPE:
  case QUAL_UNION_TYPE:
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL)
        mark_type (w, TREE_TYPE (f), off);
    return;
  case ARRAY_TYPE: {
    tree elem = TREE_TYPE (type);
    HOST_WIDE_INT esize = int_size_in_bytes (elem);
    if (esize <= 0)
      return;
    if (!AGGREGATE_TYPE_P (elem) && TREE_CODE (elem) != COMPLEX_TYPE && TYPE_MODE (elem) != XFmode) {
      cover (w, off, size);
      return;
    }
    for (HOST_WIDE_INT at = 0; at + esize <= size; at += esize)
      mark_type (w, elem, off + at);
    return;
  }
  default:
    cover (w, off, size);
    return;
  }
}

/* CFA-relative offset of a frame address in a DECL_RTL, where registers that are
   eliminated still stand.  */
bool cfa_offset (rtx addr, HOST_WIDE_INT *off)
{
  HOST_WIDE_INT add = 0;
  if (GET_CODE (addr) == PLUS && CONST_INT_P (XEXP (addr, 1))) {
    add = INTVAL (XEXP (addr, 1));
    addr = XEXP (addr, 0);
  }
  if (!REG_P (addr))
    return false;
  HOST_WIDE_INT arg = 0, frame = 0;
  if (REGNO (addr) == FRAME_POINTER_REGNUM) {
    INITIAL_ELIMINATION_OFFSET (ARG_POINTER_REGNUM, STACK_POINTER_REGNUM, arg);
    INITIAL_ELIMINATION_OFFSET (FRAME_POINTER_REGNUM, STACK_POINTER_REGNUM, frame);
    *off = add - (arg - frame);
    return true;
  }
  if (REGNO (addr) == ARG_POINTER_REGNUM) {
    *off = add;
    return true;
  }
  return false;
}

void mark_decl (words *w, tree decl)
{
  if (!VAR_P (decl) && TREE_CODE (decl) != PARM_DECL && TREE_CODE (decl) != RESULT_DECL)
    return;
  if (!DECL_RTL_SET_P (decl) || TREE_STATIC (decl) || DECL_EXTERNAL (decl))
    return;
  rtx mem = DECL_RTL (decl);
  HOST_WIDE_INT off, size = int_size_in_bytes (TREE_TYPE (decl));
  if (!MEM_P (mem) || size <= 0 || !cfa_offset (XEXP (mem, 0), &off))
    return;
  mark (w, off, size, COVERED);
  mark_type (w, TREE_TYPE (decl), off);
}

words frame;

/* The function's variables, which GCC forgets when it goes over to RTL: taken just before.  A
   list that the garbage collector knows.  */
tree variables;

const struct ggc_root_tab roots[] = {
  { &variables, 1, sizeof variables, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

const pass_data variables_data = { GIMPLE_PASS, "goro_variables", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_variables : public gimple_opt_pass {
public:
  pass_variables (gcc::context *ctxt) : gimple_opt_pass (variables_data, ctxt) {}
  unsigned int execute (function *fun) final override
  {
    unsigned k;
    tree var;
    variables = NULL_TREE;
    FOR_EACH_LOCAL_DECL (fun, k, var)
      variables = tree_cons (NULL_TREE, var, variables);
    return 0;
  }
};

} // namespace

opt_pass *goro_make_variables_pass (void)
{
  return new pass_variables (g);
}

void goro_words_init (const char *name)
{
  register_callback (name, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
}

void goro_words_begin (unsigned n)
{
  frame.n = n;
  frame.flags = XCNEWVEC (unsigned char, n + 1);
  frame.bytes = XCNEWVEC (unsigned char, n + 1);
}

void goro_words_access (HOST_WIDE_INT off, HOST_WIDE_INT size, bool narrow)
{
  mark (&frame, off, size, narrow ? ACCESSED : ACCESSED | WIDE);
}

void goro_words_end (function *fun, unsigned char *classes)
{
  for (tree v = variables; v; v = TREE_CHAIN (v))
    mark_decl (&frame, TREE_VALUE (v));
  for (tree p = DECL_ARGUMENTS (fun->decl); p; p = DECL_CHAIN (p))
    mark_decl (&frame, p);
  if (DECL_RESULT (fun->decl))
    mark_decl (&frame, DECL_RESULT (fun->decl));
  for (unsigned i = 0; i < frame.n; i++) {
    unsigned f = frame.flags[i];
    bool may = f & COVERED ? (f & MAY_HOLD) != 0 : !(f & ACCESSED) || (f & WIDE) != 0;
    classes[i] = may ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
  }
  free (frame.flags);
  free (frame.bytes);
  frame.flags = NULL;
}
