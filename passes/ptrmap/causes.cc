/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where ambiguous words come from: -fplugin-arg-goro-map-stats=words.

   One line for each word of a variable, each spill slot and each register that is ambiguous at some call, with the
   number of those calls, in the form key=value, most frequent ones first.  The numbers add up to what
   map-stats counts.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/causes.h"
#include "hash-map.h"

namespace {

struct cause {
  char *text;
  unsigned long count;
};
hash_map<nofree_string_hash, unsigned> *numbers;
auto_vec<cause> causes;

int more (const void *a, const void *b)
{
  const cause *x = (const cause *) a, *y = (const cause *) b;
  return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp (x->text, y->text);
}

} // namespace

void goro_count_cause (tree function, const char *kind, tree decl, long place)
{
  if (goro_opt.map_stats < 2)
    return;
  const char *type = NULL;
  if (decl) {
    tree t = TYPE_NAME (strip_array_types (TREE_TYPE (decl)));
    if (t && TREE_CODE (t) == TYPE_DECL)
      t = DECL_NAME (t);
    type = t ? IDENTIFIER_POINTER (t) : "-";
  }
  char *text = xasprintf ("function=%s kind=%s%s%s%s%s place=%ld", function_name (DECL_STRUCT_FUNCTION (function)), kind,
                          decl ? " variable=" : "", decl ? (DECL_NAME (decl) ? IDENTIFIER_POINTER (DECL_NAME (decl)) : "-") : "",
                          type ? " type=" : "", type ? type : "", place);
  if (numbers == NULL)
    numbers = new hash_map<nofree_string_hash, unsigned>;
  if (unsigned *n = numbers->get (text)) {
    causes[*n].count++;
    free (text);
    return;
  }
  numbers->put (text, causes.length ());
  causes.safe_push ({ text, 1 });
}

void goro_print_causes (void)
{
  causes.qsort (more);
  for (const cause &c : causes) {
    fprintf (stderr, "goro maps: ambiguous=%lu %s\n", c.count, c.text);
    free (c.text);
  }
  causes.truncate (0);
  delete numbers;
  numbers = NULL;
}
