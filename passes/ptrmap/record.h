/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sites of a function on their way from the insns (emit.cc) through the packed form
   (encode.cc) to the sections (sections.cc).  */
#ifndef GORO_RECORD_H
#define GORO_RECORD_H

/* A string of bytes of the maps.  */
struct goro_bytes {
  auto_vec<unsigned char> data;
  void put (unsigned v) { data.safe_push (v & 0xff); }
  void uleb (unsigned HOST_WIDE_INT v)
  {
    do {
      unsigned b = v & 0x7f;
      v >>= 7;
      put (v ? b | 0x80 : b);
    } while (v);
  }
  void sleb (HOST_WIDE_INT v)
  {
    bool more;
    do {
      unsigned b = v & 0x7f;
      v >>= 7;
      more = !((v == 0 && !(b & 0x40)) || (v == -1 && (b & 0x40)));
      put (more ? b | 0x80 : b);
    } while (more);
  }
  /* As operands of .byte; freed by the caller.  */
  char *text () const;
};

/* The rule of abi/maps.h, decoded.  */
struct goro_rule_record {
  unsigned flags, mask;
  unsigned from_fp; /* mask of registers whose place counts from the frame pointer */
  unsigned cfa;
  unsigned base;    /* with GORO_MAP_BASE_SP or _FP */
  unsigned where[GORO_CALLEE_SAVED];
  bool operator== (const goro_rule_record &other) const;
};

/* One call.  */
struct goro_call_record {
  char label[24];
  unsigned line;
  goro_rule_record rule;
  /* Classes in the numbering of abi/maps.h, GORO_ANY where nobody will look.  */
  unsigned char reg[GORO_CALLEE_SAVED];
  unsigned nargs, nwords;
  unsigned char *args, *words; /* words[0] is that at CFA - 16 */
};
const unsigned char GORO_ANY = 0xff;

/* One check.  */
struct goro_check_record {
  char label[24];
  unsigned need;
  unsigned char reg[GORO_CALLER_SAVED];
  unsigned nargs;
  unsigned char *args;
};

/* What is known of one contiguous piece of a function.  */
struct goro_piece {
  const char *name, *file, *entry;
  unsigned line;
  section *where;
  vec<goro_call_record> calls; /* classes are freed when the shape and rows are made */
  bool has_check;
  goro_check_record check;
  char *shape, *rows;          /* operands of .byte */
  unsigned shape_bytes, row_bytes;
};

/* Fills shape and rows.  */
void goro_encode_piece (goro_piece *p);
/* Writes the three sections.  */
void goro_write_pieces (FILE *file, vec<goro_piece *> *pieces);

/* For -fplugin-arg-goro-map-stats.  */
struct goro_map_counts {
  unsigned long calls, checks;
  unsigned long words[GORO_NUM_CLASSES];
  unsigned long map_bytes, line_bytes; /* but for what only the assembler knows: distances in the code */
};
extern struct goro_map_counts goro_map_counts;

#endif
