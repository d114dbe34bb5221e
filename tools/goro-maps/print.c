/* SPDX-License-Identifier: MIT */
/* Printing maps.  A listing has three levels:

       f  ex.c:5  .text+0x40                          a function, and where it is
         check  .text+0xa1  needs 64 bytes            its check, or
         .text+0x5d  line 7  calls g                  a call: its return address
             CFA = rsp+48  saved: rbx CFA-16          how the caller's frame is found
             rbx pointer                              each word that is not certainly no pointer
             [rsp+24..rsp+48) ambiguous  */

#include "tools/goro-maps/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *const class_names[GORO_CLASSES] = { "not a pointer", "pointer", "ambiguous", "dead", "negated pointer",
                                                "narrow" };

static const char *const callee_saved[GORO_CALLEE_SAVED] = { "r15", "r14", "r13", "r12", "rbx", "rbp" };
static const char *const caller_saved[GORO_CALLER_SAVED] = { "r11", "r10", "r9", "r8", "rdi", "rsi", "rdx", "rcx",
                                                             "rax" };

/* An address as objdump would have it: in an object file from its section's start.  */
static void print_address (const struct image *image, uint64_t address)
{
  const struct section *s = image->object ? image_section (image, address - 1) : NULL;
  if (s == NULL && image->object)
    s = image_section (image, address);
  if (s)
    printf ("%s+0x%" PRIx64, s->name, address - s->address);
  else
    printf ("0x%" PRIx64, address);
}

static bool wanted (const struct listing *l, uint32_t class)
{
  return class != GORO_CLASS_NOT_POINTER && ((class != GORO_CLASS_DEAD && class != GORO_CLASS_NARROW) || l->all_words);
}

static void print_check (const struct listing *l, const struct piece *piece)
{
  printf ("  check  ");
  print_address (l->image, piece->check_pc);
  printf ("  needs %" PRIu32 " bytes\n", piece->check.need);
  for (unsigned i = GORO_CALLER_SAVED; i-- > 0; ) {
    uint32_t class = goro_nibble (piece->vector, i);
    if (class < GORO_CLASSES && wanted (l, class))
      printf ("      %s %s\n", caller_saved[i], class_names[class]);
  }
  for (uint32_t i = 0; i < piece->check.nargs; i++) {
    uint32_t class = goro_nibble (piece->check.args, i);
    if (class >= GORO_CLASSES || !wanted (l, class))
      continue;
    printf ("      CFA");
    if (i > 0)
      printf ("+%" PRIu32, 8 * i);
    printf (" %s\n", class_names[class]);
  }
}

static void print_piece (void *arg, const struct piece *piece)
{
  struct listing *l = arg;
  l->skip = l->function && strcmp (l->function, piece->name) != 0;
  if (l->skip)
    return;
  l->found = true;
  printf ("\n%s  %s:%" PRIu32 "  ", piece->name, piece->file, piece->line);
  print_address (l->image, piece->entry);
  printf ("\n");
  if (piece->has_check)
    print_check (l, piece);
}

static void print_rule (const struct goro_rule *rule)
{
  const char *separator = "  saved:";
  if (rule->flags & GORO_MAP_CFA_LOAD)
    printf ("      CFA = the word at rbp-%" PRIu32, 8 * rule->cfa);
  else
    printf ("      CFA = %s+%" PRIu32, rule->flags & GORO_MAP_CFA_FP ? "rbp" : "rsp", 8 * rule->cfa);
  if (rule->flags & (GORO_MAP_BASE_SP | GORO_MAP_BASE_FP))
    printf ("  aligned: words below %s+%" PRIu32, rule->flags & GORO_MAP_BASE_SP ? "rsp" : "rbp", 8 * rule->base);
  for (unsigned i = GORO_CALLEE_SAVED; i-- > 0; )
    if (rule->saved >> i & 1) {
      const char *from = rule->from_fp >> i & 1 ? "rbp" : "CFA";
      if (rule->where[i])
        printf ("%s %s %s-%" PRIu32, separator, callee_saved[i], from, 8 * rule->where[i]);
      else
        printf ("%s %s %s", separator, callee_saved[i], from);
      separator = ",";
    }
  printf ("\n");
}

/* A word `bytes' above the CFA, as seen from the register that the rule counts from.  */
static void print_place (const struct goro_rule *rule, int64_t bytes)
{
  const char *base = "CFA";
  if (bytes < 0 && (rule->flags & (GORO_MAP_BASE_SP | GORO_MAP_BASE_FP))) {
    base = rule->flags & GORO_MAP_BASE_SP ? "rsp" : "rbp";
    bytes += 8 * (int64_t) rule->base;
  } else if (bytes < 0 && !(rule->flags & GORO_MAP_CFA_LOAD)) {
    base = rule->flags & GORO_MAP_CFA_FP ? "rbp" : "rsp";
    bytes += 8 * (int64_t) rule->cfa;
  }
  printf (bytes ? "%s%+" PRId64 : "%s", base, bytes);
}

/* The distance of a word of the frame or the arguments from the CFA.  */
static int64_t distance (const struct goro_function *function, uint32_t word)
{
  word -= GORO_CALLEE_SAVED;
  if (word < function->nargs)
    return 8 * (int64_t) word;
  return -16 - 8 * (int64_t) (word - function->nargs);
}

static void print_words (const struct listing *l, const struct site *site, const struct goro_function *function,
                         const struct word_run *run)
{
  uint32_t first = run->first, count = run->count;
  if (!wanted (l, run->class))
    return;
  for (; count > 0 && first < GORO_CALLEE_SAVED; first++, count--)
    if (site->rule.saved >> first & 1)
      printf ("      %s %s\n", callee_saved[first], class_names[run->class]);
  /* Arguments go up and the frame goes down.  */
  while (count > 0) {
    uint32_t arguments_end = GORO_CALLEE_SAVED + function->nargs, n = count;
    if (first < arguments_end && n > arguments_end - first)
      n = arguments_end - first;
    int64_t a = distance (function, first), b = distance (function, first + n - 1);
    printf ("      ");
    if (n > 1) {
      printf ("[");
      print_place (&site->rule, a < b ? a : b);
      printf ("..");
      print_place (&site->rule, (a < b ? b : a) + 8);
      printf (")");
    } else
      print_place (&site->rule, a);
    printf (" %s\n", class_names[run->class]);
    first += n;
    count -= n;
  }
}

static void print_site (void *arg, const struct site *site, const struct goro_function *function,
                        const struct word_run *runs, size_t nruns)
{
  const struct listing *l = arg;
  if (l->skip)
    return;
  const char *callee;
  uint64_t target;
  printf ("  ");
  print_address (l->image, site->pc);
  printf ("  line %" PRIu32 "  ", site->line);
  switch (image_call (l->image, site->pc, &target, &callee)) {
    case CALL_NAMED: printf ("calls %s\n", callee); break;
    case CALL_DIRECT: printf ("calls 0x%" PRIx64 "\n", target); break;
    case CALL_INDIRECT: printf ("indirect call\n"); break;
  }
  print_rule (&site->rule);
  for (size_t i = 0; i < nruns; i++)
    print_words (l, site, function, &runs[i]);
  if (function->limited) {
    printf ("      below ");
    print_place (&site->rule, -8 - 8 * (int64_t) function->nwords);
    printf (" ambiguous\n");
  }
}

const char *print_maps (struct listing *listing)
{
  const struct visitor visitor = { listing, print_piece, print_site };
  return maps_visit (listing->image, &visitor);
}

static void sum_piece (void *arg, const struct piece *piece)
{
  struct sums *sums = arg;
  sums->functions++;
  sums->checks += piece->has_check;
}

static void sum_site (void *arg, const struct site *site, const struct goro_function *function,
                      const struct word_run *runs, size_t nruns)
{
  struct sums *sums = arg;
  sums->sites++;
  /* Of the frame all but the return address and what holds the caller's registers.  A frame that a
     register other than rsp tells the end of has a size that the map does not know.  */
  uint32_t saved = goro_count_ones (site->rule.saved);
  sums->registers += saved;
  uint32_t depth = goro_rule_depth (&site->rule);
  if (!function->limited && depth > saved)
    sums->frame_words += depth - 1 - saved;
  for (size_t i = 0; i < nruns; i++)
    for (uint32_t k = 0; k < runs[i].count; k++) {
      uint32_t word = runs[i].first + k;
      if (word >= GORO_CALLEE_SAVED) {
        sums->words[runs[i].class] += runs[i].count - k;
        break;
      }
      sums->words[runs[i].class] += site->rule.saved >> word & 1;
    }
}

static uint64_t section_bytes (const struct image *image, const char *a, const char *b)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < image->nsections; i++)
    if (strcmp (image->sections[i].name, a) == 0 || strcmp (image->sections[i].name, b) == 0)
      sum += image->sections[i].size;
  return sum;
}

static double percent (uint64_t part, uint64_t whole)
{
  return whole ? 100.0 * part / whole : 0;
}

const char *print_sums (const struct image *image)
{
  struct sums sums = { 0 };
  const struct visitor visitor = { &sums, sum_piece, sum_site };
  const char *error = maps_visit (image, &visitor);
  if (error)
    return error;
  uint64_t text = 0, maps = section_bytes (image, "goro_pc", "goro_rec");
  uint64_t traceback = section_bytes (image, "goro_line", "goro_str");
  for (size_t i = 0; i < image->nsections; i++)
    if (image->sections[i].flags & SHF_EXECINSTR)
      text += image->sections[i].size;
  printf ("functions            %10lu\nchecks               %10lu\ncalls                %10lu\n", sums.functions,
          sums.checks, sums.sites);
  printf ("registers at calls   %10lu\nframe words at calls %10lu\n", sums.registers, sums.frame_words);
  for (unsigned class = GORO_CLASS_POINTER; class < GORO_CLASSES; class++)
    printf ("  %-18s %10lu\n", class_names[class], sums.words[class]);
  printf ("bytes of code        %10" PRIu64 "\n", text);
  printf ("bytes of maps        %10" PRIu64 "  %.1f %% of the code\n", maps, percent (maps, text));
  printf ("bytes of tracebacks  %10" PRIu64 "  %.1f %% of the code\n", traceback, percent (traceback, text));
  return NULL;
}
