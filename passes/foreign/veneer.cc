/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Veneers, aliases and magic words.

   A public definition f that no other can replace gets the strong hidden alias goro.f, and
   goro.args.f where callers pass it something on the stack.  A file that calls
   an external f carries the weak COMDAT veneer of that name; the linker takes
   the alias where there is one.  Both are hidden: between modules the veneer goes
   through the GOT and looks at the magic word.

   The magic word is printed where GCC prints the area of -fpatchable-function-entry
   that lies before the entry: between alignment and label.  */

#include "plugin/goro-plugin.h"
#include "passes/foreign/veneer.h"
#include "hash-map.h"

#define GORO_PROVIDED(name) #name,
static const char *const provided[] = {
#include "abi/provided.def"
};
#undef GORO_PROVIDED
#define GORO_LEAF(name) #name,
static const char *const leaves[] = {
#include "abi/leaf.def"
};
#undef GORO_LEAF

struct need {
  const char *name;
  bool args, weak;
  int registers;
};

static vec<need> veneers;
static hash_map<nofree_string_hash, unsigned> *known; /* the index */

struct alias {
  const char *name;
  bool args;
};
static vec<alias> aliases;
static bool any_definition, main_defined;

bool goro_provided_p (const char *name)
{
  for (const char *p : provided)
    if (strcmp (p, name) == 0)
      return true;
  return false;
}

bool goro_leaf_p (const char *name)
{
  for (const char *p : leaves)
    if (strcmp (p, name) == 0)
      return true;
  return false;
}

void goro_need_veneer (const char *name, bool args, bool weak, int registers)
{
  if (known == NULL)
    known = new hash_map<nofree_string_hash, unsigned>;
  char *key = concat (args ? "a" : "p", name, NULL);
  if (unsigned *index = known->get (key)) {
    free (key);
    veneers[*index].registers = MAX (veneers[*index].registers, registers);
    return;
  }
  known->put (key, veneers.length ());
  veneers.safe_push (need { key + 1, args, weak, registers });
}

/* Can the function be given arguments on the stack?  Where the type does not say
   (K&R, variadic), yes.  */
static bool takes_stack_arguments_p (tree decl)
{
  if (stdarg_p (TREE_TYPE (decl)) || !prototype_p (TREE_TYPE (decl)))
    return true;
  return maybe_ne (crtl->args.size, 0);
}

static tree magic_decl;
static void (*print_patchable_area) (FILE *, unsigned HOST_WIDE_INT, bool);

static void print_magic (FILE *file, unsigned HOST_WIDE_INT size, bool record)
{
  if (magic_decl == current_function_decl)
    goro_target_emit_magic (file, DECL_UID (magic_decl));
  else
    print_patchable_area (file, size, record);
}

static hash_set<int_hash<int, -1, -2>> *marked;

char *goro_entry_label (tree decl)
{
  if (marked && marked->contains (DECL_UID (decl)))
    return xasprintf (".LgoroF%u", DECL_UID (decl));
  return xstrdup (goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl))));
}

void goro_mark_definition (tree decl)
{
  any_definition = true;
  main_defined |= goro_main_p (decl);
  cgraph_node *node = cgraph_node::get (decl);
  bool visible = TREE_PUBLIC (decl);

  if (visible && !DECL_WEAK (decl) && !DECL_COMDAT (decl) && decl_binds_to_current_def_p (decl)) {
    const char *name = goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl)));
    if (!startswith (name, "goro."))
      aliases.safe_push (alias { xstrdup (name), takes_stack_arguments_p (decl) });
  }
  if (visible || node == NULL || node->address_taken || DECL_STATIC_CONSTRUCTOR (decl) || DECL_STATIC_DESTRUCTOR (decl)
      || node->ref_list.referring.length () > 0) {
    if (crtl->patch_area_size != 0) {
      sorry_at (DECL_SOURCE_LOCATION (decl), "goro: %<-fpatchable-function-entry%> uses the place of the magic word");
      return;
    }
    if (print_patchable_area == NULL) {
      print_patchable_area = targetm.asm_out.print_patchable_function_entry;
      targetm.asm_out.print_patchable_function_entry = print_magic;
    }
    magic_decl = decl;
    if (marked == NULL)
      marked = new hash_set<int_hash<int, -1, -2>>;
    marked->add (DECL_UID (decl));
    crtl->patch_area_size = crtl->patch_area_entry = 1;
  }
}

void goro_emit_veneers (FILE *file)
{
  goro_target_begin_text (file);
  for (const need &n : veneers)
    goro_target_emit_veneer (file, n.name, n.args, n.weak, n.registers);
  for (const alias &a : aliases) {
    fprintf (file, "\t.globl\tgoro.%s\n\t.hidden\tgoro.%s\n\t.set\tgoro.%s, %s\n", a.name, a.name, a.name, a.name);
    if (a.args)
      fprintf (file, "\t.globl\tgoro.args.%s\n\t.hidden\tgoro.args.%s\n\t.set\tgoro.args.%s, %s\n", a.name, a.name,
               a.name, a.name);
  }
  if (main_defined)
    goro_target_emit_main (file);
  if (any_definition)
    goro_target_emit_module (file);
  goro_target_end_text (file);
}
