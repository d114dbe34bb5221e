/* SPDX-License-Identifier: MIT */
/* Purpose: What -fplugin-arg-goro-m says of pointer parameters: read, kept in static memory, returned, stored through one another. */
/* Options: -fplugin-arg-goro-m */
int *sink;
int **sink2;
long number;

int read_only (int *p) { return *p; } /* { dg-note "'p' does not escape" } */
void written (int *p) { *p = 1; } /* { dg-note "'p' does not escape" } */
void unused (int *p) { (void) p; } /* { dg-note "'p' does not escape" } */
int compared (int *p, int *q) { return p == q; } /* { dg-note "'p' does not escape" } */ /* { dg-note "'q' does not escape" } */
long subtracted (int *p, int *q) { return p - q; } /* { dg-note "'p' does not escape" } */ /* { dg-note "'q' does not escape" } */
void kept (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
void kept_inside (int *p) { sink = p + 3; } /* { dg-note "leaking param: 'p'" } */
void kept_sometimes (int *p, int c) { if (c) sink = p; } /* { dg-note "leaking param: 'p'" } */
void content_kept (int **p) { sink = *p; } /* { dg-note "leaking param content: 'p'" } */
void content_of_content_kept (int ***p) { sink = **p; } /* { dg-note "leaking param content: 'p'" } */
void element_kept (int **p, int i) { sink = p[i]; } /* { dg-note "leaking param content: 'p'" } */
int *returned (int *p) { return p; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *returned_inside (int *p, int i) { return &p[i]; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *one_of_two (int *p, int *q, int c) { return c ? p : q; }
  /* { dg-note "leaking param: 'p' to result level=0" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'q' to result level=0" "" { target *-*-* } .-1 } */
int *content_returned (int **p) { return *p; } /* { dg-note "leaking param: 'p' to result level=1" } */
int **address_returned (int **p, int i) { return p + i; } /* { dg-note "leaking param: 'p' to result level=0" } */
void stored (int **to, int *p) { *to = p; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param: 'p' to '.to'" } */
void stored_deep (int ***to, int *p) { **to = p; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param: 'p' to '.to'" } */
void swapped (int **p, int **q) { int *t = *p; *p = *q; *q = t; } /* { dg-note "leaking param content: .p. to ..q." } */ /* { dg-note "leaking param content: .q. to ..p." } */
void copied (int **to, int **from) { *to = *from; } /* { dg-note "'to' does not escape" } */ /* { dg-note "leaking param content: .from. to ..to." } */
int *kept_and_returned (int *p) { sink = p; return p; } /* { dg-note "leaking param: 'p'" } */
int recursive (int *p, int n) { return n == 0 ? *p : recursive (p, n - 1); } /* { dg-note "'p' does not escape" } */
int *recursive_result (int *p, int n) { return n == 0 ? p : recursive_result (p + 1, n - 1); }
  /* { dg-note "leaking param: 'p' to result level=0" "" { target *-*-* } .-1 } */
void recursive_kept (int *p, int n) { if (n == 0) sink = p; else recursive_kept (p, n - 1); } /* { dg-note "leaking param: 'p'" } */
void as_integer (int *p) { number = (long) p; } /* { dg-note "leaking param: 'p'" } */
long integer_returned (int *p) { return (long) p; } /* { dg-note "leaking param: 'p' to result level=0" } */
int low_bits (int *p) { return (long) p & 7; } /* { dg-note "'p' does not escape" } */
int null_p (int *p) { return p == 0; } /* { dg-note "'p' does not escape" } */
void unnamed (int *, int *p) { sink2 = &sink; *p = 0; } /* { dg-note "'p' does not escape" } */
