/* SPDX-License-Identifier: MIT */
/* Purpose: What callees do with addresses counts for the caller: seen ones by what they do, in any order and through recursion. */
/* Options: -fplugin-arg-goro-m */
int *sink;
extern void unseen (int *);
static int *identity (int *p);
static void chain_end (int *p);
static int even (int *p, int n);

static int reader (int *p) { return *p; } /* { dg-note "'p' does not escape" } */
static void keeper (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
static void first_only (int *p, int *q) { sink = p; *q = 0; } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "'q' does not escape" } */
static int *result_of (int *p) { return identity (p); } /* { dg-note "leaking param: 'p' to result level=0" } */
static int *identity (int *p) { return p; } /* { dg-note "leaking param: 'p' to result level=0" } */
static void chain (int *p) { chain_end (p); } /* { dg-note "leaking param: 'p'" } */
static void chain_end (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
static int odd (int *p, int n) { return n ? even (p, n - 1) : *p; } /* { dg-note "'p' does not escape" } */
static int even (int *p, int n) { return n ? odd (p, n - 1) : 0; } /* { dg-note "'p' does not escape" } */
static void store (int **to, int *p) { *to = p; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param: 'p' to '.to'" } */

int to_reader (void) { int x = 1; return reader (&x); }
void to_keeper (void) { int x = 1; keeper (&x); } /* { dg-note "moved to heap: 'x'" } */
int to_first (void) { int x = 1, y = 2; first_only (&x, &y); return y; } /* { dg-note "moved to heap: 'x'" } */
int result_read (void) { int x = 1; return *result_of (&x); }
void result_kept (void) { int x = 1; sink = result_of (&x); } /* { dg-note "moved to heap: 'x'" } */
int *result_returned (void) { int x = 1; return result_of (&x); } /* { dg-note "moved to heap: 'x'" } */
void to_chain (void) { int x = 1; chain (&x); } /* { dg-note "moved to heap: 'x'" } */
int mutual (int n) { int x = 1; return odd (&x, n); }
int into_local (void) { int x = 1; int *p; store (&p, &x); return *p; }
void into_static (void) { int x = 1; store (&sink, &x); } /* { dg-note "moved to heap: 'x'" } */
void into_local_then_kept (void) { int x = 1; int *p; store (&p, &x); sink = p; } /* { dg-note "moved to heap: 'x'" } */
int through_pointer (int (*f) (int *)) { int x = 1; return f (&x); } /* { dg-note "'f' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
int passed_on (int *p) { return reader (p); } /* { dg-note "'p' does not escape" } */
void passed_on_kept (int *p) { keeper (p); } /* { dg-note "leaking param: 'p'" } */
int *passed_on_returned (int *p) { return identity (p); } /* { dg-note "leaking param: 'p' to result level=0" } */
void passed_to_unseen (int *p) { unseen (p); } /* { dg-note "leaking param: 'p'" } */
