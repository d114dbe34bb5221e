/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Root records: the static and thread-local variables of the unit that may hold pointers to the heap (libgoro/abi/types.h).

   Written at the end of the unit, as assembly, for the variables that GCC has written itself.  A record's section is linked to the
   section of its variable, so a linker that collects unused sections takes or leaves both.  Constants hold addresses of static
   objects at most.

   Descriptors of roots are local to the file: a merge of sections would save little, and needs a relocation more.  */

#include "plugin/goro-plugin.h"
#include "passes/types/types.h"
#include "libgoro/abi/types.h"
#include "hash-map.h"

namespace {

struct root {
  const char *symbol;
  bool common, thread;
  unsigned HOST_WIDE_INT count;
  unsigned type;
};

/* Number of the descriptor with that text.  */
unsigned descriptor_of (const goro_layout *l, vec<char *> *texts)
{
  char line[96];
  snprintf (line, sizeof line, "\t.long\t0, %u\n\t.quad\t%llu, %u", l->align, (unsigned long long) l->size, l->words ());
  char *text = xstrdup (line);
  for (unsigned HOST_WIDE_INT word : l->bits) {
    snprintf (line, sizeof line, ", %#llx", (unsigned long long) word);
    text = reconcat (text, text, line, NULL);
  }
  for (unsigned i = 0; i < texts->length (); i++)
    if (strcmp ((*texts)[i], text) == 0) {
      free (text);
      return i;
    }
  texts->safe_push (text);
  return texts->length () - 1;
}

} // namespace

void goro_emit_roots (FILE *file)
{
  auto_vec<char *> texts;
  auto_vec<root> list;
  varpool_node *node;
  FOR_EACH_VARIABLE (node) {
    tree decl = node->decl;
    if (!VAR_P (decl) || DECL_EXTERNAL (decl) || !TREE_ASM_WRITTEN (decl) || node->alias || TREE_READONLY (decl)
        || DECL_HARD_REGISTER (decl) || DECL_IN_CONSTANT_POOL (decl)
        || (DECL_ARTIFICIAL (decl) && DECL_NAME (decl)
            && startswith (IDENTIFIER_POINTER (DECL_NAME (decl)), GORO_TYPE_PREFIX)))
      continue;
    goro_layout l;
    goro_lay_out (TREE_TYPE (decl), decl, &l);
    if (l.bits.is_empty () || l.count == 0)
      continue;
    const char *symbol = goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl)));
    list.safe_push (root { symbol, DECL_COMMON (decl) && !DECL_THREAD_LOCAL_P (decl), DECL_THREAD_LOCAL_P (decl), l.count,
                           descriptor_of (&l, &texts) });
  }
  if (list.is_empty ())
    return;
  goro_target_begin_text (file);
  fprintf (file, "\t.section\t.data.rel.ro.goro.types,\"aw\",@progbits\n\t.p2align 3\n");
  for (unsigned i = 0; i < texts.length (); i++) {
    fprintf (file, ".LgoroY%u:\n%s\n", i, texts[i]);
    free (texts[i]);
  }
  for (const root &r : list) {
    const char *section = r.thread ? GORO_TLS_SECTION : GORO_ROOTS_SECTION;
    if (r.common)
      fprintf (file, "\t.section\t%s,\"aw\",@progbits\n", section);
    else
      fprintf (file, "\t.section\t%s,\"awo\",@progbits,%s\n", section, r.symbol);
    fprintf (file, "\t.p2align 3\n\t.quad\t%s%s, %llu, .LgoroY%u\n", r.symbol, r.thread ? "@tpoff" : "",
             (unsigned long long) r.count, r.type);
  }
  goro_target_end_text (file);
}
