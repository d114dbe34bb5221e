/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses of locals in memory from malloc and goro_new, and arrays of variable size. */
/* Options: -fplugin-arg-goro-m -Wno-return-local-addr */
#include <goro.h>
#include <stdlib.h>
struct box { int *p; };
int *sink;
char *text;

struct box *in_malloc (void) { int x = 1; struct box *b = malloc (sizeof *b); b->p = &x; return b; } /* { dg-note "moved to heap: 'x'" } */
  /* { dg-warning "address of 'x', which is on the collected heap, is kept only in memory from 'malloc'" "" { target *-*-* } .-1 } */
struct box *in_object (void) { int x = 1; struct box *b = goro_new (struct box); b->p = &x; return b; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */ /* { dg-note "goro_new.struct box. escapes to heap" "" { target *-*-* } .-1 } */
int object_read (void) { struct box *b = goro_new (struct box); return b->p == 0; } /* { dg-note "goro_new.struct box. does not escape" } */
int *object_given_away (void) { int *p = goro_new (int); return p; } /* { dg-note "goro_new.int. escapes to heap" } */
void object_kept (void) { int *p = goro_new (int); sink = p; } /* { dg-note "goro_new.int. escapes to heap" } */
void array_kept (int n) { int a[n]; a[0] = 1; sink = a; } /* { dg-note "moved to heap: memory of variable size" } */
int array_read (int n) { int a[n]; a[0] = 1; int *p = a; return *p; }
void alloca_kept (int n) { char *p = __builtin_alloca (n); text = p; } /* { dg-note "moved to heap: memory of variable size" } */
int alloca_read (int n) { char *p = __builtin_alloca (n); *p = 1; return *p; }
