/* SPDX-License-Identifier: MIT */
/* Purpose: How often an address has to be followed: taking one more address, following one, through locals and calls. */
/* Options: -fplugin-arg-goro-m */
int *sink1, **sink2, ***sink3;
int number;

void level_0 (void) { int i = 0; int *p0 = &i; int **p1 = &p0; int ***p2 = &p1; sink3 = p2; }
  /* { dg-note "moved to heap: 'i'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'p0'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'p1'" "" { target *-*-* } .-1 } */
void level_1 (void) { int i = 0; int *p0 = &i; int **p1 = &p0; int ***p2 = &p1; sink2 = *p2; }
  /* { dg-note "moved to heap: 'i'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'p0'" "" { target *-*-* } .-1 } */
void level_2 (void) { int i = 0; int *p0 = &i; int **p1 = &p0; int ***p2 = &p1; sink1 = **p2; } /* { dg-note "moved to heap: 'i'" } */
void level_3 (void) { int i = 0; int *p0 = &i; int **p1 = &p0; int ***p2 = &p1; number = ***p2; }
void up_and_down (void) { int i = 0; int *p0 = &i; int **p1 = &p0; sink1 = *&*p1; } /* { dg-note "moved to heap: 'i'" } */
void down_and_up (void) { int i = 0; int *p0 = &i; int **p1 = &*&p0; sink2 = p1; }
  /* { dg-note "moved to heap: 'i'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'p0'" "" { target *-*-* } .-1 } */
int *parameter_0 (int *p) { int **q = &p; return *q; } /* { dg-note "leaking param: 'p' to result level=0" } */
int **parameter_1 (int *p) { int **q = &p; return q; } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "moved to heap: 'p'" } */
int parameter_2 (int *p) { int **q = &p; return **q; } /* { dg-note "'p' does not escape" } */
int *followed (int ***p) { return **p; } /* { dg-note "leaking param: 'p' to result level=1" } */
int **followed_once (int ***p) { return *p; } /* { dg-note "leaking param: 'p' to result level=1" } */
int followed_all (int ***p) { return ***p; } /* { dg-note "'p' does not escape" } */
void kept_followed (int ***p) { sink2 = *p; } /* { dg-note "leaking param content: 'p'" } */
void kept_whole (int ***p) { sink3 = p; } /* { dg-note "leaking param: 'p'" } */
static int *deref (int **p) { return *p; } /* { dg-note "leaking param: 'p' to result level=1" } */
static int **same (int **p) { return p; } /* { dg-note "leaking param: 'p' to result level=0" } */
int *deref_of_local (int *p) { int *q = p; return deref (&q); } /* { dg-note "leaking param: 'p' to result level=0" } */
int **same_of_local (int *p) { int *q = p; return same (&q); } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "moved to heap: 'q'" } */
int *twice (int **p) { int **q = same (p); return deref (same (q)); } /* { dg-note "leaking param: 'p' to result level=1" } */
void stored_then_followed (void) { int i = 0, *p = 0; int **q = &p; *q = &i; sink1 = p; } /* { dg-note "moved to heap: 'i'" } */
void followed_before_store (void) { int i = 0, *p = 0; int **q = &p; sink1 = *q; *q = &i; } /* { dg-note "moved to heap: 'i'" } */
int assigned_to_itself (int *p) { int *q = p; q = q; return *q; } /* { dg-note "'p' does not escape" } */
void own_address (void) { void *p; p = &p; sink1 = 0; (void) p; }
void own_address_kept (void) { void *p; p = &p; sink1 = p; } /* { dg-note "moved to heap: 'p'" } */
