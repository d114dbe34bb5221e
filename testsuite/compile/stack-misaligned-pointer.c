/* SPDX-License-Identifier: MIT */
/* Purpose: A local or parameter of a packed type with a pointer that is in no word of its own: a warning.  A
   packed type that keeps it in place, one without pointers, and one in static storage: none. */
struct bad { char c; int *p; } __attribute__ ((packed));
struct loose { int *p; } __attribute__ ((packed));
struct good { int *p; char c; } __attribute__ ((packed, aligned (8)));
struct plain { char c; long n; } __attribute__ ((packed));
union either { char c; struct bad b; };

extern struct bad somewhere;
void use (void *);

int parameter (struct bad b) /* { dg-warning "'b' holds a pointer that is not at a multiple" } */
{
  use (&b);
  return *b.p;
}

void locals (int *p)
{
  struct bad b = { 1, p }; /* { dg-warning "'b' holds a pointer" } */
  struct loose l = { p }; /* { dg-warning "'l' holds a pointer" } */
  struct loose aligned __attribute__ ((aligned (8))) = { p };
  struct loose pair[2] __attribute__ ((aligned (8))) = { { p }, { p } };
  struct good g = { p, 1 };
  struct good many[2] = { { p, 1 }, { p, 2 } };
  struct plain n = { 1, 2 };
  union either e = { .b = { 1, p } }; /* { dg-warning "'e' holds a pointer" } */
  use (&b), use (&l), use (&aligned), use (pair), use (&g), use (many), use (&n), use (&e);
  somewhere = b;
}
