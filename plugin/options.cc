/* SPDX-License-Identifier: GPL-3.0-or-later */
/* -fplugin-arg-goro-KEY[=VALUE].  One table; an unknown key or value is an
   error that names what is known.  */

#include "plugin/goro-plugin.h"
#include "options.h"
#include "opts.h"
#include "toplev.h"

struct goro_options goro_opt = { 0, 1, 1, false, GORO_DROP_NOTHING, false, true, false, false, false, 0, NULL, false, {}, NULL };

static const struct option_row {
  const char *key;
  const char *values; /* "a|b|c" in the order of the numbers given to set, or NULL: takes none; it may be left out if one is "" */
  void (*set) (int);
  void (*set_text) (const char *) = NULL; /* any text, no values */
} goro_rows[] = {
  { "barriers", "off|on", [] (int v) { goro_opt.barriers = v == 1; } },
  { "checks", "needed|all", [] (int v) { goro_opt.all_checks = v == 1; } },
  { "d", "wb", [] (int) { goro_opt.show_barriers = true; } },
  { "dump", NULL, NULL, [] (const char *v) { goro_opt.dumps.safe_push (v); } },
  /* A fault on purpose: see enum goro_drop.  */
  { "drop", "nothing|pointer-registers|pointer-slots|ambiguous|arguments",
    [] (int v) { goro_opt.drop = (enum goro_drop) v; } },
  { "escape-stats", NULL, [] (int) { goro_opt.escape_stats = true; } },
  { "ivopts", "auto|on", [] (int v) { goro_opt.keep_ivopts = v == 1; } },
  { "local-address", "ignore|warn|error", [] (int v) { goro_opt.local_address = v; } },
  { "m", "|2", [] (int v) { goro_opt.escape_notes = v + 1; } },
  { "m-json", NULL, NULL, [] (const char *v) { goro_opt.escape_json = v; } },
  { "malloc", "libc|gc", [] (int v) { goro_opt.malloc_gc = v == 1; } },
  { "malloc-address", "ignore|warn|error", [] (int v) { goro_opt.malloc_address = v; } },
  { "summaries", NULL, NULL, [] (const char *v) { goro_opt.summaries = v; } },
  { "unknown-calls", "heap|scope", [] (int v) { goro_opt.scope = v == 1; } },
  { "map-stats", "|words", [] (int v) { goro_opt.map_stats = v + 1; } },
};

/* Index of value in "a|b|c", -1 if it is not there.  */
static int value_index (const char *values, const char *value)
{
  size_t len = strlen (value);
  for (int i = 0; ; i++) {
    const char *end = strchr (values, '|');
    size_t n = end ? (size_t) (end - values) : strlen (values);
    if (n == len && strncmp (values, value, n) == 0)
      return i;
    if (!end)
      return -1;
    values = end + 1;
  }
}

/* The value of the plugin's argument number I as it was given.  GCC's parser counts its bytes without those that are `=', so the last ones get lost.  */
static const char *whole_value (const struct plugin_name_args *info, int i)
{
  size_t length = strlen (info->base_name);
  const char *value = info->argv[i].value;
  if (value == NULL)
    return NULL;
  for (unsigned k = 0; k < save_decoded_options_count; k++) {
    const struct cl_decoded_option *o = &save_decoded_options[k];
    if (o->opt_index != OPT_fplugin_arg_ || strncmp (o->arg, info->base_name, length) != 0 || o->arg[length] != '-' || i-- > 0)
      continue;
    const char *equals = strchr (o->arg, '=');
    return equals ? equals + 1 : value;
  }
  return value;
}

bool goro_parse_options (struct plugin_name_args *info)
{
  bool ok = true;
  for (int i = 0; i < info->argc; i++) {
    const char *key = info->argv[i].key, *value = whole_value (info, i);
    const struct option_row *row = NULL;
    for (const struct option_row &r : goro_rows)
      if (strcmp (r.key, key) == 0)
        row = &r;
    if (row == NULL) {
      char known[256] = "";
      for (const struct option_row &r : goro_rows) {
        strcat (known, known[0] ? ", " : "");
        strcat (known, r.key);
      }
      error ("goro: unknown option %<-fplugin-arg-%s-%s%>; known are %s", info->base_name, key, known);
      ok = false;
    } else if (row->set_text) {
      if (value == NULL || *value == '\0') {
        error ("goro: %<-fplugin-arg-%s-%s%> needs a value", info->base_name, key);
        ok = false;
      } else
        row->set_text (value);
    } else if (row->values == NULL) {
      if (value != NULL) {
        error ("goro: %<-fplugin-arg-%s-%s%> takes no value", info->base_name, key);
        ok = false;
      } else
        row->set (0);
    } else {
      int v = value_index (row->values, value ? value : "");
      if (v < 0) {
        error ("goro: %<-fplugin-arg-%s-%s%> needs one of the values %s", info->base_name, key, row->values);
        ok = false;
      } else
        row->set (v);
    }
  }
  return ok;
}
