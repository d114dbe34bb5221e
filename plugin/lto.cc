/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Link-time optimisation.

       cc1    the front end's part and the warnings run as ever; then each function
              is marked as ours, and all of that goes to the object as GIMPLE
       wpa    lto1 of the link reads the marks; nothing of ours and nothing of others is inlined
              into one another
       ltrans lto1 for each part of the program: every pass from ivopts on, checks, maps, veneers

   GCC loads the plugin into lto1 if the link names it, as goro-gcc does.  Invariants:

   - A function without the mark, from an object that was compiled without the plugin, stays as it is:
     it may do what a moving stack forbids.  It is foreign code, although it may be
     in the same assembly file as its caller.  Unmarked too are the few functions that lto1 makes
     itself, such as the one that calls all constructors.
   - Objects of ours cannot be linked without the plugin.  Each carries an assembly statement that fails
     unless the plugin has set a symbol at the top of the file.  A reference to a
     symbol that only the plugin defines would not do: it is dropped with -Wl,--gc-sections, and
     a linker that finds the definition in another object is content.
   - The symbol main keeps its name until the object or part is compiled, since
     the linker looks for it in the table of what will be (spawn.cc).  */

#include "plugin/goro-plugin.h"

#define OURS "goro ours"
#define LOADED ".Lgoro_plugin_is_loaded"

bool goro_ours_p (const_tree decl)
{
  return !in_lto_p || lookup_attribute (OURS, DECL_ATTRIBUTES (decl)) != NULL_TREE;
}

/* Code of ours runs on a stack that moves, with checks; the other does not.  */
static bool (*target_can_inline_p) (tree, tree);

static bool can_inline_p (tree caller, tree callee)
{
  return goro_ours_p (caller) == goro_ours_p (callee) && target_can_inline_p (caller, callee);
}

void goro_lto_start (FILE *file)
{
  if (in_lto_p) {
    target_can_inline_p = targetm.target_option.can_inline_p;
    targetm.target_option.can_inline_p = can_inline_p;
  }
  /* No assembly is written where parts are only made, or where GIMPLE is all that is wanted.  */
  if ((in_lto_p || flag_generate_lto) && file)
    fprintf (file, "\t.set\t" LOADED ", 1\n");
}

static void mark_functions (void)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    if (node->definition && !lookup_attribute (OURS, DECL_ATTRIBUTES (node->decl)))
      DECL_ATTRIBUTES (node->decl) = tree_cons (get_identifier (OURS), NULL_TREE, DECL_ATTRIBUTES (node->decl));
}

/* One message, for the first of the program's files.  */
static void refuse_link_without_plugin (void)
{
  char *text = xasprintf ("\t.ifndef\t" LOADED "\n\t.set\t" LOADED ", 1\n"
                          "\t.error\t\"goro: an object compiled by goro-gcc with -flto is linked without goro's plugin; "
                          "link with goro-gcc, or with -fplugin=.../goro.so\"\n"
                          "\t.endif");
  symtab->finalize_toplevel_asm (build_string (strlen (text), text));
  free (text);
}

void goro_ipa_start (void *, void *)
{
  if (in_lto_p) {
    /* An object that is not ours may have brought its own declaration.  */
    cgraph_node *node;
    FOR_EACH_FUNCTION (node)
      goro_finish_decl (node->decl, NULL);
  } else if (flag_generate_lto) {
    mark_functions ();
    refuse_link_without_plugin ();
  }
}

/* After the streaming.  */
void goro_ipa_end (void *, void *)
{
  cgraph_node *node;
  FOR_EACH_FUNCTION (node)
    goro_rename_main (node->decl);
}

namespace {

const pass_data regs_data = { RTL_PASS, "goro_regs", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_regs : public rtl_opt_pass {
public:
  pass_regs (gcc::context *ctxt) : rtl_opt_pass (regs_data, ctxt) {}
  unsigned int execute (function *fun) final override;
};

/* With -fipa-ra a caller keeps values in registers that it knows its callee to leave alone.  No map of
   the callee's check could describe them; and a function that is not ours is reached through a
   switch of stacks, which needs registers of its own.  So nobody learns what a function leaves alone.  (The option
   itself stays: with it GCC notes at each call which function it is of.)  */
unsigned int pass_regs::execute (function *fun)
{
  cgraph_rtl_info *info = cgraph_node::rtl_info (fun->decl);
  if (info)
    SET_HARD_REG_SET (info->function_used_regs);
  return 0;
}

} // namespace

opt_pass *goro_make_regs_pass (void)
{
  return new pass_regs (g);
}
