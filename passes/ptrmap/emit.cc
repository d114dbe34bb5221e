/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map records, joined from frame rules and classes, and written as data.

   After the CFI notes exist, so that the frame rule at each call is the final one.  The
   format is described where it is read: libgoro/stack/maps.h.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/ptrmap.h"
#include "passes/ptrmap/frame.h"
#include "libgoro/abi/maps.h"
#include "hash-map.h"

namespace {

struct site {
  char label[24];
  unsigned record; /* index */
  unsigned line;
};

struct part { /* the sites of one contiguous piece of a function */
  const char *name, *file, *entry;
  unsigned line;
  vec<site> sites;
};

vec<part *> parts;
vec<char *> records;                 /* ".byte" operands */
hash_map<nofree_string_hash, int> *record_index;
unsigned check_labels;

/* For -fplugin-arg-goro-map-stats.  */
struct {
  unsigned long sites, checks, bytes;
  unsigned long words[3];
} stats;

struct bytes {
  auto_vec<unsigned char> data;
  void put (unsigned v) { data.safe_push (v & 0xff); }
  void leb (unsigned HOST_WIDE_INT v)
  {
    do {
      unsigned b = v & 0x7f;
      v >>= 7;
      put (v ? b | 0x80 : b);
    } while (v);
  }
};

unsigned intern (const bytes *b)
{
  char *text = XNEWVEC (char, b->data.length () * 4 + 1), *p = text;
  for (unsigned i = 0; i < b->data.length (); i++)
    p += sprintf (p, "%s%u", i ? "," : "", b->data[i]);
  *p = 0;
  if (record_index == NULL)
    record_index = new hash_map<nofree_string_hash, int>;
  bool existed;
  int &index = record_index->get_or_insert (text, &existed);
  if (existed)
    free (text);
  else {
    index = records.length ();
    records.safe_push (text);
    stats.bytes += b->data.length ();
  }
  return index;
}

/* Order and meaning: abi/maps.h.  */
unsigned build_record (rtx_insn *insn, const goro_frame *f, bool check)
{
  const goro_site *s = goro_find_site (insn);
  bytes b;
  unsigned flags = 0, mask = 0;

  if (f->cfa_indirect)
    flags |= GORO_MAP_CFA_LOAD;
  else if (f->cfa_reg == 5)
    flags |= GORO_MAP_CFA_FP;
  else if (f->cfa_reg != 4)
    sorry_at (DECL_SOURCE_LOCATION (current_function_decl), "goro: cannot describe the frame of %qD",
              current_function_decl);
  if (check)
    flags |= GORO_MAP_CHECK;
  for (int i = 0; i < 6; i++)
    if (f->saved[goro_target_callee_saved[i]].valid) {
      mask |= 1u << i;
      if (f->saved[goro_target_callee_saved[i]].from_fp)
        flags |= GORO_MAP_SAVED_FP;
    }
  b.put (flags);
  b.leb ((f->cfa_indirect ? -f->cfa_off : f->cfa_off) / UNITS_PER_WORD);
  b.put (mask);
  for (int i = 0; i < 6; i++)
    if (mask & (1u << i)) {
      const goro_frame::saved_reg *sv = &f->saved[goro_target_callee_saved[i]];
      /* The frame pointer itself is saved where it points in a realigned frame.  */
      HOST_WIDE_INT off = sv->from_fp == ((flags & GORO_MAP_SAVED_FP) != 0) ? -sv->off : -1;
      if (off < 0)
        sorry_at (DECL_SOURCE_LOCATION (current_function_decl), "goro: cannot describe the registers saved by %qD",
                  current_function_decl);
      b.leb (off / UNITS_PER_WORD);
    }

  if (check) {
    unsigned classes = 0;
    for (int i = 0; i < 9; i++) {
      unsigned c = s ? s->reg[goro_target_caller_saved[i]] : GORO_AMBIGUOUS;
      classes |= c << (2 * i);
      stats.words[c]++;
    }
    b.put (classes);
    b.put (classes >> 8);
    b.put (classes >> 16);
    b.leb (goro_check_need ());
    stats.checks++;
    return intern (&b);
  }

  /* A register this function did not save still belongs to a caller, whose record covers it.  */
  unsigned classes = 0;
  for (int i = 0; i < 6; i++)
    if (mask & (1u << i)) {
      unsigned c = s ? s->reg[goro_target_callee_saved[i]] : GORO_AMBIGUOUS;
      if (goro_target_callee_saved[i] == 5 && frame_pointer_needed)
        c = GORO_POINTER;
      classes |= c << (2 * i);
      stats.words[c]++;
    }
  b.put (classes);
  b.put (classes >> 8);

  /* Words downward from the CFA: the return address, then the frame.  What is left out at the end is ambiguous.  */
  unsigned n = s ? s->nslots : 0;
  auto_vec<unsigned char> slots;
  for (unsigned i = 0; i < n; i++)
    slots.safe_push (s->slots[i]);
  for (int i = 0; i < GORO_NUM_GPR; i++)
    if (f->saved[i].valid && !f->saved[i].from_fp) {
      unsigned k = -f->saved[i].off / UNITS_PER_WORD - 1;
      while (slots.length () <= k)
        slots.safe_push (GORO_AMBIGUOUS);
      slots[k] = GORO_NOT_POINTER;
    }
  if (slots.length () > 0)
    slots[0] = GORO_NOT_POINTER;
  while (slots.length () > 0 && slots.last () == GORO_AMBIGUOUS)
    slots.pop ();
  b.leb (slots.length ());
  for (unsigned i = 0; i < slots.length (); i += 4) {
    unsigned byte = 0;
    for (unsigned k = 0; k < 4 && i + k < slots.length (); k++)
      byte |= slots[i + k] << (2 * k);
    b.put (byte);
  }
  for (unsigned char c : slots)
    stats.words[c]++;
  stats.sites++;
  return intern (&b);
}

part *new_part (tree decl)
{
  part *p = new part ();
  location_t loc = DECL_SOURCE_LOCATION (decl);
  p->name = xstrdup (DECL_NAME (decl) ? IDENTIFIER_POINTER (DECL_NAME (decl)) : "?");
  p->entry = goro_entry_label (decl);
  p->file = LOCATION_FILE (loc) ? xstrdup (LOCATION_FILE (loc)) : "?";
  p->line = LOCATION_LINE (loc);
  p->sites = vNULL;
  parts.safe_push (p);
  return p;
}

const pass_data emit_data = { RTL_PASS, "goro_maps", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_emit : public rtl_opt_pass {
public:
  pass_emit (gcc::context *ctxt) : rtl_opt_pass (emit_data, ctxt) {}
  unsigned int execute (function *) final override;
};

unsigned int pass_emit::execute (function *fun)
{
  goro_frame frame, remembered;
  part *p = NULL;

  goro_frame_at_entry (&frame);
  remembered = frame;
  rtx_insn *next;
  for (rtx_insn *insn = get_insns (); insn; insn = next) {
    next = NEXT_INSN (insn);
    if (NOTE_P (insn)) {
      if (NOTE_KIND (insn) == NOTE_INSN_CFI) {
        if (!goro_frame_apply (&frame, &remembered, NOTE_CFI (insn)))
          sorry_at (DECL_SOURCE_LOCATION (fun->decl), "goro: cannot describe the frame of %qD", fun->decl);
      } else if (NOTE_KIND (insn) == NOTE_INSN_SWITCH_TEXT_SECTIONS) {
        /* The other section's frame rules start anew.  */
        goro_frame_at_entry (&frame);
        p = NULL;
      }
      continue;
    }
    bool check = goro_check_insn_p (insn);
    if (!check && (!goro_target_real_call_p (insn) || SIBLING_CALL_P (insn)))
      continue;
    if (p == NULL)
      p = new_part (fun->decl);
    site st;
    st.record = build_record (insn, &frame, check);
    int line = INSN_HAS_LOCATION (insn) ? insn_line (insn) : 0;
    st.line = line > 0 ? line : p->line;
    if (check) {
      goro_check_label (insn, ++check_labels);
      sprintf (st.label, ".LgoroR%u", check_labels);
    } else {
      rtx label = gen_label_rtx ();
      rtx_note *note = emit_note_after (NOTE_INSN_DELETED, insn);
      NOTE_KIND (note) = NOTE_INSN_DELETED_LABEL; /* final prints just the label */
      NOTE_DELETED_LABEL_NAME (note) = NULL;
      CODE_LABEL_NUMBER (note) = CODE_LABEL_NUMBER (label);
      sprintf (st.label, ".L%d", CODE_LABEL_NUMBER (label));
    }
    p->sites.safe_push (st);
  }
  goro_forget_sites ();
  return 0;
}

/* A string in the merged section.  */
void emit_string (FILE *file, unsigned number, const char *text)
{
  fprintf (file, ".LgoroT%u:\t.string \"", number);
  for (; *text; text++)
    if (*text == '"' || *text == '\\')
      fprintf (file, "\\%c", *text);
    else
      putc (*text, file);
  fprintf (file, "\"\n");
}

} // namespace

void goro_emit_maps (FILE *file)
{
  if (parts.is_empty ())
    return;

  unsigned strings = 0;
  fprintf (file, "\t.section\tgoro_str,\"aMS\",@progbits,1\n");
  auto_vec<unsigned> names, files;
  hash_map<nofree_string_hash, int> seen;
  for (part *p : parts) {
    const char *texts[2] = { p->name, p->file };
    for (int k = 0; k < 2; k++) {
      bool existed;
      int &number = seen.get_or_insert (texts[k], &existed);
      if (!existed) {
        number = strings++;
        emit_string (file, number, texts[k]);
      }
      (k ? files : names).safe_push (number);
    }
  }

  fprintf (file, "\t.section\tgoro_rec,\"a\",@progbits\n.LgoroM:\n");
  for (unsigned i = 0; i < records.length (); i++)
    fprintf (file, ".LgoroM%u:\t.byte %s\n", i, records[i]);

  fprintf (file, "\t.section\tgoro_pc,\"aR\",@progbits\n\t.p2align 2\n");
  for (unsigned i = 0; i < parts.length (); i++) {
    part *p = parts[i];
    fprintf (file, "\t.long\t%s - .\n\t.long\t%s - .\n\t.long\t.LgoroT%u - .\n\t.long\t.LgoroT%u - .\n"
             "\t.long\t.LgoroM - .\n\t.long\t%u\n\t.long\t%u\n",
             p->sites[0].label, p->entry, names[i], files[i], p->line, p->sites.length ());
    for (const site &s : p->sites)
      fprintf (file, "\t.long\t%s - %s, .LgoroM%u - .LgoroM, %u\n", s.label, p->sites[0].label, s.record, s.line);
  }
  if (goro_opt.map_stats) {
    unsigned long all = stats.words[0] + stats.words[1] + stats.words[2];
    fprintf (stderr, "goro maps: %lu call sites, %lu checks, %u records of %lu bytes; words described: %lu "
             "(%lu not a pointer, %lu pointer, %lu ambiguous)\n",
             stats.sites, stats.checks, records.length (), stats.bytes, all, stats.words[0], stats.words[1],
             stats.words[2]);
  }
}

opt_pass *goro_make_emit_pass (void)
{
  return new pass_emit (g);
}
