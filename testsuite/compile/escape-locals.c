/* SPDX-License-Identifier: MIT */
/* Purpose: Which locals move to the heap: those whose address outlives the frame by any way, and no others. */
/* Options: -fplugin-arg-goro-m -Wno-return-local-addr */
int *sink;
int **sink2;
long number;
extern void unseen (int *);
extern void unseen_number (long);

int read_by_address (void) { int x = 1; int *p = &x; return *p; }
int through_two (void) { int x = 1; int *p = &x; int **q = &p; return **q; }
int compared_only (int *o) { int x = 1; return &x == o; } /* { dg-note "'o' does not escape" } */
int *returned (void) { int x = 1; return &x; } /* { dg-note "moved to heap: 'x'" } */
int *returned_by_name (void) { int x = 1; int *p = &x; return p; } /* { dg-note "moved to heap: 'x'" } */
void kept (void) { int x = 1; sink = &x; } /* { dg-note "moved to heap: 'x'" } */
void kept_inside (void) { int a[9] = { 0 }; sink = &a[3]; } /* { dg-note "moved to heap: 'a'" } */
void kept_pointer (void) { int x = 1; int *p = &x; sink2 = &p; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'p'" } */
void kept_content_only (void) { int x = 1; int *p = &x; int **q = &p; sink = *q; } /* { dg-note "moved to heap: 'x'" } */
void kept_on_one_way (int c) { int x = 1, y = 2; int *p = c ? &x : &y; if (c == 2) sink = p; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'y'" "" { target *-*-* } .-1 } */
void kept_later_variable (void) { int x = 1, y = 2; int *p = &x; *p = 3; p = &y; sink = p; } /* { dg-note "moved to heap: 'y'" } */
void passed_to_unseen (void) { int x = 1; unseen (&x); } /* { dg-note "moved to heap: 'x'" } */
void value_passed (void) { int x = 1; int *p = &x; unseen_number (*p); }
void as_integer (void) { int x = 1; number = (long) &x; } /* { dg-note "moved to heap: 'x'" } */
void integer_and_back (void) { int x = 1; long n = (long) &x; *(int *) n = 2; }
int parameter (int x) { sink = &x; return x; } /* { dg-note "moved to heap: 'x'" } */
int parameter_read (int x) { int *p = &x; return *p; }
int two (void) { int x = 1, y = 2; sink = &x; int *p = &y; return *p; } /* { dg-note "moved to heap: 'x'" } */
int array_of_pointers (int i) { int x = 1, y = 2; int *a[2] = { &x, &y }; return *a[i]; }
void array_of_pointers_kept (int i) { int x = 1, y = 2; int *a[2] = { &x, &y }; sink = a[i]; }
  /* { dg-note "moved to heap: 'x'" "" { target *-*-* } .-1 } */ /* { dg-note "moved to heap: 'y'" "" { target *-*-* } .-1 } */
void assembly (void) { int x = 1; __asm__ volatile ("nop # %0" : : "r" (&x) : "memory"); } /* { dg-note "moved to heap: 'x'" } */
void assembly_without_text (void) { int x = 1; __asm__ volatile ("" : : "r" (&x) : "memory"); }
void assembly_memory (void) { int x = 1; __asm__ volatile ("" : "+m" (x)); }
void conditional_operator (int c) { int x = 1; sink = c ? &x : 0; } /* { dg-note "moved to heap: 'x'" } */
void comma (void) { int x = 1; sink = (number++, &x); } /* { dg-note "moved to heap: 'x'" } */
void compound_literal (void) { sink = &(int) { 3 }; } /* { dg-note "moved to heap: 'an object without a name'" } */
int compound_literal_read (void) { return *&(int) { 3 }; }
void uninitialised (void) { int x; sink = &x; } /* { dg-note "moved to heap: 'x'" } */
int *heap_of_static (void) { static int x; return &x; }
void volatile_local (void) { volatile int x = 1; sink = (int *) &x; } /* { dg-note "moved to heap: 'x'" } */
