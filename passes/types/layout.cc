/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a type of C to the words that may hold pointers.

   Wider than what the pointer maps say of a frame (passes/ptrmap/types.cc), because an object of the heap is seen by all files, and
   a word too many costs a look, where a word too few costs the object: arrays of eight characters and more may hold anything.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "passes/types/types.h"

namespace {

bool character_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == BITS_PER_UNIT;
}

/* Sets the words of arrays of characters, and finds pointers that are not at a word's place.  */
void look (tree type, tree field, HOST_WIDE_INT off, unsigned char *kinds, HOST_WIDE_INT n, goro_layout *l)
{
  HOST_WIDE_INT size = int_size_in_bytes (type);
  if (size <= 0)
    return;
  switch (TREE_CODE (type)) {
  case POINTER_TYPE:
    if (off % UNITS_PER_WORD != 0 && l->misaligned == NULL_TREE)
      l->misaligned = field;
    return;
  case RECORD_TYPE:
  case UNION_TYPE:
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL && !DECL_BIT_FIELD (f) && DECL_SIZE (f) && tree_fits_shwi_p (bit_position (f)))
        look (TREE_TYPE (f), f, off + int_bit_position (f) / BITS_PER_UNIT, kinds, n, l);
    return;
  case ARRAY_TYPE: {
    tree elem = TREE_TYPE (type);
    HOST_WIDE_INT esize = int_size_in_bytes (elem);
    if (character_p (elem)) {
      HOST_WIDE_INT word = (off + UNITS_PER_WORD - 1) / UNITS_PER_WORD;
      for (; (word + 1) * UNITS_PER_WORD <= off + size && word < n; word++)
        kinds[word] |= GORO_KIND_EITHER;
    } else if (esize > 0 && (AGGREGATE_TYPE_P (elem) || POINTER_TYPE_P (elem)))
      for (HOST_WIDE_INT at = 0; at + esize <= size; at += esize)
        look (elem, field, off + at, kinds, n, l);
    return;
  }
  default:
    return;
  }
}

} // namespace

unsigned goro_layout::words () const
{
  if (bits.is_empty ())
    return 0;
  return (bits.length () - 1) * 64 + floor_log2 (bits[bits.length () - 1]) + 1;
}

void goro_lay_out (tree type, const_tree decl, goro_layout *l)
{
  HOST_WIDE_INT whole = int_size_in_bytes (type);
  bool text = false;
  l->misaligned = NULL_TREE;
  l->align = TYPE_ALIGN_UNIT (type);
  while (TREE_CODE (type) == ARRAY_TYPE) {
    type = TREE_TYPE (type);
    text = character_p (type);
  }
  HOST_WIDE_INT size = int_size_in_bytes (type);
  l->size = size > 0 ? size : 0;
  l->count = size > 0 && whole > 0 ? whole / size : 1;
  if (size <= 0)
    return;
  /* A variable that is an array of characters: its words, if it is used as storage.  */
  if (text && decl != NULL_TREE && goro_carries_p (decl)) {
    l->size = UNITS_PER_WORD;
    l->count = whole / UNITS_PER_WORD;
    l->bits.safe_push (1);
    return;
  }
  HOST_WIDE_INT n = size / UNITS_PER_WORD;
  auto_vec<unsigned char> kinds;
  kinds.safe_grow_cleared (n + 1);
  if (n > 0) {
    goro_type_words (type, decl, 0, kinds.address (), n);
    look (type, NULL_TREE, 0, kinds.address (), n, l);
  }
  l->bits.safe_grow_cleared ((n + 63) / 64);
  for (HOST_WIDE_INT i = 0; i < n; i++)
    if (kinds[i] & (GORO_KIND_POINTER | GORO_KIND_EITHER))
      l->bits[i / 64] |= HOST_WIDE_INT_1U << (i % 64);
  while (!l->bits.is_empty () && l->bits.last () == 0)
    l->bits.pop ();
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
