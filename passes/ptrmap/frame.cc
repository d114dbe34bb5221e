/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frame rules, taken from GCC's own call frame information.

   Rejected: following the stack pointer ourselves.  Realigned frames and their
   saved registers are GCC's business, and its CFI is right already or no
   debugger would work.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/frame.h"

void goro_frame_at_entry (struct goro_frame *f)
{
  memset (f, 0, sizeof *f);
  f->cfa_reg = 4;
  f->cfa_off = UNITS_PER_WORD;
}

/* "register + offset", with or without a dereference after it.  */
static bool read_expression (dw_loc_descr_ref loc, int *reg, HOST_WIDE_INT *off, bool *deref)
{
  if (loc == NULL || loc->dw_loc_opc < DW_OP_breg0 || loc->dw_loc_opc > DW_OP_breg31)
    return false;
  *reg = goro_target_index_of_dwarf (loc->dw_loc_opc - DW_OP_breg0);
  *off = loc->dw_loc_oprnd1.v.val_int;
  *deref = false;
  loc = loc->dw_loc_next;
  if (loc && loc->dw_loc_opc == DW_OP_deref) {
    *deref = true;
    loc = loc->dw_loc_next;
  }
  return loc == NULL && *reg >= 0;
}

bool goro_frame_apply (struct goro_frame *f, struct goro_frame *remembered, dw_cfi_ref cfi)
{
  int reg;
  HOST_WIDE_INT off;
  bool deref;

  switch (cfi->dw_cfi_opc) {
  case DW_CFA_offset:
  case DW_CFA_offset_extended:
  case DW_CFA_offset_extended_sf:
    reg = goro_target_index_of_dwarf (cfi->dw_cfi_oprnd1.dw_cfi_reg_num);
    if (reg >= 0)
      f->saved[reg] = { true, false, cfi->dw_cfi_oprnd2.dw_cfi_offset };
    return true;
  case DW_CFA_restore:
  case DW_CFA_restore_extended:
  case DW_CFA_same_value:
  case DW_CFA_undefined:
    reg = goro_target_index_of_dwarf (cfi->dw_cfi_oprnd1.dw_cfi_reg_num);
    if (reg >= 0)
      f->saved[reg].valid = false;
    return true;
  case DW_CFA_def_cfa:
  case DW_CFA_def_cfa_sf:
    f->cfa_reg = goro_target_index_of_dwarf (cfi->dw_cfi_oprnd1.dw_cfi_reg_num);
    f->cfa_off = cfi->dw_cfi_oprnd2.dw_cfi_offset;
    f->cfa_indirect = false;
    return f->cfa_reg >= 0;
  case DW_CFA_def_cfa_register:
    f->cfa_reg = goro_target_index_of_dwarf (cfi->dw_cfi_oprnd1.dw_cfi_reg_num);
    f->cfa_indirect = false;
    return f->cfa_reg >= 0;
  case DW_CFA_def_cfa_offset:
  case DW_CFA_def_cfa_offset_sf:
    f->cfa_off = cfi->dw_cfi_oprnd1.dw_cfi_offset;
    return true;
  case DW_CFA_def_cfa_expression:
    if (!read_expression (cfi->dw_cfi_oprnd1.dw_cfi_loc, &reg, &off, &deref))
      return false;
    f->cfa_reg = reg;
    f->cfa_off = off;
    f->cfa_indirect = deref;
    return true;
  case DW_CFA_expression: {
    int which = goro_target_index_of_dwarf (cfi->dw_cfi_oprnd1.dw_cfi_reg_num);
    if (!read_expression (cfi->dw_cfi_oprnd2.dw_cfi_loc, &reg, &off, &deref) || deref || which < 0)
      return false;
    f->saved[which] = { true, true, off };
    return reg == 5;
  }
  case DW_CFA_remember_state:
    *remembered = *f;
    return true;
  case DW_CFA_restore_state:
    *f = *remembered;
    return true;
  case DW_CFA_GNU_args_size:
  case DW_CFA_advance_loc:
    return true;
  default:
    return false;
  }
}
