/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the present frame, and which of them belong to objects whose address is taken.  */
#ifndef GORO_OBJECTS_H
#define GORO_OBJECTS_H

/* Words are numbered: word w < nframe is at CFA - 8 * (w + 1); word nframe + w, w < nargs, is at CFA + 8 * w:
   the named arguments that the caller put on the stack, which the function owns.

   A function that realigns its frame has two origins whose distance nobody knows: the CFA, for its arguments and
   what the prologue saves before, and the aligned one, for all the rest.  Offsets are numbers all the same: from the
   aligned origin for the frame, and from the CFA plus goro_far for what counts from there.  */
const HOST_WIDE_INT goro_far = HOST_WIDE_INT_1 << 40;

/* Do two offsets count from the same origin?  */
static inline bool goro_same_origin_p (HOST_WIDE_INT a, HOST_WIDE_INT b)
{
  return (a > goro_far / 2) == (b > goro_far / 2);
}

struct goro_words {
  unsigned nframe, nargs, n;
  HOST_WIDE_INT cfa;      /* the CFA's offset: 0 or goro_far */
  unsigned char *kinds;   /* by word: what the declared variables there may hold (types.h); 0: none declared */
  unsigned char *anonymous; /* by word: what nothing declares there may hold */
  int *object;            /* by word: the object it is part of, or -1: only known insns access it */
  bool *saved_argument;   /* by word: where a variadic function may save an argument register */
  unsigned saved_uid;     /* stands for those in the sets of variables in use */
  bool *incoming;         /* by word: written before the entry */
  unsigned nobjects;
  /* By object: the bytes [low, high) of the frame that are its variables', beyond the words too.  */
  HOST_WIDE_INT *low, *high;
};

/* realigned: the frame is.  */
void goro_words_begin (struct goro_words *w, function *fun, unsigned nframe, unsigned nargs, bool realigned);
void goro_words_end (struct goro_words *w);
/* The word that holds the byte at off, or -1.  */
int goro_word_at (const struct goro_words *w, HOST_WIDE_INT off);
HOST_WIDE_INT goro_word_offset (const struct goro_words *w, int word);
/* Something at CFA + off has its address taken, of which no declaration tells the size: words that no
   variable and no known insn claims, in both directions, are one object.  claimed: by word.  */
void goro_words_expose (struct goro_words *w, HOST_WIDE_INT off, const bool *claimed);
/* What the objects' words hold while the variables in_use (DECL_UIDs; NULL: all) are in use; 0: nothing.  */
void goro_words_in_use (const struct goro_words *w, const_bitmap in_use, unsigned char *kinds);
/* Tells causes.cc why word i, which is ambiguous, is so.  */
void goro_words_cause (const struct goro_words *w, int i, const_bitmap in_use, tree function);
/* The object that the variable DECL is in, or -1.  */
int goro_object_of (const struct goro_words *w, tree decl);

#endif
