/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Root records: the static and thread-local variables of the unit that may hold pointers to the heap (libgoro/abi/types.h).

   Written at the end of the unit, as assembly, for the variables that GCC has written itself: with -flto each by the part of the
   program that it went to.  The records of the variables of one section stand in a section of their own, linked to it, so a
   linker that collects unused sections takes or leaves both.  Constants hold addresses of static objects at most.

   A variable's characters are left out where the unit shows that they are text; another file may have other uses for
   a public one.  The descriptors stand here and not in sections that linkers merge: a reference to a local label costs
   no symbol.

   Rejected: a reference from the variable to its record, by a relocation that does nothing, as code has one to its maps.  gold does not
   survive a relocation in memory without contents.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/types.h"
#include "passes/types/types.h"
#include "libgoro/abi/types.h"

namespace {

struct root {
  const char *symbol;
  unsigned HOST_WIDE_INT offset, count;
  unsigned type;
  section *where;
  bool thread;
};

struct writer {
  auto_vec<char *> texts; /* of the descriptors */
  auto_vec<root> list;

  unsigned descriptor_of (const goro_layout *l);
  void add (tree decl, tree type, unsigned HOST_WIDE_INT offset);
  void add_flexible (tree decl);
  void put (FILE *file);
};

/* Number of the descriptor with that text.  */
unsigned writer::descriptor_of (const goro_layout *l)
{
  auto_vec<char> text;
  char part[96];
  auto append = [&text, &part] () { for (const char *c = part; *c; c++) text.safe_push (*c); };
  snprintf (part, sizeof part, "\t.long\t0, %u\n\t.quad\t%llu, %u", l->align, (unsigned long long) l->size, l->words ());
  append ();
  for (unsigned HOST_WIDE_INT word : l->bits) {
    snprintf (part, sizeof part, ", %#llx", (unsigned long long) word);
    append ();
  }
  text.safe_push ('\0');
  for (unsigned i = 0; i < texts.length (); i++)
    if (strcmp (texts[i], text.address ()) == 0)
      return i;
  texts.safe_push (xstrdup (text.address ()));
  return texts.length () - 1;
}

/* What lies at OFFSET of DECL, an object of TYPE.  */
void writer::add (tree decl, tree type, unsigned HOST_WIDE_INT offset)
{
  goro_layout l;
  goro_lay_out (type, decl, &l);
  if (l.bits.is_empty () || l.count == 0)
    return;
  list.safe_push (root { goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl))), offset, l.count,
                         descriptor_of (&l), get_variable_section (decl, false), DECL_THREAD_LOCAL_P (decl) });
}

/* The elements that an initialiser gives to an array without a length lie behind the variable's type.  */
void writer::add_flexible (tree decl)
{
  HOST_WIDE_INT size = int_size_in_bytes (TREE_TYPE (decl)), offset = 0;
  if (!DECL_SIZE_UNIT (decl) || !tree_fits_shwi_p (DECL_SIZE_UNIT (decl)) || tree_to_shwi (DECL_SIZE_UNIT (decl)) <= size)
    return;
  tree type = TREE_TYPE (decl);
  while (RECORD_OR_UNION_TYPE_P (type)) {
    tree last = NULL_TREE;
    for (tree f = TYPE_FIELDS (type); f; f = DECL_CHAIN (f))
      if (TREE_CODE (f) == FIELD_DECL)
        last = f;
    if (last == NULL_TREE)
      return;
    offset += int_byte_position (last);
    type = TREE_TYPE (last);
  }
  HOST_WIDE_INT each = TREE_CODE (type) == ARRAY_TYPE ? int_size_in_bytes (TREE_TYPE (type)) : 0;
  if (each > 0)
    add (decl, build_array_type_nelts (TREE_TYPE (type), (tree_to_shwi (DECL_SIZE_UNIT (decl)) - offset) / each), offset);
}

void writer::put (FILE *file)
{
  fprintf (file, "\t.section\t.data.rel.ro.goro.types,\"aw\",@progbits\n\t.p2align 3\n");
  for (unsigned i = 0; i < texts.length (); i++) {
    fprintf (file, ".LgoroY%u:\n%s\n", i, texts[i]);
    free (texts[i]);
  }
  section *last = NULL;
  bool thread = false;
  for (const root &r : list) {
    if (r.where != last) {
      const char *name = r.thread ? GORO_TLS_SECTION : GORO_ROOTS_SECTION;
      const char *of = r.symbol;
      for (const root &first : list)
        if (first.where == r.where) {
          of = first.symbol;
          break;
        }
      /* A common variable has no section.  The linker keeps it.  */
      if (r.where == comm_section || r.where == tls_comm_section)
        fprintf (file, "\t.section\t%s,\"awR\",@progbits,unique,1\n\t.p2align 3\n", name);
      else
        fprintf (file, "\t.section\t%s,\"awo\",@progbits,%s\n\t.p2align 3\n", name, of);
      last = r.where;
    }
    if (r.thread)
      goro_target_emit_tls_record (file, r.symbol);
    else
      fprintf (file, "\t.quad\t%s", r.symbol);
    thread |= r.thread;
    if (r.offset)
      fprintf (file, " + %llu", (unsigned long long) r.offset);
    fprintf (file, ", %llu, .LgoroY%u\n", (unsigned long long) r.count, r.type);
  }
  if (thread)
    goro_target_emit_tls_base (file);
}

/* A variable that stores may change.  */
bool candidate_p (tree decl)
{
  return VAR_P (decl) && !TREE_READONLY (decl) && !DECL_HARD_REGISTER (decl) && !DECL_IN_CONSTANT_POOL (decl)
         && COMPLETE_TYPE_P (TREE_TYPE (decl)) && !goro_descriptor_p (decl);
}

bool characters_p (tree decl)
{
  tree elem = strip_array_types (TREE_TYPE (decl));
  return INTEGRAL_TYPE_P (elem) && TYPE_PRECISION (elem) == BITS_PER_UNIT;
}

/* Characters, and nothing but text?  Goes along with -flto, which makes public variables static.  */
const char TEXT[] = "goro text";

bool text_p (tree decl)
{
  return lookup_attribute (TEXT, DECL_ATTRIBUTES (decl)) != NULL_TREE;
}

void note_text (tree decl)
{
  if (characters_p (decl) && !TREE_PUBLIC (decl) && !goro_carries_p (decl))
    DECL_ATTRIBUTES (decl) = tree_cons (get_identifier (TEXT), NULL_TREE, DECL_ATTRIBUTES (decl));
}

} // namespace

/* Before the variables are laid out: those with pointers are aligned for the collector.  */
void goro_align_roots (void)
{
  varpool_node *node;
  FOR_EACH_DEFINED_VARIABLE (node) {
    tree decl = node->decl;
    if (!candidate_p (decl) || node->alias)
      continue;
    note_text (decl);
    if (text_p (decl))
      continue;
    goro_layout l;
    goro_lay_out (TREE_TYPE (decl), decl, &l);
    if (l.misaligned)
      warning_at (DECL_SOURCE_LOCATION (decl), 0, "the collector does not see the misaligned pointer %qD in %qD", l.misaligned,
                  decl);
    else if (l.bits.is_empty () || DECL_ALIGN (decl) >= BITS_PER_WORD)
      continue;
    else if (DECL_SECTION_NAME (decl) && characters_p (decl))
      continue;
    else if (DECL_SECTION_NAME (decl))
      warning_at (DECL_SOURCE_LOCATION (decl), 0, "the collector does not see the pointers in %qD, which may be misaligned",
                  decl);
    else
      SET_DECL_ALIGN (decl, BITS_PER_WORD);
  }
}

void goro_emit_roots (FILE *file)
{
  writer w;
  varpool_node *node;
  FOR_EACH_VARIABLE (node) {
    tree decl = node->decl;
    if (!candidate_p (decl) || DECL_EXTERNAL (decl) || !TREE_ASM_WRITTEN (decl) || node->alias || text_p (decl))
      continue;
    if (DECL_THREAD_LOCAL_P (decl) && DECL_TLS_MODEL (decl) < TLS_MODEL_INITIAL_EXEC && flag_shlib) {
      goro_layout l;
      goro_lay_out (TREE_TYPE (decl), decl, &l);
      if (!l.bits.is_empty ())
        warning_at (DECL_SOURCE_LOCATION (decl), 0, "the collector does not see the pointers in %qD, a thread-local variable of "
                    "the dynamic model", decl);
      continue;
    }
    w.add (decl, TREE_TYPE (decl), 0);
    w.add_flexible (decl);
  }
  if (w.list.is_empty ())
    return;
  goro_target_begin_text (file);
  w.put (file);
  goro_target_end_text (file);
}
