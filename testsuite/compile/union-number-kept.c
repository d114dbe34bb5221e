/* SPDX-License-Identifier: MIT */
/* Purpose: the address of a local that is read from a union in a structure as a number and kept as one is a warning; not where it stays
   in variables, or what keeps it is known to carry addresses.  */
#include <stdint.h>

struct tagged { int kind; union { int *p; long n; } u; };
struct keeper { long n; uintptr_t safe; };
void call (struct keeper *) __attribute__ ((goro_noescape (1)));

void kept (struct keeper *k)
{
  int x = 1;
  struct tagged t;
  t.u.p = &x;
  k->n = t.u.n; /* { dg-warning "the address of 'x' is read from a union as a number and kept as one" } */
  call (k);
}

void safe (struct keeper *k)
{
  int x = 1;
  struct tagged t;
  t.u.p = &x;
  k->safe = t.u.n;
  call (k);
}

long local (struct keeper *k)
{
  int x = 1;
  struct tagged t;
  t.u.p = &x;
  long n = t.u.n;
  call (k);
  return n;
}

void number (struct keeper *k)
{
  struct tagged t;
  t.u.n = 5;
  k->n = t.u.n;
  call (k);
}
