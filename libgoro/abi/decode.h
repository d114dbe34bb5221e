/* SPDX-License-Identifier: MIT */
/* Reading the pointer maps of maps.h: no memory, no library, nothing trusted beyond the
   end of the section.  The runtime and goro-maps include this.

   Positions in the code are offsets from the run's base; the caller knows where the base and
   the table are (in an object file, by relocations of the run's first two words).

       while (goro_run_open (&run, at, end)) {
         while (goro_run_check (&run, table, table_end, &check))   // all checks first
           ...
         while (goro_run_function (&run, table, table_end, &function))
           for (i = 0; goro_function_site (&run, &function, &offset); i++) {
             goro_function_rule (&function, i, &rule);
             goro_words_open (&words, &function, i);
             while (goro_words_next (&words))
               ...
           }
         at = run.in.at;
       }  */
#ifndef GORO_ABI_DECODE_H
#define GORO_ABI_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/maps.h"

struct goro_reader {
  const uint8_t *at, *end;
};

static inline uint32_t goro_read_byte (struct goro_reader *in)
{
  return in->at < in->end ? *in->at++ : 0;
}

static inline uint32_t goro_read_uleb (struct goro_reader *in)
{
  uint32_t v = goro_read_byte (in);
  if (v < 0x80)
    return v;
  v &= 0x7f;
  for (unsigned shift = 7; shift < 32; shift += 7) {
    uint32_t b = goro_read_byte (in);
    v |= (b & 0x7f) << shift;
    if (b < 0x80)
      break;
  }
  return v;
}

static inline int32_t goro_read_sleb (struct goro_reader *in)
{
  uint32_t v = 0, b;
  unsigned shift = 0;
  do {
    b = goro_read_byte (in);
    v |= (b & 0x7f) << shift;
    shift += 7;
  } while ((b & 0x80) && shift < 32);
  if ((b & 0x40) && shift < 32)
    v |= ~UINT32_C (0) << shift;
  return (int32_t) v;
}

/* A field of a byte that may go on in a uleb.  */
static inline uint32_t goro_read_more (struct goro_reader *in, uint32_t field, uint32_t full)
{
  return field == full ? full + goro_read_uleb (in) : field;
}

static inline uint32_t goro_count_ones (uint32_t set)
{
  uint32_t n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

/* Bits for an index below n.  */
static inline uint32_t goro_index_bits (uint32_t n)
{
  uint32_t bits = 0;
  while ((UINT32_C (1) << bits) < n)
    bits++;
  return bits;
}

struct goro_run {
  struct goro_reader in;
  uint32_t nchecks, nfunctions; /* still to come */
  uint32_t check_offset, site_offset;
};

/* False at the end.  */
static inline bool goro_run_open (struct goro_run *r, const uint8_t *at, const uint8_t *end)
{
  if (end - at < 10)
    return false;
  r->in.at = at + 8;
  r->in.end = end;
  r->nchecks = goro_read_uleb (&r->in);
  r->nfunctions = goro_read_uleb (&r->in);
  r->check_offset = r->site_offset = 0;
  return true;
}

struct goro_check {
  uint32_t offset, need, vector;
  uint32_t nargs;
  const uint8_t *args; /* nibbles */
};

static inline const uint8_t *goro_table_vector (const uint8_t *table, const uint8_t *end, uint32_t index)
{
  struct goro_reader in = { table, end };
  uint32_t n = goro_read_uleb (&in);
  return index < n ? in.at + (uint64_t) GORO_VECTOR_BYTES * index : in.at;
}

static inline uint32_t goro_nibble (const uint8_t *at, uint32_t i)
{
  return at[i / 2] >> (i % 2 * 4) & 15;
}

static inline bool goro_run_check (struct goro_run *r, const uint8_t *table, const uint8_t *table_end,
                                   struct goro_check *c)
{
  if (r->nchecks == 0)
    return false;
  r->nchecks--;
  r->check_offset += goro_read_uleb (&r->in);
  c->offset = r->check_offset;
  c->need = 8 * goro_read_uleb (&r->in);
  c->vector = goro_read_uleb (&r->in);
  c->nargs = 0;
  if (goro_nibble (goro_table_vector (table, table_end, c->vector), GORO_CALLER_SAVED))
    c->nargs = goro_read_uleb (&r->in);
  c->args = r->in.at;
  r->in.at += (c->nargs + 1) / 2;
  return true;
}

struct goro_function {
  uint32_t nsites;
  uint32_t nrules, ncolumns;
  bool limited;             /* words below the first nwords are ambiguous */
  uint32_t nwords, nargs;
  uint32_t row_bits;
  struct goro_reader rules, columns, deltas;
  const uint8_t *rows;
  uint32_t offset, left;    /* of goro_function_site */
};

struct goro_rule {
  uint8_t flags, saved;
  uint8_t from_fp; /* mask of registers whose place counts from fp, not from the CFA */
  uint32_t cfa, base;
  uint32_t where[GORO_CALLEE_SAVED];
};

static inline void goro_read_rule (struct goro_reader *in, struct goro_rule *rule)
{
  static const uint8_t order[GORO_CALLEE_SAVED] = { 0, 1, 2, 3, 5, 4 };
  uint32_t head = goro_read_byte (in), kind = head >> 6, place = 2;
  rule->saved = head & 63;
  rule->from_fp = 0;
  rule->flags = kind == 1 ? GORO_MAP_CFA_FP : kind == 2 ? goro_read_byte (in) : 0;
  rule->cfa = goro_read_uleb (in);
  rule->base = rule->flags & (GORO_MAP_BASE_SP | GORO_MAP_BASE_FP) ? goro_read_uleb (in) : 0;
  for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
    rule->where[i] = 0;
  if (kind == 2) {
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      if (rule->saved >> i & 1) {
        uint32_t where = goro_read_uleb (in);
        rule->where[i] = where >> 1;
        rule->from_fp |= (where & 1) << i;
      }
    return;
  }
  if (kind == 1 && (rule->saved >> GORO_FP_INDEX & 1))
    rule->where[GORO_FP_INDEX] = place++;
  for (unsigned k = 0; k < GORO_CALLEE_SAVED; k++)
    if ((rule->saved >> order[k] & 1) && rule->where[order[k]] == 0)
      rule->where[order[k]] = place++;
}

/* Words between the stack pointer and the CFA or the base, in a function that is not limited.  */
static inline uint32_t goro_rule_depth (const struct goro_rule *rule)
{
  return rule->flags & GORO_MAP_BASE_SP ? rule->base : rule->cfa;
}

/* One run of a column; bits 5-7 of the column's head begin the count of the runs.  */
static inline void goro_read_run (struct goro_reader *in, uint32_t *gap, uint32_t *count)
{
  uint32_t b = goro_read_byte (in);
  *gap = goro_read_more (in, b & 31, 31);
  *count = 1 + goro_read_more (in, b >> 5, 7);
}

/* The set of a column's classes, of which the head has been read.  */
static inline uint32_t goro_read_set (struct goro_reader *in, uint32_t head)
{
  return head & 31 ? head & 31 : goro_read_byte (in);
}

static inline void goro_read_shape (struct goro_reader *in, struct goro_function *f)
{
  struct goro_rule rule;
  uint32_t head = goro_read_byte (in);
  f->nrules = 1 + goro_read_more (in, head & 3, 3);
  f->ncolumns = goro_read_more (in, head >> 4, 15);
  f->rules = *in;
  for (uint32_t i = 0; i < f->nrules && in->at < in->end; i++)
    goro_read_rule (in, &rule);
  f->limited = (head & GORO_SHAPE_LIMITED) != 0;
  f->nwords = f->limited ? goro_read_uleb (in) : 0;
  f->nargs = head & GORO_SHAPE_ARGS ? goro_read_uleb (in) : 0;
  f->columns = *in;
  f->row_bits = goro_index_bits (f->nrules);
  for (uint32_t i = 0; i < f->ncolumns && in->at < in->end; i++) {
    uint32_t column = goro_read_byte (in), gap, count;
    f->row_bits += goro_index_bits (goro_count_ones (goro_read_set (in, column)));
    for (uint32_t runs = 1 + goro_read_more (in, column >> 5, 7); runs > 0 && in->at < in->end; runs--)
      goro_read_run (in, &gap, &count);
  }
}

/* A function at in.  */
static inline void goro_read_function (struct goro_reader *in, const uint8_t *table, const uint8_t *table_end,
                                       struct goro_function *f)
{
  f->nsites = f->left = goro_read_uleb (in);
  uint32_t shape = goro_read_uleb (in);
  if (shape == 0)
    goro_read_shape (in, f);
  else {
    struct goro_reader other = { table, table_end };
    uint32_t vectors = goro_read_uleb (&other);
    other.at += (uint64_t) GORO_VECTOR_BYTES * vectors + shape - 1;
    goro_read_shape (&other, f);
  }
  f->deltas = *in;
  for (uint32_t i = 0; i < f->nsites && in->at < in->end; i++)
    while (goro_read_byte (in) & 0x80)
      ;
  f->rows = in->at;
  in->at += ((uint64_t) f->nsites * f->row_bits + 7) / 8;
}

/* After the last check.  The next call must come after all sites of this function were read.  */
static inline bool goro_run_function (struct goro_run *r, const uint8_t *table, const uint8_t *table_end,
                                      struct goro_function *f)
{
  if (r->nfunctions == 0)
    return false;
  r->nfunctions--;
  goro_read_function (&r->in, table, table_end, f);
  return true;
}

static inline bool goro_function_site (struct goro_run *r, struct goro_function *f, uint32_t *offset)
{
  if (f->left == 0)
    return false;
  f->left--;
  r->site_offset += goro_read_uleb (&f->deltas);
  *offset = r->site_offset;
  return true;
}

static inline uint32_t goro_row_field (const struct goro_function *f, uint64_t bit, uint32_t bits)
{
  uint32_t v = 0;
  for (uint32_t i = 0; i < bits; i++, bit++)
    v |= (uint32_t) (f->rows[bit / 8] >> (bit % 8) & 1) << i;
  return v;
}

static inline void goro_function_rule (const struct goro_function *f, uint32_t site, struct goro_rule *rule)
{
  struct goro_reader in = f->rules;
  uint32_t index = goro_row_field (f, (uint64_t) site * f->row_bits, goro_index_bits (f->nrules));
  do
    goro_read_rule (&in, rule);
  while (index-- > 0);
}

/* The words of one site, run by run.  */
struct goro_words {
  const struct goro_function *function;
  struct goro_reader in;
  uint64_t bit;
  uint32_t columns, runs; /* still to come */
  uint32_t first, count;  /* the present run, in the numbering of maps.h */
  uint32_t class;
};

static inline void goro_words_open (struct goro_words *w, const struct goro_function *f, uint32_t site)
{
  w->function = f;
  w->in = f->columns;
  w->bit = (uint64_t) site * f->row_bits + goro_index_bits (f->nrules);
  w->columns = f->ncolumns;
  w->runs = 0;
}

static inline bool goro_words_next (struct goro_words *w)
{
  uint32_t gap;
  if (w->runs == 0) {
    if (w->columns == 0 || w->in.at >= w->in.end)
      return false;
    w->columns--;
    uint32_t head = goro_read_byte (&w->in), set = goro_read_set (&w->in, head);
    uint32_t bits = goro_index_bits (goro_count_ones (set));
    uint32_t index = goro_row_field (w->function, w->bit, bits);
    w->bit += bits;
    for (w->class = 0; w->class < GORO_CLASSES; w->class++)
      if ((set >> w->class & 1) && index-- == 0)
        break;
    w->runs = 1 + goro_read_more (&w->in, head >> 5, 7);
    w->first = w->count = 0;
  }
  w->runs--;
  w->first += w->count;
  goro_read_run (&w->in, &gap, &w->count);
  w->first += gap;
  return true;
}

#endif
