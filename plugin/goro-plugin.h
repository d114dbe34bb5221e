/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one header that includes GCC's, and what the parts of the plugin share.

   The plugin is C++ because GCC's headers are; apart from GCC's own classes it is
   written as C.  Files outside plugin/ and passes/ shared with it: libgoro/abi.  */
#ifndef GORO_PLUGIN_H
#define GORO_PLUGIN_H

#include "gcc-plugin.h"
#include "config.h"
#include "system.h"
#include "coretypes.h"
#include "backend.h"
#include "insn-config.h"
#include "target.h"
#include "tm.h"
#include "rtl.h"
#include "tree.h"
#include "c-family/c-common.h"
#include "c-family/c-pragma.h"
#include "gimple.h"
#include "cfghooks.h"
#include "df.h"
#include "memmodel.h"
#include "tm_p.h"
#include "ssa.h"
#include "regs.h"
#include "emit-rtl.h"
#include "recog.h"
#include "cgraph.h"
#include "diagnostic-core.h"
#include "diagnostic.h"
#include "fold-const.h"
#include "stor-layout.h"
#include "varasm.h"
#include "output.h"
#include "explow.h"
#include "expr.h"
#include "attribs.h"
#include "langhooks.h"
#include "stringpool.h"
#include "gimplify.h"
#include "gimple-iterator.h"
#include "gimple-fold.h"
#include "gimple-pretty-print.h"
#include "tree-pass.h"
#include "tree-cfg.h"
#include "tree-ssa.h"
#include "tree-into-ssa.h"
#include "tree-iterator.h"
#include "tree-inline.h"
#include "context.h"
#include "function.h"
#include "cfgrtl.h"
#include "cfgloop.h"
#include "rtl-iter.h"
#include "dwarf2.h"
#include "dwarf2out.h"
#include "except.h"
#include "cpplib.h"

/* lto1 has no C front end.  */
#pragma weak parse_in
#pragma weak flag_hosted

#include "abi/abi.h"
#include "abi/maps.h"

/* The classes of a word (libgoro/abi/maps.h).  */
enum goro_class {
  GORO_NOT_POINTER = GORO_CLASS_NOT_POINTER,
  GORO_POINTER = GORO_CLASS_POINTER,
  GORO_AMBIGUOUS = GORO_CLASS_AMBIGUOUS,
  GORO_DEAD = GORO_CLASS_DEAD,       /* nobody reads it; may hold a stale address */
  GORO_NEGATED = GORO_CLASS_NEGATED, /* c - p for a pointer p and a small constant c */
  GORO_NARROW = GORO_CLASS_NARROW,   /* no address, though what is beside the part that counts may make it look like one */
  GORO_NUM_CLASSES = GORO_CLASSES
};

/* Options, -fplugin-arg-goro-KEY[=VALUE] (plugin/options.cc).  */
/* A part of the maps that is left out on purpose, so that the tests are known to notice.  */
enum goro_drop { GORO_DROP_NOTHING, GORO_DROP_POINTER_REGISTERS, GORO_DROP_POINTER_SLOTS, GORO_DROP_AMBIGUOUS,
                 GORO_DROP_ARGUMENTS };
struct goro_options {
  int map_stats;     /* 1: counts of the maps; 2: and where each ambiguous word comes from */
  int local_address; /* 0 ignore, 1 warn, 2 error */
  int malloc_address; /* the same */
  bool keep_ivopts;  /* let ivopts run everywhere: for measurement only */
  enum goro_drop drop;
  bool all_checks;   /* a check in every function: for measurement */
  bool barriers, show_barriers;
  bool scope;        /* what unseen callees may keep lasts until the return only */
  bool malloc_gc;    /* malloc and its kin are the collected heap's */
  int escape_notes;  /* 1: what escapes; 2: and how */
  const char *escape_json;
  bool escape_stats;
  auto_vec<const char *> dumps; /* names of passes, =FILE perhaps */
  const char *summaries; /* the folder with what is known of functions of other files */
};
extern struct goro_options goro_opt;
bool goro_parse_options (struct plugin_name_args *info);

/* passes/spawn */
void goro_register_attributes (void *, void *);
void goro_pre_genericize (void *event, void *);
void goro_finish_decl (void *event, void *);
/* The program's main, and the name that it goes by in the assembly.  */
bool goro_main_p (const_tree decl);
void goro_rename_main (tree decl);
bool goro_runtime_function_p (const_tree decl);

/* passes/types */
void goro_types_init (const char *plugin_name);
bool goro_type_marker_p (const_tree call);
/* The address of the descriptor that the call stands for.  */
tree goro_lower_type_marker (tree call);
void goro_emit_roots (FILE *file);
/* -fplugin-arg-goro-malloc=gc.  At the start of the unit; a declaration; a definition; an expression.  */
void goro_malloc_start (void);
void goro_malloc_declared (tree decl);
void goro_malloc_defined (tree decl);
void goro_malloc_expression (tree e);

/* passes/escape */
opt_pass *goro_make_escape_scopes_pass (void);
opt_pass *goro_make_escape_pass (void);
/* At the start of the unit; an expression of a function as parsed.  */
void goro_escape_start (void);
void goro_escape_register_attributes (void);
void goro_returned_address (tree e);
/* What other files may know of the unit's functions, and what the unit relies on: to its folder, and to the object.  */
void goro_write_facts (FILE *assembly);

/* passes/barrier */
void goro_barrier_init (const char *plugin_name);
opt_pass *goro_make_barrier_pass (void);
/* Does the insn call the barrier?  */
bool goro_barrier_insn_p (const rtx_insn *insn);
/* The assembly statement behind a store.  */
#define GORO_STORED_TEXT "# goro: stored"
#define GORO_SLOT_TEXT "# goro: slot"
/* Part of a barrier: the call, an address for it, or the end of the range.  */
bool goro_barrier_part_p (const gimple *stmt);
opt_pass *goro_make_ranges_pass (void);
opt_pass *goro_make_range_labels_pass (void);
void goro_emit_ranges (FILE *file);
/* The function turned out not to use the red zone.  */
void goro_barrier_keeps_no_red_zone (rtx_insn *insn);

/* passes/stackcheck */
void goro_stackcheck_init (void);
opt_pass *goro_make_reserve_pass (void);
opt_pass *goro_make_align_pass (void);
/* The check of this function, if the insn is one.  */
bool goro_check_insn_p (const rtx_insn *insn);
void goro_check_label (rtx_insn *insn, unsigned label);
HOST_WIDE_INT goro_check_need (void);
HOST_WIDE_INT goro_argument_depth (void);
opt_pass *goro_make_warn_pass (void);

/* passes/jumps */
opt_pass *goro_make_jumps_pass (void);

/* passes/derived */
opt_pass *goro_make_nests_pass (void);
opt_pass *goro_make_fences_pass (void);
opt_pass *goro_make_rebuild_pass (void);
opt_pass *goro_make_keep_pass (void);
opt_pass *goro_make_verify_derived_pass (void);
/* Must ivopts leave the present function alone?  */
bool goro_ivopts_refused (void);
bool goro_uncprop_refused (void);
void goro_nests_stats (void);
/* Is this the template of a fence (passes/derived/moves.cc), whose output is its input?  */
bool goro_fence_text_p (const char *text);

/* passes/foreign */
opt_pass *goro_make_foreign_pass (void);
void goro_emit_veneers (FILE *file);
/* A name for the entry of DECL that no other module can replace; freed by the caller.  */
char *goro_entry_label (tree decl);

/* passes/tls */
void goro_tls_start (void);
opt_pass *goro_make_tls_unit_pass (void);
opt_pass *goro_make_tls_lower_pass (bool late);
opt_pass *goro_make_tls_distance_pass (void);
opt_pass *goro_make_tls_wrap_pass (bool before);
opt_pass *goro_make_tls_verify_pass (void);
/* May the pass of that name run in this translation unit?  */
bool goro_tls_gate (const char *pass);
void goro_emit_tls_getters (FILE *file);

/* passes/ptrmap */
void goro_scan_casts (tree fndecl);
void goro_casts_init (const char *plugin_name);
/* Does the function treat what it gets as void * as bytes?  */
bool goro_bytes_function_p (tree fn);
/* Does this unit show that addresses are kept in integers to which pointers lead?  */
bool goro_integers_carry_p (void);
/* Or in integers of any kind, uintptr_t apart?  */
bool goro_unit_numbers_carry_p (void);
opt_pass *goro_make_scopes_pass (void);
opt_pass *goro_make_expanded_pass (void);
void goro_scopes_init (const char *plugin_name);
opt_pass *goro_make_dataflow_pass (void);
opt_pass *goro_make_emit_pass (void);
void goro_emit_maps (FILE *file);
struct goro_site; /* what the dataflow knows at one call or check */
const struct goro_site *goro_find_site (const rtx_insn *insn);
void goro_forget_sites (void);

/* plugin/lto.cc */
/* Is code of ours made for this function?  Always, except with -flto.  */
bool goro_ours_p (const_tree decl);
void goro_lto_start (FILE *file);
void goro_ipa_start (void *, void *);
void goro_ipa_end (void *, void *);
opt_pass *goro_make_regs_pass (void);

/* plugin/target-<cpu>.cc: all that depends on the processor.  */

/* Frame bytes under the return address that the function's prologue allocates.  */
HOST_WIDE_INT goro_target_frame_depth (void);
/* What realigning the frame may cost beyond that.  */
HOST_WIDE_INT goro_target_realign_depth (void);
/* In a function that realigns its frame: where the stack pointer is just after that, in
   GCC's count of the frame, as if the CFA were 0.  */
HOST_WIDE_INT goro_target_realigned_place (void);
/* Bytes at the soft frame pointer in which a variadic function saves argument registers; general registers come first,
   and of those words [*begin, *end) are written.  */
HOST_WIDE_INT goro_target_save_area (unsigned *begin, unsigned *end);
/* The text of a check; label names the return address of its slow path.  need is
   the depth of the frame below the stack pointer.  */
const char *goro_target_check_text (HOST_WIDE_INT need, unsigned label);
/* Adds the registers a check clobbers to a vector of clobbers.  */
void goro_target_check_clobbers (vec<rtx> *clobbers, HOST_WIDE_INT need);
/* Rewrites a call through a register or memory into one that tests for the magic word.  */
void goro_target_indirect_call (rtx_insn *call, rtx call_rtx, HOST_WIDE_INT args);
/* Sets the number of bytes of stack arguments for the veneer.  */
void goro_target_pass_args_size (rtx_insn *call, HOST_WIDE_INT args);
/* Write barriers: the test of __goro_marking, with its jump, and the call; range: of a block.  */
const char *goro_target_marking_text (void);
const char *goro_target_barrier_text (bool range, bool red_zone);
/* Room in the goroutine's blocks: %0 is its end, %1 free, %2 the size; to %3 if there is none.  And back: %0 free, %1 the end, %2 the size; NOTHING: only what
   was taken after it.  */
const char *goro_target_enter_text (void);
const char *goro_target_leave_text (bool nothing, bool red_zone);
/* Stack that the call needs below the function's frame, red zone included.  */
#define GORO_BARRIER_STACK (128 + 8 + 64)
/* The symbol that a call names directly, through the GOT too; NULL if indirect.  */
rtx goro_target_call_symbol (rtx call_rtx);
/* The symbol whose address is loaded before a call, where the code model has no other way (large); else NULL.  */
rtx goro_target_loaded_symbol (rtx_insn *insn, rtx call_rtx);
/* How many of the registers for arguments that may be pointers, from the first on, the call uses at the most.  */
int goro_target_used_registers (rtx_insn *call);
#define GORO_ARGUMENT_REGISTERS 6
/* Makes the call go to symbol; through the GOT where got is true.  */
void goro_target_set_callee (rtx_insn *call, rtx call_rtx, rtx symbol, bool got);
/* Is the insn a call, and not something else in a call's clothes?  */
bool goro_target_real_call_p (const rtx_insn *insn);
/* INSN sets a register of 8 or 16 bits: is what it is assembled to one that writes 32, and so clears the others?  */
bool goro_target_clears_register_p (rtx_insn *insn);
/* Before a store to the frame that leaves bytes of a word unwritten.  */
void goro_target_clear_padding (rtx_insn *insn);
/* Around the text of the three below: the assembler's syntax is ours, then the user's.  */
void goro_target_begin_text (FILE *file);
void goro_target_end_text (FILE *file);
/* Text of a veneer, of the main stub, of the module's registration, of the magic word.  */
void goro_target_emit_veneer (FILE *file, const char *name, bool args, bool weak, int registers);
void goro_target_emit_main (FILE *file);
void goro_target_emit_module (FILE *file);
/* number: of the label .LgoroF<number> to put at the function's entry.  */
void goro_target_emit_magic (FILE *file, unsigned number);
/* The first field of a thread-local variable's root record, to which an offset may be added; and the function that tells what it
   counts from, one in each module.  */
void goro_target_emit_tls_record (FILE *file, const char *symbol);
void goro_target_emit_tls_base (FILE *file);
/* Thread-local variables.  The memory that holds the thread pointer, as a reference in GIMPLE.  */
tree goro_target_thread_pointer_ref (void);
void goro_target_tls_init (const char *plugin_name);
/* In an insn that has just been expanded, the thread pointer becomes 0.  */
void goro_target_drop_thread_pointer (rtx_insn *insn);
/* Does the insn load the thread pointer, as lowered code does?  */
bool goro_target_reads_thread_pointer_p (const rtx_insn *insn);
/* Does it use the thread pointer as GCC knows it, a constant, or call the dynamic linker?  */
bool goro_target_constant_thread_pointer_p (const rtx_insn *insn);
void goro_target_emit_tls_getter (FILE *file, const char *getter, const char *variable, bool local);
/* Numbers: hard registers by index 0..15 in the machine's own encoding, and back; -1 if none.  */
int goro_target_gpr_index (unsigned regno);
unsigned goro_target_gpr (int index);
#define GORO_NUM_GPR 16
extern const int goro_target_callee_saved[6]; /* indexes, in the order of the records */
extern const int goro_target_caller_saved[9];
extern const int goro_target_argument_registers[GORO_ARGUMENT_REGISTERS];
extern const int goro_target_static_chain;
int goro_target_index_of_dwarf (unsigned column);
/* 0 to 31 for a vector register, -1 for others.  */
int goro_target_vector_index (unsigned regno);
/* The class of what an UNSPEC computes.  */
int goro_target_unspec_class (const_rtx x);

extern int goro_unsupported (void); /* message given; nonzero */

/* Shared helper of the passes: nothing to do in this function (no body of ours)?  */
static inline const char *goro_symbol_name (const char *name)
{
  return name[0] == '*' ? name + 1 : name;
}

#endif
