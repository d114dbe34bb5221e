/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer maps: at each call and check, the frame rule of that place joined with the
   classes that the dataflow found.

   After the CFI notes exist, so that the frame rule at each call is the final one.  encode.cc
   packs what is found here, sections.cc writes it; the format is in abi/maps.h.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/ptrmap.h"
#include "passes/ptrmap/frame.h"
#include "passes/ptrmap/record.h"
#include "passes/ptrmap/causes.h"

struct goro_map_counts goro_map_counts;

namespace {

vec<goro_piece *> pieces;
unsigned check_labels;

void count_live_words (const goro_site *s)
{
  if (s)
    for (unsigned k = 0; k < GORO_NUM_CLASSES; k++)
      goro_map_counts.words[k] += s->live_words[k];
}

unsigned char *copy_classes (const unsigned char *from, unsigned n)
{
  unsigned char *to = XNEWVEC (unsigned char, n + 1);
  if (n)
    memcpy (to, from, n);
  return to;
}

/* -fplugin-arg-goro-drop: what of these classes is to be forgotten, is.  */
void drop_classes (unsigned char *classes, unsigned n, goro_drop pointers)
{
  for (unsigned i = 0; i < n; i++)
    if (goro_opt.drop == GORO_DROP_AMBIGUOUS ? classes[i] == GORO_AMBIGUOUS
        : goro_opt.drop == pointers && (pointers == GORO_DROP_ARGUMENTS ? classes[i] != GORO_ANY
                                                                       : classes[i] == GORO_POINTER))
      classes[i] = GORO_NOT_POINTER;
}

void sorry_frame (void)
{
  sorry_at (DECL_SOURCE_LOCATION (current_function_decl), "goro: cannot describe the frame of %qD",
            current_function_decl);
}

/* Where the words count from.  */
void take_base (const goro_site *s, goro_rule_record *r)
{
  if (s == NULL || s->base == GORO_BASE_CFA || s->base == GORO_BASE_NONE)
    return;
  if (s->base == GORO_BASE_UNKNOWN)
    sorry_frame ();
  r->flags |= s->base == GORO_BASE_SP ? GORO_MAP_BASE_SP : GORO_MAP_BASE_FP;
  r->base = s->base_place / UNITS_PER_WORD;
}

void take_rule (const goro_frame *f, goro_rule_record *r)
{
  memset (r, 0, sizeof *r);
  if (f->cfa_indirect)
    r->flags |= GORO_MAP_CFA_LOAD;
  else if (f->cfa_reg == 5)
    r->flags |= GORO_MAP_CFA_FP;
  else if (f->cfa_reg != 4)
    sorry_frame ();
  r->cfa = (f->cfa_indirect ? -f->cfa_off : f->cfa_off) / UNITS_PER_WORD;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++) {
    /* In a realigned frame some count from the frame pointer, and it itself is saved where it points; what was
       saved before, to hold the address of the arguments, counts from the CFA.  */
    const goro_frame::saved_reg *sv = &f->saved[goro_target_callee_saved[i]];
    if (!sv->valid)
      continue;
    r->mask |= 1u << i;
    r->from_fp |= (unsigned) sv->from_fp << i;
    if (sv->off > 0)
      sorry_at (DECL_SOURCE_LOCATION (current_function_decl), "goro: cannot describe the registers saved by %qD",
                current_function_decl);
    r->where[i] = -sv->off / UNITS_PER_WORD;
  }
}

void take_call (rtx_insn *insn, const goro_frame *f, goro_call_record *c)
{
  const goro_site *s = goro_find_site (insn);
  take_rule (f, &c->rule);
  take_base (s, &c->rule);

  /* A register this function did not save still belongs to a caller, whose record covers it.  */
  for (int i = 0; i < GORO_CALLEE_SAVED; i++) {
    c->reg[i] = s ? s->reg[goro_target_callee_saved[i]] : GORO_AMBIGUOUS;
    drop_classes (&c->reg[i], 1, GORO_DROP_POINTER_REGISTERS);
    if (i == GORO_FP_INDEX && frame_pointer_needed)
      c->reg[i] = GORO_POINTER;
    if (!(c->rule.mask & (1u << i)))
      c->reg[i] = GORO_ANY;
  }

  c->nargs = s ? s->nargs : 0;
  c->args = copy_classes (s ? s->args : NULL, c->nargs);
  drop_classes (c->args, c->nargs, GORO_DROP_ARGUMENTS);

  /* Words downward from the base; the first holds the return address.  */
  auto_vec<unsigned char> words;
  goro_base base = s ? s->base : GORO_BASE_CFA;
  for (unsigned i = 0; s && i < s->nslots; i++)
    words.safe_push (base == GORO_BASE_NONE ? (unsigned char) GORO_DEAD : s->slots[i]);
  auto set_word = [&] (HOST_WIDE_INT place, int cls) {
    unsigned k = -place / UNITS_PER_WORD - 1;
    while (words.length () <= k)
      words.safe_push (GORO_AMBIGUOUS);
    words[k] = cls;
  };
  /* What is saved in a word belongs to the register's owner.  */
  for (int i = 0; i < GORO_NUM_GPR; i++) {
    const goro_frame::saved_reg *sv = &f->saved[i];
    if (!sv->valid)
      continue;
    if (!sv->from_fp && base == GORO_BASE_CFA)
      set_word (sv->off, GORO_NOT_POINTER);
    else if (sv->from_fp && s && s->fp_place + sv->off < 0)
      set_word (s->fp_place + sv->off, GORO_NOT_POINTER);
  }
  /* The word that holds the CFA: the epilogue wants it, and a walk.  */
  if (f->cfa_indirect && s && s->fp_place + f->cfa_off < 0)
    set_word (s->fp_place + f->cfa_off, GORO_POINTER);
  unsigned n = words.length ();
  c->nwords = n > 0 ? n - 1 : 0;
  c->words = copy_classes (n > 1 ? &words[1] : NULL, c->nwords);
  drop_classes (c->words, c->nwords, GORO_DROP_POINTER_SLOTS);
  count_live_words (s);
  goro_map_counts.calls++;
}

void take_check (rtx_insn *insn, goro_check_record *c)
{
  const goro_site *s = goro_find_site (insn);
  for (int i = 0; i < GORO_CALLER_SAVED; i++)
    c->reg[i] = s ? s->reg[goro_target_caller_saved[i]] : GORO_AMBIGUOUS;
  c->need = goro_check_need ();
  c->nargs = s ? s->nargs : 0;
  c->args = copy_classes (s ? s->args : NULL, c->nargs);
  drop_classes (c->reg, GORO_CALLER_SAVED, GORO_DROP_ARGUMENTS);
  drop_classes (c->args, c->nargs, GORO_DROP_ARGUMENTS);
  count_live_words (s);
  goro_map_counts.checks++;
}

goro_piece *new_piece (tree decl)
{
  goro_piece *p = new goro_piece ();
  location_t loc = DECL_SOURCE_LOCATION (decl);
  p->name = xstrdup (DECL_NAME (decl) ? IDENTIFIER_POINTER (DECL_NAME (decl)) : "?");
  p->entry = goro_entry_label (decl);
  p->file = LOCATION_FILE (loc) ? xstrdup (LOCATION_FILE (loc)) : "?";
  p->line = LOCATION_LINE (loc);
  p->where = current_function_section ();
  p->calls = vNULL;
  pieces.safe_push (p);
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
  goro_piece *p = NULL;
  bool was_cold = in_cold_section_p;

  goro_frame_at_entry (&frame);
  remembered = frame;
  in_cold_section_p = false;
  rtx_insn *next;
  for (rtx_insn *insn = get_insns (); insn; insn = next) {
    next = NEXT_INSN (insn);
    if (NOTE_P (insn)) {
      if (NOTE_KIND (insn) == NOTE_INSN_CFI) {
        if (!goro_frame_apply (&frame, &remembered, NOTE_CFI (insn)))
          sorry_frame ();
      } else if (NOTE_KIND (insn) == NOTE_INSN_SWITCH_TEXT_SECTIONS) {
        /* The other section's frame rules start anew.  */
        goro_frame_at_entry (&frame);
        in_cold_section_p = !in_cold_section_p;
        if (p)
          goro_encode_piece (p);
        p = NULL;
      }
      continue;
    }
    bool check = goro_check_insn_p (insn);
    if (!check && (!goro_target_real_call_p (insn) || SIBLING_CALL_P (insn)))
      continue;
    if (check && p && p->has_check) {
      /* A copy that some pass made.  */
      goro_encode_piece (p);
      p = NULL;
    }
    if (p == NULL)
      p = new_piece (fun->decl);
    if (check) {
      take_check (insn, &p->check);
      p->has_check = true;
      goro_check_label (insn, ++check_labels);
      sprintf (p->check.label, ".LgoroR%u", check_labels);
      continue;
    }
    goro_call_record c;
    take_call (insn, &frame, &c);
    int line = INSN_HAS_LOCATION (insn) ? insn_line (insn) : 0;
    c.line = line > 0 ? line : p->line;
    rtx label = gen_label_rtx ();
    rtx_note *note = emit_note_after (NOTE_INSN_DELETED, insn);
    NOTE_KIND (note) = NOTE_INSN_DELETED_LABEL; /* final prints just the label */
    NOTE_DELETED_LABEL_NAME (note) = NULL;
    CODE_LABEL_NUMBER (note) = CODE_LABEL_NUMBER (label);
    sprintf (c.label, ".L%d", CODE_LABEL_NUMBER (label));
    p->calls.safe_push (c);
  }
  if (p)
    goro_encode_piece (p);
  in_cold_section_p = was_cold;
  goro_forget_sites ();
  return 0;
}

} // namespace

void goro_emit_maps (FILE *file)
{
  goro_write_pieces (file, &pieces);
  const struct goro_map_counts *c = &goro_map_counts;
  if (!goro_opt.map_stats || pieces.is_empty ())
    return;
  unsigned long all = 0;
  for (unsigned long n : c->words)
    all += n;
  /* One line, for scripts too: key=value.  */
  fprintf (stderr, "goro maps: calls=%lu checks=%lu words=%lu not-pointer=%lu pointer=%lu ambiguous=%lu dead=%lu "
           "negated=%lu narrow=%lu ambiguous-percent=%.2f map-bytes=%lu traceback-bytes=%lu\n", c->calls, c->checks, all,
           c->words[GORO_NOT_POINTER], c->words[GORO_POINTER], c->words[GORO_AMBIGUOUS], c->words[GORO_DEAD],
           c->words[GORO_NEGATED], c->words[GORO_NARROW], all ? 100.0 * c->words[GORO_AMBIGUOUS] / all : 0.0, c->map_bytes, c->line_bytes);
  goro_print_causes ();
}

opt_pass *goro_make_emit_pass (void)
{
  return new pass_emit (g);
}
