/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses in members of structures and unions. */
/* Options: -fplugin-arg-goro-m */
struct pair { int *a, *b; };
struct deep { struct pair p; struct { struct pair q[2]; } in; };
union either { int *p; long n; struct pair *q; };
int *sink;
struct pair pair_sink;
long number;

void one_member_kept (void) { int x = 1; struct pair p; p.a = &x; sink = p.a; } /* { dg-note "moved to heap: 'x'" } */
void both_members (void) { int x = 1, y = 2; struct pair p = { &x, &y }; sink = p.a; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void whole_kept (void) { int x = 1, y = 2; struct pair p = { .b = &y, .a = &x }; pair_sink = p; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void member_through_pointer (void) { int x = 1; struct pair p, *q = &p; q->b = &x; sink = q->b; } /* { dg-note "moved to heap: 'x'" } */
void member_of_member (void) { int x = 1; struct deep d; d.in.q[1].b = &x; sink = d.in.q[1].b; } /* { dg-note "moved to heap: 'x'" } */
void copied_member (void) { int x = 1; struct deep d; struct pair p = { &x, 0 }; d.p = p; sink = d.p.a; } /* { dg-note "moved to heap: 'x'" } */
void copied_whole (void) { int x = 1; struct pair p = { &x, 0 }, q; q = p; struct pair r = q; sink = r.a; } /* { dg-note "moved to heap: 'x'" } */
void union_member (void) { int x = 1; union either u; u.p = &x; sink = u.p; } /* { dg-note "moved to heap: 'x'" } */
void union_as_number (void) { int x = 1; union either u; u.p = &x; number = u.n; } /* { dg-note "moved to heap: 'x'" } */
int union_read (void) { int x = 1; union either u; u.p = &x; return *u.p; }
int member_read (void) { int x = 1; struct pair p = { &x, &x }; return *p.a + *p.b; }
int member_of_member_read (void) { int x = 1; struct deep d = { .p.a = &x }; d.in.q[0] = d.p; return *d.in.q[0].a; }
int by_copy (void) { int x = 1; struct pair p = { &x, 0 }; struct pair q = p; return *q.a; }
int pointer_to_structure (void) { struct pair p = { 0, 0 }; struct pair *q = &p; return q->a == q->b; }
int **address_of_member (void) { struct pair p = { 0, 0 }; return &p.b; } /* { dg-note "moved to heap: 'p'" } */
int **address_in_nested (void) { struct deep d = { 0 }; return &d.in.q[1].a; } /* { dg-note "moved to heap: 'd'" } */
int *pointer_in_structure (void) { struct pair p = { 0, 0 }; return p.a; }
struct pair by_value (void) { int x = 1; struct pair p = { &x, 0 }; return p; } /* { dg-note "moved to heap: 'x'" } */
struct pair *by_address (void) { int x = 1; struct pair p = { &x, 0 }; return &p; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void value_of_kept_structure (void) { struct pair p = { 0, 0 }; pair_sink = p; }
void number_member (void) { struct { int n; int *p; } s; int x = 1; s.p = &x; s.n = 3; number = s.n; }
