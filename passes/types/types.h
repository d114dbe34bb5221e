/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a type may hold pointers to the collected heap, and the data that says so (libgoro/abi/types.h).  */
#ifndef GORO_DESCRIPTOR_H
#define GORO_DESCRIPTOR_H

/* What a descriptor holds.  */
struct goro_layout {
  unsigned HOST_WIDE_INT size; /* of an element: an array's own, at any depth */
  unsigned HOST_WIDE_INT count;
  unsigned align;
  tree misaligned;             /* a member that the collector cannot see, or NULL */
  auto_vec<unsigned HOST_WIDE_INT> bits; /* without zeros at the end */
  unsigned words () const;
};

/* The layout of TYPE, an element of which is described if it is an array; DECL is the variable, or NULL.  */
void goro_lay_out (tree type, const_tree decl, goro_layout *l);

/* A name for the contents: 16 hexadecimal digits.  */
void goro_layout_name (const goro_layout *l, char name[17]);

#endif
