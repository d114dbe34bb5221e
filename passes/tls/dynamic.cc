/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thread-local variables that are reached through the dynamic linker.

   __tls_get_addr may allocate the thread's variables, so it cannot run on a goroutine's stack, and the linker
   knows its call by the exact instructions.  Each variable x that a file uses this way gets a function

       T *__goro_tls.x (void)

   of those instructions and no more; the plugin's code calls it through a veneer, as any foreign
   function, on the thread's stack.  For a variable of this file alone the name has the file's in it.  */

#include "plugin/goro-plugin.h"
#include "passes/tls/tls.h"

struct goro_tls_getter_name {
  const char *variable, *getter;
  bool local;
};
static vec<goro_tls_getter_name> getters;

tree goro_tls_getter (tree var, bool reads)
{
  const char *variable = goro_symbol_name (IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (var)));
  char *name;
  if (TREE_PUBLIC (var))
    name = concat ("__goro_tls.", variable, NULL);
  else {
    unsigned crc = crc32_string (crc32_string (0, getpwd ()), main_input_filename ? main_input_filename : "");
    name = xasprintf ("__goro_tls.%s.%08x", variable, crc);
  }
  bool known = false;
  for (const goro_tls_getter_name &g : getters)
    known |= strcmp (g.getter, name) == 0;
  if (!known)
    getters.safe_push (goro_tls_getter_name { xstrdup (variable), xstrdup (name), !TREE_PUBLIC (var) });
  /* No statement names it any more.  */
  if (!DECL_EXTERNAL (var))
    varpool_node::get_create (var)->force_output = 1;

  tree result = build_pointer_type (TREE_TYPE (var));
  tree decl = build_fn_decl (name, reads ? build_function_type_list (result, NULL_TREE)
                                         : build_function_type_list (result, long_unsigned_type_node, NULL_TREE));
  if (reads)
    DECL_PURE_P (decl) = 1;
  else
    TREE_READONLY (decl) = 1;
  TREE_NOTHROW (decl) = 1;
  DECL_VISIBILITY (decl) = VISIBILITY_HIDDEN;
  DECL_VISIBILITY_SPECIFIED (decl) = 1;
  free (name);
  return decl;
}

void goro_emit_tls_getters (FILE *file)
{
  if (getters.is_empty ())
    return;
  goro_target_begin_text (file);
  for (const goro_tls_getter_name &g : getters)
    goro_target_emit_tls_getter (file, g.getter, g.variable, g.local);
  goro_target_end_text (file);
}
