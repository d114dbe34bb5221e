/* SPDX-License-Identifier: MIT */
/* GORODEBUG=key=value,key=value,...  This table is the parser's and the documentation.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdlib.h>
#include <string.h>

#include "os/os.h"
#include "sched/state.h"
#include "stack/shrink.h"
#include "stack/stack.h"

bool goro__debug_preempt;
bool goro__debug_stackmove;
bool goro__debug_stackpoison;
int goro__debug_schedtrace;
bool goro__debug_clobberfree;
bool goro__debug_freecheck;
bool goro__debug_gccheckmark;
bool goro__debug_gcconservative;
int goro__debug_gcloop;
bool goro__debug_gcshrinkstackoff;
int goro__debug_escapeverify;
bool goro__debug_gcshrinkstress;
int goro__debug_gcstress;
bool goro__debug_gcslices;
int goro__debug_gcthin;
int goro__debug_gctrace;
bool goro__debug_gcyield;

static const struct key {
  const char *name;
  bool *flag;      /* 0 or 1 ... */
  int *number;     /* ... or 0 to max */
  int max;
  const char *meaning; /* and default */
} keys[] = {
  { "asyncpreemptoff", &goro__debug_asyncpreemptoff, NULL, 1,
    "1: a goroutine in a loop that calls nothing is not stopped by a signal; default 0" },
  { "clobberfree", &goro__debug_clobberfree, NULL, 1,
    "1: what the collector frees is overwritten when it is swept; default 0" },
  { "escapeverify", NULL, &goro__debug_escapeverify, 3,
    "1: static and thread-local variables, the collected heap, malloc's memory and goroutines' stacks are searched for addresses of "
    "stacks that have moved, and each is reported with its owner; what malloc's memory holds may be stale; 2: the first that is "
    "not stale for sure ends the program; 3: counts are printed at exit; default 0" },
  { "freecheck", &goro__debug_freecheck, NULL, 1,
    "1: in code compiled with -fplugin-arg-goro-malloc=gc, what free is given must be an object, and is overwritten; "
    "default 0" },
  { "gccheckmark", &goro__debug_gccheckmark, NULL, 1,
    "1: after the collector has marked, all goroutines are stopped and it marks again; an object that can be reached and "
    "is not marked ends the program; default 0" },
  { "gcconservative", &goro__debug_gcconservative, NULL, 1,
    "1: the collector takes every word of a stack for a pointer, whatever the maps say; default 0" },
  { "gcloop", NULL, &goro__debug_gcloop, 1000000,
    "a collection begins so many microseconds after the last one's end, whoever allocates; default 0: where the pacer says" },
  { "gcshrinkstackoff", &goro__debug_gcshrinkstackoff, NULL, 1,
    "1: the collector does not move goroutines to smaller stacks; default 0" },
  { "gcshrinkstress", &goro__debug_gcshrinkstress, NULL, 1,
    "1: each scan by the collector moves a stack, to a smaller one if there is any; default 0" },
  { "gcslices", &goro__debug_gcslices, NULL, 1,
    "1: the collector has goroutines' threads do its work in slices, whenever one comes by, as if no processor were to spare; default 0" },
  { "gcstress", NULL, &goro__debug_gcstress, 1000000,
    "a whole collection at every N-th allocation; default 0: none" },
  { "gcthin", NULL, &goro__debug_gcthin, 1000000,
    "gcstress's N doubles when its collections have taken so many milliseconds, and again after as many more, so that a program which "
    "allocates much comes to its end; default 0: it stays" },
  { "gctrace", NULL, &goro__debug_gctrace, 2,
    "1: a line about each collection on standard error, in Go's format; 2: and how long it kept each goroutine; "
    "default 0" },
  { "gcyield", &goro__debug_gcyield, NULL, 1,
    "1: the collector gives its processor away or waits a moment, at random, where it has done one half of something; default 0" },
  { "mapverify", NULL, &goro__debug_mapverify, 2,
    "1: at each move of a stack its words are compared with the pointer maps, and the first that holds "
    "an address where they say there is none ends the program; 2: each is reported, and counts are "
    "printed at exit; default 0" },
  { "preempt", &goro__debug_preempt, NULL, 1,
    "1: a goroutine is preempted at every check, so it may change threads in any call; default 0" },
  { "schedtrace", NULL, &goro__debug_schedtrace, 3600000,
    "a line about the scheduler on standard error every so many milliseconds; 0 (default): none" },
  { "stackmove", &goro__debug_stackmove, NULL, 1,
    "1: a goroutine's stack moves to a new address at every check, and the old one is overwritten; "
    "default 0" },
  { "stackpoison", &goro__debug_stackpoison, NULL, 1,
    "1: stacks are overwritten when they are given back; default 0" },
};

enum { KEYS = sizeof keys / sizeof keys[0] };

static void warn (const char *item, size_t length, const struct key *key)
{
  char text[64];
  if (length >= sizeof text)
    length = sizeof text - 1;
  memcpy (text, item, length);
  text[length] = 0;
  if (key != NULL) {
    goro__os_print ("goro: warning: GORODEBUG: bad value in `%s': %s=N takes a number from 0 to %d (%s)\n",
                    text, key->name, key->max, key->meaning);
    return;
  }
  goro__os_print ("goro: warning: GORODEBUG: unknown key in `%s'; there are:\n", text);
  for (int i = 0; i < KEYS; i++)
    goro__os_print ("  %s=N  %s\n", keys[i].name, keys[i].meaning);
}

static void parse (const char *item, size_t length)
{
  const char *equals = memchr (item, '=', length);
  size_t name_length = equals != NULL ? (size_t) (equals - item) : length;
  const struct key *key = NULL;
  for (int i = 0; i < KEYS; i++)
    if (strlen (keys[i].name) == name_length && memcmp (keys[i].name, item, name_length) == 0)
      key = &keys[i];
  if (key == NULL) {
    warn (item, length, NULL);
    return;
  }
  long value = 0;
  const char *p = equals != NULL ? equals + 1 : item + length;
  bool good = p < item + length;
  for (; p < item + length && good; p++) {
    good = *p >= '0' && *p <= '9';
    value = value * 10 + (*p - '0');
    good = good && value <= key->max;
  }
  if (!good)
    warn (item, length, key);
  else if (key->flag != NULL)
    *key->flag = value != 0;
  else
    *key->number = (int) value;
}

void goro__debug_init (void)
{
  const char *text = getenv ("GORODEBUG");
  while (text != NULL && *text != 0) {
    size_t length = strcspn (text, ",");
    if (length > 0)
      parse (text, length);
    text += length;
    text += *text == ',';
  }
  /* A move that leaves the old stack as it was would hide what it is to show.  */
  if (goro__debug_stackmove)
    goro__debug_stackpoison = true;
  /* What somebody has left on a stack must not look like somebody else's address.  */
  if (goro__debug_escapeverify && goro__escape_moved == NULL) {
    goro__os_print ("goro: warning: GORODEBUG: escapeverify is not in a static program that uses no collected heap\n");
    goro__debug_escapeverify = 0;
  }
  if (goro__debug_escapeverify)
    goro__debug_stackpoison = goro__os_own_stacks = true;
  goro__debug_cleardead = goro__debug_mapverify != 0 || goro__debug_escapeverify != 0;
}
