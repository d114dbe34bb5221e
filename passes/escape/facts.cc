/* SPDX-License-Identifier: GPL-3.0-or-later */
/* -fplugin-arg-goro-summaries=DIR: facts about functions of other files, kept in a folder from build to build.

   One small file for each unit, replaced as a whole, and only if it changes: so that compilations may run at the same time, in any order.  A unit reads what
   there is about the functions that it calls, from builds before or from files that were compiled earlier, and writes its own.

       goro summaries 2
       unit /home/me/a.c
       for a program
       scale 3: 1 stays, 2 stays content-returned stored; result elsewhere
       end

   For each parameter that `stays' what is *not* a fact about it follows; of the others nothing is known: they are what unseen callees' are.  (Rejected: telling
   what is certainly kept by goro's rules.  With unknown-calls=scope, which takes C's rule for unseen callees, 37 more of Lua's locals went to the collected heap.)

   Invariants:

   - Nothing depends on what is in the folder being true: the object says what it has assumed, and the linker refuses it if that does not hold (assumed.cc).
   - Facts are about functions whose calls go to goro.NAME, which the linker resolves to the alias beside the definition in the same module
     (passes/foreign/veneer.cc): so they hold of the function that is called, and of no other of that name which a shared library may put in its
     place.  Hence none about weak, COMDAT or replaceable functions, aliases, ifuncs, main; none for calls through pointers.
   - A program does not contain the functions that it has from a shared library, nor the library those of the program.  So what is compiled for a library
     (-fPIC) takes nothing from what is for a program, and the other way round: then both may use one folder.
   - Cycles: a function's facts are derived from its own body and from facts assumed of others.  What they say can only become wrong by something that
     is done, at some moment; the first thing that is done against any fact is done by a function whose facts of its callees had held until
     then, and its own body was seen.  So facts that all hold together at the link are true, whatever the order in which they were found.
   - An integer in memory is no address for a unit that does not see it made from one (passes/ptrmap/casts.cc).  So a unit that makes such integers
     takes no word of others about contents, and says nothing of where it stores its own parameters.  */

#include "plugin/goro-plugin.h"
#include "passes/escape/facts.h"
#include "passes/foreign/veneer.h"
#include "options.h"
#include <dirent.h>
#include <sys/stat.h>

#define HEAD "goro summaries "
#define VERSION "2"

namespace {

struct word {
  const char *text;
  unsigned fact;
};

/* What is said of a parameter that stays: which facts are none.  */
const word exceptions[] = {
  { "content-escapes", FACT_CONTENT_STAYS },
  { "returned", FACT_NOT_RETURNED },
  { "content-returned", FACT_CONTENT_NOT_RETURNED },
  { "stored", FACT_NOT_STORED },
  { "content-stored", FACT_CONTENT_NOT_STORED },
  { "gets-pointers", FACT_GETS_NOTHING },
  { "content-gets-pointers", FACT_CONTENT_GETS_NOTHING },
  { "holds-others", FACT_HOLDS_NO_OTHER },
  { "content-holds-others", FACT_CONTENT_HOLDS_NO_OTHER },
};

hash_map<nofree_string_hash, goro_facts *> *wanted;  /* of functions that the unit calls; empty until read */
auto_vec<goro_facts *> known, defined;
char *own_path, *own_text, *assembly;
size_t own_length;

const char *assembler_name (tree fn)
{
  return goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (fn)));
}

/* Can the name stand in a line and between quotes; and do calls of it go to goro.NAME?  */
bool name_p (const char *name)
{
  for (const char *p = name; *p; p++)
    if (!ISALNUM (*p) && *p != '_' && *p != '.' && *p != '$')
      return false;
  return *name && !startswith (name, "goro.") && strcmp (name, "main") != 0 && !goro_provided_p (name) && !goro_leaf_p (name);
}

/* Does a call of FN, which the unit does not define, go where its facts are checked?  An inline definition beside the real one is
   another function; of a builtin function GCC may make another one.  */
bool checked_callee_p (tree fn)
{
  cgraph_node *node = cgraph_node::get (fn);
  return TREE_PUBLIC (fn) && !DECL_WEAK (fn) && node && !node->alias && !node->weakref && !node->definition && !fndecl_built_in_p (fn)
         && !goro_runtime_function_p (fn) && !goro_main_p (fn) && !lookup_attribute ("weakref", DECL_ATTRIBUTES (fn))
         && !IDENTIFIER_TRANSPARENT_ALIAS (DECL_ASSEMBLER_NAME (fn)) && name_p (assembler_name (fn));
}

/* As passes/foreign/veneer.cc decides on the alias.  */
bool publishable_p (const goro_function *f)
{
  tree fn = f->node->decl;
  return f->has_summary && TREE_PUBLIC (fn) && !DECL_EXTERNAL (fn) && !DECL_WEAK (fn) && !DECL_COMDAT (fn)
         && decl_binds_to_current_def_p (fn) && !f->node->ifunc_resolver && !lookup_attribute ("target_clones", DECL_ATTRIBUTES (fn))
         && !DECL_FUNCTION_VERSIONED (fn) && !fndecl_built_in_p (fn) && !goro_main_p (fn) && name_p (assembler_name (fn));
}

goro_facts *new_facts (const char *name, const char *unit)
{
  goro_facts *f = new goro_facts;
  f->name = xstrdup (name);
  f->unit = xstrdup (unit);
  f->result_from_arguments = f->assumed_result = false;
  f->summary.malloc_result = f->summary.other_result = f->summary.lasting_result = false;
  return f;
}

void forget (goro_facts *f)
{
  for (char *path : f->files)
    free (path);
  free (f->name);
  free (f->unit);
  delete f;
}

/* PATH from the root; freed by the caller.  */
char *absolute (const char *path)
{
  const char *cwd = getpwd ();
  return IS_ABSOLUTE_PATH (path) ? xstrdup (path) : concat (cwd ? cwd : "", "/", path, NULL);
}

/* --- from a summary to facts, and back ----------------------------------------------------------- */

void make_facts (goro_facts *to, const goro_function *fn)
{
  const goro_summary *s = &fn->summary;
  unsigned n = s->bits.length () - 1;
  tree result = TREE_TYPE (TREE_TYPE (fn->node->decl));
  bool result_address = VOID_TYPE_P (result) || goro_may_hold_address_p (result);
  to->result_from_arguments = !s->other_result;
  for (unsigned i = 0; i < n; i++) {
    unsigned bits = s->bits[i], holds = 0;
    auto fact = [&] (unsigned against, unsigned f) { holds |= (bits & against) ? 0 : f; };
    fact (PARAM_KEPT | PARAM_STORED | PARAM_UNSEEN, FACT_STAYS);
    fact (CONTENT_KEPT | CONTENT_STORED | CONTENT_UNSEEN, FACT_CONTENT_STAYS);
    fact (PARAM_RESULT, FACT_NOT_RETURNED);
    fact (CONTENT_RESULT, FACT_CONTENT_NOT_RETURNED);
    fact (PARAM_WRITTEN, FACT_GETS_NOTHING);
    fact (CONTENT_WRITTEN, FACT_CONTENT_GETS_NOTHING);
    holds |= FACT_NOT_STORED | FACT_CONTENT_NOT_STORED | FACT_HOLDS_NO_OTHER | FACT_CONTENT_HOLDS_NO_OTHER;
    for (const goro_move &m : s->moves) {
      if (m.from == i)
        holds &= ~(m.from_content ? FACT_CONTENT_NOT_STORED : FACT_NOT_STORED);
      if (m.to == i)
        holds &= ~(m.to_content ? FACT_CONTENT_HOLDS_NO_OTHER : FACT_HOLDS_NO_OTHER);
    }
    tree p = goro_parameter (fn, i);
    /* An integer that callers may not know to be an address.  */
    bool returned = (bits & (PARAM_RESULT | CONTENT_RESULT)) != 0;
    bool stored = (~holds & (FACT_NOT_STORED | FACT_CONTENT_NOT_STORED)) != 0;
    if (p == NULL_TREE || !goro_may_hold_address_p (TREE_TYPE (p)) || (returned && !result_address)
        || ((returned || stored) && goro_unit_numbers_carry_p ()) || !(holds & FACT_STAYS))
      holds = 0;
    /* What somebody unseen has got he may do anything with, and pointers from elsewhere may be another parameter's.  A later build may see him, and what
       holds must not become less then, or files that relied on it would not link.  */
    if (!(holds & FACT_CONTENT_STAYS))
      holds &= ~(FACT_CONTENT_NOT_RETURNED | FACT_CONTENT_NOT_STORED | FACT_CONTENT_GETS_NOTHING);
    if (!(holds & FACT_GETS_NOTHING))
      holds &= ~FACT_HOLDS_NO_OTHER;
    if (!(holds & FACT_CONTENT_GETS_NOTHING))
      holds &= ~FACT_CONTENT_HOLDS_NO_OTHER;
    to->holds.safe_push (holds);
  }
}

/* What of a parameter's facts the present unit may rely on.  */
unsigned believed (unsigned holds)
{
  if (goro_unit_numbers_carry_p ())
    holds &= ~(FACT_CONTENT_STAYS | FACT_CONTENT_NOT_RETURNED | FACT_CONTENT_NOT_STORED);
  return holds;
}

void make_summary (goro_facts *f)
{
  goro_summary *s = &f->summary;
  unsigned n = f->holds.length ();
  s->other_result = !f->result_from_arguments;
  for (unsigned i = 0; i < n; i++) {
    unsigned holds = f->holds[i], bits = 0;
    auto otherwise = [&] (unsigned fact, unsigned b) { bits |= (holds & fact) ? 0 : b; };
    otherwise (FACT_CONTENT_STAYS, CONTENT_UNSEEN);
    otherwise (FACT_NOT_RETURNED, PARAM_RESULT);
    otherwise (FACT_CONTENT_NOT_RETURNED, CONTENT_RESULT);
    if (!(holds & FACT_STAYS))
      bits |= PARAM_UNSEEN; /* and has anything stored in it */
    else {
      otherwise (FACT_GETS_NOTHING, PARAM_WRITTEN);
      otherwise (FACT_CONTENT_GETS_NOTHING, CONTENT_WRITTEN);
    }
    s->bits.safe_push (bits);
  }
  s->bits.safe_push (PARAM_UNSEEN | CONTENT_UNSEEN); /* the static chain */
  /* Which parameter is stored behind which is not told: each that is stored behind each that holds another.  */
  for (unsigned i = 0; i < n; i++)
    for (unsigned j = 0; j < n; j++)
      if ((f->holds[i] | f->holds[j]) & FACT_STAYS)
        for (unsigned k = 0; k < 4; k++)
          if (!(f->holds[i] & ((k & 1) ? FACT_CONTENT_NOT_STORED : FACT_NOT_STORED))
              && !(f->holds[j] & ((k & 2) ? FACT_CONTENT_HOLDS_NO_OTHER : FACT_HOLDS_NO_OTHER)))
            s->moves.safe_push (goro_move { (unsigned short) i, (unsigned short) j, (k & 1) != 0, (k & 2) != 0 });
}

/* Both hold.  */
void join (goro_facts *to, const goro_facts &more)
{
  to->result_from_arguments &= more.result_from_arguments;
  while (to->holds.length () < more.holds.length ())
    to->holds.safe_push (0);
  for (unsigned i = 0; i < to->holds.length (); i++)
    to->holds[i] &= i < more.holds.length () ? more.holds[i] : 0;
}

/* --- text ------------------------------------------------------------------------------------------ */

void print (FILE *file, const goro_facts *f)
{
  fprintf (file, "%s %u:", f->name, f->holds.length ());
  const char *comma = "";
  for (unsigned i = 0; i < f->holds.length (); i++) {
    unsigned holds = f->holds[i];
    if (holds == 0)
      continue;
    fprintf (file, "%s %u stays", comma, i + 1);
    comma = ",";
    for (const word &w : exceptions)
      if (!(holds & w.fact))
        fprintf (file, " %s", w.text);
  }
  fprintf (file, "; result %s\n", f->result_from_arguments ? "from-arguments" : "elsewhere");
}

/* What follows a name in its line, which ends with a null; false if it is not what print writes.  */
bool parse (char *p, goro_facts *f)
{
  unsigned long n = strtoul (p, &p, 10), i = 0;
  bool result = false;
  if (n > 1000 || *p++ != ':')
    return false;
  f->holds.safe_grow_cleared (n);
  for (char *t; (t = strsep (&p, " ,;")) != NULL; ) {
    if (*t == '\0')
      continue;
    if (ISDIGIT (*t)) {
      i = strtoul (t, &t, 10);
      if (*t || i == 0 || i > n)
        return false;
    } else if (strcmp (t, "result") == 0)
      result = true;
    else if (result) {
      f->result_from_arguments = strcmp (t, "from-arguments") == 0;
      return (f->result_from_arguments || strcmp (t, "elsewhere") == 0) && p == NULL;
    } else {
      unsigned short known = 0;
      if (i == 0)
        return false;
      for (const word &w : exceptions)
        if (strcmp (t, w.text) == 0)
          known = w.fact;
      if (strcmp (t, "stays") == 0 && f->holds[i - 1] == 0)
        f->holds[i - 1] = FACT_ALL;
      else if (known && (f->holds[i - 1] & known))
        f->holds[i - 1] &= ~known;
      else
        return false;
    }
  }
  return false;
}

/* The whole of a file, with a null; NULL if it cannot be read.  */
char *contents (const char *path, size_t *length)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  struct stat st;
  if (fd < 0 || fstat (fd, &st) != 0 || !S_ISREG (st.st_mode)) {
    if (fd >= 0) {
      close (fd);
      errno = EINVAL;
    }
    return NULL;
  }
  char *text = XNEWVEC (char, st.st_size + 1);
  size_t n = 0;
  for (ssize_t got; n < (size_t) st.st_size && (got = read (fd, text + n, st.st_size - n)) > 0; )
    n += got;
  close (fd);
  text[n] = '\0';
  *length = n;
  return text;
}

/* What the unit is compiled for, as its file says it.  */
const char *purpose (void)
{
  return flag_shlib ? "for a library" : "for a program";
}

/* Takes what is wanted from the file PATH; NULL, or what is wrong.  */
const char *scan (const char *path, char *text, size_t length, const char **unit)
{
  struct found {
    goro_facts *to;
    goro_facts *facts;
  };
  auto_vec<found> all;
  const char *wrong = NULL;
  if (!startswith (text, HEAD))
    return "is no file of summaries";
  if (!startswith (text, HEAD VERSION "\n"))
    return "is of another version of goro";
  if (strlen (text) != length || length < 5 || strcmp (text + length - 5, "\nend\n") != 0)
    return "is damaged";
  char *line = text + strlen (HEAD VERSION "\n"), *end;
  if (!startswith (line, "unit ") || (end = strchr (line, '\n')) == NULL)
    return "is damaged";
  *end = '\0';
  *unit = line + strlen ("unit ");
  line = end + 1;
  if ((!startswith (line, "for a library\n") && !startswith (line, "for a program\n")) || (end = strchr (line, '\n')) == NULL)
    return "is damaged";
  *end = '\0';
  if (strcmp (line, purpose ()) != 0)
    return NULL;
  /* What has been moved to a file of another name is there, too.  */
  if (access (*unit, F_OK) != 0)
    return NULL;
  for (line = end + 1; *line && wrong == NULL; line = end + 1) {
    end = strchr (line, '\n');
    *end = '\0';
    char *space = strchr (line, ' ');
    if (space == NULL) {
      if (strcmp (line, "end") != 0 || end[1])
        wrong = "is damaged";
      break;
    }
    *space = '\0';
    goro_facts **to = wanted->get (line);
    if (to == NULL)
      continue;
    goro_facts *f = new_facts (line, *unit);
    if (!parse (space + 1, f))
      wrong = "is damaged";
    all.safe_push (found { *to, f });
  }
  for (const found &a : all) {
    if (wrong == NULL && a.to) {
      join (a.to, *a.facts);
      a.to->files.safe_push (xstrdup (path));
      forget (a.facts);
    } else if (wrong == NULL) {
      a.facts->files.safe_push (xstrdup (path));
      *wanted->get (a.facts->name) = a.facts;
      known.safe_push (a.facts);
    }
  }
  return wrong;
}

bool same_p (const char *path, const char *text, size_t length)
{
  size_t old_length;
  char *old = contents (path, &old_length);
  bool same = old && length == old_length && memcmp (old, text, length) == 0;
  free (old);
  return same;
}

/* --- the folder ------------------------------------------------------------------------------------ */

/* The unit's file: after what the compilation makes, in the folder where it is made.  */
void name_own_file (const char *dir)
{
  const char *made = aux_base_name ? aux_base_name : main_input_filename;
  char *whole = absolute (made);
  char *name = xasprintf ("%.100s-%08x.goro", lbasename (made), (unsigned) iterative_hash (whole, strlen (whole), 0));
  own_path = concat (dir, "/", name, NULL);
  free (name);
  free (whole);
}

bool fact_file_p (const char *name)
{
  size_t n = strlen (name);
  return name[0] != '.' && n > 5 && strcmp (name + n - 5, ".goro") == 0;
}

} // namespace

void goro_read_facts (void)
{
  const char *dir = goro_opt.summaries;
  wanted = new hash_map<nofree_string_hash, goro_facts *>;
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (node->callers && checked_callee_p (node->decl))
      wanted->put (assembler_name (node->decl), NULL);
  if (mkdir (dir, 0777) != 0 && errno != EEXIST) {
    error ("goro: %<-fplugin-arg-goro-summaries=%s%>: cannot make the folder: %m", dir);
    return;
  }
  DIR *d = opendir (dir);
  if (d == NULL) {
    error ("goro: %<-fplugin-arg-goro-summaries=%s%>: cannot read the folder: %m", dir);
    return;
  }
  name_own_file (dir);
  auto_vec<char *> paths;
  while (struct dirent *e = readdir (d))
    if (fact_file_p (e->d_name))
      paths.safe_push (concat (dir, "/", e->d_name, NULL));
  closedir (d);
  /* What is read does not depend on the order, but what is said of it does.  */
  paths.qsort ([] (const void *a, const void *b) { return strcmp (*(char *const *) a, *(char *const *) b); });
  for (char *path : paths) {
    size_t length;
    const char *unit = "";
    bool own = strcmp (path, own_path) == 0;
    if (char *text = wanted->is_empty () || own ? NULL : contents (path, &length)) {
      if (const char *wrong = scan (path, text, length, &unit))
        warning (0, "goro: %qs %s; it is left out (remove it)", path, wrong);
      free (text);
    } else if (!own && !wanted->is_empty () && errno != ENOENT)
      warning (0, "goro: %qs cannot be read; it is left out: %m", path);
    free (path);
  }
  for (goro_facts *f : known) {
    for (unsigned i = 0; i < f->holds.length (); i++)
      f->holds[i] = believed (f->holds[i]);
    make_summary (f);
    f->assumed.safe_grow_cleared (f->holds.length ());
  }
}

goro_facts *goro_facts_of (const gcall *stmt, tree fn)
{
  if (wanted == NULL || !checked_callee_p (fn) || (gimple_call_flags (stmt) & (ECF_CONST | ECF_PURE | ECF_RETURNS_TWICE)))
    return NULL;
  goro_facts **f = wanted->get (assembler_name (fn));
  return f ? *f : NULL;
}

void goro_record_facts (const vec<goro_function *> &order)
{
  if (own_path == NULL)
    return;
  for (const goro_function *fn : order) {
    for (const goro_use &u : fn->uses) {
      unsigned returned = FACT_NOT_RETURNED | FACT_CONTENT_NOT_RETURNED;
      if (u.node != NODE_NONE)
        u.facts->assumed[u.parameter] |= u.facts->holds[u.parameter] & ~(u.result ? 0 : returned);
      u.facts->assumed_result |= u.result && u.facts->result_from_arguments;
    }
    if (!publishable_p (fn))
      continue;
    goro_facts *f = new_facts (assembler_name (fn->node->decl), "");
    make_facts (f, fn);
    bool any = false;
    for (unsigned holds : f->holds)
      any |= holds != 0;
    if (any)
      defined.safe_push (f);
  }
  char *unit = absolute (main_input_filename ? main_input_filename : "");
  /* A path with a newline in it is that of no file.  */
  FILE *file = open_memstream (&own_text, &own_length);
  fprintf (file, HEAD VERSION "\nunit %s\n%s\n", strchr (unit, '\n') ? "?" : unit, purpose ());
  for (const goro_facts *f : defined)
    print (file, f);
  fputs ("end\n", file);
  fclose (file);
  goro_tell_make (known, own_path);
  assembly = goro_facts_assembly (defined, known, unit);
  free (unit);
  /* What the link makes of it is no matter of one file's assembly.  */
  if (flag_generate_lto && assembly) {
    symtab->finalize_toplevel_asm (build_string (strlen (assembly), assembly));
    free (assembly);
    assembly = NULL;
  }
  for (goro_facts *f : known)
    forget (f);
  known.truncate (0);
  delete wanted;
  wanted = NULL;
}

/* As a whole, and only if it changes.  */
void goro_replace_file (const char *path, const char *text, size_t length)
{
  if (same_p (path, text, length))
    return;
  /* No reader takes it for a file of summaries.  */
  char *temporary = xasprintf ("%s.%ld", path, (long) getpid ());
  FILE *f = fopen (temporary, "w");
  if (f == NULL || fwrite (text, 1, length, f) != length || fclose (f) != 0 || rename (temporary, path) != 0) {
    error ("goro: %<-fplugin-arg-goro-summaries=%s%>: cannot write %qs: %m", goro_opt.summaries, path);
    unlink (temporary);
  }
  free (temporary);
}

void goro_write_facts (FILE *file)
{
  if (own_path == NULL)
    return;
  if (assembly)
    fputs (assembly, file);
  /* A file that tells nothing any more stays, or make would miss it.  */
  if (!defined.is_empty () || access (own_path, F_OK) == 0)
    goro_replace_file (own_path, own_text, own_length);
}
