/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects of a frame.

   A word of the frame is one of two kinds.  Either only insns access it whose address is a
   known distance from the CFA: spill slots, and variables that are scalars and have no
   address; the dataflow knows what is in each of these, and whether it is still wanted.  Or it is
   part of an object, which may be accessed through pointers: an aggregate or a variable with
   its address taken.  Of an object's words the declared types tell the class.

   Variables that share memory at different times are one object; of which the words are at a call, scopes.cc
   says.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "passes/ptrmap/objects.h"
#include "passes/ptrmap/scopes.h"
#include "passes/ptrmap/causes.h"
#include "hash-map.h"

namespace {

/* An object's variable, where it lies.  */
struct placed {
  tree decl;
  HOST_WIDE_INT first; /* CFA-relative offset of its first word */
  unsigned count;
  unsigned char *kinds;
};
auto_vec<placed> places;

hash_map<int_hash<int, -1, -2>, int> *decl_words; /* first word of each object's variables, by DECL_UID */

/* CFA-relative offset of a frame address in a DECL_RTL, where registers that are
   eliminated still stand.  */
bool cfa_offset (const struct goro_words *w, rtx addr, HOST_WIDE_INT *off)
{
  HOST_WIDE_INT add = 0;
  if (GET_CODE (addr) == PLUS && CONST_INT_P (XEXP (addr, 1))) {
    add = INTVAL (XEXP (addr, 1));
    addr = XEXP (addr, 0);
  }
  if (!REG_P (addr))
    return false;
  HOST_WIDE_INT arg = 0, frame = 0;
  if (REGNO (addr) == FRAME_POINTER_REGNUM) {
    INITIAL_ELIMINATION_OFFSET (ARG_POINTER_REGNUM, STACK_POINTER_REGNUM, arg);
    INITIAL_ELIMINATION_OFFSET (FRAME_POINTER_REGNUM, STACK_POINTER_REGNUM, frame);
    *off = add - (arg - frame);
    return true;
  }
  if (REGNO (addr) == ARG_POINTER_REGNUM || addr == crtl->args.internal_arg_pointer) {
    *off = w->cfa + add;
    return true;
  }
  return false;
}

/* Makes the words of CFA + [off, off + size) one object, with all objects that have one of them.  */
void join_object (struct goro_words *w, HOST_WIDE_INT off, HOST_WIDE_INT size)
{
  int number = w->nobjects++;
  w->low = XRESIZEVEC (HOST_WIDE_INT, w->low, w->nobjects);
  w->high = XRESIZEVEC (HOST_WIDE_INT, w->high, w->nobjects);
  w->low[number] = off;
  w->high[number] = off + size;
  for (HOST_WIDE_INT at = ROUND_DOWN (off, UNITS_PER_WORD); at < off + size; at += UNITS_PER_WORD) {
    int i = goro_word_at (w, at);
    if (i < 0)
      continue;
    int old = w->object[i];
    if (old >= 0 && old != number) {
      w->low[number] = MIN (w->low[number], w->low[old]);
      w->high[number] = MAX (w->high[number], w->high[old]);
      for (unsigned k = 0; k < w->n; k++)
        if (w->object[k] == old)
          w->object[k] = number;
    }
    w->object[i] = number;
  }
}

/* DECL's words, count from first on, are an object or part of one.  */
void make_object (struct goro_words *w, tree decl, HOST_WIDE_INT off, HOST_WIDE_INT size, HOST_WIDE_INT first,
                  unsigned count, unsigned char *kinds)
{
  join_object (w, off, size);
  int word = goro_word_at (w, first);
  if (word >= 0)
    decl_words->put (DECL_UID (decl), word);
  places.safe_push ({ decl, first, count, kinds });
}

/* A parameter that comes on the stack, whatever is its home later.  */
void add_incoming (struct goro_words *w, tree parm)
{
  rtx mem = DECL_INCOMING_RTL (parm);
  HOST_WIDE_INT off, size = int_size_in_bytes (TREE_TYPE (parm));
  if (mem == NULL_RTX || !MEM_P (mem) || size <= 0 || !cfa_offset (w, XEXP (mem, 0), &off) || off < w->cfa)
    return;
  HOST_WIDE_INT count = (size + UNITS_PER_WORD - 1) / UNITS_PER_WORD;
  unsigned char *kinds = XCNEWVEC (unsigned char, count);
  goro_type_words (TREE_TYPE (parm), parm, 0, kinds, count);
  for (HOST_WIDE_INT k = 0; k < count; k++) {
    int i = goro_word_at (w, off + k * UNITS_PER_WORD);
    if (i >= 0) {
      w->kinds[i] |= kinds[k] ? kinds[k] : GORO_KIND_OTHER;
      w->incoming[i] = true;
    }
  }
  /* The address of the arguments may be kept in memory; what is loaded from there is not followed.  */
  if (w->cfa && crtl->drap_reg && count > 0)
    make_object (w, parm, off, size, off, count, kinds);
  else
    free (kinds);
}

void add_decl (struct goro_words *w, tree decl)
{
  if (!VAR_P (decl) && TREE_CODE (decl) != PARM_DECL && TREE_CODE (decl) != RESULT_DECL)
    return;
  if (!DECL_RTL_SET_P (decl) || (VAR_P (decl) && (TREE_STATIC (decl) || DECL_EXTERNAL (decl))))
    return;
  rtx mem = DECL_RTL (decl);
  tree type = TREE_TYPE (decl);
  HOST_WIDE_INT off, size = int_size_in_bytes (type);
  if (!MEM_P (mem) || size <= 0 || !cfa_offset (w, XEXP (mem, 0), &off))
    return;

  /* Word by word upward from the first.  */
  HOST_WIDE_INT first = ROUND_DOWN (off, UNITS_PER_WORD);
  HOST_WIDE_INT count = (off + size - first + UNITS_PER_WORD - 1) / UNITS_PER_WORD;
  unsigned char *kinds = XCNEWVEC (unsigned char, count);
  goro_type_words (type, decl, off - first, kinds, count);
  for (HOST_WIDE_INT k = 0; k < count; k++) {
    int i = goro_word_at (w, first + k * UNITS_PER_WORD);
    if (i < 0)
      continue;
    w->kinds[i] |= kinds[k] ? kinds[k] : GORO_KIND_OTHER;
    if (TREE_CODE (decl) == PARM_DECL && off >= w->cfa)
      w->incoming[i] = true;
  }
  if (TREE_ADDRESSABLE (decl) || AGGREGATE_TYPE_P (type) || TREE_CODE (type) == COMPLEX_TYPE || VECTOR_TYPE_P (type)
      || size > UNITS_PER_WORD)
    make_object (w, decl, off, size, first, count, kinds);
  else
    free (kinds);
}

/* Where a variadic function saves the registers with arguments that nobody declared.  What floating arguments are in
   vector registers is no address, and the places of named arguments stay empty.  */
void add_saved_arguments (struct goro_words *w)
{
  unsigned begin, end;
  HOST_WIDE_INT off, size = goro_target_save_area (&begin, &end);
  if (size == 0 || !cfa_offset (w, frame_pointer_rtx, &off))
    return;
  join_object (w, off, size);
  for (unsigned k = 0; k < size / UNITS_PER_WORD; k++) {
    int i = goro_word_at (w, off + k * UNITS_PER_WORD);
    if (i < 0)
      continue;
    w->kinds[i] |= k >= begin && k < end ? GORO_KIND_EITHER : GORO_KIND_OTHER | GORO_KIND_HALF;
    w->anonymous[i] = k >= begin && k < end ? GORO_KIND_EITHER : 0;
    w->saved_argument[i] = true;
  }
}

} // namespace

int goro_word_at (const struct goro_words *w, HOST_WIDE_INT off)
{
  HOST_WIDE_INT k;
  if (off >= w->cfa) {
    k = (off - w->cfa) / UNITS_PER_WORD;
    return k < (HOST_WIDE_INT) w->nargs ? (int) (w->nframe + k) : -1;
  }
  k = (-off + UNITS_PER_WORD - 1) / UNITS_PER_WORD - 1;
  return off < 0 && k < (HOST_WIDE_INT) w->nframe ? (int) k : -1;
}

HOST_WIDE_INT goro_word_offset (const struct goro_words *w, int word)
{
  return word < (int) w->nframe ? -(word + 1) * UNITS_PER_WORD : w->cfa + (word - (int) w->nframe) * UNITS_PER_WORD;
}

void goro_words_begin (struct goro_words *w, function *fun, unsigned nframe, unsigned nargs, bool realigned)
{
  w->cfa = realigned ? goro_far : 0;
  w->nframe = nframe;
  w->nargs = nargs;
  w->n = nframe + nargs;
  w->kinds = XCNEWVEC (unsigned char, w->n + 1);
  w->anonymous = XCNEWVEC (unsigned char, w->n + 1);
  w->saved_argument = XCNEWVEC (bool, w->n + 1);
  w->saved_uid = DECL_UID (fun->decl);
  w->incoming = XCNEWVEC (bool, w->n + 1);
  w->object = XNEWVEC (int, w->n + 1);
  for (unsigned i = 0; i < w->n; i++)
    w->object[i] = -1;
  w->nobjects = 0;
  w->low = w->high = NULL;
  decl_words = new hash_map<int_hash<int, -1, -2>, int>;
  for (tree v = goro_function_variables (); v; v = TREE_CHAIN (v))
    add_decl (w, TREE_VALUE (v));
  for (tree p = DECL_ARGUMENTS (fun->decl); p; p = DECL_CHAIN (p)) {
    add_incoming (w, p);
    add_decl (w, p);
  }
  if (DECL_RESULT (fun->decl))
    add_decl (w, DECL_RESULT (fun->decl));
  if (fun->stdarg)
    add_saved_arguments (w);
}

void goro_words_expose (struct goro_words *w, HOST_WIDE_INT off, const bool *claimed)
{
  int at = goro_word_at (w, off);
  if (at < 0 || claimed[at] || w->kinds[at] || w->object[at] >= 0)
    return;
  HOST_WIDE_INT low = ROUND_DOWN (off, UNITS_PER_WORD), high = low + UNITS_PER_WORD;
  for (int i; (i = goro_word_at (w, low - 1)) >= 0 && !claimed[i] && !w->kinds[i] && w->object[i] < 0; )
    low -= UNITS_PER_WORD;
  for (int i; high != 0 && (i = goro_word_at (w, high)) >= 0 && !claimed[i] && !w->kinds[i] && w->object[i] < 0; )
    high += UNITS_PER_WORD;
  join_object (w, low, high - low);
  for (HOST_WIDE_INT o = low; o < high; o += UNITS_PER_WORD) {
    int i = goro_word_at (w, o);
    w->kinds[i] = w->anonymous[i] = GORO_KIND_EITHER;
  }
}

int goro_object_of (const struct goro_words *w, tree decl)
{
  int *word = decl_words->get (DECL_UID (decl));
  return word ? w->object[*word] : -1;
}

void goro_words_in_use (const struct goro_words *w, const_bitmap in_use, unsigned char *kinds)
{
  memcpy (kinds, w->anonymous, w->n);
  if (in_use && !bitmap_bit_p (in_use, w->saved_uid))
    for (unsigned i = 0; i < w->n; i++)
      if (w->saved_argument[i])
        kinds[i] = 0;
  for (const placed &p : places)
    /* What is no memory in GIMPLE is mentioned by its SSA names, which nobody counts.  */
    if (!VAR_P (p.decl) || in_use == NULL || bitmap_bit_p (in_use, DECL_UID (p.decl)) || is_gimple_reg (p.decl))
      for (unsigned k = 0; k < p.count; k++) {
        int i = goro_word_at (w, p.first + k * UNITS_PER_WORD);
        if (i >= 0)
          kinds[i] |= p.kinds[k] ? p.kinds[k] : GORO_KIND_OTHER;
      }
}

void goro_words_cause (const struct goro_words *w, int i, const_bitmap in_use, tree function)
{
  const placed *found = NULL;
  long place = 0;
  if (goro_opt.map_stats < 2)
    return;
  for (const placed &p : places) {
    if (VAR_P (p.decl) && in_use && !bitmap_bit_p (in_use, DECL_UID (p.decl)) && !is_gimple_reg (p.decl))
      continue;
    long k = (goro_word_offset (w, i) - p.first) / UNITS_PER_WORD;
    if (goro_word_offset (w, i) < p.first || k >= p.count)
      continue;
    if (found && goro_kind_class (p.kinds[k]) != GORO_AMBIGUOUS && goro_kind_class (found->kinds[place]) == GORO_AMBIGUOUS)
      continue;
    found = &p;
    place = k;
  }
  if (found == NULL)
    goro_count_cause (function, w->saved_argument[i] ? "arguments" : "unknown", NULL, goro_word_offset (w, i) % goro_far);
  else
    goro_count_cause (function, goro_kind_class (found->kinds[place]) == GORO_AMBIGUOUS ? "declared" : "shared", found->decl,
                      place * UNITS_PER_WORD);
}

void goro_words_end (struct goro_words *w)
{
  delete decl_words;
  decl_words = NULL;
  free (w->kinds);
  while (!places.is_empty ())
    free (places.pop ().kinds);
  free (w->anonymous);
  free (w->saved_argument);
  free (w->incoming);
  free (w->object);
  free (w->low);
  free (w->high);
}
