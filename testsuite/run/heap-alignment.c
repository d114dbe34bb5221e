/* SPDX-License-Identifier: MIT */
/* Purpose: goro_alloc aligns as malloc does, goro_new and goro_make as the type asks.  */
/* Output: aligned */
#include <goro.h>
#include <stddef.h>
#include <stdio.h>

struct three { void *a, *b, *c; };
struct wide { long double x; char c; };
struct five { int i[5]; };

static int wrong;

static void check (const char *what, const void *p, size_t align)
{
  if ((uintptr_t) p % align != 0) {
    printf ("%s: %p is no multiple of %zu\n", what, p, align);
    wrong = 1;
  }
}

int main (void)
{
  for (int i = 0; i < 100; i++) {
    check ("three", goro_new (struct three), _Alignof (struct three));
    check ("wide", goro_new (struct wide), _Alignof (struct wide));
    check ("five", goro_new (struct five), _Alignof (struct five));
    check ("char", goro_new (char), 1);
    check ("wide array", goro_make (struct wide, i), _Alignof (struct wide));
    check ("double array", goro_make (double, i), _Alignof (double));
    for (size_t size = 16; size < 200; size++)
      check ("bytes", goro_alloc (size, GORO_NO_POINTERS), _Alignof (max_align_t));
  }
  if (!wrong)
    puts ("aligned");
  return wrong;
}
