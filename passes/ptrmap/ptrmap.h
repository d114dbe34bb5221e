/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dataflow hands to the emitter: the classes of registers and frame words at
   one call or check.  */
#ifndef GORO_PTRMAP_H
#define GORO_PTRMAP_H

/* Where the words of the frame are counted from.  */
enum goro_base {
  GORO_BASE_CFA,
  GORO_BASE_SP,     /* sp + base_place */
  GORO_BASE_FP,     /* fp + base_place */
  GORO_BASE_NONE,   /* there are none yet */
  GORO_BASE_UNKNOWN
};

struct goro_site {
  unsigned char reg[GORO_NUM_GPR]; /* enum goro_class */
  unsigned far;                    /* mask of those with an address far from the frame */
  /* The CFA, or in a function that realigns its frame the address that GCC takes for it below.  */
  enum goro_base base;
  HOST_WIDE_INT base_place;
  /* Where the frame pointer points, counted from the base; positive: not into those words.  */
  HOST_WIDE_INT fp_place;
  /* Class of the word at base - 8 * (i + 1); words beyond are ambiguous.  */
  unsigned nslots;
  unsigned char *slots;
  /* Class of the word at CFA + 8 * i: the named arguments that came on the stack, which are
     the function's own and no longer its caller's.  */
  unsigned nargs;
  unsigned char *args;
  /* Words and registers live here, by class; all zero: not counted.  */
  unsigned live_words[GORO_NUM_CLASSES];
};

#endif
