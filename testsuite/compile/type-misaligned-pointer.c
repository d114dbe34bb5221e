/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer that is in no word of its own: a warning where the object is made, or the variable defined. */
#include <goro.h>

struct bad { char c; int *p; } __attribute__ ((packed));
struct loose { int *p; char c; } __attribute__ ((packed));
struct plain { char c; long n; } __attribute__ ((packed));
struct tail { int n; struct loose last; } __attribute__ ((packed));
struct flexible { int n; int *p[]; } __attribute__ ((packed));

struct bad variable; /* { dg-warning "misaligned pointer 'p' in 'variable'" } */
static struct loose pair[2]; /* { dg-warning "misaligned pointer 'p' in 'pair'" } */
struct loose one;
struct plain plain;
struct { void (*p) (void); char c; } __attribute__ ((packed)) functions[2];
extern struct bad elsewhere;

void *test (int n)
{
  static struct bad local; /* { dg-warning "misaligned pointer 'p' in 'local'" } */
  local.c = pair[1].c = 1;
  switch (n) {
  case 0: return goro_new (struct bad); /* { dg-warning "misaligned pointer 'p' of type 'struct bad'" } */
  case 1: return goro_new (struct loose);
  case 2: return goro_make (struct loose, n); /* { dg-warning "misaligned pointers in an array of type 'struct loose'" } */
  case 3: return goro_new (struct loose[2]); /* { dg-warning "misaligned pointer 'p'" } */
  case 4: return goro_make (struct plain, n);
  case 5: return goro_new (struct tail); /* { dg-warning "misaligned pointer 'p' of type 'struct tail'" } */
  case 6: return goro_new_flexible (struct flexible, p, n); /* { dg-warning "misaligned pointer 'p' of type 'struct flexible'" } */
  case 7: return elsewhere.p;
  default: return &local;
  }
}
