/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections goro_pc, goro_rec, goro_line and goro_str (abi/maps.h), as assembly.

   Pieces of functions that GCC puts in the same section of code become one run.  A run stands in sections of its own,
   "linked to" that code: a linker that collects unused sections takes or leaves both.  For those that do not know
   the flag, and for ld -r, which may join such sections, the code also refers to
   its run, by a relocation that does nothing: a map is never missing for code that stays.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/record.h"
#include "libgoro/abi/types.h"
#include "hash-map.h"

namespace {

/* Strings by number of uses.  */
struct pool {
  struct item {
    const char *text;
    unsigned uses, bytes, place;
  };
  auto_vec<item> items;
  hash_map<nofree_string_hash, int> index;

  void use (const char *text, unsigned bytes);
  const item *find (const char *text);
  void sort ();
};

void pool::use (const char *text, unsigned bytes)
{
  bool existed;
  int &i = index.get_or_insert (text, &existed);
  if (!existed) {
    i = items.length ();
    items.safe_push (item { text, 0, bytes, 0 });
  }
  items[i].uses++;
}

const pool::item *pool::find (const char *text)
{
  int *i = index.get (text);
  return i ? &items[*i] : NULL;
}

int more_uses_first (const void *a, const void *b)
{
  const pool::item *x = (const pool::item *) a, *y = (const pool::item *) b;
  if (x->uses != y->uses)
    return x->uses > y->uses ? -1 : 1;
  if (x->bytes != y->bytes)
    return x->bytes < y->bytes ? -1 : 1;
  return strcmp (x->text, y->text);
}

void pool::sort ()
{
  items.qsort (more_uses_first);
  for (unsigned i = 0; i < items.length (); i++)
    *index.get (items[i].text) = i;
}

struct run {
  section *where;
  auto_vec<goro_piece *> pieces;
  const char *base;
  unsigned nchecks, nfunctions;
};

struct writer {
  FILE *file;
  vec<goro_piece *> *pieces;
  auto_delete_vec<run> runs;
  pool vectors, shapes;
  auto_vec<char *> vector_of; /* by piece */
  hash_map<nofree_string_hash, int> strings;

  void take_runs ();
  void take_tables ();
  void put_table ();
  void put_strings ();
  void put_bytes (const goro_bytes *b, unsigned long *count);
  void put_check (const goro_piece *p, unsigned i, const char *from);
  void put_run (run *r, unsigned number);
  void put_lines (run *r, unsigned number);
};

void writer::take_runs ()
{
  for (goro_piece *p : *pieces) {
    run *r = NULL;
    for (run *other : runs)
      if (other->where == p->where)
        r = other;
    if (r == NULL) {
      r = new run ();
      r->where = p->where;
      runs.safe_push (r);
    }
    r->pieces.safe_push (p);
    r->nchecks += p->has_check;
    r->nfunctions += !p->calls.is_empty ();
    /* Distances are not negative: the first call stands before all others, and before the
       checks' slow paths, which are at the section's end.  */
    if (r->nfunctions == 0 ? r->base == NULL : r->nfunctions == 1 && !p->calls.is_empty ())
      r->base = p->calls.is_empty () ? p->check.label : p->calls[0].label;
  }
}

/* Shapes of several functions, and all vectors of checks, stand once in the object file.  */
void writer::take_tables ()
{
  for (goro_piece *p : *pieces) {
    char *text = NULL;
    if (p->has_check) {
      goro_bytes b;
      for (unsigned i = 0; i + 1 < GORO_CALLER_SAVED; i += 2)
        b.put (p->check.reg[i] | p->check.reg[i + 1] << 4);
      b.put (p->check.reg[GORO_CALLER_SAVED - 1] | (p->check.nargs > 0) << 4);
      gcc_assert (b.data.length () == GORO_VECTOR_BYTES);
      text = b.text ();
      vectors.use (text, GORO_VECTOR_BYTES);
    }
    vector_of.safe_push (text);
    if (p->shape)
      shapes.use (p->shape, p->shape_bytes);
  }
  vectors.sort ();
  shapes.sort ();
  unsigned place = 0;
  for (pool::item &s : shapes.items)
    if (s.uses > 1 && s.bytes > 2) {
      s.place = 1 + place;
      place += s.bytes;
    }
}

void writer::put_bytes (const goro_bytes *b, unsigned long *count)
{
  char *text = b->text ();
  if (*text)
    fprintf (file, "\t.byte %s\n", text);
  free (text);
  *count += b->data.length ();
}

void writer::put_table ()
{
  goro_bytes n;
  n.uleb (vectors.items.length ());
  fprintf (file, "\t.section\tgoro_rec,\"a\",@progbits\n.LgoroM:\n");
  put_bytes (&n, &goro_map_counts.map_bytes);
  for (const pool::item &v : vectors.items)
    fprintf (file, "\t.byte %s\n", v.text);
  goro_map_counts.map_bytes += vectors.items.length () * GORO_VECTOR_BYTES;
  for (const pool::item &s : shapes.items)
    if (s.place) {
      fprintf (file, "\t.byte %s\n", s.text);
      goro_map_counts.map_bytes += s.bytes;
    }
}

void writer::put_check (const goro_piece *p, unsigned i, const char *from)
{
  goro_bytes b;
  const pool::item *vector = vectors.find (vector_of[i]);
  b.uleb (p->check.need / UNITS_PER_WORD);
  b.uleb (vector - vectors.items.address ());
  if (p->check.nargs) {
    b.uleb (p->check.nargs);
    for (unsigned k = 0; k < p->check.nargs; k += 2)
      b.put (p->check.args[k] | (k + 1 < p->check.nargs ? p->check.args[k + 1] << 4 : 0));
  }
  fprintf (file, "\t.uleb128 %s - %s\n", p->check.label, from);
  goro_map_counts.map_bytes++;
  put_bytes (&b, &goro_map_counts.map_bytes);
}

void writer::put_run (run *r, unsigned number)
{
  goro_bytes head;
  head.uleb (r->nchecks);
  head.uleb (r->nfunctions);
  /* In the call, not behind it: a section may end there, and gold wants a place inside.  */
  fprintf (file, "\t.reloc\t%s - 1, BFD_RELOC_NONE, .LgoroP%u\n\t.reloc\t%s - 1, BFD_RELOC_NONE, .LgoroL%u\n", r->base,
           number, r->base, number);
  fprintf (file, "\t.section\tgoro_pc,\"ao\",@progbits,%s\n.LgoroP%u:\n\t.long\t%s - .\n\t.long\t.LgoroM - .\n", r->base,
           number, r->base);
  goro_map_counts.map_bytes += 8;
  put_bytes (&head, &goro_map_counts.map_bytes);
  const char *from = r->base;
  for (unsigned i = 0; i < pieces->length (); i++) {
    const goro_piece *p = (*pieces)[i];
    if (p->where != r->where || !p->has_check)
      continue;
    put_check (p, i, from);
    from = p->check.label;
  }
  from = r->base;
  for (const goro_piece *p : r->pieces) {
    if (p->calls.is_empty ())
      continue;
    goro_bytes b;
    const pool::item *shape = shapes.find (p->shape);
    b.uleb (p->calls.length ());
    b.uleb (shape->place);
    put_bytes (&b, &goro_map_counts.map_bytes);
    if (shape->place == 0) {
      fprintf (file, "\t.byte %s\n", p->shape);
      goro_map_counts.map_bytes += p->shape_bytes;
    }
    for (const goro_call_record &c : p->calls) {
      fprintf (file, "\t.uleb128 %s - %s\n", c.label, from);
      from = c.label;
      goro_map_counts.map_bytes++;
    }
    if (p->row_bytes)
      fprintf (file, "\t.byte %s\n", p->rows);
    goro_map_counts.map_bytes += p->row_bytes;
  }
}

/* Strings in the merged section.  */
void writer::put_strings ()
{
  fprintf (file, "\t.section\tgoro_str,\"aMS\",@progbits,1\n");
  for (const goro_piece *p : *pieces)
    for (const char *text : { p->name, p->file }) {
      bool existed;
      int &number = strings.get_or_insert (text, &existed);
      if (existed)
        continue;
      number = strings.elements ();
      fprintf (file, ".LgoroT%d:\t.string \"", number);
      for (const char *c = text; *c; c++)
        if (*c == '"' || *c == '\\')
          fprintf (file, "\\%c", *c);
        else
          putc (*c, file);
      fprintf (file, "\"\n");
      goro_map_counts.line_bytes += strlen (text) + 1;
    }
}

void writer::put_lines (run *r, unsigned number)
{
  const char *source = r->pieces[0]->file;
  goro_bytes head;
  head.uleb (r->pieces.length ());
  fprintf (file, "\t.section\tgoro_line,\"ao\",@progbits,%s\n.LgoroL%u:\n\t.long\t%s - .\n\t.long\t.LgoroT%d - .\n",
           r->base, number, r->base, *strings.get (source));
  unsigned long *count = &goro_map_counts.line_bytes;
  *count += 8;
  put_bytes (&head, count);
  for (const goro_piece *p : r->pieces) {
    bool other = strcmp (p->file, source) != 0;
    goro_bytes first, b;
    first.uleb ((unsigned HOST_WIDE_INT) p->line * 4 + other * 2 + p->has_check);
    b.uleb (p->calls.length ());
    HOST_WIDE_INT line = p->line;
    for (const goro_call_record &c : p->calls) {
      b.sleb (c.line - line);
      line = c.line;
    }
    fprintf (file, "\t.long\t%s - .\n\t.long\t.LgoroT%d - .\n", p->entry, *strings.get (p->name));
    put_bytes (&first, count);
    if (other)
      fprintf (file, "\t.long\t.LgoroT%d - .\n", *strings.get (p->file));
    put_bytes (&b, count);
    *count += 8 + 4 * other;
    source = p->file;
  }
}

/* All code of a section of this file, for who has to know whose code it interrupts (abi/types.h).  LINK: a label in it.  */
void put_range (FILE *file, section *where, const char *link, unsigned number)
{
  const char *name = where->common.flags & SECTION_NAMED ? where->named.name : ".text";
  in_section = NULL; /* whatever GCC thinks: others have written here */
  switch_to_section (where);
  fprintf (file, "\t.subsection 8000\n.LgoroE%u:\n\t.previous\n\t.section\t" GORO_CODE_SECTION ",\"ao\",@progbits,%s\n"
           "\t.long\t%s - ., .LgoroE%u - .\n", number, link ? link : name, name, number);
  in_section = NULL;
}

} // namespace

void goro_write_pieces (FILE *file, vec<goro_piece *> *pieces)
{
  writer w;
  w.file = file;
  w.pieces = pieces;
  w.take_runs ();
  /* Functions without calls have no run.  */
  bool text = symtab->first_defined_symbol () != NULL;
  for (unsigned i = 0; i < w.runs.length (); i++) {
    text &= w.runs[i]->where != text_section;
    put_range (file, w.runs[i]->where, w.runs[i]->base, i);
  }
  if (text)
    put_range (file, text_section, NULL, w.runs.length ());
  if (pieces->is_empty ())
    return;
  w.take_tables ();
  w.put_strings ();
  w.put_table ();
  for (unsigned i = 0; i < w.runs.length (); i++) {
    w.put_run (w.runs[i], i);
    w.put_lines (w.runs[i], i);
  }
  for (char *text : w.vector_of)
    free (text);
}
