/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts in the object, for the linker to check: a symbol is defined for each that holds, and referred to for each that was assumed.

       .goro.holds     "goro: scale: 1 stays"
       .goro.assumed   main.c (compile it again ...)   .long "goro: scale: 1 stays" - .

   When a function changes so that a fact no longer holds, and a file that relied on it was not compiled again, the link fails:

       main.o: in function `main.c (compile it again: a summary has changed)':
       (.goro.assumed+0x0): undefined reference to `goro: scale: 1 stays'

   - The symbols are hidden: a definition in another module, which may be replaced without a new link, is none.  No linker lets
     an undefined hidden symbol pass, with --unresolved-symbols=ignore-all neither.
   - The references are in a section that is loaded: lld does not look at those that are not.  And relative, with the definitions in a section of their own:
     ld refuses an absolute symbol in position-independent code, and lld ignores R_X86_64_NONE.
   - The section is kept by --gc-sections (R).
   - With -flto all this is a toplevel assembly statement, in GIMPLE and in the ordinary code of fat objects.  The linker does not know the symbols
     before the assembly is made; nor does it have to.
   - The local symbol is what linkers print: with -flto the object has a name that tells nothing.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/facts.h"

namespace {

const struct {
  unsigned fact;
  const char *text;
} names[] = {
  { FACT_STAYS, "stays" },
  { FACT_CONTENT_STAYS, "content stays" },
  { FACT_NOT_RETURNED, "is not returned" },
  { FACT_CONTENT_NOT_RETURNED, "content is not returned" },
  { FACT_NOT_STORED, "is not stored" },
  { FACT_CONTENT_NOT_STORED, "content is not stored" },
  { FACT_GETS_NOTHING, "gets no pointers" },
  { FACT_CONTENT_GETS_NOTHING, "content gets no pointers" },
  { FACT_HOLDS_NO_OTHER, "gets no parameters" },
  { FACT_CONTENT_HOLDS_NO_OTHER, "content gets no parameters" },
};

template<class T> void each_symbol (const goro_facts *f, const vec<unsigned short> &holds, bool result, T visit)
{
  char *name;
  for (unsigned i = 0; i < holds.length (); i++)
    for (auto n : names)
      if (holds[i] & n.fact) {
        name = xasprintf ("\"goro: %s: %u %s\"", f->name, i + 1, n.text);
        visit (name);
        free (name);
      }
  if (result) {
    name = xasprintf ("\"goro: %s: result only from parameters\"", f->name);
    visit (name);
    free (name);
  }
}

} // namespace

void goro_keep_uses (goro_function *fn, const goro_graph *g)
{
  auto ours_p = [g] (unsigned node) {
    unsigned o;
    bitmap_iterator bi;
    EXECUTE_IF_SET_IN_BITMAP (g->nodes[node].set, 0, o, bi)
      if (g->object_p (o))
        return true;
    return false;
  };
  unsigned kept = 0;
  /* All of a call, or none: where one is stored is a fact about another.  */
  for (unsigned i = 0, end; i < fn->uses.length (); i = end) {
    bool ours = false;
    for (end = i; end < fn->uses.length () && fn->uses[end].stmt == fn->uses[i].stmt; end++)
      ours = ours || ours_p (fn->uses[end].node)
             || (fn->uses[end].node == NODE_NONE && !g->contains (fn->uses[end].result, NODE_HEAP));
    for (; ours && i < end; i++)
      fn->uses[kept++] = fn->uses[i];
  }
  fn->uses.truncate (kept);
}

char *goro_facts_assembly (const vec<goro_facts *> &defined, const vec<goro_facts *> &others, const char *unit)
{
  char *text;
  size_t length;
  bool any = false;
  FILE *file = open_memstream (&text, &length);
  fputs ("\t.pushsection\t.goro.holds,\"a\",@progbits\n", file);
  for (const goro_facts *f : defined)
    each_symbol (f, f->holds, f->result_from_arguments, [&] (const char *name) {
      any = true;
      fprintf (file, "\t.globl\t%s\n\t.hidden\t%s\n%s:\n", name, name, name);
    });
  fputs ("\t.byte\t0\n\t.popsection\n", file);
  unsigned count = 0;
  for (const goro_facts *f : others)
    each_symbol (f, f->assumed, f->assumed_result, [&] (const char *) { count++; });
  if (count > 0) {
    char *label = xasprintf ("\"%s (compile it again: a summary has changed)\"", lbasename (unit));
    for (char *p = label + 1; p[1]; p++)
      if (*p == '"' || *p == '\\' || *p == '\n')
        *p = '_';
    any = true;
    /* With -flto several files may have that name.  */
    fprintf (file, "\t.pushsection\t.goro.assumed,\"aR\",@progbits\n\t.ifndef\t%s\n\t.type\t%s, @function\n\t.size\t%s, %u\n%s:\n\t.endif\n",
             label, label, label, 4 * count, label);
    free (label);
    for (const goro_facts *f : others)
      each_symbol (f, f->assumed, f->assumed_result, [&] (const char *name) {
        fprintf (file, "\t.hidden\t%s\n\t.long\t%s - .\n", name, name);
      });
    fputs ("\t.popsection\n", file);
  }
  fclose (file);
  if (any)
    return text;
  free (text);
  return NULL;
}
