/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything in the plugin that depends on the processor, for x86-64.

   A second processor is a file like this one: registers, the text of a check,
   of a veneer, and the rewriting of calls.  */

#include "plugin/goro-plugin.h"
#include "libgoro/abi/types.h"
#include "insn-attr.h"

#define STR1(x) #x
#define STR(x) STR1 (x)

/* The machine's encoding: rax rcx rdx rbx rsp rbp rsi rdi r8 ... r15.  */
static const unsigned gpr_regno[GORO_NUM_GPR] = { AX_REG, CX_REG, DX_REG, BX_REG, SP_REG, BP_REG, SI_REG, DI_REG,
                                                  R8_REG, R9_REG, R10_REG, R11_REG, R12_REG, R13_REG, R14_REG,
                                                  R15_REG };

/* The order of the switch frame, libgoro/asm/x86_64/switch.S.  */
const int goro_target_callee_saved[6] = { 15, 14, 13, 12, 3, 5 };
/* The order of the rest of the frame of __goro_morestack.  */
const int goro_target_caller_saved[9] = { 11, 10, 9, 8, 7, 6, 2, 1, 0 };

const int goro_target_argument_registers[GORO_ARGUMENT_REGISTERS] = { 7, 6, 2, 1, 8, 9 };
const int goro_target_static_chain = 10;

int goro_target_gpr_index (unsigned regno)
{
  for (int i = 0; i < GORO_NUM_GPR; i++)
    if (gpr_regno[i] == regno)
      return i;
  return -1;
}

unsigned goro_target_gpr (int index)
{
  return gpr_regno[index];
}

int goro_target_vector_index (unsigned regno)
{
  if (IN_RANGE (regno, FIRST_SSE_REG, LAST_SSE_REG))
    return regno - FIRST_SSE_REG;
  if (IN_RANGE (regno, FIRST_REX_SSE_REG, LAST_REX_SSE_REG))
    return regno - FIRST_REX_SSE_REG + 8;
  if (IN_RANGE (regno, FIRST_EXT_REX_SSE_REG, LAST_EXT_REX_SSE_REG))
    return regno - FIRST_EXT_REX_SSE_REG + 16;
  return -1;
}

/* movzbl, and what GCC does in 32 bits to keep clear of partial registers.  */
bool goro_target_clears_register_p (rtx_insn *insn)
{
  return recog_memoized (insn) >= 0 && get_attr_mode (insn) == MODE_SI;
}

int goro_target_unspec_class (const_rtx x)
{
  switch (XINT (x, 1)) {
  case UNSPEC_TP:
    return GORO_NOT_POINTER;
  case UNSPEC_GOTPCREL:
  case UNSPEC_GOTNTPOFF:
  case UNSPEC_GOTTPOFF:
  case UNSPEC_PCREL:
    return GORO_NOT_POINTER;
  default:
    return GORO_AMBIGUOUS;
  }
}

/* DWARF numbers them rax rdx rcx rbx rsi rdi rbp rsp r8 ...  */
int goro_target_index_of_dwarf (unsigned column)
{
  static const int map[GORO_NUM_GPR] = { 0, 2, 1, 3, 6, 7, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15 };
  return column < GORO_NUM_GPR ? map[column] : -1;
}

HOST_WIDE_INT goro_target_frame_depth (void)
{
  return cfun->machine->frame.stack_pointer_offset - UNITS_PER_WORD;
}

HOST_WIDE_INT goro_target_realign_depth (void)
{
  if (!crtl->stack_realign_finalized || !crtl->stack_realign_needed)
    return 0;
  /* Up to the alignment, and what is put on the stack twice.  */
  return crtl->stack_alignment_needed / BITS_PER_UNIT + 2 * UNITS_PER_WORD;
}

HOST_WIDE_INT goro_target_realigned_place (void)
{
  /* With a register for the arguments the frame begins anew there: the return address is
     pushed a second time.  Else GCC goes on counting.  */
  if (crtl->drap_reg)
    return 0;
  const struct ix86_frame *frame = &cfun->machine->frame;
  return -(frame->stack_realign_offset + frame->stack_realign_allocate);
}

HOST_WIDE_INT goro_target_save_area (unsigned *begin, unsigned *end)
{
  *begin = *end = 0;
  if (ix86_varargs_gpr_size) {
    *begin = crtl->args.info.regno;
    *end = MIN (X86_64_REGPARM_MAX, *begin + cfun->va_list_gpr_size / UNITS_PER_WORD);
  }
  return ix86_varargs_gpr_size + ix86_varargs_fpr_size;
}

void goro_target_check_clobbers (vec<rtx> *clobbers, HOST_WIDE_INT need)
{
  clobbers->safe_push (gen_rtx_REG (CCmode, FLAGS_REG));
  if (need > GORO_FRAME_SMALL)
    clobbers->safe_push (gen_rtx_REG (DImode, R11_REG));
}

/* Flips the assembler to AT&T syntax around our text where the user asked for Intel's.  */
static const char *syntax_in (void)
{
  return ASSEMBLER_DIALECT == ASM_INTEL ? "\t.att_syntax prefix\n" : "";
}

static const char *syntax_out (void)
{
  return ASSEMBLER_DIALECT == ASM_INTEL ? "\n\t.intel_syntax noprefix" : "";
}

/* The slow path stands in the section's second part, so that the hot one stays dense;
   it has frame rules of its own: at the check the CFA is rsp + 8.  */
const char *goro_target_check_text (HOST_WIDE_INT need, unsigned label)
{
  char lea[96] = "", *text;
  const char *sp = "%%rsp";
  if (need > GORO_FRAME_SMALL) {
    sprintf (lea, "\tleaq\t-" HOST_WIDE_INT_PRINT_DEC "(%%%%rsp), %%%%r11\n", need);
    sp = "%%r11";
  }
  text = xasprintf ("# stack check, " HOST_WIDE_INT_PRINT_DEC " bytes\n%s%s"
                    "\tcmpq\t%%%%fs:" STR (GORO_TCB_GUARD) ", %s\n"
                    "\tjb\t.LgoroS%u\n"
                    ".LgoroB%u:\n"
                    "\t.subsection 1\n"
                    ".LgoroS%u:\n"
                    "%s"
                    "\tcall\t*__goro_morestack@GOTPCREL(%%%%rip)\n"
                    ".LgoroR%u:\n"
                    "\tjmp\t.LgoroB%u\n"
                    "%s"
                    "\t.subsection 0%s",
                    need, syntax_in (), lea, sp, label, label, label,
                    flag_dwarf2_cfi_asm ? "\t.cfi_startproc\n" : "", label, label,
                    flag_dwarf2_cfi_asm ? "\t.cfi_endproc\n" : "", syntax_out ());
  const char *kept = ggc_strdup (text);
  free (text);
  return kept;
}

const char *goro_target_marking_text (void)
{
  return "{cmpl\t$0, %0|cmp\t%0, 0}\n\tjne\t%l1";
}

/* Leaf functions use the red zone.  add and sub of -128: both fit a byte.  */
#define BARRIER(name) "{call\t*" name "@GOTPCREL(%%rip)|call\t[QWORD PTR " name "@GOTPCREL[rip]]}"
#define BARRIER_WORD "push{q}\t%q0\n\tpush{q}\t%q1\n\t" BARRIER ("__goro_wb")
#define RED_ZONE(call) "add{q}\t{$-128, %%rsp|rsp, -128}\n\t" call "\n\tsub{q}\t{$-128, %%rsp|rsp, -128}"

const char *goro_target_barrier_text (bool range, bool red_zone)
{
  if (!red_zone)
    return range ? BARRIER ("__goro_wb_range") : BARRIER_WORD;
  return range ? RED_ZONE (BARRIER ("__goro_wb_range")) : RED_ZONE (BARRIER_WORD);
}

/* Operands: a word of memory and a register or constant.  */
#define FROM(offset, reg, to) "{" STR (offset) "(" reg "), " to "|" to ", QWORD PTR [" reg "+" STR (offset) "]}"
#define TO(offset, reg, from) "{" from ", " STR (offset) "(" reg ")|QWORD PTR [" reg "+" STR (offset) "], " from "}"
#define LOAD_M(to) "mov{q}\t{%%fs:" STR (GORO_TCB_M) ", " to "|" to ", QWORD PTR fs:[" STR (GORO_TCB_M) "]}\n\t"
#define LOAD_SCOPE(reg) "mov{q}\t" FROM (GORO_M_SCOPE_G, reg, reg) "\n\tmov{q}\t" FROM (GORO_G_SCOPE, reg, reg) "\n\t"

/* One statement, so no safepoint is inside: what %fs says, and the block, would be another's after one.  */
const char *goro_target_enter_text (void)
{
  return LOAD_M ("%1") "test{q}\t%1, %1\n\tje\t%l3\n\t" LOAD_SCOPE ("%1")
         "mov{l}\t{%2, %k0|%k0, %2}\n\tadd{q}\t" FROM (GORO_SCOPE_TOP, "%1", "%0")
         "\n\tcmp{q}\t" FROM (GORO_SCOPE_END, "%1", "%0") "\n\tja\t%l3\n\tmov{q}\t" TO (GORO_SCOPE_TOP, "%1", "%0");
}

/* The call is out of line.  */
#define LEAVE(less, call) \
  LOAD_M ("%0") LOAD_SCOPE ("%0") "cmp{q}\t" TO (GORO_SCOPE_TOP, "%0", "%1") "\n\tjne\t.LgoroL%=\n" less ".LgoroM%=:\n\t.subsection 1\n.LgoroL%=:\n\t" \
  call "\n\tjmp\t.LgoroM%=\n\t.subsection 0"
#define LEAVE_LESS "\tsub{q}\t" TO (GORO_SCOPE_TOP, "%0", "%2") "\n"
#define LEAVE_CALL "push{q}\t%q1\n\tpush{q}\t%2\n\t" BARRIER ("__goro_scope_back")

const char *goro_target_leave_text (bool nothing, bool red_zone)
{
  if (nothing)
    return red_zone ? LEAVE ("", RED_ZONE (LEAVE_CALL)) : LEAVE ("", LEAVE_CALL);
  return red_zone ? LEAVE (LEAVE_LESS, RED_ZONE (LEAVE_CALL)) : LEAVE (LEAVE_LESS, LEAVE_CALL);
}

rtx goro_target_call_symbol (rtx call)
{
  rtx addr = XEXP (XEXP (call, 0), 0);
  if (GET_CODE (addr) == SYMBOL_REF)
    return addr;
  /* *f@GOTPCREL(%rip)  */
  if (MEM_P (addr)) {
    rtx a = XEXP (addr, 0);
    if (GET_CODE (a) == CONST)
      a = XEXP (a, 0);
    if (GET_CODE (a) == UNSPEC && XINT (a, 1) == UNSPEC_GOTPCREL && GET_CODE (XVECEXP (a, 0, 0)) == SYMBOL_REF)
      return XVECEXP (a, 0, 0);
  }
  return NULL_RTX;
}

static bool large_model_p (void)
{
  return ix86_cmodel == CM_LARGE || ix86_cmodel == CM_LARGE_PIC;
}

/* The function whose address REG holds before INSN, computed in the same block: a symbol, or its distance from
   the GOT in one register and the GOT in another.  */
static rtx symbol_in_reg (rtx_insn *insn, unsigned regno, int depth)
{
  basic_block bb = BLOCK_FOR_INSN (insn);
  for (rtx_insn *i = insn; depth > 0 && i != BB_HEAD (bb); ) {
    i = PREV_INSN (i);
    if (!NONDEBUG_INSN_P (i) || !reg_set_p (gen_rtx_REG (Pmode, regno), i))
      continue;
    rtx set = single_set (i);
    if (set == NULL_RTX || !REG_P (SET_DEST (set)) || REGNO (SET_DEST (set)) != regno)
      return NULL_RTX;
    subrtx_iterator::array_type array;
    FOR_EACH_SUBRTX (iter, array, SET_SRC (set), ALL) {
      const_rtx x = *iter;
      if (GET_CODE (x) == SYMBOL_REF && SYMBOL_REF_FUNCTION_P (x))
        return const_cast<rtx> (x);
    }
    if (MEM_P (SET_SRC (set)))
      return NULL_RTX;
    FOR_EACH_SUBRTX (iter, array, SET_SRC (set), NONCONST)
      if (REG_P (*iter)) {
        rtx symbol = symbol_in_reg (i, REGNO (*iter), depth - 1);
        if (symbol)
          return symbol;
      }
    return NULL_RTX;
  }
  return NULL_RTX;
}

/* GCC itself notes the callee for -fipa-ra; without optimisation the address is computed just before.  */
rtx goro_target_loaded_symbol (rtx_insn *insn, rtx call)
{
  if (!large_model_p ())
    return NULL_RTX;
  rtx note = find_reg_note (insn, REG_CALL_DECL, NULL_RTX), addr = XEXP (XEXP (call, 0), 0);
  if (note)
    return XEXP (note, 0) && GET_CODE (XEXP (note, 0)) == SYMBOL_REF ? XEXP (note, 0) : NULL_RTX;
  return REG_P (addr) ? symbol_in_reg (insn, REGNO (addr), 4) : NULL_RTX;
}

/* In the large model: from the GOT to r11, which is free at any call.  */
static void call_through_r11 (rtx_insn *insn, rtx call, rtx symbol)
{
  rtx r11 = gen_rtx_REG (DImode, R11_REG);
  char *text = xasprintf ("%s\tmovq\t%s@GOTPCREL(%%%%rip), %%%%r11%s", syntax_in (),
                          goro_symbol_name (XSTR (symbol, 0)), syntax_out ());
  rtx body = gen_rtx_ASM_OPERANDS (VOIDmode, ggc_strdup (text), "", 0, rtvec_alloc (0), rtvec_alloc (0),
                                   rtvec_alloc (0), UNKNOWN_LOCATION);
  free (text);
  MEM_VOLATILE_P (body) = 1;
  rtx par = gen_rtx_PARALLEL (VOIDmode, gen_rtvec (2, body, gen_rtx_CLOBBER (VOIDmode, r11)));
  rtx_insn *i = emit_insn_before (par, insn);
  INSN_LOCATION (i) = INSN_LOCATION (insn);
  rtx mem = shallow_copy_rtx (XEXP (call, 0));
  XEXP (mem, 0) = r11;
  XEXP (call, 0) = mem;
  INSN_CODE (insn) = -1;
  df_insn_rescan (insn);
}

/* Code that is not position-independent has no GOT reference of that form; there a
   declaration with the attribute noplt makes GCC print one.  */
static void call_through_got (rtx symbol)
{
  tree decl = SYMBOL_REF_DECL (symbol);
  if (decl == NULL_TREE || TREE_CODE (decl) != FUNCTION_DECL) {
    decl = build_fn_decl (goro_symbol_name (XSTR (symbol, 0)), build_function_type_list (void_type_node, NULL_TREE));
    SET_SYMBOL_REF_DECL (symbol, decl);
  }
  if (!lookup_attribute ("noplt", DECL_ATTRIBUTES (decl)))
    DECL_ATTRIBUTES (decl) = tree_cons (get_identifier ("noplt"), NULL_TREE, DECL_ATTRIBUTES (decl));
}

void goro_target_set_callee (rtx_insn *insn, rtx call, rtx symbol, bool got)
{
  rtx addr = symbol;
  if (large_model_p ()) {
    call_through_r11 (insn, call, symbol);
    return;
  }
  if (got && flag_pic) {
    addr = gen_rtx_UNSPEC (Pmode, gen_rtvec (1, symbol), UNSPEC_GOTPCREL);
    addr = gen_const_mem (Pmode, gen_rtx_CONST (Pmode, addr));
  } else if (got)
    call_through_got (symbol);
  rtx mem = shallow_copy_rtx (XEXP (call, 0));
  XEXP (mem, 0) = addr;
  XEXP (call, 0) = mem;
  INSN_CODE (insn) = -1;
  df_insn_rescan (insn);
}

/* vzeroupper is a CALL_INSN too, of address 0, for what it clobbers.  */
bool goro_target_real_call_p (const rtx_insn *insn)
{
  if (!CALL_P (insn))
    return false;
  rtx call = get_call_rtx_from (const_cast<rtx_insn *> (insn));
  return call == NULL_RTX || XEXP (XEXP (call, 0), 0) != const0_rtx;
}

int goro_target_used_registers (rtx_insn *insn)
{
  for (int i = GORO_ARGUMENT_REGISTERS; i > 0; i--)
    if (find_regno_fusage (insn, USE, goro_target_gpr (goro_target_argument_registers[i - 1])))
      return i;
  return 0;
}

void goro_target_pass_args_size (rtx_insn *insn, HOST_WIDE_INT args)
{
  rtx_insn *set = emit_insn_before (gen_rtx_SET (gen_rtx_REG (SImode, R10_REG), GEN_INT (args)), insn);
  INSN_LOCATION (set) = INSN_LOCATION (insn);
}

/* Can the register that a call goes through be given another value before it?  Not if it keeps its value across calls, or
   is an argument as well.  r10 takes the callee to the runtime; the runtime knows the probe's faults by its bytes, which r12
   makes longer.  */
static bool free_for_callee_p (rtx_insn *insn, rtx callee)
{
  return REG_P (callee) && GENERAL_REG_P (callee) && REGNO (callee) != R10_REG && REGNO (callee) != R12_REG
         && this_target_hard_regs->x_call_used_regs[REGNO (callee)]
         && !find_regno_fusage (insn, USE, REGNO (callee));
}

/* Test the magic word before the callee's entry;  where it is absent, out of line:  mov callee, %r10;  the foreign
   entry in the callee's place.  Then the call.  r10 and r11 are free at every call that has no static chain.
   Rejected: a conditional move, without a branch.  The branch is as predictable as the call behind it; the moves
   were 1 % of SQLite's instructions, which sorts through pointers.  */
void goro_target_indirect_call (rtx_insn *insn, rtx call, HOST_WIDE_INT args)
{
  rtx callee = XEXP (XEXP (call, 0), 0);
  /* A nested function of this file, in the large code model.  */
  if (find_regno_fusage (insn, USE, R10_REG))
    return;
  location_t loc = INSN_LOCATION (insn);
  rtx_insn *i;

  if (!free_for_callee_p (insn, callee)) {
    rtx r11 = gen_rtx_REG (DImode, R11_REG);
    i = emit_insn_before (gen_rtx_SET (r11, copy_rtx (callee)), insn);
    INSN_LOCATION (i) = loc;
    callee = r11;
  }

  char reg[16], size[96] = "";
  sprintf (reg, "%%%%%s%s", LEGACY_INT_REG_P (callee) ? "r" : "", reg_names[REGNO (callee)]);
  if (args > 0)
    sprintf (size, "\tmovl\t$" HOST_WIDE_INT_PRINT_DEC ", %%%%fs:" STR (GORO_TCB_ARGS) "\n", args);
  char *text = xasprintf ("# foreign callee?\n%s"
                          "\tcmpl\t$" STR (GORO_MAGIC) ", -" STR (GORO_MAGIC_OFFSET) "(%s)\n"
                          "\tjne\t.LgoroX%%=\n"
                          ".LgoroC%%=:\n"
                          "\t.subsection 1\n"
                          ".LgoroX%%=:\n"
                          "\tmovq\t%s, %%%%r10\n%s"
                          "\tmovq\t__goro_foreign_ptr%s@GOTPCREL(%%%%rip), %s\n"
                          "\tjmp\t.LgoroC%%=\n"
                          "\t.subsection 0%s",
                          syntax_in (), reg, reg, size, args > 0 ? "_args" : "", reg, syntax_out ());
  rtx body = gen_rtx_ASM_OPERANDS (VOIDmode, ggc_strdup (text), "", 0, rtvec_alloc (0), rtvec_alloc (0),
                                   rtvec_alloc (0), UNKNOWN_LOCATION);
  free (text);
  MEM_VOLATILE_P (body) = 1;
  rtx par = gen_rtx_PARALLEL (VOIDmode, gen_rtvec (4, body, gen_rtx_CLOBBER (VOIDmode, callee),
                                                   gen_rtx_CLOBBER (VOIDmode, gen_rtx_REG (DImode, R10_REG)),
                                                   gen_rtx_CLOBBER (VOIDmode, gen_rtx_REG (CCmode, FLAGS_REG))));
  i = emit_insn_before (par, insn);
  INSN_LOCATION (i) = loc;

  rtx mem = shallow_copy_rtx (XEXP (call, 0));
  XEXP (mem, 0) = callee;
  XEXP (call, 0) = mem;
  /* A tail call through memory has a marker of its own, which one through a register has not.  */
  rtx pat = PATTERN (insn);
  if (GET_CODE (pat) == PARALLEL && XVECLEN (pat, 0) == 2 && GET_CODE (XVECEXP (pat, 0, 1)) == UNSPEC
      && XINT (XVECEXP (pat, 0, 1), 1) == UNSPEC_PEEPSIB)
    PATTERN (insn) = XVECEXP (pat, 0, 0);
  INSN_CODE (insn) = -1;
  df_insn_rescan (insn);
}

/* fstpt writes ten bytes.  The other six of the second word may be what is left of an address of this
   stack, and beside a sign and an exponent look like one, wherever the two words are copied; so
   they are cleared first.  */
void goro_target_clear_padding (rtx_insn *insn)
{
  rtx set = single_set (insn);
  if (set == NULL_RTX || !MEM_P (SET_DEST (set)) || GET_MODE (SET_DEST (set)) != XFmode)
    return;
  rtx addr = XEXP (SET_DEST (set), 0);
  if (GET_CODE (addr) == PLUS)
    addr = XEXP (addr, 0);
  if (GET_CODE (addr) == PLUS)
    addr = XEXP (addr, 1);
  if (!REG_P (addr) || (REGNO (addr) != SP_REG && REGNO (addr) != BP_REG))
    return;
  rtx word = adjust_address_nv (SET_DEST (set), DImode, UNITS_PER_WORD);
  rtx_insn *clear = emit_insn_before (gen_rtx_SET (word, const0_rtx), insn);
  INSN_LOCATION (clear) = INSN_LOCATION (insn);
}

void goro_target_begin_text (FILE *file)
{
  fputs (syntax_in (), file);
}

void goro_target_end_text (FILE *file)
{
  fprintf (file, "%s\n", syntax_out ());
}

void goro_target_emit_magic (FILE *file, unsigned number)
{
  /* As many bytes as functions are aligned to keep the entry's alignment.  */
  unsigned align = 1u << align_functions.levels[0].log;
  if (DECL_USER_ALIGN (current_function_decl))
    align = MAX (align, DECL_ALIGN_UNIT (current_function_decl));
  if (align >= 8)
    fprintf (file, "\t.skip %u, 0xcc\n", align - 4);
  fprintf (file, "\t.long " STR (GORO_MAGIC) "\n.LgoroF%u:\n", number);
}

void goro_target_emit_veneer (FILE *file, const char *name, bool args, bool weak, int registers)
{
  const char *prefix = args ? "goro.args." : "goro.";
  char entry[32];
  if (args)
    strcpy (entry, "__goro_foreign_args");
  else if (registers == GORO_ARGUMENT_REGISTERS)
    strcpy (entry, "__goro_foreign");
  else
    sprintf (entry, "__goro_foreign_%d", registers);
  fprintf (file, "\t.section\t.text.%s%s,\"axG\",@progbits,%s%s,comdat\n", prefix, name, prefix, name);
  fprintf (file, "\t.weak\t%s%s\n\t.hidden\t%s%s\n\t.type\t%s%s, @function\n\t.p2align 3\n",
           prefix, name, prefix, name, prefix, name);
  if (weak)
    fprintf (file, "\t.weak\t%s\n", name);
  fprintf (file, "%s%s:\n\t.cfi_startproc\n\tmovq\t%s@GOTPCREL(%%rip), %%r11\n"
           "\tjmp\t*%s@GOTPCREL(%%rip)\n\t.cfi_endproc\n\t.size\t%s%s, . - %s%s\n",
           prefix, name, name, entry, prefix, name, prefix, name);
}

/* The symbol main, which the C library's start code calls, starts the runtime with the user's.  */
void goro_target_emit_main (FILE *file)
{
  fprintf (file,
           "\t.text\n\t.globl\tmain\n\t.type\tmain, @function\n\t.p2align 4\nmain:\n\t.cfi_startproc\n%s"
           "\tleaq\tgoro.main(%%rip), %%rcx\n"
           "\tjmp\t*__goro_main@GOTPCREL(%%rip)\n"
           "\t.cfi_endproc\n\t.size\tmain, . - main\n",
           flag_cf_protection & CF_BRANCH ? "\tendbr64\n" : "");
}

/* Once in every program and shared library: a constructor that tells the
   runtime where the maps of this module are, before any of the user's (priorities from 101 up), and a destructor.  The name of the
   runtime's entry is what a linker prints when libgoro is missing.  */
void goro_target_emit_module (FILE *file)
{
  fputs ("\t.section\t.text.goro.module,\"axG\",@progbits,goro.module,comdat\n"
         "\t.weak\tgoro.module\n\t.hidden\tgoro.module\n\t.type\tgoro.module, @function\n"
         "goro.module:\n\t.cfi_startproc\n"
         "\tleaq\t__start_goro_pc(%rip), %rdi\n"
         "\tleaq\t__stop_goro_pc(%rip), %rsi\n"
         "\tleaq\t__start_goro_line(%rip), %rdx\n"
         "\tleaq\t__stop_goro_line(%rip), %rcx\n"
         "\tmovl\t$" STR (GORO_ABI_VERSION) ", %r8d\n"
         "\tleaq\tgoro.module_roots(%rip), %r9\n"
         "\tjmp\t*__goro_libgoro_is_missing__link_with_goro_gcc_or_lgoro@GOTPCREL(%rip)\n"
         "\t.cfi_endproc\n\t.size\tgoro.module, . - goro.module\n"
         "goro.module_gone:\n\t.cfi_startproc\n"
         "\tleaq\t__start_goro_pc(%rip), %rdi\n"
         "\tjmp\t*__goro_module_remove@GOTPCREL(%rip)\n"
         "\t.cfi_endproc\n"
         "\t.hidden\t__start_goro_pc\n\t.hidden\t__stop_goro_pc\n"
         "\t.hidden\t__start_goro_line\n\t.hidden\t__stop_goro_line\n"
         /* struct goro_module_roots; zeros where a module has no such section.  */
         "\t.section\t.data.rel.ro.goro.module,\"awG\",@progbits,goro.module,comdat\n\t.p2align 3\n"
         "goro.module_roots:\n"
         "\t.quad\t" STR (GORO_ROOTS_COMPLETE) "\n"
         "\t.quad\t__start_" GORO_ROOTS_SECTION ", __stop_" GORO_ROOTS_SECTION "\n"
         "\t.quad\t__start_" GORO_TLS_SECTION ", __stop_" GORO_TLS_SECTION ", goro.tls_base\n"
         "\t.quad\t__start_" GORO_NOPREEMPT_SECTION ", __stop_" GORO_NOPREEMPT_SECTION "\n"
         "\t.quad\t__start_" GORO_CODE_SECTION ", __stop_" GORO_CODE_SECTION "\n"
         "\t.weak\t__start_" GORO_CODE_SECTION "\n\t.weak\t__stop_" GORO_CODE_SECTION "\n"
         "\t.hidden\t__start_" GORO_CODE_SECTION "\n\t.hidden\t__stop_" GORO_CODE_SECTION "\n"
         "\t.weak\t__start_" GORO_NOPREEMPT_SECTION "\n\t.weak\t__stop_" GORO_NOPREEMPT_SECTION "\n"
         "\t.hidden\t__start_" GORO_NOPREEMPT_SECTION "\n\t.hidden\t__stop_" GORO_NOPREEMPT_SECTION "\n"
         "\t.weak\t__start_" GORO_ROOTS_SECTION "\n\t.weak\t__stop_" GORO_ROOTS_SECTION "\n"
         "\t.weak\t__start_" GORO_TLS_SECTION "\n\t.weak\t__stop_" GORO_TLS_SECTION "\n"
         "\t.weak\tgoro.tls_base\n\t.hidden\tgoro.tls_base\n"
         "\t.hidden\t__start_" GORO_ROOTS_SECTION "\n\t.hidden\t__stop_" GORO_ROOTS_SECTION "\n"
         "\t.hidden\t__start_" GORO_TLS_SECTION "\n\t.hidden\t__stop_" GORO_TLS_SECTION "\n"
         "\t.section\t.init_array.00050,\"awG\",@init_array,goro.module,comdat\n\t.p2align 3\n\t.quad\tgoro.module\n"
         /* Empty runs, so that the sections exist.  */
         "\t.section\tgoro_pc,\"aoG\",@progbits,goro.module,goro.module,comdat\n\t.long\t0, 0\n\t.byte\t0, 0\n"
         "\t.section\tgoro_line,\"aoG\",@progbits,goro.module,goro.module,comdat\n\t.long\t0, 0\n\t.byte\t0\n"
         "\t.section\t.fini_array.00050,\"awG\",@fini_array,goro.module,comdat\n\t.p2align 3\n\t.quad\tgoro.module_gone\n"
         /* Where objects of several versions are linked, each is there once.  The relocation does nothing,
            but keeps linkers from collecting the note.  */
         "\t.reloc\tgoro.module, BFD_RELOC_NONE, .Lgoro_note\n"
         "\t.section\t" GORO_NOTE_SECTION ",\"aG\",@note,goro.abi." STR (GORO_ABI_VERSION) ",comdat\n\t.p2align 2\n"
         ".Lgoro_note:\t.long\t5, 4, " STR (GORO_NOTE_TYPE) "\n\t.string\t\"goro\"\n\t.p2align 2\n"
         "\t.long\t" STR (GORO_ABI_VERSION) "\n",
         file);
}

/* Some linkers take x@dtpoff in an executable for the distance from the thread pointer, others for that from the
   start of the module's block: the same for all variables.  And the model initial-exec gives the module its block beside
   the thread pointer.  None but GNU ld knows x@tpoff as data.  */
void goro_target_emit_tls_record (FILE *file, const char *symbol)
{
  fprintf (file, "\t.quad\t%s@dtpoff", symbol);
}

void goro_target_emit_tls_base (FILE *file)
{
  fputs ("\t.section\t.tbss.goro.tls_base,\"awTG\",@nobits,goro.tls_base,comdat\n\t.p2align 3\n"
         "\t.weak\tgoro.tls_anchor\n\t.hidden\tgoro.tls_anchor\n\t.type\tgoro.tls_anchor, @object\n"
         "goro.tls_anchor:\n\t.zero\t8\n\t.size\tgoro.tls_anchor, 8\n"
         "\t.section\t.rodata.goro.tls_base,\"aG\",@progbits,goro.tls_base,comdat\n\t.p2align 3\n"
         "goro.tls_value:\n\t.quad\tgoro.tls_anchor@dtpoff\n"
         "\t.section\t.text.goro.tls_base,\"axG\",@progbits,goro.tls_base,comdat\n"
         "\t.weak\tgoro.tls_base\n\t.hidden\tgoro.tls_base\n\t.type\tgoro.tls_base, @function\n"
         "goro.tls_base:\n\t.cfi_startproc\n"
         "\tmovq\tgoro.tls_anchor@gottpoff(%rip), %rax\n"
         "\tsubq\tgoro.tls_value(%rip), %rax\n"
         "\tret\n\t.cfi_endproc\n\t.size\tgoro.tls_base, . - goro.tls_base\n", file);
}

/* --- thread-local variables ------------------------------------------------------------------------ */

/* A word in the address space of %fs with an alias set of its own.  */
static GTY (()) tree thread_pointer_type;

static const struct ggc_root_tab tls_roots[] = {
  { &thread_pointer_type, 1, sizeof thread_pointer_type, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

void goro_target_tls_init (const char *plugin_name)
{
  register_callback (plugin_name, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (tls_roots));
}

/* glibc keeps the thread pointer at %fs:0.  Address 0 is an address like others there.  */
tree goro_target_thread_pointer_ref (void)
{
  if (thread_pointer_type == NULL_TREE) {
    tree word = build_distinct_type_copy (TYPE_MAIN_VARIANT (long_unsigned_type_node));
    TYPE_ALIAS_SET (word) = new_alias_set ();
    thread_pointer_type = build_qualified_type (word, ENCODE_QUAL_ADDR_SPACE (ADDR_SPACE_SEG_FS));
  }
  tree at = build_int_cst (build_pointer_type (thread_pointer_type), 0);
  tree ref = build2 (MEM_REF, thread_pointer_type, at, at);
  TREE_THIS_NOTRAP (ref) = 1;
  return ref;
}

static bool thread_pointer_p (const_rtx x)
{
  return GET_CODE (x) == UNSPEC && XINT (x, 1) == UNSPEC_TP;
}

static bool has_thread_pointer_p (const_rtx x)
{
  subrtx_iterator::array_type array;
  FOR_EACH_SUBRTX (iter, array, x, ALL)
    if (thread_pointer_p (*iter))
      return true;
  return false;
}

/* X without the thread pointer in it.  */
static rtx without_thread_pointer (rtx x)
{
  if (thread_pointer_p (x))
    return const0_rtx;
  if (GET_CODE (x) == PLUS) {
    rtx a = without_thread_pointer (XEXP (x, 0)), b = without_thread_pointer (XEXP (x, 1));
    if (a == XEXP (x, 0) && b == XEXP (x, 1))
      return x;
    return simplify_gen_binary (PLUS, GET_MODE (x), a, b);
  }
  return x;
}

void goro_target_drop_thread_pointer (rtx_insn *insn)
{
  /* A note that the register holds &x invites GCC to make the address again, thread pointer and all.  */
  for (rtx *note = &REG_NOTES (insn); *note; )
    if ((REG_NOTE_KIND (*note) == REG_EQUAL || REG_NOTE_KIND (*note) == REG_EQUIV)
        && (has_thread_pointer_p (XEXP (*note, 0)) || tls_referenced_p (XEXP (*note, 0))))
      *note = XEXP (*note, 1);
    else
      note = &XEXP (*note, 1);
  if (!NONDEBUG_INSN_P (insn) || !has_thread_pointer_p (PATTERN (insn)))
    return;
  rtx set = single_set (insn);
  rtx src = set ? without_thread_pointer (SET_SRC (set)) : NULL_RTX;
  if (set == NULL_RTX || has_thread_pointer_p (src) || !REG_P (SET_DEST (set)))
    return; /* the verification at the end finds it */
  start_sequence ();
  rtx value = force_operand (src, SET_DEST (set));
  if (value != SET_DEST (set))
    emit_move_insn (SET_DEST (set), value);
  rtx_insn *seq = get_insns ();
  end_sequence ();
  emit_insn_before_setloc (seq, insn, INSN_LOCATION (insn));
  delete_insn (insn);
}

static bool at_thread_pointer_p (const_rtx x)
{
  return MEM_P (x) && MEM_ADDR_SPACE (x) == ADDR_SPACE_SEG_FS && XEXP (x, 0) == const0_rtx;
}

bool goro_target_reads_thread_pointer_p (const rtx_insn *insn)
{
  subrtx_iterator::array_type array;
  FOR_EACH_SUBRTX (iter, array, PATTERN (insn), ALL)
    if (at_thread_pointer_p (*iter))
      return true;
  return false;
}

bool goro_target_constant_thread_pointer_p (const rtx_insn *insn)
{
  subrtx_iterator::array_type array;
  FOR_EACH_SUBRTX (iter, array, PATTERN (insn), ALL) {
    const_rtx x = *iter;
    if (thread_pointer_p (x) || (at_thread_pointer_p (x) && MEM_READONLY_P (x)))
      return true;
    if (GET_CODE (x) == UNSPEC
        && (XINT (x, 1) == UNSPEC_TLS_GD || XINT (x, 1) == UNSPEC_TLS_LD_BASE || XINT (x, 1) == UNSPEC_TLSDESC))
      return true;
  }
  return false;
}

/* The psABI's sequence of the model global-dynamic, which linkers know by its bytes.  A variable of one file
   has its function once: two of the same name are an error of the linker's.  */
void goro_target_emit_tls_getter (FILE *file, const char *getter, const char *variable, bool local)
{
  if (local)
    fprintf (file, "\t.section\t.text.%s,\"ax\",@progbits\n\t.globl\t%s\n", getter, getter);
  else
    fprintf (file, "\t.section\t.text.%s,\"axG\",@progbits,%s,comdat\n\t.weak\t%s\n", getter, getter, getter);
  fprintf (file, "\t.hidden\t%s\n\t.type\t%s, @function\n\t.p2align 4\n%s:\n\t.cfi_startproc\n%s",
           getter, getter, getter, flag_cf_protection & CF_BRANCH ? "\tendbr64\n" : "");
  fprintf (file, "\tsubq\t$8, %%rsp\n\t.cfi_adjust_cfa_offset 8\n\t.byte\t0x66\n\tleaq\t%s@tlsgd(%%rip), %%rdi\n",
           variable);
  fputs (flag_plt ? "\t.value\t0x6666\n\trex64\n\tcall\t__tls_get_addr@PLT\n"
                  : "\t.byte\t0x66\n\trex64\n\tcall\t*__tls_get_addr@GOTPCREL(%rip)\n", file);
  fprintf (file, "\taddq\t$8, %%rsp\n\t.cfi_adjust_cfa_offset -8\n\tret\n\t.cfi_endproc\n\t.size\t%s, . - %s\n",
           getter, getter);
}
