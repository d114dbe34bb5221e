/* SPDX-License-Identifier: MIT */
/* Purpose: Order and branches do not matter, dead code does not count, and every assignment does. */
/* Options: -fplugin-arg-goro-m */
int *sink;
int number;

void either (int c) { int x = 1; int *p; if (c) p = &x; else p = 0; sink = p; } /* { dg-note "moved to heap: 'x'" } */
void neither (int c) { int x = 1; int *p = 0, *q = 0; if (c) p = &x; else q = &number; sink = q; number = *p; }
void after_loop (int n) { int x = 1; int *p = 0; while (n--) p = &x; sink = p; } /* { dg-note "moved to heap: 'x'" } */
void through_loop (int n) { int x = 1; int *p = &x, *q = 0, *r = 0; while (n--) { r = q; q = p; } sink = r; } /* { dg-note "moved to heap: 'x'" } */
void in_condition (int n) { int x = 1; if ((sink = &x) != 0) number = n; } /* { dg-note "moved to heap: 'x'" } */
void in_argument (int n) { int x = n; number = *(sink = &x); } /* { dg-note "moved to heap: 'x'" } */
void in_initialiser (int n) { int x = n; int *p = sink = &x; number = *p; } /* { dg-note "moved to heap: 'x'" } */
void choice (int c) { int x = 1, y = 2; sink = c ? &x : c > 3 ? &y : 0; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void choice_value (int c) { int x = 1, y = 2; number = *(c ? &x : &y); }
void in_switch (int c) { int x = 1, y = 2, *p = 0; switch (c) { case 1: p = &x; break; case 2: number = *&y; } sink = p; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */
void by_jump (int c) { int x = 1; int *p = &x; if (c) goto keep; return; keep: sink = p; } /* { dg-note "moved to heap: 'x'" } */
int overwritten (void) { int x = 1; int *p = &x; p = &number; sink = p; return x; }
void copied_pointers (void) { int x = 1; int *a = &x, *b = a, *c = b, *d = c; sink = d; } /* { dg-note "moved to heap: 'x'" } */
int copied_values (void) { int x = 1; int a = x, *b = &a, c = *b; return c; }
void array_of_arrays (int i) { int x = 1; int *a[2][2] = { { &x } }; sink = a[i][0]; } /* { dg-note "moved to heap: 'x'" } */
int array_element_only (int i) { int x = 1; int *a[2] = { &x, &number }; sink = &number; return *a[i]; }
int set_in_call (int **p) { *p = &number; return 0; } /* { dg-note "'p' does not escape" } */
int set_local_in_call (void) { int *p = 0; set_in_call (&p); return *p; }
void statement_expression (void) { int x = 1; sink = ({ int *p = &x; p; }); } /* { dg-note "moved to heap: 'x'" } */
void statement_expression_inner (void) { int *p = ({ static int x; &x; }); sink = p; }
int parameter_reassigned (int *p) { p = &number; sink = p; return *p; } /* { dg-note "'p' does not escape" } */
int parameter_address (int n) { int *p = &n; *p += 1; return n; }
void parameter_address_kept (int n, int m) { sink = &m; number = n; } /* { dg-note "moved to heap: 'm'" } */
void array_parameter (int a[4]) { sink = a; } /* { dg-note "leaking param: 'a'" } */
void array_parameter_read (int a[static 4]) { number = a[3]; } /* { dg-note "'a' does not escape" } */
void vector_parameter (int *const *v, int n) { for (int i = 0; i < n; i++) number += *v[i]; } /* { dg-note "'v' does not escape" } */
void vector_parameter_kept (int *const *v, int n) { for (int i = 0; i < n; i++) sink = v[i]; } /* { dg-note "leaking param content: 'v'" } */
