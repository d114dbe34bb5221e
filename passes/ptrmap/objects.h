/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the present frame, and which of them belong to objects whose address is taken.  */
#ifndef GORO_OBJECTS_H
#define GORO_OBJECTS_H

/* Words are numbered: word w < nframe is at CFA - 8 * (w + 1); word nframe + w, w < nargs, is at CFA + 8 * w:
   the named arguments that the caller put on the stack, which the function owns.  */
struct goro_words {
  unsigned nframe, nargs, n;
  unsigned char *kinds;   /* by word: what the declared variables there may hold (types.h); 0: none declared */
  unsigned char *anonymous; /* by word: what nothing declares there may hold */
  int *object;            /* by word: the object it is part of, or -1: only known insns access it */
  bool *floats;           /* by word: a vector register with a floating argument is saved there */
  bool *incoming;         /* by word: written before the entry */
  unsigned nobjects;
  /* By object: the bytes [low, high) of the frame that are its variables', beyond the words too.  */
  HOST_WIDE_INT *low, *high;
};

void goro_words_begin (struct goro_words *w, function *fun, unsigned nframe, unsigned nargs);
void goro_words_end (struct goro_words *w);
/* The word that holds the byte at CFA + off, or -1.  */
int goro_word_at (const struct goro_words *w, HOST_WIDE_INT off);
HOST_WIDE_INT goro_word_offset (const struct goro_words *w, int word);
/* Something at CFA + off has its address taken, of which no declaration tells the size: words that no
   variable and no known insn claims, in both directions, are one object.  claimed: by word.  */
void goro_words_expose (struct goro_words *w, HOST_WIDE_INT off, const bool *claimed);
/* What the objects' words hold while the variables in_use (DECL_UIDs; NULL: all) are in use; 0: nothing.  */
void goro_words_in_use (const struct goro_words *w, const_bitmap in_use, unsigned char *kinds);
/* The object that the variable DECL is in, or -1.  */
int goro_object_of (const struct goro_words *w, tree decl);

#endif
