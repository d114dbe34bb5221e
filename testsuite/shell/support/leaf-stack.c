/* SPDX-License-Identifier: MIT */
/* How deep into the stack the functions of abi/leaf.def reach: each is called
   on painted stack, and the lowest changed byte is looked for.  Compiled without the plugin.  */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include "abi/abi.h"

enum { DEPTH = 16384 };
static char a[70000], b[70000];
static size_t n;
static volatile uintptr_t sink;

#define GORO_LEAF(name) static void call_##name (void);
#include "abi/leaf.def"
#undef GORO_LEAF

static void call_memchr (void) { sink = (uintptr_t) memchr (a, 1, n); }
static void call_memcmp (void) { sink = memcmp (a, b, n); }
static void call_memcpy (void) { memcpy (b, a, n); }
static void call_memmove (void) { memmove (b, b + 1, n); memmove (b + 1, b, n); }
static void call_mempcpy (void) { sink = (uintptr_t) mempcpy (b, a, n); }
static void call_memrchr (void) { sink = (uintptr_t) memrchr (a, 1, n); }
static void call_memset (void) { memset (b, 'b', n); }
static void call_rawmemchr (void) { sink = (uintptr_t) rawmemchr (a, 0); }
static void call_stpcpy (void) { sink = (uintptr_t) stpcpy (b, a); }
static void call_strchr (void) { sink = (uintptr_t) strchr (a, 'c'); }
static void call_strchrnul (void) { sink = (uintptr_t) strchrnul (a, 'c'); }
static void call_strcmp (void) { sink = strcmp (a, b); }
static void call_strcpy (void) { strcpy (b, a); }
static void call_strcspn (void) { sink = strcspn (a, "cd") + strcspn (a, "c") + strcspn (a, "cdefghijklmnopqrstuvwxyz"); }
static void call_strlen (void) { sink = strlen (a); }
static void call_strncmp (void) { sink = strncmp (a, b, n); }
static void call_strncpy (void) { strncpy (b, a, n); }
static void call_strnlen (void) { sink = strnlen (a, n); }
static void call_strpbrk (void) { sink = (uintptr_t) strpbrk (a, "cd") + (uintptr_t) strpbrk (a, "cdefghijklmnopqrstuvw"); }
static void call_strrchr (void) { sink = (uintptr_t) strrchr (a, 'a'); }
static void call_strspn (void) { sink = strspn (a, "ab") + strspn (a, "a") + strspn (a, "abcdefghijklmnopqrstuvw"); }

static const struct { const char *name; void (*call) (void); } leaves[] = {
#define GORO_LEAF(name) { #name, call_##name },
#include "abi/leaf.def"
};

__attribute__ ((noinline)) static void paint (void)
{
  volatile char area[DEPTH];
  for (int i = 0; i < DEPTH; i++)
    area[i] = 0x5a;
}

/* What is still painted under this frame.  */
__attribute__ ((noinline)) static int painted (void)
{
  volatile char area[DEPTH];
  int i = 0;
  while (i < DEPTH && area[i] == 0x5a)
    i++;
  return i;
}

__attribute__ ((noinline)) static void nothing (void) { __asm__ volatile (""); }

static int depth (void (*call) (void))
{
  call (); /* what is done once */
  paint ();
  call ();
  return DEPTH - painted ();
}

int main (void)
{
  int bad = 0, base = depth (nothing);
  static const size_t sizes[] = { 0, 1, 7, 16, 31, 100, 256, 1000, 5000, 60000 };
  for (size_t k = 0; k < sizeof leaves / sizeof leaves[0]; k++) {
    int worst = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
      n = sizes[s];
      memset (a, 'a', n);
      memset (b, 'a', n);
      a[n] = b[n] = 0;
      int d = depth (leaves[k].call) - base;
      if (d > worst)
        worst = d;
    }
    printf ("%-12s %d\n", leaves[k].name, worst);
    if (worst > GORO_LEAF_STACK)
      bad = 1;
  }
  return bad;
}
