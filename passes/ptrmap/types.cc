/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What C's types say of a word.

   A pointer type: a pointer.  An integer, floating or complex type: not a pointer.  Ambiguous are

       integers declared uintptr_t or intptr_t, and those of which this translation unit shows that
       addresses are kept in them (casts.cc);
       a word of a union in which one member has a pointer and another has not;
       whole words of arrays of characters, if they are used as storage for anything but text (casts.cc), and
       vectors of characters or of word-sized integers, by which compilers and programs copy memory.

   A word that holds a small value beside stale bytes must not be taken for a pointer: a long double whose
   six bytes of padding are left from an old address of this very stack would lose its
   exponent in a move.  So a part of a word is never ambiguous.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"

enum goro_class goro_kind_class (unsigned kind)
{
  if (kind & GORO_KIND_EITHER)
    return GORO_AMBIGUOUS;
  if ((kind & GORO_KIND_POINTER) && (kind & GORO_KIND_OTHER))
    return GORO_AMBIGUOUS;
  return kind & GORO_KIND_POINTER ? GORO_POINTER : GORO_NOT_POINTER;
}

enum goro_class goro_kind_place_class (unsigned kind)
{
  if ((kind & GORO_KIND_OTHER) && !(kind & GORO_KIND_HALF) && goro_kind_class (kind) == GORO_NOT_POINTER)
    return GORO_NARROW;
  return goro_kind_class (kind);
}

/* The bytes [off, off + size) hold something of KIND.  Whole words only can be either.  */
static void add (unsigned char *kinds, HOST_WIDE_INT n, HOST_WIDE_INT off, HOST_WIDE_INT size, int kind)
{
  HOST_WIDE_INT word = off >> 3;
  for (HOST_WIDE_INT at = word * UNITS_PER_WORD; at < off + size && word < n; at += UNITS_PER_WORD, word++) {
    HOST_WIDE_INT bytes = MIN (off + size, at + UNITS_PER_WORD) - MAX (off, at);
    int half = bytes >= UNITS_PER_WORD / 2 ? GORO_KIND_HALF : 0;
    if (word >= 0)
      kinds[word] |= (bytes == UNITS_PER_WORD ? kind : GORO_KIND_OTHER | GORO_KIND_PART) | half;
  }
}

static bool character_p (const_tree type)
{
  return TREE_CODE (type) == INTEGER_TYPE && TYPE_PRECISION (type) == BITS_PER_UNIT;
}

static bool word_integer_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_WORD;
}

/* An integer of 64 bits or more, or a double.  */
bool goro_wide_number_p (const_tree type)
{
  return type && ((INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) >= BITS_PER_WORD)
                  || (SCALAR_FLOAT_TYPE_P (type) && TYPE_MODE (type) == DFmode));
}

static int vector_kind (const_tree type)
{
  const_tree elem = TREE_TYPE (type);
  if (SCALAR_FLOAT_TYPE_P (elem) && TYPE_MODE (elem) == DFmode && goro_doubles_carry_p ())
    return GORO_KIND_EITHER;
  return character_p (elem) || word_integer_p (elem) || POINTER_TYPE_P (elem) ? GORO_KIND_EITHER : GORO_KIND_OTHER;
}

/* Has DECL, or its element of TYPE, addresses in it?  */
static bool carries_p (const_tree decl, const_tree type)
{
  return goro_carries_p (decl) || (word_integer_p (type) && goro_pointer_sized_name_p (type));
}

/* DECL: the field or variable of that type.  */
static void walk (tree type, const_tree decl, HOST_WIDE_INT off, unsigned char *kinds, HOST_WIDE_INT n)
{
  HOST_WIDE_INT size = int_size_in_bytes (type);
  if (size <= 0 || off >= n * UNITS_PER_WORD || off + size <= 0)
    return;
  if (AGGREGATE_TYPE_P (type) && goro_carries_p (type)) {
    add (kinds, n, off, size, GORO_KIND_EITHER);
    return;
  }
  switch (TREE_CODE (type)) {
  case POINTER_TYPE:
  case REFERENCE_TYPE:
    add (kinds, n, off, size, GORO_KIND_POINTER);
    return;
  case RECORD_TYPE:
  case UNION_TYPE:
  case QUAL_UNION_TYPE:
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f)) {
      if (TREE_CODE (f) != FIELD_DECL || DECL_SIZE (f) == NULL_TREE || !tree_fits_shwi_p (DECL_SIZE (f))
          || !tree_fits_shwi_p (bit_position (f)))
        continue;
      HOST_WIDE_INT bit = int_bit_position (f), bits = tree_to_shwi (DECL_SIZE (f));
      if (DECL_BIT_FIELD (f)) {
        HOST_WIDE_INT first = off + bit / BITS_PER_UNIT, last = off + (bit + bits - 1) / BITS_PER_UNIT;
        /* An address has 47 bits.  */
        if (bits >= 47 && bit % BITS_PER_WORD == 0)
          add (kinds, n, first, UNITS_PER_WORD, GORO_KIND_EITHER);
        else if (bits > 0)
          add (kinds, n, first, last + 1 - first, GORO_KIND_OTHER);
      } else
        walk (TREE_TYPE (f), f, off + bit / BITS_PER_UNIT, kinds, n);
    }
    return;
  case ARRAY_TYPE: {
    tree elem = TREE_TYPE (type);
    HOST_WIDE_INT esize = int_size_in_bytes (elem);
    if (esize <= 0)
      return;
    if (INTEGRAL_TYPE_P (elem) || SCALAR_FLOAT_TYPE_P (elem))
      add (kinds, n, off, size, (carries_p (decl, elem) ? GORO_KIND_EITHER : GORO_KIND_OTHER)
                                | (esize < UNITS_PER_WORD ? GORO_KIND_PART : 0));
    else
      for (HOST_WIDE_INT at = 0; at + esize <= size && off + at < n * UNITS_PER_WORD; at += esize)
        walk (elem, decl, off + at, kinds, n);
    return;
  }
  case VECTOR_TYPE:
    add (kinds, n, off, size, vector_kind (type));
    return;
  default:
    if (carries_p (decl, type))
      add (kinds, n, off, size, GORO_KIND_EITHER);
    else
      add (kinds, n, off, size, GORO_KIND_OTHER);
    return;
  }
}

void goro_type_words (tree type, const_tree decl, HOST_WIDE_INT off, unsigned char *kinds, HOST_WIDE_INT n)
{
  walk (type, decl, off, kinds, n);
}

enum goro_class goro_word_class (tree type, HOST_WIDE_INT word)
{
  unsigned char kind = 0;
  goro_type_words (type, NULL_TREE, -word * UNITS_PER_WORD, &kind, 1);
  return kind ? goro_kind_class (kind) : GORO_AMBIGUOUS;
}

unsigned goro_part_kind (tree expr, HOST_WIDE_INT off, HOST_WIDE_INT size)
{
  tree type = TREE_TYPE (expr);
  unsigned char kinds[8] = { 0 };
  unsigned kind = 0;
  if (type == NULL_TREE || !AGGREGATE_TYPE_P (type) || off < 0 || size <= 0 || size > 64 || off % UNITS_PER_WORD || size % UNITS_PER_WORD
      || off + size > ROUND_UP (int_size_in_bytes (type), UNITS_PER_WORD))
    return 0;
  tree decl = TREE_CODE (expr) == COMPONENT_REF ? TREE_OPERAND (expr, 1) : DECL_P (expr) ? expr : NULL_TREE;
  /* An element of an array, as storage perhaps: all of the array is.  */
  for (tree t = expr; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) == ARRAY_REF || TREE_CODE (t) == ARRAY_RANGE_REF || TREE_CODE (t) == VIEW_CONVERT_EXPR)
      if (!AGGREGATE_TYPE_P (TREE_TYPE (t)) || goro_carries_p (TREE_TYPE (t)))
        return 0;
  /* memcpy of something else, perhaps.  */
  tree base = get_base_address (expr);
  if (base && (TREE_CODE (base) == MEM_REF || TREE_CODE (base) == TARGET_MEM_REF)
      && TYPE_REF_CAN_ALIAS_ALL (TREE_TYPE (TREE_OPERAND (base, 1))))
    return 0;
  goro_type_words (type, decl, -off, kinds, size / UNITS_PER_WORD);
  for (HOST_WIDE_INT i = 0; i < size / UNITS_PER_WORD; i++) {
    if (kinds[i] == 0)
      return 0;
    kind |= kinds[i];
  }
  return kind;
}

enum goro_class goro_value_class (tree type, tree decl)
{
  if (POINTER_TYPE_P (type))
    return GORO_POINTER;
  if (VECTOR_TYPE_P (type))
    return goro_kind_class (vector_kind (type));
  if (AGGREGATE_TYPE_P (type)) {
    HOST_WIDE_INT size = int_size_in_bytes (type);
    if (size <= 0 || size > 64)
      return GORO_AMBIGUOUS;
    unsigned char kinds[8] = { 0 };
    goro_type_words (type, NULL_TREE, 0, kinds, 8);
    enum goro_class c = goro_kind_class (kinds[0]);
    for (HOST_WIDE_INT i = 1; i < (size + 7) / 8; i++)
      if (goro_kind_class (kinds[i]) != c)
        return GORO_AMBIGUOUS;
    return c;
  }
  if (goro_wide_number_p (type) && carries_p (decl, type))
    return GORO_AMBIGUOUS;
  return GORO_NOT_POINTER;
}

/* The class of an integer word in the union that EXPR is a member of, at any depth.  */
static enum goro_class member_class (tree expr)
{
  for (tree t = expr; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) == COMPONENT_REF && TREE_CODE (TREE_TYPE (TREE_OPERAND (t, 0))) == UNION_TYPE) {
      poly_int64 bitpos, bitsize;
      machine_mode mode;
      tree offset;
      int a, b, c;
      tree all = TREE_OPERAND (t, 0), base;
      base = get_inner_reference (expr, &bitsize, &bitpos, &offset, &mode, &a, &b, &c);
      HOST_WIDE_INT whole, start = 0, pos;
      if (offset || !bitpos.is_constant (&whole))
        return goro_value_class (TREE_TYPE (all), NULL_TREE) == GORO_NOT_POINTER ? GORO_NOT_POINTER : GORO_AMBIGUOUS;
      if (all != base) {
        get_inner_reference (all, &bitsize, &bitpos, &offset, &mode, &a, &b, &c);
        if (offset || !bitpos.is_constant (&start))
          return GORO_AMBIGUOUS;
      }
      pos = (whole - start) / BITS_PER_WORD;
      if (goro_word_class (TREE_TYPE (all), pos) != GORO_NOT_POINTER)
        return GORO_AMBIGUOUS;
    }
  return GORO_NOT_POINTER;
}

enum goro_class goro_expr_class (tree expr)
{
  tree type = TREE_TYPE (expr);
  if (type == NULL_TREE)
    return GORO_AMBIGUOUS;
  if (POINTER_TYPE_P (type))
    return GORO_POINTER;
  if (TREE_CODE (type) == COMPLEX_TYPE || (SCALAR_FLOAT_TYPE_P (type) && !goro_wide_number_p (type)))
    return GORO_NOT_POINTER;
  if (VECTOR_TYPE_P (type) || AGGREGATE_TYPE_P (type))
    return goro_value_class (type, NULL_TREE);
  if (SCALAR_FLOAT_TYPE_P (type)) {
    if (!goro_doubles_carry_p ())
      return GORO_NOT_POINTER;
  } else if (!INTEGRAL_TYPE_P (type) || TYPE_PRECISION (type) > BITS_PER_WORD)
    return GORO_AMBIGUOUS;
  else if (TYPE_PRECISION (type) < BITS_PER_WORD)
    return GORO_NOT_POINTER;

  if (goro_pointer_sized_name_p (type))
    return GORO_AMBIGUOUS;
  tree base = expr;
  if (member_class (expr) != GORO_NOT_POINTER)
    return GORO_AMBIGUOUS;
  while (TREE_CODE (base) == ARRAY_REF || TREE_CODE (base) == ARRAY_RANGE_REF)
    base = TREE_OPERAND (base, 0);
  switch (TREE_CODE (base)) {
  case COMPONENT_REF:
    return goro_carries_p (TREE_OPERAND (base, 1)) ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
  case VAR_DECL:
  case PARM_DECL:
  case RESULT_DECL:
    return goro_carries_p (base) ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
  case SSA_NAME:
    return goro_carries_p (SSA_NAME_VAR (base)) ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
  case MEM_REF:
  case TARGET_MEM_REF: {
    /* Read as an integer through a pointer: is that what lies there?  */
    tree alias = TREE_TYPE (TREE_OPERAND (base, 1));
    tree target = TREE_TYPE (alias);
    if (TYPE_REF_CAN_ALIAS_ALL (alias))
      return GORO_AMBIGUOUS;
    if (AGGREGATE_TYPE_P (target) || VOID_TYPE_P (target) || character_p (target) || POINTER_TYPE_P (target))
      return GORO_AMBIGUOUS;
    tree object = TREE_OPERAND (base, 0);
    if (TREE_CODE (object) == ADDR_EXPR && DECL_P (TREE_OPERAND (object, 0))) {
      tree decl = TREE_OPERAND (object, 0);
      if (TREE_CODE (base) == TARGET_MEM_REF)
        return goro_value_class (TREE_TYPE (decl), decl) == GORO_NOT_POINTER ? GORO_NOT_POINTER : GORO_AMBIGUOUS;
      HOST_WIDE_INT off = TREE_INT_CST_LOW (TREE_OPERAND (base, 1));
      return goro_word_class (TREE_TYPE (decl), off / UNITS_PER_WORD) == GORO_NOT_POINTER && !goro_carries_p (decl)
             ? GORO_NOT_POINTER : GORO_AMBIGUOUS;
    }
    return goro_integers_carry_p () ? GORO_AMBIGUOUS : GORO_NOT_POINTER;
  }
  default:
    return GORO_AMBIGUOUS;
  }
}
