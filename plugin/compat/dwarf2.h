/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the DWARF 5 standard that GCC's dwarf2out.h and our frame rules
   need.  GCC's own header of this name is not among those installed for plugins.  */
#ifndef GORO_COMPAT_DWARF2_H
#define GORO_COMPAT_DWARF2_H

/* DWARF 5, table 7.29.  */
enum dwarf_call_frame_info {
  DW_CFA_nop = 0x00,
  DW_CFA_offset_extended = 0x05,
  DW_CFA_restore_extended = 0x06,
  DW_CFA_undefined = 0x07,
  DW_CFA_same_value = 0x08,
  DW_CFA_register = 0x09,
  DW_CFA_remember_state = 0x0a,
  DW_CFA_restore_state = 0x0b,
  DW_CFA_def_cfa = 0x0c,
  DW_CFA_def_cfa_register = 0x0d,
  DW_CFA_def_cfa_offset = 0x0e,
  DW_CFA_def_cfa_expression = 0x0f,
  DW_CFA_expression = 0x10,
  DW_CFA_offset_extended_sf = 0x11,
  DW_CFA_def_cfa_sf = 0x12,
  DW_CFA_def_cfa_offset_sf = 0x13,
  DW_CFA_GNU_args_size = 0x2e,
  DW_CFA_advance_loc = 0x40,
  DW_CFA_offset = 0x80,
  DW_CFA_restore = 0xc0
};

/* DWARF 5, table 7.9.  */
enum dwarf_location_atom { DW_OP_deref = 0x06, DW_OP_breg0 = 0x70, DW_OP_breg31 = 0x8f };

/* Only named by dwarf2out.h.  */
enum dwarf_attribute { DW_AT_name = 0x03 };
enum dwarf_tag { DW_TAG_compile_unit = 0x11 };

#endif
