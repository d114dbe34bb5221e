/* SPDX-License-Identifier: MIT */
/* goro-maps: prints the pointer maps of object files, programs and shared libraries.  */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/abi.h"
#include "tools/goro-maps/print.h"

static const char usage[] =
  "usage: goro-maps [OPTION...] FILE...\n"
  "Prints the pointer maps in object files, programs and shared libraries compiled with goro:\n"
  "for each function its check and its calls, and for each of these the words that hold a pointer\n"
  "or may hold one.\n"
  "\n"
  "  -f, --function=NAME   only functions of this name\n"
  "  -a, --all             dead and narrow words too, as far as the maps tell them from words that hold no pointer\n"
  "  -s, --stats           only sums: calls, words of each class, bytes\n"
  "  -h, --help            this text\n"
  "  -V, --version         the version, and that of the maps' format\n";

static const struct option options[] = {
  { "function", required_argument, NULL, 'f' }, { "all", no_argument, NULL, 'a' },
  { "stats", no_argument, NULL, 's' },          { "help", no_argument, NULL, 'h' },
  { "version", no_argument, NULL, 'V' },        { NULL, 0, NULL, 0 },
};

/* The version of the format, from the note that each object has.  */
static const char *wrong_version (const struct image *image)
{
  static char text[96];
  bool maps = false, note = false;
  for (size_t i = 0; i < image->nsections; i++) {
    const struct section *s = &image->sections[i];
    uint32_t version;
    if (strcmp (s->name, "goro_pc") == 0 && s->data && s->size > 0)
      maps = true;
    if (strcmp (s->name, GORO_NOTE_SECTION) != 0 || s->data == NULL)
      continue;
    for (uint64_t at = 0; s->size - at >= GORO_NOTE_BYTES; at += GORO_NOTE_BYTES) {
      memcpy (&version, s->data + at + GORO_NOTE_BYTES - sizeof version, sizeof version);
      if (version != GORO_ABI_VERSION) {
        snprintf (text, sizeof text, "has maps of ABI version %u; this goro-maps reads version %d", version,
                  GORO_ABI_VERSION);
        return text;
      }
      note = true;
    }
  }
  if (note)
    return NULL;
  return maps ? "has maps of ABI version 1; it has to be compiled again"
              : "has no pointer maps: it was not compiled with goro";
}

static bool print_file (const char *file, const char *function, bool all, bool stats)
{
  struct image image;
  const char *error = image_open (&image, file);
  if (!error)
    error = wrong_version (&image);
  struct listing listing = { &image, function, all, false, false };
  if (!error) {
    printf ("%s:\n", file);
    error = stats ? print_sums (&image) : print_maps (&listing);
  }
  if (!error && function && !stats && !listing.found)
    error = "has no map of a function of that name";
  image_close (&image);
  fflush (stdout);
  if (error)
    fprintf (stderr, "goro-maps: %s: %s\n", file, error);
  return !error;
}

int main (int argc, char **argv)
{
  const char *function = NULL;
  bool all = false, stats = false, good = true;
  int c;
  while ((c = getopt_long (argc, argv, "f:ashV", options, NULL)) != -1)
    switch (c) {
      case 'f': function = optarg; break;
      case 'a': all = true; break;
      case 's': stats = true; break;
      case 'h': fputs (usage, stdout); return 0;
      case 'V': printf ("goro-maps (goro) %s, ABI version %d\n", GORO_VERSION, GORO_ABI_VERSION); return 0;
      default: fputs ("Try goro-maps --help.\n", stderr); return 1;
    }
  if (optind == argc) {
    fputs ("goro-maps: no file is named.  Try goro-maps --help.\n", stderr);
    return 1;
  }
  for (; optind < argc; optind++)
    good &= print_file (argv[optind], function, all, stats);
  if (ferror (stdout) || fclose (stdout) != 0) {
    perror ("goro-maps: standard output");
    return 1;
  }
  return good ? 0 : 1;
}
