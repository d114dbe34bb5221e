/* SPDX-License-Identifier: MIT */
/* Purpose: Variables of all kinds whose address is kept, or only read. */
/* Options: -fplugin-arg-goro-m */
#include <complex.h>
#include <setjmp.h>
typedef int vector __attribute__ ((vector_size (16)));
typedef struct { int n; int a[]; } flexible;
struct bits { unsigned a : 3, b : 5; int *p; };
enum colour { RED, GREEN };
void *sink;
static __thread int *thread_local_sink;
_Atomic (int *) atomic_sink;
void unseen (void *);

void character (void) { char c = 'a'; sink = &c; } /* { dg-note "moved to heap: 'c'" } */
void boolean (void) { _Bool b = 1; sink = &b; } /* { dg-note "moved to heap: 'b'" } */
void wide (void) { __int128 w = 1; sink = &w; } /* { dg-note "moved to heap: 'w'" } */
void floating (void) { double d = 1; sink = &d; } /* { dg-note "moved to heap: 'd'" } */
void long_double (void) { long double d = 1; sink = &d; } /* { dg-note "moved to heap: 'd'" } */
void complex_number (void) { double complex c = 1; sink = &c; } /* { dg-note "moved to heap: 'c'" } */
void part_of_complex (void) { double complex c = 1; sink = &__imag__ c; } /* { dg-note "moved to heap: 'c'" } */
void vector_kept (void) { vector v = { 1 }; sink = &v; } /* { dg-note "moved to heap: 'v'" } */
int vector_read (void) { vector v = { 1 }; vector *p = &v; return (*p)[1]; }
void enumeration (void) { enum colour c = RED; sink = &c; } /* { dg-note "moved to heap: 'c'" } */
void bit_fields (void) { struct bits b = { 1, 2, 0 }; sink = &b; } /* { dg-note "moved to heap: 'b'" } */
void bit_field_and_pointer (void) { int x = 1; struct bits b = { 1, 2, &x }; sink = b.p; } /* { dg-note "moved to heap: 'x'" } */
void aligned (void) { int x __attribute__ ((aligned (64))) = 1; sink = &x; } /* { dg-note "moved to heap: 'x'" } */
void in_register (void) { register int x = 1; int y = x; sink = &y; } /* { dg-note "moved to heap: 'y'" } */
int not_kept_static (void) { static int x; sink = &x; return x; }
void thread_local_kept (void) { int x = 1; thread_local_sink = &x; } /* { dg-note "moved to heap: 'x'" } */
void atomic_kept (void) { int x = 1; atomic_sink = &x; } /* { dg-note "moved to heap: 'x'" } */
void atomic_local (void) { _Atomic int x = 1; sink = (void *) &x; } /* { dg-note "moved to heap: 'x'" } */
int atomic_local_read (void) { _Atomic int x = 1; _Atomic int *p = &x; return *p; }
void literal (void) { sink = &(struct bits) { 1, 2, 0 }; } /* { dg-note "moved to heap: 'an object without a name'" } */
int literal_read (void) { struct bits *b = &(struct bits) { 1, 2, 0 }; return b->a; }
void literal_array (void) { sink = (int[]) { 1, 2, 3 }; } /* { dg-note "moved to heap: 'an object without a name'" } */
int literal_array_read (void) { int *p = (int[]) { 1, 2, 3 }; return p[1]; }
void literal_to_unseen (void) { unseen ((int[]) { 1 }); } /* { dg-note "moved to heap: 'an object without a name'" } */
void string (void) { sink = "text"; }
void array_of_characters (void) { char text[] = "text"; sink = text; } /* { dg-note "moved to heap: 'text'" } */
void variable_length (int n) { char text[n]; text[0] = 0; sink = text; } /* { dg-note "moved to heap: memory of variable size" } */
int variable_length_read (int n) { char text[n]; text[0] = 1; char *p = text; return *p; }
void variable_length_to_unseen (int n) { char text[n]; text[0] = 0; unseen (text); } /* { dg-note "moved to heap: memory of variable size" } */
void parameter_kept (int n) { sink = &n; } /* { dg-note "moved to heap: 'n'" } */
void structure_parameter_kept (struct bits b) { sink = &b; } /* { dg-note "leaking param: 'b'" } */ /* { dg-note "moved to heap: 'b'" } */
int parameter_read (int n) { int *p = &n; return *p; }
void array_parameter (int a[4]) { sink = &a; } /* { dg-note "leaking param: 'a'" } */ /* { dg-note "moved to heap: 'a'" } */
void jump_buffer (void) { jmp_buf b; if (setjmp (b) == 0) longjmp (b, 1); }
void address_of_label (void) { static void *p; p = &&here; here: sink = p; }
void size_only (void) { int x; sink = (void *) sizeof x; }
void compared (int *p) { int x = 1; sink = p == &x ? p : 0; } /* { dg-note "leaking param: 'p'" } */
int null (void) { int x = 1; return &x != 0; }
