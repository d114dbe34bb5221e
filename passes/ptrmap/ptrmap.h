/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the dataflow hands to the emitter: the classes of registers and frame words at
   one call or check.  */
#ifndef GORO_PTRMAP_H
#define GORO_PTRMAP_H

struct goro_site {
  unsigned char reg[GORO_NUM_GPR]; /* enum goro_class */
  /* Class of the word at CFA - 8 * (i + 1); words beyond are ambiguous.  */
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
