/* SPDX-License-Identifier: MIT */
/* From a code address to function, file and line: for tracebacks, so by looking through
   everything.  The checks and sites of a run of goro_pc, in order, are those of the run of
   goro_line that has the same base.  */

#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "stack/maps.h"

struct look {
  uintptr_t pc, best;
  bool exact, done;
  struct goro_place *place;
};

static const uint8_t *const no_end = (const uint8_t *) UINTPTR_MAX;

/* Keeps what is at address, if that is it, or nearer below it than what is known.  */
static void consider (struct look *l, uintptr_t address, bool site, const struct goro_place *place)
{
  if (l->done || (site && address == l->pc)) {
    if (!l->done)
      *l->place = *place;
    l->done = true;
  } else if (!l->exact && address <= l->pc && address > l->best) {
    l->best = address;
    *l->place = *place;
  }
}

/* A run of goro_line, whose base is base, beside that of goro_pc.  */
static void look_run (struct look *l, uintptr_t base, struct goro_run *run, const uint8_t *table, const uint8_t *at)
{
  struct goro_reader in = { at + 8, no_end };
  struct goro_place place = { .file = (const char *) goro_relative (at + 4) };
  struct goro_function function = { .left = 0 };
  struct goro_check check;
  struct goro_run checks = *run;
  uint32_t offset;
  while (goro_run_check (run, table, no_end, &check))
    ;
  for (uint32_t n = goro_read_uleb (&in); n > 0; n--) {
    place.entry = (uintptr_t) goro_relative (in.at);
    place.function = (const char *) goro_relative (in.at + 4);
    in.at += 8;
    uint32_t head = goro_read_uleb (&in);
    if (head & 2) {
      place.file = (const char *) goro_relative (in.at);
      in.at += 4;
    }
    place.line = head >> 2;
    consider (l, place.entry, false, &place);
    if ((head & 1) && goro_run_check (&checks, table, no_end, &check))
      consider (l, base + check.offset, true, &place);
    uint32_t sites = goro_read_uleb (&in);
    if (sites > 0)
      goro_run_function (run, table, no_end, &function);
    for (; sites > 0 && goro_function_site (run, &function, &offset); sites--) {
      place.line += goro_read_sleb (&in);
      consider (l, base + offset, true, &place);
    }
  }
}

/* The end of a run of goro_line.  */
static const uint8_t *skip_lines (const uint8_t *at)
{
  struct goro_reader in = { at + 8, no_end };
  for (uint32_t n = goro_read_uleb (&in); n > 0; n--) {
    in.at += 8;
    if (goro_read_uleb (&in) & 2)
      in.at += 4;
    for (uint32_t sites = goro_read_uleb (&in); sites > 0; sites--)
      goro_read_sleb (&in);
  }
  return in.at;
}

/* The end of a run of goro_pc that was opened.  */
static void skip_run (struct goro_run *run, const uint8_t *table)
{
  struct goro_check check;
  struct goro_function function;
  while (goro_run_check (run, table, no_end, &check))
    ;
  while (goro_run_function (run, table, no_end, &function))
    ;
}

static bool look_module (const struct goro_module *mod, void *arg)
{
  struct look *l = arg;
  /* Both are in the same order, as a rule: the search goes on where it last found something.  */
  const uint8_t *next = mod->pc_start;
  for (const uint8_t *line = mod->line_start; mod->line_stop - line >= 9; line = skip_lines (line)) {
    const uint8_t *base = goro_relative (line), *at = next;
    bool wrapped = false;
    for (;;) {
      struct goro_run run;
      if (!goro_run_open (&run, at, mod->pc_stop)) {
        if (wrapped)
          break;
        wrapped = true;
        at = mod->pc_start;
        continue;
      }
      const uint8_t *table = goro_relative (at + 4);
      if (goro_relative (at) == base && run.nchecks + run.nfunctions > 0) {
        look_run (l, (uintptr_t) base, &run, table, line);
        if (l->done)
          return true;
        next = run.in.at;
        break;
      }
      skip_run (&run, table);
      at = run.in.at;
      if (wrapped && at >= next)
        break;
    }
  }
  return false;
}

bool goro__map_place (uintptr_t pc, bool exact, struct goro_place *place)
{
  struct look l = { pc, 0, exact, false, place };
  place->function = NULL;
  goro__maps_each (look_module, &l);
  return place->function != NULL;
}
