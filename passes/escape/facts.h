/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what holds of a function that is compiled in another file, -fplugin-arg-goro-summaries=DIR.

   All are of one kind: something that the function does not do.  So a fact that is missing is only something not known, facts of two
   functions of the same name hold of both if they are in both, and a function that gets better still has all it had.  */
#ifndef GORO_FACTS_H
#define GORO_FACTS_H

#include "passes/escape/escape.h"

/* Of a parameter and what it leads to, its content.  Without STAYS the others are neither written nor used.  */
enum {
  FACT_STAYS = 1,                 /* no address of what it points to outlives the call, but as told by the others */
  FACT_CONTENT_STAYS = 2,
  FACT_NOT_RETURNED = 4,
  FACT_CONTENT_NOT_RETURNED = 8,
  FACT_NOT_STORED = 16,           /* behind a parameter */
  FACT_CONTENT_NOT_STORED = 32,
  FACT_GETS_NOTHING = 64,         /* no pointer from elsewhere is stored in what it points to */
  FACT_CONTENT_GETS_NOTHING = 128,
  FACT_HOLDS_NO_OTHER = 256,      /* no parameter or its content is */
  FACT_CONTENT_HOLDS_NO_OTHER = 512,
  FACT_ALL = 1023
};

struct goro_facts {
  char *name;                     /* the function's, for the assembler */
  char *unit;                     /* the file that has been compiled */
  auto_vec<char *> files;         /* of the folder, that tell of it */
  auto_vec<unsigned short> holds; /* by parameter */
  bool result_from_arguments;     /* the result points to nothing else */
  goro_summary summary;           /* what callers make of it */
  /* What has made a difference to the present unit.  */
  auto_vec<unsigned short> assumed;
  bool assumed_result;
};

/* --- facts.cc: the folder ----------------------------------------------------------------------- */

/* Of the functions that the unit calls and does not define.  */
void goro_read_facts (void);
/* NULL if there are none for this call.  */
goro_facts *goro_facts_of (const gcall *stmt, tree fn);
/* The summaries are final.  */
void goro_record_facts (const vec<goro_function *> &order);

/* Writes TEXT, if it is not there already.  */
void goro_replace_file (const char *path, const char *text, size_t length);

/* --- remake.cc ---------------------------------------------------------------------------------- */

/* The object depends on the files of those of FACTS that it has relied on; and OWN, the unit's file, comes with the object.  */
void goro_tell_make (const vec<goro_facts *> &facts, const char *own);

/* --- assumed.cc: the object --------------------------------------------------------------------- */

/* Leaves those of fn->uses that count: a call is no matter if all its arguments point to what is none of the caller's,
   and its result may come from anywhere.  */
void goro_keep_uses (goro_function *fn, const goro_graph *g);
/* The assembly for what holds of the unit's own functions, DEFINED, and what it has assumed of others; freed by the caller, NULL if nothing.  */
char *goro_facts_assembly (const vec<goro_facts *> &defined, const vec<goro_facts *> &others, const char *unit);

#endif
