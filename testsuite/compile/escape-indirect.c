/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses that are stored and read through pointers, arrays, other types. */
/* Options: -fplugin-arg-goro-m */
int *sink;
int **sink2;
void unseen (int **);

void through_local (void) { int x = 1, *p, **pp = &p; *pp = &x; sink = p; } /* { dg-note "moved to heap: 'x'" } */
int through_local_read (void) { int x = 1, *p, **pp = &p; *pp = &x; return *p; }
void through_two (void) { int x = 1, *p, **pp = &p, ***ppp = &pp; **ppp = &x; sink = *pp; } /* { dg-note "moved to heap: 'x'" } */
int through_two_read (void) { int x = 1, *p, **pp = &p, ***ppp = &pp; **ppp = &x; return **pp; }
void outer_kept (void) { int x = 1, *p = &x; sink2 = &p; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void outer_kept_then_stored (void) { int x = 1, *p = 0; sink2 = &p; p = &x; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void outer_kept_stored_through (void) { int x = 1, *p = 0, **pp = &p; sink2 = pp; *pp = &x; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void inner_kept (void) { int x = 1, *p = &x, **pp = &p; sink = *pp; } /* { dg-note "moved to heap: 'x'" } */
int dereferenced (void) { int x = 1, *p = &x, **pp = &p; return **pp; }
void unseen_gets_outer (void) { int x = 1, *p = &x; unseen (&p); } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void unseen_may_store (void) { int *p = 0; unseen (&p); sink = p; } /* { dg-note "moved to heap: 'p'" } */
void two_pointers_to_one (void) { int x = 1, *p = 0, **q = &p, **r = &p; *q = &x; sink = *r; } /* { dg-note "moved to heap: 'x'" } */
int two_pointers_read (void) { int x = 1, *p = 0, **q = &p, **r = &p; *q = &x; return **r; }
void swap_kept (void) { int x = 1, y = 2, *p = &x, *q = &y, *t = p; p = q; q = t; sink = q; } /* { dg-note "moved to heap: 'x'" } */
void array_of_pointers (void) { int x = 1, *a[3] = { 0 }; a[1] = &x; sink = a[2]; } /* { dg-note "moved to heap: 'x'" } */
int array_of_pointers_read (void) { int x = 1, *a[3] = { &x, &x, &x }; return *a[1]; }
void array_element (void) { int a[4] = { 0 }; sink = &a[2]; } /* { dg-note "moved to heap: 'a'" } */
void array_decays (void) { int a[4] = { 0 }; sink = a; } /* { dg-note "moved to heap: 'a'" } */
void array_end (void) { int a[4] = { 0 }; sink = a + 4; } /* { dg-note "moved to heap: 'a'" } */
int array_walk (void) { int a[4] = { 0 }, s = 0; for (int *p = a; p < a + 4; p++) s += *p; return s; }
void two_dimensions (void) { int a[2][3] = { { 0 } }; sink = a[1]; } /* { dg-note "moved to heap: 'a'" } */
int two_dimensions_read (void) { int a[2][3] = { { 0 } }; int (*row)[3] = &a[1]; return (*row)[2]; }
void pointer_to_array (void) { int a[4] = { 0 }; int (*p)[4] = &a; sink = *p; } /* { dg-note "moved to heap: 'a'" } */
void *as_void (void) { int x = 1; void *v = &x; return v; } /* { dg-note "moved to heap: 'x'" } */
char *as_bytes (void) { int x = 1; char *c = (char *) &x; return c + 1; } /* { dg-note "moved to heap: 'x'" } */
int bytes_read (void) { int x = 1; char *c = (char *) &x; return c[1]; }
const int *as_const (void) { const int x = 1; return &x; } /* { dg-note "moved to heap: 'x'" } */
volatile int *as_volatile (void) { volatile int x = 1; return &x; } /* { dg-note "moved to heap: 'x'" } */
int volatile_read (void) { volatile int x = 1; volatile int *p = &x; return *p; }
int restrict_read (void) { int x = 1; int *restrict p = &x; return *p; }
