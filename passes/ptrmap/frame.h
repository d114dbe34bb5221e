/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame rule at one insn: how to find the caller's frame and its registers.  */
#ifndef GORO_FRAME_H
#define GORO_FRAME_H

struct goro_frame {
  /* CFA = register + offset, or what memory at register + offset holds.  */
  int cfa_reg; /* in the machine's encoding */
  HOST_WIDE_INT cfa_off;
  bool cfa_indirect;
  struct saved_reg {
    bool valid;
    bool from_fp;      /* relative to the frame pointer, not to the CFA */
    HOST_WIDE_INT off;
  } saved[GORO_NUM_GPR];
};

void goro_frame_at_entry (struct goro_frame *f);
/* Apply one CFI; false if it is of a kind that no prologue of ours should hold.  */
bool goro_frame_apply (struct goro_frame *f, struct goro_frame *remembered, dw_cfi_ref cfi);

#endif
