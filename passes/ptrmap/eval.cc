/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class of an RTL expression.

   Classes come from where a value was loaded, by its declared type (types.cc), from the types of
   parameters and results, and from arithmetic:

       pointer +- integer            pointer
       pointer - pointer             not a pointer
       integer - pointer, - pointer  negated
       pointer masked or tagged      pointer
       anything multiplied, shifted, compared, or narrower than an address: not a pointer

   Zero and the addresses of static objects are both a pointer and none: they take the class of
   what they meet.  What nothing is known of is ambiguous.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/flow.h"
#include "passes/ptrmap/types.h"

int goro_join_class (int a, int b)
{
  if (a == b)
    return a;
  if (a > b)
    std::swap (a, b);
  /* Now a is the smaller number: a class of the maps, if one of them is.  */
  switch (b) {
  case GORO_GARBAGE:
    return a == GORO_NOT_POINTER ? (int) GORO_MAYBE : a;
  case GORO_NULL:
    return a == GORO_GARBAGE ? (int) GORO_MAYBE_NULL : a;
  case GORO_MAYBE:
    return a == GORO_NOT_POINTER || a >= GORO_GARBAGE ? (int) GORO_MAYBE : (int) GORO_AMBIGUOUS;
  case GORO_MAYBE_NULL:
    return a == GORO_NOT_POINTER || a == GORO_MAYBE ? (int) GORO_MAYBE
           : a >= GORO_GARBAGE ? (int) GORO_MAYBE_NULL : a;
  case GORO_HALF:
    return a == GORO_NOT_POINTER || a == GORO_NULL ? (int) GORO_HALF
           : a >= GORO_GARBAGE ? (int) GORO_PART_OR_NOT : (int) GORO_PART_OR_ANY;
  case GORO_PART:
    return a == GORO_GARBAGE ? (int) GORO_PART
           : a == GORO_NOT_POINTER || a >= GORO_GARBAGE ? (int) GORO_PART_OR_NOT : (int) GORO_PART_OR_ANY;
  case GORO_PART_OR_NOT:
    return a == GORO_NOT_POINTER || a >= GORO_GARBAGE ? (int) GORO_PART_OR_NOT : (int) GORO_PART_OR_ANY;
  case GORO_PART_OR_ANY:
    return GORO_PART_OR_ANY;
  default:
    return GORO_AMBIGUOUS;
  }
}

/* What is read is what was put there on the paths that did.  */
static int read_class (int cls)
{
  switch (cls) {
  case GORO_MAYBE:
  case GORO_HALF:
  case GORO_PART:
  case GORO_PART_OR_NOT:
    return GORO_NOT_POINTER;
  case GORO_MAYBE_NULL:
    return GORO_NULL;
  case GORO_PART_OR_ANY:
    return GORO_AMBIGUOUS;
  default:
    return cls;
  }
}

tree goro_mem_variable (rtx mem)
{
  tree expr = MEM_EXPR (mem);
  if (expr == NULL_TREE)
    return NULL_TREE;
  tree base = get_base_address (expr);
  if (base && TREE_CODE (base) == TARGET_MEM_REF && TREE_CODE (TREE_OPERAND (base, 0)) == ADDR_EXPR)
    base = TREE_OPERAND (TREE_OPERAND (base, 0), 0);
  if (base && (VAR_P (base) || TREE_CODE (base) == PARM_DECL || TREE_CODE (base) == RESULT_DECL)
      && !(VAR_P (base) && (TREE_STATIC (base) || DECL_EXTERNAL (base))))
    return base;
  return NULL_TREE;
}

bool goro_spill_slot_p (rtx mem)
{
  return MEM_EXPR (mem) && MEM_EXPR (mem) == get_spill_slot_decl (false);
}

bool goro_frame_access (const state *s, rtx mem, HOST_WIDE_INT *off, HOST_WIDE_INT *size)
{
  rtx addr = XEXP (mem, 0);
  value v;
  if (GET_RTX_CLASS (GET_CODE (addr)) == RTX_AUTOINC) {
    /* A push or a pop: the only ones there are.  */
    if (!REG_P (XEXP (addr, 0)))
      return false;
    v = goro_eval (s, XEXP (addr, 0));
    HOST_WIDE_INT step = GET_MODE_SIZE (GET_MODE (mem)).to_constant ();
    if (GET_CODE (addr) == PRE_DEC)
      v.off -= MAX (step, UNITS_PER_WORD);
    else if (GET_CODE (addr) == PRE_INC)
      v.off += MAX (step, UNITS_PER_WORD);
    else if (GET_CODE (addr) == PRE_MODIFY)
      v = goro_eval (s, XEXP (addr, 1));
  } else
    v = goro_eval (s, addr);
  if (!v.framed)
    return false;
  *off = v.off;
  if (GET_MODE (mem) != BLKmode && GET_MODE_SIZE (GET_MODE (mem)).is_constant (size)) {
    /* A push writes a whole word, whatever its mode.  */
    if (GET_RTX_CLASS (GET_CODE (addr)) == RTX_AUTOINC)
      *size = MAX (*size, UNITS_PER_WORD);
    return true;
  }
  if (!MEM_SIZE_KNOWN_P (mem) || !MEM_SIZE (mem).is_constant (size))
    *size = -1;
  return true;
}

static value eval_mem (const state *s, rtx mem)
{
  HOST_WIDE_INT off, size;
  tree expr = MEM_EXPR (mem);
  const struct goro_words *w = &goro_flow.words;

  if (goro_frame_access (s, mem, &off, &size)) {
    int cls = GORO_GARBAGE;
    bool known = size > 0;
    for (HOST_WIDE_INT at = ROUND_DOWN (off, UNITS_PER_WORD); known && at < off + size; at += UNITS_PER_WORD) {
      int i = goro_word_at (w, at);
      if (i < 0)
        known = false;
      else if (goro_flow.saved[i])
        return plain (GORO_AMBIGUOUS); /* a caller's register */
      else if (w->object[i] < 0)
        cls = cls == GORO_GARBAGE ? read_class (s->word[i]) : goro_join_class (cls, read_class (s->word[i]));
      else if (expr == NULL_TREE)
        cls = goro_join_class (cls, goro_kind_class (w->kinds[i]));
      else
        known = false;
    }
    if (known)
      return plain (cls);
  }
  /* A word of a structure, as when one is copied: what it would be as a word of the frame.  GCC's own analysis of aliases
     relies on the offset, too.  */
  HOST_WIDE_INT at;
  if (expr && MEM_OFFSET_KNOWN_P (mem) && MEM_OFFSET (mem).is_constant (&at) && GET_MODE (mem) != BLKmode
      && GET_MODE_SIZE (GET_MODE (mem)).is_constant (&size))
    if (unsigned kind = goro_part_kind (expr, at, size)) {
      int cls = goro_kind_place_class (kind);
      return plain (cls == GORO_NARROW ? (int) GORO_PART : cls);
    }
  if (expr)
    return plain (goro_expr_class (expr));
  /* An entry of the GOT or of the constant pool.  */
  if (MEM_READONLY_P (mem) && CONSTANT_P (XEXP (mem, 0)))
    return plain (GORO_NULL);
  return plain (GORO_AMBIGUOUS);
}

tree goro_callee_type (rtx call, tree *decl)
{
  rtx mem = XEXP (call, 0);
  tree expr = MEM_P (mem) ? MEM_EXPR (mem) : NULL_TREE;
  rtx symbol = goro_target_call_symbol (call);
  *decl = NULL_TREE;
  if (expr == NULL_TREE && symbol)
    expr = SYMBOL_REF_DECL (symbol);
  if (expr == NULL_TREE)
    return NULL_TREE;
  if (TREE_CODE (expr) == FUNCTION_DECL)
    *decl = expr;
  tree type = TREE_TYPE (expr);
  return type && FUNC_OR_METHOD_TYPE_P (type) ? type : NULL_TREE;
}

value goro_call_value (rtx call)
{
  tree decl, type = goro_callee_type (call, &decl);
  if (type == NULL_TREE)
    return plain (GORO_AMBIGUOUS);
  tree result = TREE_TYPE (type);
  if (VOID_TYPE_P (result))
    return plain (GORO_GARBAGE);
  /* In memory: the address comes back.  */
  if (AGGREGATE_TYPE_P (result) && aggregate_value_p (result, type))
    return plain (GORO_POINTER);
  if (decl == NULL_TREE && goro_wide_number_p (result) && goro_call_results_carry_p ()
      && (INTEGRAL_TYPE_P (result) || goro_doubles_carry_p ()))
    return plain (GORO_AMBIGUOUS);
  return plain (goro_value_class (result, decl));
}

/* +  */
static value eval_plus (const state *s, rtx x)
{
  value a = goro_eval (s, XEXP (x, 0)), b = goro_eval (s, XEXP (x, 1));
  if (a.framed && CONST_INT_P (XEXP (x, 1)))
    return framed (a.off + INTVAL (XEXP (x, 1)));
  int p = a.cls, q = b.cls;
  if (q == GORO_POINTER || q == GORO_NEGATED)
    std::swap (p, q);
  /* Now p is the more telling one.  */
  if (p == GORO_POINTER)
    return plain (q == GORO_POINTER ? GORO_AMBIGUOUS : q == GORO_NEGATED ? GORO_NOT_POINTER : GORO_POINTER);
  if (p == GORO_NEGATED)
    return plain (q == GORO_NEGATED || q == GORO_AMBIGUOUS ? GORO_AMBIGUOUS : GORO_NEGATED);
  if (p == GORO_AMBIGUOUS || q == GORO_AMBIGUOUS)
    return plain (GORO_AMBIGUOUS);
  if (p == GORO_GARBAGE && q == GORO_GARBAGE)
    return plain (GORO_GARBAGE);
  /* An element of a static array.  */
  if (a.cls == GORO_NULL && b.cls != GORO_GARBAGE && !CONST_INT_P (XEXP (x, 1)))
    return plain (GORO_NULL);
  if (b.cls == GORO_NULL && a.cls != GORO_GARBAGE && !CONST_INT_P (XEXP (x, 1)))
    return plain (GORO_NULL);
  return plain (a.cls == GORO_NULL && b.cls == GORO_NULL ? (int) GORO_NULL : (int) GORO_NOT_POINTER);
}

/* What -v is.  */
static int negate (int cls)
{
  return cls == GORO_POINTER ? GORO_NEGATED : cls == GORO_NEGATED ? GORO_POINTER
         : cls == GORO_AMBIGUOUS ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
}

static value eval_minus (const state *s, rtx x)
{
  value a = goro_eval (s, XEXP (x, 0)), b = goro_eval (s, XEXP (x, 1));
  if (a.framed && CONST_INT_P (XEXP (x, 1)))
    return framed (a.off - INTVAL (XEXP (x, 1)));
  int p = a.cls, q = b.cls;
  if (p == GORO_POINTER)
    return plain (q == GORO_POINTER ? GORO_NOT_POINTER : q == GORO_AMBIGUOUS || q == GORO_NEGATED ? GORO_AMBIGUOUS
                  : GORO_POINTER);
  if (p == GORO_AMBIGUOUS || q == GORO_AMBIGUOUS)
    return plain (GORO_AMBIGUOUS);
  if (p == GORO_NEGATED)
    return plain (q == GORO_NEGATED ? GORO_NOT_POINTER : q == GORO_POINTER ? GORO_AMBIGUOUS : GORO_NEGATED);
  return plain (negate (q));
}

/* and, or, exclusive or: masks and tags of pointers.  */
static value eval_bits (const state *s, rtx x)
{
  /* The prologue aligns the frame.  */
  if (goro_flow.realigned && GET_CODE (x) == AND && XEXP (x, 0) == stack_pointer_rtx && s->reg[SP].framed
      && !goro_same_origin_p (s->reg[SP].off, 0))
    return framed (goro_target_realigned_place ());
  int p = goro_eval (s, XEXP (x, 0)).cls, q = goro_eval (s, XEXP (x, 1)).cls;
  if (GET_CODE (x) == AND && CONST_INT_P (XEXP (x, 1)) && IN_RANGE (INTVAL (XEXP (x, 1)), 0, 0xffffffff))
    return plain (GORO_NOT_POINTER);
  if (q == GORO_POINTER)
    std::swap (p, q);
  if (p == GORO_POINTER)
    return plain (q == GORO_POINTER || q == GORO_AMBIGUOUS || q == GORO_NEGATED ? GORO_AMBIGUOUS : GORO_POINTER);
  if (p == GORO_AMBIGUOUS || q == GORO_AMBIGUOUS || p == GORO_NEGATED || q == GORO_NEGATED)
    return plain (GORO_AMBIGUOUS);
  return plain (GORO_NOT_POINTER);
}

/* Anything else: vectors put together and taken apart keep the class of what they hold.  */
static value eval_operands (const state *s, rtx x)
{
  int cls = GORO_GARBAGE;
  const char *format = GET_RTX_FORMAT (GET_CODE (x));
  for (int i = 0; i < GET_RTX_LENGTH (GET_CODE (x)); i++)
    if (format[i] == 'e')
      cls = goro_join_class (cls, goro_eval (s, XEXP (x, i)).cls);
    else if (format[i] == 'E')
      return plain (GORO_AMBIGUOUS);
  return plain (cls);
}

value goro_eval (const state *s, rtx x)
{
  if (narrow_p (GET_MODE (x)) || COMPARISON_P (x))
    return plain (GORO_NOT_POINTER);
  /* A double that is moved may be an address (casts.cc), one that is computed is none.  */
  if (GET_MODE (x) == DFmode && (ARITHMETIC_P (x) || UNARY_P (x)))
    return plain (GORO_NOT_POINTER);
  switch (GET_CODE (x)) {
  case CONST_INT:
    /* Small ones are sizes, flags and null; no stack is there.  */
    return plain (IN_RANGE (INTVAL (x), -0x7fffffff, 0x7fffffff) ? (int) GORO_NULL : (int) GORO_NOT_POINTER);
  case SYMBOL_REF:
  case LABEL_REF:
  case CONST:
    return plain (GORO_NULL);
  case CONST_WIDE_INT:
  case CONST_POLY_INT:
  case CONST_FIXED:
  case CONST_DOUBLE:
    return plain (GORO_NOT_POINTER);
  case CONST_VECTOR:
    return plain (GORO_NULL);
  case REG: {
    int i = goro_target_gpr_index (REGNO (x));
    if (i >= 0 && REG_NREGS (x) == 1) {
      value v = s->reg[i];
      v.cls = read_class (v.cls);
      return v;
    }
    if (i >= 0) {
      int cls = GORO_GARBAGE;
      for (unsigned r = REGNO (x); r < END_REGNO (x); r++)
        cls = goro_join_class (cls, (i = goro_target_gpr_index (r)) < 0 ? GORO_AMBIGUOUS : read_class (s->reg[i].cls));
      return plain (cls);
    }
    i = vector_index (REGNO (x));
    if (i >= 0)
      return plain (read_class (s->vec[i]));
    return plain (GORO_AMBIGUOUS);
  }
  case SUBREG:
    return plain (goro_eval (s, SUBREG_REG (x)).cls);
  case ZERO_EXTEND:
  case SIGN_EXTEND:
    return plain (GORO_NOT_POINTER);
  case MEM:
    return eval_mem (s, x);
  case PLUS:
    return eval_plus (s, x);
  case MINUS:
    return eval_minus (s, x);
  case NEG:
  case NOT:
    return plain (negate (goro_eval (s, XEXP (x, 0)).cls));
  case AND:
  case IOR:
  case XOR:
    return eval_bits (s, x);
  case IF_THEN_ELSE:
    return plain (goro_join_class (goro_eval (s, XEXP (x, 1)).cls, goro_eval (s, XEXP (x, 2)).cls));
  case UMIN:
  case UMAX:
  case SMIN:
  case SMAX:
  case VEC_CONCAT:
  case VEC_DUPLICATE:
    return eval_operands (s, x);
  case VEC_SELECT:
    return plain (goro_eval (s, XEXP (x, 0)).cls);
  case VEC_MERGE:
    return plain (goro_join_class (goro_eval (s, XEXP (x, 0)).cls, goro_eval (s, XEXP (x, 1)).cls));
  case CALL:
    return goro_call_value (x);
  case ASM_OPERANDS:
    /* A fence hands on what it gets.  */
    if (goro_fence_text_p (ASM_OPERANDS_TEMPLATE (x)) && ASM_OPERANDS_INPUT_LENGTH (x) == 1)
      return goro_eval (s, ASM_OPERANDS_INPUT (x, 0));
    return plain (GORO_AMBIGUOUS);
  case UNSPEC:
  case UNSPEC_VOLATILE:
    return plain (goro_target_unspec_class (x));
  case MULT:
  case DIV:
  case MOD:
  case UDIV:
  case UMOD:
    return plain (GORO_NOT_POINTER);
  case ASHIFT:
  case ASHIFTRT:
  case LSHIFTRT:
  case ROTATE:
  case ROTATERT:
    /* Of a vector or a pair, by words perhaps.  */
    return plain (maybe_gt (GET_MODE_SIZE (GET_MODE (x)), UNITS_PER_WORD) ? goro_eval (s, XEXP (x, 0)).cls
                  : (int) GORO_NOT_POINTER);
  default:
    break;
  }
  return plain (GET_MODE_CLASS (GET_MODE (x)) == MODE_INT || VECTOR_MODE_P (GET_MODE (x))
                ? eval_operands (s, x).cls == GORO_NOT_POINTER ? GORO_NOT_POINTER : GORO_AMBIGUOUS
                : GORO_NOT_POINTER);
}
