/* SPDX-License-Identifier: MIT */
/* Purpose: Structures with addresses as parameters and results by value. */
/* Options: -fplugin-arg-goro-m */
struct view { int *p; unsigned long n; };
struct two { struct view a, b; };
struct big { int *p; char pad[100]; };
struct wrapped { struct view *v; };
int *sink;
struct view view_sink;
void unseen (struct view);

static int sum (struct view v) { int s = 0; for (unsigned long i = 0; i < v.n; i++) s += v.p[i]; return s; } /* { dg-note "'v' does not escape" } */
static struct view part (struct view v, int from, int to) { v.p += from; v.n = to - from; return v; } /* { dg-note "leaking param: 'v' to result level=0" } */
static void keep (struct view v) { sink = v.p; } /* { dg-note "leaking param: 'v'" } */
static void keep_behind (struct wrapped w) { sink = w.v->p; } /* { dg-note "leaking param content: 'w'" } */
static int *first (struct two t) { return t.a.p; } /* { dg-note "leaking param: 't' to result level=0" } */
static struct two both (struct view a, struct view b) { return (struct two) { a, b }; } /* { dg-note "leaking param: 'a' to result level=0" } */ /* { dg-note "leaking param: 'b' to result level=0" } */
static struct big large (struct big b) { b.pad[0] = 1; return b; } /* { dg-note "leaking param: 'b' to result level=0" } */
static void fill (struct view v) { v.p[0] = 1; } /* { dg-note "'v' does not escape" } */
static void set (struct view *v, int *p) { v->p = p; } /* { dg-note "'v' does not escape" } */ /* { dg-note "leaking param: 'p' to '.v'" } */
static void set_behind (struct wrapped w, int *p) { w.v->p = p; } /* { dg-note "'w' does not escape" } */ /* { dg-note "leaking param: 'p' to '.w'" } */
static int length (struct wrapped w) { return w.v->n; } /* { dg-note "'w' does not escape" } */
static struct view *address_of_parameter (struct view v) { return &v; } /* { dg-note "leaking param: 'v'" } */ /* { dg-note "moved to heap: 'v'" } */
static int address_of_parameter_read (struct view v) { struct view *q = &v; return q->n; } /* { dg-note "'v' does not escape" } */

int read_only (void) { int a[4] = { 0 }; return sum ((struct view) { a, 4 }); }
int part_read (void) { int a[4] = { 0 }; return sum (part ((struct view) { a, 4 }, 1, 3)); }
void part_kept (void) { int a[4] = { 0 }; view_sink = part ((struct view) { a, 4 }, 1, 3); } /* { dg-note "moved to heap: 'a'" } */
void kept (void) { int a[4] = { 0 }; keep ((struct view) { a, 4 }); } /* { dg-note "moved to heap: 'a'" } */
void kept_behind (void) { int a[4] = { 0 }; struct view v = { a, 4 }; keep_behind ((struct wrapped) { &v }); } /* { dg-note "moved to heap: 'a'" } */
void length_behind (void) { int a[4] = { 0 }; struct view v = { a, 4 }; length ((struct wrapped) { &v }); }
int first_read (void) { int a[4] = { 0 }, b[4] = { 0 }; return *first ((struct two) { { a, 4 }, { b, 4 } }); }
int *first_returned (void) { int a[4] = { 0 }; return first ((struct two) { { a, 4 }, { 0, 0 } }); } /* { dg-note "moved to heap: 'a'" } */
int both_read (void) { int a[4] = { 0 }, b[4] = { 0 }; struct two t = both ((struct view) { a, 4 }, (struct view) { b, 4 }); return *t.b.p; }
struct two both_returned (void) { int a[4] = { 0 }, b[4] = { 0 }; return both ((struct view) { a, 4 }, (struct view) { b, 4 }); } /* { dg-note "moved to heap: 'a'" } */ /* { dg-note "moved to heap: 'b'" } */
int large_read (void) { int x = 1; struct big b = { &x, "" }; return *large (b).p; }
struct big large_returned (void) { int x = 1; struct big b = { &x, "" }; return large (b); } /* { dg-note "moved to heap: 'x'" } */
void filled (void) { int a[4]; fill ((struct view) { a, 4 }); }
void set_read (void) { int x; struct view v; set (&v, &x); }
void set_kept (void) { int x; struct view v; set (&v, &x); view_sink = v; } /* { dg-note "moved to heap: 'x'" } */
void set_behind_read (void) { int x; struct view v; set_behind ((struct wrapped) { &v }, &x); }
void set_behind_kept (void) { int x; struct view v; set_behind ((struct wrapped) { &v }, &x); view_sink = v; } /* { dg-note "moved to heap: 'x'" } */
void to_unseen (void) { int a[4] = { 0 }; unseen ((struct view) { a, 4 }); } /* { dg-note "moved to heap: 'a'" } */
int parameters (void) { int a[4] = { 0 }; struct view v = { a, 4 }; return address_of_parameter_read (v) + address_of_parameter (v)->n; } /* { dg-note "moved to heap: 'a'" } */
