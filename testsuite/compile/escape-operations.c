/* SPDX-License-Identifier: MIT */
/* Purpose: Tables of operations and closures as C writes them: calls through pointers, and direct ones. */
/* Options: -fplugin-arg-goro-m */
struct shape;
struct operations { int (*area) (const struct shape *); void (*keep) (struct shape *); };
struct shape { const struct operations *ops; int w, h; };
struct closure { int (*call) (void *, int *); void *data; };
struct shape *sink;
int *numbers;
typedef int compare (const void *, const void *);

static int area (const struct shape *s) { return s->w * s->h; } /* { dg-note "'s' does not escape" } */
static void keep (struct shape *s) { sink = s; } /* { dg-note "leaking param: 's'" } */
static void forget (struct shape *s) { s->w = 0; } /* { dg-note "'s' does not escape" } */
static const struct operations keeping = { area, keep }, forgetting = { area, forget };
static int add (void *data, int *p) { return *(int *) data + *p; } /* { dg-note "'data' does not escape" } */ /* { dg-note "'p' does not escape" } */
static int remember (void *data, int *p) { numbers = p; return *(int *) data; } /* { dg-note "'data' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
static int order (const void *a, const void *b) { return *(const int *) a - *(const int *) b; } /* { dg-note "'a' does not escape" } */ /* { dg-note "'b' does not escape" } */

int direct (void) { struct shape s = { &forgetting, 1, 2 }; return area (&s); }
void direct_kept (void) { struct shape s = { &keeping, 1, 2 }; keep (&s); } /* { dg-note "moved to heap: 's'" } */
int by_pointer (void) { struct shape s = { &forgetting, 1, 2 }; return s.ops->area (&s); }
int known_function (void) { int (*f) (const struct shape *) = area; struct shape s = { 0, 1, 2 }; return f (&s); }
int closure_called (void) { int x = 1, y = 2; struct closure c = { add, &x }; return c.call (c.data, &y); }
int closure_direct (void) { int x = 1, y = 2; return add (&x, &y); }
int closure_remembers (void) { int x = 1, y = 2; return remember (&x, &y); } /* { dg-note "moved to heap: 'y'" } */
static int apply (int (*f) (void *, int *), void *data, int *p) { return f (data, p); } /* { dg-note "'f' does not escape" } */ /* { dg-note "'data' does not escape" } */ /* { dg-note "'p' does not escape" } */
int handed_on (void) { int x = 1, y = 2; return apply (add, &x, &y); }
int compared (void) { int x = 1, y = 2; compare *c = order; return c (&x, &y); }
const struct operations *table (int n) { return n ? &keeping : &forgetting; }
int (*function (int n)) (const struct shape *) { return n ? area : 0; }
