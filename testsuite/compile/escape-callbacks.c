/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses that reach a function through a pointer to it: tables of functions, contexts, results. */
/* Options: -fplugin-arg-goro-m */
#include <stdlib.h>
typedef int visit (void *context, int value);
struct visitor { visit *call; void *context; };
int *sink;
void *sinkv;
extern int walk_unseen (visit *v, void *context);
extern struct visitor *registered;

static int add (void *context, int value) { return *(int *) context += value; } /* { dg-note "'context' does not escape" } */
static int keep (void *context, int value) { sinkv = context; return value; } /* { dg-note "leaking param: 'context'" } */
int unseen_walk (void) { int sum = 0; walk_unseen (add, &sum); return sum; } /* { dg-note "moved to heap: 'sum'" } */
void registered_context (void) { int sum = 0; registered->call = add; registered->context = &sum; } /* { dg-note "moved to heap: 'sum'" } */
int visitor_local (int n) { int sum = 0; struct visitor v = { add, &sum }; return add (v.context, n); }
int kept_by_callee (int n) { int sum = 0; return keep (&sum, n); } /* { dg-note "moved to heap: 'sum'" } */
int call_given (visit *v, int n) { int sum = 0; return v (&sum, n); } /* { dg-note "'v' does not escape" } */ /* { dg-note "moved to heap: 'sum'" } */
int call_given_with (visit *v, void *context) { return v (context, 1); }
  /* { dg-note "'v' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'context'" "" { target *-*-* } .-1 } */
int call_member (struct visitor *v) { return v->call (v->context, 1); } /* { dg-note "leaking param content: 'v'" } */
static int compare (const void *a, const void *b) { return **(int *const *) a - **(int *const *) b; }
  /* { dg-note "'a' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
static int compare_kept (const void *a, const void *b) { sink = *(int *const *) a; return a > b; }
  /* { dg-note "leaking param content: 'a'" "" { target *-*-* } .-1 } */ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
void sort_pointers (void) { int x = 1, y = 2; int *a[2] = { &x, &y }; qsort (a, 2, sizeof a[0], compare); }
void sort_pointers_kept (void) { int x = 1, y = 2; int *a[2] = { &x, &y }; qsort (a, 2, sizeof a[0], compare_kept); }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'y'" "" { target *-*-* } .-1 } */
void sort_with_unknown (int (*f) (const void *, const void *)) { int a[2] = { 2, 1 }; qsort (a, 2, sizeof a[0], f); }
  /* { dg-note "'f' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'a'" "" { target *-*-* } .-1 } */
void at_exit (void (*f) (void)) { atexit (f); } /* { dg-note "leaking param: 'f'" } */
