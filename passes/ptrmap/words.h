/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of the present frame can hold a pointer at all.  */
#ifndef GORO_WORDS_H
#define GORO_WORDS_H

/* For the first n words of the frame, word i at CFA - 8 * (i + 1).  */
void goro_words_begin (unsigned n);
/* An insn reads or writes size bytes at CFA + off; narrow: in a mode that no pointer fits.  */
void goro_words_access (HOST_WIDE_INT off, HOST_WIDE_INT size, bool narrow);
/* classes[i] = GORO_NOT_POINTER where no pointer can be, else GORO_AMBIGUOUS.  */
void goro_words_end (function *fun, unsigned char *classes);

#endif
