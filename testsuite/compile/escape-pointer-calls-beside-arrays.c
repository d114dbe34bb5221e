/* SPDX-License-Identifier: MIT */
/* Purpose: One element of a table stands for all, and for nothing else: not for the members beside an array in a structure. */
/* Options: -fplugin-arg-goro-m */
typedef void visit (int *);
typedef visit *function;
int *sink, count;

static void look (int *p) { count += *p; } /* { dg-note "'p' does not escape" } */
static void keep (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
struct pair { function a, b; };
struct some { function a[2], b; };
struct pairs { struct pair a[2]; function b; };
static struct some one = { { look, look }, keep };
static struct pairs two = { { { look, look } }, keep };
static struct pairs all[4] = { { { { look, look } }, look } };
static struct { function a[3]; } only = { { look, look } };
static function row[] = { look, look };

static void behind (struct some *s) { int x = 1; s->b (&x); } /* { dg-note "'s' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
static void behind_pairs (struct pairs *s) { int x = 1; s->b (&x); } /* { dg-note "'s' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
void members (void) { behind (&one); behind_pairs (&two); }
void as_array (int i) { int x = 1; function *p = (function *) &one; p[i] (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_bytes (unsigned long i) { int x = 1; char *p = (char *) &one; (*(function *) (p + i * 8)) (&x); } /* { dg-note "moved to heap: 'x'" } */
static void longer (function (*p)[3], int i) { int x = 1; (*p)[i] (&x); } /* { dg-note "'p' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
void as_longer_array (int i) { longer ((function (*)[3]) &one, i); }
static void from_last (struct pair *p) { int x = 1; (*(function *) ((char *) p + 16)) (&x); } /* { dg-note "'p' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
void beyond (void) { from_last (&two.a[1]); }

static void within (struct pairs *s, int i) { int x = 1; s->a[i].b (&x); s->b (&x); s->a[1].a (&x); } /* { dg-note "'s' does not escape" } */
void each (int i) { within (&all[i], 1); for (struct pairs *s = all; s < all + 4; s++) within (s, i); }
void whole (int i) { int x = 1; function *p = row, *q = only.a; p[i] (&x); q[i] (&x); only.a[i] (&x); }

/* The difference of two addresses is a number, and a way to a function.  */
static void relative (function f) { int x = 1; f (&x); } /* { dg-note "'f' does not escape" } */ /* { dg-note "moved to heap: 'x'" } */
long distance (void) { relative (look); return (char *) relative - (char *) &row; }
