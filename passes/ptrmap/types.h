/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What C's types say of a word: can it hold an address?  */
#ifndef GORO_TYPES_H
#define GORO_TYPES_H

/* What may lie in a word, a set.  */
enum { GORO_KIND_POINTER = 1, GORO_KIND_OTHER = 2, GORO_KIND_EITHER = 4,
       GORO_KIND_PART = 8, /* beside one of those: it may be written in part */
       GORO_KIND_HALF = 16 /* a piece of half of it at least is OTHER */ };

/* Adds to kinds[] what an object of TYPE (the variable or field DECL, or NULL) whose first byte is byte OFF
   has in each of the words 0 ... n - 1.  */
void goro_type_words (tree type, const_tree decl, HOST_WIDE_INT off, unsigned char *kinds, HOST_WIDE_INT n);
enum goro_class goro_kind_class (unsigned kind);
/* The same for a word in memory, of which less than a half may be a value: the rest is what was there before, perhaps
   of an address.  */
enum goro_class goro_kind_place_class (unsigned kind);

/* The class of a word-sized value of TYPE, loaded from or passed as DECL (which may be NULL).  */
enum goro_class goro_value_class (tree type, tree decl);
/* The class of what is read at EXPR, the MEM_EXPR of a word or of a vector.  */
enum goro_class goro_expr_class (tree expr);
/* What the bytes [off, off + size), whole words, of the structure or array EXPR hold: GORO_KIND_..., joined; 0: not known.  */
unsigned goro_part_kind (tree expr, HOST_WIDE_INT off, HOST_WIDE_INT size);
/* The class of word WORD of the object of TYPE.  */
enum goro_class goro_word_class (tree type, HOST_WIDE_INT word);

/* Does DECL (a variable, a field, a parameter, the results of a function; or a type) carry addresses that its
   type does not show (casts.cc)?  */
bool goro_carries_p (const_tree decl);
/* Do integers that come back from calls through pointers?  */
bool goro_call_results_carry_p (void);
bool goro_pointer_sized_name_p (const_tree type);
/* Do doubles carry addresses anywhere?  */
bool goro_doubles_carry_p (void);
/* A number with room for an address?  */
bool goro_wide_number_p (const_tree type);

/* Keeps T from the garbage collector up to the end of casts.cc's work.  */
tree goro_casts_keep (tree t);

void goro_mark_carries (tree decl);
/* captured.cc: the marks of variables that nested functions share go to the members that stand for them.  */
void goro_mark_captured (void);

/* hidden.cc.  A call of FN, which may be NULL; all functions have been seen; the integer E becomes a pointer; a way to hide an
   address, once.  */
void goro_note_departures (tree e, tree fn);
void goro_warn_of_departures (void);
void goro_look_at_hidden (tree e, location_t place);
void goro_hidden_address (location_t place, bool *warned, const char *how);

/* zeros.cc.  VAR is a local just declared; all functions have been seen.  */
void goro_zero_declared (tree var);
void goro_begin_with_zeros (void);

#endif
