/* SPDX-License-Identifier: MIT */
/* Purpose: Results that carry addresses: structures, out parameters, allocators of the program's own, chains of calls. */
/* Options: -fplugin-arg-goro-m */
struct slice { int *at; long length; };
struct tree { struct tree *left, *right; int *value; };
int *sink;
struct tree *root;

struct slice whole (int *p, long n) { return (struct slice) { p, n }; } /* { dg-note "leaking param: 'p' to result level=0" } */
struct slice part (struct slice s, long from) { return (struct slice) { s.at + from, s.length - from }; }
  /* { dg-note "leaking param: 's' to result level=0" "" { target *-*-* } .-1 } */
long sum (struct slice s) { long n = 0; for (long i = 0; i < s.length; i++) n += s.at[i]; return n; } /* { dg-note "'s' does not escape" } */
int *first (struct slice s) { return s.at; } /* { dg-note "leaking param: 's' to result level=0" } */
void out (int **to, int *p, int n) { *to = p + n; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param: 'p' to '.to'" } */
void out_member (struct slice *to, int *p) { to->at = p; to->length = 1; }
  /* { dg-note "'to' does not escape" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'p' to '.to'" "" { target *-*-* } .-1 } */
struct slice *fluent (struct slice *s) { s->length++; return s; } /* { dg-note "leaking param: 's' to result level=0" } */
long sum_of_local (void) { int a[4] = { 1, 2, 3, 4 }; return sum (part (whole (a, 4), 1)); }
void kept_part_of_local (void) { int a[4] = { 1, 2, 3, 4 }; sink = first (part (whole (a, 4), 1)); } /* { dg-note "moved to heap: 'a'" } */
struct slice returned_slice (void) { int a[4] = { 1, 2, 3, 4 }; return part (whole (a, 4), 1); } /* { dg-note "moved to heap: 'a'" } */
int out_local (void) { int a[4] = { 0 }, *p; out (&p, a, 2); return *p; }
int *out_returned (void) { int a[4] = { 0 }, *p; out (&p, a, 2); return p; } /* { dg-note "moved to heap: 'a'" } */
long fluent_local (void) { struct slice s = { 0, 0 }; return fluent (fluent (&s))->length; }
struct slice *fluent_returned (void) { struct slice s = { 0, 0 }; return fluent (fluent (&s)); } /* { dg-note "moved to heap: 's'" } */
static struct tree *insert (struct tree *t, struct tree *new, int c) { if (!t) return new; if (c) t->left = insert (t->left, new, c); else t->right = insert (t->right, new, c); return t; } /* { dg-note "leaking param content: .t. to ..new." } */
  /* { dg-note "leaking param: 't' to result level=0" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'new' to '.t'" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'new' to result level=0" "" { target *-*-* } .-1 } */
int depth (const struct tree *t) { return t ? 1 + depth (t->left) + depth (t->right) : 0; } /* { dg-note "'t' does not escape" } */
void static_tree (void) { struct tree a = { 0 }; root = insert (root, &a, 1); } /* { dg-note "moved to heap: 'a'" } */
int *value (struct tree *t) { return t->value; } /* { dg-note "leaking param: 't' to result level=1" } */
void set_value (struct tree *t, int *v) { t->value = v; } /* { dg-note "'t' does not escape" } */ /* { dg-note "leaking param: 'v' to '.t'" } */
int local_value (void) { int x = 1; struct tree t = { 0 }; set_value (&t, &x); return *value (&t); }
void static_value (void) { int x = 1; set_value (root, &x); } /* { dg-note "moved to heap: 'x'" } */
void value_kept (void) { int x = 1; struct tree t = { 0 }; set_value (&t, &x); sink = value (&t); } /* { dg-note "moved to heap: 'x'" } */
struct tree copy (const struct tree *t) { return *t; } /* { dg-note "leaking param: 't' to result level=1" } */
void copy_kept (void) { int x = 1; struct tree t = { .value = &x }; static struct tree s; s = copy (&t); sink = s.value; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */
