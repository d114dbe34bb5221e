/* SPDX-License-Identifier: MIT */
/* From the sections goro_pc, goro_rec and goro_line to pieces of functions and their sites
   (abi/maps.h).  A run of goro_pc and the run of goro_line with the same base say the
   same pieces in the same order.  */

#include "tools/goro-maps/maps.h"

#include <stdlib.h>
#include <string.h>

static const char damaged[] = "has damaged maps";

/* A run of goro_line.  */
struct lines {
  uint64_t base;
  const struct section *section;
  const uint8_t *at;
};

struct all_lines {
  struct lines *all;
  size_t n, room;
};

static bool has_long (const struct goro_reader *in)
{
  return in->at < in->end && in->end - in->at >= 4;
}

/* Steps over one run of goro_line; false if it reaches beyond the section.  */
static bool skip_lines (struct goro_reader *in)
{
  in->at += 8;
  for (uint32_t n = goro_read_uleb (in); n > 0; n--) {
    if (in->end - in->at < 10)
      return false;
    in->at += 8;
    if (goro_read_uleb (in) & 2) {
      if (!has_long (in))
        return false;
      in->at += 4;
    }
    for (uint32_t sites = goro_read_uleb (in); sites > 0; sites--) {
      if (in->at >= in->end)
        return false;
      goro_read_sleb (in);
    }
  }
  return true;
}

static int by_base (const void *a, const void *b)
{
  const struct lines *x = a, *y = b;
  return (x->base > y->base) - (x->base < y->base);
}

static const char *read_lines (const struct image *image, struct all_lines *lines)
{
  for (size_t i = 0; i < image->nsections; i++) {
    const struct section *s = &image->sections[i];
    if (strcmp (s->name, "goro_line") != 0 || s->data == NULL)
      continue;
    struct goro_reader in = { s->data, s->data + s->size };
    while (in.end - in.at >= 9) {
      if (lines->n == lines->room) {
        lines->room = lines->room ? 2 * lines->room : 64;
        lines->all = realloc (lines->all, lines->room * sizeof *lines->all);
        if (lines->all == NULL)
          abort ();
      }
      lines->all[lines->n++] = (struct lines) { image_relative (s, in.at), s, in.at };
      if (!skip_lines (&in))
        return damaged;
    }
  }
  qsort (lines->all, lines->n, sizeof *lines->all, by_base);
  return NULL;
}

static const struct lines *find_lines (const struct all_lines *lines, uint64_t base)
{
  const struct lines key = { base, NULL, NULL };
  return lines->n ? bsearch (&key, lines->all, lines->n, sizeof key, by_base) : NULL;
}

static int by_first (const void *a, const void *b)
{
  const struct word_run *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

/* The number of the first word below the stack pointer, where the rule tells which that is.  Of the words
   from there on the maps say what makes them shortest: nobody looks.  */
static uint32_t words_end (const struct goro_function *function, const struct goro_rule *rule)
{
  uint32_t depth = goro_rule_depth (rule);
  if ((rule->flags != 0 && !(rule->flags & GORO_MAP_BASE_SP)) || depth == 0)
    return UINT32_MAX;
  return GORO_CALLEE_SAVED + function->nargs + depth - 1;
}

/* The words of a site, sorted and joined.  Answers their number, -1 if they are damaged.  */
static long read_words (const struct goro_function *function, uint32_t site, const struct goro_rule *rule,
                        struct word_run **runs, size_t *room)
{
  struct goro_words words;
  size_t n = 0, kept = 0;
  uint32_t end = words_end (function, rule);
  goro_words_open (&words, function, site);
  while (goro_words_next (&words)) {
    if (words.class >= GORO_CLASSES || words.first > 1 << 28 || words.count > 1 << 28)
      return -1;
    if (words.first >= end)
      continue;
    uint32_t count = words.count < end - words.first ? words.count : end - words.first;
    if (n == *room) {
      *room = *room ? 2 * *room : 64;
      *runs = realloc (*runs, *room * sizeof **runs);
      if (*runs == NULL)
        abort ();
    }
    (*runs)[n++] = (struct word_run) { words.first, count, words.class };
  }
  if (n == 0)
    return 0;
  qsort (*runs, n, sizeof **runs, by_first);
  /* A register, an argument and a word of the frame are not neighbours.  */
  uint32_t frame = GORO_CALLEE_SAVED + function->nargs;
  for (size_t i = 1; i < n; i++) {
    struct word_run *last = &(*runs)[kept], *next = &(*runs)[i];
    if (next->first < last->first + last->count)
      return -1;
    if (next->first == last->first + last->count && next->class == last->class && next->first > GORO_CALLEE_SAVED
        && next->first != frame)
      last->count += next->count;
    else
      (*runs)[++kept] = *next;
  }
  return kept + 1;
}

struct run {
  const struct image *image;
  const struct visitor *visitor;
  uint64_t base;
  const uint8_t *table, *table_end;
  struct goro_run checks, functions;
};

static const char *visit_check (struct run *run, struct piece *piece)
{
  const struct goro_run *checks = &run->checks;
  if (!goro_run_check (&run->checks, run->table, run->table_end, &piece->check)
      || piece->check.nargs > 1 << 28 || checks->in.at > checks->in.end)
    return damaged;
  piece->has_check = true;
  piece->check_pc = run->base + piece->check.offset;
  piece->vector = goro_table_vector (run->table, run->table_end, piece->check.vector);
  return piece->vector > run->table_end || run->table_end - piece->vector < GORO_VECTOR_BYTES ? damaged : NULL;
}

/* The calls of one piece; their lines are at `lines'.  */
static const char *visit_sites (struct run *run, const struct piece *piece, struct goro_reader *lines)
{
  static struct word_run *runs;
  static size_t room;
  struct goro_function function;
  struct site site = { .line = piece->line };
  uint32_t offset;
  if (piece->nsites == 0)
    return NULL;
  if (!goro_run_function (&run->functions, run->table, run->table_end, &function)
      || function.nsites != piece->nsites || function.rows > run->functions.in.end
      || run->functions.in.at > run->functions.in.end || function.nargs > 1 << 28)
    return damaged;
  for (uint32_t i = 0; goro_function_site (&run->functions, &function, &offset); i++) {
    site.line += goro_read_sleb (lines);
    site.pc = run->base + offset;
    goro_function_rule (&function, i, &site.rule);
    long n = read_words (&function, i, &site.rule, &runs, &room);
    if (n < 0)
      return damaged;
    run->visitor->site (run->visitor->arg, &site, &function, runs, n);
  }
  return NULL;
}

/* The pieces of a run, as goro_line tells them.  */
static const char *visit_run (struct run *run, const struct lines *lines)
{
  const struct section *s = lines->section;
  struct goro_reader in = { lines->at, s->data + s->size };
  const char *file = image_string (run->image, image_relative (s, in.at + 4)), *error;
  in.at += 8;
  for (uint32_t n = goro_read_uleb (&in); n > 0; n--) {
    struct piece piece = { .entry = image_relative (s, in.at) };
    piece.name = image_string (run->image, image_relative (s, in.at + 4));
    in.at += 8;
    uint32_t head = goro_read_uleb (&in);
    if (head & 2) {
      file = image_string (run->image, image_relative (s, in.at));
      in.at += 4;
    }
    piece.file = file;
    piece.line = head >> 2;
    if (piece.name == NULL || file == NULL)
      return damaged;
    if ((head & 1) && (error = visit_check (run, &piece)))
      return error;
    piece.nsites = goro_read_uleb (&in);
    run->visitor->piece (run->visitor->arg, &piece);
    if ((error = visit_sites (run, &piece, &in)))
      return error;
  }
  return NULL;
}

static const char *visit_section (const struct image *image, const struct section *s, const struct all_lines *lines,
                                  const struct visitor *visitor)
{
  struct run run = { .image = image, .visitor = visitor };
  const uint8_t *end = s->data + s->size;
  for (const uint8_t *at = s->data; goro_run_open (&run.checks, at, end); at = run.functions.in.at) {
    struct goro_check check;
    const char *error;
    run.base = image_relative (s, at);
    run.table = image_bytes (image, image_relative (s, at + 4), &run.table_end);
    if (run.table == NULL)
      return damaged;
    run.functions = run.checks;
    while (goro_run_check (&run.functions, run.table, run.table_end, &check))
      if (run.functions.in.at > end)
        return damaged;
    if (run.functions.nchecks + run.functions.nfunctions + run.checks.nchecks == 0)
      continue;
    const struct lines *of_run = find_lines (lines, run.base);
    if (of_run == NULL)
      return "has maps, but not the section goro_line that belongs to them";
    if ((error = visit_run (&run, of_run)))
      return error;
    if (run.functions.nfunctions || run.checks.nchecks)
      return damaged;
  }
  return NULL;
}

const char *maps_visit (const struct image *image, const struct visitor *visitor)
{
  struct all_lines lines = { NULL, 0, 0 };
  const char *error = read_lines (image, &lines);
  for (size_t i = 0; !error && i < image->nsections; i++) {
    const struct section *s = &image->sections[i];
    if (strcmp (s->name, "goro_pc") == 0 && s->data)
      error = visit_section (image, s, &lines, visitor);
  }
  free (lines.all);
  return error;
}
