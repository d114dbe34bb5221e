/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What make is told of summaries, where the compiler writes dependencies (-MD, -MMD).

   The object depends on the files of the folder that it has relied on: so whatever changes in them, it is compiled again, and what the linker would refuse
   does not last.  They get phony targets, as -MP makes them for headers (all get them then), so that a folder that has been removed is no error.

   But make looks at such a file before it has compiled what the file tells of, unless a rule says where it comes from:

       summaries/lib.o-1234abcd.goro: lib.o ;

   With the empty recipe make looks again when lib.o has been made, and only if the file has changed others are made again (but `make -q' always finds
   something to do, for the file is older than lib.o).  That rule is in a file of its own
   beside the summaries, for makefiles that include it.  (Rejected: in the file of dependencies itself.  ninja and CMake read those, and refuse rules for other targets.)  */

#include "plugin/goro-plugin.h"
#include "passes/escape/facts.h"
#include "options.h"
#include "opts.h"
#include "toplev.h"

/* libcpp's, in every compiler; its header is not installed.  */
extern void deps_add_dep (class mkdeps *, const char *);

namespace {

/* As a word of a makefile.  */
void print_word (FILE *file, const char *text)
{
  for (; *text; text++) {
    if (*text == ' ' || *text == '\t' || *text == '#' || *text == ':' || *text == '%' || *text == ';')
      putc ('\\', file);
    else if (*text == '$')
      putc ('$', file);
    putc (*text, file);
  }
}

/* What the rule in the file of dependencies is for.  */
void print_targets (FILE *file)
{
  bool any = false;
  for (unsigned i = 0; i < save_decoded_options_count; i++) {
    const struct cl_decoded_option *o = &save_decoded_options[i];
    if (o->opt_index != OPT_MT && o->opt_index != OPT_MQ)
      continue;
    putc (' ', file);
    if (o->opt_index == OPT_MT)
      fputs (o->arg, file);
    else
      print_word (file, o->arg);
    any = true;
  }
  if (!any && main_input_filename) {
    const char *name = lbasename (main_input_filename), *dot = strrchr (name, '.');
    char *object = xasprintf (" %.*s.o", dot ? (int) (dot - name) : (int) strlen (name), name);
    putc (' ', file);
    print_word (file, object + 1);
    free (object);
  }
}

} // namespace

void goro_tell_make (const vec<goro_facts *> &facts, const char *own)
{
  if (in_lto_p || cpp_get_options (parse_in)->deps.style == DEPS_NONE)
    return;
  hash_set<nofree_string_hash> told;
  for (const goro_facts *f : facts) {
    bool relied_on = f->assumed_result;
    for (unsigned assumed : f->assumed)
      relied_on |= assumed != 0;
    if (!relied_on)
      continue;
    for (const char *path : f->files)
      if (!told.add (path)) {
        deps_add_dep (cpp_get_deps (parse_in), path);
        cpp_get_options (parse_in)->deps.phony_targets = true;
      }
  }
  /* To make that is a variable.  */
  if (strchr (own, '='))
    return;
  char *text;
  size_t length;
  FILE *file = open_memstream (&text, &length);
  print_word (file, own);
  putc (':', file);
  print_targets (file);
  fputs (" ;\n", file);
  fclose (file);
  char *path = xasprintf ("%.*s.mk", (int) (strlen (own) - strlen (".goro")), own);
  goro_replace_file (path, text, length);
  free (path);
  free (text);
}
