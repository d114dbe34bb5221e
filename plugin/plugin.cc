/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the plugin starts: version check, options, and the order of its
   passes, with the reason for each position.

     parsing           spawn: go statements, main's name        (plugin events)
     before "lower"    jumps: nested functions and __builtin_setjmp, while they are calls of builtins
                       escape: marks where variables begin, while there are scopes
     before the first SSA form  tls: what GCC may believe of calls in this unit
     after "ssa"       warnings about what moving stacks cannot hold yet; tls: thread-local variables become
                       loads of the thread pointer, before anything can combine or move them
     after "build_ssa_passes"  escape: locals that outlive their frame become objects of the heap
     around "ivopts"   derived: loops with calls are hidden from it, fences around the others
     after "optimized" derived: far addresses are computed anew after calls; roots of sums are kept, so that
                       the collector finds their objects; the proof that the
                       fences held; stackcheck: room for every alloca;
                       ptrmap: which variables are in use where; tls: variables that GCC added
     after "expand"    ptrmap: each call is told which; stackcheck: addresses of allocations are aligned by
                       a mask; tls: addresses of thread-local variables become distances
     around "pro_and_epilogue"  tls: no shrink-wrapping where the thread pointer is read
     the prologue      stackcheck: the check is its first insn   (target hook)
     before "*free_cfg" tls: the proof; foreign: calls out of instrumented code; then ptrmap's dataflow
     after "dwarf2"    ptrmap: frame rules joined with the classes, labels
     after "final"     lto: what -fipa-ra may know about a function: nothing
     end of the unit   maps, veneers, aliases, the module's registration  */

#include "plugin/goro-plugin.h"
#include "plugin-version.h"
#include "passes/foreign/veneer.h"

int plugin_is_GPL_compatible;

static struct plugin_info goro_info = {
  "goro 1",
  "-fplugin-arg-goro-local-address=warn|error|ignore  what to do where a local that must stay in the frame outlives it\n"
  "-fplugin-arg-goro-m[=2]                            what escapes to the heap, as notes; 2: and how\n"
  "-fplugin-arg-goro-m-json=FILE                      the same for editors\n"
  "-fplugin-arg-goro-escape-stats                     print how many locals whose address is taken move\n"
  "-fplugin-arg-goro-barriers=on|off                  off: no write barriers; for programs that never use the collected heap\n"
  "-fplugin-arg-goro-d=wb                             a note at each write barrier\n"
  "-fplugin-arg-goro-dump=PASS[=FILE]                 what -fdump-tree-PASS does for passes of GCC's; goro_escape, ...\n"
  "-fplugin-arg-goro-malloc=libc|gc                   gc: malloc and its kin allocate from the collected heap\n"
  "-fplugin-arg-goro-malloc-address=warn|error|ignore what to do where only malloc's memory keeps an object of the collected heap\n"
  "-fplugin-arg-goro-summaries=DIR                    what functions of other files do with their parameters, kept in DIR from build to build\n"
  "-fplugin-arg-goro-unknown-calls=heap|scope         scope: what C ends with the frame lasts until the function returns\n"
  "-fplugin-arg-goro-map-stats[=words]                print counts of the pointer maps; words: and where ambiguous ones come from\n"
  "-fplugin-arg-goro-ivopts=auto|on                   on: never keep ivopts away (unsafe, for measurement)\n"
  "-fplugin-arg-goro-checks=needed|all                all: in every function (for measurement)\n"
};

/* What we refuse as a whole, once, before any code is made.  */
int goro_unsupported (void)
{
  if (!in_lto_p
      && (strncmp (lang_hooks.name, "GNU C", 5) != 0 || strncmp (lang_hooks.name, "GNU C++", 7) == 0)) {
    error ("goro: the plugin compiles C; this is %s", lang_hooks.name);
    return 1;
  }
  if (!TARGET_64BIT || TARGET_X32) {
    error ("goro: only 64-bit code is supported (no %<-m32%>, no %<-mx32%>)");
    return 1;
  }
  if (ix86_abi == MS_ABI) {
    error ("goro: %<-mabi=ms%> is not supported");
    return 1;
  }
  if ((ix86_cmodel == CM_LARGE || ix86_cmodel == CM_LARGE_PIC) && optimize && !flag_ipa_ra) {
    error ("goro: %<-mcmodel=large%> needs %<-fipa-ra%>, or nothing tells which function a call is of");
    return 1;
  }
  if (flag_split_stack) {
    error ("goro: %<-fsplit-stack%> uses the same guard; goro stacks grow by themselves");
    return 1;
  }
  if (flag_sanitize & (SANITIZE_ADDRESS | SANITIZE_THREAD | SANITIZE_HWADDRESS)) {
    error ("goro: %<-fsanitize=address%> and %<-fsanitize=thread%> do not work with stacks that move");
    return 1;
  }
  if (ix86_indirect_branch != indirect_branch_keep || ix86_function_return != indirect_branch_keep) {
    error ("goro: %<-mindirect-branch%> and %<-mfunction-return%> are not supported");
    return 1;
  }
  if (flag_stack_check != NO_STACK_CHECK) {
    error ("goro: %<-fstack-check%> is not supported: it probes below the goroutine%'s stack");
    return 1;
  }
  if (flag_tm) {
    error ("goro: %<-fgnu-tm%> is not supported: a transaction keeps addresses of the stack");
    return 1;
  }
  if (flag_openacc) {
    error ("goro: %<-fopenacc%> is not supported");
    return 1;
  }
  /* Goroutines are called with 16, and so is foreign code.  */
  if (PREFERRED_STACK_BOUNDARY != 128 || ix86_incoming_stack_boundary > 128) {
    error ("goro: %<-mpreferred-stack-boundary%> and %<-mincoming-stack-boundary%> must be 4");
    return 1;
  }
  for (int i = 0; i < 9; i++)
    if (!this_target_hard_regs->x_call_used_regs[goro_target_gpr (goro_target_caller_saved[i])]) {
      error ("goro: %<-fcall-saved-REG%> is not supported: the maps take it that calls do not save %s",
             reg_names[goro_target_gpr (goro_target_caller_saved[i])]);
      return 1;
    }
  if (profile_flag) {
    error ("goro: %<-pg%> is not supported: its hook runs on the goroutine%'s stack");
    return 1;
  }
  return 0;
}

static void goro_start_unit (void *, void *)
{
  if (goro_unsupported ())
    return;
  /* Frame rules come from the CFI of every insn, so it must be complete.  */
  flag_asynchronous_unwind_tables = 1;
  flag_unwind_tables = 1;
  goro_lto_start (asm_out_file);
  goro_tls_start ();
  goro_malloc_start ();
  goro_escape_start ();
  if (!in_lto_p && !cpp_get_options (parse_in)->preprocessed)
    cpp_define (parse_in, "__GORO__=1");
}

static void goro_override_gate (void *gate, void *)
{
  bool *status = (bool *) gate;
  if (*status && cfun && current_pass && !goro_ours_p (cfun->decl)) {
    if (current_pass->name && startswith (current_pass->name, "goro_"))
      *status = strcmp (current_pass->name, "goro_regs") == 0;
    return;
  }
  if (*status && current_pass && current_pass->name && !goro_tls_gate (current_pass->name))
    *status = false;
  if (!*status || goro_opt.keep_ivopts || !current_pass || !cfun || !current_pass->name)
    return;
  if (strcmp (current_pass->name, "ivopts") == 0)
    *status = !goro_ivopts_refused ();
  else if (strcmp (current_pass->name, "uncprop") == 0)
    *status = !goro_uncprop_refused ();
}

static void goro_finish_unit (void *, void *)
{
  if (seen_error ())
    return;
  goro_emit_veneers (asm_out_file);
  goro_emit_tls_getters (asm_out_file);
  goro_emit_roots (asm_out_file);
  goro_emit_ranges (asm_out_file);
  goro_emit_maps (asm_out_file);
  goro_write_facts (asm_out_file);
  if (goro_opt.map_stats)
    goro_nests_stats ();
}

static void goro_insert (const char *name, opt_pass *pass, const char *where, pass_positioning_ops op)
{
  struct register_pass_info info;
  info.pass = pass;
  info.reference_pass_name = where;
  info.ref_pass_instance_number = 1;
  info.pos_op = op;
  register_callback (name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

/* GCC looks at -fdump-... before it loads plugins, and knows no pass of ours then.  */
static bool goro_switch_dumps_on (const char *name)
{
  for (const char *what : goro_opt.dumps) {
    bool known = false;
    size_t length = strcspn (what, "-=");
    for (const char *kind : { "tree-", "ipa-", "rtl-" }) {
      char *text = concat (kind, what, NULL), *name_only = xstrndup (text, strlen (kind) + length);
      if (g->get_dumps ()->get_dump_file_info_by_switch (name_only)) {
        g->get_dumps ()->dump_switch_p (text); /* which keeps the text */
        known = true;
      } else
        free (text);
      free (name_only);
    }
    if (!known) {
      error ("goro: %<-fplugin-arg-%s-dump=%s%>: no such pass", name, what);
      return false;
    }
  }
  return true;
}

int plugin_init (struct plugin_name_args *info, struct plugin_gcc_version *version)
{
  const char *name = info->base_name;

  if (!plugin_default_version_check (version, &gcc_version)) {
    fprintf (stderr,
             "%s: this plugin was built for GCC %s (%s %s); the compiler that loads it is GCC %s (%s %s).\n"
             "%s: rebuild goro with ./configure CC=<this compiler>.\n",
             name, gcc_version.basever, gcc_version.datestamp, gcc_version.revision,
             version->basever, version->datestamp, version->revision, name);
    return 1;
  }
  register_callback (name, PLUGIN_INFO, NULL, &goro_info);
  if (!goro_parse_options (info))
    return 1;

  register_callback (name, PLUGIN_START_UNIT, goro_start_unit, NULL);
  register_callback (name, PLUGIN_ATTRIBUTES, goro_register_attributes, NULL);
  register_callback (name, PLUGIN_PRE_GENERICIZE, goro_pre_genericize, NULL);
  register_callback (name, PLUGIN_FINISH_DECL, goro_finish_decl, NULL);
  register_callback (name, PLUGIN_OVERRIDE_GATE, goro_override_gate, NULL);
  register_callback (name, PLUGIN_ALL_IPA_PASSES_START, goro_ipa_start, NULL);
  register_callback (name, PLUGIN_ALL_IPA_PASSES_END, goro_ipa_end, NULL);
  register_callback (name, PLUGIN_FINISH_UNIT, goro_finish_unit, NULL);
  goro_stackcheck_init ();
  goro_types_init (name);
  goro_casts_init (name);
  goro_barrier_init (name);
  goro_scopes_init (name);
  goro_target_tls_init (name);

  /* The scopes first: jumps makes variables that stay in the frame.  */
  goro_insert (name, goro_make_jumps_pass (), "lower", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_escape_scopes_pass (), "lower", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_tls_unit_pass (), "visibility", PASS_POS_INSERT_AFTER);
  /* Registered first, so that it runs after the warnings, which want the source's own form.  */
  goro_insert (name, goro_make_tls_lower_pass (false), "ssa", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_warn_pass (), "ssa", PASS_POS_INSERT_AFTER);
  /* All functions are in SSA form, and nothing is optimised yet (passes/escape/escape.cc).  */
  goro_insert (name, goro_make_escape_pass (), "build_ssa_passes", PASS_POS_INSERT_AFTER);
  /* After inlining, before the vectorisers and store merging; runs at every level (passes/barrier/insert.cc).  */
  goro_insert (name, goro_make_barrier_pass (), "adjust_alignment", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_nests_pass (), "ivopts", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_fences_pass (), "ivopts", PASS_POS_INSERT_AFTER);
  /* The last moment at which GCC knows the function's variables and their scopes; after expansion the calls
     are told.  Registered before the others at this place, so that it runs after them.  */
  goro_insert (name, goro_make_scopes_pass (), "optimized", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_verify_derived_pass (), "optimized", PASS_POS_INSERT_AFTER);
  /* After all that computes addresses in GIMPLE, before the proof, which is to see what it lets live longer.  */
  goro_insert (name, goro_make_keep_pass (), "optimized", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_rebuild_pass (), "optimized", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_reserve_pass (), "optimized", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_tls_lower_pass (true), "optimized", PASS_POS_INSERT_AFTER);
  /* Before any pass of RTL can use the quotient.  */
  goro_insert (name, goro_make_align_pass (), "expand", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_tls_distance_pass (), "expand", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_tls_wrap_pass (true), "pro_and_epilogue", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_tls_wrap_pass (false), "pro_and_epilogue", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_expanded_pass (), "expand", PASS_POS_INSERT_AFTER);
  /* Every pass that moves, renames or deletes insns is over at *free_cfg, and the
     flow graph the dataflow needs is still there.  foreign first: its new insns
     are part of what the dataflow sees.  */
  goro_insert (name, goro_make_tls_verify_pass (), "*free_cfg", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_foreign_pass (), "*free_cfg", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_dataflow_pass (), "*free_cfg", PASS_POS_INSERT_BEFORE);
  goro_insert (name, goro_make_ranges_pass (), "*free_cfg", PASS_POS_INSERT_BEFORE);
  /* The frame rules are final only when the CFI notes are made.  */
  goro_insert (name, goro_make_emit_pass (), "dwarf2", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_range_labels_pass (), "dwarf2", PASS_POS_INSERT_AFTER);
  goro_insert (name, goro_make_regs_pass (), "final", PASS_POS_INSERT_AFTER);
  return goro_switch_dumps_on (name) ? 0 : 1;
}
