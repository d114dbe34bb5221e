/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a type may hold pointers to the collected heap, and the data that says so (libgoro/abi/types.h).  */
#ifndef GORO_DESCRIPTOR_H
#define GORO_DESCRIPTOR_H

/* An object as an array of equal elements, and the contents of a descriptor of one of them.  */
struct goro_layout {
  unsigned HOST_WIDE_INT whole;   /* bytes */
  unsigned HOST_WIDE_INT size;    /* of an element; of the innermost ones if it is an array */
  unsigned HOST_WIDE_INT count = 1;
  unsigned align;
  tree misaligned = NULL_TREE;    /* a member that the collector does not see, or NULL */
  auto_vec<unsigned HOST_WIDE_INT> bits; /* without zeros at the end */
  unsigned words () const;
  /* It becomes one element.  */
  void repeat ();
};

/* The layout of an object of TYPE, the variable DECL or NULL.  */
void goro_lay_out (tree type, tree decl, goro_layout *l);

/* A name for the contents: 16 hexadecimal digits.  */
void goro_layout_name (const goro_layout *l, char name[17]);

/* Is the variable a descriptor?  */
bool goro_descriptor_p (const_tree decl);

/* The address of the descriptor of TYPE, a complete type of constant size; of void: for numbers.  */
tree goro_type_descriptor (tree type);

/* The type whose descriptor has this address, or NULL: -flto forgets the types.  */
tree goro_described_type (const_tree address);

/* Writes what the descriptors made since the last call say.  */
void goro_fill_descriptors (void);

void goro_align_roots (void);

/* Is memory for numbers used for something else?  All functions have been seen.  */
bool goro_numbers_carry_p (void);

#endif
