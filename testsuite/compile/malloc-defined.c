/* SPDX-License-Identifier: MIT */
/* Purpose: A program that defines malloc cannot send it to the collected heap. */
/* Options: -fplugin-arg-goro-malloc=gc */
#include <stdlib.h>

static char room[100];
void *malloc (size_t n)
{ /* { dg-error "'malloc' is defined here" } */
  return room + n;
}
static void release (void *p) { free (p); }
void test (void) { release (malloc (1)); }
