/* SPDX-License-Identifier: MIT */
/* Purpose: What Go's documentation shows first: an address returned, one that stays, a value put behind a pointer. */
/* Options: -fplugin-arg-goro-m -Wno-return-local-addr */
struct point { double x, y; };
void *any;

struct point *escapes_to_heap (void) { struct point p = { 1, 2 }; return &p; } /* { dg-note "moved to heap: 'p'" } */
double stays_on_stack (void) { struct point p = { 1, 2 }; struct point *q = &p; return q->x + q->y; }
void boxed (int n) { any = &n; } /* { dg-note "moved to heap: 'n'" } */
int unboxed (void) { return *(int *) any; }
static double norm (const struct point *p) { return p->x * p->x + p->y * p->y; } /* { dg-note "'p' does not escape" } */
double given (void) { struct point p = { 3, 4 }; return norm (&p); }
double literal (void) { return norm (&(struct point) { 3, 4 }); }
struct point *larger (struct point *a, struct point *b) { return norm (a) > norm (b) ? a : b; }
  /* { dg-note "leaking param: 'a' to result level=0" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'b' to result level=0" "" { target *-*-* } .-1 } */
double larger_of_locals (void) { struct point a = { 1, 1 }, b = { 2, 2 }; return larger (&a, &b)->x; }
struct point *larger_returned (struct point *a) { struct point b = { 2, 2 }; return larger (a, &b); }
  /* { dg-note "leaking param: 'a' to result level=0" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'b'" "" { target *-*-* } .-1 } */
