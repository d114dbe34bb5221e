/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a type of C to the words that may hold pointers to the collected heap.

   Wider than what the pointer maps say of a frame (passes/ptrmap/types.cc), because an object of the heap is seen by all files, and
   a word too many costs a look, where a word too few costs the object: a word may hold a pointer if one member that covers it
   does, and arrays of eight characters and more may hold anything.  Narrower in one thing: pointers to functions
   lead to no object.  But a channel is declared as one (goro_chan in goro.h), and a weak pointer (goro_weak), with a parameter that nothing else has.

   The collector reads aligned words only.  What it would not see is reported.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "passes/types/types.h"

namespace {

bool character_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_UNIT;
}

/* Can a pointer of TYPE lead to an object?  One to a function without a prototype may be a channel.  */
bool object_pointer_p (const_tree type)
{
  const_tree to = TREE_TYPE (type);
  if (TREE_CODE (to) != FUNCTION_TYPE)
    return true;
  const_tree parameters = TYPE_ARG_TYPES (to);
  if (parameters == NULL_TREE)
    return true;
  const_tree first = TREE_VALUE (parameters);
  if (!POINTER_TYPE_P (first) || TREE_CODE (TREE_TYPE (first)) != RECORD_TYPE)
    return false;
  const_tree name = TYPE_IDENTIFIER (TREE_TYPE (first));
  return name != NULL_TREE
         && (strcmp (IDENTIFIER_POINTER (name), "goro_chan_") == 0 || strcmp (IDENTIFIER_POINTER (name), "goro_weak_") == 0);
}

struct walker {
  auto_vec<bool> words;
  bool any = false;
  tree misaligned = NULL_TREE;

  void set (HOST_WIDE_INT from, HOST_WIDE_INT to);
  void look (tree type, tree decl, HOST_WIDE_INT off);
  void members (tree type, HOST_WIDE_INT off);
};

/* The whole words of bytes [from, to).  */
void walker::set (HOST_WIDE_INT from, HOST_WIDE_INT to)
{
  any = true;
  for (HOST_WIDE_INT i = CEIL (from, UNITS_PER_WORD); i < to / UNITS_PER_WORD && i < words.length (); i++)
    words[i] = true;
}

void walker::members (tree type, HOST_WIDE_INT off)
{
  for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f)) {
    if (TREE_CODE (f) != FIELD_DECL || !tree_fits_shwi_p (bit_position (f)))
      continue;
    HOST_WIDE_INT bit = int_bit_position (f);
    if (DECL_BIT_FIELD (f)) {
      /* An address has 47 bits.  */
      if (tree_to_shwi (DECL_SIZE (f)) >= 47 && bit % BITS_PER_WORD == 0)
        set (off + bit / BITS_PER_UNIT, off + bit / BITS_PER_UNIT + UNITS_PER_WORD);
    } else
      look (TREE_TYPE (f), f, off + bit / BITS_PER_UNIT);
  }
}

/* An object of TYPE, the field or variable DECL, that begins at byte off.  */
void walker::look (tree type, tree decl, HOST_WIDE_INT off)
{
  HOST_WIDE_INT size = int_size_in_bytes (type);
  switch (TREE_CODE (type)) {
  case POINTER_TYPE:
    if (!object_pointer_p (type))
      return;
    if (off % UNITS_PER_WORD == 0)
      set (off, off + size);
    else if (misaligned == NULL_TREE)
      misaligned = decl;
    return;
  case RECORD_TYPE:
  case UNION_TYPE:
    if (size > 0 && goro_carries_p (type))
      set (off, off + size);
    members (type, off);
    return;
  case ARRAY_TYPE: {
    tree elem = strip_array_types (type);
    HOST_WIDE_INT esize = int_size_in_bytes (elem);
    if (character_p (elem)) {
      if (size >= UNITS_PER_WORD)
        set (off, off + size);
    } else if (size <= 0) {
      /* Of a flexible array only the place is of interest.  */
      walker place;
      place.look (elem, decl, off % UNITS_PER_WORD);
      if (misaligned == NULL_TREE)
        misaligned = place.misaligned;
    } else if (esize > 0)
      for (HOST_WIDE_INT at = 0; at + esize <= size; at += esize)
        look (elem, decl, off + at);
    return;
  }
  default:
    if (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_WORD
        && (goro_carries_p (decl) || goro_pointer_sized_name_p (type)))
      set (off, off + size);
    return;
  }
}

} // namespace

unsigned goro_layout::words () const
{
  if (bits.is_empty ())
    return 0;
  return (bits.length () - 1) * HOST_BITS_PER_WIDE_INT + floor_log2 (bits[bits.length () - 1]) + 1;
}

void goro_layout::repeat ()
{
  unsigned HOST_WIDE_INT step = size / UNITS_PER_WORD, n = words ();
  if (n > 0 && count > 1) {
    auto_vec<unsigned HOST_WIDE_INT> all;
    all.safe_grow_cleared (((count - 1) * step + n + 63) / 64);
    for (unsigned HOST_WIDE_INT k = 0; k < count; k++)
      for (unsigned HOST_WIDE_INT i = 0; i < n; i++)
        if (bits[i / 64] >> (i % 64) & 1)
          all[(k * step + i) / 64] |= HOST_WIDE_INT_1U << ((k * step + i) % 64);
    bits.truncate (0);
    bits.safe_splice (all);
  }
  size = whole;
  count = 1;
}

/* An array of words, of which each may hold a pointer.  */
static void all_words (goro_layout *l)
{
  l->size = UNITS_PER_WORD;
  l->count = l->whole / UNITS_PER_WORD;
  l->bits.truncate (0);
  if (l->count > 0)
    l->bits.safe_push (1);
}

void goro_lay_out (tree type, tree decl, goro_layout *l)
{
  /* Beyond that a structure is taken to have pointers everywhere, if it has any.  */
  const HOST_WIDE_INT large = 1 << 20;
  HOST_WIDE_INT whole = MAX (int_size_in_bytes (type), 0);
  tree elem = strip_array_types (type);
  l->align = TYPE_ALIGN_UNIT (type);
  l->whole = whole;
  if (elem != type && character_p (elem)) {
    all_words (l);
    return;
  }
  HOST_WIDE_INT size = MAX (int_size_in_bytes (elem), 0);
  /* Packed elements have their pointers at different places of words.  */
  if (size % UNITS_PER_WORD != 0) {
    elem = type;
    size = whole;
  }
  walker w;
  w.words.safe_grow_cleared (MIN (size, large) / UNITS_PER_WORD);
  w.look (elem, decl, 0);
  l->misaligned = w.misaligned;
  l->size = size;
  l->count = size > 0 ? whole / size : 1;
  for (unsigned i = 0; i < w.words.length (); i++)
    if (w.words[i]) {
      while (l->bits.length () <= i / 64)
        l->bits.safe_push (0);
      l->bits[i / 64] |= HOST_WIDE_INT_1U << (i % 64);
    }
  if (size > large && w.any)
    all_words (l);
}

void goro_layout_name (const goro_layout *l, char name[17])
{
  /* Fowler, Noll and Vo's hash of 64 bits.  */
  unsigned HOST_WIDE_INT hash = HOST_WIDE_INT_UC (0xcbf29ce484222325);
  auto add = [&hash] (unsigned HOST_WIDE_INT v) {
    for (int i = 0; i < 8; i++, v >>= 8)
      hash = (hash ^ (v & 0xff)) * HOST_WIDE_INT_UC (0x100000001b3);
  };
  add (l->size);
  add (l->align);
  for (unsigned HOST_WIDE_INT word : l->bits)
    add (word);
  snprintf (name, 17, "%016llx", (unsigned long long) hash);
}
